"""The headings of a text: what names its chapters."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from tts_tui.speech.request import TextFormatChoice
from tts_tui.text.markup import marked
from tts_tui.text.paragraphs import stretches
from tts_tui.text.readable import without_markup


class Heading(Struct, frozen=True):
    """A line such as `## The storm`, one that is underlined, or an `<h2>`.

    Attributes:
        start: index of its first character in the text.
        title: as it is read, without markup.
    """

    start: int
    title: str


def headings(text: str, manner: TextFormatChoice = "auto") -> Iterator[Heading]:
    """The headings of every level, in order; none in code, none without a letter or digit.

    Args:
        manner: how the text is taken.
    """
    whole = marked(text, manner)
    for stretch in stretches(whole.text, whole.reading):
        if stretch.ending == "heading":
            title = without_markup(whole.text[stretch.start : stretch.end], whole.reading).text.strip()
            if any(map(str.isalnum, title)):
                yield Heading(stretch.start, " ".join(title.split()))
