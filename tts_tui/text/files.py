"""The one way from a file, or what came through a pipe, to a text."""

from __future__ import annotations

import os
import shlex
from pathlib import Path

from tts_tui.speech.errors import DocumentError, UsageError
from tts_tui.text.encodings import decode
from tts_tui.text.kinds import kind_of
from tts_tui.text.subtitles import is_subtitles, running_text

MOST_BYTES = 1 << 30
"""Of a file: PDFs with a thousand pictures are smaller, and some devices never end."""

_SPEAK = "tts-tui say -"


def read_bytes(path: Path) -> bytes:
    """All of a file, opened once: what comes through a pipe, such as `<(command)`, comes a single time.

    Raises:
        UsageError: it can't be read.
        DocumentError: nothing that is read aloud is as large.
    """
    data = bytearray()
    try:
        with path.open("rb") as file:
            large = os.fstat(file.fileno()).st_size > MOST_BYTES
            while not large and (piece := file.read(1 << 20)):
                data += piece
                large = len(data) > MOST_BYTES
    except (OSError, ValueError) as error:  # a name may hold a NUL
        why = getattr(error, "strerror", None) or str(error)
        raise UsageError(f"{path} can't be read: {why}.", hint="Check the name.") from None
    if large:
        raise DocumentError(f"{path.name} is larger than {MOST_BYTES >> 30} GB.", hint="Choose another.")
    return bytes(data)


def read_text(path: Path, into: str = _SPEAK) -> str:
    """The text of a file: of subtitles what is said, else all of it as it is.

    Args:
        into: the command that takes a text through a pipe, for hints; none where it takes files alone.

    Raises:
        UsageError: it can't be read, or isn't text.
    """
    return _said(as_it_stands(path, into))


def as_it_stands(path: Path, into: str = _SPEAK) -> str:
    """The text of a file, of subtitles with their times.

    Raises:
        UsageError: as `read_text`.
    """
    return _decoded(read_bytes(path), str(path), shlex.quote(str(path)), into)


def text_of(data: bytes, source: str, file: str = "FILE", into: str = _SPEAK) -> str:
    """The text that these bytes are.

    Args:
        source: where they come from, for people.
        file: the same for a command.

    Raises:
        UsageError: they aren't text.
    """
    return _said(_decoded(data, source, file, into))


def _said(text: str) -> str:
    return running_text(text) if is_subtitles(text) else text


def _decoded(data: bytes, source: str, file: str, into: str) -> str:
    if kind := kind_of(data):
        hint = f"{kind.command.replace('FILE', file)}{_onward(into)}" if kind.command else kind.hint
        raise UsageError(f"{source} is {kind.name}, not text.", hint=hint)
    text = decode(data)
    if text is None:
        raise _undecodable(data, source, file, into)
    return text


def _undecodable(data: bytes, source: str, file: str, into: str) -> UsageError:
    if b"\0" in data:
        return UsageError(f"{source} isn't text: it holds NUL characters.", hint="Choose a text.")
    try:
        data.decode()
    except UnicodeDecodeError as error:
        at = f" (at byte {error.start:,})"
    else:
        at = ""
    return UsageError(
        f"{source} isn't UTF-8 text{at}, and which encoding it has can't be told.",
        hint=f"iconv -f ENCODING -t UTF-8 {file}{_onward(into)}"
        "   with the one it was saved in, such as CP1251 or SHIFT_JIS",
    )


def _onward(into: str) -> str:
    return f" | {into}" if into else " > text.txt"
