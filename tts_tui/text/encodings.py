"""Bytes to text, in the encodings that can be told without asking."""

from __future__ import annotations

import codecs
import re

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_STRAY = 0.05
"""Of the characters: NULs that a text may hold, which no voice reads; what holds more is no text."""

_SAMPLE = 4096
"""Bytes by which UTF-16 without a mark is told."""

_WESTERN = tuple(
    map(
        frozenset,
        (
            "äöüß",  # German
            "àâæçéèêëîïôœùûüÿ",  # French
            "áéíñóúüªº",  # Spanish
            "áâãàçéêíóôõúüªº",  # Portuguese
            "àèéìíîòóùú",  # Italian
            "áâéèêëïíóôöúûü",  # Dutch
            "åäöé",  # Swedish, Finnish
            "æøåéèêòóâô",  # Danish, Norwegian
            "áðéíóúýþæö",  # Icelandic
            "àçèéíïòóúü",  # Catalan
        ),
    )
)
_BORROWED = frozenset("áàâäåçéèêëíîïñóôöúùûüß")
"""In names and foreign words, where there are few of them."""

_FEW, _MANY = 0.02, 0.34
"""Of the letters: what borrowed words make at most, and what no language of these reaches."""

_PUNCTUATION = frozenset("“”‘’„–—…•·«»¿¡€£¥§©®™°±×÷½¼¾²³µ†‡\u00a0\u00ad´¨")
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_WRONG = re.compile(
    # a capital in the middle of a word, or a mark that stands in one: the letter of another encoding
    r"[a-z][À-ÖØ-Þ]|[A-Z]{2}[à-ÿ]|[A-Za-z][„“”‘«»•·¿¡€£¥§©®±×÷½¼¾²³µ†‡´¨–—…°][a-z]"
)


def decode(data: bytes) -> str | None:
    """The text that these bytes are: UTF-8, UTF-16 or UTF-32, else Windows-1252 where it is surely that; or None."""
    marked = next((name for mark, name in _MARKS if data.startswith(mark)), "")
    encoding = marked or _without_mark(data)
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        return _western(data) if encoding == "utf-8" else None
    guessed = not marked and encoding != "utf-8"
    return None if text.count("\0") > _STRAY * len(text) or (guessed and _CONTROLS.search(text)) else text


def _without_mark(data: bytes) -> str:
    """UTF-16 where every other byte is mostly zero, else UTF-8."""
    sample = data[:_SAMPLE]
    if len(data) % 2 or b"\0" not in sample:
        return "utf-8"
    pairs = len(sample) // 2
    first, second = sample[::2].count(0) / pairs, sample[1::2].count(0) / pairs
    if second > 0.3 and first < 0.05:
        return "utf-16-le"
    return "utf-16-be" if first > 0.3 and second < 0.05 else "utf-8"


def _western(data: bytes) -> str | None:
    """Windows-1252 (and with it Latin-1), if it reads like a language that was written so."""
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        return None
    if _CONTROLS.search(text) or _WRONG.search(text):
        return None
    special = [
        character for character in text.lower() if character > "\x7f" and character not in _PUNCTUATION
    ]
    share = len(special) / max(1, sum(map(str.isalpha, text)))
    used = frozenset(special)
    known = share <= _MANY and any(used <= letters for letters in _WESTERN)
    return text if known or (share <= _FEW and used <= _BORROWED) else None
