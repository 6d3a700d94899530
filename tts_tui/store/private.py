"""Files and folders that only their owner can read: they hold a user's texts, keys and costs."""

from __future__ import annotations

import os
from contextlib import suppress
from itertools import takewhile
from pathlib import Path

FOLDER = 0o700
FILE = 0o600


def make_folder(folder: Path) -> None:
    """Make a folder and those above it that aren't there, for their owner alone.

    Raises:
        OSError: it can't be made.
    """
    missing = list(takewhile(lambda each: not each.is_dir(), (folder, *folder.parents)))
    for each in reversed(missing):
        each.mkdir(FOLDER, exist_ok=True)


def tighten(path: Path, mode: int) -> None:
    """Remove the permissions of others that an earlier version left; where that fails, they stay."""
    with suppress(OSError):
        if path.stat().st_mode & 0o777 & ~mode:
            path.chmod(mode)


def tighten_all(folder: Path) -> None:
    """The same for a folder and whatever lies in it, however deep."""
    tighten(folder, FOLDER)
    for above, folders, files in os.walk(folder):
        for name in folders:
            tighten(Path(above, name), FOLDER)
        for name in files:
            tighten(Path(above, name), FILE)


def make_file(file: Path) -> None:
    """Create a file that only its owner can read, if it doesn't exist yet.

    Raises:
        OSError: it can't be made.
    """
    make_folder(file.parent)
    os.close(os.open(file, os.O_RDWR | os.O_CREAT, FILE))
    tighten(file, FILE)
