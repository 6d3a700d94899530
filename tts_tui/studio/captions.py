"""Subtitles, lyrics and word times of what was spoken, without the markup of its text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tts_tui.audio.files.sidecars import SIDECARS
from tts_tui.speech.chunk import TimingSource, WordTime
from tts_tui.text.readable import readable


def sidecar(kind: str, words: Sequence[WordTime], text: str, timing: TimingSource) -> str:
    """The content of a file beside the audio.

    Args:
        kind: a name of `SIDECARS`.
        words: with times in the file, and places in the text.
        text: as the user wrote it.
    """
    shown = readable(text)
    places = [shown.place(word.char_start, word.char_end) for word in words]
    said = [shown.text[start:end] for start, end in places]
    if kind == "timings":  # whose places are those in the user's text
        named = [replace(word, text=told or word.text) for word, told in zip(words, said, strict=True)]
        return SIDECARS[kind](named, text, timing)
    placed = [
        replace(word, text=told, char_start=start, char_end=end)
        for word, told, (start, end) in zip(words, said, places, strict=True)
        if told
    ]
    return SIDECARS[kind](placed, shown.text, timing)
