"""Where a line of text may be broken without tearing a phrase apart, and whether it fits into a subtitle."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

LINE = 42
"""Columns of a subtitle's line, two of which are a subtitle: what broadcasters allow (Netflix, BBC)."""

_SENTENCE_ENDS = re.compile(r"[.!?…。！？]['\"”’»)\]]*$")
_CLAUSE_ENDS = re.compile(r"[,;:—–、，；：]['\"”’»)\]]*$")

# Words that belong to what follows them: articles, prepositions, conjunctions, possessives, auxiliaries.
_LEADING = frozenset(
    """
    a an the this that these those my your his her its our their some any no every each
    of to in on at by for with from into onto over under about after before between through without within than as
    and or but nor so yet if when while because although though unless until since where which who whose whom what how
    is are was were be been has have had do does did will would can could shall should may might must not very
    der die das den dem des ein eine einen einem einer und oder aber weil dass wenn mit von zu im am auf für bei nach
    le la les un une des du de et ou mais que qui dans sur pour par avec sans au aux ce cette ces
    el los las unos y o pero con sin en por para del al il lo gli uno e ma che di da su per tra os um uma com sem
    """.split()  # noqa: SIM905 (to be read as words)
)


def columns(text: str) -> int:
    """How wide it is, in columns of a fixed font: a character of Chinese, Japanese or Korean takes two."""
    return sum(2 if unicodedata.east_asian_width(each) in "WF" else 1 for each in text)


def cost_of_break(before: str, after: str) -> int:
    """How much a break between two words, with the marks at them, disturbs: 0 between sentences, 4 within a phrase."""
    if _SENTENCE_ENDS.search(before):
        return 0
    if _CLAUSE_ENDS.search(before):
        return 1
    if before.lower().strip("'\"“”‘’«»([") in _LEADING:
        return 4
    return 2 if after.lower().strip("'\"“”‘’«»([") in _LEADING else 3


def in_two_lines(words: Sequence[str], spaced: Sequence[bool]) -> tuple[list[str], int] | None:
    """The words in one line, or in two that each fit, broken before a phrase and about as long as each other.

    Args:
        spaced: whether a space stands before each word.

    Returns:
        The lines, and the `cost_of_break` between them; None if they take more lines. A single word is never broken,
        however long it is.
    """

    def joined(start: int, end: int) -> str:
        text = "".join((" " if spaced[at] else "") + words[at] for at in range(start, end))
        return " ".join(text.split())

    whole = joined(0, len(words))
    if columns(whole) <= LINE or len(words) < 2:
        return [whole], 0
    best: tuple[int, int] | None = None
    lines: list[str] = []
    for cut in range(1, len(words)):
        first, second = joined(0, cut), joined(cut, len(words))
        widths = columns(first), columns(second)
        if max(widths) > LINE:
            continue
        cost = cost_of_break(words[cut - 1], words[cut]), abs(widths[0] - widths[1])
        if best is None or cost < best:
            best, lines = cost, [first, second]
    return (lines, best[0]) if best else None
