"""A document as one text, to be spoken or edited as any other."""

from __future__ import annotations

import shlex
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from tts_tui.documents.model import Block, Chapter, Document

if TYPE_CHECKING:
    from tts_tui.documents.reading_plan import Plan

MOST_LEVELS = 6


def text_of_chapters(chapters: Iterable[Chapter]) -> str:
    """What is read of these chapters: paragraphs with empty lines between them, headings as Markdown has them."""
    written = (_written(block) for chapter in chapters for block in chapter.blocks)
    return "\n\n".join(filter(None, written))


def text_as_planned(plan: Plan, document: Document) -> str:
    """What is read of a document by a plan of it."""
    from tts_tui.documents.reading_plan import apply

    return text_of_chapters(apply(plan, document).chapters)


def _written(block: Block) -> str:
    if not block.spoken:
        return "* * *" if block.why == "a break" else ""
    if block.kind == "heading":
        return f"{'#' * min(max(block.level, 1), MOST_LEVELS)} {' '.join(block.text.split())}"
    if block.kind == "item":
        return f"- {block.text}"
    return block.text


def read_text(path: Path, into: str) -> str:
    """The text of a file, also of an EPUB, a PDF or a Word document: then what is read of its chapters.

    Args:
        into: the command that takes a text through a pipe, for hints.

    Raises:
        SpeechError: as `text.files.read_text` and `documents.read_file.read_document`.
    """
    from tts_tui.text import files

    return _text_of(files.read_bytes(path), str(path), path.name, shlex.quote(str(path)), into)


def text_of(data: bytes, source: str) -> str:
    """The text that these bytes are, or what is read of the document that they are.

    Args:
        source: where they come from, for people.

    Raises:
        SpeechError: they are neither.
    """
    return _text_of(data, source, source)


def _text_of(data: bytes, source: str, name: str, *for_hints: str) -> str:
    from tts_tui.documents.read_file import KINDS, document_of
    from tts_tui.documents.reading_plan import plan_of
    from tts_tui.text import files
    from tts_tui.text.kinds import kind_of

    if not (kind := kind_of(data)) or kind.name not in KINDS:
        return files.text_of(data, source, *for_hints)
    document = document_of(data, source, *for_hints[:1])
    return text_as_planned(plan_of(document, name), document)
