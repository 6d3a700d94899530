"""The sentences of a text, one by one, however long the text is."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tts_tui.speech.request import Segment
from tts_tui.text.cut import cut
from tts_tui.text.paragraphs import LONG, stretches

USUAL_LANGUAGE = "en-US"
"""How a text is read where neither the user nor the voice says; backends are told nothing then."""

SENTENCE_PAUSE = 0.35
CLAUSE_PAUSE = 0.15
"""Seconds of silence after each."""

_CLAUSE_ENDS = re.compile(r"[,;:—–)][\"”’]?(?=\s)|[、，；：]")
_SPACES = re.compile(r"(?=\s)")

# A boundary that sentencex sees after these is none: a list number, a title before a name.
_UNFINISHED = re.compile(
    r"(?:^\s*(?:\d{1,3}|[A-Za-z])[.)]|\b(?:MM?|Mme|Mlle|Sra?|Srta|Dra?|Sig|Dott|Prof|Mr|Mrs|Ms|St|No|Fig|Vol|pp?|vs|cf)\.)\s*$"
)

_CLOSING = re.compile(r"[*_~`]+(?=\s|$)")
"""Marks of emphasis that end with the sentence."""

_LONE_SURROGATE = re.compile("[\ud800-\udfff]")
"""Half a character, which a library in Rust refuses."""

_LINK = re.compile(r"\[[^\]\n]{1,300}\]\([^)\s]{1,300}\)")

# “How are you?” she said: the sentence goes on in lower case.
_EXCLAIMED = re.compile(r"[!?…]\s*[\"”’»)]*\s*$")


def segments(text: str, language: str, max_characters: int) -> Iterator[Segment]:
    """The sentences of a text in order, each with the pause after it.

    Lazy: the first comes as soon from five megabytes as from a line. A paragraph, list item, heading or short line
    ends a sentence; so does a sentence's end, but not `Dr.`, `3.14` or `a.m.`; one longer than `max_characters` is cut
    at a clause. Stretches without a letter or digit, and fenced code, are left out.

    Args:
        language: BCP 47 tag; its abbreviations are known.
        max_characters: longest segment.
    """
    index = 0
    for start, end, last_pause in _sentences(text, language.partition("-")[0].lower() or "en"):
        parts = list(cut(text, max_characters, (_CLAUSE_ENDS, _SPACES), start, end))
        for part_start, part_end in parts:
            said = text[part_start:part_end]
            if not any(map(str.isalnum, said)):
                continue
            pause = last_pause if part_end == end else _pause_within(said)
            yield Segment(index, part_start, part_end, said, pause)
            index += 1


def _sentences(text: str, language: str) -> Iterator[tuple[int, int, float]]:
    """Start, end and pause of each sentence, without white space around it."""
    carried: int | None = None
    for stretch in stretches(text):
        begin = stretch.start if carried is None else carried
        bounds = _boundaries(text[begin : stretch.end], language)
        carried = None
        if not stretch.complete and (len(bounds) > 1 or stretch.end - begin < 2 * LONG):  # the last may go on
            carried = begin + bounds.pop()[0]
        for start, end in bounds:
            said = text[begin + start : begin + end]
            first = begin + start + len(said) - len(said.lstrip())
            last = begin + start + len(said.rstrip())
            if first < last:
                ends = stretch.complete and (start, end) == bounds[-1]
                yield first, last, max(stretch.pause, SENTENCE_PAUSE) if ends else SENTENCE_PAUSE


def _boundaries(text: str, language: str) -> list[tuple[int, int]]:
    import sentencex  # 5 ms, at the first text

    links = [link.span() for link in _LINK.finditer(text)]
    found: list[tuple[int, int]] = []
    joined: int | None = None
    for sentence in sentencex.get_sentence_boundaries(language, _LONE_SURROGATE.sub("\ufffd", text)):
        start = sentence["start_index"] if joined is None else joined
        if closing := _CLOSING.match(text, end := sentence["end_index"]):
            end = closing.end()
        start = max(start, found[-1][1]) if found else start
        said = text[start:end]
        exclaimed = text[end : end + 1].islower() and _EXCLAIMED.search(said)
        in_link = any(first < end < last for first, last in links)
        goes_on = in_link or exclaimed or _UNFINISHED.search(said)
        joined = start if goes_on and end < len(text) else None
        if joined is None:
            found.append((start, end))
    if joined is not None:
        found.append((joined, len(text)))
    return found


def _pause_within(part: str) -> float:
    return 0.0 if part[-1].isalnum() else CLAUSE_PAUSE
