"""What was told of a job when it was planned, and when its files were written: for who asks later."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import msgspec

from tts_tui.store.database import Database


@dataclass(frozen=True, slots=True)
class JobTold:
    """Of one job. Every method raises SaveError where the file can't be used."""

    database: Database
    job: int

    def put_planned(self, news: Sequence[str]) -> None:
        """It was planned, perhaps anew: of its files nothing is told any more."""
        with self.database.change() as database:
            database.execute(
                "INSERT OR REPLACE INTO reports (job, planned) VALUES (?, ?)",
                (self.job, msgspec.json.encode(news).decode()),
            )

    def put_files(self, files: bytes) -> None:
        """Its files are there."""
        with self.database.change() as database:
            database.execute(
                "INSERT INTO reports (job, planned, files) VALUES (?1, '[]', ?2)"
                " ON CONFLICT (job) DO UPDATE SET files = ?2",
                (self.job, files),
            )

    def planned(self) -> tuple[str, ...]:
        """What a listener should know of it; empty where nothing was told."""
        with self.database.read() as database:
            row = database.execute("SELECT planned FROM reports WHERE job = ?", (self.job,)).fetchone()
        return msgspec.json.decode(row["planned"], type=tuple[str, ...]) if row else ()

    def files(self) -> bytes:
        """What `put_files` was given; empty where nothing was."""
        with self.database.read() as database:
            row = database.execute("SELECT files FROM reports WHERE job = ?", (self.job,)).fetchone()
        return bytes(row["files"]) if row else b""
