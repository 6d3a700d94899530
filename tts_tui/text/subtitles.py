"""Subtitles, SubRip and WebVTT: their cues, and the same as running text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape

_TIMES = r"(?:\d+:)?\d{1,2}:\d\d[,.]\d{1,3}[ \t]+-->[ \t]+(?:\d+:)?\d{1,2}:\d\d[,.]\d{1,3}"
_BEGIN = re.compile(rf"\s*(?:WEBVTT(?!\w)|(?:\d+[ \t]*\r?\n){{0,1}}{_TIMES})")
_CUE = re.compile(rf"(?:^|\n)[ \t]*{_TIMES}[^\n]*(?:\n|$)")
_EMPTY_LINE = re.compile(r"\n[ \t]*\n")
_STYLE = re.compile(r"</?(?:[ibuc]|v|lang|ruby|rt|font)\b[^<>]*>|<\d[\d:.]*>|\{\\[^{}]*\}")
_CLOCK = re.compile(r"(?:(\d+):)?(\d{1,2}):(\d\d)[,.](\d{1,3})")
_SOUND = re.compile(r"[-–—\s]*(?:\[[^\[\]]{1,200}\]|[♪♫#](?:[^♪♫#]{0,200}[♪♫#])?)\s*")
"""A line that describes what is heard, or is sung: `[DOOR SLAMS]`, `♪ … ♪`."""
_COMPLETE = re.compile(r"[.!?…。！？♪][\"'”’»)\]]*$")


def is_subtitles(text: str) -> bool:
    return bool(_BEGIN.match(text))


@dataclass(frozen=True, slots=True)
class SubtitleCue:
    """What is shown for a while.

    Attributes:
        start: seconds.
        end: seconds; never before `start`.
        text: what is said, on one line.
        markup: the same as it stands in the file.
        sound: descriptions of what is heard beside, on one line.
    """

    start: float
    end: float
    text: str
    markup: str
    sound: str = ""


def cues(text: str) -> Iterator[SubtitleCue]:
    """All of them, in the order of the file."""
    for block in _EMPTY_LINE.split(text.replace("\r\n", "\n").replace("\r", "\n")):
        if times := _CUE.search(block):
            markup = block[times.end() :]
            start, end = (_seconds(clock) for clock in _CLOCK.finditer(times[0]))
            lines = unescape(_STYLE.sub("", markup)).split("\n")
            said, sounds = (
                " ".join(" ".join(line for line in lines if bool(_SOUND.fullmatch(line)) is sound).split())
                for sound in (False, True)
            )
            yield SubtitleCue(
                start, max(start, end), said, markup, sounds if any(map(str.isalnum, sounds)) else ""
            )


def running_text(text: str) -> str:
    """What is said in subtitles, a line a sentence or a few; a sentence goes on over cues."""
    return "\n".join(line for line, spoken in running_lines(text) if spoken)


def running_lines(text: str) -> Iterator[tuple[str, bool]]:
    """The lines of the running text, and descriptions of sounds between them: each, and whether it is said."""
    said = ""
    sounds: list[str] = []
    for cue in cues(text):
        if cue.text:
            if said and _COMPLETE.search(said):
                yield said, True
                yield from ((sound, False) for sound in sounds)
                said, sounds = "", []
            said = f"{said} {cue.text}" if said else cue.text
        if cue.sound:
            sounds.append(cue.sound)
    if said:
        yield said, True
    yield from ((sound, False) for sound in sounds)


def _seconds(clock: re.Match[str]) -> float:
    hours, minutes, seconds, rest = clock.groups()
    return int(hours or 0) * 3600 + int(minutes) * 60 + int(seconds) + int(rest.ljust(3, "0")) / 1000
