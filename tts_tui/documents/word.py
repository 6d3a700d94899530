"""Word documents, by way of mammoth's HTML."""

from __future__ import annotations

import io
import logging
import re
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from html import unescape

from tts_tui.documents.archive import AGAIN, Archive
from tts_tui.documents.flow import read_page
from tts_tui.documents.markup import Tag, tokens
from tts_tui.documents.model import Document
from tts_tui.documents.page_text import decoded
from tts_tui.documents.web import document_of
from tts_tui.speech.errors import DocumentError, MissingDependencyError, pip_install

_STYLES = """
p[style-name='Title'] => h1.title:fresh
p[style-name='Subtitle'] => p.subtitle:fresh
p[style-name='Quote'] => blockquote > p:fresh
p[style-name='Intense Quote'] => blockquote > p:fresh
p[style-name='Caption'] => p.caption:fresh
p[style-name='caption'] => p.caption:fresh
p[style-name='TOC Heading'] => !
p[style-name='toc 1'] => !
p[style-name='toc 2'] => !
p[style-name='toc 3'] => !
r[style-name='Footnote Reference'] =>
"""
"""What mammoth doesn't know by itself; tables of contents, whose lines stand in the text as copies, are left out."""


_HIDDEN = re.compile(
    rb"<w:r(?:\s[^<>]*)?>\s*<w:rPr>(?:<(?!/w:rPr>)[^<>]{0,200}>\s*){0,60}?"
    rb"<w:vanish(?:\s+w:val=\"(?:1|true|on)\")?\s*/>.{0,20000}?</w:r>",
    re.DOTALL,
)
"""A run that Word shows only to those who ask for hidden text, which mammoth doesn't tell from others."""
_TITLE = re.compile(r'<h1 class="title">(.*?)</h1>', re.DOTALL)
_TAG = re.compile(r"<[^<>]*>")


def read_word(data: bytes) -> Document:
    """
    Raises:
        DocumentError: it is damaged, hostile, or there is no text in it.
        MissingDependencyError: mammoth isn't installed.
    """
    try:
        import mammoth
    except ImportError:
        raise MissingDependencyError(
            "Word documents are read with mammoth, which isn't installed.",
            hint=pip_install("'tts-tui[documents]'"),
        ) from None
    meta = _checked(data)
    with _quiet():
        try:
            page = mammoth.convert_to_html(
                io.BytesIO(_without_hidden(data)),
                style_map=_STYLES,
                convert_image=mammoth.images.img_element(lambda _: {"src": ""}),
                include_embedded_style_map=False,
            )
        except DocumentError:
            raise
        except Exception as error:  # noqa: BLE001  (whatever a damaged document makes of mammoth)
            raise DocumentError(
                f"The Word document is damaged: {type(error).__name__}.", hint=AGAIN
            ) from None
    named = _TITLE.search(str(page.value))
    title = unescape(_TAG.sub("", named[1])) if named else ""
    author = meta.get("creator", "")
    return document_of(
        read_page(str(page.value)),
        "Word",
        title=meta.get("title", "") or title,
        authors=(author,) if author and author.lower() != "python-docx" else (),
        language=meta.get("language", ""),
    )


def _without_hidden(data: bytes) -> bytes:
    """The document without its hidden text."""
    name = "word/document.xml"
    with zipfile.ZipFile(io.BytesIO(data)) as source:
        if name not in source.namelist() or b"<w:vanish" not in (content := source.read(name)):
            return data
        made = io.BytesIO()
        with zipfile.ZipFile(made, "w", zipfile.ZIP_STORED) as target:
            for each in source.namelist():
                target.writestr(each, _HIDDEN.sub(b"", content) if each == name else source.read(each))
    return made.getvalue()


def _checked(data: bytes) -> dict[str, str]:
    """What the document says of itself, once every part of it is known to be harmless."""
    archive = Archive(data)
    if "word/document.xml" not in archive and not any("document" in name for name in archive.names):
        raise DocumentError("It is no Word document: word/document.xml is missing.", hint=AGAIN)
    meta: dict[str, str] = {}
    for name in archive.names:
        content = archive.read(name)
        if not name.lower().endswith((".xml", ".rels")):
            continue
        text = decoded(content)
        if "<!DOCTYPE" in text or "<!ENTITY" in text:
            raise DocumentError(
                f"“{name}” declares XML entities, which no Word document does; they aren't expanded.",
                hint="Choose another.",
            )
        if name == "docProps/core.xml":
            meta = _fields(text)
    return meta


def _fields(source: str) -> dict[str, str]:
    found: dict[str, str] = {}
    name = ""
    for token in tokens(source):
        if isinstance(token, Tag):
            name = token.name if token.kind == "open" else ""
        elif name and token.strip():
            found[name] = " ".join(token.split())
    return found


@contextmanager
def _quiet() -> Iterator[None]:
    """mammoth's warnings are of styles, and go nowhere."""
    logger = logging.getLogger("mammoth")
    level = logger.level
    logger.setLevel(logging.ERROR)
    try:
        yield
    finally:
        logger.setLevel(level)
