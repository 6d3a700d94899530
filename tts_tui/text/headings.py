"""The headings of a text in Markdown: what names its chapters."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tts_tui.text.cleaning import clean
from tts_tui.text.edits import TrackedText
from tts_tui.text.paragraphs import HEADING, stretches

_CLOSING = re.compile(r"\s+#+\s*$")  # "## Title ##"


@dataclass(frozen=True, slots=True)
class Heading:
    """A line such as `## The storm`.

    Attributes:
        start: index of its first character in the text.
        title: as it is spoken, without markup.
    """

    start: int
    title: str


def headings(text: str) -> Iterator[Heading]:
    """The headings of every level, in order; none in fenced code, none without a letter or digit."""
    for stretch in stretches(text):
        if HEADING.match(text, stretch.start):
            line = TrackedText(text[stretch.start : stretch.end])
            clean(line)
            title = _CLOSING.sub("", line.text).strip()
            if any(map(str.isalnum, title)):
                yield Heading(stretch.start, title)
