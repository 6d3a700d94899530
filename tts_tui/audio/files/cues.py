"""Words grouped into subtitles."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise

from tts_tui.audio.files.phrases import cost_of_break, in_two_lines
from tts_tui.speech.chunk import WordTime

_CUE_SECONDS = 7.0  # what broadcasters allow

_SILENCE = 1.0  # seconds without a word end a subtitle anywhere


@dataclass(frozen=True, slots=True)
class Cue:
    """A subtitle: seconds from, seconds to, its text in one line, and the same in two at most, as it is shown.

    Attributes:
        words: each with the space before it, and when it is spoken.
    """

    start: float
    end: float
    text: str
    lines: Sequence[str]
    words: Sequence[tuple[str, float, float]] = ()


@dataclass(frozen=True, slots=True)
class _Token:
    """A word as it is read: with the punctuation at it, whether a space precedes it, whether it begins a sentence."""

    word: WordTime
    text: str
    spaced: bool
    begins: bool = False


def cues(words: Iterable[WordTime], text: str = "", sentences: Sequence[int] = ()) -> Iterator[Cue]:
    """Group words into subtitles: a sentence each, long ones parted at their commas or before a phrase.

    Args:
        words: with times in the file; a few are held at a time.
        text: what the words' character indices count in; its punctuation is taken over. Without it the words
            are joined by spaces.
        sentences: where each begins in the text, rising; headings, lines and paragraphs begin one too.
    """
    held: list[_Token] = []
    for token in _tokens(words, text, sentences):
        if held and _ends(held, token):
            yield _cue(held)
            held = []
        while held and _overflows(held, token):
            cut = _best_cut(held, token)
            yield _cue(held[:cut])
            held = held[cut:]
        held.append(token)
    if held:
        yield _cue(held)


def _tokens(words: Iterable[WordTime], text: str, sentences: Sequence[int]) -> Iterator[_Token]:
    if not text:
        yield from (_Token(word, word.text, True) for word in words)
        return
    before, spaced, number = "", True, 0
    for word, following in pairwise(chain(words, [None])):
        assert word is not None  # the last alone is
        gap = text[word.char_end : following.char_start if following else None]
        after, opening, space = _shared(gap)
        said = before + text[word.char_start : word.char_end] + after
        reached = bisect_right(sentences, word.char_start)
        yield _Token(word, said, spaced, reached > number)
        before, spaced, number = opening, space, reached


def _shared(gap: str) -> tuple[str, str, bool]:
    """What stands between two words: what belongs to the first, what to the second, whether space is between.

    Punctuation that stands alone, as dashes do, stays with the first. Other things that weren't spoken, such as
    markup, are left out.
    """
    parts = re.split(r"\s+", gap)
    if len(parts) == 1:
        opening = re.search(r"[(\[{«“‘「『（【]*$", gap)
        at = opening.start() if opening else len(gap)
        return gap[:at], gap[at:], False
    alone = "".join(f" {part}" for part in parts[1:-1] if part and not re.search(r"\w", part))
    return parts[0] + alone, parts[-1], True


def _ends(held: list[_Token], following: _Token) -> bool:
    return following.begins or following.word.start - held[-1].word.end >= _SILENCE


def _overflows(held: list[_Token], following: _Token) -> bool:
    long = _lines([*held, following]) is None
    return long or following.word.end - held[0].word.start > _CUE_SECONDS


def _best_cut(held: list[_Token], following: _Token) -> int:
    """How many tokens to show before the rest: where that and the break in them disturb the least, and late."""

    def cost(cut: int) -> tuple[int, int]:
        after = held[cut] if cut < len(held) else following
        lines = _lines(held[:cut])
        return cost_of_break(held[cut - 1].text, after.text) + (lines[1] if lines else 0), -cut

    return min(range(max(1, len(held) // 2), len(held) + 1), key=cost)


def _cue(tokens: Sequence[_Token]) -> Cue:
    text = _text(tokens)
    end = max(token.word.end for token in tokens)
    lines = _lines(tokens)
    words = [
        (" " * (token.spaced and at > 0) + token.text, token.word.start, token.word.end)
        for at, token in enumerate(tokens)
    ]
    return Cue(tokens[0].word.start, end, text, lines[0] if lines else [text], words)


def _lines(tokens: Sequence[_Token]) -> tuple[list[str], int] | None:
    return in_two_lines([token.text for token in tokens], [token.spaced for token in tokens])


def _text(tokens: Sequence[_Token]) -> str:
    joined = "".join((" " if token.spaced else "") + token.text for token in tokens)
    return " ".join(joined.split())
