"""Whether the disk has room for a job, found out before hours of work."""

from __future__ import annotations

import shutil
from pathlib import Path

from tts_tui.audio.files.formats import AudioFormat
from tts_tui.speech.errors import DiskFullError
from tts_tui.store.job_rows import JobProgress, RenderJob
from tts_tui.store.jobs import Jobs

_SPARE = 1.15
"""Estimates of a text's length are that good."""
_SAMPLE_BYTES = 4


def needed_bytes(job: RenderJob, format: AudioFormat, progress: JobProgress, rate: int) -> tuple[int, int]:
    """Of the sounds that are still to be made, and of the files.

    Args:
        rate: Hz of the speech.
    """
    left = progress.expected_seconds - progress.expected_made
    bits = job.settings.bit_rate or format.default_bit_rate or 16 * rate
    files = progress.expected_seconds * bits / 8
    if job.settings.effects.get("loudness") is not None:
        files += progress.expected_seconds * rate * _SAMPLE_BYTES
    return round(left * rate * _SAMPLE_BYTES * _SPARE), round(files * _SPARE)


def check_room(jobs: Jobs, job: RenderJob, format: AudioFormat, rate: int) -> None:
    """Refuse what can't come to its end here.

    Raises:
        DiskFullError: there isn't room for its sounds, or its files.
    """
    sounds, files = needed_bytes(job, format, jobs.progress(job.id), rate or 24_000)
    kept, made = _there(jobs.folder), _there(Path(job.output))
    wanted = {kept: sounds, made: files}
    if kept.stat().st_dev == made.stat().st_dev:
        wanted = {kept: sounds + files}
    for folder, size in wanted.items():
        if (free := shutil.disk_usage(folder).free) < size:
            raise DiskFullError(
                f"This takes about {_gigabytes(size)} in {folder}, and {_gigabytes(free)} are free.",
                hint="Free some space, or make fewer chapters at a time with --chapters.",
            )


def _there(path: Path) -> Path:
    """It, or the folder above it that is there."""
    return next(each for each in (path, *path.absolute().parents) if each.exists())


def _gigabytes(size: int) -> str:
    for unit, least, scale in (("GB", 1e8, 1e9), ("MB", 1e6, 1e6)):
        if size >= least:
            return f"{size / scale:.1f} {unit}"
    return f"{size / 1e3:.0f} kB"
