"""Tables of nouns from lines of text."""

from __future__ import annotations

from tts_tui.text.romance.words import Noun


def nouns(table: str) -> dict[str, Noun]:
    """Lines "signs | one | many | f": signs are parted by spaces; without the last the noun is masculine."""
    found: dict[str, Noun] = {}
    for line in filter(None, map(str.strip, table.splitlines())):
        signs, one, many, *feminine = (part.strip() for part in line.split("|"))
        found |= dict.fromkeys(signs.split(), Noun(one, many, "f" if feminine else "m"))
    return found


def currencies(table: str) -> dict[str, tuple[Noun, Noun | None]]:
    """Lines "signs | one | many | f or m | hundredth | hundredths"; without the last two it has no parts."""
    found: dict[str, tuple[Noun, Noun | None]] = {}
    for line in filter(None, map(str.strip, table.splitlines())):
        signs, one, many, form, *parts = (part.strip() for part in line.split("|"))
        unit = Noun(one, many, "f" if form == "f" else "m")
        found |= dict.fromkeys(signs.split(), (unit, Noun(parts[0], parts[1]) if parts else None))
    return found
