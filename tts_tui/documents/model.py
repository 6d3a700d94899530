"""What every reader of documents makes: metadata, and chapters of blocks in the order in which they are read."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

BlockKind = Literal["heading", "paragraph", "item", "quotation", "verse", "code", "table", "note", "caption"]
"""What a block is; a `note` is a footnote or an endnote."""

Matter = Literal["front", "body", "back"]
"""Front matter (title page, contents, copyright), the text itself, back matter (index, notes, advertisements)."""


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of text that is read with a pause on both sides.

    Attributes:
        text: plain text, without markup; lines of verse and code keep their ends.
        level: of a heading, from 1.
        spoken: whether it is read aloud unless a plan says otherwise.
        why: why it isn't, in a few words; empty where it is.
        slot: seconds from and to which it is to be heard, where it is a cue that is dubbed.
        says: who says each of its quotations (`text.quotes`), empty for the narrator; none where nobody looked.
    """

    kind: BlockKind
    text: str
    level: int = 0
    spoken: bool = True
    why: str = ""
    slot: tuple[float, float] | None = None
    says: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Chapter:
    """A part of a document that gets a mark, or a file, of its own.

    Attributes:
        blocks: its heading, if it has one, is the first.
        why: why it is taken for front or back matter, in a few words; empty where it is the text itself.
    """

    title: str
    blocks: tuple[Block, ...]
    matter: Matter = "body"
    why: str = ""

    @property
    def characters(self) -> int:
        """Of what is read aloud of it."""
        return sum(len(block.text) for block in self.blocks if block.spoken)


@dataclass(frozen=True, slots=True)
class Cover:
    """A picture, as it is stored in the document.

    Attributes:
        media_type: `image/jpeg` or `image/png`.
    """

    data: bytes = field(repr=False)
    media_type: str


@dataclass(frozen=True, slots=True)
class Document:
    """A document as it is read.

    Attributes:
        title: empty where the document has none.
        authors: in the document's order.
        language: a BCP 47 tag, empty where the document has none.
        form: what kind of file it is of, for people: `EPUB 3`, `PDF`.
    """

    chapters: tuple[Chapter, ...]
    title: str = ""
    authors: tuple[str, ...] = ()
    language: str = ""
    cover: Cover | None = None
    form: str = ""
