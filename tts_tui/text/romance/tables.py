"""Tables of nouns and of short forms, from lines of text."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Literal

from tts_tui.text.romance.words import Noun

Code = Literal["es", "fr", "it", "pt"]
_COLUMNS: tuple[Code, ...] = ("es", "fr", "it", "pt")


def units(code: Code) -> dict[str, Noun]:
    """What a sign of a unit is called, from `units.tsv`."""
    return {sign: _noun(cell) for signs, cell in _column("units.tsv", code) for sign in signs}


def currencies(code: Code) -> dict[str, tuple[Noun, Noun | None]]:
    """What a sign or code of money is called, and its hundredth, if it has one, from `currencies.tsv`."""
    found: dict[str, tuple[Noun, Noun | None]] = {}
    for signs, cell in _column("currencies.tsv", code):
        unit, _, hundredth = cell.partition(", ")
        found |= dict.fromkeys(signs, (_noun(unit), _noun(hundredth) if hundredth else None))
    return found


def _column(name: str, code: Code) -> Iterator[tuple[list[str], str]]:
    """Signs and their cell of a file whose lines have the signs, then a cell for each language; empty ones left out."""
    for line in Path(__file__).with_name(name).read_text("utf-8").splitlines():
        signs, *cells = line.split("\t")
        if cell := cells[_COLUMNS.index(code)]:
            yield signs.split(), cell


def _noun(cell: str) -> Noun:
    """ "one/many", or one form for both; the letter f behind it tells that it is feminine."""
    forms = cell.removesuffix(" f")
    one, _, many = forms.partition("/")
    return Noun(one, many or one, "f" if forms != cell else "m")


def short_forms(table: str) -> dict[str, tuple[str, str]]:
    """Lines "short | said | said where no name follows", or the first two; in small letters it stands for both."""
    found: dict[str, tuple[str, str]] = {}
    for line in filter(None, map(str.strip, table.splitlines())):
        shorts, wording, *alone = (part.strip() for part in line.split("|"))
        for short in shorts.split():
            forms = wording, alone[0] if alone else wording
            found |= {short: forms, short[0].upper() + short[1:]: forms}
    return found
