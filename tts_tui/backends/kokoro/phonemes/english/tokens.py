"""What is written between two spaces, in the parts that a lexicon may know."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

_APOSTROPHES = str.maketrans("’‘ʼ＇`´", "''''''")
_EDGES = re.compile(r"^[^\w'%&+@]+|[^\w'%&+@]+$")
_JOINTS = re.compile(r"([-‐‑–/_.]+)")
_HUMPS = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
"""Where `JavaScript` and `HTMLElement` come apart."""


def plain(word: str) -> str:
    """A word without the marks around it, with straight apostrophes and whole characters."""
    return unicodedata.normalize("NFKC", _EDGES.sub("", word.translate(_APOSTROPHES)))


def unaccented(word: str) -> str:
    """A word in the 26 letters; itself where these are other letters than its own."""
    return "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c))


def joined(word: str) -> tuple[list[str], list[str]]:
    """The words of `well-known` or `and/or`, and what stands between them."""
    halves = _JOINTS.split(word)
    return halves[::2], halves[1::2]


def humps(word: str) -> list[str]:
    """The words of `JavaScript`."""
    return _HUMPS.split(word)


def suffixes(word: str) -> Iterator[str]:
    """A word, and without the quote before it."""
    yield word
    if word.startswith("'"):
        yield word.lstrip("'")
