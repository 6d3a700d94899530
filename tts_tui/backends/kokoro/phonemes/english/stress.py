"""Stress in Kokoro's symbols: `ˈ` and `ˌ` before a syllable, or right before a vowel where a rule puts them."""

from __future__ import annotations

PRIMARY, SECONDARY = "ˈ", "ˌ"
VOWELS = frozenset("AIOQWYaiuæɑɒɔəɛɜɪʊʌᵻ")
"""The article's `ɐ` isn't one for misaki: before it `to` and `the` sound as before the word that follows it."""
CONSONANTS = frozenset("bdfhjklmnpstvwzðŋɡɹTʃʒʤʧθ")
_HEAVY = frozenset("AIOQWYʤʧ")


def weakened(symbols: str) -> str:
    """With secondary stress where the primary was, as in the second half of a compound."""
    if PRIMARY not in symbols:
        return symbols
    return symbols.replace(SECONDARY, "").replace(PRIMARY, SECONDARY)


def at_least_secondary(symbols: str) -> str:
    """With some stress: a function word at the start of a sentence has one (`ˌænd`)."""
    return symbols if _stressed(symbols) else _on_first_vowel(SECONDARY, symbols)


def primary(symbols: str) -> str:
    """With primary stress, as what is written in capitals."""
    if PRIMARY in symbols:
        return symbols
    if SECONDARY in symbols:
        return symbols.replace(SECONDARY, PRIMARY)
    return _on_first_vowel(PRIMARY, symbols)


def spelled(letters: list[str]) -> str:
    """Letters in a row, the last of them stressed."""
    joined = at_least_secondary(weakened("".join(letters)))
    before, mark, last = joined.rpartition(SECONDARY)
    return f"{before}{PRIMARY}{last}" if mark else joined


def compound(parts: list[str], *, initial: bool) -> list[str]:
    """The parts of a word that is written as one, of which no more than half keep their primary stress.

    Args:
        parts: none is empty.
        initial: the first is a single letter (`X-ray`).
    """
    if len(parts) == 2 and initial:
        return [parts[0], weakened(parts[1])]
    if sum(PRIMARY in part for part in parts) <= (len(parts) + 1) // 2:
        return parts
    order = sorted(range(len(parts)), key=lambda index: (PRIMARY in parts[index], _weight(parts[index])))
    light = set(order[: len(parts) // 2])
    return [weakened(part) if index in light else part for index, part in enumerate(parts)]


def vowel_first(symbols: str, otherwise: bool | None) -> bool | None:
    """Whether they begin with a vowel; None where with a mark, `otherwise` where with neither sound nor mark."""
    for symbol in symbols:
        if symbol in VOWELS:
            return True
        if symbol in CONSONANTS:
            return False
        if symbol in ";:,.!?—…":
            return None
    return otherwise


def _stressed(symbols: str) -> bool:
    return PRIMARY in symbols or SECONDARY in symbols


def _on_first_vowel(mark: str, symbols: str) -> str:
    at = next((index for index, symbol in enumerate(symbols) if symbol in VOWELS), None)
    return symbols if at is None else f"{symbols[:at]}{mark}{symbols[at:]}"


def _weight(symbols: str) -> int:
    return sum(2 if symbol in _HEAVY else 1 for symbol in symbols)
