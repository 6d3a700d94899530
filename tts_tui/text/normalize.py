"""Text as a user wrote it, to text that a voice can read."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from tts_tui.speech.request import ReadAs
from tts_tui.text.by_hand import WORD_ALONE, respelled
from tts_tui.text.characters import CHARACTERS
from tts_tui.text.cleaning import ADDRESS_AS_HOST, SPACES, clean
from tts_tui.text.dictionary import NO_WORDS, Dictionary, keep_by_hand
from tts_tui.text.edits import Edit, Kind, TrackedText
from tts_tui.text.markup.said import RULE as BY_TAG
from tts_tui.text.markup.said import put_readings
from tts_tui.text.reading import TextFormat


@dataclass(frozen=True, slots=True)
class Normalized:
    """A readable text, and for each of its characters the index in the source where it comes from.

    The offsets never fall. A word that replaces another spans it: the first character of `Doctor` points to the D of
    `Dr.`, its last to the stop.

    Attributes:
        unread: phonemes that were written by hand, or are in the dictionary, were left out.
        edits: what was written out, in the order of the text and never overlapping.
    """

    text: str
    offsets: Sequence[int]
    unread: bool = False
    edits: Sequence[Edit] = ()


def normalize(
    text: str,
    language: str,
    tags: Sequence[str] = (),
    *,
    phonemes: bool = True,
    leave: Collection[str] = ("emoji",),
    words: Dictionary = NO_WORDS,
    reading: TextFormat = "markdown",
    written_out: bool = True,
    readings: Sequence[ReadAs] = (),
) -> Normalized:
    """Take out what isn't speech (escapes, control characters, emoji, Markdown) and write out what is read badly.

    Never raises: any string is a valid text.

    Args:
        text: a segment of the user's text.
        language: BCP 47 tag; where its language has no table of kinds, the voice's own reading stands.
        tags: words that the model takes as sounds where they stand in brackets; those are left as they are.
        phonemes: the model takes those that are written by hand; else the word alone stays.
        leave: kinds of writing out that aren't wanted, by name.
        words: how the user wants words said.
        reading: how the text is taken.
        written_out: what the language has a table for; not where the language is only supposed.
        readings: parts of the text that are said otherwise than they stand.
    """
    tracked = TrackedText(text, _bracketed(tags) if tags else None)
    unread = bool(readings) and put_readings(tracked, readings, language, phonemes=phonemes)
    if not phonemes and "](/" in tracked.text:
        before = tracked.text
        tracked.apply(WORD_ALONE)
        unread |= tracked.text is not before
    if "](" in tracked.text and reading == "markdown":
        tracked.apply(respelled(language, phonemes=phonemes), BY_TAG)
    keep_by_hand(tracked)
    table = kinds(language) if written_out else ()
    tracked.write_out((*CHARACTERS, *(early(language) if written_out else ())), leave)
    clean(tracked, reading)
    if words:
        unread |= words.put_into(tracked, language, phonemes=phonemes)
        keep_by_hand(tracked)
    tracked.write_out(table, leave)
    tracked.apply(SPACES if table else ADDRESS_AS_HOST)
    return Normalized(tracked.text, tracked.offsets, unread, tuple(tracked.edits()))


_TABLED = ("es", "pt", "fr", "it", "hi", "ja", "zh")
"""Languages beside English that have a table."""

_DAY_FIRST = frozenset({"GB", "AU", "NZ", "IE", "IN", "ZA"})
"""Lands where English writes the day before the month."""


def kinds(language: str) -> Sequence[Kind]:
    """The table of what a language writes out, in its order; empty for one that has none.

    Args:
        language: BCP 47 tag.
    """
    match language.replace("_", "-").partition("-")[0].lower():
        case "en":  # tables are imported when a text first needs one
            from tts_tui.text.english import BRITISH, KINDS

            return BRITISH if language[3:].upper() in _DAY_FIRST else KINDS
        case "es":
            from tts_tui.text.romance.spanish import KINDS as SPANISH

            return SPANISH
        case "pt":
            from tts_tui.text.romance.portuguese import KINDS as PORTUGUESE

            return PORTUGUESE
        case "fr":
            from tts_tui.text.romance.french import KINDS as FRENCH

            return FRENCH
        case "it":
            from tts_tui.text.romance.italian import KINDS as ITALIAN

            return ITALIAN
        case "hi":
            from tts_tui.text.hindi import KINDS as HINDI

            return HINDI
        case "ja":
            from tts_tui.text.east.japanese import KINDS as JAPANESE

            return JAPANESE
        case "zh":
            from tts_tui.text.east.mandarin import KINDS as MANDARIN

            return MANDARIN
    return ()


def early(language: str) -> Sequence[Kind]:
    """What a language writes out before the text is cleaned.

    Args:
        language: BCP 47 tag.
    """
    if language[:2].lower() != "en":
        return ()
    from tts_tui.text.english import EARLY

    return EARLY


def names_of_kinds() -> list[str]:
    """Every name that `text.leave` of the settings takes; loads the tables of all languages."""
    from tts_tui.text.east.signs import NAME
    from tts_tui.text.english.pictures import SCRIPTS

    return list(dict.fromkeys([*(kind.name for kind in every_kind()), NAME, SCRIPTS.name]))


def every_kind() -> Iterator[Kind]:
    """The kinds of all languages, some of them more than once."""
    yield from CHARACTERS
    for code in ("en", "en-GB", *_TABLED):
        yield from (*early(code), *kinds(code))


def make_ready(language: str) -> None:
    """Import and compile the tables of a language: a tenth of a second that the first text needn't wait for.

    Args:
        language: BCP 47 tag.
    """
    for kind in (*early(language), *kinds(language)):
        for rule in kind.rules:
            rule.compiled()


def silent_words(text: str, language: str, leave: Collection[str] = ()) -> str:
    """The first words that a voice of that language leaves out, being in another script; empty where there are none.

    Args:
        language: BCP 47 tag.
        leave: as in `normalize`.
    """
    if (primary := language[:2].lower()) in ("ja", "zh"):
        from tts_tui.text.east.signs import NAME, first_unsaid

        return "" if NAME in leave else first_unsaid(text, primary)
    if primary in ("es", "fr", "it", "pt", "hi"):
        from tts_tui.text.spelt_scripts import SPELT_SCRIPTS, first_spelt

        return "" if SPELT_SCRIPTS.name in leave else first_spelt(text)
    if primary != "en":
        return ""
    from tts_tui.text.english.pictures import SCRIPTS, foreign

    if SCRIPTS.name in leave:
        return ""
    wording: set[str] = set()
    for words in foreign(text):
        for word in {*words.split()} - wording:
            if not any(map(str.isalnum, normalize(word, language, leave=leave).text)):
                return words
            wording.add(word)
    return ""


def _bracketed(tags: Sequence[str]) -> re.Pattern[str]:
    return re.compile(rf"\[(?:{'|'.join(map(re.escape, tags))})\]")
