"""Reading a file, changing what it says and writing it again, by one program at a time."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tts_tui.speech.errors import SettingsError
from tts_tui.store.disk_trouble import hint_of
from tts_tui.store.locks import share, try_lock
from tts_tui.store.private import make_folder

WAIT_SECONDS = 10.0
"""How long one program waits for another to finish."""

_POLL_SECONDS = 0.01


@contextmanager
def changing(file: Path) -> Iterator[None]:
    """No other program of ours changes the file meanwhile: its folder is locked, so that nothing is left beside it.

    Raises:
        SettingsError: another one doesn't come to its end, or the folder can't be used.
    """
    folder = file.resolve().parent
    try:
        make_folder(folder)
        descriptor = os.open(folder, os.O_RDONLY)
    except OSError as error:
        raise SettingsError(
            f"{file} can't be written: {error.strerror}.", hint=hint_of(error, file)
        ) from None
    try:
        _lock(descriptor, file)
        yield
    finally:
        os.close(descriptor)


@contextmanager
def reading(file: Path) -> Iterator[None]:
    """No other program of ours is `changing` the file meanwhile; others may be reading it.

    Raises:
        OSError: its folder can't be used.
    """
    folder = file.resolve().parent
    make_folder(folder)
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        share(descriptor)
        yield
    finally:
        os.close(descriptor)


def _lock(descriptor: int, file: Path) -> None:
    deadline = time.monotonic() + WAIT_SECONDS
    while not try_lock(descriptor):
        if time.monotonic() > deadline:
            raise SettingsError(
                f"{file} is being written by another tts-tui.", hint="Try again, or end that one."
            )
        time.sleep(_POLL_SECONDS)
