"""Fills the editor with what comes through a pipe, while the keyboard stays the user's."""

from __future__ import annotations

from collections.abc import Callable

from textual.message import Message

from tts_tui.speech.errors import SpeechError, UsageError
from tts_tui.ui.opening import MOST_BYTES


class PipedText:
    """Takes the text in the thread that reads it, and gives it to the window as messages."""

    class Arrived(Message):
        """More of the text, or its end."""

        def __init__(self, more: str, *, last: bool = False, error: SpeechError | None = None) -> None:
            """
            Args:
                more: to be added.
                last: there will be no more.
                error: why, where that isn't the end of the text.
            """
            super().__init__()
            self.more = more
            self.last = last
            self.error = error

    def __init__(self, post: Callable[[Message], object]) -> None:
        """
        Args:
            post: takes the messages, from any thread.
        """
        self._post = post
        self._characters = 0

    def add(self, more: str) -> None:
        full, self._characters = self._characters > MOST_BYTES, self._characters + len(more)
        if full:
            return
        self._post(self.Arrived(more))
        if self._characters > MOST_BYTES:
            too_long = UsageError(
                f"The window takes texts of up to {MOST_BYTES // 1_000_000} million characters; the rest is left out.",
                hint="… | tts-tui say -   speaks all of it as it comes.",
            )
            self._post(self.Arrived("", last=True, error=too_long))

    def end(self, error: SpeechError | None = None) -> None:
        self._post(self.Arrived("", last=True, error=error))
