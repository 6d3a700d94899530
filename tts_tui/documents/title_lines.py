"""Titles of chapters that nothing but their words tells: `CHAPTER I`, a numeral by itself, lines in capitals."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tts_tui.documents.model import Block

_NUMBER = (
    r"(?:\d{1,3}|[IVXLC]{1,8}|(?:THE )?(?:FIRST|SECOND|THIRD|FOURTH|FIFTH|LAST)|(?:TWENTY|THIRTY|FORTY|FIFTY|SIXTY)?[ -]?(?:"
    + (
        "ONE|TWO|THREE|FOUR|FIVE|SIX|SEVEN|EIGHT|NINE|TEN|ELEVEN|TWELVE|THIRTEEN|FOURTEEN|FIFTEEN|SIXTEEN|SEVENTEEN|EIGHTEEN|"
        "NINETEEN|TWENTY|THIRTY|FORTY|FIFTY"
    )
    + r"))"
)
_PART = (
    r"(?:chapter|chap\.|book|part|letter|stave|volume|canto|act|scene|kapitel|teil|buch|chapitre|partie|livre|cap[íi]tulo|"
    r"parte|libro|livro|capitolo|hoofdstuk|deel|глава|часть|книга|rozdział|kapitola|fejezet|bölüm|luku|κεφάλαιο)"
)
_NUMBERED = re.compile(rf"{_PART}[ ]{{1,3}}{_NUMBER}\b[ .:—–-]{{0,4}}", re.I)
_HEADING = re.compile(
    rf"(?:{_NUMBERED.pattern}.{{0,80}}|"
    rf"(?:erstes|zweites|drittes|viertes|fünftes|sechstes|siebtes|achtes|neuntes|zehntes|premier|première)[ ](?:kapitel|chapitre|partie)|"
    r"(?:prologue|epilogue|preface|introduction|foreword|afterword|conclusion|appendix(?: [A-Z0-9]{1,4})?|prolog|epilog|vorwort|"
    r"nachwort|einleitung|contents|table of contents|dedication|index|glossary|bibliography|acknowledge?ments|пролог|эпилог)\.?|"
    r"第.{1,5}[章回部巻卷](?:[ \u3000].{0,40})?)",
    re.I,
)
_ORNAMENTS = "-–—*~=[](<>){} "
_ORNAMENT = rf"[.{re.escape(_ORNAMENTS)}]{{0,6}}"
_NUMERAL = re.compile(rf"{_ORNAMENT}(?:[IVXLC]{{1,8}}|\d{{1,3}}){_ORNAMENT}")
_TITLE_LINE = re.compile(r"[^a-z]{3,80}|(?:[A-Z“\"'(]\S{0,30}[ ]?){1,10}")
_LIST = re.compile(r"(\d{1,3}|[IVXLC]{1,8})[.):]?[ \t]+[^\W\d_a-z].{0,78}")
_CAPITALS = re.compile(r"[^a-zß-öø-ÿ]{3,60}")
_ENDED = re.compile(r"[.!?…:;,][\"'”’»)\]]*$")
_QUOTED = "\"'“‘«„-–—"
_THE_END = re.compile(r"\W*(?:the end|finis|fin|ende|fine|\d+)\W*", re.I)

_LINES, _LONGEST = 4, 200
"""Of a title, with its `CHAPTER I`."""

_BETWEEN = 400
"""Characters, on average, of chapters that nothing but lines in capitals begins."""

_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}


@dataclass(frozen=True, slots=True)
class TitleLines:
    """A title, in one block or two."""

    position: int
    blocks: int
    title: str


def title_lines(blocks: Sequence[Block]) -> list[TitleLines]:
    """The titles among paragraphs, in order; those that words tell, else numbered ones, else those in capitals."""
    lines = [block.text.split("\n") if _may_be_one(block) else [] for block in blocks]
    numerals = sum(len(each) == 1 and _NUMERAL.fullmatch(each[0]) is not None for each in lines)
    found: list[TitleLines] = []
    after = 0
    for at, each in enumerate(lines):
        if at < after or not each or not is_title(each, numerals):
            continue
        title, own = _joined(each), 1
        if (
            _bare(each[-1])
            and len(each) == 1
            and at + 2 < len(blocks)
            and _follows(lines[at + 1], lines[at + 2])
        ):
            title, own = _joined([*each, *lines[at + 1]]), 2
        found.append(TitleLines(at, own, title))
        after = at + own
    return found or _in_a_row(lines) or _in_capitals(blocks, lines)


def is_title(lines: Sequence[str], numerals: int = 2) -> bool:
    """Whether lines between empty ones are the title of a chapter.

    Args:
        numerals: paragraphs of the text that are a numeral alone; where it is the only one it may be a word.
    """
    first, rest = lines[0], lines[1:]
    if len(lines) > _LINES or sum(map(len, lines)) > _LONGEST:
        return False
    if _NUMERAL.fullmatch(first) and not rest:
        return numerals > 1
    if not _HEADING.fullmatch(first):
        return False
    titled = all(map(_TITLE_LINE.fullmatch, rest))
    return titled or (_NUMBERED.fullmatch(first) is not None and not _ENDED.search(rest[-1]))


def number_of(title: str) -> str:
    """Which chapter a title says that it is, to be compared: `chapter iv`; empty where it doesn't say."""
    match = _NUMBERED.match(title)
    return " ".join(match[0].casefold().split()).rstrip(" .:—–-") if match else ""


