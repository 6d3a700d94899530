"""The voices of the characters of a series, by name, in a file that its reader keeps: `Anna = "af_bella"`."""

from __future__ import annotations

import tomllib
from pathlib import Path

from tts_tui.speech.errors import UsageError


def read_cast(file: Path) -> dict[str, str]:
    """The voice of each name, from the table `cast`, or from the file itself where it has none.

    Raises:
        UsageError: it can't be read, or is something else.
    """
    try:
        table = tomllib.loads(file.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError) as error:  # broken UTF-8 and TOML are ValueErrors
        why = (error.strerror if isinstance(error, OSError) else None) or str(error)
        raise UsageError(
            f"The cast in {file} can't be read: {why}.", hint='Write lines such as Anna = "af_bella"'
        ) from None
    cast = table.get("cast", table)
    if not isinstance(cast, dict):
        cast = {"cast": cast}
    for name, voice in cast.items():
        if not (isinstance(voice, str) and voice.strip() and name.strip()):
            raise UsageError(
                f"{file} has no voice for {name!r}.", hint=f'Write a line such as "{name}" = "af_bella"'
            )
    return {name.strip(): voice.strip() for name, voice in cast.items()}
