"""Which characters of a stretch the characters of what replaces it come from."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from itertools import accumulate

_WORD = re.compile(r"\S+")
_NO_LETTER = re.compile(r"[\W_]+")

_MOST = 40
"""Written words that one replacement may stand for, to be told apart: no date or sum of money has more."""

_SPELLED = 8
"""Letters of the longest word that is spelled."""

_Span = tuple[int, int]


def spread(new: str, old: str) -> list[int]:
    """For each character of `new`, the index in `old` that it stands for: never falling, from the first to the last.

    Where several words are replaced, words go to words: of `$5 million`, said as `five million dollars`, the first
    belongs to `$5` and the others to `million`.
    """
    last = max(len(old) - 1, 0)
    words = [word.span() for word in _WORD.finditer(old) if _letters(word[0])] if " " in new else []
    if 1 < len(words) <= _MOST and (wording := [word.span() for word in _WORD.finditer(new)]):
        return _word_by_word(new, old, _shared_out(new, wording, old, words))
    return _evenly(len(new), 0, last)


def _evenly(count: int, first: int, last: int) -> list[int]:
    width, steps = last - first, max(count - 1, 1)
    return [first + index * width // steps for index in range(count)] if width else [first] * count


def _word_by_word(new: str, old: str, groups: Sequence[tuple[_Span, _Span]]) -> list[int]:
    """Characters of each group of said words evenly over its written word; spaces stay with what is before them."""
    places: list[int] = []
    for number, ((_, end), (first, behind)) in enumerate(groups):
        first = first if number else 0
        last = behind - 1 if number + 1 < len(groups) else len(old) - 1
        places += [places[-1]] * (min(groups[number][0][0], len(new)) - len(places)) if places else []
        places += _evenly(end - len(places), first, last)
    return places + [len(old) - 1] * (len(new) - len(places))


def _shared_out(
    new: str, wording: Sequence[_Span], old: str, words: Sequence[_Span]
) -> list[tuple[_Span, _Span]]:
    """Runs of said words, each with the written word that it belongs to; both in order."""
    owners: list[int] = []
    before = -1
    for written, (start, end) in enumerate([*words, (len(old), len(old))]):
        # what is written as it is said, too, holds its place; between two such the others are shared out
        same = (
            _found(new, wording, len(owners), _letters(old[start:end]))
            if start < len(old)
            else (len(wording), 0)
        )
        if same is None:
            continue
        number, count = same
        between = list(range(before + 1, written)) or [before if before >= 0 else written]
        run = wording[len(owners) : number]
        owners += _proportional(run, [words[each] for each in between], between)
        owners += [written] * count
        before = written
    groups: list[tuple[_Span, _Span]] = []
    for (start, end), owner in zip(wording, owners, strict=True):
        if groups and groups[-1][1] == words[owner]:
            groups[-1] = (groups[-1][0][0], end), words[owner]
        else:
            groups.append(((start, end), words[owner]))
    return groups


def _found(new: str, wording: Sequence[_Span], begin: int, letters: str) -> tuple[int, int] | None:
    """The first of the said words, and how many, that are written with these letters: `P M` for `p.m.`."""
    for number in range(begin, len(wording)):
        joined = ""
        for count, (start, end) in enumerate(wording[number : number + _SPELLED], 1):
            joined += _letters(new[start:end])
            if joined == letters:
                return number, count
            if not letters.startswith(joined):
                break
    return None


def _proportional(run: Sequence[_Span], words: Sequence[_Span], names: Sequence[int]) -> list[int]:
    """To which of the written words each said one belongs, by their lengths.

    None is passed over while there are enough."""
    letters = sum(end - start for start, end in run)
    ends = list(accumulate(end - start for start, end in words))
    owners: list[int] = []
    done = 0
    for number, (start, end) in enumerate(run):
        middle = (done + (end - start) / 2) * ends[-1] / letters
        place = min(bisect_left(ends, middle), len(words) - 1)
        if len(run) >= len(words):
            place = min(place, owners[-1] + 1 if owners else 0)
            place = max(place, len(words) - (len(run) - number))
        owners.append(max(place, owners[-1] if owners else 0))
        done += end - start
    return [names[place] for place in owners]


def _letters(word: str) -> str:
    return _NO_LETTER.sub("", word).casefold()
