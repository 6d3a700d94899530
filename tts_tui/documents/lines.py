"""Lists of lines as a document: CSV with a name, a text and perhaps a voice a row, a chapter each."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass

from tts_tui.documents.model import Block, Chapter, Document
from tts_tui.speech.errors import DocumentError

_NAMES = {
    "id": ("id", "name", "file", "filename", "key"),
    "text": ("text", "sentence", "line"),
    "voice": ("voice",),
}
_SEPARATORS = "\t;,"
_LONGEST_FIELD = 1 << 24  # characters


@dataclass(frozen=True, slots=True)
class Lines:
    """What a list asks for.

    Attributes:
        voices: of the chapters that name one, by number from 1.
        empty: rows without a word in them, which are left out.
    """

    document: Document
    voices: dict[int, str]
    empty: int = 0


def read_lines(text: str, title: str = "") -> Lines:
    """
    Args:
        text: rows of `id, text[, voice]`, parted by commas, semicolons or tabs; a first row that names the columns may
            put them in another order.
        title: of the whole list.

    Raises:
        DocumentError: it is no such list, a row has no text, or two have the same name.
    """
    rows = _rows(text)
    if not rows:
        raise DocumentError("There are no rows in it.", hint="Write one a line: id,text[,voice]")
    columns = _columns(rows[0][1])
    named = columns is not None
    at = columns or {"id": 0, "text": 1, "voice": 2}
    chapters: list[Chapter] = []
    voices: dict[int, str] = {}
    seen: dict[str, int] = {}
    empty = 0
    for line, row in rows[named:]:
        name, said, voice = (row[at[key]].strip() if at.get(key, 99) < len(row) else "" for key in _NAMES)
        if not name:
            raise DocumentError(f"Line {line} has no id.", hint="Every row is id,text[,voice].")
        if at["text"] >= len(row):
            raise DocumentError(f"Line {line} has no text.", hint="Every row is id,text[,voice].")
        if not any(map(str.isalnum, said)):
            empty += 1
            continue
        if (other := seen.setdefault(name.casefold(), line)) != line:
            raise DocumentError(
                f"Lines {other} and {line} have the same id, “{name[:60]}”.", hint="Each becomes a file."
            )
        chapters.append(Chapter(name, (Block("paragraph", said),)))
        if voice:
            voices[len(chapters)] = voice
    if not chapters:
        raise DocumentError("There is no text in its rows.", hint="Write one a line: id,text[,voice]")
    return Lines(Document(tuple(chapters), title=title, form="list of lines"), voices, empty)


def _rows(text: str) -> list[tuple[int, list[str]]]:
    """The rows that have something in them, each with the number of its last line."""
    text = text.removeprefix("\ufeff").replace("\0", "")
    first = text.partition("\n")[0]
    separator = max(_SEPARATORS, key=first.count) if any(map(first.count, _SEPARATORS)) else ","
    usual = csv.field_size_limit(_LONGEST_FIELD)
    try:
        reader = csv.reader(text.splitlines(keepends=True), delimiter=separator)
        return [(reader.line_num, row) for row in reader if any(each.strip() for each in row)]
    except csv.Error as error:
        raise DocumentError(f"It isn't CSV: {error}.", hint="Write one a line: id,text[,voice]") from None
    finally:
        csv.field_size_limit(usual)


def _columns(row: Sequence[str]) -> dict[str, int] | None:
    """The place of each column, where a row names them."""
    cells = [cell.strip().casefold() for cell in row]
    found = {
        key: next(place for place, cell in enumerate(cells) if cell in names)
        for key, names in _NAMES.items()
        if any(cell in names for cell in cells)
    }
    return found if "id" in found and "text" in found else None
