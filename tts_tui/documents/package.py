"""What an EPUB says of itself: its package file, and both kinds of table of contents."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from tts_tui.documents.archive import AGAIN, Archive, inside
from tts_tui.documents.markup import Tag, tokens
from tts_tui.documents.page_text import safe
from tts_tui.speech.errors import DocumentError

_CONTAINER = "META-INF/container.xml"


@dataclass(frozen=True, slots=True)
class ManifestItem:
    """A part of the book that its manifest names."""

    name: str
    media_type: str
    properties: frozenset[str]


@dataclass(slots=True)
class Package:
    """The package file, read.

    Attributes:
        spine: ids of items in the order of reading, and whether they are part of it (`linear`).
        guide: what the files are that an EPUB 2 names so, by name.
    """

    version: str = ""
    titles: list[str] = field(default_factory=list)
    creators: list[tuple[str, str, str]] = field(default_factory=list)
    roles: dict[str, str] = field(default_factory=dict)
    language: str = ""
    cover_id: str = ""
    items: dict[str, ManifestItem] = field(default_factory=dict)
    spine: list[tuple[str, bool]] = field(default_factory=list)
    ncx_id: str = ""
    guide: dict[str, str] = field(default_factory=dict)

    @property
    def authors(self) -> tuple[str, ...]:
        """Its authors; translators and others only where it names none."""
        named = [(name, role or self.roles.get(id_, "")) for id_, name, role in self.creators]
        wrote = [name for name, role in named if role in ("", "aut")]
        return tuple(dict.fromkeys(wrote or [name for name, _ in named]))


@dataclass(frozen=True, slots=True)
class ContentsEntry:
    """A line of the table of contents; `name` is empty where it leads nowhere itself."""

    title: str
    name: str
    fragment: str
    depth: int


def package_of(archive: Archive) -> Package:
    """
    Raises:
        DocumentError: there is none, or it names nothing to read.
    """
    if _CONTAINER not in archive:
        raise DocumentError("It is no EPUB: META-INF/container.xml is missing.", hint=AGAIN)
    paths = [
        tag.get("full-path")
        for tag in _tags(safe(archive.read(_CONTAINER), _CONTAINER))
        if tag.name == "rootfile" and tag.kind != "close"
    ]
    name = next((found for path in paths if (found := inside("", path)[0]) in archive), "")
    if not name:
        raise DocumentError("The EPUB's package file (.opf) is missing.", hint=AGAIN)
    package = _parsed(safe(archive.read(name), name), name)
    if not package.spine or not package.items:
        raise DocumentError("The EPUB's package file names nothing to read.", hint=AGAIN)
    return package


def _tags(source: str) -> Iterator[Tag]:
    return (token for token in tokens(source) if isinstance(token, Tag))


def _parsed(source: str, base: str) -> Package:
    package = Package()
    text, begun = "", None
    for token in tokens(source):
        if isinstance(token, str):
            text += token if begun else ""
        elif token.kind != "close":
            _take(package, token, base)
            if token.name in ("title", "creator", "language", "meta"):
                begun, text = token if token.kind == "open" or token.name == "meta" else None, ""
        elif begun and token.name == begun.name:
            _end(package, begun, " ".join(text.split()))
            begun, text = None, ""
    return package


def _take(package: Package, tag: Tag, base: str) -> None:
    if tag.name == "package":
        package.version = tag.get("version")
    elif tag.name == "item":
        name, _ = inside(base, tag.get("href"))
        properties = frozenset(tag.get("properties").split())
        package.items.setdefault(tag.get("id"), ManifestItem(name, tag.get("media-type").lower(), properties))
    elif tag.name == "spine":
        package.ncx_id = tag.get("toc")
    elif tag.name == "itemref":
        package.spine.append((tag.get("idref"), tag.get("linear") != "no"))
    elif tag.name == "reference":
        name, fragment = inside(base, tag.get("href"))
        if not fragment:
            package.guide.setdefault(name, tag.get("type").lower())
    elif tag.name == "meta" and tag.get("name").lower() == "cover":
        package.cover_id = tag.get("content")


def _end(package: Package, tag: Tag, text: str) -> None:
    if tag.name == "meta" and tag.get("property") == "role":
        package.roles[tag.get("refines").removeprefix("#")] = text
    elif not text:
        return
    elif tag.name == "title":
        package.titles.append(text)
    elif tag.name == "creator":
        role = next(
            (value for name, value in tag.attributes.items() if name.rpartition(":")[2] == "role"), ""
        )
        package.creators.append((tag.get("id"), text, role))
    elif tag.name == "language" and not package.language:
        package.language = text


def entries_of(archive: Archive, package: Package) -> list[ContentsEntry]:
    """The table of contents: EPUB 3's, else EPUB 2's."""
    nav = next((item.name for item in package.items.values() if "nav" in item.properties), "")
    if nav in archive and (entries := list(_of_nav(safe(archive.read(nav), nav), nav))):
        return entries
    ncx = package.items.get(package.ncx_id)
    if ncx is None:
        ncx = next(
            (item for item in package.items.values() if item.media_type == "application/x-dtbncx+xml"), None
        )
    if ncx and ncx.name in archive:
        return list(_of_ncx(safe(archive.read(ncx.name), ncx.name), ncx.name))
    return []


def landmarks_of(archive: Archive, package: Package) -> dict[str, str]:
    """What files are, by name: EPUB 3's landmarks, and EPUB 2's guide."""
    found = dict(package.guide)
    nav = next((item.name for item in package.items.values() if "nav" in item.properties), "")
    if nav in archive:
        inner = False
        for tag in _tags(safe(archive.read(nav), nav)):
            if tag.name == "nav":
                inner = tag.kind == "open" and "landmarks" in tag.types
            elif inner and tag.name == "a" and tag.kind == "open" and tag.types:
                name, fragment = inside(nav, tag.get("href"))
                if not fragment:
                    found.setdefault(name, min(tag.types))
    return found


def _of_nav(source: str, base: str) -> Iterator[ContentsEntry]:
    inner, depth, text = False, -1, ""
    address: str | None = None
    for token in tokens(source):
        if isinstance(token, str):
            text += token if address is not None else ""
        elif token.name == "nav":
            inner, depth = token.kind == "open" and ("toc" in token.types or not token.types), -1
        elif not inner:
            continue
        elif token.name == "ol":
            depth += {"open": 1, "close": -1, "empty": 0}[token.kind]
        elif token.name == "a" or (token.name == "span" and (address is None or address == "")):
            if token.kind == "open":
                address, text = token.get("href"), ""
            elif token.kind == "close" and address is not None:
                yield _entry(text, address, base, max(depth, 0))
                address = None
        elif token.name == "img" and address is not None:
            text += token.get("alt")


def _of_ncx(source: str, base: str) -> Iterator[ContentsEntry]:
    depth, text, inner = -1, "", False
    for token in tokens(source):
        if isinstance(token, str):
            text += token if inner else ""
        elif token.name == "navpoint":
            depth += {"open": 1, "close": -1, "empty": 0}[token.kind]
        elif token.name == "text" and depth >= 0:
            inner = token.kind == "open"
            text = "" if inner else text
        elif token.name == "content" and depth >= 0 and token.kind != "close":
            yield _entry(text, token.get("src"), base, depth)


def _entry(text: str, address: str, base: str, depth: int) -> ContentsEntry:
    name, fragment = inside(base, address) if address else ("", "")
    return ContentsEntry(" ".join(text.split()), name, fragment, depth)
