"""What stands in angle brackets: HTML, or words."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tts_tui.text.edits import Part, Rule

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

_FAR = 400
"""Characters behind such a one in which its closing tag is sought."""

_TAG = re.compile(r"<(?P<closing>/?)(?P<name>[A-Za-z][A-Za-z0-9]*)(?P<rest>\s[^<>]{0,200}|/)?>")
_ATTRIBUTES = re.compile(
    r"\s*(?:[^\s=]+\s*=.*|(?:\s*(?:disabled|checked|selected|hidden|open|controls|reversed))*\s*/?)", re.S
)
_COMMENT = Rule(re.compile(r"<!--.{0,400}?-->|<![A-Za-z][^<>]{0,200}>", re.S), ())

_FILLED_IN = Rule(re.compile(r"<(/?[^\W\d_][^<>\n]{0,80})>"), (" ", 1, " "))
"""`<Enter>`, `<file name>`, `List<String>`: the words without the brackets."""


def _out(match: re.Match[str]) -> Sequence[Part]:
    return () if _is_html(match) else (0,)


def _is_html(match: re.Match[str]) -> bool:
    name, rest = match["name"].lower(), match["rest"] or ""
    if name not in _ELEMENTS or not _ATTRIBUTES.fullmatch(rest):
        return False
    if match["closing"] or rest.strip() or name not in _ALSO_WORDS:
        return True
    following = match.string[match.end() : match.end() + _FAR]
    return f"</{name}" in following.lower()


TAGS = (_COMMENT, Rule(_TAG, _out), _FILLED_IN, _FILLED_IN)
"""Takes HTML out, and the brackets around words, two deep: `Map<String, List<Integer>>`."""
