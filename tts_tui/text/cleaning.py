"""Takes out what no voice should read: control codes, emoji, markup."""

from __future__ import annotations

import re
import unicodedata
from html import unescape

from tts_tui.text.by_hand import is_ipa
from tts_tui.text.edits import Rule, TrackedText
from tts_tui.text.tags import TAGS

_SPOKEN_SYMBOLS = frozenset("°℃℉№©®™")
"""Of Unicode's category "other symbol", those that are words; the rest are pictures."""

_SILENT = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "So"})
"""Unicode's categories of control codes, format codes, lone surrogates, private and unassigned characters, pictures."""

_SKIN_TONES = map(chr, range(0x1F3FB, 0x1F400))
_JOINERS = frozenset("\u00ad\u200b\u200c\u200d\u2060\ufe0e\ufe0f\ufeff").union(_SKIN_TONES)
"""Soft hyphen, invisible spaces and joiners, variation selectors: what stands inside a word or an emoji."""

_ESCAPE = Rule(re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[@-Z\\-_])"), ())
"""ANSI: control sequences (colours, cursor), operating system commands (titles, links), and single escapes."""

_TARGET = r"\((?P<target>(?:[^()\s]|\([^()\s]*\))*)(?:\s+(?:\"[^\"]*\"|'[^']*'))?\)"
"""Of a link: its address, which may hold brackets, and its title."""

_UNPAIRED = (
    Rule(re.compile(r"(?<![^\s\"'“‘(\[])(?:[*_]{1,3}|~~|`{1,3})(?=[\w\"'“‘(\[])"), ()),
    Rule(re.compile(r"(?<=[\w.,;:!?…\"'”’)\]])(?:[*_]{1,3}|~~|`{1,3})(?![\w*_~`])"), ()),
    Rule(re.compile(r"(?<=[,.;:!?])\*{2,3}(?=\w)"), (" ",)),
)
"""Marks of emphasis at one end of a word: the other ones stand in another sentence."""

_MARKDOWN = (
    # fences that are none, never being closed
    Rule(re.compile(r"^[ \t]*(?:`{3,}[^`\n]*|~{3,}.*)$", re.M), ()),
    # rulers, underlines of headings and table heads
    Rule(re.compile(r"^[ \t]*(?:[-*_=|:][ \t]*){3,}$", re.M), ()),
    Rule(re.compile(r"^[ \t]*(?:>[ \t]?)+", re.M), ()),
    Rule(re.compile(r"^[ \t]*#{1,6}[ \t]+"), ()),
    Rule(re.compile(r"^[ \t]*[-*+•‣◦–—][ \t]+(?:\[[ xX]\][ \t]+)?", re.M), ()),
    Rule(re.compile(r"^[ \t]*\|[ \t]*|[ \t]*\|[ \t]*$", re.M), ()),
    Rule(re.compile(r"(?<=\S)[ \t]+\|[ \t]+"), (", ",)),
    Rule(re.compile(rf"!\[([^\]]*)\]{_TARGET}"), (1,)),
    Rule(re.compile(rf"\[([^\]]+)\]{_TARGET}"), lambda link: (0,) if is_ipa(link["target"]) else (1,)),
    Rule(re.compile(r"\[\^[^\]]+\]:?"), ()),
    Rule(re.compile(r"\[([^\]]+)\]\[[^\]]*\]"), (1,)),
    Rule(re.compile(r"<((?:https?://|www\.)[^>\s]+|[^>\s@]+@[^>\s]+)>"), (1,)),
    *TAGS,
    Rule(re.compile(r"(?<!`)(`{1,3})(?!`)(.{1,400}?)(?<!`)\1(?!`)"), (2,)),
    Rule(re.compile(r"(?<![\w*~])(\*{1,3}|~~)(?=[^\s*~])(.{1,400}?)(?<=[^\s*~])\1(?!\w)", re.S), (2,)),
    Rule(re.compile(r"(?<!\w)(_{1,3})(?=[^\s_])(.{1,400}?)(?<=[^\s_])\1(?!\w)", re.S), (2,)),
    *_UNPAIRED,
    Rule(re.compile(r"\\([\\`*_{}\[\]()#+.!|~>-])"), (1,)),
)

_ENTITY = Rule(
    re.compile(r"&(?:[A-Za-z]{2,8}|#\d{1,6}|#x[0-9A-Fa-f]{1,5});"), lambda match: (_char(match[0]),)
)

ADDRESS_AS_HOST = Rule(
    re.compile(r"(?:https?://(?:www\.)?|\bwww\.)([^\s/?#:@<>()]*\w)(?::\d+)?(?:[/?#][^\s<>()]*[\w/])?"), (1,)
)
"""A web address is spoken as its host, in languages that don't write it out."""

_SPACES = Rule(re.compile(r"\s+(?=[,.;:!?…)](?:\s|$))|\s(?=\s)"), ())
"""Space before a mark, left by what was taken out, and all but one of several."""


def clean(text: TrackedText) -> None:
    """Take out escapes, markup, control characters and pictures; white space becomes single spaces."""
    text.apply(_ESCAPE)
    for rule in _MARKDOWN:
        text.apply(rule)
    text.apply(_ENTITY)
    text.map(_spoken)
    text.apply(_SPACES)


def _char(entity: str) -> str:
    char = unescape(entity)
    return char if len(char) == 1 else " "


def _spoken(char: str) -> str:
    """The character itself; nothing for a joiner inside a word; a space for a picture between words."""
    if char.isspace():
        return " "
    if char in _JOINERS:
        return ""
    return char if char in _SPOKEN_SYMBOLS or unicodedata.category(char) not in _SILENT else " "
