"""Marked places in texts, which stay with their words when the text around them changes."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path

import msgspec

from tts_tui.store.state_file import StateFile

CONTEXT = 48
"""Characters on either side by which a place is found again."""

MOST_TEXTS = 500
"""Texts whose places are kept; those marked longest ago are forgotten."""


class Bookmark(msgspec.Struct, frozen=True):
    """A place in a text.

    Attributes:
        at: index of the character.
        before: what stood in front of it.
        after: what stood there.
    """

    at: int
    before: str
    after: str

    def place(self, text: str) -> int | None:
        """Where that is in the text as it reads now; None where its words are gone."""
        if (found := _nearest(text, self.after, self.at)) is not None:
            return found
        end = _nearest(text, self.before, self.at - len(self.before))
        return None if end is None else end + len(self.before)


def bookmark_at(text: str, at: int) -> Bookmark:
    """The place of that character."""
    return Bookmark(at, text[max(0, at - CONTEXT) : at], text[at : at + CONTEXT])


class Bookmarks:
    """Those of all texts, by the name of each one's draft, in one small file that all windows share."""

    def __init__(self, file: Path) -> None:
        self._file = StateFile(
            file,
            "The bookmarks",
            partial(msgspec.json.decode, type=dict[str, list[Bookmark]]),
            precious=True,
        )

    def of(self, name: str) -> Sequence[Bookmark]:
        """In the order of their places. Blocks.

        Raises:
            SettingsError: they can't be read.
        """
        marks: Mapping[str, Sequence[Bookmark]] = self._file.read() or {}
        return marks.get(name, ())

    def add(self, name: str, mark: Bookmark) -> None:
        """Keep one more. Blocks.

        Raises:
            SettingsError: it can't be kept.
        """
        self._change(name, lambda marks: sorted((mark, *marks), key=lambda each: each.at))

    def remove(self, name: str, mark: Bookmark) -> None:
        """Forget one. Blocks.

        Raises:
            SettingsError: as `add`.
        """
        self._change(name, lambda marks: [each for each in marks if each != mark])

    def _change(self, name: str, change: Callable[[Sequence[Bookmark]], list[Bookmark]]) -> None:
        def changed(known: Mapping[str, list[Bookmark]] | None) -> dict[str, list[Bookmark]]:
            marks = change([*(known or {}).get(name, ())])
            others = {key: kept for key, kept in (known or {}).items() if key != name}
            newest = dict(list(others.items())[-MOST_TEXTS + 1 :])
            return {**newest, name: marks} if marks else newest

        self._file.change(changed)


def _nearest(text: str, words: str, at: int) -> int | None:
    """Where the words stand nearest to there; None where they don't, or there are none."""
    if not words.strip():
        return None
    found = [
        place
        for place in (text.find(words, max(0, at)), text.rfind(words, 0, max(0, at) + len(words)))
        if place >= 0
    ]
    return min(found, key=lambda place: abs(place - at), default=None)
