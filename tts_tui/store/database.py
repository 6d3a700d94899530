"""A small SQLite file that several processes write at once, by WAL."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tts_tui.speech.errors import DiskFullError, SaveError
from tts_tui.store.private import make_file
from tts_tui.store.sqlite_trouble import hint_of, is_full

_WAIT_SECONDS = 20.0
"""How long one process waits for another that writes."""


class Database:
    """Opened when it is first used; any thread may use it, one after the other."""

    def __init__(self, file: Path, what: str, schema: str, version: int) -> None:
        """
        Args:
            file: made, with its folder, for its owner alone.
            what: it holds, for people: "The jobs".
            schema: makes the tables that aren't there.
            version: of the schema; files of another are given what they lack.
        """
        self._file = file
        self._what = what
        self._schema = f"{schema} PRAGMA user_version = {version};"
        self._version = version
        self._lock = threading.RLock()
        self._open: sqlite3.Connection | None = None

    @contextmanager
    def change(self, *, durable: bool = True) -> Iterator[sqlite3.Connection]:
        """All of the block's changes or, where it raises, none.

        Args:
            durable: they are on the disk when it ends. Else a power cut may undo the last ones, in their order; a kill
                of the process never does.

        Raises:
            SaveError: the file can't be used; it is as it was.
        """
        with self._using() as database:
            database.execute(f"PRAGMA synchronous = {'FULL' if durable else 'NORMAL'}")
            database.execute("BEGIN IMMEDIATE")
            try:
                yield database
                database.execute("COMMIT")
            except BaseException:
                if database.in_transaction:
                    database.execute("ROLLBACK")
                raise

    @contextmanager
    def read(self) -> Iterator[sqlite3.Connection]:
        """What was last committed.

        Raises:
            SaveError: the file can't be used.
        """
        with self._using() as database:
            yield database

    def close(self) -> None:
        """Let go of the file; it may be used again."""
        with self._lock:
            database, self._open = self._open, None
            if database:
                database.close()

    @contextmanager
    def _using(self) -> Iterator[sqlite3.Connection]:
        with self._lock:
            try:
                self._open = self._open or self._connect()
                yield self._open
            except (OSError, sqlite3.Error) as error:
                self.close()  # what went wrong in it may stay wrong
                why = error.strerror if isinstance(error, OSError) else error
                kind = DiskFullError if is_full(error) else SaveError
                message = f"{self._what} in {self._file} can't be used: {why}."
                raise kind(message, hint=hint_of(error, self._file)) from None

    def _connect(self) -> sqlite3.Connection:
        make_file(self._file)
        database = sqlite3.connect(
            self._file, timeout=_WAIT_SECONDS, isolation_level=None, check_same_thread=False
        )
        try:
            database.row_factory = sqlite3.Row
            database.execute("PRAGMA journal_mode = WAL")
            database.execute("PRAGMA foreign_keys = ON")
            if database.execute("PRAGMA user_version").fetchone()[0] < self._version:
                database.executescript(f"BEGIN IMMEDIATE; {self._schema} COMMIT;")
        except BaseException:
            database.close()
            raise
        return database
