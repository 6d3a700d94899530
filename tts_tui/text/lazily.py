"""Patterns that are compiled when they are first used: all of them at once are too dear for a start."""

from __future__ import annotations

import re
from functools import cache
from typing import Any, cast

compiled = cache(re.compile)
"""A pattern, compiled once: of those that it compiles, `re` itself keeps 512, fewer than one language has."""


class _Lazy:
    """Stands for a pattern; whatever is asked of it is the pattern's, and kept."""

    def __init__(self, written: str, flags: int) -> None:
        self._written = written
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        value = getattr(compiled(self._written, self._flags), name)
        setattr(self, name, value)
        return value


def lazily(written: str, flags: int = 0) -> re.Pattern[str]:
    """A pattern as `re.compile` gives it, for all that its methods and attributes tell."""
    return cast("re.Pattern[str]", _Lazy(written, flags))
