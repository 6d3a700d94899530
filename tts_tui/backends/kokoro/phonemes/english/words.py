"""One English word in Kokoro's symbols, as misaki's lexicons and rules have it.

The rules are those that Kokoro's training texts were written out by: which lexicon comes first, what a capital means,
how a stem and its ending sound, and which words change with what follows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from tts_tui.backends.kokoro.phonemes.english.endings import (
    ed_stems,
    ing_stems,
    s_stems,
    with_ed,
    with_ing,
    with_s,
)
from tts_tui.backends.kokoro.phonemes.english.lexicon import Spelling, entry
from tts_tui.backends.kokoro.phonemes.english.stress import PRIMARY, at_least_secondary, primary, spelled

LONGEST = 45
"""Letters of the longest word in the lexicons; what is longer isn't looked for."""

_REMEMBERED = 8192
"""Words whose symbols are kept: a text says the same ones again and again, and a sentence asks twice."""

_WORDLIKE = 6
"""Letters from which on an unknown word in capitals is read, if it has a vowel: `KUBERNETES`, but `IBDP`."""

_SYMBOLS = {"%": "percent", "&": "and", "+": "plus", "@": "at"}

_BY_PART = {
    ("beloved", "JJ"): ("bəlˈʌvᵻd", "bɪlˈʌvɪd"),
    ("combat", "VB"): ("kəmbˈæt", "kəmbˈat"),
    ("does", "NN"): ("dˈOz", "dˈQz"),
    ("rebound", "VB"): ("ɹibˈWnd", "ɹɪbˈWnd"),
    ("upgrade", "VB"): ("ʌpɡɹˈAd", "ʌpɡɹˈAd"),
}
"""American and British, of words that the lexicons have but one way to say, by how the tag begins."""


class Following(NamedTuple):
    """What is said after a word.

    Attributes:
        vowel: it begins with a vowel; None at the end of a phrase.
        to: it is the word `to`.
    """

    vowel: bool | None = None
    to: bool = False


_Stress = Callable[[str], str]
_ENDINGS = ((s_stems, with_s), (ed_stems, with_ed), (ing_stems, with_ing))


