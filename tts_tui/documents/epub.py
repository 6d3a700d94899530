"""EPUB 2 and 3."""

from __future__ import annotations

from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field, replace

from tts_tui.documents.archive import AGAIN, Archive, inside
from tts_tui.documents.cutting import DocumentBlocks, Mark, by_headings, cut
from tts_tui.documents.flow import Flow, read_page
from tts_tui.documents.markup import Tag, tokens
from tts_tui.documents.matter import by_type
from tts_tui.documents.model import Block, Cover, Document
from tts_tui.documents.notes import Reference, mark_notes
from tts_tui.documents.package import Package, entries_of, landmarks_of, package_of
from tts_tui.documents.page_text import safe
from tts_tui.documents.pictures import MOST_BYTES, cover_of
from tts_tui.speech.errors import DocumentError

_ENCRYPTION = "META-INF/encryption.xml"
_FONTS = frozenset({"http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC"})
"""Ways of hiding fonts from those who would copy them; the text isn't touched by them."""

_PAGES = frozenset(
    {
        "application/xhtml+xml",
        "text/html",
        "application/x-dtbook+xml",
        "text/x-oeb1-document",
        "application/xml",
    }
)


@dataclass(slots=True)
class _Book:
    """The files of the spine as one row of blocks.

    Attributes:
        begins: index of the first block of each file, by name.
        order: number of each file, by name.
        anchors: index of the block that a place in a file begins with.
        extents: index behind the last block of an element with a name.
        references: index of the block of a mark that leads to a note, and the place that it leads to.
    """

    blocks: list[Block] = field(default_factory=list)
    types: dict[int, frozenset[str]] = field(default_factory=dict)
    linked: list[int] = field(default_factory=list)
    begins: dict[str, int] = field(default_factory=dict)
    order: dict[str, int] = field(default_factory=dict)
    anchors: dict[tuple[str, str], int] = field(default_factory=dict)
    extents: dict[tuple[str, str], int] = field(default_factory=dict)
    references: list[tuple[int, tuple[str, str]]] = field(default_factory=list)
    pictures: dict[str, list[str]] = field(default_factory=dict)
    meta: dict[str, str] = field(default_factory=dict)

    def add(self, name: str, page: Flow) -> None:
        begin = len(self.blocks)
        self.begins.setdefault(name, begin)
        self.order.setdefault(name, len(self.order))
        self.blocks += page.blocks
        self.linked += sorted(begin + number for number in page.linked)
        self.types |= {begin + number: types for number, types in page.types.items()}
        self.anchors |= {(name, anchor): begin + number for anchor, number in page.anchors.items()}
        self.extents |= {(name, anchor): begin + number for anchor, number in page.extents.items()}
        for at, address in page.references:
            with suppress(DocumentError):  # it is never followed
                self.references.append((begin + at, inside(name, address)))
        self.pictures[name] = page.pictures
        self.meta = page.meta | self.meta

    def mark_notes(self) -> None:
        """Have what the marks in the text lead to be notes."""
        mark_notes(
            self.blocks,
            [
                Reference(at, self.anchors[place], self.extents.get(place, 0))
                for at, place in self.references
                if place in self.anchors
            ],
        )


def read_epub(data: bytes) -> Document:
    """
    Raises:
        DocumentError: it is damaged, encrypted, hostile, or there is nothing to read in it.
    """
    archive = Archive(data)
    _refuse_locked(archive)
    package = package_of(archive)
    landmarks = landmarks_of(archive, package)
    book = _book(archive, package, landmarks)
    book.mark_notes()
    if not any(map(str.isalnum, "".join(block.text for block in book.blocks[:2000]))):
        raise DocumentError(
            "There is no text in the EPUB: its pages are pictures.", hint="Choose another edition."
        )
    title = package.titles[0] if package.titles else book.meta.get("title", "")
    row = DocumentBlocks(book.blocks, book.types, book.linked)
    marks = _marks(archive, package, book)
    chapters = cut(row, marks, title=title) if len(marks) > 1 else by_headings(row, title=title)
    return Document(
        chapters,
        title=" ".join(title.split()),
        authors=package.authors,
        language=package.language or book.meta.get("language", ""),
        cover=_cover(archive, package, book, landmarks),
        form=f"EPUB {package.version[:1] or '2'}",
    )


