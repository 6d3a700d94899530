"""What Project Gutenberg adds to a plain text: fields, licences, and the marks of its volunteers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from tts_tui.documents.model import Block, BlockKind

_START = re.compile(r"\*{3}\s*START OF (?:THE|THIS) PROJECT GUTENBERG.{0,200}", re.I)
_END = re.compile(
    r"\*{3}\s*END OF (?:THE|THIS) PROJECT GUTENBERG.{0,200}|End of (?:the )?Project Gutenberg.{0,100}", re.I
)
_PRODUCED = re.compile(r"(?:E-?text )?(?:produced|prepared|transcribed) (?:by|from)\b.{0,400}", re.I | re.S)
_FIELD = re.compile(
    r"^(Title|Author|Language):[ \t]+(\S[^\n]{0,300}(?:\n[ \t]{2,}\S[^\n]{0,200}){0,3})", re.M
)
_LANGUAGES = {
    "english": "en", "german": "de", "french": "fr", "spanish": "es", "italian": "it", "portuguese": "pt", "dutch": "nl",
    "finnish": "fi", "chinese": "zh", "japanese": "ja", "hindi": "hi", "swedish": "sv", "danish": "da", "polish": "pl",
}  # fmt: skip
_HEAD = 4000
"""Characters in which the fields stand."""

_PAGE = re.compile(r"[ \t]*\[(?:Pg|Page|p\.) ?[\divxlc]{1,6}\]", re.I)
_BRACED_PAGE = re.compile(r"[ \t]*\{(?:Pg |p\. ?)?[\divxlc]{1,5}\}")
_BOLD = re.compile(r"(?<![\w=])=(?=[^\s=])([^=\n]{1,200}(?:\n[^=\n]{1,200})?)(?<=[^\s=])=(?![\w=])")
_BRACKETED: tuple[tuple[re.Pattern[str], BlockKind, str], ...] = (
    (re.compile(r"\[(?:Foot|End|Side)note\b[^\n:]{0,12}:", re.I), "note", "footnote"),
    (re.compile(r"\[(?:Illustration|Illus\.|Frontispiece|Music|Map)\b[\]:. ]", re.I), "caption", "description of a picture"),
    (re.compile(r"\[Transcriber.{0,3}s? notes?\b", re.I), "paragraph", "transcriber's note"),
)  # fmt: skip
_LABEL = re.compile(r"\[(?:Foot|End)note ([\w*†‡]{1,4}):", re.I)
_MOST_BLOCKS = 12
"""That stand in one pair of brackets."""


@dataclass(frozen=True, slots=True)
class Fields:
    """What a text says of itself; empty where it doesn't."""

    title: str = ""
    author: str = ""
    language: str = ""


def fields_of(text: str) -> Fields:
    """
    Args:
        text: with lines that end in `\\n`.
    """
    if not is_gutenberg(text):
        return Fields()
    found = {name: " ".join(value.split()) for name, value in _FIELD.findall(text[:_HEAD])}
    language = _LANGUAGES.get(found.get("Language", "").lower(), "")
    return Fields(found.get("Title", ""), found.get("Author", ""), language)


def is_gutenberg(text: str) -> bool:
    return "Gutenberg" in text[:_HEAD]


def without_marks(text: str) -> str:
    """The text without numbers of pages, marks of bold letters, and the numbers that lead to its footnotes."""
    text = _PAGE.sub("", text)
    if is_gutenberg(text):
        text = _BOLD.sub(r"\1", _BRACED_PAGE.sub("", text))
    if labels := frozenset(_LABEL.findall(text)):
        text = re.sub(rf"\[(?:{'|'.join(map(re.escape, sorted(labels)))})\]", "", text)
    return text


def with_kinds(blocks: Sequence[Block]) -> Iterator[Block]:
    """The blocks, those in brackets that say so as footnotes and descriptions of pictures."""
    at = 0
    while at < len(blocks):
        text = blocks[at].text
        known = next(((kind, why) for begin, kind, why in _BRACKETED if begin.match(text)), None)
        end = at + 1
        if known:
            ends = range(at, min(at + _MOST_BLOCKS, len(blocks)))
            end = next((n + 1 for n in ends if blocks[n].text.endswith("]")), at + 1)
        for block in blocks[at:end]:
            yield replace(block, kind=known[0], spoken=False, why=known[1]) if known else block
        at = end


def span_of(blocks: Sequence[Block]) -> tuple[int, int]:
    """Indices of the first block behind what is added in front, and of the first that is added behind."""
    start = next((number for number, block in enumerate(blocks[:400]) if _START.match(block.text)), -1)
    end = next((n for n in range(len(blocks) - 1, start, -1) if _END.match(blocks[n].text)), len(blocks))
    while end - 1 > start and _END.match(blocks[end - 1].text):  # it is said twice, in two ways
        end -= 1
    if start >= 0 and start + 1 < end and _PRODUCED.fullmatch(blocks[start + 1].text):
        start += 1
    return start + 1, end
