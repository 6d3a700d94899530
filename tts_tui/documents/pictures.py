"""Covers: a picture is taken as it is stored, after a look at how large it would be."""

from __future__ import annotations

import struct
from collections.abc import Iterator

from tts_tui.documents.model import Cover
from tts_tui.speech.errors import DocumentError

MOST_BYTES = 32 << 20
MOST_PIXELS = 100_000_000
"""Of a cover: a page at 1000 dots an inch."""

_PNG = b"\x89PNG\r\n\x1a\n"
_FRAMES = frozenset({*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC})


def cover_of(data: bytes) -> Cover | None:
    """A cover; None where it is neither JPEG nor PNG.

    Raises:
        DocumentError: it would fill the memory of the program that shows it.
    """
    if data.startswith(_PNG):
        media_type = "image/png"
        width, height = struct.unpack(">II", data[16:24]) if len(data) >= 24 else (0, 0)
    elif data.startswith(b"\xff\xd8\xff"):
        media_type = "image/jpeg"
        width, height = next(_jpeg_sizes(data), (0, 0))
    else:
        return None
    if width * height > MOST_PIXELS:
        raise DocumentError(
            f"The cover has {width:,} × {height:,} pixels, as pictures have that are made to fill the memory.",
            hint="Take the picture out of the document, or make it smaller.",
        )
    return Cover(data, media_type) if width and height else None


def _jpeg_sizes(data: bytes) -> Iterator[tuple[int, int]]:
    at = 2
    while at + 9 < len(data) and data[at] == 0xFF:
        kind = data[at + 1]
        if kind in _FRAMES:
            height, width = struct.unpack(">HH", data[at + 5 : at + 9])
            yield width, height
        if kind == 0xFF or 0xD0 <= kind <= 0xD8 or kind == 1:
            at += 1 if kind == 0xFF else 2
        else:
            at += 2 + max(2, struct.unpack(">H", data[at + 2 : at + 4])[0])
