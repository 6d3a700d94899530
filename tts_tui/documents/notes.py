"""Footnotes that nothing tells but the numbers in the text that lead to them."""

from __future__ import annotations

from collections.abc import Iterable, MutableSequence
from dataclasses import dataclass, replace

from tts_tui.documents.model import Block

_LONGEST = 12
"""Blocks of a note; what is longer, or has a heading, is a part of the text that a number leads to."""


@dataclass(frozen=True, slots=True)
class Reference:
    """A number in the text.

    Attributes:
        at: index of its block.
        begin: index of the first block that it leads to; they go up to `end`.
    """

    at: int
    begin: int
    end: int


def mark_notes(blocks: MutableSequence[Block], references: Iterable[Reference]) -> None:
    """Have what they lead to be notes: further on, since what leads back stands in the note itself."""
    for each in references:
        own = range(each.begin, min(max(each.end, each.begin + 1), len(blocks)))
        if each.begin <= each.at or len(own) > _LONGEST or any(blocks[n].kind == "heading" for n in own):
            continue
        for number in own:
            if blocks[number].kind in ("paragraph", "item", "quotation"):
                why = blocks[number].why or "footnote"
                blocks[number] = replace(blocks[number], kind="note", spoken=False, why=why)
