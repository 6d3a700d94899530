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
    for row, at in _matches([symbol for symbol, _ in symbols], clause):
        word = symbols[row][1]
        known = spans[word]
        spans[word] = (min(known[0], at), max(known[1], at + 1)) if known else (at, at + 1)
    return spans


BEAM = 32
"""How far from the cheapest path so far a better one is sought, in symbols of the clause: some words' length."""

_OMITTED = 2
_CHANGED = 3
_SPACE = 9
"""What it costs to leave a symbol out or put one in, or to change it: less than one left out and one put in, so that a
word whose sounds changed keeps its place; a space matches nothing."""

_BOTH, _OURS, _CLAUSES = range(3)
"""The last step of the cheapest path to a pair of places: past a symbol of both, of ours, of the clause's."""


def _matches(ours: Sequence[str], clause: str) -> list[Span]:
    """Pairs of an index of ours and one of the clause on the cheapest path, the last first.

    Of each row of the usual table only the columns near the cheapest of the row above are filled, so that time grows
    with the length and not with its square.
    """
    costs = [_OMITTED * column for column in range(min(len(clause), BEAM) + 1)]
    begin = 0
    rows = [(0, [_CLAUSES] * len(costs))]
    for symbol in ours:
        above, before = costs, begin
        centre = before + above.index(min(above))
        begin = max(before, centre - BEAM)
        costs, steps = [], []
        for column in range(begin, min(centre + BEAM, len(clause)) + 1):
            at = column - before
            cost, step = above[at] + _OMITTED if at < len(above) else _NEVER, _OURS
            if costs and costs[-1] + _OMITTED < cost:
                cost, step = costs[-1] + _OMITTED, _CLAUSES
            if 0 < at <= len(above):
                other = clause[column - 1]
                change = 0 if symbol == other else _SPACE if other == " " else _CHANGED
                if above[at - 1] + change <= cost:
                    cost, step = above[at - 1] + change, _BOTH
            costs.append(cost)
            steps.append(step)
        rows.append((begin, steps))
    left = [cost - _OMITTED * column for column, cost in enumerate(costs)]
    return _path(rows, begin + left.index(min(left)))


_NEVER = 1 << 30


def _path(rows: Sequence[tuple[int, list[int]]], column: int) -> list[Span]:
    pairs = []
    row = len(rows) - 1
    while row and column:
        begin, steps = rows[row]
        step = steps[column - begin]
        row -= step != _CLAUSES
        column -= step != _OURS
        if step == _BOTH:
            pairs.append((row, column))
    return pairs
