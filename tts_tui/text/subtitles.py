"""Subtitles, SubRip and WebVTT: their cues, and the same as running text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_TIMES = r"(?:\d+:)?\d{1,2}:\d\d[,.]\d{1,3}[ \t]+-->[ \t]+(?:\d+:)?\d{1,2}:\d\d[,.]\d{1,3}"
_BEGIN = re.compile(rf"\s*(?:WEBVTT(?!\w)|(?:\d+[ \t]*\r?\n){{0,1}}{_TIMES})")
_CUE = re.compile(rf"(?:^|\n)[ \t]*{_TIMES}[^\n]*(?:\n|$)")
_EMPTY_LINE = re.compile(r"\n[ \t]*\n")
_STYLE = re.compile(r"</?(?:[ibuc]|v|lang|ruby|rt|font)\b[^<>]*>|<\d[\d:.]*>|\{\\[^{}]*\}")
_CLOCK = re.compile(r"(?:(\d+):)?(\d{1,2}):(\d\d)[,.](\d{1,3})")
_COMPLETE = re.compile(r"[.!?…。！？♪][\"'”’»)\]]*$")


def is_subtitles(text: str) -> bool:
    return bool(_BEGIN.match(text))


@dataclass(frozen=True, slots=True)
class SubtitleCue:
    """What is shown for a while.

    Attributes:
        start: seconds.
        end: seconds; never before `start`.
        text: on one line.
        markup: the same as it stands in the file.
    """

    start: float
    end: float
    text: str
    markup: str


def cues(text: str) -> Iterator[SubtitleCue]:
    """All of them, in the order of the file."""
    for block in _EMPTY_LINE.split(text.replace("\r\n", "\n").replace("\r", "\n")):
        if times := _CUE.search(block):
            markup = block[times.end() :]
            start, end = (_seconds(clock) for clock in _CLOCK.finditer(times[0]))
            yield SubtitleCue(start, max(start, end), " ".join(_STYLE.sub("", markup).split()), markup)


def running_text(text: str) -> str:
    """What is said in subtitles, a line a sentence or a few; a sentence goes on over cues."""
    parts: list[str] = []
    for cue in cues(text):
        if cue.text:
            if parts:
                parts.append("\n" if _COMPLETE.search(parts[-1]) else " ")
            parts.append(cue.text)
    return "".join(parts)


def _seconds(clock: re.Match[str]) -> float:
    hours, minutes, seconds, rest = clock.groups()
    return int(hours or 0) * 3600 + int(minutes) * 60 + int(seconds) + int(rest.ljust(3, "0")) / 1000
