"""What was to be said beside what was heard, fairly: both written out, and by their sounds where spelling differs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher

from tts_tui.text.normalize import normalize

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_TAG = re.compile(r"\[[^\]\n]{1,40}\](?!\()")
_STRESS = re.compile(r"[^\w]|[ˈˌːʔ]")
_SHARE = 0.3
"""Of the sounds of a stretch that may differ: recognisers spell names as they please, and hear vowels as they like."""


def words(text: str, language: str) -> list[str]:
    """The words of a text as they are said: numbers, money and short forms written out, marks left out."""
    said = normalize(_TAG.sub(" ", text), language, phonemes=False, reading="plain", leave=()).text
    return [word.replace("’", "'") for word in _WORD.findall(said.casefold())]


def wrong_words(wanted: str, heard: str, language: str) -> int:
    """How many words were changed, left out or put in.

    Args:
        wanted: what the engine was given.
        heard: what the recogniser wrote.
        language: BCP 47 tag.
    """
    ours, theirs = words(wanted, language), words(heard, language)
    spans = [
        (ours[a:b], theirs[c:d])
        for what, a, b, c, d in SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes()
        if what != "equal" and "".join(ours[a:b]) != "".join(theirs[c:d])
    ]
    if not spans:
        return 0
    sounds = _sounds([" ".join(side) for span in spans for side in span], language)
    pairs = zip(sounds[::2], sounds[1::2], strict=True)
    return sum(
        max(len(mine), len(other))
        for (mine, other), (a, b) in zip(spans, pairs, strict=True)
        if not _alike(a, b)
    )


def _sounds(texts: Sequence[str], language: str) -> list[str]:
    """Symbols of each, without stress, length and pauses."""
    from tts_tui.backends.kokoro.phonemes.phonemize import phonemize_all

    return [_STRESS.sub("", each.symbols) for each in phonemize_all(texts, language)]


def _alike(one: str, other: str) -> bool:
    return bool(one and other) and changes(one, other) <= _SHARE * max(len(one), len(other))


def changes(one: Sequence[str], other: Sequence[str]) -> int:
    """Symbols, or words, that are put in, left out or replaced on the way from one to the other (Levenshtein)."""
    row = list(range(len(other) + 1))
    for i, symbol in enumerate(one, 1):
        above, row = row, [i]
        for j, its in enumerate(other, 1):
            row.append(min(above[j] + 1, row[-1] + 1, above[j - 1] + (symbol != its)))
    return row[-1]
