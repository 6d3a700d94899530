"""Reading a text file for the window."""

from __future__ import annotations

import shlex
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from tts_tui.speech.errors import UsageError

if TYPE_CHECKING:
    from tts_tui.documents.model import Document
    from tts_tui.documents.reading_plan import Plan
    from tts_tui.store.opened import ChosenChapters, OpenedFiles

MOST_BYTES = 5_000_000
"""More than any book: beyond it a file is hardly text, and the editor would be slow."""


def read_text(path: Path) -> str:
    """The text of a file, line ends made plain; of an EPUB, a PDF or a Word document what is read of it.

    Raises:
        SpeechError: it can't be read, isn't text, or is too long to edit.
    """
    from tts_tui.documents import as_text  # 5 ms, for those who open one
    from tts_tui.documents.read_file import is_document

    with suppress(OSError, ValueError):  # reading it says why
        if path.stat().st_size > MOST_BYTES and not is_document(path):
            raise UsageError(
                f"{path.name} is larger than {MOST_BYTES // 1_000_000} MB.",
                hint=f"tts-tui say -f {shlex.quote(str(path))} -o speech.mp3 speaks it without opening it.",
            )
    text = as_text.read_text(path, into="tts-tui")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def read_again(path: Path, opened: OpenedFiles) -> str:
    """The same of a file that may have been opened before: of a document the chapters that were chosen then.

    Raises:
        SpeechError: as `read_text`.
    """
    chosen = opened.chosen(path)
    if chosen is None:
        return read_text(path)
    from tts_tui.documents.as_text import text_as_planned
    from tts_tui.documents.read_file import is_document, read_document

    if not is_document(path):
        return read_text(path)
    document = read_document(path)
    return text_as_planned(chosen_plan(document, path.name, chosen), document)


def chosen_plan(document: Document, name: str, chosen: ChosenChapters | None) -> Plan:
    """What is read of a document: the chosen chapters, or the usual ones where those are of another edition."""
    from tts_tui.documents.reading_plan import plan_of

    if chosen is None or chosen.count != len(document.chapters):
        return plan_of(document, name)
    return plan_of(document, name, notes="read" if chosen.notes else "skip", chapters=chosen.numbers)


def read_file(path: Path) -> str | Document:
    """The text of a file, or the book that it is, whose chapters are chosen.

    Raises:
        SpeechError: as `read_text`.
    """
    from tts_tui.documents.read_file import is_document, read_document

    return read_document(path) if is_document(path) else read_text(path)
