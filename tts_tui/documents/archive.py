"""A ZIP archive that is read within limits, in memory, and whose names lead nowhere else."""

from __future__ import annotations

import io
import posixpath
import struct
import zipfile
import zlib
from urllib.parse import unquote, urlsplit

from tts_tui.speech.errors import DocumentError

MOST_PARTS = 20_000
MOST_OF_A_PART = 64 << 20
"""Bytes of a part, unpacked: fifty times the longest novel."""

MOST_OF_ALL = 512 << 20
"""Bytes that are unpacked of one archive."""

MOST_RATIO = 300
"""Times its packed size: HTML packs to a fifth, and hardly anything to less than a fiftieth."""

_SMALL = 4 << 20
"""Bytes up to which no ratio is asked for."""

_PIECE = 1 << 18

_DAMAGED = (
    zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError, struct.error, OverflowError,
    RuntimeError, LookupError,
)  # fmt: skip
"""What the standard library raises of an archive that is none, or is cut off, or is packed in some other way."""

AGAIN = "Fetch or copy it again."


class Archive:
    """Parts by name.

    Raises:
        DocumentError: it is damaged, locked, or unpacks to more than any book.
    """

    def __init__(self, data: bytes) -> None:
        try:
            self._file = zipfile.ZipFile(io.BytesIO(data))
            parts = self._file.infolist()
        except _DAMAGED as error:
            raise DocumentError(f"The archive is damaged: {error}.", hint=AGAIN) from None
        if len(parts) > MOST_PARTS:
            raise DocumentError(
                f"The archive holds {len(parts):,} parts, more than any book.",
                hint="Look what it is: unzip -l FILE",
            )
        self._parts = {part.filename: part for part in parts}
        self._folded = {name.casefold(): name for name in self._parts}
        self._unpacked = 0

    def __contains__(self, name: str) -> bool:
        return name in self._parts or name.casefold() in self._folded

    @property
    def names(self) -> list[str]:
        return list(self._parts)

    def read(self, name: str, most: int = MOST_OF_A_PART) -> bytes:
        """A part; the case of its name counts only where two differ in nothing else.

        Raises:
            DocumentError: it isn't there, is damaged or locked, or unpacks to more than it may.
        """
        part = self._parts.get(name) or self._parts.get(self._folded.get(name.casefold(), ""))
        if part is None:
            raise DocumentError(f"“{name}” isn't in the archive.", hint=AGAIN)
        if part.flag_bits & 1:
            raise DocumentError(
                f"“{name}” is locked with a password.", hint="Unpack it with the password first."
            )
        pieces: list[bytes] = []
        size = 0
        try:
            with self._file.open(part) as opened:
                while piece := opened.read(_PIECE):
                    pieces.append(piece)
                    size += len(piece)
                    self._check(name, size, len(piece), part.compress_size, most)
        except _DAMAGED as error:
            raise DocumentError(f"“{name}” in the archive is damaged: {error}.", hint=AGAIN) from None
        return b"".join(pieces)

    def _check(self, name: str, size: int, more: int, packed: int, most: int) -> None:
        self._unpacked += more
        if size > most or self._unpacked > MOST_OF_ALL:
            raise DocumentError(
                f"“{name}” unpacks to more than {min(most, MOST_OF_ALL) >> 20} MB: this is no book.",
                hint="Choose another.",
            )
        if size > _SMALL and size > MOST_RATIO * max(packed, 1):
            raise DocumentError(
                f"“{name}” unpacks to over {MOST_RATIO} times its size, as archives do that are made to fill a disk.",
                hint="Choose another.",
            )


def inside(base: str, address: str) -> tuple[str, str]:
    """The name of the part that an address leads to, and the place in it; no name where it leads to a server.

    Args:
        base: the name of the part in which the address stands.

    Raises:
        DocumentError: it leads out of the archive.
    """
    try:
        parts = urlsplit(address.strip())
    except ValueError:
        return "", ""
    if parts.scheme not in ("", "file") or parts.netloc:
        return "", ""
    path = unquote(parts.path).replace("\\", "/")
    name = posixpath.normpath(posixpath.join(posixpath.dirname(base), path)) if path else base
    if parts.scheme == "file" or name.startswith(("/", "../")) or name == ".." or "\0" in name:
        raise DocumentError(
            f"“{address[:80]}” leads out of the document, to a file of this machine.", hint="Choose another."
        )
    return name, unquote(parts.fragment)
