"""What a text says of its own delivery: tags in brackets, names of a cast, SSML."""

from __future__ import annotations

from collections.abc import Mapping

from tts_tui.speech.request import NO_CAST, SpeechRequest, TextFormatChoice
from tts_tui.text.markup.marked import AS_BEFORE, Marked, Marking, OpenTags, opened
from tts_tui.text.markup.ssml_start import is_ssml
from tts_tui.text.reading import reading_of

__all__ = ["AS_BEFORE", "Marked", "State", "fixed", "full_cast", "marked", "marked_request"]


def marked(
    text: str,
    manner: TextFormatChoice = "auto",
    cast: Mapping[str, str] = NO_CAST,
    state: OpenTags = AS_BEFORE,
    *,
    goes_on: bool = False,
) -> Marked:
    """The text as it stands without its tags, and what they mean. Never raises: `Marked.fault` tells what is wrong.

    Args:
        manner: how the text is taken; `plain` knows no tags.
        cast: the voice of each name that begins a line; what the text's own front matter names is added.
        state: what holds at its beginning.
        goes_on: it begins in the middle of a line.
    """
    if is_ssml(text, manner):
        from tts_tui.text.markup.ssml import ssml  # and with it an XML parser, for texts that are

        return ssml(text)
    reading = reading_of(text, manner)
    if reading == "plain":
        return Marked(text, reading)
    from tts_tui.text.markup import brackets  # their patterns, once a text is there
    from tts_tui.text.markup import cast as names

    found = brackets.candidates(text)
    cast = {**names.cast_of(text), **cast}
    lines = names.lines(text, cast, state, goes_on=goes_on) if cast else []
    if not (found or lines):
        return Marked(text, reading) if state is AS_BEFORE else Marked(text, reading, ((0, state),))
    marking = Marking(text, state)
    brackets.read(marking, found, lines, reading)
    return marking.marked(reading)


def marked_request(request: SpeechRequest) -> Marked:
    """The same for what is to be said."""
    return marked(request.text, request.manner, request.cast, opened(request.delivery))


def full_cast(text: str, usual: Mapping[str, str], choice: Mapping[str, str] = NO_CAST) -> Mapping[str, str]:
    """The voices of a script: as was asked, else as its own front matter has them, else the usual ones."""
    if not usual or not text.startswith(("---", "+++", "\ufeff")):
        return {**usual, **choice}
    from tts_tui.text.markup.cast import cast_of

    return {**usual, **cast_of(text), **choice}


def fixed(text: str, manner: TextFormatChoice = "auto") -> TextFormatChoice:
    """How a text is taken, told by its beginning, to hold for parts of it."""
    return "ssml" if is_ssml(text, manner) else reading_of(text, manner)
