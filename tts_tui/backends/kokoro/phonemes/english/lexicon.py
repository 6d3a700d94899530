"""The English words that Kokoro was trained on: misaki's lexicons (Apache License 2.0), looked up in their file.

`bench/make_lexicon.py` makes the file and describes it. It is mapped into memory and searched by halves: nothing of it
is read but the block where a word would be.
"""

from __future__ import annotations

import mmap
import struct
import zlib
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path

from msgspec import Struct, field

_FILE = Path(__file__).parents[2] / "data" / "english.lexicon"
_MAGIC = b"lexicon1"

_REMEMBERED = 8192
"""Words whose entries are kept: a text says the same ones again and again."""


class Spelling(Struct, frozen=True):
    """A spelling's symbols.

    Attributes:
        symbols: as it is usually said.
        gold: looked through by people; the silver ones are made by machine.
        tagged: where they depend on the part of speech, or on being the last word before a mark (`None`): by tag;
            empty where it is spelled letter by letter.
    """

    symbols: str
    gold: bool
    tagged: Mapping[str, str] = field(default_factory=dict)

    def by(self, *tags: str) -> str:
        """The symbols by the first of these tags that the entry knows, else the usual ones."""
        return next((self.tagged[tag] for tag in tags if tag in self.tagged), self.symbols)


@lru_cache(_REMEMBERED)
def entry(spelling: str, *, british: bool, gold: bool) -> Spelling | None:
    """What one of the four lexicons has for a spelling.

    A word in small letters also serves at the start of a sentence (`Table`), a name also in small letters (`paris`).
    """
    forms = _spellings(spelling.lower())[british]

    def found(form: str) -> Spelling | None:
        known = forms.get(form)
        return known if known and known.gold == gold else None

    if (exact := found(spelling)) or len(spelling) < 2:
        return exact
    if spelling == spelling.lower():
        return found(spelling.capitalize())
    return found(spelling.lower()) if spelling == spelling.capitalize() else None


_Forms = Mapping[str, Spelling]


@lru_cache(_REMEMBERED)
def _spellings(word: str) -> tuple[_Forms, _Forms]:
    """The American and the British entries of a word in small letters, by spelling."""
    american: dict[str, Spelling] = {}
    british: dict[str, Spelling] = {}
    key = f"\n{word}\t".encode(errors="replace")
    block = _block(word.encode(errors="replace"))
    at = block.find(key)
    while at >= 0:
        end = block.index(b"\n", at + 1)
        _, spelling, *fields = block[at + 1 : end].decode().split("\t")
        for forms, text in zip((american, british), fields, strict=True):
            if text:
                forms[spelling or word] = _entry(text)
        at = end if block.startswith(key, end) else -1
    return american, british


def _entry(text: str) -> Spelling:
    usual, *others = text.removeprefix("~").split("|")
    tagged = dict(other.split(" ") for other in others)
    return Spelling(usual, not text.startswith("~"), tagged)


def _block(word: bytes) -> bytes:
    """The lines among which a word stands, if it stands anywhere."""
    if b"\n" in word or b"\t" in word:
        return b""
    data, starts = _mapped()
    index = bisect_right(
        starts, word, hi=len(starts) - 1, key=lambda start: data[start : data.find(b"\t", start)]
    )
    if not index:
        return b""
    start, end = starts[index - 1], starts[index]
    return zlib.decompress(data[data.find(b"\t", start) + 1 : end])


@lru_cache(maxsize=1)
def _mapped() -> tuple[mmap.mmap, Sequence[int]]:
    """The file, and where each of its blocks begins; last, where it ends."""
    with _FILE.open("rb") as file:
        data = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    (count,) = struct.unpack_from("<I", data, len(_MAGIC))
    return data, struct.unpack_from(f"<{count + 1}I", data, len(_MAGIC) + 4)