def _refuse_locked(archive: Archive) -> None:
    if _ENCRYPTION not in archive:
        return
    algorithm, locked = "", []
    for token in tokens(safe(archive.read(_ENCRYPTION), _ENCRYPTION)):
        if not isinstance(token, Tag) or token.kind == "close":
            continue
        if token.name == "encrypteddata":
            algorithm = ""
        elif token.name == "encryptionmethod":
            algorithm = algorithm or token.get("algorithm")
        elif token.name == "cipherreference" and algorithm not in _FONTS:
            locked.append(token.get("uri"))
    if locked:
        raise DocumentError(
            f"The EPUB is encrypted ({len(locked)} of its parts): only its seller's program can read it.",
            hint="Choose an edition without DRM.",
        )


def _book(archive: Archive, package: Package, landmarks: dict[str, str]) -> _Book:
    book = _Book()
    missing: list[str] = []
    for id_, linear in package.spine:
        item = package.items.get(id_)
        if item is None or not item.name or item.name not in archive:
            missing.append(item.name if item else id_)
            continue
        if (
            item.media_type
            and item.media_type not in _PAGES
            and item.media_type.startswith(("image/", "audio/", "video/"))
        ):
            continue
        if item.name in book.begins:
            continue
        page = read_page(safe(archive.read(item.name), item.name))
        known = page.types.get(0, frozenset())
        if "nav" in item.properties:
            known |= {"toc"}
        if item.name in landmarks:
            known |= {landmarks[item.name]}
        if not linear and by_type(known) is None:
            beside = "notes" if page.blocks and page.blocks[0].kind == "note" else "auxiliary"
            known |= {beside}
        if known:
            page.types[0] = known
        book.add(item.name, page)
    if missing and len(missing) * 2 >= len(package.spine):
        raise DocumentError(
            f"The EPUB's pages aren't in it: {', '.join(missing[:3])}{', …' if len(missing) > 3 else ''}.",
            hint=AGAIN,
        )
    return book


def _marks(archive: Archive, package: Package, book: _Book) -> list[Mark]:
    """Where the chapters begin that the table of contents names, and files that are something else."""
    marks: list[Mark] = []
    waiting: list[tuple[str, int]] = []
    elsewhere = _by_last_part(package, book)
    for entry in entries_of(archive, package):
        if entry.name not in book.begins:
            entry = replace(entry, name=elsewhere.get(entry.name.rpartition("/")[2], entry.name))
        position = book.anchors.get((entry.name, entry.fragment), book.begins.get(entry.name, -1))
        if position < 0 or position >= len(book.blocks):
            if not entry.name:
                waiting.append((entry.title, entry.depth))
            continue
        part = book.order[entry.name]
        # a heading of the table of contents that leads nowhere begins with what is below it
        marks += [Mark(position, title, depth, part) for title, depth in waiting if depth < entry.depth]
        waiting.clear()
        marks.append(Mark(position, entry.title, entry.depth, part))
    if marks:
        positions = {mark.position for mark in marks}
        marks += [
            Mark(begin, "", 0, book.order[name])
            for name, begin in book.begins.items()
            if begin not in positions and begin < len(book.blocks) and _is_other(book.types.get(begin))
        ]
    return marks


def _by_last_part(package: Package, book: _Book) -> dict[str, str]:
    """Files of the text by their names without folders, which some tables of contents forget; none that two have."""
    read = [package.items[id_].name for id_, linear in package.spine if linear and id_ in package.items]
    names = Counter(name.rpartition("/")[2] for name in read)
    found = ((name.rpartition("/")[2], name) for name in read if name in book.begins)
    return {last: name for last, name in found if names[last] == 1}


def _is_other(types: frozenset[str] | None) -> bool:
    """Whether a file that no table of contents names is no part of the chapter before it."""
    found = by_type(types) if types else None
    return bool(found and found[0] != "body")


def _cover(archive: Archive, package: Package, book: _Book, landmarks: dict[str, str]) -> Cover | None:
    named = [item.name for item in package.items.values() if "cover-image" in item.properties]
    if item := package.items.get(package.cover_id):
        named.append(item.name)
    named += [
        item.name
        for id_, item in package.items.items()
        if id_.lower() in ("cover-image", "coverimage", "cover-img")
    ]
    pages = [name for name, kind in landmarks.items() if kind == "cover"] or list(book.order)[:1]
    for page in pages:
        named += [
            inside(page, address)[0]
            for address in book.pictures.get(page, [])[:1]
            if not address.startswith("data:")
        ]
    for name in named:
        if name in archive and (cover := cover_of(archive.read(name, MOST_BYTES))):
            return cover
    return None
