"""PDF, by way of pdfium."""

from __future__ import annotations

import re
import threading
from collections.abc import Sequence
from typing import Any

from tts_tui.documents.archive import AGAIN
from tts_tui.documents.cutting import DocumentBlocks, Mark, by_headings, cut, same
from tts_tui.documents.model import Document
from tts_tui.documents.pdf.columns import in_order
from tts_tui.documents.pdf.edges import without_edges
from tts_tui.documents.pdf.lines import PageLine, lines_of
from tts_tui.documents.pdf.paragraphs import Placed, placed_blocks
from tts_tui.speech.errors import DocumentError, MissingDependencyError, pip_install

MOST_PAGES = 20_000
_FEWEST = 20
"""Letters a page, on average; what has fewer is pictures of pages with a stamp on them."""

_MOST_ENTRIES = 5_000
_NO_TITLE = re.compile(
    r"(?:untitled.*|microsoft word.*|.*\.(?:docx?|tex|dvi|pdf|indd|rtf|odt|qxd)|document\d*|\W*)", re.I
)

_LOCK = threading.Lock()
"""pdfium is made for one thread."""


def read_pdf(data: bytes) -> Document:
    """
    Raises:
        DocumentError: it is damaged, locked, or holds pictures of pages alone.
        MissingDependencyError: pypdfium2 isn't installed.
    """
    try:
        import pypdfium2
    except ImportError:
        raise MissingDependencyError(
            "PDFs are read with pypdfium2, which isn't installed.", hint=pip_install("'tts-tui[documents]'")
        ) from None
    with _LOCK:
        try:
            pdf = pypdfium2.PdfDocument(data)
        except pypdfium2.PdfiumError as error:
            raise _refused(str(error)) from None
        try:
            return _document(pdf)
        except (pypdfium2.PdfiumError, ValueError, OverflowError, ArithmeticError) as error:
            raise DocumentError(f"The PDF is damaged: {error}.", hint=AGAIN) from None
        finally:
            pdf.close()


def _refused(why: str) -> DocumentError:
    if "password" in why.lower():
        return DocumentError(
            "The PDF is locked with a password.",
            hint="qpdf --decrypt --password=PASSWORD FILE OUT.pdf   unlocks it.",
        )
    if "security" in why.lower():
        return DocumentError(
            "The PDF is locked in a way that isn't known.", hint="Save it without protection."
        )
    return DocumentError("The PDF is damaged, or none.", hint=AGAIN)


def _document(pdf: Any) -> Document:
    if not 0 < len(pdf) <= MOST_PAGES:
        raise DocumentError(f"The PDF has {len(pdf):,} pages.", hint=AGAIN)
    pages = [_lines(pdf, number) for number in range(len(pdf))]
    letters = sum(sum(map(str.isalnum, line.text)) for lines in pages for line in lines)
    if letters < _FEWEST * len(pages) and (letters < _FEWEST or _pictured(pdf)):
        raise DocumentError(
            "The PDF holds pictures of pages, and no text.",
            hint="ocrmypdf FILE OUT.pdf   makes one with text.",
        )
    bodies, heads = without_edges(pages)
    placed = placed_blocks([in_order(lines) for lines in bodies], heads)
    meta = pdf.get_metadata_dict()
    title = " ".join(str(meta.get("Title", "")).split())
    title = "" if _NO_TITLE.fullmatch(title) else title
    row = DocumentBlocks([each.block for each in placed])
    marks = _marks(pdf, placed)
    title = title or next((each.block.text for each in placed[:3] if each.block.kind == "heading"), "")
    chapters = cut(row, marks, title=title) if len(marks) > 1 else by_headings(row, title=title)
    author = " ".join(str(meta.get("Author", "")).split())
    return Document(chapters, title=title, authors=(author,) if author else (), form="PDF")


def _lines(pdf: Any, number: int) -> list[PageLine]:
    page = pdf[number]
    try:
        return lines_of(page, number)
    finally:
        page.close()


def _pictured(pdf: Any) -> bool:
    import pypdfium2.raw as pdfium

    for number in range(min(len(pdf), 5)):
        page = pdf[number]
        try:
            if any(True for _ in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=3)):
                return True
        finally:
            page.close()
    return False


def _marks(pdf: Any, placed: Sequence[Placed]) -> list[Mark]:
    """Where the chapters of the outline begin: at the block of that title on its page, else at the place it names."""
    first: dict[int, int] = {}
    for index, each in enumerate(placed):
        first.setdefault(each.page, index)
    marks: list[Mark] = []
    for entry in pdf.get_toc(max_depth=6):
        if len(marks) >= _MOST_ENTRIES:
            break
        destination = entry.get_dest()
        page = destination.get_index() if destination else None
        title = " ".join((entry.get_title() or "").split())
        if page is None or not title:
            continue
        begin = next((first[number] for number in range(page, page + 3) if number in first), None)
        if begin is not None:
            marks.append(Mark(_place(placed, begin, page, title, destination), title, entry.level))
    return marks


def _place(placed: Sequence[Placed], begin: int, page: int, title: str, destination: Any) -> int:
    key = same(title)
    on_page = [(n, each) for n, each in enumerate(placed[begin : begin + 200], begin) if each.page == page]
    on_page = [(n, each) for n, each in on_page if each.block.why != "running head"]
    for number, each in on_page:
        text = same(each.block.text)
        if text and len(text) < len(key) + 40 and (key in text or (len(text) > 4 and text in key)):
            return number
    mode, position = destination.get_view()
    top = position[1] if mode == 1 and len(position) > 1 and position[1] else None
    if top is not None:
        return next((number for number, each in on_page if each.top <= top + 2), begin)
    return begin
