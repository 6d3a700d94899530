"""What every match of a pattern holds, read off the pattern: most are passed over by it without being sought."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache, reduce
from operator import or_
from typing import Any

_MOST = 4
"""Sets of characters that are kept of a pattern: the rarest tell enough."""

_WIDEST = 30
"""Characters of a range that is still written out."""

_ASCII = 128


@cache
def needed(pattern: re.Pattern[str] | str) -> tuple[int, ...]:
    """Sets of characters, of each of which a text has one in which the pattern matches; none where nothing is certain.

    They are as `characters` gives them: one that has no bit in common with a text's says that there is no match.
    """
    written, flags = (pattern, 0) if isinstance(pattern, str) else (pattern.pattern, pattern.flags)
    parsed = _parsed(written, flags)
    if parsed.state.flags & re.IGNORECASE:
        return ()
    found = {each for each in _of_all(parsed) if each & _DIGITS != _DIGITS}
    return tuple(sorted(found, key=_weight)[:_MOST])


@cache
def compiled(pattern: re.Pattern[str] | str) -> re.Pattern[str]:
    """The pattern, compiled once; quick where `needed` was asked just before. What it returns knows no `pattern`."""
    if not isinstance(pattern, str):
        return pattern
    from re import _compiler  # type: ignore[attr-defined]

    found: re.Pattern[str] = _compiler.compile(_parsed(pattern, 0))
    return found


@lru_cache(1)
def _parsed(written: str, flags: int) -> Any:
    """What a pattern is made of, which is half of compiling it."""
    from re import _parser  # type: ignore[attr-defined]  # no public module tells

    return _parser.parse(written, flags)


def characters(text: Iterable[str]) -> int:
    """The characters of a text, a bit each; those beyond ASCII share theirs with others."""
    bits = 0
    for character in frozenset(text):
        bits |= _bit(ord(character))
    return bits


def _bit(code: int) -> int:
    return 1 << (code if code < _ASCII else _ASCII + code % _ASCII)


_DIGITS = characters("0123456789")
_COMMON = _DIGITS | characters("etaoinshrdlu ,.")
"""What nearly every text has that is looked through."""


def _weight(characters: int) -> int:
    """How likely a text has one of them."""
    return 10 * (characters & _COMMON).bit_count() + characters.bit_count()


def _of_all(parts: Iterable[tuple[Any, Any]]) -> list[int]:
    return [each for kind, value in parts for each in _of(kind.name, value)]


def _of(kind: str, value: Any) -> Sequence[int]:
    """What a part of a pattern needs, as Python's parser names and nests it."""
    match kind:
        case "LITERAL":
            return (_bit(value),)
        case "IN":
            return _of_class(value)
        case "SUBPATTERN":
            return () if value[1] & re.IGNORECASE else _of_all(value[3])
        case "MAX_REPEAT" | "MIN_REPEAT" | "POSSESSIVE_REPEAT":
            return _of_all(value[2]) if value[0] else ()
        case "ATOMIC_GROUP":
            return _of_all(value)
        case "ASSERT":
            return _of_all(value[1])
        case "BRANCH":
            each = [_of_all(branch) for branch in value[1]]
            return (reduce(or_, (min(sets, key=_weight) for sets in each)),) if all(each) else ()
    return ()


def _of_class(parts: Iterable[tuple[Any, Any]]) -> Sequence[int]:
    bits = 0
    for kind, value in parts:
        if kind.name == "LITERAL":
            bits |= _bit(value)
        elif kind.name == "RANGE" and value[1] - value[0] < _WIDEST:
            bits |= reduce(or_, map(_bit, range(value[0], value[1] + 1)))
        else:
            return ()
    return (bits,)
