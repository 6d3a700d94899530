"""Neighbours that tell which reading of a homograph is meant, whatever else is around: tear gas, black bass, read-only.

Rows of `data/homograph_cues.tsv`: the word, its reading, where the neighbour stands, and the neighbours. `before` and
`after` are right beside it, `before-` and `after-` behind a hyphen, `near` is within `_NEAR` words.
"""

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

_NEAR = 4


class _Cue(NamedTuple):
    label: str
    place: str
    neighbours: frozenset[str]


@cache
def _cues() -> dict[str, list[_Cue]]:
    found: dict[str, list[_Cue]] = {}
    table = Path(__file__).parent / "data" / "homograph_cues.tsv"
    for line in table.read_text(encoding="utf-8").splitlines():
        word, label, place, neighbours = line.split("\t")
        found.setdefault(word, []).append(_Cue(label, place, frozenset(neighbours.split())))
    return found


def cued(words: Sequence[str], i: int) -> str | None:
    """The label of word i's reading where its neighbours tell it; None where none does, or two contradict."""
    cues = _cues().get(words[i].lower())
    if cues is None:
        return None
    telling = {cue.label for cue in cues if _stands(cue, words, i)}
    return telling.pop() if len(telling) == 1 else None


def _stands(cue: _Cue, words: Sequence[str], i: int) -> bool:
    if cue.place == "near":
        around = (*words[max(0, i - _NEAR) : i], *words[i + 1 : i + 1 + _NEAR])
        return any(word.lower() in cue.neighbours for word in around)
    step = 1 if cue.place.startswith("after") else -1
    at = i + step
    if cue.place.endswith("-"):
        if not (0 <= at < len(words) and words[at] == "-"):
            return False
        at += step
    return 0 <= at < len(words) and words[at].lower() in cue.neighbours
