"""Subtitles as running text: SubRip and WebVTT without numbers and times."""

from __future__ import annotations

import re

_TIMES = r"(?:\d+:)?\d{1,2}:\d\d[,.]\d{1,3}[ \t]+-->[ \t]+(?:\d+:)?\d{1,2}:\d\d[,.]\d{1,3}"
_BEGIN = re.compile(rf"\s*(?:WEBVTT(?!\w)|(?:\d+[ \t]*\r?\n){{0,1}}{_TIMES})")
_CUE = re.compile(rf"(?:^|\n)[ \t]*{_TIMES}[^\n]*(?:\n|$)")
_EMPTY_LINE = re.compile(r"\n[ \t]*\n")
_STYLE = re.compile(r"</?(?:[ibuc]|v|lang|ruby|rt|font)\b[^<>]*>|<\d[\d:.]*>|\{\\[^{}]*\}")
_COMPLETE = re.compile(r"[.!?…。！？♪][\"'”’»)\]]*$")


def is_subtitles(text: str) -> bool:
    return bool(_BEGIN.match(text))


def running_text(text: str) -> str:
    """What is said in subtitles, a line a sentence or a few; a sentence goes on over cues."""
    wording = ""
    for block in _EMPTY_LINE.split(text.replace("\r\n", "\n").replace("\r", "\n")):
        if times := _CUE.search(block):
            cue = " ".join(_STYLE.sub("", block[times.end() :]).split())
            wording += ("\n" if _COMPLETE.search(wording) else " ") + cue if wording and cue else cue
    return wording
