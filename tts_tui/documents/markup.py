"""HTML and XML as a stream of tags and texts, in linear time, whatever state they are in.

Nothing that a document declares is expanded, and nothing is fetched: of entities only HTML's own names are known.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import unescape
from typing import Literal

VOID = frozenset(
    [
        "area",
        "base",
        "br",
        "col",
        "embed",
        "hr",
        "img",
        "input",
        "link",
        "meta",
        "param",
        "source",
        "track",
        "wbr",
    ]
)
"""Elements of HTML that have no content and no closing tag."""

_RAW = ("script", "style")
"""Elements in which `<` begins nothing."""

_NAME = re.compile(r"<(/?)([A-Za-z][^\s/<>\"'=]{0,60})")
_ATTRIBUTE = re.compile(
    r"[\s/]*+(?P<name>[^\s=<>/\"']{1,100}+)(?:\s*+=\s*+(?:\"(?P<double>[^\"]*+)\"|'(?P<single>[^']*+)'|(?P<bare>[^\s<>\"']++)))?+"
)
_CLOSE = re.compile(r"[\s/\"'=]*+>")
_SUBSET = re.compile(r"[^<>\[]{0,1000}\[")


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag, its name in small letters and without the prefix of a namespace, its attributes' names in small letters.

    Attributes:
        kind: `empty` is both at once: `<br/>`.
    """

    kind: Literal["open", "close", "empty"]
    name: str
    attributes: Mapping[str, str]

    def get(self, *names: str) -> str:
        """The first of these attributes that it has, or nothing."""
        return next((self.attributes[name] for name in names if name in self.attributes), "")

    @property
    def types(self) -> frozenset[str]:
        """What it is said to be, by `epub:type` and by `role`, without the `doc-` of the latter."""
        if not self.attributes:
            return frozenset()
        values = [
            value
            for name, value in self.attributes.items()
            if name == "role" or (name.endswith(":type") and name != "xsi:type")
        ]
        return frozenset(each.removeprefix("doc-") for each in " ".join(values).lower().split())

    @property
    def classes(self) -> frozenset[str]:
        return frozenset(self.attributes.get("class", "").lower().split())


def tokens(source: str) -> Iterator[Tag | str]:
    """The tags and the texts between them, in order; comments, declarations and scripts are left out."""
    finder = _Finder(source)
    at, end = 0, len(source)
    while at < end:
        begin = source.find("<", at)
        if begin < 0:
            yield unescape(source[at:])
            return
        if begin > at:
            yield unescape(source[at:begin])
        if match := _NAME.match(source, begin):
            tag, at = _tag(source, match)
            yield tag
            if tag.name in _RAW and tag.kind == "open":
                at = finder.closing(tag.name, at)
        elif source.startswith("<![CDATA[", begin):
            stop = finder.after("]]>", begin)
            yield source[begin + 9 : stop - 3 if stop else end]
            at = stop or end
        elif source.startswith("<!--", begin):
            # one that is never closed is rather read than all behind it lost
            at = finder.after("-->", begin + 2) or begin + 4
        elif source.startswith(("<!", "<?", "</"), begin):
            at = _declaration(source, begin, finder)
        else:
            yield "<"
            at = begin + 1


def _tag(source: str, match: re.Match[str]) -> tuple[Tag, int]:
    """The tag that begins there, and where it ends."""
    name, at = match[2].lower().rpartition(":")[2], match.end()
    attributes: dict[str, str] = {}
    while attribute := _ATTRIBUTE.match(source, at):
        value = attribute["double"] or attribute["single"] or attribute["bare"] or ""
        attributes.setdefault(attribute["name"].lower(), unescape(value))
        at = attribute.end()
    kind: Literal["open", "close", "empty"] = "close" if match[1] else "open"
    if close := _CLOSE.match(source, at):
        if kind == "open" and ("/" in close[0] or source[close.start() - 1] == "/"):
            kind = "empty"
        at = close.end()
    if name in VOID and kind == "open":
        kind = "empty"
    return Tag(kind, name, attributes), at


def _declaration(source: str, begin: int, finder: _Finder) -> int:
    """Where a declaration or an instruction ends, with what stands in its brackets."""
    if source.startswith("<?", begin):
        return finder.after(">", begin) or len(source)
    if subset := _SUBSET.match(source, begin + 2):
        return finder.after(">", finder.after("]", subset.end())) or len(source)
    return finder.after(">", begin) or len(source)


class _Finder:
    """Finds marks, and remembers which there are no more of, so that none is sought to the end twice."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._none: set[str] = set()

    def after(self, mark: str, at: int) -> int:
        """The index behind the next such mark, 0 where there is none."""
        found = -1 if mark in self._none else self._source.find(mark, at)
        if found < 0:
            self._none.add(mark)
            return 0
        return found + len(mark)

    def closing(self, name: str, at: int) -> int:
        """Where the closing tag of an element begins; the end where there is none."""
        found = re.compile(rf"</{name}", re.I).search(self._source, at)
        return found.start() if found else len(self._source)


_DECLARED = re.compile(
    r"<!ENTITY\s+(?:%\s*)?([^\s\"'>]{1,100})\s+(\"[^\"]{0,2000}\"|'[^']{0,2000}'|[^>]{0,200})"
)


def declared_entities(source: str) -> list[str]:
    """The names of the entities that a document declares for itself, HTML's own left out."""
    from html.entities import html5

    if "<!ENTITY" not in source:
        return []
    return [
        match[1] for match in _DECLARED.finditer(source) if f"{match[1]};" not in html5 or "&" in match[2][2:]
    ]
