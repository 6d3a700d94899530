"""A second reader of MP4: what stands in its boxes (ISO 14496-12, QuickTime File Format, Nero's `chpl`)."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

_HOLD_OTHERS = {b"moov", b"trak", b"mdia", b"minf", b"stbl", b"udta", b"ilst", b"----", b"tref", b"edts"}


@dataclass
class Mp4:
    """What an audiobook says of itself.

    Attributes:
        tags: by the four characters of each; those of others by `mean:name`.
        chapters: title and seconds, as Nero's table has them.
        tracks: of each its handler, its timescale, its length in that, and the places of its chunks.
        order: kinds of the boxes of the file.
    """

    tags: dict[str, bytes] = field(default_factory=dict)
    chapters: list[tuple[str, float]] = field(default_factory=list)
    tracks: list[tuple[str, int, int, list[int]]] = field(default_factory=list)
    order: list[str] = field(default_factory=list)


def read(path: Path) -> Mp4:
    data = path.read_bytes()
    found = Mp4(order=[kind.decode("latin-1") for kind, _ in _boxes(data)])
    (moov,) = (body for kind, body in _boxes(data) if kind == b"moov")
    for kind, body in _boxes(moov):
        if kind == b"trak":
            found.tracks.append(_track(body))
        elif kind == b"udta":
            for name, inner in _boxes(body):
                if name == b"chpl":
                    found.chapters = list(_chapters(inner))
                elif name == b"meta":
                    _tags(inner[4:], found)
    return found


def _boxes(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = 0
    while at < len(data):
        size, kind = struct.unpack_from(">I4s", data, at)
        head = 8
        if size == 1:
            (size,) = struct.unpack_from(">Q", data, at + 8)
            head = 16
        assert head <= size <= len(data) - at, (kind, size, len(data) - at)
        yield kind, data[at + head : at + size]
        at += size


def _track(body: bytes) -> tuple[str, int, int, list[int]]:
    flat = dict(_all(body))
    version = flat[b"mdhd"][0]
    timescale, length = struct.unpack_from(">IQ" if version else ">II", flat[b"mdhd"], 20 if version else 12)
    if b"co64" in flat:
        (count,) = struct.unpack_from(">I", flat[b"co64"], 4)
        places = list(struct.unpack_from(f">{count}Q", flat[b"co64"], 8))
    else:
        (count,) = struct.unpack_from(">I", flat[b"stco"], 4)
        places = list(struct.unpack_from(f">{count}I", flat[b"stco"], 8))
    return flat[b"hdlr"][8:12].decode(), timescale, length, places


def _all(body: bytes) -> Iterator[tuple[bytes, bytes]]:
    for kind, inner in _boxes(body):
        yield kind, inner
        if kind in _HOLD_OTHERS:
            yield from _all(inner)


def _tags(meta: bytes, found: Mp4) -> None:
    ilst = dict(_boxes(meta))[b"ilst"]
    for kind, body in _boxes(ilst):
        inner = dict(_boxes(body))
        name = kind.decode("latin-1")
        if kind == b"----":
            name = f"{inner[b'mean'][4:].decode()}:{inner[b'name'][4:].decode()}"
        found.tags[name] = inner[b"data"][8:]


def _chapters(body: bytes) -> Iterator[tuple[str, float]]:
    (count,) = struct.unpack_from(">B", body, 8)
    at = 9
    for _ in range(count):
        start, length = struct.unpack_from(">QB", body, at)
        yield body[at + 9 : at + 9 + length].decode(), start / 1e7
        at += 9 + length
