"""A field for a path, which the file system completes."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.suggester import Suggester
from textual.widgets import Input

from tts_tui.store.user_paths import completion


class PathField(Input):
    """Behind the cursor stands how the path may go on; the tab key takes it, or where there is none, goes on.

    Attributes:
        folder: what a relative path starts at.
    """

    BINDINGS: ClassVar[list[BindingType]] = [Binding("tab", "complete", "Complete", show=False)]

    def __init__(self, folder: Path, placeholder: str, *, id: str | None = None) -> None:
        super().__init__(
            placeholder=placeholder, compact=True, select_on_focus=False, suggester=_Completion(self), id=id
        )
        self.folder = folder

    def begin(self, text: str) -> None:
        """Take what was typed elsewhere, and the focus."""
        self.insert_text_at_cursor(text)
        self.screen.set_focus(self)

    async def action_complete(self) -> None:
        """Take what the path may go on with; asked for here, since fast hands are before what stands there."""
        typed, longer = self.value, ""
        if self.cursor_at_end:
            longer = await asyncio.to_thread(completion, typed, self.folder)
        if longer in ("", typed):
            self.screen.focus_next()
        elif self.value == typed:
            self.value = longer
            self.cursor_position = len(longer)


class _Completion(Suggester):
    def __init__(self, field: PathField) -> None:
        super().__init__(use_cache=False, case_sensitive=True)
        self._field = field

    async def get_suggestion(self, value: str) -> str | None:
        return await asyncio.to_thread(completion, value, self._field.folder)
