"""Plain text: paragraphs by their lines, chapters by lines such as `CHAPTER I`, and what Project Gutenberg adds."""

from __future__ import annotations

from collections.abc import Iterator

from tts_tui.documents import gutenberg
from tts_tui.documents.cues import sound_block
from tts_tui.documents.cutting import DocumentBlocks, by_words
from tts_tui.documents.model import Block, Chapter, Document
from tts_tui.speech.errors import DocumentError
from tts_tui.text.paragraphs import stretches
from tts_tui.text.subtitles import is_subtitles, running_lines

_PUBLISHER = "Project Gutenberg"


def read_plain(text: str, title: str = "") -> Document:
    """
    Args:
        title: where the text names none.

    Raises:
        DocumentError: there is no text in it.
    """
    if not any(map(str.isalnum, text)):
        raise DocumentError("There is no text in it.", hint="Choose another.")
    if is_subtitles(text):
        lines = [
            Block("paragraph", line) if said else sound_block(line) for line, said in running_lines(text)
        ]
        return Document((Chapter(title, tuple(lines)),), title=title, form="subtitles")
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    fields = gutenberg.fields_of(text)
    blocks = list(gutenberg.with_kinds(list(_blocks(gutenberg.without_marks(text)))))
    return Document(
        _chapters(blocks, fields.title or title),
        title=fields.title or title,
        authors=(fields.author,) if fields.author else (),
        language=fields.language,
        form="text",
    )


def _chapters(blocks: list[Block], title: str) -> tuple[Chapter, ...]:
    begin, end = gutenberg.span_of(blocks)
    inner = blocks[begin:end]
    chapters = list(by_words(DocumentBlocks(inner), title=title)) if inner else []
    if begin > 0:
        chapters.insert(0, Chapter(_PUBLISHER, tuple(blocks[:begin]), "front", "note of the publisher"))
    if end < len(blocks):
        chapters.append(Chapter(_PUBLISHER, tuple(blocks[end:]), "back", "licence"))
    return tuple(chapters)


def _blocks(text: str) -> Iterator[Block]:
    """Paragraphs; lines that stand by themselves are verse, where they are several."""
    lines: list[str] = []
    before = 0
    for stretch in stretches(text, "plain"):
        piece = text[stretch.start : stretch.end]
        line = " ".join(piece.split())
        if not line:
            continue
        if lines and "\n\n" in text[before : stretch.start]:
            yield _block(lines)
            lines = []
        before = stretch.end
        lines.append(line)
        if stretch.ending != "line" and stretch.complete:
            yield _block(lines)
            lines = []
    if lines:
        yield _block(lines)


def _block(lines: list[str]) -> Block:
    text = "\n".join(lines)
    if not any(map(str.isalnum, text)):
        return Block("paragraph", text, spoken=False, why="a break")
    return Block("verse" if len(lines) >= 3 else "paragraph", text)
