"""What SSML wants said otherwise than it stands, put into a text."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tts_tui.speech.entry import Entry
from tts_tui.speech.request import How, ReadAs
from tts_tui.text.dictionary import parts_of
from tts_tui.text.edits import Part, TrackedText
from tts_tui.text.markup.marked import INVISIBLE

RULE = "tag"
"""What the replacements are called among the edits."""

_NOT_DIGIT = re.compile(r"\D+")


def put_readings(text: TrackedText, readings: Sequence[ReadAs], language: str, *, phonemes: bool) -> bool:
    """Replace them, each once; phonemes are kept from further change.

    Args:
        readings: in order and never overlapping; of those within each other the outermost is taken.
        language: BCP 47 tag of the text.
        phonemes: the model takes them; else they are respelled, in English, and left out in other languages.

    Returns:
        whether phonemes were left out.
    """
    unread = False
    found: list[tuple[re.Match[str], Sequence[Part]]] = []
    end = 0
    for each in readings:
        match = re.compile(rf"(?s).{{{each.end - each.start}}}").match(text.text, each.start)
        if match is None or each.start < end:
            continue
        end = each.end
        parts = _parts(match, each, language, phonemes=phonemes)
        unread |= each.how == "phonemes" and (parts is None or not phonemes)
        if parts is not None:
            found.append((match, parts))
    text.replace(found, RULE)
    return unread


def _parts(match: re.Match[str], reading: ReadAs, language: str, *, phonemes: bool) -> Sequence[Part] | None:
    written = match[0].replace(INVISIBLE, "").strip()
    match reading.how:
        case "words":
            return (reading.said,)
        case "phonemes":
            entry = Entry(written, f"/{reading.said}/", pattern=True)
            return parts_of(match, entry, language, phonemes=phonemes)
        case "characters":
            return (" ".join(written.replace(" ", "").upper()),)
        case "digits":
            return (" ".join(written.replace(" ", "")),)
        case _:
            return _number(written, reading.how, language)


def _number(written: str, how: How, language: str) -> Sequence[Part] | None:
    """As the words of a number, in English; elsewhere it is read in its context."""
    if language[:2].lower() != "en":
        return None
    from tts_tui.text.english.numbers import NUMBER, number, ordinal

    if how == "ordinal":
        digits = _NOT_DIGIT.sub("", written)
        return (ordinal(digits),) if digits else None
    minus = "minus " if written[:1] in ("-", "−") else ""
    written = written.lstrip("-−+")
    return (minus + number(written),) if re.fullmatch(NUMBER, written) else None
