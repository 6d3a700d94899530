"""Where the text comes from: the command line, a file, or a pipe."""

from __future__ import annotations

import os
import stat
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from tts_tui.speech.errors import UsageError

if TYPE_CHECKING:  # for a text that is at hand, imported once its model is being loaded
    from tts_tui.text.arriving import ArrivingText

AT_HAND_SECONDS = 0.05
"""How long a pipe may take to be closed before its text is spoken as it arrives."""


def text_to_say(text: str | None, file: Path | None, start: int = 0) -> str:
    """The text of the command line, of a file, or of stdin ("-", or nothing else and a pipe).

    Args:
        start: character to begin at.

    Raises:
        UsageError: there is none, there are two, it isn't readable as text, or it is no longer than `start`.
    """
    whole = _whole_text(text, file)
    if start and start >= len(whole):
        raise UsageError(
            f"--from {start} is behind the end of the text, which has {len(whole):,} characters.",
            hint="Leave it out to say all of it.",
        )
    return whole


def own_file(file: Path | None) -> Path | None:
    """The file that a text is of, beside which its own dictionary may lie; None for stdin."""
    return file if file is not None and str(file) != "-" else None


def text_or_arriving(text: str | None, file: Path | None) -> str | ArrivingText:
    """The same; from a pipe that isn't closed yet, as it arrives.

    Raises:
        UsageError: as `text_to_say`.
    """
    from_stdin = (text in (None, "-") and file is None) or (text is None and str(file) == "-")
    if not from_stdin or (text is None and sys.stdin.isatty()):
        return _whole_text(text, file)
    try:
        descriptor = sys.stdin.fileno()
    except OSError:  # in memory: all of it is there
        return _whole_text(text, file)
    if stat.S_ISREG(os.fstat(descriptor).st_mode):
        return _whole_text(text, file)
    from tts_tui.cli.piped import read_pipe
    from tts_tui.text.arriving import ArrivingText

    arriving = ArrivingText()
    read_pipe(descriptor, arriving)
    if not arriving.wait_for_end(AT_HAND_SECONDS):
        return arriving
    from tts_tui.text.subtitles import is_subtitles, running_text

    return running_text(arriving.text) if is_subtitles(arriving.text) else arriving.text


def _whole_text(text: str | None, file: Path | None) -> str:
    if text is not None and file is not None:
        raise UsageError("A text and --file can't both be said.", hint="Leave one of them out.")
    if file is not None and str(file) != "-":
        from tts_tui.documents.as_text import read_text

        return read_text(file, "tts-tui say -")
    if text is None and file is None and sys.stdin.isatty():
        raise UsageError(
            "There is no text to say.", hint="tts-tui say 'Hello', tts-tui say -f FILE, or … | tts-tui say -"
        )
    if text in (None, "-"):
        return _decoded(sys.stdin.buffer.read(), "stdin")
    try:
        text.encode()
    except UnicodeEncodeError:  # bytes of another encoding, as the shell gave them
        return _decoded(text.encode(errors="surrogateescape"), "the text")
    return text


def _decoded(data: bytes, name: str) -> str:
    from tts_tui.documents.as_text import text_of

    return text_of(data, name)
