"""Japanese phonemes: haqumei tells the words of a clause and how each is pronounced."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from threading import Lock
from typing import TYPE_CHECKING, Any

from tts_tui.backends.kokoro.phonemes.japanese.kana import symbols_of
from tts_tui.backends.kokoro.phonemes.spans import Phonemes
from tts_tui.backends.kokoro.phonemes.unspaced import SymbolSpan, by_words, mark_of

if TYPE_CHECKING:
    from haqumei import Haqumei

_one_at_a_time = Lock()

_LONG = frozenset(["動詞", "形容詞", "感動詞", "助動詞", "副詞"])
"""Kinds of words in which two like vowels are one long one; in nouns they are of two characters: 委員."""

_TWO_OF_ONE = re.compile(r"([ie])\1(?!\1)")
_SCALES = ("セン", "ゼン", "マン", "オク", "チョー")
"""Numerals after which a number begins again: a thousand, ten thousand and what follows."""

_DEVOICED = "’"
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(slots=True)
class _Word:
    start: int
    end: int
    kana: str
    kind: str
    sort: str
    """The kind within the kind."""


def by_reading(text: str) -> Phonemes:
    """The phonemes of a Japanese text; needs haqumei."""
    return by_words(text, _words)


def warm_up() -> None:
    """Unpack the dictionary, which takes half a second."""
    with _one_at_a_time:
        _reader()


@cache
def _reader() -> Haqumei:
    from haqumei import Haqumei, IuPronunciation

    return Haqumei(normalize_iu=IuPronunciation.YuuBase)


def _words(clause: str) -> Sequence[SymbolSpan]:
    clause = _LONE_SURROGATE.sub(" ", clause)
    with _one_at_a_time:
        entries = _reader().g2p_mapping_detailed(clause)
    return [_sound(group, clause) for group in _joined(_read(entries))]


def _read(entries: Sequence[Any]) -> Iterator[_Word]:
    for each in entries:
        start, end = each.char_span
        kana = "" if each.is_unknown and each.pron == "、" else each.pron.replace(_DEVOICED, "")
        yield _Word(start, end, kana, each.pos, each.pos_group1)


def _joined(words: Iterator[_Word]) -> list[list[_Word]]:
    """The words, those together that are said as one."""
    groups: list[list[_Word]] = []
    for word in words:
        if groups and _belongs(groups[-1][-1], word):
            groups[-1].append(word)
        else:
            groups.append([word])
    return groups


def _belongs(before: _Word, word: _Word) -> bool:
    """Figures and what they count, a verb and its endings, and what begins or ends with a doubled consonant."""
    if not before.kana or not word.kana or "記号" in (before.kind, word.kind):
        return False
    if word.start == before.start:  # of one figure: 二十 of `20`
        return True
    if before.sort == "数":
        return word.sort in ("数", "接尾") and not before.kana.endswith(_SCALES)
    if word.kana[0] == "ッ" or before.kana[-1] == "ッ":
        return True
    if before.kind in ("動詞", "形容詞"):
        return (
            word.kind == "助動詞"
            or (word.kind == "動詞" and word.sort == "接尾")
            or (word.sort == "接続助詞" and word.kana[0] in "テデバ")
        )
    return word.kind == "助動詞" and word.kana == "タ"


def _sound(group: list[_Word], clause: str) -> SymbolSpan:
    start, end = group[0].start, group[-1].end
    kana = "".join(word.kana for word in group)
    if clause[start : start + 1].isascii():  # the names of letters, as they are said
        kana = kana.replace("エイ", "エー")
    if not (symbols := symbols_of(kana)):
        return SymbolSpan(start, end, mark_of(clause[start:end]))
    if group[0].kind in _LONG:
        symbols = _TWO_OF_ONE.sub(r"\1ː", symbols)
    if kana.endswith("ユウ") and group[0].kind != "名詞":
        symbols = symbols[:-1] + "ː"
    return SymbolSpan(start, end, symbols)
