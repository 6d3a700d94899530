"""The parts of an EPUB that say what is in it: container, package, contents (EPUB 3.3, with Media Overlays 3.3)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from tts_tui.studio.render.epub.pages import Page, language_of, written

MIMETYPE = "application/epub+zip"
CONTAINER = (
    '<?xml version="1.0" encoding="utf-8"?>\n'
    '<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">\n<rootfiles>\n'
    '<rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/>\n'
    "</rootfiles>\n</container>\n"
)
ACTIVE = "-epub-media-overlay-active"
"""The class of the sentence that is heard: what reading systems without a colour of their own expect."""

STYLE = (
    f".{ACTIVE} {{ background-color: #fff3b0; color: #000; }}\n"
    "p.verse { margin-left: 2em; }\np.caption { font-style: italic; }\npre { white-space: pre-wrap; }\n"
)


@dataclass(frozen=True, slots=True)
class Book:
    """What the package says of it.

    Attributes:
        identifier: a URN that no other book has.
        language: BCP 47 tag, empty if unknown.
        cover: a JPEG or PNG image; empty for none.
    """

    identifier: str
    title: str
    author: str
    language: str
    narrator: str
    modified: datetime
    cover: bytes = b""

    @property
    def cover_file(self) -> tuple[str, str]:
        """Its name and media type."""
        png = self.cover.startswith(b"\x89PNG")
        return ("cover.png", "image/png") if png else ("cover.jpg", "image/jpeg")


def opf(book: Book, pages: Sequence[Page]) -> str:
    """The package document."""
    metadata = [
        f'<dc:identifier id="book">{written(book.identifier)}</dc:identifier>',
        f"<dc:title>{written(book.title).strip() or 'Untitled'}</dc:title>",
        f"<dc:language>{written(book.language) or 'und'}</dc:language>",
        *((f"<dc:creator>{written(book.author)}</dc:creator>",) if book.author.strip() else ()),
        f'<meta property="dcterms:modified">{book.modified:%Y-%m-%dT%H:%M:%SZ}</meta>',
        f'<meta property="media:active-class">{ACTIVE}</meta>',
        *((_meta("media:narrator", written(book.narrator)),) if book.narrator.strip() else ()),
        _meta("media:duration", _clock(sum(page.milliseconds for page in pages))),
        *(_meta("media:duration", _clock(page.milliseconds), f"{page.name}-overlay") for page in pages),
        _meta("schema:accessMode", "textual"),
        _meta("schema:accessMode", "auditory"),
        _meta("schema:accessibilityFeature", "synchronizedAudioText"),
        _meta("schema:accessibilityHazard", "none"),
    ]
    manifest = [
        '<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>',
        '<item id="style" href="style.css" media-type="text/css"/>',
    ]
    if book.cover:
        name, kind = book.cover_file
        manifest.append(f'<item id="cover" href="{name}" media-type="{kind}" properties="cover-image"/>')
    for page in pages:
        manifest += [
            f'<item id="{page.name}" href="{page.name}.xhtml" media-type="application/xhtml+xml" '
            f'media-overlay="{page.name}-overlay"/>',
            f'<item id="{page.name}-overlay" href="{page.name}.smil" media-type="application/smil+xml"/>',
            f'<item id="{page.name}-sound" href="{page.name}.m4a" media-type="audio/mp4"/>',
        ]
    spine = [f'<itemref idref="{page.name}"/>' for page in pages]
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<package xmlns="http://www.idpf.org/2007/opf" version="3.0" '
        'unique-identifier="book">\n<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">\n'
        f"{_lines(metadata)}</metadata>\n<manifest>\n{_lines(manifest)}</manifest>\n"
        f"<spine>\n{_lines(spine)}</spine>\n</package>\n"
    )


def nav(book: Book, pages: Sequence[Page]) -> str:
    """The table of contents."""
    entries = [f'<li><a href="{page.name}.xhtml">{written(page.title)}</a></li>' for page in pages]
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html>\n<html xmlns="http://www.w3.org/1999/xhtml" '
        f'xmlns:epub="http://www.idpf.org/2007/ops"{language_of(book.language)}>\n<head>\n<meta charset="utf-8"/>\n'
        f"<title>{written(book.title).strip() or 'Untitled'}</title>\n</head>\n<body>\n"
        f'<nav epub:type="toc" id="toc">\n<ol>\n{_lines(entries)}</ol>\n</nav>\n</body>\n</html>\n'
    )


def _meta(property: str, value: str, refines: str = "") -> str:
    of = f' refines="#{refines}"' if refines else ""
    return f'<meta property="{property}"{of}>{value}</meta>'


def _clock(milliseconds: int) -> str:
    """A full clock value of SMIL."""
    seconds, rest = divmod(milliseconds, 1000)
    minutes, second = divmod(seconds, 60)
    hours, minute = divmod(minutes, 60)
    return f"{hours}:{minute:02}:{second:02}.{rest:03}"


def _lines(parts: Sequence[str]) -> str:
    return "".join(f"{part}\n" for part in parts)
