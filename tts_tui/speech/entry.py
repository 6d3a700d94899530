"""How a user wants a word said: an entry of a pronunciation dictionary."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from tts_tui.speech.errors import DictionaryError

LONGEST = 200
"""Characters of a word or a reading."""

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_PHONEMES = re.compile(r"/([^/]+)/")
_NO_SOUND = re.compile(r"[\d()\[\]%?#=&]")


@dataclass(frozen=True, slots=True)
class Entry:
    """A word, and what is said in its place.

    Attributes:
        word: as it is written; may be several words, or hold signs: "C++", "New York".
        reading: what is said: phonemes as `/ˈwɪn/`, else words or a respelling.
        language: BCP 47 tag of the texts it is for: "en" is for British texts, too; empty is for all.
        pattern: `word` is a regular expression, and `reading` may name its groups, as in `\\1`.
        exact: capitals and small letters are told apart.
    """

    word: str
    reading: str
    language: str = ""
    pattern: bool = False
    exact: bool = False

    @property
    def phonemes(self) -> str:
        """Those that the reading gives, signs above letters as characters of their own; empty where it is words."""
        found = _PHONEMES.fullmatch(self.reading)
        # ç is a sound of its own
        return unicodedata.normalize("NFD", found[1].strip()).replace("c\u0327", "ç") if found else ""

    @property
    def key(self) -> tuple[str, str, bool, bool]:
        """What there is one reading of in a dictionary."""
        return self.word if self.exact else self.word.casefold(), self.language, self.pattern, self.exact


def left_out(entry: Entry, unknown: str, model: str) -> str:
    """What is to be told of phonemes that a model has no sound for; empty where it has one for each.

    Args:
        unknown: those of them, as the capability `Pronounces` gives them.
        model: its name.

    Raises:
        DictionaryError: it has a sound for none of them.
    """
    if not unknown:
        return ""
    if set(filter(str.isalpha, entry.phonemes)) <= set(unknown):
        raise DictionaryError(
            f"{model} has no sound for {entry.reading}.", hint="Phonemes are written in IPA: /ˈwɪn/"
        )
    return f"{model} has no sound for {' '.join(unknown)}: it is left out."


def entry_of(
    word: str, reading: str, language: str = "", *, pattern: bool = False, exact: bool | None = None
) -> Entry:
    """An entry as it was typed, checked.

    Args:
        exact: None is so where the word has a capital letter: `Polish` isn't `polish`.

    Raises:
        DictionaryError: something in it can't be.
    """
    word, reading = " ".join(word.split()) if not pattern else word.strip(), " ".join(reading.split())
    language = language.strip().replace("_", "-")
    for name, text in (("word", word), ("reading", reading)):
        if not text:
            raise DictionaryError(f"The {name} is empty.", hint="A word and a reading are needed.")
        if len(text) > LONGEST:
            raise DictionaryError(f"The {name} is longer than {LONGEST} characters.")
        if _CONTROL.search(text):
            raise DictionaryError(f"The {name} {text!r} holds control characters.")
    if language and not _LANGUAGE.fullmatch(language):
        raise DictionaryError(
            f"{language!r} is no language.", hint='A BCP 47 tag is, such as "en" or "en-GB".'
        )
    if pattern:
        _check_pattern(word, reading)
    entry = Entry(word, reading, language, pattern, exact=(word != word.lower()) if exact is None else exact)
    if reading.startswith("/") and reading.endswith("/"):
        _check_phonemes(entry)
    return entry


def _check_pattern(pattern: str, reading: str) -> None:
    try:
        empty = re.compile(pattern).fullmatch("")
    except re.error as error:
        raise DictionaryError(f"{pattern!r} is no regular expression: {error}.") from None
    try:
        re.sub(pattern, reading, "")
    except (re.error, IndexError) as error:
        raise DictionaryError(f"{reading!r} names no group of {pattern!r}: {error}.") from None
    if empty:
        raise DictionaryError(f"The pattern {pattern!r} is found where there is nothing.")


def _check_phonemes(entry: Entry) -> None:
    if not entry.phonemes:
        raise DictionaryError(
            f"{entry.reading!r} is neither words nor phonemes.",
            hint="Phonemes stand between two slashes: /ˈwɪn/",
        )
    if wrong := _NO_SOUND.search(entry.phonemes):
        raise DictionaryError(
            f"{wrong[0]!r} in {entry.reading} is no phoneme.", hint="Phonemes are written in IPA: /ˈwɪn/"
        )
