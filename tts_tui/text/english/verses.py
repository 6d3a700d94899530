"""Verses of the Bible: `John 3:16`, `1 Cor. 13:4`, `Gen. xvii. 8`."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tts_tui.text.edits import Kind, Part, Rule
from tts_tui.text.english.numbers import cardinal
from tts_tui.text.english.roman import value

_BOOKS = {
    "Gen": "Genesis", "Ex": "Exodus", "Exod": "Exodus", "Lev": "Leviticus", "Num": "Numbers", "Deut": "Deuteronomy",
    "Josh": "Joshua", "Judg": "Judges", "Sam": "Samuel", "Kgs": "Kings", "Chron": "Chronicles", "Chr": "Chronicles",
    "Neh": "Nehemiah", "Esth": "Esther", "Ps": "Psalm", "Pss": "Psalms", "Prov": "Proverbs", "Eccl": "Ecclesiastes",
    "Eccles": "Ecclesiastes", "Isa": "Isaiah", "Jer": "Jeremiah", "Lam": "Lamentations", "Ezek": "Ezekiel",
    "Dan": "Daniel", "Hos": "Hosea", "Mic": "Micah", "Hab": "Habakkuk", "Zech": "Zechariah", "Mal": "Malachi",
    "Matt": "Matthew", "Mt": "Matthew", "Mk": "Mark", "Lk": "Luke", "Jn": "John", "Rom": "Romans",
    "Cor": "Corinthians", "Gal": "Galatians", "Eph": "Ephesians", "Phil": "Philippians", "Col": "Colossians",
    "Thess": "Thessalonians", "Tim": "Timothy", "Tit": "Titus", "Heb": "Hebrews", "Jas": "James", "Pet": "Peter",
    "Rev": "Revelation", "Macc": "Maccabees",
}  # fmt: skip
"""Of the Bible, by their short forms."""

_FULL = (
    "Genesis|Exodus|Leviticus|Numbers|Deuteronomy|Joshua|Judges|Ruth|Samuel|Kings|Chronicles|Ezra|Nehemiah|Esther|Job"
    "|Psalms?|Song(?: of Solomon| of Songs)?"
    "|Proverbs|Ecclesiastes|Isaiah|Jeremiah|Lamentations|Ezekiel|Daniel|Hosea|Joel|Amos|Obadiah|Jonah|Micah|Nahum"
    "|Habakkuk|Zephaniah|Haggai|Zechariah|Malachi|Matthew|Mark|Luke|John|Acts|Romans|Corinthians|Galatians|Ephesians"
    "|Philippians|Colossians|Thessalonians|Timothy|Titus|Philemon|Hebrews|James|Peter|Jude|Revelations?"
)
_FIRST = {
    "1": "First ",
    "2": "Second ",
    "3": "Third ",
    "1st": "First ",
    "2nd": "Second ",
    "3rd": "Third ",
    "I": "First ",
    "II": "Second ",
    "III": "Third ",
}

_NUMBERED = "Samuel|Kings|Chronicles|Corinthians|Thessalonians|Timothy|Peter|John|Maccabees|Esdras"
_NUMBERED_SHORT = "Sam|Kgs|Chron|Chr|Cor|Thess|Tim|Pet|Jn|Macc"
"""Books of which there are several."""


_ACT = r"(?P<act>[IVX]{1,4})\.\s?(?P<scene>[ivx]{1,5})"


def _chapter(match: re.Match[str]) -> Sequence[Part]:
    """Of one book: `Ps. 23`."""
    return (_BOOKS[match[1]],)


def _scene(match: re.Match[str]) -> Sequence[Part] | None:
    """Of a play: `Hamlet, I. ii. 129`."""
    act, scene = value(match["act"]), value(match["scene"].upper())
    if not act or not scene:
        return None
    line = match["line"]
    lines = f", line{'s' if match['until'] else ''} {cardinal(line)}" if line else ""
    until = f" to {cardinal(match['until'])}" if match["until"] else ""
    return (f"act {cardinal(act)}, scene {cardinal(scene)}{lines}{until}",)


def _from_to(match: re.Match[str]) -> Sequence[Part]:
    """Over chapters: `1:1–2:3`."""
    first, second, third, fourth = map(cardinal, match.groups()[1:])
    return (f"{_BOOKS.get(match[1], match[1])} {first} {second} to {third} {fourth}",)


def _book(match: re.Match[str]) -> Sequence[Part]:
    """Of several: `II Sam. 7`, `1 Kings 8`."""
    return (_FIRST[match["first"]] + _BOOKS.get(match["book"], match["book"]),)


def _verses(match: re.Match[str]) -> Sequence[Part] | None:
    chapter = match["chapter"]
    if not chapter.isdecimal():
        if not (number := value(chapter.upper())):
            return None
        chapter = str(number)
    until = f" to {cardinal(match['until'])}" if match["until"] else ""
    also = f" and {cardinal(match['also'])}" if match["also"] else ""
    name = _FIRST.get(match["first"] or "", "") + _BOOKS.get(match["book"], match["book"])
    return (f"{name} {cardinal(chapter)} {cardinal(match['verse'])}{until}{also}",)


VERSES = Kind(
    "verses",
    "1 Cor. 13:4 → First Corinthians thirteen four",
    (
        Rule(
            rf"(?:(?<=[a-z\d],\s)|(?<=[a-z]\s)){_ACT}\.\s?(?P<line>\d{{1,4}})(?:\s?[-–]\s?(?P<until>\d{{1,4}}))?(?!\w)",
            _scene,
        ),
        Rule(
            rf"\b((?:{_FULL}|{'|'.join(_BOOKS)}))\.?\s(\d{{1,3}}):(\d{{1,3}})\s?[-–]\s?(\d{{1,3}}):(\d{{1,3}})(?![\d:])",
            _from_to,
        ),
        Rule(
            r"\b((?:[QK]ur['’]?an|Koran|Surah)\s)(\d{1,3}):(\d{1,3})(?![\d:])",
            lambda match: (1, f"{cardinal(match[2])} {cardinal(match[3])}"),
        ),
        Rule(
            rf"\b(?:(?P<first>[1-3]|1st|2nd|3rd|I{{1,3}})\s?)?(?P<book>{_FULL}|{'|'.join(_BOOKS)})\.?\s"
            r"(?P<chapter>\d{1,3}(?=:)|[ivxlc]{1,8}(?=[.:,]\s)|[IVXLC]{1,8}(?=[.:,]\s\d))(?::|[.:,]\s)(?P<verse>\d{1,3})"
            r"(?:\s?[-–]\s?(?P<until>\d{1,3})|,\s?(?P<also>\d{1,3})(?!\d|:))?(?![\d:])",
            _verses,
        ),
        Rule(
            rf"(?<![\w.])(?P<first>[1-3]|1st|2nd|3rd|I{{1,3}})\s(?P<book>{_NUMBERED}|(?:{_NUMBERED_SHORT})\b)\.?"
            r"(?=\s(?:\d|ch\.|chap|[ivxlc]{1,7}\b))",
            _book,
        ),
        Rule(
            r"\b(Exod|Lev|Deut|Josh|Judg|Neh|Esth|Pss?|Prov|Eccl|Eccles|Isa|Jer|Lam|Ezek|Hab|Zech|Gal|Eph|Heb|Rev)\b\.?"
            r"(?=\s(?:\d{1,3}\b(?![.,]\d)|[ivxlc]{2,7}\b))",
            _chapter,
        ),
    ),
    frozenset("0123456789"),
)
