"""What others wrote, fit to be shown."""

from __future__ import annotations

import re

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")


def plain(text: str) -> str:
    """Text without control characters: a server's or a file's words must not steer the terminal."""
    return _CONTROL.sub("", text).replace("\t", " ")
