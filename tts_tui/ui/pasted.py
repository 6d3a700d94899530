"""Pastes among what a terminal sends: marked by the terminal, or told from typing by what is read at once."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_BEGIN, _END = "\x1b[200~", "\x1b[201~"
"""The marks of a bracketed paste."""

_BEGUN = re.compile(r"\x1b\[(?:2(?:0(?:0)?)?)?\Z")
"""A mark of which only the first part was read."""

_COMMAND_INSIDE = re.compile(
    r"[^\x00-\x1f\x7f][\x00-\x1f]*[\x00-\x07\x0b\x0c\x0e-\x1f][\x00-\x1f]*[^\x00-\x1f\x7f]"
)
_SPACING_INSIDE = re.compile(r"[^\x00-\x1f\x7f][\t\n\r]+[^\x00-\x1f\x7f]")

_LEAST = 16
"""Characters from which text with a tab or a line end in it was pasted: fewer may be typed into a busy terminal."""

_CONTINUES = 0.1
"""Seconds within which the next text belongs to the same paste."""


@dataclass(frozen=True, slots=True)
class InputPart:
    """Of what was read: a paste, or keys and the rest, as the terminal sends them."""

    text: str
    pasted: bool


class Pastes:
    """Takes the pastes out of what is read.

    Without marks a paste is text read at once that holds keys of commands, which no hands can have typed. What only
    begins or ends with such a key was typed: a command and then text, or text and then a command.
    """

    def __init__(self) -> None:
        self._paste: str | None = None
        self._held = ""
        self._last = float("-inf")

    def parts(self, text: str, now: float) -> Iterator[InputPart]:
        """What is known of it now; a marked paste comes when its end does.

        Args:
            now: seconds on any clock.
        """
        text, self._held = self._held + text, ""
        while text:
            if self._paste is not None:
                searched = max(0, len(self._paste) - len(_END))
                self._paste += text
                end = self._paste.find(_END, searched)
                if end < 0:
                    return
                text = self._paste[end + len(_END) :]
                yield InputPart(self._paste[:end], pasted=True)
                self._paste = None
                continue
            keys, mark, text = text.partition(_BEGIN)
            if mark:
                self._paste = ""
            elif begun := _BEGUN.search(keys):
                keys, self._held = keys[: begun.start()], begun[0]
            if keys:
                yield InputPart(keys, self._unmarked(keys, now))

    def rest(self) -> str:
        """What looked like the first part of a mark, and nothing followed."""
        held, self._held = self._held, ""
        return held

    def _unmarked(self, text: str, now: float) -> bool:
        if "\x1b" in text or len(text) < 2:
            return False
        pasted = (
            now - self._last < _CONTINUES
            or bool(_COMMAND_INSIDE.search(text))
            or (len(text) >= _LEAST and bool(_SPACING_INSIDE.search(text)))
        )
        if pasted:
            self._last = now
        return pasted
