"""The jobs as the window shows them, and what can be done about one. Its methods block for moments."""

from __future__ import annotations

import subprocess
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from tts_tui import children
from tts_tui.store.job_rows import JobChapter, JobProgress, JobState, RenderJob, Unit
from tts_tui.store.job_takes import Verification
from tts_tui.store.jobs import Jobs
from tts_tui.studio.render.eta import Eta
from tts_tui.studio.render.report import FileReport, unpacked

_STILL: frozenset[JobState] = frozenset(("done", "cancelled"))
"""States in which nothing changes: what was counted once needn't be counted every second."""


@dataclass(frozen=True, slots=True)
class JobLine:
    """A job, as it is now.

    Attributes:
        eta_seconds: None where it isn't made now, or while that would be a guess.
    """

    job: RenderJob
    progress: JobProgress
    eta_seconds: float | None


@dataclass(frozen=True, slots=True)
class JobDetails:
    """What is in a job, and what is told of it.

    Attributes:
        job: as it is now.
        planned: what its listeners should know: who speaks, what was skipped.
        files: what became of them; empty until they are written.
        verification: None where it isn't asked for.
    """

    job: RenderJob
    progress: JobProgress
    chapters: Sequence[tuple[JobChapter, JobProgress]]
    left_out: Sequence[Unit]
    planned: Sequence[str]
    files: Sequence[FileReport]
    verification: Verification | None


class JobsDesk:
    """Shows and changes what the store of jobs says; a process of its own makes what waits.

    Every method raises SpeechError where the store can't be used.
    """

    def __init__(self, folder: Path, log: Path) -> None:
        """
        Args:
            folder: of the jobs.
            log: where the stderr of the process goes that makes them.
        """
        self._folder = folder
        self._log = log
        self._jobs = Jobs(folder)
        self._etas: dict[int, Eta] = {}
        self._still: dict[int, JobLine] = {}
        self._process: subprocess.Popen[bytes] | None = None

    def lines(self) -> list[JobLine]:
        """In the order of the queue."""
        if not self._folder.exists():  # nothing is made before something is kept there
            return []
        return [self._line(job) for job in self._jobs.all()]

    def contents(self, number: int) -> JobDetails:
        """All that is known of a job."""
        jobs = self._jobs
        job, told = jobs.get(number), jobs.told(number)
        return JobDetails(
            job,
            jobs.progress(number),
            [(each, jobs.progress(number, each.number)) for each in jobs.chapters(number)],
            jobs.left_out(number),
            told.planned(),
            unpacked(told.files()),
            jobs.takes(number).verification() if job.settings.verify else None,
        )

    def toggle(self, job: RenderJob) -> None:
        """Pause it, or go on with it."""
        if job.state == "running" or (job.state == "queued" and self._working):
            self._jobs.put_state(job.id, "paused")
            return
        self._jobs.put_state(job.id, "queued")
        self._begin()

    def cancel(self, job: RenderJob) -> None:
        """Take it out of the queue; what is made is kept."""
        self._jobs.put_state(job.id, "cancelled")

    def remove(self, job: RenderJob) -> None:
        """Forget it.

        Raises:
            JobError: it runs.
        """
        self._jobs.remove(job.id)

    def move(self, job: RenderJob, step: int) -> None:
        """Make it earlier (-1) or later (1)."""
        self._jobs.move(job.id, step)

    def close(self) -> None:
        """End the process; what it was at waits."""
        if self._process:
            self._process.kill()
            with suppress(subprocess.TimeoutExpired):
                self._process.wait(5)
        self._jobs.close()

    @property
    def _working(self) -> bool:
        return self._process is not None and self._process.poll() is None

    def _begin(self) -> None:
        if self._working:
            return
        command = children.ours("tts_tui.studio.render.queue")
        self._log.parent.mkdir(parents=True, exist_ok=True)
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(
                command.arguments,
                env=command.environment,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=log,
                start_new_session=True,  # ^C in the terminal isn't for it
            )

    def _line(self, job: RenderJob) -> JobLine:
        if (known := self._still.get(job.id)) and known.job == job:
            return known
        progress = self._jobs.progress(job.id)
        if job.state != "running":
            self._etas.pop(job.id, None)
            line = JobLine(job, progress, None)
            if job.state in _STILL:
                self._still[job.id] = line
            return line
        return JobLine(job, progress, self._etas.setdefault(job.id, Eta()).left(progress))
