"""The texts of the editor, each in a file of its own, so that no crash, no quitting and no other window loses one."""

from __future__ import annotations

import fcntl
import hashlib
import os
from contextlib import suppress
from datetime import datetime
from itertools import count
from pathlib import Path

from tts_tui.library.atomic import replace_bytes
from tts_tui.library.private import FILE, make_folder
from tts_tui.speech.errors import SettingsError

PIPED = 20
"""Texts that came through a pipe of which the newest are kept."""


class Draft:
    """One text, which no other window writes while this one holds it.

    Written only when the text is another than what it holds.
    """

    def __init__(self, file: Path) -> None:
        self.file = file
        self._kept: str | None = None
        self._lock: int | None = None

    def claim(self) -> bool:
        """Hold it until `close`, or until the program ends; False where another window does."""
        try:
            make_folder(self.file.parent)
            lock = os.open(self.file.with_suffix(".lock"), os.O_RDWR | os.O_CREAT, FILE)
        except OSError:  # no place for drafts: `keep` tells
            return True
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(lock)
            return False
        except OSError:  # a file system without locks: then without
            os.close(lock)
            return True
        self._lock = lock
        return True

    def load(self) -> str | None:
        """What was kept, None if nothing was."""
        try:
            self._kept = self.file.read_bytes().decode("utf-8", "surrogatepass")
        except (OSError, UnicodeDecodeError):  # none, or not ours: it is no reason not to start
            return None
        return self._kept

    def keep(self, text: str) -> None:
        """Keep this text.

        Raises:
            SettingsError: it can't be written.
        """
        if text == self._kept:
            return
        try:
            replace_bytes(self.file, text.encode("utf-8", "surrogatepass"))
        except OSError as error:
            raise SettingsError(
                f"The text can't be kept in {self.file}: {error.strerror}.",
                hint="Make room or make that folder writable; until then it is lost when the window is closed.",
            ) from None
        self._kept = text

    def close(self) -> None:
        """Let another window have it."""
        if self._lock is not None:
            lock, self._lock = self._lock, None
            with suppress(OSError):
                self.file.with_suffix(".lock").unlink()
            os.close(lock)


class Drafts:
    """A folder of them: one for each document, for each text that came through a pipe, and those without a name."""

    def __init__(self, folder: Path, before: Path | None = None) -> None:
        """
        Args:
            folder: made when something is first kept.
            before: where earlier versions kept the only one.
        """
        self._folder = folder
        if before and before.exists() and not (folder / "draft.txt").exists():
            with suppress(OSError):
                make_folder(folder)
                before.replace(folder / "draft.txt")

    def latest(self) -> Draft:
        """The text without a name that was written last; a new one where another window holds that."""
        newest = max(self._folder.glob("draft*.txt"), key=lambda file: file.stat().st_mtime, default=None)
        if newest and (draft := Draft(newest)).claim():
            return draft
        return self.new()

    def new(self) -> Draft:
        """One without a name and without a text."""
        return self._first("draft", empty=True)

    def of_document(self, path: Path, text: str) -> Draft:
        """That of a document as it reads now: where the document was changed since, what was typed into the earlier
        one stays in its own draft.

        Args:
            text: of the document.
        """
        return self._first(f"{path.stem[:40]}-{_digest(str(path.resolve()))}-{_digest(text)}")

    def piped(self) -> Draft:
        """One for a text that comes through a pipe."""
        for old in sorted(self._folder.glob("piped-*.txt"))[: -PIPED + 1]:
            with suppress(OSError):
                old.unlink()
        return self._first(f"piped-{datetime.now():%Y%m%d-%H%M%S}", empty=True)

    def _first(self, name: str, *, empty: bool = False) -> Draft:
        for number in count(1):
            file = self._folder / (f"{name}.txt" if number == 1 else f"{name}-{number}.txt")
            if empty and file.exists() and file.stat().st_size:
                continue
            if (draft := Draft(file)).claim():
                return draft
        raise AssertionError("count never ends")


def _digest(text: str) -> str:
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()
