"""Subtitles, lyrics and word times of what was spoken, without the markup of its text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from tts_tui.audio.files.sidecars import SIDECARS
from tts_tui.speech.chunk import TimingSource, WordTime
from tts_tui.speech.request import NO_CAST, TextFormatChoice
from tts_tui.text.markup import marked
from tts_tui.text.readable import readable
from tts_tui.text.scripts import usual_language
from tts_tui.text.segments import segments
from tts_tui.text.sentences import WHOLE


def sidecar(
    kind: str,
    words: Sequence[WordTime],
    text: str,
    timing: TimingSource,
    language: str = "",
    manner: TextFormatChoice = "auto",
    cast: Mapping[str, str] = NO_CAST,
) -> str:
    """The content of a file beside the audio.

    Args:
        kind: a name of `SIDECARS`.
        words: with times in the file, and places in the text.
        text: as the user wrote it.
        language: BCP 47 tag, by which sentences are found; empty if unknown.
        manner: how the text is taken.
        cast: the names that begin its lines.
    """
    page = readable(text, manner, cast)
    places = [page.place(word.char_start, word.char_end) for word in words]
    spellings = [page.text[start:end] for start, end in places]
    if kind == "timings":  # whose places are those in the user's text
        named = [
            replace(word, text=spelling or word.text) for word, spelling in zip(words, spellings, strict=True)
        ]
        return SIDECARS[kind](named, text, timing, ())
    placed = [
        replace(word, text=spelling, char_start=start, char_end=end)
        for word, spelling, (start, end) in zip(words, spellings, places, strict=True)
        if spelling
    ]
    begins = [
        page.place(sentence.start, sentence.start)[0]
        for sentence in segments(marked(text, manner, cast), language or usual_language(text), WHOLE)
    ]
    return SIDECARS[kind](placed, page.text, timing, begins)
