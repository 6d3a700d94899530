"""Tries in the background whether a device that was lost can be had again."""

from __future__ import annotations

import time
from collections.abc import Callable

from tts_tui.audio.output import Output, Phase

_FIRST_PAUSE = 2.0
_LONGEST_PAUSE = 30.0


class Scout:
    """Opens the wanted output in a process of its own, again and again, ever more seldom.

    The output it finds is already running, so going back to it costs no pause.
    """

    def __init__(self, open_wanted: Callable[[], Output | None]) -> None:
        """Args:
        open_wanted: begins to open the wanted output, and nothing in its place.
        """
        self._open = open_wanted
        self._trying: Output | None = None
        self._pause = _FIRST_PAUSE
        self._at = time.monotonic() + self._pause

    def look(self) -> Output | None:
        """The wanted output if it has just been opened. Never waits; call it now and then."""
        if self._trying is None:
            if time.monotonic() >= self._at:
                self._trying = self._open()
                self._put_off()
        elif self._trying.phase is Phase.OPEN:
            found, self._trying = self._trying, None
            return found
        elif self._trying.phase is Phase.FAILED:
            self.close()
        return None

    def close(self) -> None:
        """Give up what is being tried."""
        if self._trying:
            self._trying.close()
            self._trying = None

    def _put_off(self) -> None:
        self._pause = min(2 * self._pause, _LONGEST_PAUSE)
        self._at = time.monotonic() + self._pause
