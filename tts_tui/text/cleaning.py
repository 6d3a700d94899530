"""Takes out what no voice should read: control codes, emoji, markup."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from html import unescape

from tts_tui.text.edits import Part, Rule, TrackedText
from tts_tui.text.lines import LINE_END
from tts_tui.text.markdown import MARKDOWN, Step
from tts_tui.text.reading import TextFormat
from tts_tui.text.required import may_match
from tts_tui.text.tags import NOT_READ, PAGE_TAGS, RAISED_NOTES

_SPOKEN_SYMBOLS = frozenset("°℃℉№©®™")
"""Of Unicode's category "other symbol", those that are words; the rest are pictures."""

_SILENT = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "So"})
"""Unicode's categories of control codes, format codes, lone surrogates, private and unassigned characters, pictures."""

_SKIN_TONES = map(chr, range(0x1F3FB, 0x1F400))
_JOINERS = frozenset("\u00ad\u200b\u200c\u200d\u2060\ufe0e\ufe0f\ufeff").union(_SKIN_TONES)
"""Soft hyphen, invisible spaces and joiners, variation selectors: what stands inside a word or an emoji."""

_ESCAPE = Rule(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[@-Z\\-_])", ())
"""ANSI: control sequences (colours, cursor), operating system commands (titles, links), and single escapes."""

_HYPHENATED = Rule(
    rf"(?<=\w)([-‐\u00ad])[ \t]{{0,20}}(?:{LINE_END.pattern})[ \t]{{0,40}}(?=\w)",
    lambda match: _joined(match),
)
"""A word that was parted at the end of a line."""

_COMPOUNDS = frozenset(
    """
    well self non ex half high low long short old new all cross two three four five six seven eight nine ten twenty
    thirty forty fifty sixty seventy eighty ninety mother father brother sister co vice anti semi quasi mid post pre so
    much far ever part full hard soft left right first second third one good bad open small large big top free fast
    slow time up down out back sub air
    """.split()  # noqa: SIM905 (to be read as words)
)
"""What keeps its hyphen at the end of a line: well-known, twenty-five."""

_ENTITY = Rule(r"&(?:[A-Za-z]{2,8}|#\d{1,6}|#x[0-9A-Fa-f]{1,5});", lambda match: (_char(match[0]),))

ADDRESS_AS_HOST = Rule(
    r"(?:https?://(?:www\.)?|\bwww\.)([^\s/?#:@<>()]*\w)(?::\d+)?(?:[/?#][^\s<>()]*[\w/])?", (1,)
)
"""A web address is spoken as its host, in languages that don't write it out."""

SPACES = Rule(r"(?<!\s)\s++(?=[,.;:!?…)](?:\s|$))|\s(?=\s)", ())
"""Space before a mark, left by what was taken out or written out, and all but one of several."""


_PRINTABLE = re.compile(r"[ -~]*")
"""Characters of ASCII that stay as they are."""

_SPACE_MISSING = Rule(r"(?<=[^\W\d_]{2})([,;])(?=[^\W\d_]{2})", (1, " "))
"""`Fine,thanks`."""

_STEPS: dict[TextFormat, tuple[Step, ...]] = {
    "markdown": (Step("\r\n\x0c", (_HYPHENATED,)), *MARKDOWN, Step("&", (_ENTITY,))),
    "html": (
        Step("<", (NOT_READ,), "not for reading"),
        Step("<", (RAISED_NOTES,), "note marks"),
        Step("<", PAGE_TAGS),
        Step("&", (_ENTITY,)),
    ),
    "plain": (Step("\r\n\x0c", (_HYPHENATED,)),),
}


def clean(text: TrackedText, reading: TextFormat = "markdown") -> None:
    """Take out escapes, markup, control characters and pictures; white space becomes single spaces."""
    if "\x1b" in text.text:
        text.apply(_ESCAPE)
    there = set(text.text)
    for step in _STEPS[reading]:
        if not there.isdisjoint(step.marks):
            for rule in step.rules:
                before = text.text
                if may_match(rule.pattern, before, there):
                    text.apply(rule, step.name)
                    if text.text is not before:
                        there = set(text.text)
    if not _PRINTABLE.fullmatch(text.text):
        text.map(_spoken)
    text.apply(SPACES)
    text.apply(_SPACE_MISSING)


def every_rule() -> Iterator[Rule]:
    """The rules of all formats, some of them more than once."""
    return (rule for steps in _STEPS.values() for step in steps for rule in step.rules)


def _joined(match: re.Match[str]) -> Sequence[Part]:
    """Of `infor-⏎mation` neither hyphen nor line end, of `well-⏎known` and `1939-⏎1945` the hyphen."""
    before = _LAST_WORD.search(match.string[max(0, match.start() - 40) : match.start()])
    following = match.string[match.end()]
    if not before or not following.islower() or (match[1] != "\u00ad" and before[0].lower() in _COMPOUNDS):
        return (1,)
    return ()


_LAST_WORD = re.compile(r"[^\W\d_]{2,}$")


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
