"""Tells how far a job is: as JSON lines for programs, or as a line that changes for people."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any, Protocol

import click

from tts_tui.cli import verification
from tts_tui.cli.printing import tell, tell_error, write_json
from tts_tui.speech.errors import SpeechError
from tts_tui.speech.lengths import about, clock, counted, several
from tts_tui.speech.plain import plain
from tts_tui.store.job_rows import RenderJob
from tts_tui.studio.facts import described, rounded
from tts_tui.studio.render.progress import JobAt, JobEnded, JobEvent, JobStarted
from tts_tui.studio.render.report import FileReport
from tts_tui.studio.render.telling import told_file

_SHOWN = 10
"""Sentences that were left out and are told of; the others are counted."""


class JobReport(Protocol):
    """Receives the events of a job."""

    def event(self, event: JobEvent) -> None:
        """Something happened."""

    def planning(self, fraction: float) -> None:
        """So much of a document is planned, 0 to 1."""

    def notice(self, text: str) -> None:
        """Something that users should know."""

    def queued(self, job: RenderJob) -> None:
        """It waits to be made."""

    def refuse(self, error: SpeechError) -> None:
        """It went wrong before it began."""


class JsonJobReport:
    """One object a line, on stdout."""

    def planning(self, fraction: float) -> None:
        """Programs are told from the start on."""

    def event(self, event: JobEvent) -> None:
        match event:
            case JobStarted(job, workers, found):
                write_json(
                    {
                        "event": "started",
                        "job": job.id,
                        "provider": job.settings.provider,
                        "model": job.settings.model,
                        "voice": job.settings.voice,
                        "workers": workers,
                        "units": found.units,
                        "made": found.made,
                    }
                )
            case JobAt(progress, fraction, eta, status, note):
                write_json(
                    {
                        "event": "progress",
                        "status": status,
                        "fraction": round(fraction, 4),
                        "units": progress.units,
                        "made": progress.made,
                        "skipped": progress.skipped,
                        "audio_seconds": round(progress.seconds, 3),
                        "eta_seconds": rounded(eta),
                        "note": note,
                    }
                )
            case JobEnded():
                write_json(_ended(event))

    def notice(self, text: str) -> None:
        write_json({"event": "notice", "text": text})

    def queued(self, job: RenderJob) -> None:
        write_json({"event": "queued", "job": job.id})

    def refuse(self, error: SpeechError) -> None:
        write_json({"event": "failed", **described(error)})


class PlainJobReport:
    """A line on stderr: while it works where that is a terminal, and at the end."""

    def __init__(self, *, quiet: bool = False) -> None:
        """
        Args:
            quiet: errors only.
        """
        self._quiet = quiet
        self._live = sys.stderr.isatty() and not quiet
        self._note = ""

    def event(self, event: JobEvent) -> None:
        match event:
            case JobStarted(job, workers, found) if not self._quiet:
                by = f", {workers} processes" if workers > 1 else ""
                there = f", {found.made:,} of them made already" if found.made else ""
                tell(f"Job {job.id}: {several(found.units, 'sentence')}{there}; {job.settings.voice}{by}.")
            case JobAt():
                self._at(event)
            case JobEnded():
                self._end(event)

    def planning(self, fraction: float) -> None:
        if self._live:
            self._show(f"{fraction:4.0%} · planning" if fraction < 1 else "")

    def notice(self, text: str) -> None:
        if not self._quiet:
            tell(text)

    def queued(self, job: RenderJob) -> None:
        if not self._quiet:
            tell(f"Job {job.id} waits. `tts-tui jobs run` makes what waits, one after the other.")

    def refuse(self, error: SpeechError) -> None:
        tell_error(error)

    def _at(self, event: JobAt) -> None:
        if self._live:
            left = "" if event.eta_seconds is None else f" · {about(event.eta_seconds)} left"
            note = f" · {event.note}" if event.note else ""
            what = f"{clock(event.progress.seconds)} of audio" if event.status == "making" else "writing"
            self._show(f"{event.fraction:4.0%} · {what}{left}{note}")
        elif not self._quiet and event.note != self._note:
            self._note = event.note
            if event.note:
                tell(event.note)

    def _end(self, event: JobEnded) -> None:
        if self._live:
            self._show("")
        if event.error:
            tell_error(event.error)
        if not self._quiet:
            for report in event.files:
                tell(told_file(report))
                for news in report.news[:_SHOWN]:
                    tell(f"  {news}")
                if (more := len(report.news) - _SHOWN) > 0:
                    tell(f"  and {more} more: --json tells all of them.")
            self._tell_left_out(event)
            for line in verification.told(event.verification, _SHOWN) if event.verification else ():
                tell(line)
            self._tell_rest(event)

    def _tell_left_out(self, event: JobEnded) -> None:
        for unit in event.left_out[:_SHOWN]:
            said = " ".join(unit.text.split())
            tell(f"Left out: “{said[:60]}{'…' if len(said) > 60 else ''}”: {unit.error}")
        if (more := len(event.left_out) - _SHOWN) > 0:
            tell(f"  and {more} more: tts-tui jobs show {event.job.id}")

    def _tell_rest(self, event: JobEnded) -> None:
        progress, job = event.progress, event.job
        cost = f", ${progress.cost_usd:.4f}" if progress.cost_usd else ""
        if job.state == "done":
            seconds = sum(report.seconds for report in event.files)
            tell(f"{counted(seconds)} of audio in {counted(event.wall_seconds)}{cost}")
        else:
            tell(
                f"{'Stopped' if event.error else 'Paused'}: {progress.made:,} of {several(progress.units, 'sentence')} "
                f"made and kept{cost}."
            )
            tell(f"  tts-tui jobs resume {job.id} goes on.")

    def _show(self, line: str) -> None:
        click.echo(f"\r\x1b[K{plain(line)}", nl=False, err=True)


def _ended(event: JobEnded) -> dict[str, Any]:
    job, progress = event.job, event.progress
    names = {"done": "finished", "failed": "failed"}
    return {
        "event": names.get(job.state, "paused"),
        "job": job.id,
        "files": [described_file(report) for report in event.files],
        "units": progress.units,
        "made": progress.made,
        "left_out": [{"text": unit.text, "error": unit.error} for unit in event.left_out],
        "audio_seconds": round(progress.seconds, 3),
        "wall_seconds": round(event.wall_seconds, 3),
        "cost_usd": None if progress.unpriced else progress.cost_usd,
        **({"verification": verification.described(event.verification)} if event.verification else {}),
        **(described(event.error) if event.error else {}),
    }


def described_file(report: FileReport) -> dict[str, Any]:
    """What became of it, for programs."""
    told: dict[str, Any] = {
        "path": str(report.path),
        "audio_seconds": round(report.seconds, 3),
        "chapters": [{"title": title, "start": round(start, 3)} for title, start in report.marks],
        "loudness": rounded(report.loudness),
        "captions": [str(Path(each)) for each in report.captions],
        "unchanged": report.unchanged,
        "news": list(report.news),
    }
    if acx := report.acx:
        told["acx"] = {
            "rms_db": round(acx.rms, 2),
            "peak_db": round(acx.peak, 2),
            "noise_floor_db": round(acx.noise_floor, 2) if acx.noise_floor > -200 else None,
            "faults": list(acx.faults),
        }
    return told
