"""Where the text comes from: the command line, a file, or a pipe."""

from __future__ import annotations

import sys
from pathlib import Path

from tts_tui.speech.errors import UsageError


def text_to_say(text: str | None, file: Path | None, start: int = 0) -> str:
    """The text of the command line, of a file, or of stdin ("-", or nothing else and a pipe), from a character on.

    Raises:
        UsageError: there is none, there are two, it isn't readable as text, or it is no longer than that.
    """
    whole = _whole_text(text, file)
    if start and start >= len(whole):
        raise UsageError(
            f"--from {start} is behind the end of the text, which has {len(whole):,} characters.",
            hint="Leave it out to say all of it.",
        )
    return whole[start:]


def _whole_text(text: str | None, file: Path | None) -> str:
    if text is not None and file is not None:
        raise UsageError("A text and --file can't both be said.", hint="Leave one of them out.")
    from tts_tui.text.files import read_text, text_of  # its patterns cost 5 ms, which no `--help` should pay

    if file is not None and str(file) != "-":
        return read_text(file)
    if text is None and file is None and sys.stdin.isatty():
        raise UsageError(
            "There is no text to say.", hint="tts-tui say 'Hello', tts-tui say -f FILE, or … | tts-tui say -"
        )
    if text in (None, "-"):
        return text_of(sys.stdin.buffer.read(), "stdin")
    try:
        text.encode()
    except UnicodeEncodeError:  # bytes of another encoding, as the shell gave them
        return text_of(text.encode(errors="surrogateescape"), "the text")
    return text
