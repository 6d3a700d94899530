"""Where a text breaks for another reason than a sentence's end: paragraphs, list items, headings, short lines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tts_tui.text.fences import prose

LONG = 8000
"""Characters after which a paragraph is handed on unfinished."""

WRAPPED = 45
"""A line at least this long without a mark at its end is taken as wrapped: its sentence goes on."""

PARAGRAPH_PAUSE = 0.7
LINE_PAUSE = 0.45


@dataclass(frozen=True, slots=True)
class Stretch:
    """text[start:end] is a paragraph, or a part of one when it isn't complete; `pause` is the silence after it."""

    start: int
    end: int
    pause: float
    complete: bool = True


_OPENS = re.compile(r"\s*(?:[-*+•‣◦][ \t]|\d{1,3}[.)][ \t]|#{1,6}[ \t]|>|\||```|~~~)")
"""A line that starts something of its own: list item, heading, quote, table row, fence."""

HEADING = re.compile(r"[ \t]*#{1,6}[ \t]")
_ROW = re.compile(r"\s*\|")
_GOES_ON = re.compile(r"[,;]\s*$")


def stretches(text: str) -> Iterator[Stretch]:
    """The paragraphs of a text, lazily; fenced code is left out."""
    for at, stop in prose(text):
        while at < stop:
            stretch = _stretch(text, at, stop)
            yield stretch
            at = stretch.end + 1 if stretch.complete else stretch.end


def _stretch(text: str, start: int, stop: int) -> Stretch:
    line = start
    while True:
        end = text.find("\n", line, start + LONG)
        if end < 0 and start + LONG < len(text):
            space = text.rfind(" ", start + 1, start + LONG)
            return Stretch(start, space if space > 0 else start + LONG, 0.0, complete=False)
        if end < 0:
            return Stretch(start, len(text), 0.0)
        following = text[end + 1 : end + 1 + LONG].partition("\n")[0]
        if not following.strip():
            return Stretch(start, end, PARAGRAPH_PAUSE)
        if end + 1 >= stop or _breaks(text[line:end], following):
            return Stretch(start, end, PARAGRAPH_PAUSE if HEADING.match(text, line) else LINE_PAUSE)
        line = end + 1


def _breaks(line: str, following: str) -> bool:
    if _OPENS.match(following) or HEADING.match(line) or _ROW.match(line) or not line.strip():
        return True
    wrapped = len(line.strip()) >= WRAPPED or _GOES_ON.search(line) or following.lstrip()[0].islower()
    return not wrapped
