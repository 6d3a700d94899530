"""Text as a user wrote it, to text that a voice can read."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from tts_tui.text.by_hand import WORD_ALONE
from tts_tui.text.cleaning import clean
from tts_tui.text.edits import TrackedText
from tts_tui.text.english import RULES as ENGLISH


@dataclass(frozen=True, slots=True)
class Normalized:
    """A readable text, and for each of its characters the index in the source where it comes from.

    The offsets never fall. A word that replaces another spans it: the first character of `Doctor` points to the D of
    `Dr.`, its last to the stop.

    Attributes:
        unread: phonemes that were written by hand were left out.
    """

    text: str
    offsets: Sequence[int]
    unread: bool = False


def normalize(text: str, language: str, tags: Sequence[str] = (), *, phonemes: bool = True) -> Normalized:
    """Take out what isn't speech (escapes, control characters, emoji, Markdown) and write out what is read badly.

    Never raises: any string is a valid text.

    Args:
        text: a segment of the user's text.
        language: BCP 47 tag; only English has things to write out, elsewhere espeak-ng's own reading stands.
        tags: words that the model takes as sounds where they stand in brackets; those are left as they are.
        phonemes: the model takes those that are written by hand; else the word alone stays.
    """
    tracked = TrackedText(text, _bracketed(tags) if tags else None)
    if not phonemes:
        tracked.apply(WORD_ALONE)
    unread = tracked.text != text
    clean(tracked)
    if language.partition("-")[0].lower() == "en":
        for rule in ENGLISH:
            tracked.apply(rule)
    return Normalized(tracked.text, tracked.offsets, unread)


def _bracketed(tags: Sequence[str]) -> re.Pattern[str]:
    return re.compile(rf"\[(?:{'|'.join(map(re.escape, tags))})\]")
