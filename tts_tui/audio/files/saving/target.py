"""Whether a file may be written, before any work is done for it; and text files, written as safely as audio."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Literal

from tts_tui.audio.files.saving.commit import commit_beside
from tts_tui.audio.files.saving.descriptor import Descriptor
from tts_tui.audio.files.saving.names import MOST_BYTES, numbered, part_of
from tts_tui.audio.files.saving.trouble import save_error
from tts_tui.speech.errors import FileExistsAlreadyError, NotWritableError
from tts_tui.speech.hints import Hint

IfExists = Literal["error", "rename", "overwrite"]
"""What to do where the file exists: refuse, save as "name-2", or write over it."""


def checked_target(path: Path, if_exists: IfExists) -> Path:
    """Where the file will really lie, links followed, if it may be written there.

    Raises:
        FileExistsAlreadyError, NotWritableError
    """
    # os.path's own, which raise for no name, nor for a folder that may not be entered
    path = Path(os.path.realpath(os.path.expanduser(path)))  # noqa: PTH111
    if len(os.fsencode(path.name)) > MOST_BYTES:
        raise NotWritableError(
            f"“{path.name[:40]}…” is longer than the {MOST_BYTES} bytes of a file name.",
            hint="Choose a shorter name.",
        )
    exists = os.path.lexists(path)
    if os.path.isdir(path):  # noqa: PTH112
        raise NotWritableError(f"“{path}” is a folder.", hint=f"Add a file name: {path / 'speech.mp3'}")
    if exists and not os.path.isfile(path):  # noqa: PTH113
        hint = Hint("Write to a pipe with `-o -`.", "Choose another name.")
        raise NotWritableError(f"“{path}” is not a plain file.", hint=hint)
    if exists and if_exists == "error":
        hint = Hint("Choose another name, or write over it with --force.", "Choose another name.")
        raise FileExistsAlreadyError(f"“{path}” exists already.", hint=hint)
    return path


def check_place(path: Path, if_exists: IfExists) -> Path:
    """`checked_target`, when a file could really be made there a moment ago.

    Raises:
        FileExistsAlreadyError, SaveError
    """
    final = checked_target(path, if_exists)
    try:
        with create_part(final) as part:
            part.path.unlink()
    except OSError as error:
        raise save_error(error, final) from error
    return final


def create_part(final: Path) -> Descriptor:
    """A new part for a file; one that a crash left behind is never written over.

    Raises:
        OSError: it can't be made.
    """
    for candidate in numbered(final):
        try:
            return Descriptor.create(part_of(candidate))
        except FileExistsError:
            continue
    raise AssertionError("the numbers never end")


def save_text(
    path: Path, text: str, if_exists: IfExists = "error", on_part: Callable[[Path], object] | None = None
) -> Path:
    """Write a whole text file, UTF-8, and return where it is.

    Args:
        on_part: told where it is written until it is complete.

    Raises:
        FileExistsAlreadyError: the file exists, and `if_exists` is "error".
        SaveError: it can't be written there.
    """
    final = checked_target(path, if_exists)
    try:
        with create_part(final) as output:
            try:
                if on_part:
                    on_part(output.path)
                output.write(text.encode())
                output.sync()
                return commit_beside(output.path, final, overwrite=if_exists == "overwrite")
            except OSError:
                output.path.unlink(missing_ok=True)
                raise
    except OSError as error:
        raise save_error(error, final) from error
