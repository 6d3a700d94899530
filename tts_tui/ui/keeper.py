"""Writes what is in the window for the next time, in a thread of its own: a disk may take its time, the window not."""

from __future__ import annotations

from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass

from textual.widgets import text_area

from tts_tui.events.last_selection import LastSelection
from tts_tui.events.tts_events import Selection
from tts_tui.store.drafts import Draft
from tts_tui.ui.place import Place


@dataclass(frozen=True, slots=True)
class Kept:
    """What the window holds at a moment.

    Attributes:
        draft: where the text goes.
        selected: in the text, and where the cursor is.
        speaker: what speaks the text.
    """

    draft: Draft
    text: str
    selected: text_area.Selection
    speaker: Selection


class Keeper:
    """Does what it is told in that order, so that nothing is written over by what was there before."""

    def __init__(self, place: Place, last: LastSelection) -> None:
        self._place = place
        self._last = last
        self._thread = ThreadPoolExecutor(1, "keeper")
        self._newest: Kept | None = None

    def keep(self, kept: Kept) -> Future[None]:
        """Begin to write this; the result raises `SettingsError` where it can't be written.

        What waits while something newer of the same draft comes isn't written at all.
        """
        self._newest = kept
        return self._thread.submit(self._write, kept)

    def close(self, draft: Draft) -> None:
        """Let another window have this draft, after what is to be written before."""
        self._thread.submit(draft.close)

    def _write(self, kept: Kept) -> None:
        newest = self._newest
        if newest and kept is not newest and kept.draft is newest.draft:
            return
        kept.draft.keep(kept.text)
        self._place.keep(kept.text, kept.selected)
        self._last.keep(kept.speaker)
