"""Reading a text file for the window."""

from __future__ import annotations

from pathlib import Path

from tts_tui.speech.errors import UsageError

MOST_BYTES = 5_000_000
"""More than any book: beyond it a file is hardly text, and the editor would be slow."""


def read_text(path: Path) -> str:
    """The text of a file, line ends made plain.

    Raises:
        UsageError: it can't be read, isn't text, or is too long to edit.
    """
    try:
        if path.stat().st_size > MOST_BYTES:
            raise UsageError(
                f"{path.name} is larger than {MOST_BYTES // 1_000_000} MB.",
                hint=f"tts-tui say -f '{path}' -o speech.mp3 speaks it without opening it.",
            )
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise UsageError(
            f"{path.name} isn't text in UTF-8.", hint="Save it as UTF-8, or open a text file."
        ) from None
    except OSError as error:
        raise UsageError(f"{path} can't be read: {error.strerror}.", hint="Choose another file.") from None
    if "\0" in text:
        raise UsageError(f"{path.name} isn't text: it holds NUL characters.", hint="Open a text file.")
    return text
