"""The texts of the editor, each in a file of its own, so that no crash, no quitting and no other window loses one."""

from __future__ import annotations

import hashlib
import os
import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from tts_tui.store.locks import try_lock
from tts_tui.store.private import FILE, make_folder
from tts_tui.store.state_file import StateFile

PIPED = 20
"""Texts that came through a pipe of which the newest are kept."""

MOST = 1000
"""Windows at once on one document, and texts without a name."""

BEGINS = 1000
"""Bytes of a text that are read to tell it from others."""

_OF_TEXT = re.compile(r"(?<=of-)(.*-[0-9a-f]{16})-[0-9a-f]{16}(?=-\d+$|$)", re.S)
"""In the name of a document's draft the hash of its text."""

UNTIL_THEN = "Make room or make that folder writable; until then it is lost when the window is closed."
"""What to do where a text can't be kept."""


class Draft:
    """One text, which no other window writes while this one holds it.

    Written only when the text is another than what it holds.

    Attributes:
        source: the text of the document that it is a draft of, which needs no copy.
    """

    def __init__(self, file: Path) -> None:
        self.file = file
        self.source: str | None = None
        self._file = StateFile(file, "The text", _decoded, _encoded, hint=UNTIL_THEN)
        self._written_text: str | None = None
        self._lock: int | None = None

    def claim(self) -> bool:
        """Hold it until `close`, or until the program ends; False where another window does."""
        try:
            make_folder(self.file.parent)
            lock = os.open(self.file.with_suffix(".lock"), os.O_RDWR | os.O_CREAT, FILE)
        except OSError:  # no place for drafts: `keep` tells
            return True
        if not try_lock(lock):
            os.close(lock)
            return False
        self._lock = lock
        return True

    @property
    def name(self) -> str:
        """Of what belongs to it: of a document the same however that reads."""
        return _OF_TEXT.sub(r"\1", self.file.stem)

    def load(self) -> str | None:
        """What was kept, None if nothing was."""
        text = self._file.load()
        self._written_text = self.source if text is None else text
        return text

    @property
    def size(self) -> int:
        """Bytes; 0 for none."""
        with suppress(OSError):
            return self.file.stat().st_size
        return 0

    @property
    def readable(self) -> bool:
        """Whether it can be read, or isn't there yet: what can't be read must not be written over."""
        try:
            self.file.read_bytes()
        except FileNotFoundError:
            return True
        except OSError:
            return False
        return True

    def keep(self, text: str) -> None:
        """Keep this text; an empty one needs no file.

        Raises:
            SettingsError: it can't be written.
        """
        if not self.holds(text):
            self._file.write(text)
            self._written_text = text

    def holds(self, text: str) -> bool:
        """Whether this text is kept, or there is nothing of it to keep."""
        return text == (self._written_text or "")

    def leave(self) -> None:
        """Let another window have it, and the next one begin with it."""
        with suppress(OSError):
            os.utime(self.file)
        self.close()

    def forget(self) -> None:
        """Remove it, and let go of it."""
        with suppress(OSError):
            self.file.unlink(missing_ok=True)
        self.close()

    def close(self) -> None:
        """Let another window have it."""
        if self._lock is not None:
            lock, self._lock = self._lock, None
            with suppress(OSError):
                self.file.with_suffix(".lock").unlink()
            os.close(lock)


@dataclass(frozen=True, slots=True)
class KeptText:
    """A text without a name, as a list of them shows it.

    Attributes:
        written: when, or taken up, in seconds since the epoch.
        size: bytes.
        begins: its first characters.
    """

    file: Path
    written: float
    size: int
    begins: str


class Drafts:
    """A folder of them: one for each document, for each text that came through a pipe, and those without a name."""

    def __init__(self, folder: Path, before: Path | None = None) -> None:
        """
        Args:
            folder: made when something is first kept.
            before: where earlier versions kept the only one.
        """
        self._folder = folder
        with suppress(OSError):
            if before and before.exists() and not (folder / "draft.txt").exists():
                make_folder(folder)
                before.replace(folder / "draft.txt")

    def latest(self) -> Draft:
        """The text without a name that was written or left last; a new one where another window holds that."""
        newest = max(self._found("draft*.txt"), key=_written, default=None)
        if newest and (draft := Draft(newest)).readable and draft.claim():
            return draft
        return self.new()

    def unnamed(self) -> list[KeptText]:
        """The texts that are of no file and hold something, those written last first."""
        files = [*self._found("draft*.txt"), *self._found("piped-*.txt")]
        texts = [KeptText(file, _written(file), Draft(file).size, _begins(file)) for file in files]
        return sorted((text for text in texts if text.begins), key=lambda text: text.written, reverse=True)

    def take_up(self, file: Path) -> Draft | None:
        """One of those, to go on with; None where another window holds it, or it can't be read."""
        draft = Draft(file)
        if not (draft.readable and draft.claim()):
            return None
        with suppress(OSError):
            os.utime(file)  # the next start begins with it
        return draft

    def changed(self, document: Path) -> bool:
        """Whether changes to a document are kept that aren't in its file."""
        return any(self._found(f"of-*-{_digest(str(document.resolve()))}-*.txt"))

    def new(self, beside: Draft | None = None) -> Draft:
        """One without a name and without a text.

        Args:
            beside: another than this, the text of which may still have to be written.
        """
        return self._first("draft", empty=True, beside=beside)

    def of_document(self, path: Path, text: str) -> Draft:
        """That of a document as it reads now: where the document was changed since, what was typed into the earlier
        one stays in its own draft.

        Args:
            text: of the document.
        """
        draft = self._first(f"of-{path.stem[:40]}-{_digest(str(path.resolve()))}-{_digest(text)}")
        draft.source = text
        return draft

    def piped(self) -> Draft:
        """One for a text that comes through a pipe."""
        for old in sorted(self._found("piped-*.txt"))[: -PIPED + 1]:
            with suppress(OSError):
                old.unlink()
        return self._first(f"piped-{datetime.now():%Y%m%d-%H%M%S}", empty=True)

    def _first(self, name: str, *, empty: bool = False, beside: Draft | None = None) -> Draft:
        for number in range(1, MOST):
            draft = Draft(self._folder / (f"{name}.txt" if number == 1 else f"{name}-{number}.txt"))
            if beside and draft.file == beside.file:
                continue
            if not (empty and draft.size) and draft.readable and draft.claim():
                return draft
        # a folder that can't be used: `keep` tells
        return Draft(self._folder / f"{name}-of-{os.getpid()}.txt")

    def _found(self, pattern: str) -> list[Path]:
        """None where the folder can't be listed."""
        with suppress(OSError):
            return list(self._folder.glob(pattern))
        return []


def _written(file: Path) -> float:
    """When, in seconds; 0 for one that is gone meanwhile."""
    with suppress(OSError):
        return file.stat().st_mtime
    return 0.0


def _begins(file: Path) -> str:
    """Its first words; empty where it has none, or can't be read."""
    with suppress(OSError), file.open("rb") as text:
        return " ".join(text.read(BEGINS).decode("utf-8", "ignore").split())
    return ""


def _digest(text: str) -> str:
    return hashlib.blake2b(_encoded(text), digest_size=8).hexdigest()


def _encoded(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def _decoded(data: bytes) -> str:
    """Of a damaged one what is left of it."""
    try:
        return data.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        return data.decode("utf-8", "replace")
