"""Compile misaki's four English lexicons into `kokoro/data/english.lexicon`, which `phonemes/english/lexicon.py` reads.

    pip download misaki==0.9.4 --no-deps
    python bench/make_lexicon.py misaki-0.9.4-py3-none-any.whl

The file holds lines sorted by the word in small letters, in compressed blocks of a few kilobytes:

    word TAB spelling TAB American TAB British

`spelling` is empty where it is the word itself. Symbols of a silver lexicon have `~` before them. Where they depend on
the part of speech, `|TAG symbols` follows for each tag; without symbols the word is spelled there.
"""

from __future__ import annotations

import json
import struct
import sys
import zipfile
import zlib
from itertools import groupby
from pathlib import Path

TARGET = Path(__file__).parents[1] / "tts_tui" / "backends" / "kokoro" / "data" / "english.lexicon"
MAGIC = b"lexicon1"
BLOCK = 2048
"""Bytes of lines in a block: what one word costs to unpack."""

Symbols = str | dict[str, str | None]

_KOKORO = str.maketrans("ɾʔ", "Tt")
"""What Kokoro 1.0 was given for two of the lexicons' symbols."""


def field(gold: Symbols | None, silver: str | None) -> str:
    """A word's symbols as they are written in a line."""
    if gold is None:
        return f"~{silver}".translate(_KOKORO) if silver else ""
    if isinstance(gold, str):
        return gold.translate(_KOKORO)
    tagged = (
        f"|{tag} {(symbols or '').translate(_KOKORO)}" for tag, symbols in gold.items() if tag != "DEFAULT"
    )
    default = gold["DEFAULT"]
    assert default
    return default.translate(_KOKORO) + "".join(tagged)


def lines(wheel: zipfile.ZipFile) -> list[tuple[str, str]]:
    """Each word in small letters, and its line."""
    gold, silver = (
        {of: json.loads(wheel.read(f"misaki/data/{of}_{kind}.json")) for of in ("us", "gb")}
        for kind in ("gold", "silver")
    )
    spellings = {spelling for lexicon in (*gold.values(), *silver.values()) for spelling in lexicon}
    found = []
    for word, spelling in sorted((spelling.lower(), spelling) for spelling in spellings):
        fields = [field(gold[of].get(spelling), silver[of].get(spelling)) for of in ("us", "gb")]
        found.append((word, "\t".join((word, spelling if spelling != word else "", *fields))))
    return found


def pack(found: list[tuple[str, str]]) -> bytes:
    """The file: magic, number of blocks, where each begins, and the blocks, each with its first word before it.

    The spellings of a word are all in one block.
    """
    blocks: list[bytes] = []
    first, waiting, size = "", "\n", 0

    def close() -> None:
        nonlocal waiting, size
        blocks.append(first.encode() + b"\t" + zlib.compress(waiting.encode(), 9))
        waiting, size = "\n", 0

    for word, group in groupby(found, key=lambda line: line[0]):
        added = "".join(f"{line}\n" for _, line in group)
        if size and size + len(added.encode()) > BLOCK:
            close()
        first = word if not size else first
        waiting += added
        size += len(added.encode())
    close()
    begin = len(MAGIC) + 4 * (len(blocks) + 2)
    starts = [begin]
    for block in blocks:
        starts.append(starts[-1] + len(block))
    return MAGIC + struct.pack(f"<{len(starts) + 1}I", len(blocks), *starts) + b"".join(blocks)


def main() -> None:
    with zipfile.ZipFile(sys.argv[1]) as wheel:
        found = lines(wheel)
    TARGET.write_bytes(pack(found))
    print(f"{len(found):,} spellings, {TARGET.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
