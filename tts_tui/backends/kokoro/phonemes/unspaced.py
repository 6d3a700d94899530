"""What Japanese and Mandarin share: a text without spaces, its words said one by one, apart by spaces."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from tts_tui.backends.kokoro.phonemes.pieces import marked, pieces
from tts_tui.backends.kokoro.phonemes.spans import Phonemes, PhonemeSpan, Source
from tts_tui.backends.kokoro.phonemes.symbols import from_user

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
    for said in _all(text, words_of):
        if not said.symbols:
            continue
        is_mark = not any(map(str.isalpha, said.symbols))
        if is_mark and said.symbols == last and said.symbols not in "!?":  # as many as one
            continue
        apart = _apart(said, last, is_mark) if last else ""
        parts += (apart, said.symbols)
        length += len(apart) + len(said.symbols)
        last = said.symbols if is_mark else said.symbols[-1]
        if not is_mark:
            span = length - len(said.symbols), length
            words.append(PhonemeSpan(said.start, said.end, *span, said.source))
    return Phonemes("".join(parts), tuple(words))


def _apart(said: SymbolSpan, last: str, is_mark: bool) -> str:
    """What stands between a word or mark and the one before: a space, but none before a closing mark."""
    if last[-1] in _OPENING or (is_mark and said.symbols[0] not in _OPENING and said.symbols[0] != "—"):
        return ""
    return " " if said.apart or last[-1] in ".,!?:;…—”)" else ""


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
                    piece.start + said.start, piece.start + said.end, said.symbols, said.source, said.apart
                )
                for said in words_of(text[piece.start : piece.end])
            )
    return found
