"""Takes out what no voice should read: control codes, emoji, markup."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from html import unescape

from tts_tui.text.by_hand import is_ipa
from tts_tui.text.edits import Part, Rule, TrackedText
from tts_tui.text.lines import LINE_END
from tts_tui.text.reading import Reading
from tts_tui.text.tags import FILLED_IN, NOT_READ, TAGS

_SPOKEN_SYMBOLS = frozenset("°℃℉№")
"""Of Unicode's category "other symbol", those that are words; the rest are pictures."""

_SILENT = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "So"})
"""Unicode's categories of control codes, format codes, lone surrogates, private and unassigned characters, pictures."""

_SKIN_TONES = map(chr, range(0x1F3FB, 0x1F400))
_JOINERS = frozenset("\u00ad\u200b\u200c\u200d\u2060\ufe0e\ufe0f\ufeff").union(_SKIN_TONES)
"""Soft hyphen, invisible spaces and joiners, variation selectors: what stands inside a word or an emoji."""

_ESCAPE = Rule(re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[@-Z\\-_])"), ())
"""ANSI: control sequences (colours, cursor), operating system commands (titles, links), and single escapes."""

_HYPHENATED = Rule(
    re.compile(rf"(?<=\w)([-‐\u00ad])[ \t]{{0,20}}(?:{LINE_END.pattern})[ \t]{{0,40}}(?=\w)"),
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

_TABLE = (
    Rule(re.compile(r"^[ \t]*\|[ \t]*|[ \t]*\|[ \t]*$", re.M), ()),
    Rule(re.compile(r"(?<=\S)[ \t]{1,80}\|[ \t]+"), (", ",)),
)

_NAMED_NOTES = re.compile(r"(?:vol|fig|figs|sec|art|chap|approx|nos|par|ver|version|eq|ext|tel)$", re.I)

_NOTES = (
    Rule(re.compile(r"\[\^[^\]]+\]:?"), ()),
    Rule(
        re.compile(
            r"(?:(?<=[^\W\d_]{3})|(?<=[.,;:!?…”\"’')\]]))"
            r"\[(?!0\])(?:\d{1,3}(?:[,–-][ ]?\d{1,3}){0,9}|citation needed|note \d+)\](?!\()"
        ),
        (),
    ),
    Rule(re.compile(r"(?:(?<=[^\W\d_]{4})|(?<=[.,;:!?…”\"’')]))[¹²³⁰⁴-⁹]{1,3}(?![\w])"), ()),
    Rule(
        re.compile(
            r"(?:(?<=[^\W\d_]{3}[.!?…])|(?<=[^\W\d_]{3}[.!?…][”\"’]))\d{1,3}(?=\s+[“\"‘(]?[^\W\d_a-z]|\s*$)"
        ),
        lambda match: (
            None
            if _NAMED_NOTES.search(match.string[max(0, match.start() - 12) : match.start()].rstrip('.!?…”"’'))
            else ()
        ),
    ),
)
"""Numbers of notes: [^1], king[3], left.¹, and ended.12 before a new sentence."""

_WIKI = (
    Rule(re.compile(r"!\[\[[^\[\]\n]{1,300}\]\]"), ()),
    Rule(re.compile(r"\[\[(?:[^\[\]|\n]{1,200}\|)?([^\[\]|#\n]{1,200})(?:#[^\[\]|\n]{0,200})?\]\]"), (1,)),
    Rule(re.compile(r"(?<![=\w])==(?=[^\s=])([^=\n]{1,400}?)(?<=[^\s=])==(?![=\w])"), (1,)),
    Rule(re.compile(r"(?<=[^\s>])[ \t]{0,20}>?[ \t]{0,20}\[!\w{1,20}\][+-]?[ \t]*"), (", ",)),
    Rule(re.compile(r"[ \t]{0,20}>?[ \t]{0,20}\[!\w{1,20}\][+-]?[ \t]*"), ()),
    Rule(re.compile(r"(?<![\w&/#.@])#(?=[^\W\d_])"), ()),
)
"""Of Obsidian and its like: links, highlights, the kind of a callout, tags."""

_TARGET = r"\((?P<target>(?:[^()\s]|\([^()\s]*\))*)(?:\s+(?:\"[^\"]*\"|'[^']*'))?\)"
"""Of a link: its address, which may hold brackets, and its title."""

_TEXT = r"((?:[^\[\]]|\[[^\[\]]*\])+)"
"""Of a link: it may hold brackets too."""

_UNPAIRED = (
    Rule(re.compile(r"(?<![^\s\"'“‘(\[])(?:[*_]{1,3}|~~|`{1,3})(?=[\w\"'“‘(\[])"), ()),
    Rule(re.compile(r"(?<=[\w.,;:!?…\"'”’)\]])(?:[*_]{1,3}|~~|`{1,3})(?![\w*_~`])"), ()),
    Rule(re.compile(r"(?<=[,.;:!?])\*{2,3}(?=\w)"), (" ",)),
    Rule(re.compile(r"(?<!\S)(?:\*{2,3}|~~)(?!\S)"), ()),
)
"""Marks of emphasis at one end of a word: the other ones stand in another sentence."""

_DEFINITION = Rule(
    re.compile(
        r"^[ ]{0,3}\[(?!\^)[^\[\]\n]{1,200}\]:[ \t]{1,20}(?:<[^>\n]{1,400}>|\S{1,400}[/.#]\S{0,400})"
        r"(?:[ \t]+[\"'(][^\n]{0,300})?$",
        re.M,
    ),
    (),
)
"""`[name]: https://example.org "title"`, which says where a link leads."""

_LETTER = r"[^\W\d_]"
_MARKDOWN = (
    # fences that are none, never being closed
    Rule(re.compile(r"^[ \t]*(?:`{3,}[^`\n]*|~{3,}.*)$", re.M), ()),
    # rulers, underlines of headings and table heads
    Rule(re.compile(r"^[ \t]*(?:(?:[-*_=|:][ \t]*){3,}|={2}|-{2})$", re.M), ()),
    Rule(re.compile(r"^[ \t]*(?:>[ \t]?)+", re.M), ()),
    Rule(re.compile(r"^[ \t]*#{1,6}[ \t]+"), ()),
    Rule(re.compile(r"^[ \t]*[-*+•‣◦–—][ \t]+(?:\[[ xX]\][ \t]+)?", re.M), ()),
    *_TABLE,
    _DEFINITION,
    *_WIKI,
    Rule(re.compile(rf"!\[([^\]]*)\]{_TARGET}"), (1,)),
    Rule(re.compile(rf"\[{_TEXT}\]{_TARGET}"), lambda link: (0,) if is_ipa(link["target"]) else (1,)),
    Rule(re.compile(r"\[(?!\^)([^\]]+)\]\[(?!\^)[^\]]*\]"), (1,)),
    *_NOTES,
    Rule(re.compile(r"<((?:https?://|www\.)[^>\s]+|[^>\s@]+@[^>\s]+)>"), (1,)),
    *TAGS,
    *FILLED_IN,
    Rule(re.compile(r"(?<!`)(`{1,3})(?!`)(.{1,400}?)(?<!`)\1(?!`)"), (2,)),
    # emphasis in the middle, at the end and at the beginning of a word: un*flipping*believable
    Rule(re.compile(rf"(?<={_LETTER}{{2}})(\*{{1,3}})([^\s*]{{2,100}})\1(?={_LETTER}{{2}})"), (2,)),
    Rule(re.compile(rf"(?<={_LETTER}{{2}})(\*{{1,3}})([^\s*]{{2,100}})\1(?!\w)"), (2,)),
    Rule(re.compile(rf"(?<![\w*\\])(\*{{1,3}})([^\s*]{{1,100}})(?<={_LETTER})\1(?={_LETTER})"), (2,)),
    Rule(re.compile(r"(?<![\w*~\\])(\*{1,3}|~~)(?=[^\s*~])(.{1,400}?)(?<=[^\s*~])\1(?!\w)", re.S), (2,)),
    Rule(re.compile(r"(?<![\w\\])(_{1,3})(?=[^\s_])(.{1,400}?)(?<=[^\s_])\1(?!\w)", re.S), (2,)),
    *_UNPAIRED,
    Rule(re.compile(r"\\([\\`*_{}\[\]()#+.!|~>-])"), (1,)),
)

_ENTITY = Rule(
    re.compile(r"&(?:[A-Za-z]{2,8}|#\d{1,6}|#x[0-9A-Fa-f]{1,5});"), lambda match: (_char(match[0]),)
)

_ADDRESS = Rule(
    re.compile(r"(?:https?://(?:www\.)?|\bwww\.)([^\s/?#:@<>()]*\w)(?::\d+)?(?:[/?#][^\s<>()]*[\w/])?"), (1,)
)
"""A web address is spoken as its host."""

_SPACES = Rule(re.compile(r"\s+(?=[,.;:!?…)](?:\s|$))|\s(?=\s)"), ())
"""Space before a mark, left by what was taken out, and all but one of several."""


_NAMES = {
    **{id(rule): "note marks" for rule in _NOTES},
    **{id(rule): "wiki marks" for rule in _WIKI[:1] + _WIKI[3:5]},
    id(_DEFINITION): "addresses of links",
    id(NOT_READ): "not for reading",
}
"""Of the rules that take words away: what is told of them."""

_SPACE_MISSING = Rule(re.compile(r"(?<=[^\W\d_]{2})([,;])(?=[^\W\d_]{2})"), (1, " "))
"""`Fine,thanks`."""

_BY_READING: dict[Reading, tuple[Rule, ...]] = {
    "markdown": (_HYPHENATED, *_MARKDOWN, _ENTITY),
    "html": (*TAGS, _ENTITY),
    "plain": (_HYPHENATED,),
}


def clean(text: TrackedText, reading: Reading = "markdown") -> None:
    """Take out escapes, markup, control characters and pictures; white space becomes single spaces."""
    text.apply(_ESCAPE)
    for rule in _BY_READING[reading]:
        text.apply(rule, _NAMES.get(id(rule), ""))
    text.apply(_ADDRESS)
    text.map(_spoken)
    text.apply(_SPACES)
    text.apply(_SPACE_MISSING)


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
