"""What was said, and what it cost: a small SQLite file that several processes may use at once."""

from __future__ import annotations

import json
import logging
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, closing, contextmanager, suppress
from dataclasses import dataclass, field, fields
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from tts_tui.speech.errors import SettingsError
from tts_tui.speech.request import NO_SETTINGS, SettingValue, SpeechRequest
from tts_tui.store.changing import changing, reading
from tts_tui.store.private import make_file
from tts_tui.store.sqlite_trouble import hint_of, is_damage

if TYPE_CHECKING:
    from tts_tui.speech.events import Metrics


T = TypeVar("T")

log = logging.getLogger(__name__)

_SCHEMA = """
CREATE TABLE IF NOT EXISTS said (
    id INTEGER PRIMARY KEY,
    at TEXT NOT NULL,               -- UTC, ISO 8601
    text TEXT NOT NULL,
    provider TEXT NOT NULL,
    model TEXT NOT NULL,
    voice TEXT NOT NULL,
    language TEXT NOT NULL,
    speed REAL NOT NULL,
    settings TEXT NOT NULL,         -- JSON
    audio_seconds REAL NOT NULL,
    first_chunk_ms REAL,
    cost_usd REAL,                  -- NULL is unknown
    path TEXT NOT NULL,             -- empty if it was only played
    counted_usd REAL NOT NULL DEFAULT 0  -- what limits count while the cost is unknown
);
CREATE INDEX IF NOT EXISTS said_at ON said (at);
"""
_COUNTED = "ALTER TABLE said ADD COLUMN counted_usd REAL NOT NULL DEFAULT 0"


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """One text that was spoken.

    Attributes:
        id: 0 until it is kept.
        at: when, UTC.
        cost_usd: None when unknown.
        path: where it was saved; empty if it was only played.
        counted_usd: US dollars that limits count while the cost is unknown.
    """

    text: str
    provider: str
    model: str
    voice: str
    language: str = ""
    speed: float = 1.0
    settings: Mapping[str, SettingValue] = field(default_factory=lambda: NO_SETTINGS)
    audio_seconds: float = 0.0
    first_chunk_ms: float | None = None
    cost_usd: float | None = 0.0
    path: str = ""
    counted_usd: float = 0.0
    at: datetime = field(default_factory=lambda: datetime.now(UTC))
    id: int = 0

    def request(self) -> SpeechRequest:
        """The same once more."""
        return SpeechRequest(
            self.text, self.model, self.voice, self.language, self.speed, self.settings, self.provider
        )


def log_warning(error: SettingsError) -> None:
    log.warning("%s", error)


