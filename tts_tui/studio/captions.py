"""Subtitles, lyrics and word times of what was spoken, without the markup of its text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from tts_tui.audio.files.sidecars import SIDECARS
from tts_tui.speech.chunk import TimingSource, WordTime
from tts_tui.speech.request import NO_CAST, TextFormatChoice
from tts_tui.text.markup import marked
from tts_tui.text.readable import Readable, readable
from tts_tui.text.scripts import usual_language
from tts_tui.text.segments import segments
from tts_tui.text.sentences import WHOLE


def sidecar(
    kind: str,
    words: Iterable[WordTime],
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
    if kind == "timings":  # whose places are those in the user's text
        return SIDECARS[kind]((_named(word, page) for word in words), text, timing, ())
    begins = [
        page.place(sentence.start, sentence.start)[0]
        for sentence in segments(marked(text, manner, cast), language or usual_language(text), WHOLE)
    ]
    return SIDECARS[kind](_placed(words, page), page.text, timing, begins)


def _named(word: WordTime, page: Readable) -> WordTime:
    """The same as it is spelt where it is read."""
    return replace(word, text=page.text[slice(*page.place(word.char_start, word.char_end))] or word.text)


def _placed(words: Iterable[WordTime], page: Readable) -> Iterator[WordTime]:
    """Those that are to be seen, where they are seen."""
    for word in words:
        start, end = page.place(word.char_start, word.char_end)
        if spelling := page.text[start:end]:
            yield replace(word, text=spelling, char_start=start, char_end=end)
