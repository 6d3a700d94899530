"""Tries in the background whether a device that was lost works again."""

from __future__ import annotations

import time
from collections.abc import Callable

from tts_tui.audio.play.output import Output, Phase

_FIRST_PAUSE = 2.0
_LONGEST_PAUSE = 30.0
_PATIENCE = 20.0
"""Seconds after which an attempt that isn't answered is taken for one that never will be."""


class Scout:
    """Opens the wanted output in a process of its own, again and again, ever more seldom.

    The output it finds is already running, so going over to it costs no pause.
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
        """The wanted output once it takes sound. Never waits; call it now and then."""
        now = time.monotonic()
        if self._trying is None:
            if now >= self._at:
                self._trying = self._open()
                self._pause = min(2 * self._pause, _LONGEST_PAUSE)
                self._at = now + self._pause
                self._until = now + _PATIENCE
        elif self._trying.flows:
            found, self._trying = self._trying, None
            return found
        elif self._trying.phase is Phase.FAILED or now > self._until:
            self.close()
        return None

    def close(self) -> None:
        """Give up what is being tried."""
        if self._trying:
            self._trying.close()
            self._trying = None
