"""A guard for screens that are dismissed twice: by a key and by the click that came with it.

Textual would take away what lies below, or end the window where nothing does. Its palette does so itself.
"""

from __future__ import annotations

from typing import Any

from textual.await_complete import AwaitComplete
from textual.screen import Screen

_dismiss = Screen.dismiss


def _dismiss_the_topmost(self: Screen[Any], result: Any = None) -> AwaitComplete:
    if self.app.screen is self:
        return _dismiss(self, result)
    done: AwaitComplete = AwaitComplete.nothing()  # type: ignore[no-untyped-call]
    return done


def guard() -> None:
    """For every screen of this process."""
    Screen.dismiss = _dismiss_the_topmost  # type: ignore[method-assign]
