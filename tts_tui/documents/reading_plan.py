"""The plan of a document: what is read aloud of it, as a file that a person edits and compares."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Literal

from tts_tui.documents.model import Block, BlockKind, Chapter, Document, Matter
from tts_tui.speech.errors import PlanError, UsageError
from tts_tui.text.quotes import quotations, speakers

Notes = Literal["skip", "read"]
"""What becomes of footnotes."""

BEGINNING = 60
"""Characters of a block that its line in the plan shows."""


@dataclass(frozen=True, slots=True)
class PlannedBlock:
    """What a block became, and whether it is read; `why` it isn't; who `says` each of its quotations."""

    kind: BlockKind
    begins: str
    read: bool
    why: str = ""
    says: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PlannedChapter:
    """
    Attributes:
        number: in the document, from 1.
        why: it isn't read; empty where it is.
    """

    number: int
    title: str
    read: bool
    matter: Matter
    why: str
    blocks: tuple[PlannedBlock, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """
    Attributes:
        source: the document's file name.
        sha256: of the file, in hexadecimal; empty where it isn't known.
        cover: whether the picture goes into the audiobook.
        chapters: in the order in which they are read, which needn't be the document's.
    """

    source: str
    sha256: str
    title: str
    authors: tuple[str, ...]
    language: str
    cover: bool
    chapters: tuple[PlannedChapter, ...]


def digest(data: bytes) -> str:
    """Of a document's file, by which a plan notices that it was changed."""
    return sha256(data).hexdigest()


def plan_of(
    document: Document,
    source: str,
    sha256: str = "",
    *,
    notes: Notes = "skip",
    chapters: Sequence[int] | None = None,
    quotes: bool = False,
) -> Plan:
    """The default plan: without front and back matter.

    Args:
        source: the document's file name.
        notes: whether footnotes are read.
        chapters: numbers of those that are read, from 1, whatever they are; None for the text itself.
        quotes: quoted speech is given to whom the text names.
    """
    return Plan(
        source,
        sha256,
        document.title,
        document.authors,
        document.language,
        document.cover is not None,
        tuple(
            _planned(number, chapter, notes, None if chapters is None else number in chapters, quotes=quotes)
            for number, chapter in enumerate(document.chapters, 1)
        ),
    )


def _planned(
    number: int, chapter: Chapter, notes: Notes, chosen: bool | None, *, quotes: bool
) -> PlannedChapter:
    read = chapter.matter == "body" if chosen is None else chosen
    why = ""
    if not read:
        why = f"{chapter.matter} matter: {chapter.why}" if chapter.why else "not chosen"
        if chosen is False and chapter.matter == "body":
            why = "not chosen"
    blocks = tuple(_line(block, notes) for block in chapter.blocks)
    if quotes:
        blocks = _with_speakers(blocks, chapter)
    return PlannedChapter(number, chapter.title, read, chapter.matter, why, blocks)


def _line(block: Block, notes: Notes) -> PlannedBlock:
    read = block.spoken or (block.kind == "note" and notes == "read" and any(map(str.isalnum, block.text)))
    return PlannedBlock(block.kind, beginning(block.text), read, "" if read else block.why)


def _with_speakers(lines: Sequence[PlannedBlock], chapter: Chapter) -> tuple[PlannedBlock, ...]:
    read = [block.text for line, block in zip(lines, chapter.blocks, strict=True) if line.read]
    told = iter(speakers(read))
    return tuple(replace(line, says=next(told)) if line.read else line for line in lines)


def beginning(text: str) -> str:
    """The first words of a block, on one line."""
    line = " ".join(text[: 4 * BEGINNING].split())
    if len(line) <= BEGINNING:
        return line
    cut = line.rfind(" ", BEGINNING // 2, BEGINNING)
    return line[: cut if cut > 0 else BEGINNING - 1].rstrip() + "…"


def apply(plan: Plan, document: Document) -> Document:
    """The document as the plan has it: the chapters and blocks that are read, with the plan's titles, and its metadata.

    Raises:
        PlanError: the plan is of another document.
    """
    chapters = tuple(_applied(each, document) for each in plan.chapters if each.read)
    return replace(
        document,
        chapters=tuple(chapter for chapter in chapters if chapter.blocks),
        title=plan.title,
        authors=plan.authors,
        language=plan.language,
        cover=document.cover if plan.cover else None,
    )


def _applied(planned: PlannedChapter, document: Document) -> Chapter:
    if not 1 <= planned.number <= len(document.chapters):
        raise _other(f"it names chapter {planned.number}, and the document has {len(document.chapters)}")
    chapter = document.chapters[planned.number - 1]
    if len(planned.blocks) != len(chapter.blocks):
        raise _other(
            f"chapter {planned.number} has {len(chapter.blocks)} blocks, and {len(planned.blocks)} lines in the plan",
            hint="Keep every line, and set `read = false` on what isn't to be read; or make a new plan with --plan.",
        )
    blocks: list[Block] = []
    for number, (line, block) in enumerate(zip(planned.blocks, chapter.blocks, strict=True), 1):
        if line.begins != beginning(block.text):
            raise _other(
                f"block {number} of chapter {planned.number} begins “{beginning(block.text)}”, and in the plan "
                f"“{line.begins}”"
            )
        if len(line.says) not in (0, count := len(quotations(block.text))):
            raise _other(
                f"block {number} of chapter {planned.number}, “{line.begins}”, has {count} quotations, and "
                f"{len(line.says)} in the plan",
                hint='Name who says each of them in `says`, "" for the narrator.',
            )
        if line.read:
            level = (block.level or 2) if line.kind == "heading" else 0
            blocks.append(replace(block, kind=line.kind, level=level, spoken=True, why="", says=line.says))
    titled = planned.title != chapter.title and bool(blocks) and blocks[0].kind == "heading"
    if titled and blocks[0].text == chapter.title:
        blocks[0] = replace(blocks[0], text=planned.title)
    return replace(chapter, title=planned.title, blocks=tuple(blocks))


def _other(what: str, hint: str = "Make a new plan with --plan.") -> PlanError:
    return PlanError(f"The plan isn't of this document: {what}.", hint=hint)


def check_source(plan: Plan, sha256: str) -> None:
    """
    Raises:
        PlanError: the document isn't the one that the plan was made of.
    """
    if plan.sha256 and plan.sha256 != sha256:
        raise PlanError(
            f"{plan.source} has changed since its plan was made.",
            hint="Make a new plan with --plan, and compare the two: diff OLD.toml NEW.toml",
        )


_RANGE = re.compile(r"(\d{1,6})?\s*([-–])?\s*(\d{1,6})?")


def chapters_named(text: str, count: int) -> tuple[int, ...]:
    """The chapters that a selection such as `1,3-5,8-` names, rising.

    Args:
        count: of the document's chapters.

    Raises:
        UsageError: it is none, or names one that isn't there.
    """
    chosen: set[int] = set()
    for part in text.split(","):
        match = _RANGE.fullmatch(part.strip())
        if not match or not (match[1] or match[3]) or (match[3] and not match[2]):
            raise UsageError(f"“{part.strip()[:40]}” names no chapters.", hint="Write them as 1,3-5,8-")
        first = int(match[1] or 1)
        last = int(match[3]) if match[3] else count if match[2] else first
        if not 1 <= first <= last <= count:
            raise UsageError(
                f"There are no chapters {part.strip()[:40]}: the document has {count}.",
                hint="--plan lists them.",
            )
        chosen.update(range(first, last + 1))
    return tuple(sorted(chosen))
