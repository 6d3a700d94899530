"""Plain text: paragraphs by their lines, chapters by lines such as `CHAPTER I`, and what Project Gutenberg adds."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tts_tui.documents.cutting import DocumentBlocks, Mark, cut
from tts_tui.documents.model import Block, Chapter, Document
from tts_tui.speech.errors import DocumentError
from tts_tui.text.paragraphs import stretches
from tts_tui.text.subtitles import is_subtitles, running_text

_NUMBER = (
    r"(?:\d{1,3}|[IVXLC]{1,8}|(?:THE )?(?:FIRST|SECOND|THIRD|FOURTH|FIFTH|LAST)|(?:TWENTY|THIRTY|FORTY|FIFTY|SIXTY)?[ -]?(?:"
    + (
        "ONE|TWO|THREE|FOUR|FIVE|SIX|SEVEN|EIGHT|NINE|TEN|ELEVEN|TWELVE|THIRTEEN|FOURTEEN|FIFTEEN|SIXTEEN|SEVENTEEN|EIGHTEEN|"
        "NINETEEN|TWENTY|THIRTY|FORTY|FIFTY"
    )
    + r"))"
)
_HEADING = re.compile(
    r"(?:(?:chapter|chap\.|book|part|letter|stave|volume|canto|act|scene|kapitel|teil|buch|chapitre|partie|livre|cap[íi]tulo|"
    rf"parte|libro|livro|capitolo|hoofdstuk)[ ]{{1,3}}{_NUMBER}\b[ .:—–-]{{0,4}}.{{0,80}}|"
    rf"(?:erstes|zweites|drittes|viertes|fünftes|sechstes|siebtes|achtes|neuntes|zehntes|premier|première)[ ](?:kapitel|chapitre|partie)|"
    r"(?:prologue|epilogue|preface|introduction|foreword|afterword|conclusion|appendix(?: [A-Z0-9]{1,4})?|prolog|epilog|vorwort|"
    r"nachwort|einleitung|contents|table of contents|dedication|index|glossary|bibliography|acknowledge?ments)\.?|"
    r"第.{1,5}[章回部巻卷](?:[ \u3000].{0,40})?)",
    re.I,
)
_NUMERAL = re.compile(r"[IVXLC]{1,8}\.?|\d{1,3}\.?")
_TITLE_LINE = re.compile(r"[^a-z]{3,80}|(?:[A-Z“\"'(]\S{0,30}[ ]?){1,10}")
_START = re.compile(r"\*{3}\s*START OF (?:THE|THIS) PROJECT GUTENBERG.{0,200}", re.I)
_END = re.compile(
    r"\*{3}\s*END OF (?:THE|THIS) PROJECT GUTENBERG.{0,200}|End of (?:the )?Project Gutenberg.{0,100}", re.I
)
_FIELD = re.compile(r"(Title|Author|Language):[ \t]+(\S[^\n]{0,300})")
_LANGUAGES = {
    "english": "en", "german": "de", "french": "fr", "spanish": "es", "italian": "it", "portuguese": "pt", "dutch": "nl",
    "finnish": "fi", "chinese": "zh", "japanese": "ja", "hindi": "hi", "swedish": "sv", "danish": "da", "polish": "pl",
}  # fmt: skip
_HEAD = 4000
"""Characters in which the fields of Project Gutenberg stand."""


def read_plain(text: str, title: str = "") -> Document:
    """
    Args:
        title: where the text names none.

    Raises:
        DocumentError: there is no text in it.
    """
    if not any(map(str.isalnum, text)):
        raise DocumentError("There is no text in it.", hint="Choose another.")
    if is_subtitles(text):
        lines = [Block("paragraph", line) for line in running_text(text).split("\n") if line.strip()]
        return Document((Chapter(title, tuple(lines)),), title=title, form="subtitles")
    fields = dict(_FIELD.findall(text[:_HEAD])) if "Gutenberg" in text[:_HEAD] else {}
    blocks = list(_blocks(text.replace("\r\n", "\n").replace("\r", "\n")))
    author = fields.get("Author", "")
    return Document(
        _chapters(blocks, fields.get("Title", title)),
        title=fields.get("Title", title),
        authors=(author,) if author else (),
        language=_LANGUAGES.get(fields.get("Language", "").lower(), ""),
        form="text",
    )


def _chapters(blocks: list[Block], title: str) -> tuple[Chapter, ...]:
    start = next((number for number, block in enumerate(blocks[:400]) if _START.match(block.text)), -1)
    end = next((n for n in range(len(blocks) - 1, start, -1) if _END.match(blocks[n].text)), len(blocks))
    inner = blocks[start + 1 : end]
    marks = [
        Mark(number, block.text)
        for number, block in enumerate(inner)
        if block.kind == "heading" and not (number and inner[number - 1].kind == "heading")
    ]
    marks = _without_contents(inner, marks)
    chapters = list(cut(DocumentBlocks(inner), marks, title=title)) if inner else []
    if start >= 0:
        chapters.insert(
            0, Chapter("Project Gutenberg", tuple(blocks[: start + 1]), "front", "note of the publisher")
        )
    if end < len(blocks):
        chapters.append(Chapter("Project Gutenberg", tuple(blocks[end:]), "back", "licence"))
    return tuple(chapters)


def _without_contents(blocks: list[Block], marks: list[Mark]) -> list[Mark]:
    """A table of contents lists what are chapters further on: there they begin."""
    last = {" ".join(mark.title.casefold().split()).rstrip("."): mark.position for mark in marks}
    rest: list[Mark] = []
    for number, mark in enumerate(marks):
        key = " ".join(mark.title.casefold().split()).rstrip(".")
        after = marks[number + 1].position if number + 1 < len(marks) else len(blocks)
        if last[key] == mark.position or after - mark.position > 2:
            rest.append(mark)
    return rest


def _blocks(text: str) -> Iterator[Block]:
    """Paragraphs; lines that stand by themselves are verse, where they are several, and headings."""
    lines: list[str] = []
    before = 0
    for stretch in stretches(text, "plain"):
        piece = text[stretch.start : stretch.end]
        line = " ".join(piece.split())
        if not line:
            continue
        if lines and "\n\n" in text[before : stretch.start]:
            yield from _block(lines)
            lines = []
        before = stretch.end
        lines.append(line)
        if stretch.ending != "line" and stretch.complete:
            yield from _block(lines)
            lines = []
    if lines:
        yield from _block(lines)


def _block(lines: list[str]) -> Iterator[Block]:
    text = "\n".join(lines)
    if not any(map(str.isalnum, text)):
        yield Block("paragraph", text, spoken=False, why="a break")
    elif len(lines) <= 3 and len(text) <= 160 and is_heading(lines):
        yield Block("heading", " ".join(lines) if not _bare(lines[0]) else ". ".join(lines), 1)
    elif len(lines) >= 3:
        yield Block("verse", text)
    else:
        yield Block("paragraph", text)


def _bare(line: str) -> bool:
    return bool(_HEADING.fullmatch(line)) and line[-1:].isalnum() and len(line) < 24


def is_heading(lines: list[str]) -> bool:
    """Whether lines between empty ones are the title of a chapter."""
    first, rest = lines[0], lines[1:]
    if _NUMERAL.fullmatch(first) and not rest:
        return first.rstrip(".") not in ("I", "C", "L") or len(first) > 1
    return bool(_HEADING.fullmatch(first)) and all(_TITLE_LINE.fullmatch(line) for line in rest)
