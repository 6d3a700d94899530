"""A tag of one's own in an MP4, as iTunes' freeform atom, which libavformat can't write beside the usual ones."""

from __future__ import annotations

import os
import struct
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

_UTF8 = 1
"""Of the well-known types of a `data` atom (QuickTime File Format, "Well-known types")."""
_CONTAINERS = (b"moov", b"trak", b"mdia", b"minf", b"stbl")
_LARGEST_OFFSET = 2**32 - 1
_BLOCK = 1 << 20  # bytes that are moved at once


def add_tag(path: Path, mean: str, name: str, text: str) -> bool:
    """Put one more tag into an MP4 whose index stands in front; a crash meanwhile leaves it damaged.

    Args:
        mean: whose tag it is.
        name: its name there.

    Returns:
        Whether that could be done: an MP4 without the usual tags stays as it is, and one whose table of places can't
        grow, which a few of just under 4 GiB have.

    Raises:
        OSError: it can't be read or written.
    """
    with path.open("r+b") as file:
        found = {kind: (start, size) for kind, start, size in _top(file)}
        if b"moov" not in found:
            return False
        start, size = found[b"moov"]
        file.seek(start)
        atom = _freeform(mean, name, text)
        grown = _with_atom(file.read(size), (b"moov", b"udta", b"meta", b"ilst"), atom)
        if grown is None or not _shifted(grown, start, len(atom)):
            return False
        _make_room(file, start + size, len(atom))
        file.seek(start)
        file.write(grown)
    return True


def _make_room(file: BinaryIO, place: int, by: int) -> None:
    """Move what stands from there on, the end of it first."""
    at = file.seek(0, os.SEEK_END)
    while at > place:
        begin = max(place, at - _BLOCK)
        file.seek(begin)
        block = file.read(at - begin)
        file.seek(begin + by)
        file.write(block)
        at = begin


def boxes(data: bytes | bytearray, begin: int, end: int) -> Iterator[tuple[bytes, int, int]]:
    """The boxes that lie in a row: kind, first byte, and the byte after the last."""
    at = begin
    while at + 8 <= end:
        size, kind = struct.unpack_from(">I4s", data, at)
        if not 8 <= size <= end - at:
            return
        yield kind, at, at + size
        at += size


def _top(file: BinaryIO) -> Iterator[tuple[bytes, int, int]]:
    """Those of a whole file: kind, first byte, length; sizes of 64 bits, too."""
    at = 0
    while len(head := file.read(16)) >= 8:
        size, kind = struct.unpack_from(">I4s", head)
        if size == 1 and len(head) == 16:
            (size,) = struct.unpack_from(">Q", head, 8)
        if size < 8:
            return
        yield kind, at, size
        at += size
        file.seek(at)


def _freeform(mean: str, name: str, text: str) -> bytes:
    return _box(
        b"----",
        _box(b"mean", bytes(4) + mean.encode())
        + _box(b"name", bytes(4) + name.encode())
        + _box(b"data", struct.pack(">II", _UTF8, 0) + text.encode()),
    )


def _box(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I4s", 8 + len(body), kind) + body


def _with_atom(data: bytes, way: tuple[bytes, ...], atom: bytes) -> bytearray | None:
    """A box with an atom at the end of the one that lies at the end of this way; None where there is none."""
    begin, end, opened = 0, len(data), []
    for kind in way:
        found = next((each for each in boxes(data, begin, end) if each[0] == kind), None)
        if found is None:
            return None
        _, start, end = found
        opened.append(start)
        begin = start + 8 + (4 if kind == b"meta" else 0)  # version and flags
    grown = bytearray(data[:end] + atom + data[end:])
    for start in opened:
        (size,) = struct.unpack_from(">I", grown, start)
        struct.pack_into(">I", grown, start, size + len(atom))
    return grown


def _shifted(moov: bytearray, place: int, by: int) -> bool:
    """Move the places of all that lies behind the index; whether each has room for its new one."""
    for kind, start, _ in list(_within(moov, 0, len(moov))):
        if kind not in (b"stco", b"co64"):
            continue
        form, width, most = (">I", 4, _LARGEST_OFFSET) if kind == b"stco" else (">Q", 8, 2**64 - 1)
        (count,) = struct.unpack_from(">I", moov, start + 12)
        for at in range(start + 16, start + 16 + count * width, width):
            (offset,) = struct.unpack_from(form, moov, at)
            if offset + by > most:
                return False
            struct.pack_into(form, moov, at, offset + by * (offset > place))
    return True


def _within(data: bytearray, begin: int, end: int) -> Iterator[tuple[bytes, int, int]]:
    for kind, start, after in boxes(data, begin, end):
        yield kind, start, after
        if kind in _CONTAINERS:
            yield from _within(data, start + 8, after)
