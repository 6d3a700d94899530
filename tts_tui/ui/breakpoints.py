"""The classes that a screen has for its size."""

from __future__ import annotations

from typing import Any

from textual.screen import Screen


def begin_in_size(screen: Screen[Any]) -> None:
    """Give a screen those of its breakpoints before it is painted: Textual gives them after the first paint,

    which shows for a moment what the screen looks like in no size at all.
    """
    every = (screen.HORIZONTAL_BREAKPOINTS, screen.VERTICAL_BREAKPOINTS)
    for length, breakpoints in zip(screen.app.size, every, strict=True):
        reached = [name for least, name in sorted(breakpoints or ()) if least <= length]
        screen.add_class(*reached[-1:], update=False)
