"""What a text must have where a pattern of a rule shall match, so that hundreds of rules needn't be tried, or compiled.

`bench/make_required.py` reads it from the patterns. A pattern that it hasn't seen is tried on every text.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence, Set
from functools import cache
from pathlib import Path
from typing import NamedTuple
from zlib import crc32


class Requirement(NamedTuple):
    """One of these characters, or of these longer strings."""

    characters: frozenset[str]
    strings: Sequence[str]


def may_match(pattern: re.Pattern[str] | str, text: str, characters: Set[str]) -> bool:
    """Whether a text has all that the pattern requires.

    Args:
        characters: all that the text has.
    """
    for one_of, strings in requirements(pattern):
        if one_of.isdisjoint(characters):
            for string in strings:
                if string in text:
                    break
            else:
                return False
    return True


def key(pattern: re.Pattern[str] | str) -> str:
    """Under which a pattern's requirements are kept."""
    written, flags = (pattern, 0) if isinstance(pattern, str) else (pattern.pattern, pattern.flags)
    return f"{crc32(written.encode('utf-8', 'surrogatepass')):08x}{flags & ~re.UNICODE:x}"


@cache
def requirements(pattern: re.Pattern[str] | str) -> Sequence[Requirement]:
    """What a text must have all of; of a pattern that isn't known, nothing."""
    rows = _table().get(key(pattern), ())
    return [Requirement(frozenset(characters), strings) for characters, *strings in rows]


@cache
def _table() -> Mapping[str, Sequence[Sequence[str]]]:
    file = Path(__file__).parent / "data" / "required.json"
    table: Mapping[str, Sequence[Sequence[str]]] = json.loads(file.read_bytes())
    return table
