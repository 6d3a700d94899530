"""Documents of every kind, made of the same chapters."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping, Sequence

CHAPTERS = {
    "I. The Harbour": [
        "The ferry left at dawn, and nobody on the quay waved; it was too early, and too cold, for that.",
        "“You might have written,” she said. He had not written, because there was nothing to say that she didn’t know.",
    ],
    "II. The Road": [
        "Nine miles of gravel lay between the harbour and the first house, and the horse knew every one of them.",
        "They spoke of the weather until the weather came, and then of nothing at all until the lamp was lit.",
    ],
    "III. The House": [
        "It was smaller than he remembered. The door stood open, as doors do where there is little to be stolen.",
        "In the kitchen the clock had stopped at ten past four; neither of them wound it.",
    ],
}
"""Titles and paragraphs."""

CONTAINER = (
    '<?xml version="1.0"?><container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
    '<rootfile full-path="OEBPS/content.opf" media-type="application/oebps-package+xml"/></rootfiles></container>'
)


def png(width: int = 3, height: int = 4) -> bytes:
    """A picture that says to be so large; its pixels are there where it is small."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    rows = zlib.compress((b"\0" + bytes(min(width, 9))) * min(height, 9))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def archive(parts: Mapping[str, str | bytes], packed: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A ZIP archive; a part of the name `mimetype` isn't packed."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", packed) as file:
        for name, content in parts.items():
            file.writestr(name, content, zipfile.ZIP_STORED if name == "mimetype" else packed)
    return made.getvalue()


def page(body: str, head: str = "", attributes: str = "") -> str:
    return (
        '<?xml version="1.0" encoding="utf-8"?><html xmlns="http://www.w3.org/1999/xhtml" '
        f'xmlns:epub="http://www.idpf.org/2007/ops"><head><title>x</title>{head}</head><body {attributes}>{body}</body></html>'
    )


def chapter_page(title: str, paragraphs: Sequence[str]) -> str:
    return f"<h2>{title}</h2>" + "".join(f"<p>{each}</p>" for each in paragraphs)


def opf(
    files: Sequence[str],
    *,
    version: str = "3.0",
    metadata: str = "",
    manifest: str = "",
    spine: str = "",
    guide: str = "",
) -> str:
    items = "".join(
        f'<item id="i{n}" href="{name}" media-type="application/xhtml+xml"/>' for n, name in enumerate(files)
    )
    refs = "".join(f'<itemref idref="i{n}"/>' for n in range(len(files)))
    return (
        f'<package xmlns="http://www.idpf.org/2007/opf" version="{version}"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:opf="http://www.idpf.org/2007/opf"><dc:title>The Return</dc:title><dc:creator id="who">Ann Osei</dc:creator>'
        f"<dc:language>en-GB</dc:language>{metadata}</metadata><manifest>{items}{manifest}</manifest>"
        f"<spine {'toc=' + chr(34) + 'ncx' + chr(34) if '2' in version else ''}>{refs}{spine}</spine>{guide}</package>"
    )


def epub(
    files: Mapping[str, str | bytes],
    nav: Sequence[tuple[str, str]] = (),
    *,
    more: Mapping[str, str | bytes] | None = None,
    **kw: str,
) -> bytes:
    """An EPUB 3 of these pages, with a table of contents of titles and addresses."""
    lines = "".join(f'<li><a href="{address}">{title}</a></li>' for title, address in nav)
    toc = page(f'<nav epub:type="toc"><ol>{lines}</ol></nav>')
    item = (
        '<item id="nav" href="nav.xhtml" properties="nav" media-type="application/xhtml+xml"/>' if nav else ""
    )
    kw["manifest"] = kw.get("manifest", "") + item
    return archive(
        {
            "mimetype": "application/epub+zip",
            "META-INF/container.xml": CONTAINER,
            "OEBPS/content.opf": opf(list(files), **kw),
            **({"OEBPS/nav.xhtml": toc} if nav else {}),
            **{f"OEBPS/{name}": content for name, content in files.items()},
            **(more or {}),
        }
    )


