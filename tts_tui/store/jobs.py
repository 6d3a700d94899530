"""The jobs of this user, in the order in which they are to be made: SQLite, and a folder of sounds a job."""

from __future__ import annotations

import os
import shutil
import sqlite3
import time
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from pathlib import Path

import msgspec

from tts_tui.speech.errors import JobError
from tts_tui.store.database import Database
from tts_tui.store.job_contents import JobContents, put_contents
from tts_tui.store.job_rows import IN_QUEUE, JobChapter, JobSettings, JobState, NewUnit, RenderJob
from tts_tui.store.job_schema import SCHEMA, VERSION
from tts_tui.store.job_sounds import JobSounds
from tts_tui.store.job_takes import JobTakes
from tts_tui.store.job_told import JobTold
from tts_tui.store.leases import LEASE_SECONDS, is_gone

_JOB = "id, document, output, settings, state, error, runner, until"


class Jobs(JobContents):
    """May be used by any thread, and by many processes at once.

    Every method raises SaveError where the file can't be used; then nothing has changed.
    """

    def __init__(self, folder: Path, now: Callable[[], float] = time.time) -> None:
        """
        Args:
            folder: of the jobs and their sounds, for their owner alone.
            now: seconds since 1970.
        """
        super().__init__(Database(folder / "jobs.db", "The jobs", SCHEMA, VERSION))
        self.folder = folder
        self._now = now

    def close(self) -> None:
        """Let go of the file."""
        self.database.close()

    def sounds(self, job: int) -> JobSounds:
        """Where the sound of its sentences lies."""
        return JobSounds(self.folder / str(job))

    def takes(self, job: int) -> JobTakes:
        """What was heard of them."""
        return JobTakes(self.database, job)

    def told(self, job: int) -> JobTold:
        """What was told of it."""
        return JobTold(self.database, job)

    # ---- the queue

    def add(
        self,
        document: Path,
        output: Path,
        settings: JobSettings,
        chapters: Sequence[JobChapter],
        units: Iterable[NewUnit],
    ) -> int:
        """A new job, last in the queue; its id."""
        with self.database.change() as database:
            row = database.execute(
                "INSERT INTO jobs (place, document, output, settings)"
                " VALUES ((SELECT coalesce(max(place), 0) + 1 FROM jobs), ?, ?, ?)",
                (os.fsencode(document), os.fsencode(output), _packed(settings)),
            )
            job = row.lastrowid or 0
            put_contents(database, job, chapters, units)
        return job

    def replan(
        self, job: int, settings: JobSettings, chapters: Sequence[JobChapter], units: Sequence[NewUnit]
    ) -> None:
        """Another text, another voice: what is made already and stays as it is isn't made again.

        Where sentences are verified, what nobody listened to yet counts as made once somebody did. The sounds that
        nothing asks for any more are removed.
        """
        with self.database.change() as database:
            made = {
                row["sentence"] or row["key"]: (row["key"], row["seconds"], row["cost_usd"])
                for row in database.execute(
                    "SELECT units.key key, seconds, cost_usd, sentence"
                    " FROM units LEFT JOIN takes USING (job, key) WHERE job = ? AND state = 'made'",
                    (job,),
                )
                if row["sentence"] or not settings.verify
            }
            files = database.execute(
                "SELECT output, digest, job, number FROM chapters WHERE job = ?", (job,)
            ).fetchall()
            database.execute("DELETE FROM units WHERE job = ?", (job,))
            database.execute("DELETE FROM chapters WHERE job = ?", (job,))
            database.execute(
                "UPDATE jobs SET settings = ?, state = 'queued', error = '' WHERE id = ?",
                (_packed(settings), job),
            )
            put_contents(database, job, chapters, units, made)
            database.executemany(
                "UPDATE chapters SET output = ?, digest = ? WHERE job = ? AND number = ?", map(tuple, files)
            )
            asked = {unit.key for unit in units}
            takes = database.execute("SELECT sentence, key FROM takes WHERE job = ?", (job,))
            kept = asked | {row["key"] for row in takes if row["sentence"] in asked}
        self.sounds(job).keep_only(kept)

    def all(self) -> list[RenderJob]:
        """In the order of the queue."""
        with self.database.read() as database:
            return [self._job(row) for row in database.execute(f"SELECT {_JOB} FROM jobs ORDER BY place")]

    def get(self, job: int) -> RenderJob:
        """Raises JobError: there is none of that number."""
        with self.database.read() as database:
            row = database.execute(f"SELECT {_JOB} FROM jobs WHERE id = ?", (job,)).fetchone()
        if row is None:
            raise JobError(f"There is no job {job}.", hint="tts-tui jobs lists them.")
        return self._job(row)

    def of_output(self, output: Path) -> RenderJob | None:
        """The latest job that makes that file or folder."""
        with self.database.read() as database:
            row = database.execute(
                f"SELECT {_JOB} FROM jobs WHERE output = ? ORDER BY id DESC LIMIT 1", (os.fsencode(output),)
            ).fetchone()
        return self._job(row) if row else None

    def next_queued(self) -> RenderJob | None:
        """The first that waits, and that nobody runs."""
        return next((job for job in self.all() if job.state == "queued"), None)

    def put_state(self, job: int, state: JobState, error: str = "") -> None:
        """It is so from now on; who runs it sees that within a moment."""
        with self.database.change() as database:
            database.execute("UPDATE jobs SET state = ?, error = ? WHERE id = ?", (state, error, job))

    def move(self, job: int, step: int) -> None:
        """Before the next in the queue towards its front (-1), or behind the next towards its end (1).

        Raises:
            JobError: there is none, or it has left the queue.
        """
        if (state := self.get(job).state) not in IN_QUEUE:
            told = "is done" if state == "done" else f"has left the queue: it is {state}"
            raise JobError(f"Job {job} {told}.", hint=f"tts-tui jobs resume {job} goes on with it.")
        with self.database.change() as database:
            rows = database.execute("SELECT id, state FROM jobs ORDER BY place").fetchall()
            order = [row["id"] for row in rows]
            queue = [
                row["id"] for row in rows if row["state"] in IN_QUEUE
            ]  # those that are done stand between
            if job not in queue or not 0 <= (place := queue.index(job) + step) < len(queue):
                return  # removed meanwhile, or as far as it goes
            to = order.index(queue[place])
            order.remove(job)
            order.insert(to, job)
            database.executemany("UPDATE jobs SET place = ? WHERE id = ?", list(enumerate(order)))

    def remove(self, job: int) -> None:
        """Forget it, and remove its sounds.

        Raises:
            JobError: there is none, or it runs.
        """
        with self.database.change() as database:
            row = database.execute("SELECT runner, until FROM jobs WHERE id = ?", (job,)).fetchone()
            if row is None:
                raise JobError(f"There is no job {job}.", hint="tts-tui jobs lists them.")
            if self._runs(row):
                raise JobError(f"Job {job} runs.", hint=f"tts-tui jobs pause {job} stops it first.")
            database.execute("DELETE FROM jobs WHERE id = ?", (job,))
        with suppress(OSError):
            shutil.rmtree(self.sounds(job).folder)

    # ---- who runs it

    def claim(self, job: int, runner: str) -> None:
        """It is run by nobody else from now on; `keep_claim` within `LEASE_SECONDS`, again and again.

        What the one before left under way, or left out, is tried again.

        Raises:
            JobError: somebody runs it.
        """
        with self.database.change() as database:
            row = database.execute("SELECT runner, until FROM jobs WHERE id = ?", (job,)).fetchone()
            if row is None or self._runs(row):
                raise JobError(
                    f"Job {job} is being made already.", hint=f"tts-tui jobs show {job} tells how far it is."
                )
            database.execute(
                "UPDATE jobs SET state = 'running', error = '', runner = ?, until = ? WHERE id = ?",
                (runner, self._now() + LEASE_SECONDS, job),
            )
            database.execute(
                "UPDATE units SET attempts = 0, state = CASE state WHEN 'skipped' THEN 'queued' ELSE state END"
                " WHERE job = ? AND state != 'made'",
                (job,),
            )
        self.free_gone(job)

    def keep_claim(self, job: int, runner: str) -> JobState:
        """The claim holds on; and what the job's state is."""
        with self.database.change() as database:
            database.execute(
                "UPDATE jobs SET until = ? WHERE id = ? AND runner = ?",
                (self._now() + LEASE_SECONDS, job, runner),
            )
            row = database.execute("SELECT state FROM jobs WHERE id = ?", (job,)).fetchone()
        state: JobState = row["state"] if row else "cancelled"
        return state

    def put_note(self, job: int, runner: str, note: str) -> None:
        """What its runner waits for; empty where it waits for nothing. A power cut may lose it."""
        with self.database.change(durable=False) as database:
            database.execute("UPDATE jobs SET error = ? WHERE id = ? AND runner = ?", (note, job, runner))

    def end_claim(self, job: int, runner: str, state: JobState, error: str = "") -> None:
        """Nobody runs it any more. What another asked for meanwhile, a pause, stays so unless all is done."""
        with self.database.change() as database:
            database.execute(
                "UPDATE jobs SET runner = '', until = 0,"
                " state = CASE WHEN state = 'running' OR ?1 = 'done' THEN ?1 ELSE state END,"
                " error = ?2 WHERE id = ?3 AND runner = ?4",
                (state, error, job, runner),
            )

    def free_gone(self, job: int) -> None:
        """What processes have in hand that are gone may be taken at once."""
        with self.database.read() as database:
            rows = database.execute(
                "SELECT DISTINCT owner FROM units WHERE job = ? AND state = 'leased'", (job,)
            ).fetchall()
        if not (gone := [row["owner"] for row in rows if is_gone(row["owner"])]):
            return
        with self.database.change() as database:
            database.executemany(
                "UPDATE units SET until = 0 WHERE job = ? AND state = 'leased' AND owner = ?",
                [(job, owner) for owner in gone],
            )

    def runs(self, job: int) -> bool:
        """Whether somebody makes it now."""
        with self.database.read() as database:
            row = database.execute("SELECT runner, until FROM jobs WHERE id = ?", (job,)).fetchone()
        return row is not None and self._runs(row)

    def _job(self, row: sqlite3.Row) -> RenderJob:
        values = dict(row)
        del values["until"]
        values["settings"] = msgspec.json.decode(row["settings"], type=JobSettings)
        values |= {name: os.fsdecode(row[name]) for name in ("document", "output")}
        if row["state"] == "running" and not self._runs(row):  # it was killed: it waits to be gone on with
            values |= {"state": "queued", "error": ""}
        return RenderJob(**values)

    def _runs(self, row: sqlite3.Row) -> bool:
        return bool(row["runner"]) and row["until"] > self._now() and not is_gone(row["runner"])


def _packed(settings: JobSettings) -> str:
    return msgspec.json.encode(settings).decode()
