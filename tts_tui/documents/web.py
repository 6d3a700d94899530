"""HTML pages, and what becomes HTML on its way: Markdown, Word."""

from __future__ import annotations

from dataclasses import replace

from tts_tui.documents.article import leave_out_surroundings
from tts_tui.documents.cutting import DocumentBlocks, by_headings, same
from tts_tui.documents.flow import Flow, read_page
from tts_tui.documents.model import Document
from tts_tui.documents.notes import Reference, mark_notes
from tts_tui.speech.errors import DocumentError


def read_html(source: str, form: str = "HTML") -> Document:
    """A page, whose chapters begin with its headings.

    Raises:
        DocumentError: there is no text in it.
    """
    page = read_page(source, of_web=True)
    leave_out_surroundings(page)
    return document_of(page, form)


def document_of(
    page: Flow, form: str, *, title: str = "", authors: tuple[str, ...] = (), language: str = ""
) -> Document:
    """A page as a document.

    Args:
        title: as its metadata has it; else the page's own.

    Raises:
        DocumentError: there is no text in it.
    """
    names = ((at, address.removeprefix("#")) for at, address in page.references)
    mark_notes(
        page.blocks,
        [
            Reference(at, page.anchors[name], page.extents.get(name, 0))
            for at, name in names
            if name in page.anchors
        ],
    )
    if not any(any(map(str.isalnum, block.text)) for block in page.blocks):
        raise DocumentError(f"There is no text in this {form} document.", hint="Choose another.")
    highest = [block.text for block in page.blocks if block.kind == "heading" and block.level == 1]
    only = highest[0] if len(highest) == 1 else ""
    title = " ".join((title or page.meta.get("title", "") or only).split())
    row = DocumentBlocks(page.blocks, page.types, sorted(page.linked))
    chapters = by_headings(row, title=title)
    first = chapters[0]
    titled = same(first.title) in (same(title), same(only)) and all(b.kind == "heading" for b in first.blocks)
    if len(chapters) > 1 and titled and first.matter == "body":
        chapters = (replace(first, matter="front", why="title page"), *chapters[1:])
    author = page.meta.get("author", "")
    return Document(
        chapters,
        title=title,
        authors=authors or ((author,) if author else ()),
        language=language or page.meta.get("language", ""),
        form=form,
    )
