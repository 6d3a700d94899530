"""What Japanese and Mandarin share: a text without spaces, its words said one by one, apart by spaces."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from tts_tui.backends.kokoro.phonemes.pieces import marked, pieces
from tts_tui.backends.kokoro.phonemes.spans import Phonemes, PhonemeSpan
from tts_tui.backends.kokoro.phonemes.symbols import from_user
from tts_tui.speech.pronunciation import Source

_MARKS = {
    **dict.fromkeys("。．｡.", "."),
    **dict.fromkeys("、，､,", ","),
    **dict.fromkeys("！!", "!"),
    **dict.fromkeys("？?", "?"),
    **dict.fromkeys("：:", ":"),
    **dict.fromkeys("；;", ";"),
    **dict.fromkeys("…‥", "…"),
    **dict.fromkeys("〜～—―–", "—"),
    **dict.fromkeys("「『《〈【〖｢“«", "“"),
    **dict.fromkeys("」』》〉】〗｣”»", "”"),
    **dict.fromkeys("（〔［(", "("),
    **dict.fromkeys("）〕］)", ")"),
}
_OPENING = frozenset("“(")


@dataclass(frozen=True, slots=True)
class SymbolSpan:
    """clause[start:end] is said by these symbols.

    Attributes:
        apart: a space stands before it.
    """

    start: int
    end: int
    symbols: str
    source: Source = "lexicon"
    apart: bool = True


def mark_of(characters: str) -> str:
    """The model's mark for the first of these that has one; empty where none has."""
    return next((_MARKS[each] for each in characters if each in _MARKS), "")


def by_words(text: str, words_of: Callable[[str], Sequence[SymbolSpan]]) -> Phonemes:
    """The phonemes of a text whose words `words_of` tells, clause by clause.

    Args:
        words_of: gives the words of a clause in order. Those that are marks have no letter among their symbols.
    """
    parts: list[str] = []
    words: list[PhonemeSpan] = []
    length = 0
    last = ""
    for sound in _all(text, words_of):
        if not sound.symbols:
            continue
        is_mark = not any(map(str.isalpha, sound.symbols))
        if is_mark and sound.symbols == last and sound.symbols not in "!?":  # as many as one
            continue
        apart = _apart(sound, last, is_mark) if last else ""
        parts += (apart, sound.symbols)
        length += len(apart) + len(sound.symbols)
        last = sound.symbols if is_mark else sound.symbols[-1]
        if not is_mark:
            span = length - len(sound.symbols), length
            words.append(PhonemeSpan(sound.start, sound.end, *span, sound.source))
    return Phonemes("".join(parts), tuple(words))


def _apart(sound: SymbolSpan, last: str, is_mark: bool) -> str:
    """What stands between a word or mark and the one before: a space, but none before a closing mark."""
    if last[-1] in _OPENING or (is_mark and sound.symbols[0] not in _OPENING and sound.symbols[0] != "—"):
        return ""
    return " " if sound.apart or last[-1] in ".,!?:;…—”)" else ""


def _all(text: str, words_of: Callable[[str], Sequence[SymbolSpan]]) -> list[SymbolSpan]:
    found: list[SymbolSpan] = []
    for piece in pieces(marked(text)):
        if piece.mark:
            found += (SymbolSpan(piece.start, piece.end, mark) for mark in piece.symbols)
        elif piece.symbols:
            found.append(SymbolSpan(piece.start, piece.end, from_user(piece.symbols), "user"))
        else:
            found += (
                SymbolSpan(
                    piece.start + sound.start,
                    piece.start + sound.end,
                    sound.symbols,
                    sound.source,
                    sound.apart,
                )
                for sound in words_of(text[piece.start : piece.end])
            )
    return found