def epub3() -> bytes:
    files = {f"c{n}.xhtml": page(chapter_page(*item)) for n, item in enumerate(CHAPTERS.items())}
    return epub(
        {"title.xhtml": page("<p>The Return</p>", attributes='epub:type="titlepage"'), **files},
        [(title, f"c{n}.xhtml") for n, title in enumerate(CHAPTERS)],
        manifest='<item id="pic" href="cover.png" media-type="image/png" properties="cover-image"/>',
        more={"OEBPS/cover.png": png()},
    )


def epub2() -> bytes:
    """As older programs make them: all chapters in one file, found by fragments of an NCX."""
    body = "".join(
        f'<a id="c{n}"/><h2>{title}</h2>' + "".join(f"<p>{each}</p>" for each in paragraphs)
        for n, (title, paragraphs) in enumerate(CHAPTERS.items())
    )
    points = "".join(
        f'<navPoint id="p{n}" playOrder="{n}"><navLabel><text>{title}</text></navLabel><content src="all.html#c{n}"/></navPoint>'
        for n, title in enumerate(CHAPTERS)
    )
    ncx = f'<ncx xmlns="http://www.daisy.org/z3986/2005/ncx/"><docTitle><text>The Return</text></docTitle><navMap>{points}</navMap></ncx>'
    return archive(
        {
            "mimetype": "application/epub+zip",
            "META-INF/container.xml": CONTAINER,
            "OEBPS/content.opf": opf(
                ["all.html"],
                version="2.0",
                metadata='<meta name="cover" content="pic"/>',
                manifest='<item id="ncx" href="toc.ncx" media-type="application/x-dtbncx+xml"/>'
                '<item id="pic" href="a%20cover.png" media-type="image/png"/>',
            ),
            "OEBPS/toc.ncx": ncx,
            "OEBPS/all.html": page(body),
            "OEBPS/a cover.png": png(),
        }
    )


def html() -> bytes:
    body = "".join(chapter_page(*item) for item in CHAPTERS.items())
    return (
        '<!DOCTYPE html><html lang="en-GB"><head><meta charset="utf-8"><title>The Return</title><meta name="author" '
        f'content="Ann Osei"><style>p {{ color: red }}</style></head><body><h1>The Return</h1>{body}</body></html>'
    ).encode()


def markdown() -> bytes:
    front = '---\ntitle: "The Return"\nauthor: Ann Osei\nlang: en-GB\n---\n'
    parts = [f"## {title}\n\n" + "\n\n".join(paragraphs) for title, paragraphs in CHAPTERS.items()]
    return (front + "\n\n".join(parts)).encode()


def text() -> bytes:
    head = (
        "The Project Gutenberg eBook of The Return\n\nTitle: The Return\n\nAuthor: Ann Osei\n\nLanguage: English\n\n"
        "*** START OF THE PROJECT GUTENBERG EBOOK THE RETURN ***\n\n\n"
    )
    parts = []
    for title, paragraphs in CHAPTERS.items():
        number, _, name = title.partition(". ")
        parts.append(f"CHAPTER {number}. {name}\n\n\n" + "\n\n".join(map(wrapped, paragraphs)))
    end = "\n\n*** END OF THE PROJECT GUTENBERG EBOOK THE RETURN ***\n\nSection 1. General Terms of Use.\n"
    return (head + "\n\n\n".join(parts) + end).encode()


def wrapped(paragraph: str) -> str:
    import textwrap

    return "\n".join(textwrap.wrap(paragraph, 65))


def docx() -> bytes:
    import docx as python_docx

    made = python_docx.Document()
    made.core_properties.title = "The Return"
    made.core_properties.author = "Ann Osei"
    made.core_properties.language = "en-GB"
    made.add_heading("The Return", 0)
    for title, paragraphs in CHAPTERS.items():
        made.add_heading(title, 1)
        for each in paragraphs:
            made.add_paragraph(each)
    file = io.BytesIO()
    made.save(file)
    return file.getvalue()


MAKERS = {
    "EPUB 3": epub3,
    "EPUB 2": epub2,
    "HTML": html,
    "Markdown": markdown,
    "text": text,
    "Word": docx,
}
