"""Plain text: paragraphs by their lines, chapters by lines such as `CHAPTER I`, and what Project Gutenberg adds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from tts_tui.documents import gutenberg
from tts_tui.documents.cues import sound_block
from tts_tui.documents.cutting import DocumentBlocks, by_words
from tts_tui.documents.model import Block, Chapter, Document
from tts_tui.speech.errors import DocumentError
from tts_tui.text.paragraphs import stretches
from tts_tui.text.subtitles import is_subtitles, running_lines

_PUBLISHER = "Project Gutenberg"
_STANZA = re.compile(
    r"(?<![^\n])(?:[ \t]{3,40}\S[^\n]{0,49}\n){1,40}[ \t]{3,40}\S[^\n]{0,49}(?=\n[ \t]*\n|\n?\Z)"
)
"""Short lines that are set in, up to an empty one: verse, whose lines end where they end in wrapped texts, too."""
_LINE_END = "\u2028"
_PAGE_NUMBER = re.compile(r"[-–—\[\s]*\d{1,4}[-–—\]\s]*")
_FEWEST = 3
_PARTED = 0.3
"""Of numbers that stand alone: how many part a sentence, where they are those of pages rather than of chapters."""


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
    text = _STANZA.sub(lambda stanza: stanza[0].replace("\n", _LINE_END), gutenberg.without_marks(text))
    blocks = _without_page_numbers(list(gutenberg.with_kinds(list(_blocks(text)))))
    return Document(
        _chapters(blocks, fields.title or title),
        title=fields.title or title,
        authors=(fields.author,) if fields.author else (),
        language=fields.language,
        form="text",
    )


def _without_page_numbers(blocks: list[Block]) -> list[Block]:
    """The blocks, the numbers of pages not spoken."""
    alone = [number for number, block in enumerate(blocks) if _PAGE_NUMBER.fullmatch(block.text)]
    parting = sum(
        blocks[number - 1].text[-1:].isalpha() and blocks[number + 1].text[:1].islower()
        for number in alone
        if 0 < number < len(blocks) - 1
    )
    if len(alone) >= _FEWEST and parting >= _PARTED * len(alone):
        for number in alone:
            blocks[number] = replace(blocks[number], spoken=False, why="number of a page")
    return blocks


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
