"""What was said, and what it cost: a small SQLite file that several processes may use at once."""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass, field, fields
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from tts_tui.speech.errors import SettingsError
from tts_tui.speech.events import Metrics
from tts_tui.speech.request import NO_SETTINGS, SettingValue, SpeechRequest

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
class Said:
    """One text that was spoken.

    Attributes:
        id: 0 until it is kept.
        at: when, UTC.
        cost_usd: None when unknown.
        path: where it was saved; empty if it was only played.
        counted_usd: what limits count while the cost is unknown.
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


class History:
    """The texts that were spoken, newest first."""

    def __init__(self, file: Path) -> None:
        """
        Args:
            file: made, with its folder, when something is first kept.
        """
        self._file = file

    def add(self, said: Said) -> int:
        """Keep it; returns its id.

        Raises:
            SettingsError: the file can't be written.
        """
        row = _row(said)
        with self._open() as database:
            cursor = database.execute(
                f"INSERT INTO said ({', '.join(row)}) VALUES ({', '.join(f':{name}' for name in row)})", row
            )
        return cursor.lastrowid or 0

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
            Said(
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
                path=os.fsencode(path.resolve()).decode(errors="backslashreplace") if path else "",
            )
        )

    def latest(self, most: int = 100, *, containing: str = "") -> list[Said]:
        """The newest texts, at most so many, that have these characters in the text, voice or model."""
        with self._open() as database:
            rows = database.execute(
                "SELECT * FROM said WHERE text != '' AND"
                " instr(lower(text || char(10) || voice || char(10) || model), lower(?))"
                " ORDER BY at DESC, id DESC LIMIT ?",
                (containing, most),
            ).fetchall()
        return [_said(row) for row in rows]

    def forget(self, identity: int) -> None:
        """Remove one text; what it cost stays counted, so that no limit is lifted by it."""
        with self._open() as database:
            database.execute(
                "UPDATE said SET text = '', settings = '{}', path = '' WHERE id = ?", (identity,)
            )

    def spent_since(self, since: datetime) -> float:
        """US dollars spent from that moment on; where a cost is unknown, what it should have been."""
        with self._open() as database:
            (total,) = database.execute(
                "SELECT total(coalesce(cost_usd, counted_usd)) FROM said WHERE at >= ?", (_stamp(since),)
            ).fetchone()
        return float(total)

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        """A connection of the moment: any thread may use the history, and nothing is left open."""
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            with closing(sqlite3.connect(self._file, timeout=10)) as database, database:
                database.row_factory = sqlite3.Row
                database.executescript(_SCHEMA)
                columns = [row["name"] for row in database.execute("PRAGMA table_info(said)")]
                if "counted_usd" not in columns:  # made by an earlier version
                    database.execute(_COUNTED)
                yield database
        except (OSError, sqlite3.Error) as error:
            raise SettingsError(
                f"The history in {self._file} can't be used: {error}",
                hint=f"mv '{self._file}' '{self._file}.broken' starts a new one.",
            ) from None


def _stamp(at: datetime) -> str:
    """Stamps of one length in one zone sort as text."""
    return at.astimezone(UTC).isoformat(timespec="milliseconds")


def _row(said: Said) -> dict[str, Any]:
    values = {each.name: getattr(said, each.name) for each in fields(said) if each.name != "id"}
    values["settings"] = json.dumps(dict(said.settings))
    values["at"] = _stamp(said.at)
    return values


def _said(row: sqlite3.Row) -> Said:
    values = dict(row)
    values["settings"] = json.loads(values["settings"])
    values["at"] = datetime.fromisoformat(values["at"])
    return Said(**values)
