"""Word times moved from a call's own clock and text to those of the whole audio and the user's text."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import replace
from operator import itemgetter

from tts_tui.speech.chunk import WordTime
from tts_tui.studio.plan import Call
from tts_tui.text.lazily import lazily
from tts_tui.text.markup.marked import INVISIBLE
from tts_tui.text.scripts import CJK, has_cjk

WORD = lazily(
    rf"(?:[\u3400-\u9fff々]{{1,4}}|[\u30a1-\u30ff]+)[\u3041-\u309f]{{0,4}}|[\u3041-\u309f]{{1,5}}|[^\s{CJK}]*[^\W{CJK}][^\s{CJK}]*"
)
"""What is taken for a word where only its length tells how long it lasts; without spaces, a stretch of characters."""

WRITTEN = re.compile(r"(?:(?!--|[—…\s]|(?<!\d)–|–(?!\d)).)+", re.S)
"""What is written as one word: a dash parts words, but not `40–60°C`."""

_UNSPACED = lazily(rf"[{CJK}]|(?:(?!--|[—…\s{CJK}]|(?<!\d)–|–(?!\d)).)+", re.S)
"""The same in scripts without spaces, where each character may begin a word."""

_EDGE = lazily(rf"[{CJK}\u3001-\u303f，！？：；（）“”]")
"""A character of these scripts, or a mark of theirs: beside it a word may begin."""

_OPENING = "「『（《〈【“(["

_TOLERATED = 1.05
_TOLERATED_SECONDS = 0.1
"""How much longer than the sound the times of a vendor may be, of it and in seconds, before they aren't believed."""


class WrittenWords:
    """The words of a call as they are written: `$100` is said in two words, and told as one.

    Their character spans rise and never overlap.
    """

    def __init__(self, call: Call) -> None:
        self._call = call
        text, base = call.segment.text, call.segment.start
        pattern = _UNSPACED if has_cjk(text) else WRITTEN
        self._spans = [(base + word.start(), base + word.end()) for word in pattern.finditer(text)]
        self._begun: WordTime | None = None
        self._place = -1
        self._end = base

    def add(self, words: Iterable[WordTime], start: float) -> list[WordTime]:
        """The written words that are complete with these.

        Args:
            words: in the call's own text and seconds.
            start: where the call's first sample lies in the whole audio, in seconds; what was cut before it counts.
        """
        offsets, base = self._call.normalized.offsets, self._call.segment.start
        done: list[WordTime] = []
        for word in words:
            first = max(base + offsets[word.char_start], self._end)
            last = max(base + offsets[word.char_end - 1] + 1, first)
            begin = max(0.0, start + word.start)
            end = max(begin, start + word.end)
            while first < last and self._call.segment.text[first - base].isspace():
                first += 1
            place = bisect_right(self._spans, first, key=itemgetter(0)) - 1
            place = place if first < last else self._place
            if self._begun and place == self._place:
                self._begun = replace(
                    self._begun, end=max(self._begun.end, end), char_end=max(self._begun.char_end, last)
                )
            elif first < last:
                done += self.finish()
                self._begun, self._place = WordTime("", begin, end, first, last), place
            if self._begun and not self._goes_on(self._begun.char_end):
                done += self.finish()
        return done

    def finish(self) -> list[WordTime]:
        """The word that waits for more of it, if one does."""
        word, self._begun = self._begun, None
        if word is None:
            return []
        self._end = word.char_end
        base = self._call.segment.start
        # what stands for `°C - ` ends behind its space
        written = self._call.segment.text[word.char_start - base : word.char_end - base].rstrip()
        return [replace(word, text=written.replace(INVISIBLE, ""), char_end=word.char_start + len(written))]

    def _goes_on(self, at: int) -> bool:
        """Whether letters or digits of the written word follow."""
        base = self._call.segment.start
        end = self._spans[self._place][1] if self._place >= 0 else at
        return any(map(str.isalnum, self._call.segment.text[at - base : end - base]))


def written_words(text: str, begins: Iterable[int] = ()) -> list[tuple[int, int]]:
    """The spans of what is written as one word.

    Args:
        begins: where words are known to begin; only where no spaces are written they part anything.
    """
    spans = [word.span() for word in WRITTEN.finditer(text)]
    if not has_cjk(text):
        return spans
    places = {
        _before_brackets(text, place) for place in begins if _EDGE.search(text, max(place - 1, 0), place + 1)
    }
    parts: list[tuple[int, int]] = []
    for start, end in spans:
        inner = sorted(place for place in places if start < place < end)
        parts += zip([start, *inner], [*inner, end], strict=True)
    return parts


def _before_brackets(text: str, place: int) -> int:
    while place and text[place - 1] in _OPENING:
        place -= 1
    return place


def believable(words: Sequence[WordTime], start: float, seconds: float) -> bool:
    """Whether words end with the sound that they are said in.

    Args:
        start: of the sound, in seconds of the whole audio.
        seconds: its length, with the silence that was cut from it.
    """
    return not words or words[-1].end - start <= seconds * _TOLERATED + _TOLERATED_SECONDS


def squeezed(words: Sequence[WordTime], start: float, end: float) -> list[WordTime]:
    """Words at the same distances, in the time from `start` to `end`, in seconds."""
    first, last = words[0].start, words[-1].end
    scale = (end - start) / (last - first) if last > first else 0.0
    return [
        replace(
            word,
            start=start + (word.start - first) * scale,
            end=start + (word.end - first) * scale,
        )
        for word in words
    ]


def estimated(call: Call, start: float, end: float) -> tuple[WordTime, ...]:
    """Words of a call whose engine tells no times: its seconds shared out by letters."""
    text, base = call.segment.text, call.segment.start
    matches = list(WORD.finditer(text))
    letters = sum(len(match.group()) + 1 for match in matches)
    words, at = [], start
    for match in matches:
        until = at + (end - start) * (len(match.group()) + 1) / letters
        written = match[0].replace(INVISIBLE, "")
        words.append(WordTime(written, at, until, base + match.start(), base + match.end()))
        at = until
    return tuple(words)
