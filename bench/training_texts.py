"""Sentences to learn from, as Kokoro's tokens.

Those of `data/training.toml` are few. Where Debian's packages `fortunes`, `fortunes-es`, `fortunes-it` and
`fortunes-br` are installed, theirs are used as well: what is learnt from 440 English words alone errs 5 % more on
others.
"""

from __future__ import annotations

import math
import re
import tomllib
from pathlib import Path

from tts_tui.backends.kokoro.phonemes.phonemize import phonemize
from tts_tui.backends.kokoro.phonemes.vocabulary import vocabulary

TRAINING = Path(__file__).parent / "data" / "training.toml"
FORTUNES = Path("/usr/share/games/fortunes")
IN_FORTUNES = {"en": ".", "es": "es", "it": "it", "pt": "."}
PORTUGUESE = ("brasil",)
NOT_PROSE = ("ascii-art", "perl", "translate-me")
SPOKEN = {"a": "en-us", "b": "en-gb", "e": "es", "f": "fr", "h": "hi", "i": "it", "p": "pt-br"}
"""The language of a voice by its first letter; the others (Japanese, Mandarin) are trained on English here."""

MOST, LONGEST = 6000, 220
"""Sentences of a language, and characters of one."""

Tokens = list[int]


def known_sentences() -> dict[str, list[list[Tokens]]]:
    """By the first letter of the voices that say them: sets of sentences, each to be drawn from as often as the others.

    A language without fortunes is learnt from its few sentences and from English ones.
    """
    texts = tomllib.loads(TRAINING.read_text(encoding="utf-8"))
    known: dict[str, list[list[Tokens]]] = {}
    for letter, language in SPOKEN.items():
        more = _fortunes(language[:2])
        sentences = [_tokens(text, language) for text in (*texts[language[:2]], *more)]
        known[letter] = [sentences] if more or letter == "a" else [sentences, *known["a"]]
    return {letter: known.get(letter, known["a"]) for letter in "abefhijpz"}


def _tokens(text: str, language: str) -> Tokens:
    return [vocabulary()[symbol] for symbol in phonemize(text, language).symbols]


def _fortunes(language: str) -> list[str]:
    """Plain sentences of a language, evenly from all of its files; none where there are none."""
    if language not in IN_FORTUNES or not FORTUNES.exists():
        return []
    files = [
        path
        for path in sorted((FORTUNES / IN_FORTUNES[language]).iterdir())
        if path.is_file()
        and not path.is_symlink()
        and path.suffix not in (".dat", ".u8")
        and path.name not in NOT_PROSE
        and (IN_FORTUNES[language] != "." or (path.name in PORTUGUESE) == (language == "pt"))
    ]
    found = [sentence for path in files for sentence in _sentences(path)]
    return found[:: math.ceil(len(found) / MOST)] if found else []


def _sentences(path: Path) -> list[str]:
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        text = path.read_text(encoding="latin-1")
    quotes = (
        re.split(r"\n\s*--", fortune)[0].split() for fortune in text.split("\n%\n")
    )  # without who said it
    parts = (part for quote in quotes for part in re.split(r"(?<=[.!?])\s+", " ".join(quote)))
    return [
        part for part in parts if len(part) <= LONGEST and re.fullmatch(r"[\w ,;:'\"!?().-]{12,}[.!?]", part)
    ]
