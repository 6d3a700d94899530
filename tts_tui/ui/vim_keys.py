"""The keys of vi for those whose hands know them: in lists, views and the player they move as the arrow keys do."""

from __future__ import annotations

from typing import Any

from textual import events
from textual.screen import Screen

MOVES = {
    "h": "left",
    "j": "down",
    "k": "up",
    "l": "right",
    "g": "home",
    "G": "end",
    "ctrl+d": "pagedown",
    "ctrl+u": "pageup",
}

LETTERS = {arrow: letter for letter, arrow in MOVES.items()}
"""By the key that they move as."""

SIGNS = str.maketrans({"←": "h", "↓": "j", "↑": "k", "→": "l"})
"""Of those keys in what a widget tells of its own."""


def as_arrow(event: events.Event, screen: Screen[Any]) -> events.Event:
    """The key that is meant: where one of these is typed, or a command has it, it stays what it is."""
    if not isinstance(event, events.Key) or (move := MOVES.get(event.key)) is None:
        return event
    focused = screen.focused
    typed = focused is None or focused.check_consume_key(event.key, event.character)
    return event if typed or event.key in screen.active_bindings else events.Key(move, None)
