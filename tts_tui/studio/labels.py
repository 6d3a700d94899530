"""What a recording says of itself: its tags and its chapters."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from operator import attrgetter

from tts_tui.audio.files.encoders import Tags
from tts_tui.speech.chunk import WordTime
from tts_tui.speech.request import SpeechRequest
from tts_tui.text.headings import headings
from tts_tui.text.readable import beginning, readable
from tts_tui.text.reading import reading_of

TITLE = 80
"""Characters of the text that name the recording."""

LYRICS = 20_000
"""Characters of a text that is kept in a tag; longer ones are books."""


def tags_of(request: SpeechRequest, *, voice: str = "", title: str = "") -> Tags:
    """The tags of a recording of the request.

    Args:
        voice: what the request's turned out to be.
        title: else the text's beginning.
    """
    return Tags(
        title=title or beginning(request.text[: 8 * TITLE], TITLE, request.manner),
        voice=voice or request.voice,
        model=request.model,
        provider=request.provider,
        text=readable(request.text, request.manner).text if len(request.text) <= LYRICS else "",
    )


def chapters_of(request: SpeechRequest, words: Sequence[WordTime]) -> Iterator[tuple[str, float]]:
    """The headings that were spoken: the title, and when it begins.

    What is spoken before the first is a chapter too, called by its first words.

    Args:
        words: of the audio, in the order of their times.
    """
    before = True
    text, manner = request.text, request.manner
    for heading in headings(text, manner):
        index = bisect_left(words, heading.start, key=attrgetter("char_start"))
        if index < len(words):
            if before and index:
                yield beginning(text[: heading.start], TITLE, reading_of(text, manner)), 0.0
            before = False
            yield heading.title, words[index].start
