"""Which phonemes of a clause belong to which of its words."""

from __future__ import annotations

from collections.abc import Sequence

Span = tuple[int, int]


def align(words: Sequence[str], clause: str) -> list[Span]:
    """The span of each word in the phonemes of the whole clause, in order and apart.

    A clause isn't just its words in a row: espeak-ng joins some (`of the`), and sounds change at the seams. If the
    groups between spaces are as many as the words alone have, they are matched one by one, else the symbols are
    matched by edit distance.

    Args:
        words: the phonemes of each word by itself.
        clause: the phonemes of the clause.

    Returns:
        start and end in `clause`, never falling; a word that left no trace has an empty span after the one before.
    """
    counts = [len(word.split()) for word in words]
    groups = _groups(clause)
    if sum(counts) == len(groups):
        spans: list[Span | None] = []
        for count in counts:
            mine, groups = groups[:count], groups[count:]
            spans.append((mine[0][0], mine[-1][1]) if mine else None)
    else:
        spans = _by_symbols(words, clause)
    return _without_gaps(spans)


def _without_gaps(spans: Sequence[Span | None]) -> list[Span]:
    filled: list[Span] = []
    for span in spans:
        before = filled[-1][1] if filled else 0
        filled.append(span or (before, before))
    return filled


def _groups(clause: str) -> list[Span]:
    spans = []
    at = 0
    for group in clause.split():
        at = clause.index(group, at)
        spans.append((at, at + len(group)))
        at += len(group)
    return spans


def _by_symbols(words: Sequence[str], clause: str) -> list[Span | None]:
    symbols = [(symbol, index) for index, word in enumerate(words) for symbol in word if symbol != " "]
    spans: list[Span | None] = [None] * len(words)
    for (_, word), at in _matches([symbol for symbol, _ in symbols], clause, symbols):
        known = spans[word]
        spans[word] = (min(known[0], at), max(known[1], at + 1)) if known else (at, at + 1)
    return spans


def _matches(
    ours: Sequence[str], clause: str, symbols: Sequence[tuple[str, int]]
) -> list[tuple[tuple[str, int], int]]:
    """Pairs of a word's symbol and an index of the clause on the cheapest path; a changed symbol costs less than
    one left out and one put in, so that a word whose sounds changed keeps its place; a space matches nothing."""
    rows = [[2 * column for column in range(len(clause) + 1)]]
    for row, symbol in enumerate(ours, 1):
        above = rows[-1]
        current = [2 * row]
        for column, other in enumerate(clause, 1):
            change = 0 if symbol == other else 9 if other == " " else 3
            current.append(min(above[column - 1] + change, above[column] + 2, current[-1] + 2))
        rows.append(current)
    pairs = []
    row, column = len(ours), len(clause)
    while row and column:
        symbol, other = ours[row - 1], clause[column - 1]
        change = 0 if symbol == other else 9 if other == " " else 3
        if rows[row][column] == rows[row - 1][column - 1] + change:
            row, column = row - 1, column - 1
            pairs.append((symbols[row], column))
        elif rows[row][column] == rows[row - 1][column] + 2:
            row -= 1
        else:
            column -= 1
    return pairs
