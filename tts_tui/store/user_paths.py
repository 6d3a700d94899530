"""Paths as people type, paste and drop them: whatever they say, asking about one raises nothing but our errors."""

from __future__ import annotations

import os
import shlex
import stat
from contextlib import suppress
from pathlib import Path
from urllib.parse import unquote, urlsplit

from tts_tui.speech.errors import UsageError, did_you_mean


def exists(path: Path) -> bool:
    """Whether there is something that can be seen; a name too long, or a folder closed to us, shows nothing."""
    return os.path.exists(path)  # noqa: PTH110  (Path.exists raises for such)


def expanded(path: str | Path) -> Path:
    """With the home folder for `~`; the name of a user that there isn't stays as it is."""
    return Path(os.path.expanduser(path))  # noqa: PTH111  (Path.expanduser raises for such)


def current_folder() -> Path:
    """Where the program was started, the home folder if that is gone."""
    try:
        return Path.cwd()
    except OSError:
        return Path.home()


def typed_path(text: str, folder: Path) -> Path:
    """The path that was typed, or that a terminal pasted when a file was dropped on it: quoted, escaped, as an address.

    Args:
        folder: what a relative path starts at.
    """
    text = text.strip()
    if text.startswith("file://"):
        with suppress(ValueError):
            text = unquote(urlsplit(text).path)
    elif not exists(folder / text):
        with suppress(ValueError):  # a quote that isn't closed is part of the name
            first, *others = shlex.split(text) or [text]
            text = text if others and not exists(folder / first) else first
    return folder / expanded(text)


def is_folder(path: Path) -> bool:
    """Whether it is a folder that can be entered, rather than a file that can be read.

    Raises:
        UsageError: it is neither, and why; where the name is mistyped, with the nearest there is.
    """
    try:
        mode = path.stat().st_mode
        if stat.S_ISDIR(mode):
            os.scandir(path).close()
            return True
    except FileNotFoundError:
        raise UsageError(f"There is no “{path}”.", hint=_nearest(path)) from None
    except OSError as error:
        raise UsageError(f"“{shortened(path)}” can't be opened: {why(error)}.") from None
    except ValueError:  # a NUL
        raise UsageError("That is no path.") from None
    if not stat.S_ISREG(mode):
        raise UsageError(f"“{path}” is no plain file.", hint="Choose a file that is stored on a disk.")
    return False


def completion(text: str, folder: Path) -> str:
    """What was typed, with the rest of the first name that begins so; as it is where none does.

    Args:
        folder: what a relative path starts at.
    """
    typed, begun = os.path.split(text)
    try:
        with os.scandir(folder / expanded(typed)) as entries:
            names = {entry.name: entry.is_dir() for entry in entries if entry.name.startswith(begun)}
    except (OSError, ValueError):
        return text
    matches = sorted(name for name in names if begun or not name.startswith("."))
    if not matches or not text:
        return text
    name = matches[0]
    return text + name[len(begun) :] + ("/" if names[name] else "")


def why(error: OSError) -> str:
    """The system's message, in a form that fits into a sentence."""
    return (error.strerror or str(error)).lower()


def shortened(path: Path) -> str:
    """The path, its middle left out where it is longer than a sentence bears."""
    text = str(path)
    return text if len(text) <= 120 else f"{text[:80]}…{text[-39:]}"


def _nearest(path: Path) -> str:
    """A hint: the deepest folder of the path that there is, or names like the mistyped one in it."""
    parent = path.parent
    if not exists(parent):
        missing = next((each for each in reversed(path.parents) if not exists(each)), parent)
        return f"There is no folder “{missing}” either."
    try:
        names = sorted(name for name in os.listdir(parent) if not name.startswith("."))  # noqa: PTH208
    except OSError:
        return ""
    near = did_you_mean(path.name, names)
    return near if near.startswith("Did") else ""
