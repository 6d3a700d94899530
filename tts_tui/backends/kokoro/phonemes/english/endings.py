"""Inflected words that no lexicon lists: their stems, and what -s, -ed and -ing add to these."""

from __future__ import annotations

import re
from collections.abc import Iterator

_FLAPS = frozenset("AIOWYiuæɑəɛɪɹʊʌ")
"""After these Americans say a `t` before a vowel as `T`."""

_DOUBLED = re.compile(r"(?:([bcdgklmnprstvxz])\1|ck)ing")


def s_stems(word: str) -> Iterator[str]:
    """What a word that ends in `s` may be a form of: `cat's`, `boxes`, `flies`."""
    if len(word) < 3 or not word.endswith("s"):
        return
    if not word.endswith("ss"):
        yield word[:-1]
    if word.endswith("'s") or (len(word) > 4 and word.endswith("es") and not word.endswith("ies")):
        yield word[:-2]
    if len(word) > 4 and word.endswith("ies"):
        yield f"{word[:-3]}y"


def ed_stems(word: str) -> Iterator[str]:
    """What a word that ends in `d` may be the past of: `baked`, `walked`, `OK'd`."""
    if len(word) < 4 or not word.endswith("d"):
        return
    if not word.endswith("dd"):
        yield word[:-1]
    if len(word) > 4 and word.endswith("ed") and not word.endswith("eed"):
        yield word[:-2]
    if len(word) > 5 and re.search(r"([bdgklmnprtvz])\1ed$", word):
        yield word[:-3]
    if len(word) > 4 and word.endswith("ied"):
        yield f"{word[:-3]}y"


def ing_stems(word: str) -> Iterator[str]:
    """What a word that ends in `ing` may be made of: `walking`, `baking`, `hugging`, `panicking`."""
    if len(word) < 5 or not word.endswith("ing"):
        return
    if len(word) > 5:
        yield word[:-3]
    yield f"{word[:-3]}e"
    if len(word) > 5 and _DOUBLED.fullmatch(word[-5:]):
        yield word[:-4]


def with_s(stem: str, *, british: bool) -> str:
    if stem[-1] in "ptkfθ":
        return f"{stem}s"
    if stem[-1] in "szʃʒʧʤ":
        return f"{stem}{_reduced(british)}z"
    return f"{stem}z"


def with_ed(stem: str, *, british: bool) -> str:
    if stem[-1] in "pkfθʃsʧ":
        return f"{stem}t"
    if stem[-1] == "d":
        return f"{stem}{_reduced(british)}d"
    if stem[-1] != "t":
        return f"{stem}d"
    if british or len(stem) < 2:
        return f"{stem}ɪd"
    return f"{_flapped(stem)}ᵻd"


def with_ing(stem: str, *, british: bool) -> str:
    if not british:
        return f"{_flapped(stem)}ɪŋ"
    # the r that a British stem leaves out is said before a vowel
    linking = "ɹ" if stem[-1] in "əː" and not stem.endswith(("iː", "uː")) else ""
    return f"{stem}{linking}ɪŋ"


def _flapped(stem: str) -> str:
    return f"{stem[:-1]}T" if len(stem) > 1 and stem[-1] == "t" and stem[-2] in _FLAPS else stem


def _reduced(british: bool) -> str:
    return "ɪ" if british else "ᵻ"
