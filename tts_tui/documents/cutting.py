"""A row of blocks cut into chapters: by a table of contents, or by its headings."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from tts_tui.documents.matter import by_content, by_title, by_type
from tts_tui.documents.model import Block, Chapter, Matter
from tts_tui.documents.titled import titled


@dataclass(frozen=True, slots=True)
class Mark:
    """Where a chapter begins.

    Attributes:
        position: index of its first block.
        depth: in the table of contents, from 0.
        part: number of the file that it begins in.
        types: what it is said to be.
    """

    position: int
    title: str
    depth: int = 0
    part: int = 0
    types: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class DocumentBlocks:
    """The blocks of a whole document, and what is known of them.

    Attributes:
        types: what the section that begins with a block is said to be.
        linked: indices of those that are links from end to end, rising.
    """

    blocks: Sequence[Block]
    types: Mapping[int, frozenset[str]] = field(default_factory=dict)
    linked: Sequence[int] = ()


_OWN = 600
"""Characters: a title page and a motto; a chapter that has more before its first section is one with its sections."""

_SECTION = 1500
"""Characters, on average, of chapters; what is shorter is a section of one."""

_FEW = 500
"""Sections that are looked at to tell what they are."""

_CHAPTER = re.compile(
    r"\W*(?:chapter|chap\.|part|book|volume|letter|act|canto|stave|kapitel|teil|buch|chapitre|partie|livre|cap[íi]tulo|"
    r"parte|libro|livro|capitolo|hoofdstuk|deel)\b|\W*[IVXLC]+\b|\W*\d{1,3}\b(?!\.\d)|第.{1,4}[章回部巻卷]",
    re.I,
)
_SAME = re.compile(r"[\W_]+")


def cut(row: DocumentBlocks, marks: Sequence[Mark], *, title: str = "") -> tuple[Chapter, ...]:
    """The chapters that begin at the marks, and what stands before the first; none is empty.

    Args:
        title: of what stands before the first where nothing else names it.
    """
    marks = _merged(_chosen(sorted(marks, key=lambda mark: mark.position), len(row.blocks), row))
    if not marks or marks[0].position > 0:
        marks = [Mark(0, ""), *marks]
    ends = [mark.position for mark in marks[1:]] + [len(row.blocks)]
    chapters = [
        _chapter(row, mark, end, named=bool(mark.title), title=title)
        for mark, end in zip(marks, ends, strict=True)
        if end > mark.position
    ]
    return _in_order(chapters)


def by_headings(row: DocumentBlocks, *, title: str = "") -> tuple[Chapter, ...]:
    """Chapters that begin with the headings of the highest level of which there are several; else by their words."""
    if sum(block.kind == "heading" for block in row.blocks) < 2 and len(titled(row.blocks)[1]) > 1:
        return by_words(row, title=title)
    found = Counter(block.level for block in row.blocks if block.kind == "heading" and block.spoken)
    levels = sorted(found)
    chosen = next((level for level in levels if found[level] > 1), levels[-1] if levels else 0)
    marks = [
        Mark(number, block.text)
        for number, block in enumerate(row.blocks)
        if block.kind == "heading" and block.level <= chosen and block.spoken
    ]
    return cut(row, marks, title=title)


def by_words(row: DocumentBlocks, *, title: str = "") -> tuple[Chapter, ...]:
    """Chapters that begin with lines such as `CHAPTER I`, where nothing else tells."""
    blocks, begun = titled(row.blocks)
    return cut(replace(row, blocks=blocks), [Mark(*each) for each in begun], title=title)


def _chosen(marks: Sequence[Mark], end: int, row: DocumentBlocks) -> list[Mark]:
    """The marks of chapters, without those of sections of one."""
    lengths = [0]
    for block in row.blocks:
        lengths.append(lengths[-1] + len(block.text))
    chosen: list[Mark] = []
    above: list[tuple[Mark, bool, bool]] = []
    for number, mark in enumerate(marks):
        while above and above[-1][0].depth >= mark.depth:
            above.pop()
        opened = True
        if above:
            parent, parent_opened, short = above[-1]
            elsewhere = mark.part != parent.part or bool(_CHAPTER.match(mark.title))
            opened = parent_opened and (elsewhere or short)
        if opened:
            chosen.append(mark)
        above.append((mark, opened, _holds_chapters(number, marks, end, lengths)))
    return chosen


def _holds_chapters(number: int, marks: Sequence[Mark], end: int, lengths: Sequence[int]) -> bool:
    """Whether what a mark holds are chapters by their length, rather than sections of the one that it is."""
    parent = marks[number]
    children: list[Mark] = []
    after = end
    for mark in marks[number + 1 : number + _FEW]:
        if mark.depth <= parent.depth:
            after = mark.position
            break
        children.append(mark)
    if not children or lengths[children[0].position] - lengths[parent.position] > _OWN:
        return False
    return lengths[after] - lengths[parent.position] > _SECTION * len(children)


def _merged(marks: Sequence[Mark]) -> list[Mark]:
    """One mark a place: `Part One` and `Chapter 1` that begin together are one chapter."""
    merged: list[Mark] = []
    for mark in marks:
        if merged and merged[-1].position == mark.position:
            first = merged[-1]
            both = (
                first.title
                if same(mark.title) in same(first.title)
                else f"{first.title}. {mark.title}".strip(". ")
            )
            merged[-1] = replace(first, title=both, types=first.types | mark.types)
        else:
            merged.append(mark)
    return merged


def _chapter(row: DocumentBlocks, mark: Mark, end: int, *, named: bool, title: str) -> Chapter:
    blocks = list(row.blocks[mark.position : end])
    types = mark.types | row.types.get(mark.position, frozenset())
    heading = next((block.text for block in blocks[:3] if block.kind == "heading"), "")
    linked = bisect_left(row.linked, end) - bisect_left(row.linked, mark.position)
    found = by_type(types) or by_title(mark.title or heading) or by_content(blocks, linked)
    matter, why = found or ("body", "")
    if named:
        blocks = _headed(blocks, mark.title)
    name = mark.title or heading or why.capitalize() or title
    return Chapter(" ".join(name.split()), tuple(blocks), matter, why)


def _headed(blocks: list[Block], title: str) -> list[Block]:
    """The blocks with the chapter's title among the first; where it is a picture, as the table of contents has it."""
    key = same(title)
    if not key:
        return blocks
    for number, block in enumerate(blocks[:4]):
        if block.kind == "heading":
            return blocks
        if (
            block.kind == "paragraph"
            and len(block.text) < 120
            and same(block.text)
            and (same(block.text) in key or key in same(block.text))
        ):
            blocks[number] = replace(block, kind="heading", level=1, text=" ".join(block.text.split()))
            return blocks
    if len(key) > 2 and any(same(block.text).startswith(key) for block in blocks[:2]):
        return blocks
    return [Block("heading", title, 1), *blocks]


def _in_order(chapters: Sequence[Chapter]) -> tuple[Chapter, ...]:
    """Front matter before the text and back matter behind it, as where they stand says.

    What is known by its looks alone, such as acknowledgements, is where it is found.
    """
    body = [number for number, chapter in enumerate(chapters) if chapter.matter == "body"]
    if not body:  # all of it looks like something else: then it is what there is to read
        return tuple(replace(chapter, matter="body", why="") for chapter in chapters)
    first, last = body[0], body[-1]

    def moved(number: int, matter: Matter) -> Matter:
        if matter == "body":
            return matter
        return "front" if number < first else "back" if number > last else matter

    return tuple(
        replace(chapter, matter=moved(number, chapter.matter)) for number, chapter in enumerate(chapters)
    )


def same(text: str) -> str:
    """A title as it is compared."""
    return _SAME.sub("", text).casefold()