class History:
    """The texts that were spoken, newest first."""

    def __init__(self, file: Path, tell: Callable[[SettingsError], object] = log_warning) -> None:
        """
        Args:
            file: made, with its folder, when something is first kept.
            tell: called with a message, from any thread, when a damaged file was moved aside.
        """
        self._file = file
        self._tell = tell

    def add(self, entry: HistoryEntry) -> int:
        """Keep it; returns its id.

        Raises:
            SettingsError: the file can't be written.
        """
        row = _row(entry)
        order = f"INSERT INTO said ({', '.join(row)}) VALUES ({', '.join(f':{name}' for name in row)})"

        def insert(database: sqlite3.Connection) -> int:
            return database.execute(order, row).lastrowid or 0

        return self._use(insert)

    def record(self, request: SpeechRequest, metrics: Metrics, path: Path | None = None) -> None:
        """Keep what became of a request, however it ended, if there was audio or it cost something.

        Args:
            request: with the voice that spoke.
            path: where it was saved, None if it was only played.

        Raises:
            SettingsError: the file can't be written.
        """
        if not metrics.audio_seconds and metrics.cost_usd == 0.0:
            return
        self.add(
            HistoryEntry(
                request.text,
                request.provider,
                request.model,
                request.voice,
                language=request.language,
                speed=request.speed,
                settings=request.settings,
                audio_seconds=metrics.audio_seconds,
                first_chunk_ms=metrics.first_chunk_ms,
                cost_usd=metrics.cost_usd,
                counted_usd=metrics.counted_usd,
                # a name needn't be text, and what SQLite keeps must be
                path=str(path.resolve()) if path else "",
            )
        )

    def latest(self, most: int = 100, *, containing: str = "") -> list[HistoryEntry]:
        """The newest texts, at most so many, that have these characters in the text, voice or model."""

        def select(database: sqlite3.Connection) -> list[sqlite3.Row]:
            return database.execute(
                "SELECT * FROM said WHERE text != '' AND"
                " instr(lower(text || char(10) || voice || char(10) || model), lower(?))"
                " ORDER BY at DESC, id DESC LIMIT ?",
                (_storable(containing), most),
            ).fetchall()

        return [entry for row in self._use(select) if (entry := _entry(row))]

    def forget(self, identity: int) -> None:
        """Remove one text; what it cost stays counted, so that no limit is lifted by it."""
        empty = "UPDATE said SET text = '', settings = '{}', path = '' WHERE id = ?"
        self._use(lambda database: database.execute(empty, (identity,)))

    def spent_since(self, since: datetime) -> float:
        """US dollars spent from that moment on; where a cost is unknown, what it should have been."""
        spent = "SELECT total(coalesce(cost_usd, counted_usd)) FROM said WHERE at >= ?"
        (total,) = self._use(lambda database: database.execute(spent, (_stamp(since),)).fetchone())
        return float(total)

    def _use(self, work: Callable[[sqlite3.Connection], T]) -> T:
        """Do this with a connection of the moment: any thread may use the history, and nothing is left open.

        A file that is damaged is moved aside first, and a new one begun.

        Raises:
            SettingsError: it can't be used.
        """
        try:
            found = self._number()
            try:
                with self._open() as database:
                    return work(database)
            except sqlite3.DatabaseError as error:
                if is_damage(error):
                    self._move_aside(found)
                elif self._number() == found:  # else another program moved it aside while we had it open
                    raise
                with self._open() as database:
                    return work(database)
        except (OSError, sqlite3.Error) as error:
            why = error.strerror if isinstance(error, OSError) else error
            raise SettingsError(
                f"The history in {self._file} can't be used: {why}.", hint=hint_of(error, self._file)
            ) from None

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        with ExitStack() as stack:
            # were it moved aside meanwhile, SQLite would take the new one's journal, which has its name, for its own
            stack.enter_context(reading(self._file))
            make_file(self._file)
            database = stack.enter_context(closing(sqlite3.connect(self._file, timeout=10)))
            stack.enter_context(database)
            database.row_factory = sqlite3.Row
            database.text_factory = _readable
            database.executescript(_SCHEMA)
            columns = [row["name"] for row in database.execute("PRAGMA table_info(said)")]
            if "counted_usd" not in columns:  # made by an earlier version
                database.execute(_COUNTED)
            yield database

    def _number(self) -> int:
        """Of the file itself, whatever its name is; 0 where there is none."""
        with suppress(FileNotFoundError):
            return self._file.stat().st_ino
        return 0

    def _move_aside(self, damaged: int) -> None:
        """Rename that file, unless another program did; its journals may help to recover what is in it."""
        with changing(self._file):
            if self._number() != damaged:
                return
            aside = next(
                name
                for number in count(1)
                if not (name := self._file.with_name(f"{self._file.name}.damaged-{number}")).exists()
            )
            for end in ("-wal", "-shm", "-journal"):
                with suppress(FileNotFoundError):
                    self._file.with_name(self._file.name + end).replace(aside.with_name(aside.name + end))
            self._file.replace(aside)
        self._tell(
            SettingsError(
                f"The history was damaged, and a new one is begun; what this month cost is counted from now on. "
                f"The old one is kept in {aside}.",
                hint=f"sqlite3 '{aside}' .recover   reads what can be saved.",
            )
        )


def _stamp(at: datetime) -> str:
    """Stamps of one length in one zone sort as text."""
    return at.astimezone(UTC).isoformat(timespec="milliseconds")


def _row(entry: HistoryEntry) -> dict[str, Any]:
    values = {each.name: getattr(entry, each.name) for each in fields(entry) if each.name != "id"}
    values["settings"] = json.dumps(dict(entry.settings))
    values["at"] = _stamp(entry.at)
    return {name: _storable(value) if isinstance(value, str) else value for name, value in values.items()}


def _storable(text: str) -> str:
    """SQLite keeps UTF-8: what a file's name holds beside that is kept as the bytes that it is, escaped."""
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def _readable(data: bytes) -> str:
    return data.decode("utf-8", "replace")


def _entry(row: sqlite3.Row) -> HistoryEntry | None:
    """None for a row that isn't ours: the others are still worth reading."""
    values = {each.name: row[each.name] for each in fields(HistoryEntry)}
    values["settings"] = _settings(values["settings"])
    try:
        values["at"] = datetime.fromisoformat(values["at"])
    except (TypeError, ValueError):
        return None
    return HistoryEntry(**values)


def _settings(text: str) -> Mapping[str, SettingValue]:
    """Those of a row that something else wrote are none."""
    try:
        found = json.loads(text)
    except (TypeError, ValueError):
        return NO_SETTINGS
    return found if isinstance(found, dict) else NO_SETTINGS
