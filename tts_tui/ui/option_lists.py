"""Guards for Textual's lists, its palette and selectors among them, where they look up what is not there.

Either would end the window: a page key where the list has no room and so no lines, and a click on a row that a search
has taken away since it was drawn.
"""

from __future__ import annotations

from typing import Any

from textual import events
from textual.widgets import OptionList

_move_page = OptionList._move_page
_on_click = OptionList._on_click


def _move_page_of_lines(self: OptionList, direction: Any) -> None:
    if (self.highlighted or 0) in self._index_to_line:
        _move_page(self, direction)


async def _on_click_of_options(self: OptionList, event: events.Click) -> None:
    clicked = event.style.meta.get("option")
    if clicked is None or clicked < self.option_count:
        await _on_click(self, event)


def guard() -> None:
    """For every list of this process."""
    OptionList._move_page = _move_page_of_lines  # type: ignore[method-assign]
    OptionList._on_click = _on_click_of_options  # type: ignore[method-assign]
