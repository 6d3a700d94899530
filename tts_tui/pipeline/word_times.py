"""Word times moved from a call's own clock and text to those of the whole audio and the user's text."""

from __future__ import annotations

import re
from collections.abc import Iterable

from tts_tui.pipeline.plan import Call
from tts_tui.speech.chunk import WordTime

WORD = re.compile(r"\S*\w\S*")


def placed(words: Iterable[WordTime], call: Call, start: float) -> tuple[WordTime, ...]:
    """Words of a call, in seconds of the whole audio and characters of the user's text.

    Args:
        start: where the call's first sample lies in the whole audio, in seconds; what was cut before it counts.
    """
    offsets, base = call.normalized.offsets, call.segment.start
    found = []
    for word in words:
        first = base + offsets[word.char_start]
        last = base + offsets[word.char_end - 1] + 1
        text = call.segment.text[first - base : last - base]
        found.append(WordTime(text, max(0.0, start + word.start), max(0.0, start + word.end), first, last))
    return tuple(found)


def estimated(call: Call, start: float, end: float) -> tuple[WordTime, ...]:
    """Words of a call whose engine tells no times: its seconds shared out by letters."""
    text, base = call.segment.text, call.segment.start
    matches = list(WORD.finditer(text))
    letters = sum(len(match.group()) + 1 for match in matches)
    words, at = [], start
    for match in matches:
        until = at + (end - start) * (len(match.group()) + 1) / letters
        words.append(WordTime(match.group(), at, until, base + match.start(), base + match.end()))
        at = until
    return tuple(words)
