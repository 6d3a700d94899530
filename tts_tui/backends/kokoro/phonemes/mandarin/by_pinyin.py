"""Mandarin phonemes: jieba parts a clause into words, pypinyin reads them; Latin words are English."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING

from tts_tui.backends.kokoro.phonemes.english.by_lexicon import by_lexicon
from tts_tui.backends.kokoro.phonemes.mandarin.pinyin import symbols_of
from tts_tui.backends.kokoro.phonemes.mandarin.sandhi import in_context
from tts_tui.backends.kokoro.phonemes.spans import Phonemes
from tts_tui.backends.kokoro.phonemes.unspaced import SymbolSpan, by_words, mark_of

if TYPE_CHECKING:
    from collections.abc import Callable

_RUN = re.compile(
    "(?P<han>[\u3005-\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003134f]+)"
    r"|(?P<latin>[A-Za-z\u00c0-\u024f][A-Za-z\u00c0-\u024f0-9'’.+-]*(?:\s+[A-Za-z\u00c0-\u024f][A-Za-z\u00c0-\u024f'’.-]*)*)"
    r"|(?P<digits>\d)|(?P<other>[^\w\s])"
)
_NUMERALS = re.compile("([零〇一二三四五六七八九十百千万亿点幺]{3,}年?)")
"""A number, which is a word by itself: jieba takes its beginning for a name."""

_DIGITS = "零一二三四五六七八九"
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")


def by_pinyin(text: str) -> Phonemes:
    """The phonemes of a Mandarin text; needs rjieba and pypinyin."""
    return by_words(_LONE_SURROGATE.sub(" ", text), lambda clause: list(_words(clause)))


def warm_up() -> None:
    """Import the dictionaries, which takes half a second."""
    _reader()


@cache
def _reader() -> tuple[Callable[[str], Sequence[str]], Callable[[str], Sequence[str]]]:
    """What parts a text into words, and what gives a word's syllables."""
    import rjieba
    from pypinyin import Style, lazy_pinyin

    def syllables(word: str) -> Sequence[str]:
        return lazy_pinyin(word, style=Style.TONE3, neutral_tone_with_five=True)

    return rjieba.cut, syllables


def _words(clause: str) -> Iterator[SymbolSpan]:
    for run in _RUN.finditer(clause):
        if run["han"]:
            yield from _chinese(run["han"], run.start())
        elif run["latin"]:
            [english] = by_lexicon([run["latin"]], "en-US")
            for word in english.words:
                yield SymbolSpan(
                    run.start() + word.char_start,
                    run.start() + word.char_end,
                    english.symbols[word.start : word.end],
                    word.source,
                )
        elif run["digits"]:
            yield SymbolSpan(*run.span(), _symbols(_reader()[1](_DIGITS[int(run["digits"])])))
        else:
            yield SymbolSpan(*run.span(), mark_of(run[0]))


def _chinese(text: str, at: int) -> Iterator[SymbolSpan]:
    cut, syllables = _reader()
    words = [word for part in _NUMERALS.split(text) if part for word in (_whole(part) or cut(part))]
    for word, sound in zip(words, in_context(words, [list(syllables(word)) for word in words]), strict=True):
        yield SymbolSpan(at, at + len(word), _symbols(sound))
        at += len(word)


def _whole(part: str) -> list[str]:
    """The part as one word, where it is a number."""
    return [part] if _NUMERALS.fullmatch(part) else []


def _symbols(syllables: Sequence[str]) -> str:
    return "".join(map(symbols_of, syllables))