def _may_be_one(block: Block) -> bool:
    return (
        block.spoken
        and block.kind in ("paragraph", "verse", "quotation")
        and len(block.text) <= _LONGEST
        and any(map(str.isalnum, block.text))
    )


def _bare(line: str) -> bool:
    """Whether a line says which chapter it is, and not what it is called."""
    return bool(_NUMBERED.fullmatch(line) or _NUMERAL.fullmatch(line))


def _follows(lines: Sequence[str], after: Sequence[str]) -> bool:
    """Whether what stands below `CHAPTER I` is what it is called."""
    if not 1 <= len(lines) <= _LINES - 1 or lines[0][:1] in _QUOTED or _bare(lines[0]):
        return False
    capitals = all(map(_CAPITALS.fullmatch, lines))
    titled = all(map(_TITLE_LINE.fullmatch, lines)) and not _ENDED.search(lines[-1])
    return (capitals or titled) and not (after and is_title(after))


def _joined(lines: Sequence[str]) -> str:
    first, rest = lines[0], " ".join(lines[1:])
    if not rest:
        return first.strip(_ORNAMENTS) if _NUMERAL.fullmatch(first) else first
    return f"{first.rstrip(' .:—–-')}. {rest}" if _bare(first) else f"{first} {rest}"


def _in_a_row(lines: Sequence[Sequence[str]]) -> list[TitleLines]:
    """`1. The Harbour`, `2. The Road`: from one on, with text between."""
    found: list[TitleLines] = []
    for at, each in enumerate(lines):
        match = _LIST.fullmatch(each[0]) if len(each) == 1 and not _ENDED.search(each[0]) else None
        if (
            match
            and numeral_value(match[1]) == len(found) + 1
            and not (found and found[-1].position == at - 1)
        ):
            found.append(TitleLines(at, 1, each[0]))
    return found if len(found) > 1 else []


def _in_capitals(blocks: Sequence[Block], lines: Sequence[Sequence[str]]) -> list[TitleLines]:
    found = [TitleLines(at, 1, " ".join(lines[at])) for at in _capital_lines(lines)]
    length = sum(len(block.text) for block in blocks)
    return found if len(found) > 1 and length > _BETWEEN * len(found) else []


def _capital_lines(lines: Sequence[Sequence[str]]) -> Iterator[int]:
    for at, each in enumerate(lines):
        if (
            1 <= len(each) <= _LINES - 1
            and all(map(_CAPITALS.fullmatch, each))
            and each[0][:1] not in _QUOTED
            and any(map(str.isupper, each[0]))
            and not _THE_END.fullmatch(" ".join(each))
        ):
            yield at


def numeral_value(numeral: str) -> int:
    """Of digits, or of a Roman numeral up to hundreds."""
    if numeral.isdigit():
        return int(numeral)
    values = [_ROMAN[each] for each in numeral.upper()]
    return sum(
        -value if value < following else value
        for value, following in zip(values, [*values[1:], 0], strict=True)
    )
