"""Lets people read what is said on a terminal or in a file whose encoding hasn't all our characters."""

from __future__ import annotations

import codecs
import sys
import unicodedata
from io import TextIOWrapper

ERRORS = "tts-tui-plain"
"""The name of this way to write what an encoding hasn't, for Python's codecs."""

_PLAIN = {
    **dict.fromkeys("“”„«»", '"'),
    **dict.fromkeys("‘’‚", "'"),
    **dict.fromkeys("–—−·•", "-"),
    **{"✓": "+", "✗": "x", "×": "x", "→": "->", "←": "<-", "…": "...", "≈": "~", "▶": ">", "�": "?"},
}


def let_streams_take_any_text() -> None:
    """From now on stdout and stderr write plain characters in the place of those that they can't."""
    codecs.register_error(ERRORS, _in_plain_characters)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors=ERRORS)


def _in_plain_characters(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return "".join(map(_plain, error.object[error.start : error.end])), error.end


def _plain(character: str) -> str:
    """ASCII alone, which every encoding has."""
    if character in _PLAIN:
        return _PLAIN[character]
    if "\udc80" <= character <= "\udcff":  # a byte of a file's name that is no text
        return f"\\x{ord(character) - 0xDC00:02x}"
    base = unicodedata.normalize("NFKD", character).encode("ascii", "ignore").decode()
    return base or "?"
