"""The words of a sentence in columns: what is written, said and sounding of each, one below the other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil
from typing import TYPE_CHECKING

from rich.cells import cell_len, chop_cells

if TYPE_CHECKING:
    from tts_tui.studio.explanation import ExplainedEdit, ExplainedWord


_WIDEST = 24
"""Columns of a word; what is said of a long number goes on below."""

LINES = 2
"""Lines of a row, beyond which a word is wider instead."""

_STYLES = {"espeak": "$warning", "dictionary": "$success", "user": "$success", "rule": "$secondary"}


@dataclass(frozen=True, slots=True)
class WordColumn:
    """A word's cells, one below the other."""

    cells: tuple[str, str, str, str]
    style: str

    @property
    def longest_word(self) -> int:
        """Columns of what isn't wrapped without a cut."""
        return max(cell_len(word) for cell in self.cells for word in cell.split(" "))

    def wrapped(self, room: int) -> list[list[str]]:
        """The lines of each cell, in no more columns than there is room for."""
        longest = max(map(cell_len, self.cells))
        width = max(min(max(min(longest, _WIDEST), ceil(1.2 * longest / LINES)), room), 1)
        return [_lines(cell, width) for cell in self.cells]


def width_of(column: Sequence[Sequence[str]]) -> int:
    """Columns of its cells, and one between words."""
    return max(cell_len(line) for cell in column for line in cell) + 1


def guesses(words: Sequence[ExplainedWord]) -> list[ExplainedWord]:
    """Those whose sounds are a guess; in a language without a lexicon none is less sure than another."""
    sure = any(word.source in ("lexicon", "homograph") for word in words)
    return [word for word in words if sure and word.source == "espeak"]


def _lines(cell: str, width: int) -> list[str]:
    """Its words in lines of so many columns."""
    lines: list[str] = []
    for word in cell.split(" "):
        if lines and cell_len(lines[-1]) + 1 + cell_len(word) <= width:
            lines[-1] += f" {word}"
        else:
            lines += chop_cells(word, width) or [""]
    return lines


def column_of(word: ExplainedWord, edits: Sequence[ExplainedEdit], *, guess: bool) -> WordColumn:
    here = (
        each.rule for each in edits if each.char_start < word.char_end and word.char_start < each.char_end
    )
    source = "" if word.source == "espeak" and not guess else word.source or ""
    told = {"espeak": "espeak?", "rule": " · ".join(dict.fromkeys(here)) or "rule", "lexicon": ""}
    cells = " ".join(word.text.split()), word.spoken, word.phonemes or "", told.get(source, source)
    return WordColumn(cells, _STYLES.get(source, ""))
