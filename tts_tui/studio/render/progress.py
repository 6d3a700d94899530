"""What is told while a job runs."""

from __future__ import annotations

from dataclasses import dataclass

from tts_tui.speech.errors import SpeechError
from tts_tui.store.job_rows import JobProgress, RenderJob, Unit
from tts_tui.store.job_takes import Verification
from tts_tui.studio.render.report import FileReport


@dataclass(frozen=True, slots=True)
class JobStarted:
    """It runs.

    Attributes:
        workers: processes that make it.
        found: how far it was already.
    """

    job: RenderJob
    workers: int
    found: JobProgress


@dataclass(frozen=True, slots=True)
class JobAt:
    """How far it is.

    Attributes:
        eta_seconds: to its end; None while that would be a guess.
        status: "making" or "writing".
        note: what is waited for.
    """

    progress: JobProgress
    fraction: float
    eta_seconds: float | None
    status: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class JobEnded:
    """It runs no more.

    Attributes:
        job: as it is now.
        files: that were written, or are as they were.
        left_out: sentences.
        error: why it failed.
        wall_seconds: of this run.
        verification: how its sentences stood up to being listened to, where that was asked for.
    """

    job: RenderJob
    progress: JobProgress
    files: tuple[FileReport, ...] = ()
    left_out: tuple[Unit, ...] = ()
    error: SpeechError | None = None
    wall_seconds: float = 0.0
    verification: Verification | None = None


JobEvent = JobStarted | JobAt | JobEnded
