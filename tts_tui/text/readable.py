"""A text as people read it: what its markup means, without the markup, for subtitles, tags and names of files."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from tts_tui.speech.request import NO_CAST, TextFormatChoice
from tts_tui.text.cleaning import clean
from tts_tui.text.edits import Rule, TrackedText
from tts_tui.text.markup import marked
from tts_tui.text.paragraphs import stretches
from tts_tui.text.reading import TextFormat

BORDER = "\n\n"
"""Between paragraphs, headings, list items: what a reader takes one by one."""

_BY_HAND = Rule(re.compile(r"\[([^\[\]]{1,300})\]\(/[^()]{1,300}/\)"), (1,))
"""A word whose phonemes the user gave: `[tts](/ˌtiːtiːˈɛs/)`."""

_CLOSING = Rule(re.compile(r"\s+#+\s*$"), ())
"""Of `## Title ##`."""


class Readable(Struct, frozen=True):
    """A text without markup, and for each of its characters the index in the source where it comes from."""

    text: str
    offsets: Sequence[int]

    def place(self, start: int, end: int) -> tuple[int, int]:
        """Where a stretch of the source lies in the text; of what isn't in it, nothing."""
        return bisect_left(self.offsets, start), bisect_left(self.offsets, end)


def readable(text: str, manner: TextFormatChoice = "auto", cast: Mapping[str, str] = NO_CAST) -> Readable:
    """The whole of a text; code, which isn't spoken, is left out.

    Args:
        manner: how the text is taken.
        cast: the names that begin its lines, and aren't spoken either.
    """
    parts: list[str] = []
    offsets = array("q")
    for part, places, separator in _stretches(text, manner, cast):
        if parts:
            parts.append(separator)
            offsets.extend([offsets[-1] + 1] * len(separator))
        parts.append(part)
        offsets.extend(places)
    return Readable("".join(parts), offsets)


def beginning(text: str, most: int, manner: TextFormatChoice = "auto") -> str:
    """The first words of a text, on one line of at most so many characters."""
    for part, _, _ in _stretches(text, manner):
        if any(map(str.isalnum, part)):
            return " ".join(part.split())[:most].rstrip()
    return ""


def without_markup(stretch: str, reading: TextFormat = "markdown") -> TrackedText:
    """One paragraph, heading or list item."""
    tracked = TrackedText(stretch)
    clean(tracked, reading)
    tracked.apply(_BY_HAND)
    if stretch.lstrip().startswith("#"):
        tracked.apply(_CLOSING)
    return tracked


def _stretches(
    text: str, manner: TextFormatChoice, cast: Mapping[str, str] = NO_CAST
) -> Iterator[tuple[str, list[int], str]]:
    """Each that has anything to read: its text, where its characters come from, what stands before it."""
    separator = BORDER
    whole = marked(text, manner, cast)
    for stretch in stretches(whole.text, whole.reading):
        tracked = without_markup(whole.text[stretch.start : stretch.end], whole.reading)
        if wording := tracked.text.strip():
            begin = len(tracked.text) - len(tracked.text.lstrip())
            places = tracked.offsets[begin : begin + len(wording)]
            yield wording, [stretch.start + offset for offset in places], separator
        separator = BORDER if stretch.complete else " "
