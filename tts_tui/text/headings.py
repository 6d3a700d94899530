"""The headings of a text in Markdown: what names its chapters."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tts_tui.text.paragraphs import HEADING, stretches
from tts_tui.text.readable import without_markup


@dataclass(frozen=True, slots=True)
class Heading:
    """A line such as `## The storm`.

    Attributes:
        start: index of its first character in the text.
        title: as it is read, without markup.
    """

    start: int
    title: str


def headings(text: str) -> Iterator[Heading]:
    """The headings of every level, in order; none in fenced code, none without a letter or digit."""
    for stretch in stretches(text):
        if HEADING.match(text, stretch.start):
            title = without_markup(text[stretch.start : stretch.end]).text.strip()
            if any(map(str.isalnum, title)):
                yield Heading(stretch.start, title)
