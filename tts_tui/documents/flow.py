"""The blocks of a page: what HTML becomes when somebody reads it."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field, replace

from tts_tui.documents import notemarks
from tts_tui.documents.elements import (
    BLOCKS,
    PLAIN,
    is_beside,
    is_code,
    is_note,
    is_stanza,
    is_unread,
    is_verse,
    kind_of,
    level_of,
    looks_like_code,
)
from tts_tui.documents.markup import Tag, tokens
from tts_tui.documents.model import Block, BlockKind
from tts_tui.documents.tables import Table
from tts_tui.documents.titles import joined_title

_UNSEEN = re.compile("[\u00ad\u200b\u2060\ufeff]")
"""Soft hyphens, and marks that have no width."""

_NO_CAPTION = re.compile(
    r"[^\w]*(?:\S+\.(?:jpe?g|png|gif|svg|webp)|(?:the |book |front |back )?(?:cover|image|illustration|picture|logo|"
    r"decoration|ornament|photo|figure|img|drop ?cap)(?: image)?(?: \d+)?)?[^\w]*",
    re.I,
)

_DEEPEST = 8
"""Tables in tables; those that are deeper are taken as part of the page."""


@dataclass(slots=True)
class Flow:
    """A page as it is read.

    Attributes:
        anchors: the names of places, each with the index of the block that begins there, or next.
        types: what the section that begins with a block is said to be.
        linked: indices of blocks that are links from end to end, as in a table of contents.
        meta: title, author and language, as the page's head says.
        pictures: the addresses of pictures.
        extents: index behind the last block of an element with a name.
        articles: extents of `main` and `article` elements, by name: index of the first block and behind the last.
        references: where marks of notes stood that were left out: index of the block, and the address they lead to.
    """

    blocks: list[Block] = field(default_factory=list)
    anchors: dict[str, int] = field(default_factory=dict)
    types: dict[int, frozenset[str]] = field(default_factory=dict)
    linked: set[int] = field(default_factory=set)
    meta: dict[str, str] = field(default_factory=dict)
    pictures: list[str] = field(default_factory=list)
    extents: dict[str, int] = field(default_factory=dict)
    articles: list[tuple[str, int, int]] = field(default_factory=list)
    references: list[tuple[int, str]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Place:
    """What is true of everything in an element."""

    kind: BlockKind = "paragraph"
    level: int = 0
    unread: bool = False
    keeps_lines: bool = False
    code: bool = False
    why: str = ""


@dataclass(slots=True)
class _Element:
    tag: Tag
    place: _Place
    begin: int
    first: int = 0
    raised: bool = False


def read_page(source: str, *, of_web: bool = False) -> Flow:
    """The blocks of HTML or XHTML, well formed or not.

    Args:
        of_web: what is beside the text of a page of the web isn't spoken.
    """
    reader = _Reader(of_web=of_web)
    for token in tokens(source):
        if isinstance(token, str):
            reader.text(token)
        elif token.kind == "close":
            reader.close(token.name)
        else:
            reader.open(token)
            if token.kind == "empty":
                reader.close(token.name)
    return reader.finish()


class _Reader:
    def __init__(self, *, of_web: bool) -> None:
        self.flow = Flow()
        self._of_web = of_web
        self._open = [_Element(Tag("open", "", {}), _Place(), 0)]
        self._names: Counter[str] = Counter()
        self._line: list[str] = []
        self._begun = False
        self._linked = 0
        self._verse: list[str] = []
        self._alts: list[str] = []
        self._tables: list[Table] = []

    # what comes

    def text(self, text: str) -> None:
        element = self._open[-1]
        if element.tag.name == "title" and self._names["head"]:
            self.flow.meta["title"] = self.flow.meta.get("title", "") + text
        elif not element.place.unread:
            if not element.place.keeps_lines:
                text = text.replace("\n", " ").replace("\r", " ")
            if not text.isspace():
                self._begun = True
                self._linked += len(text) if self._names["a"] else 0
            self._line.append(text)

    def open(self, tag: Tag) -> None:
        name = tag.name
        if name in BLOCKS:
            self._flush()
            if name in ("p", "li", "dt", "dd", "tr", "td", "th", "option"):
                self._close_implied(name)
        around = self._open[-1].place
        if name in ("td", "th", "tr") and self._tables:
            self._tables[-1].begin(name)
        elif name == "table" and not around.unread and len(self._tables) < _DEEPEST:
            self._end_verse()
            self._tables.append(Table())
        self._mark(tag, around)
        place = self._place(tag, around)
        if place.kind == "verse" and (around.kind != "verse" or is_stanza(tag)):
            self._end_verse()
        self._names[name] += 1
        self._open.append(_Element(tag, place, len(self._line), len(self.flow.blocks)))
        if not place.unread:
            self._inline(tag)

    def close(self, name: str) -> None:
        if not self._names[name]:
            return
        while True:
            element = self._open[-1]
            self._end(element)
            self._open.pop()
            self._names[element.tag.name] -= 1
            if element.tag.name == name:
                return

    def finish(self) -> Flow:
        while len(self._open) > 1:
            self.close(self._open[-1].tag.name)
        self._flush()
        self._end_verse()
        return self.flow

    # what it means

    def _place(self, tag: Tag, around: _Place) -> _Place:
        name = tag.name
        if around.unread or (name in PLAIN and not tag.attributes):
            return around
        if name == "head" or is_unread(tag):
            return replace(around, unread=True)
        if is_note(tag):
            return replace(around, kind="note", why="footnote")
        if around.kind == "note":
            return around
        if level := level_of(tag):
            return replace(around, kind="heading", level=level)
        if name == "nav" or "navigation" in tag.types:
            return replace(around, why="navigation")
        if self._of_web and is_beside(tag):
            return replace(around, why="beside the text", unread=name not in BLOCKS)
        of_page = name == "footer" and self._open[-1].tag.name in ("body", "html")
        if of_page or "contentinfo" in tag.types:
            return replace(around, why="footer of the page")
        if name == "pre":
            return replace(
                around, kind="code", keeps_lines=True, code=is_code(tag) or self._names["figure"] > 0
            )
        if name in ("code", "samp", "kbd") and around.keeps_lines and not around.code:
            self._open[-1].place = replace(around, code=True)
            return self._open[-1].place
        if is_verse(tag):
            return replace(around, kind="verse")
        kind = kind_of(tag, around.kind)
        return around if kind == around.kind else replace(around, kind=kind)

    def _mark(self, tag: Tag, around: _Place) -> None:
        """Remember where a place is that others point to, and what begins here."""
        if not tag.attributes:
            return
        number = len(self.flow.blocks)
        if name := tag.get("id", "name" if tag.name == "a" else "id", "xml:id"):
            begun = around.kind not in ("heading", "verse") and self._begun
            self.flow.anchors.setdefault(name, number + begun)
        if tag.name in BLOCKS and (types := tag.types):
            self.flow.types[number] = self.flow.types.get(number, frozenset()) | types
        if language := tag.name == "html" and tag.get("lang", "xml:lang"):
            self.flow.meta.setdefault("language", language)

    def _inline(self, tag: Tag) -> None:
        if tag.name == "br":
            self._line.append("\n")
        elif tag.name == "q":
            self._line.append("“")
        elif tag.name in ("img", "image"):
            self._picture(tag)

    def _picture(self, tag: Tag) -> None:
        if address := tag.get("src", "href", "xlink:href"):
            self.flow.pictures.append(address)
        alt = " ".join(tag.get("alt").split())
        if len(alt) == 1 and alt.isalpha() and not self._begun:
            self._begun = True
            self._line.append(alt)  # an initial that is drawn
        elif self._open[-1].place.kind == "heading" or not _NO_CAPTION.fullmatch(alt):
            self._alts.append(alt)

    def _end(self, element: _Element) -> None:
        tag, name = element.tag, element.tag.name
        if name == "meta":
            self._meta(tag)
        if element.place.unread:
            return
        if name == "q":
            self._line.append("”")
        elif name in ("a", "sup"):
            self._end_mark(element)
        elif name in BLOCKS:
            self._flush()
            around = self._open[-2].place
            if element.place.kind == "verse" and (around.kind != "verse" or is_stanza(tag)):
                self._end_verse()
            if name == "table" and self._tables and self._names["table"] == len(self._tables):
                self._end_verse()
                self._add(*self._tables.pop().blocks())
            if name in ("main", "article"):
                self.flow.articles.append((name, element.first, len(self.flow.blocks)))
            if tag.attributes and (named := tag.get("id", "xml:id")):
                self.flow.extents.setdefault(named, len(self.flow.blocks))

    def _end_mark(self, element: _Element) -> None:
        """Leave out what leads to a note, and back; raise digits that are a power."""
        begin = min(element.begin, len(self._line))
        if element.tag.name == "sup":
            self._open[-2].raised = True
        if (
            len(self._line) - begin > notemarks.LONGEST
            or sum(map(len, self._line[begin:])) > notemarks.LONGEST
        ):
            return
        text = "".join(self._line[begin:])
        noted = element.place.kind == "note"
        if element.tag.name == "a":
            raised = element.raised or self._names["sup"] > 0
            leads_to_note = not noted and notemarks.is_reference(element.tag, text, raised)
            if text and (leads_to_note or notemarks.leads_back(element.tag, text)):
                if leads_to_note and any(
                    map(str.strip, self._line[:begin])
                ):  # not the number of the note itself
                    self.flow.references.append((len(self.flow.blocks), element.tag.get("href")))
                del self._line[begin:]
                self._linked -= len(text)
            return
        before = "".join(self._line[max(0, begin - 3) : begin])
        if not noted and not self._names["a"] and notemarks.is_raised_reference(text, before):
            del self._line[begin:]
        elif not self._names["a"]:
            self._line[begin:] = [notemarks.as_power(text)]

    def _meta(self, tag: Tag) -> None:
        name, content = tag.get("name", "property").lower(), tag.get("content")
        if name in ("author", "dc.creator", "article:author") and content and "://" not in content:
            self.flow.meta.setdefault("author", content)
        elif name in ("dc.language", "og:locale") and content:
            self.flow.meta.setdefault("language", content.replace("_", "-"))

    def _close_implied(self, name: str) -> None:
        """`<p>` ends one that is open, `<li>` another."""
        near = {"td": ("td", "th"), "th": ("td", "th"), "dt": ("dt", "dd"), "dd": ("dt", "dd")}.get(
            name, (name,)
        )
        while (last := self._open[-1].tag.name) in (
            "b",
            "i",
            "em",
            "strong",
            "span",
            "a",
            "font",
            "p",
            *near,
        ):
            if last in near:
                self.close(last)
                return
            if not any(self._names[each] for each in near) or last == "p":
                return
            self.close(last)

    # what it becomes

    def _flush(self) -> None:
        """End a block, or a line of verse."""
        raw = _UNSEEN.sub("", "".join(self._line))
        alts, self._alts = self._alts, []
        linked, self._linked = self._linked, 0
        self._line.clear()
        self._begun = False
        place = self._open[-1].place
        if place.keeps_lines and place.kind != "heading":
            self._preformatted(raw, place)
            return
        lines = [" ".join(line.split()) for line in raw.split("\n")]
        if place.kind == "heading":
            self._heading(lines, alts, place)
            return
        if place.kind == "verse":
            self._line_of_verse(lines, blank="\u00a0" in raw)
        else:
            self._end_verse()
            parts = "\n".join(lines).strip("\n").split("\n\n")
            for part in filter(None, (part.strip("\n") for part in parts)):
                if linked >= 0.8 * len(part):
                    self.flow.linked.add(len(self.flow.blocks))
                self._add(self._block(place.kind, part, place))
        for alt in alts:
            self._add(Block("caption", alt, spoken=False, why="description of a picture"))

    def _heading(self, lines: list[str], alts: list[str], place: _Place) -> None:
        self._end_verse()
        if text := joined_title(lines) or " ".join(alts).strip():
            self._add(self._block("heading", text, place))

    def _preformatted(self, raw: str, place: _Place) -> None:
        text = "\n".join(line.rstrip() for line in raw.expandtabs(4).splitlines()).strip("\n")
        if not text.strip():
            return
        self._end_verse()
        if place.kind == "note":
            self._add(self._block("note", text, place))
        elif place.code or looks_like_code(text):
            self._add(Block("code", text, spoken=False, why=place.why or "code"))
        else:
            for stanza in re.split(r"\n(?:[ \t]*\n)+", text):
                lines = [" ".join(line.split()) for line in stanza.split("\n")]
                self._add(self._block("verse", "\n".join(lines), place))

    def _line_of_verse(self, lines: list[str], *, blank: bool) -> None:
        text = "\n".join(lines).strip("\n")
        if not text:
            if blank:
                self._end_verse()
        elif "\n" in text:
            self._end_verse()
            for stanza in filter(None, text.split("\n\n")):
                self._verse.append(stanza.strip("\n"))
                self._end_verse()
        else:
            self._verse.append(text)

    def _end_verse(self) -> None:
        if self._verse:
            lines, self._verse = self._verse, []
            self._add(Block("verse", "\n".join(lines)))

    @staticmethod
    def _block(kind: BlockKind, text: str, place: _Place) -> Block:
        why = place.why or ("" if any(map(str.isalnum, text)) else "a break")
        return Block(kind, text, place.level if kind == "heading" else 0, spoken=not why, why=why)

    def _add(self, *blocks: Block) -> None:
        (self._tables[-1].sink() if self._tables else self.flow.blocks).extend(blocks)
