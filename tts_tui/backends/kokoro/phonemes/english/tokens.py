"""What is written between two spaces, in the parts that a lexicon may know."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache

_APOSTROPHES = str.maketrans("’‘ʼ＇`´", "''''''")
_EDGES = re.compile(r"^[^\w'%&+@]+|[^\w'%&+@]+$")
_JOINTS = re.compile(r"([-‐‑–/_.]+)")
_HUMPS = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
"""Where `JavaScript` and `HTMLElement` come apart."""


_REMEMBERED = 8192
"""Words: a text writes the same ones again and again."""


@lru_cache(_REMEMBERED)
def plain(word: str) -> str:
    """A word without the marks around it, with straight apostrophes and whole characters."""
    return unicodedata.normalize("NFKC", _EDGES.sub("", word.translate(_APOSTROPHES)))


def unaccented(word: str) -> str:
    """A word in the 26 letters; itself where these are other letters than its own."""
    return "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c))


@lru_cache(_REMEMBERED)
def joined(word: str) -> tuple[Sequence[str], Sequence[str]]:
    """The words of `well-known` or `and/or`, and what stands between them."""
    halves = _JOINTS.split(word)
    return tuple(halves[::2]), tuple(halves[1::2])


def humps(word: str) -> list[str]:
    """The words of `JavaScript`."""
    return _HUMPS.split(word)


def suffixes(word: str) -> Iterator[str]:
    """A word, and without the quote before it."""
    yield word
    if word.startswith("'"):
        yield word.lstrip("'")
