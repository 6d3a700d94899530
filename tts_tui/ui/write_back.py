"""Writing the text of the editor back to the file that it was read from."""

from __future__ import annotations

import codecs
from enum import Enum
from pathlib import Path

from tts_tui.speech.errors import SaveError


class OnDisk(Enum):
    """What a file is now, compared to the text that was read from it."""

    AS_READ = "as it was read"
    CHANGED = "changed by something else"
    GONE = "gone"
    NO_PLAIN_TEXT = "more than its text, such as the times of subtitles or the pages of a book"


def look(path: Path, text: str) -> OnDisk:
    """What became of a file since this text was read from it.

    Raises:
        SaveError: it can't be read.
    """
    from tts_tui.text.encodings import decode
    from tts_tui.text.kinds import kind_of
    from tts_tui.text.subtitles import is_subtitles

    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return OnDisk.GONE
    except OSError as error:
        raise _error(path, error) from error
    there = _plain(decode(data) or "")
    if is_subtitles(there) or kind_of(data):
        return OnDisk.NO_PLAIN_TEXT
    return OnDisk.AS_READ if there == text else OnDisk.CHANGED


def write_back(path: Path, text: str) -> None:
    """Put this text into a file, whole or not at all, with the line ends and the mark that it had; else as UTF-8.

    Raises:
        SaveError: it can't be written; the file is as it was.
    """
    from tts_tui.store.atomic import replace_bytes

    try:
        before = path.read_bytes() if path.exists() else b""
        lines = before.count(b"\n")
        if lines and before.count(b"\r\n") * 2 > lines:
            text = text.replace("\n", "\r\n")
        mark = codecs.BOM_UTF8 if before.startswith(codecs.BOM_UTF8) else b""
        replace_bytes(path, mark + text.encode("utf-8", "surrogatepass"))
    except OSError as error:
        raise _error(path, error) from error


def _plain(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _error(path: Path, error: OSError) -> SaveError:
    why = error.strerror or str(error)
    return SaveError(
        f"“{path.name}” can't be written: {why}.",
        hint="Make room or make it writable; the text is kept here meanwhile.",
    )
