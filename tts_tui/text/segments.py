"""The sentences of a text, one by one, however long the text is."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tts_tui.speech.request import Segment, TextFormatChoice
from tts_tui.text.boundaries import boundaries
from tts_tui.text.cut import cut
from tts_tui.text.markup import Marked, marked
from tts_tui.text.paragraphs import stretches
from tts_tui.text.pauses import USUAL, Pauses
from tts_tui.text.tags import says_something

_CLAUSE_ENDS = re.compile(r"[,;:—–)][\"”’]?(?=\s)|[、，；：]")
_SPACES = re.compile(r"(?=\s)")

_LONGEST = 4000
"""Characters without an end after which a sentence isn't waited for any more: it is cut at `max_characters`."""


def segments(
    text: str | Marked,
    language: str,
    max_characters: int,
    *,
    manner: TextFormatChoice = "auto",
    pauses: Pauses = USUAL,
) -> Iterator[Segment]:
    """The sentences of a text in order, each with the pause after it.

    Lazy: the first comes as soon from five megabytes as from a line. A paragraph, list item, heading or short line
    ends a sentence; so does a sentence's end, but not `Dr.`, `3.14` or `a.m.`; one longer than `max_characters` is cut
    at a clause, and any where a tag changes the voice, its speed or language, or asks for a pause. Stretches without a
    letter or digit, code, scripts and front matter are left out.

    Args:
        text: as the user wrote it, or with its tags known.
        language: BCP 47 tag; its abbreviations are known.
        max_characters: longest segment.
        manner: how a text that the user wrote is taken.
        pauses: how long each is.
    """
    whole = marked(text, manner) if isinstance(text, str) else text
    index = last_end = 0
    for start, end, last_pause in _sentences(whole, language.partition("-")[0].lower() or "en", pauses):
        for part_start, part_end in _parts(whole, start, end, max_characters):
            wording = whole.text[part_start:part_end]
            if not says_something(wording, page=whole.reading == "html"):
                continue
            delivery = whole.delivery(part_start)
            pause = last_pause
            if part_end < end:
                turn = pauses.comma if whole.delivery(end - 1).voice != delivery.voice else 0.0
                pause = max(pauses.within(wording), turn)
            yield Segment(
                index,
                part_start,
                part_end,
                wording,
                pause,
                whole.rest(last_end, part_start),
                delivery,
                whole.within(part_start, part_end),
            )
            last_end = part_end
            index += 1


def _parts(text: Marked, start: int, end: int, max_characters: int) -> Iterator[tuple[int, int]]:
    """A sentence, cut where it must be, without white space around the parts."""
    for first, last in text.parts(start, end):
        wording = text.text[first:last]
        begin = first + len(wording) - len(wording.lstrip())
        yield from cut(
            text.text, max_characters, (_CLAUSE_ENDS, _SPACES), begin, first + len(wording.rstrip())
        )


def _sentences(marked_text: Marked, language: str, pauses: Pauses) -> Iterator[tuple[int, int, float]]:
    """Start, end and pause of each sentence, without white space around it."""
    text = marked_text.text
    carried: int | None = None
    for stretch in stretches(text, marked_text.reading):
        begin = stretch.start if carried is None else carried
        bounds = boundaries(text[begin : stretch.end], language)
        carried = None
        if not stretch.complete and (len(bounds) > 1 or stretch.end - begin < _LONGEST):  # the last may go on
            carried = begin + bounds.pop()[0]
        page = marked_text.reading == "html"
        while len(bounds) > 1 and not says_something(
            text[begin + bounds[-1][0] : begin + bounds[-1][1]], page=page
        ):
            bounds.pop()
        for start, end in bounds:
            wording = text[begin + start : begin + end]
            first = begin + start + len(wording) - len(wording.lstrip())
            last = begin + start + len(wording.rstrip())
            if first < last:
                pause = pauses.after(wording)
                ends = stretch.complete and (start, end) == bounds[-1]
                yield first, last, max(pauses.at(stretch.ending), pause) if ends else pause
