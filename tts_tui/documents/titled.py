"""Paragraphs whose titles are told by their words: which of them are headings, and where chapters begin."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tts_tui.documents.model import Block
from tts_tui.documents.title_lines import TitleLines, number_of, title_lines

Beginning = tuple[int, str]
"""Index of a chapter's first block, and its title."""


def titled(blocks: Sequence[Block]) -> tuple[list[Block], list[Beginning]]:
    """The blocks with their titles as headings, and where chapters begin; none where no words tell."""
    found = title_lines(blocks)
    headed = list(blocks)
    for each in found:
        _make_heading(headed, each)
    return headed, _without_contents(headed, _beginnings(found))


def _make_heading(blocks: list[Block], found: TitleLines) -> None:
    for number in range(found.position, found.position + found.blocks):
        text = found.title if found.blocks == 1 else " ".join(blocks[number].text.split())
        blocks[number] = replace(blocks[number], kind="heading", level=1, text=text)


def _beginnings(found: Sequence[TitleLines]) -> list[Beginning]:
    """Titles that follow one another are a list of those that come again."""
    keys = [number_of(each.title) or _key(each.title) for each in found]
    last = {key: number for number, key in enumerate(keys)}
    begun: list[Beginning] = []
    after = -1
    for number, each in enumerate(found):
        if each.position == after and _holds(number_of(begun[-1][1]), number_of(each.title)):
            begun[-1] = begun[-1][0], f"{begun[-1][1].rstrip('. ')}. {each.title}"
        elif each.position > after or last[keys[number]] == number:
            begun.append((each.position, each.title))
        after = each.position + each.blocks
    return begun


def _holds(before: str, key: str) -> bool:
    """Whether these are `PART ONE` and the `CHAPTER I` that it begins with."""
    return bool(before and key) and before.partition(" ")[0] != key.partition(" ")[0]


def _without_contents(blocks: Sequence[Block], begun: Sequence[Beginning]) -> list[Beginning]:
    """A table of contents lists what are chapters further on: there they begin."""
    last = {_key(title): position for position, title in begun}
    rest: list[Beginning] = []
    for number, (position, title) in enumerate(begun):
        after = begun[number + 1][0] if number + 1 < len(begun) else len(blocks)
        if last[_key(title)] == position or after - position > 2:
            rest.append((position, title))
    return rest


def _key(title: str) -> str:
    return " ".join(title.casefold().split()).rstrip(".")
