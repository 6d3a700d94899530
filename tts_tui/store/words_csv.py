"""Pronunciation dictionaries as CSV: `word,reading,language,match,case`, of which the first two are needed."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator

from tts_tui.speech.entry import Entry, entry_of
from tts_tui.speech.errors import DictionaryError

COLUMNS = ("word", "reading", "language", "match", "case")
_MATCHES = {"": False, "word": False, "pattern": True}
_CASES: dict[str, bool | None] = {"": None, "any": False, "exact": True}


def write_csv(readings: Iterable[Entry]) -> str:
    """The entries, under the names of the columns."""
    lines = io.StringIO()
    writer = csv.writer(lines, lineterminator="\n")
    writer.writerow(COLUMNS)
    for each in readings:
        match, case = "pattern" if each.pattern else "word", "exact" if each.exact else "any"
        writer.writerow([each.word, each.reading, each.language, match, case])
    return lines.getvalue()


def read_csv(text: str, language: str = "") -> list[Entry]:
    """The entries of a file: with commas, semicolons or tabs, with the names of its columns in the first line or not.

    Args:
        language: of the entries that say none.

    Raises:
        DictionaryError: a line of it can't be read; it tells which.
    """
    rows = csv.reader(
        io.StringIO(text.removeprefix("\ufeff"), newline=""), delimiter=_delimiter(text), strict=True
    )
    return list(_readings(rows, language))


def _delimiter(text: str) -> str:
    """What parts the first line that has something in it."""
    first = next((line for line in text.splitlines() if line.strip() and not line.startswith("#")), "")
    return max(",;\t", key=first.count)


def _readings(rows: Iterator[list[str]], language: str) -> Iterator[Entry]:
    columns: tuple[str, ...] = COLUMNS
    first, line = True, 0
    while True:
        line = rows.line_num + 1  # type: ignore[attr-defined]
        try:
            row = next(rows, None)
        except csv.Error as error:
            raise DictionaryError(
                f"Line {line} is no CSV: {error}.", hint='A cell that begins with " ends with one.', line=line
            ) from None
        if row is None:
            return
        cells = [cell.strip() for cell in row]
        if not any(cells) or (len(cells) == 1 and cells[0].startswith("#")):
            continue
        names = tuple(cell.lower() for cell in cells)
        if first and "word" in names and "reading" in names:
            columns, first = names, False
            continue
        first = False
        try:
            yield _reading(dict(zip(columns, cells, strict=False)), language)
        except DictionaryError as error:
            raise DictionaryError(f"Line {line}: {error.message}", hint=error.hint, line=line) from None


def _reading(cells: dict[str, str], language: str) -> Entry:
    match, case = cells.get("match", "").lower(), cells.get("case", "").lower()
    if match not in _MATCHES:
        raise DictionaryError(f"match is word or pattern, not {match!r}.")
    if case not in _CASES:
        raise DictionaryError(f"case is exact or any, not {case!r}.")
    return entry_of(
        cells.get("word", ""),
        cells.get("reading", ""),
        cells.get("language", "") or language,
        pattern=_MATCHES[match],
        exact=_CASES[case],
    )
