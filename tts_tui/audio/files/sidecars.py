"""Subtitles, lyrics and word timings of a recording: SRT, WebVTT, LRC, ASS, JSON."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, replace
from types import MappingProxyType

from tts_tui.audio.files.cues import Cue, cues
from tts_tui.audio.files.karaoke import ass
from tts_tui.speech.chunk import TimingSource, WordTime


def words_in_file(words: Iterable[WordTime], shift: float, seconds: float) -> Iterator[WordTime]:
    """Word times in a saved file, from those in what was given to it, one by one.

    Args:
        shift: seconds by which the file's sound comes earlier (`AudioFile.shift`).
        seconds: how long the file is.
    """

    def moved(time: float) -> float:
        return min(max(0.0, time - shift), seconds)

    return (replace(word, start=moved(word.start), end=moved(word.end)) for word in words)


def srt(words: Iterable[WordTime], text: str, source: TimingSource, sentences: Sequence[int] = ()) -> str:
    """SubRip."""
    return "".join(
        f"{number}\n{_clock(cue.start, ',')} --> {_clock(cue.end, ',')}\n{_shown(cue)}\n\n"
        for number, cue in enumerate(cues(words, text, sentences), 1)
    )


def vtt(words: Iterable[WordTime], text: str, source: TimingSource, sentences: Sequence[int] = ()) -> str:
    """WebVTT (https://www.w3.org/TR/webvtt1/)."""
    return "WEBVTT\n\n" + "".join(
        f"{_clock(cue.start, '.')} --> {_clock(cue.end, '.')}\n{_escaped(_shown(cue))}\n\n"
        for cue in cues(words, text, sentences)
    )


def lrc(words: Iterable[WordTime], text: str, source: TimingSource, sentences: Sequence[int] = ()) -> str:
    """LRC lyrics: a line a cue, to 10 ms; the last, empty line ends the song."""
    told, end = [], 0.0
    for cue in cues(words, text, sentences):
        line = cue.text.translate({ord("["): "(", ord("]"): ")"})
        told.append(f"[{_minutes(cue.start)}]{line}\n")
        end = cue.end
    return "".join([*told, f"[{_minutes(end)}]\n"] if told else told)


def timings(words: Iterable[WordTime], text: str, source: TimingSource, sentences: Sequence[int] = ()) -> str:
    """JSON: {"words": [{"text", "start", "end", "char_start", "char_end"}], "source"}, times in seconds."""
    told = (asdict(replace(word, start=round(word.start, 4), end=round(word.end, 4))) for word in words)
    # a word at a time: as objects all at once they take twenty times their room
    rows = ",\n".join(
        "  " + json.dumps(each, ensure_ascii=False, indent=1).replace("\n", "\n  ") for each in told
    )
    listed = f"[\n{rows}\n ]" if rows else "[]"
    return f'{{\n "words": {listed},\n "source": {json.dumps(source)}\n}}\n'


SIDECARS: Mapping[str, Callable[[Iterable[WordTime], str, TimingSource, Sequence[int]], str]] = (
    MappingProxyType({"srt": srt, "vtt": vtt, "lrc": lrc, "ass": ass, "timings": timings})
)
"""By the name of the option that asks for one. Arguments: words with times in the file, the text that their
indices count in (may be empty), who says when they are spoken, where sentences begin in that text. Result: the content
of the file."""


def _shown(cue: Cue) -> str:
    return "\n".join(cue.lines)


def _clock(seconds: float, point: str) -> str:
    milliseconds = round(seconds * 1000)
    whole, milliseconds = divmod(milliseconds, 1000)
    minutes, second = divmod(whole, 60)
    hours, minute = divmod(minutes, 60)
    return f"{hours:02}:{minute:02}:{second:02}{point}{milliseconds:03}"


def _minutes(seconds: float) -> str:
    hundredths = round(seconds * 100)
    minutes, rest = divmod(hundredths, 6000)
    return f"{minutes:02}:{rest // 100:02}.{rest % 100:02}"


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
