"""What is in a job: its chapters, its sentences, and how far they are."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable, Mapping
from pathlib import Path

import msgspec

from tts_tui.store.database import Database
from tts_tui.store.job_rows import JobBlock, JobChapter, JobProgress, NewUnit, Unit

_UNIT = "number, chapter, text, key, call, expected_seconds, state, attempts, error, seconds"
_NONE_MADE: Mapping[str, tuple[str, float, float | None]] = {}


class JobContents:
    """Every method raises SaveError where the file can't be used; then nothing has changed."""

    def __init__(self, database: Database) -> None:
        self.database = database

    def chapters(self, job: int) -> list[JobChapter]:
        with self.database.read() as database:
            rows = database.execute(
                "SELECT number, title, text, blocks, output, digest FROM chapters WHERE job = ? ORDER BY number",
                (job,),
            )
            return [_chapter(row) for row in rows]

    def put_output(self, job: int, chapter: int, output: Path, digest: str) -> None:
        """The file of a chapter is there."""
        with self.database.change() as database:
            database.execute(
                "UPDATE chapters SET output = ?, digest = ? WHERE job = ? AND number = ?",
                (os.fsencode(output), digest, job, chapter),
            )

    def units(self, job: int, chapter: int) -> list[Unit]:
        """Of one chapter, in order."""
        with self.database.read() as database:
            rows = database.execute(
                f"SELECT {_UNIT} FROM units WHERE job = ? AND chapter = ? ORDER BY number", (job, chapter)
            )
            return [Unit(**row) for row in map(dict, rows)]

    def left_out(self, job: int) -> list[Unit]:
        """What was skipped, and why."""
        with self.database.read() as database:
            rows = database.execute(
                f"SELECT {_UNIT} FROM units WHERE job = ? AND state = 'skipped' ORDER BY number", (job,)
            )
            return [Unit(**row) for row in map(dict, rows)]

    def characters_left(self, job: int) -> int:
        """Of the texts that are still to be made."""
        with self.database.read() as database:
            (count,) = database.execute(
                "SELECT coalesce(sum(length(text)), 0) FROM units"
                " WHERE job = ? AND state IN ('queued', 'leased')",
                (job,),
            ).fetchone()
        return int(count)

    def progress(self, job: int, chapter: int | None = None) -> JobProgress:
        """How far all of it is, or one chapter."""
        with self.database.read() as database:
            row = database.execute(
                "SELECT count(*) units, total(state = 'made') made, total(state = 'skipped') skipped,"
                " total(expected_seconds) expected_seconds,"
                " total(expected_seconds * (state IN ('made', 'skipped'))) expected_made,"
                " total(seconds) seconds, total(cost_usd) cost_usd, total(cost_usd IS NULL) unpriced"
                f" FROM units WHERE job = ?1{'' if chapter is None else ' AND chapter = ?2'}",
                (job,) if chapter is None else (job, chapter),
            ).fetchone()
        counts = {name: int(row[name]) for name in ("units", "made", "skipped", "unpriced")}
        return JobProgress(**{**dict(row), **counts})

    def take_unrecorded(self, job: int) -> float:
        """US dollars that it cost and that nobody kept in the history; they count as kept from now on."""
        with self.database.change() as database:
            row = database.execute(
                "SELECT spent_usd, spent_usd - recorded_usd fresh FROM jobs WHERE id = ?", (job,)
            ).fetchone()
            if row and row["fresh"]:
                database.execute("UPDATE jobs SET recorded_usd = ? WHERE id = ?", (row["spent_usd"], job))
        return float(row["fresh"]) if row else 0.0


def _chapter(row: sqlite3.Row) -> JobChapter:
    blocks = msgspec.json.decode(row["blocks"], type=tuple[JobBlock, ...])
    return JobChapter(**{**dict(row), "blocks": blocks, "output": os.fsdecode(row["output"])})


def put_contents(
    database: sqlite3.Connection,
    job: int,
    chapters: Iterable[JobChapter],
    units: Iterable[NewUnit],
    made: Mapping[str, tuple[str, float, float | None]] = _NONE_MADE,
) -> None:
    """
    Args:
        made: key, seconds and US dollars of the sound that there is, by the key of its sentence.
    """
    database.executemany(
        "INSERT INTO chapters (job, number, title, text, blocks) VALUES (?, ?, ?, ?, ?)",
        (
            (
                job,
                each.number,
                _storable(each.title),
                _storable(each.text),
                msgspec.json.encode(each.blocks).decode(),
            )
            for each in chapters
        ),
    )
    database.executemany(
        "INSERT INTO units (job, number, chapter, text, key, seconds, cost_usd, call, expected_seconds, state)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            (
                job,
                number,
                each.chapter,
                _storable(each.text),
                *made.get(each.key, (each.key, 0.0, 0.0)),
                each.call,
                each.expected_seconds,
                "made" if each.key in made else "queued",
            )
            for number, each in enumerate(units)
        ),
    )


def _storable(text: str) -> str:
    """SQLite keeps UTF-8; half a character is none."""
    return text.encode("utf-8", "replace").decode("utf-8")
