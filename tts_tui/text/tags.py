"""What stands in angle brackets: HTML, or words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import partial

from tts_tui.text.edits import Part, Rule
from tts_tui.text.pauses import Ending

_NAMES = (
    "a abbr acronym address area article aside audio b base bdi bdo big blockquote body br button canvas caption "
    "center cite code col colgroup data datalist dd del details dfn dialog dir div dl dt em embed fieldset "
    "figcaption figure font footer form frame frameset h1 h2 h3 h4 h5 h6 head header hgroup hr html i iframe img "
    "input ins kbd label legend li link main map mark math menu meta meter nav noscript object ol optgroup option "
    "output p param picture pre progress q rb rp rt rtc ruby s samp script search section select slot small "
    "source span strike strong style sub summary sup svg table tbody td template textarea tfoot th thead time "
    "title tr track tt u ul var video wbr"
)
_ELEMENTS = frozenset(_NAMES.split())
"""The elements of HTML, today's and those of old pages."""

_WORDS = (
    "address area article audio base body button caption code col data details dialog dir footer form head header "
    "input label legend link main map mark menu object option output param picture progress search section select "
    "slot source summary table template time title track var video"
)
_ALSO_WORDS = frozenset(_WORDS.split())
"""Those that people write as a name of what is to be filled in: `cp <source> <target>`."""

_LINES = frozenset(
    """
    br li td th tr dt dd option summary figcaption caption legend input button select textarea
    """.split()  # noqa: SIM905 (to be read as words)
)
_PARAGRAPHS = frozenset(
    """
    p div ul ol dl table thead tbody tfoot blockquote section article aside header footer main nav form fieldset pre
    figure body html head title address center details dialog hgroup menu search video audio iframe
    """.split()  # noqa: SIM905
)
"""Elements that stand by themselves: what is in them is no part of the sentence before or behind them."""

_FAR = 400
"""Characters behind such a one in which its closing tag is sought."""

_TAG = re.compile(r"<(?P<closing>/?)(?P<name>[A-Za-z][A-Za-z0-9]{0,20})(?P<rest>\s[^<>]{0,400}|/)?>")
_ATTRIBUTES = re.compile(
    r"\s*(?:[^\s=]+\s*=.*|(?:\s*(?:disabled|checked|selected|hidden|open|controls|reversed))*\s*/?)", re.S
)
_COMMENT = Rule(r"(?s)<!--.{0,400}?-->|<[!?][A-Za-z][^<>]{0,400}>", ())
NOT_READ = Rule(
    r"(?is)(?<!`)<(script|style)\b[^<>]{0,200}>.{0,4000}?</\1\s*>|<r([tp])\b[^<>]{0,200}>[^<]{0,200}(?:</r\2\s*>)?",
    (),
)
"""Scripts, styles, and how ruby text is to be read: `<ruby>漢字<rt>かんじ</rt></ruby>` is said once."""

_RAISED = r"(?is)<sup\b[^<>]{0,200}>((?:[^<]{1,60}+|<(?!/?sup\b)[^<>]{0,400}+>){0,12}+)</sup\s*>"
_DIGITS = str.maketrans("0123456789+-−n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻ⁿ")
_NOTE = re.compile(r"[\[(]?(?:\d{1,3}(?:\s?[,–-]\s?\d{1,3}){0,4}|[*†‡§¶‖]{1,4}|[a-z])[\])]?")
_NOTED = re.compile(r"(?:[^\W\d_]{4}|[.,;:!?…”\"’'»)\]])\s?$")
_POWER = re.compile(r"[+−-]?\d{1,3}|n")


def _raised_note(match: re.Match[str]) -> Sequence[Part] | None:
    """The number of a note, by its link or by where it stands: word³, but m³ and 10³."""
    inside = _TAG.sub("", match[1])
    if not _NOTE.fullmatch(inside.strip()):
        return None
    linked = "<a" in match[1].lower() and "#" in match[1]
    return (
        ()
        if linked or _NOTED.search(_TAG.sub("", match.string[max(0, match.start() - 80) : match.start()]))
        else None
    )


def _raised_power(match: re.Match[str]) -> Sequence[Part] | None:
    """Raised digits as characters that are raised themselves: `10<sup>2</sup>` is no 102."""
    return (match[1].strip().translate(_DIGITS),) if _POWER.fullmatch(match[1].strip()) else None


RAISED_NOTES = Rule(_RAISED, _raised_note)
_RAISED_POWERS = Rule(_RAISED, _raised_power)

_FILLED_IN = Rule(r"<(/?[^\W\d_][^<>\n]{0,80})>", (" ", 1, " "))
"""`<Enter>`, `<file name>`, `List<String>`: the words without the brackets."""


_SIGNS_WITH_NAMES = frozenset("&@%+=§©°∞π√≈≠≤≥±×÷")


def says_something(text: str, *, page: bool = False) -> bool:
    """Whether there is a letter or digit that is no part of a tag, or one sign that has a name, and nothing else.

    Args:
        page: as for `separators`.
    """
    if len(text) == 1:
        return text.isalnum() or text in _SIGNS_WITH_NAMES
    if "<" in text:
        text = _TAG.sub(
            lambda tag: " " if _is_html(tag, page=page) else tag[0], _COMMENT.compiled().sub(" ", text)
        )
    return any(map(str.isalnum, text))


def separators(
    text: str, start: int, end: int, *, page: bool = False
) -> Iterator[tuple[re.Match[str], Ending]]:
    """The tags in text[start:end] that part what is said, each with what ends there.

    Args:
        page: the text is HTML, where `<body>` is a tag even if nothing closes it nearby.
    """
    if text.find("<", start, end) < 0:
        return
    for tag in _TAG.finditer(text, start, end):
        name = tag["name"].lower()
        ending = _ending(name)
        quoted = tag.start() > start and text[tag.start() - 1] == "`"
        if ending and not quoted and (name not in _ALSO_WORDS or _is_html(tag, page=page)):
            yield tag, ending


def _ending(name: str) -> Ending | None:
    if name in _LINES:
        return "line"
    if name in _PARAGRAPHS:
        return "paragraph"
    if name == "hr":
        return "scene"
    return "heading" if len(name) == 2 and name[0] == "h" and name[1] in "123456" else None


def _out(match: re.Match[str], *, page: bool = False) -> Sequence[Part]:
    if not _is_html(match, page=page):
        return (0,)
    return (" ",) if _ending(match["name"].lower()) else ()


def _is_html(match: re.Match[str], *, page: bool = False) -> bool:
    name, rest = match["name"].lower(), match["rest"] or ""
    if name not in _ELEMENTS or not _ATTRIBUTES.fullmatch(rest):
        return False
    if page or match["closing"] or rest.strip() or name not in _ALSO_WORDS:
        return True
    following = match.string[match.end() : match.end() + _FAR]
    return f"</{name}" in following.lower()


TAGS = (_COMMENT, _RAISED_POWERS, Rule(_TAG, _out))
"""Takes HTML out of other text."""

PAGE_TAGS = (_COMMENT, _RAISED_POWERS, Rule(_TAG, partial(_out, page=True)))
"""Takes the tags out of a page."""

FILLED_IN = (_FILLED_IN, _FILLED_IN)
"""Takes the brackets around words out, two deep: `Map<String, List<Integer>>`."""
