"""English phonemes by the lexicons that Kokoro was trained on, word by word."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import partial

from msgspec import structs

from tts_tui.backends.kokoro.phonemes.by_espeak import WORD, symbols_alone
from tts_tui.backends.kokoro.phonemes.english.sentence import Item, SentencePhonemizer, WordSymbols
from tts_tui.backends.kokoro.phonemes.pieces import Piece, marked, pieces
from tts_tui.backends.kokoro.phonemes.spans import Phonemes, PhonemeSpan
from tts_tui.backends.kokoro.phonemes.symbols import from_user

_WORD = re.compile(
    r"(?<!\S)'n'(?!\S)|(?:(?<!\S)'(?=(?:bout|cause|cept|em|fraid|gainst|mongst|neath|nother|pon|round|till?|tis"
    r"|twas|tween|twere|twill|twixt|twould|un)\b))?"
    rf"{WORD.pattern}",
    re.IGNORECASE,
)
"""With the apostrophe of words that begin with one."""

_AT_ONCE = 128
"""Texts whose words are in memory at a time."""


def by_lexicon(texts: Sequence[str], language: str) -> list[Phonemes]:
    """By the lexicons that Kokoro was trained on; espeak-ng says what these don't know.

    Args:
        texts: a sentence or a few each.
        language: en-US or en-GB.
    """
    return [
        each
        for start in range(0, len(texts), _AT_ONCE)
        for each in _together(texts[start : start + _AT_ONCE], language)
    ]


def _together(texts: Sequence[str], language: str) -> Iterator[Phonemes]:
    items = [list(_items(text)) for text in texts]
    espeak = partial(symbols_alone, language=language)
    sound = SentencePhonemizer(language, espeak).say(
        [
            [Item(text[one.start : one.end], one.symbols) for one in each]
            for text, each in zip(texts, items, strict=True)
        ]
    )
    return (_joined(each, symbols) for each, symbols in zip(items, sound, strict=True))


def _joined(items: Sequence[Piece], sound: Sequence[WordSymbols]) -> Phonemes:
    symbols = ""
    words: list[PhonemeSpan] = []
    for item, spoken in zip(items, sound, strict=True):
        if not spoken.symbols:
            continue
        if item.spaced and symbols and not symbols.endswith(" "):
            symbols += " "
        offset = len(symbols)
        symbols += spoken.symbols
        if not item.mark:
            words.append(PhonemeSpan(item.start, item.end, offset, len(symbols), spoken.source))
    return Phonemes(symbols, tuple(words))


def _items(text: str) -> Iterator[Piece]:
    """The marks and words of a text, in order."""
    text = marked(text)
    for piece in pieces(text):
        if piece.mark:
            yield piece
        elif piece.symbols:
            yield structs.replace(piece, symbols=from_user(piece.symbols, english=True))
        else:
            done, spaced = piece.start, piece.spaced
            for word in _WORD.finditer(text, piece.start, piece.end):
                spaced |= any(map(str.isspace, text[done : word.start()]))
                yield Piece(word.start(), word.end(), spaced)
                done, spaced = word.end(), False
