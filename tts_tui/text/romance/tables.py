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


def short_forms(table: str) -> dict[str, tuple[str, str]]:
    """Lines "short | said | said where no name follows", or the first two; in small letters it stands for both."""
    found: dict[str, tuple[str, str]] = {}
    for line in filter(None, map(str.strip, table.splitlines())):
        shorts, said, *alone = (part.strip() for part in line.split("|"))
        for short in shorts.split():
            forms = said, alone[0] if alone else said
            found |= {short: forms, short[0].upper() + short[1:]: forms}
    return found


def currencies(table: str) -> dict[str, tuple[Noun, Noun | None]]:
    """Lines "signs | one | many | f or m | hundredth | hundredths"; without the last two it has no parts."""
    found: dict[str, tuple[Noun, Noun | None]] = {}
    for line in filter(None, map(str.strip, table.splitlines())):
        signs, one, many, form, *parts = (part.strip() for part in line.split("|"))
        unit = Noun(one, many, "f" if form == "f" else "m")
        found |= dict.fromkeys(signs.split(), (unit, Noun(parts[0], parts[1]) if parts else None))
    return found