@dataclass(frozen=True, slots=True, eq=False)
class EnglishWords:
    """The words of American or British English."""

    british: bool

    @lru_cache(_REMEMBERED)  # noqa: B019 - there are two, for good
    def symbols(self, word: str, tag: str, following: Following) -> str:
        """How a word is said; empty where neither lexicons nor rules know.

        Args:
            word: letters and straight apostrophes, or a symbol that stands for a word, or initials with stops.
            tag: its part of speech (Penn), or empty.
        """
        if len(word) > LONGEST:
            return ""
        stress = (
            _as_it_is if word == word.lower() else primary if word == word.upper() else at_least_secondary
        )
        return self._special(word, tag, following) or self._usual(word, tag, following, stress)

    def letters(self, word: str) -> str:
        """A word letter by letter; empty where one has no name."""
        names = [self._gold(letter.upper()) for letter in word if letter.isalpha()]
        known = [name.symbols for name in names if name]
        return spelled(known) if known and len(known) == len(names) else ""

    def _special(self, word: str, tag: str, following: Following) -> str:
        """The words that change with their neighbours, where that isn't in the lexicons."""
        low = word.lower()
        noun = tag.startswith("NN")
        shouted = word == word.upper()
        if word in _SYMBOLS:
            return self._look_up(_SYMBOLS[word], "", following, _as_it_is)
        if _is_initials(word):
            return self.letters(word)
        if by_part := _BY_PART.get((low, tag[:2])):
            return by_part[self.british]
        if low == "a":
            return "ɐ" if tag == "DT" else "ˈA"
        if low == "am":
            if noun:
                return self.letters(word)
            return "ɐm" if word == "am" and following.vowel is not None else self._known(low)
        if low == "an":
            return self.letters(word) if shouted and noun else "ɐn"
        if word == "I" and tag == "PRP":
            return "ˌI"
        if low == "by" and tag.startswith("RB"):
            return "bˈI"
        if low == "to" and not (shouted and tag not in ("TO", "IN")):
            return self._known(low) if following.vowel is None else "tʊ" if following.vowel else "tə"
        if low == "in" and not (shouted and tag == "NNP"):
            return "ɪn" if following.vowel is not None and tag == "IN" else "ˈɪn"
        if low == "the" and not (shouted and tag != "DT"):
            return "ði" if following.vowel else "ðə"
        if low.rstrip(".") == "vs":
            return self._look_up("versus", "", following, _as_it_is)
        if low == "used":
            return self._known(low, "VBD" if tag in ("VBD", "JJ") and following.to else "")
        return ""

    def _usual(self, word: str, tag: str, following: Following, stress: _Stress) -> str:
        """By the lexicons, in small letters where the capitals tell nothing, and by the stem."""
        low = word.lower()
        if (
            word != low
            and len(word) > 1
            and (tag != "NNP" or len(word) > 7)
            and not self._entry(word)
            and (word == word.upper() or word[1:] == word[1:].lower())
            and (self._entry(low) or any(self._inflected(low, tag, following, stress)))
        ):
            word = low
        for spelling in _without_apostrophe(word):
            if self._is_known(spelling):
                return self._look_up(spelling, tag, following, stress)
        return next(self._inflected(word, tag, following, stress), "")

    def _inflected(self, word: str, tag: str, following: Following, stress: _Stress) -> Iterator[str]:
        for stems, ended in _ENDINGS:
            stem = next(filter(self._is_known, stems(word)), "")
            here = at_least_secondary if ended is with_ing and stress is _as_it_is else stress
            kind = tag if ended is with_s else "VB"
            sound = stem and self._look_up(stem, kind, following, here)
            if sound:
                yield ended(sound, british=self.british)

    def _look_up(self, word: str, tag: str, following: Following, stress: _Stress) -> str:
        name = False
        if word == word.upper() and not self._gold(word):
            word = word.lower()
            name = tag == "NNP"
        known = self._gold(word) or (None if name else self._silver(word))
        sound = ""
        if known:
            end = ("None",) if following.vowel is None else ()
            sound = known.by(*end, tag, _parent(tag))
        if not sound or (name and PRIMARY not in sound):
            return self.letters(word)
        return stress(sound)

    def _is_known(self, word: str) -> bool:
        """Whether it is in a lexicon, or is spelled since it is in capitals."""
        if self._entry(word):
            return True
        if not (word.isascii() and word.isalpha()):
            return False
        return len(word) == 1 or (word[1:] == word[1:].upper() and not _is_wordlike(word))

    def _known(self, word: str, tag: str = "") -> str:
        known = self._gold(word)
        return known.by(tag) if known else ""

    def _entry(self, word: str) -> Spelling | None:
        return self._gold(word) or self._silver(word)

    def _gold(self, word: str) -> Spelling | None:
        return entry(word, british=self.british, gold=True)

    def _silver(self, word: str) -> Spelling | None:
        return entry(word, british=self.british, gold=False)


AMERICAN, BRITISH = EnglishWords(british=False), EnglishWords(british=True)


def _as_it_is(symbols: str) -> str:
    return symbols


def _is_initials(word: str) -> bool:
    """`U.S`, `e.g.`, `Ph.D`: parts of one or two letters, with stops between."""
    inner = word.strip(".")
    return "." in inner and inner.replace(".", "").isalpha() and max(map(len, inner.split("."))) < 3


def _is_wordlike(word: str) -> bool:
    """Whether an unknown word in capitals is a word rather than an abbreviation."""
    return len(word) >= _WORDLIKE and any(letter in "AEIOUY" for letter in word)


def _without_apostrophe(word: str) -> Iterator[str]:
    yield word
    if word.endswith("s'"):
        yield f"{word[:-2]}'s"
    if word.endswith("'"):
        yield word[:-1]


def _parent(tag: str) -> str:
    """The kind of word by which the lexicons' entries are told apart."""
    kinds = {"VB": "VERB", "NN": "NOUN", "RB": "ADV", "JJ": "ADJ"}
    return kinds.get(tag[:2], tag)
