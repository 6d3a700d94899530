"""Tells what happens while a text is spoken: as JSON lines for programs, or as a line that changes for people."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any, Protocol

import click

from tts_tui.cli.output import plain, tell, tell_error, write_json
from tts_tui.speech.errors import ProviderError, SpeechError
from tts_tui.speech.events import (
    Cancelled,
    Failed,
    Finished,
    FirstChunk,
    Metrics,
    Progress,
    SpeechEvent,
    Started,
)
from tts_tui.speech.request import SpeechRequest


class Report(Protocol):
    """Receives the events of one request."""

    def event(self, event: SpeechEvent) -> None:
        """Something happened, other than the end."""

    def end(
        self,
        end: Finished | Failed | Cancelled,
        path: Path | None,
        loudness: float | None,
        limited: float = 0.0,
    ) -> None:
        """It ended.

        Args:
            path: the file that was saved, or what an unfinished request left behind.
            loudness: LUFS that it was brought to, where that was asked for.
            limited: dB that a gain was held back by at most, so that it doesn't clip.
        """

    def refuse(self, error: SpeechError) -> None:
        """It went wrong before it began."""

    def estimate(self, request: SpeechRequest, cost_usd: float | None) -> None:
        """What it would take; nothing is said."""


class JsonReport:
    """One object a line."""

    def __init__(self, *, err: bool, start: int = 0) -> None:
        """Args:
        err: to stderr, because the audio goes to stdout.
        start: characters of the user's text before what is spoken.
        """
        self._err = err
        self._start = start

    def event(self, event: SpeechEvent) -> None:
        match event:
            case Started():
                self._write(
                    "started",
                    provider=event.model.provider,
                    model=event.model.id,
                    voice=event.voice,
                    characters=event.characters,
                )
            case FirstChunk():
                self._write("first_chunk", ms=round(event.ms, 1))
            case Progress():
                self._write(
                    "progress",
                    fraction=round(event.fraction, 4),
                    characters_done=event.characters_done,
                    characters_total=event.characters_total,
                    chunks_done=event.chunks_done,
                    chunks_total=event.chunks_total,
                    audio_seconds=round(event.audio_seconds, 3),
                    eta_seconds=_rounded(event.eta_seconds),
                    status=event.status,
                    cost_usd=event.metrics.cost_usd,
                )

    def end(
        self,
        end: Finished | Failed | Cancelled,
        path: Path | None,
        loudness: float | None,
        limited: float = 0.0,
    ) -> None:
        place = str(path) if path else None
        match end:
            case Finished():
                self._write(
                    "finished",
                    path=place,
                    loudness=_rounded(loudness),
                    limited_db=_rounded(limited),
                    **_measured(end.metrics),
                    characters=end.characters,
                    provider=end.model.provider,
                    model=end.model.id,
                    voice=end.voice,
                )
            case Failed():
                self._write(
                    "failed",
                    **_described(end.error),
                    kept=place,
                    resume_at=self._start + end.resume_at,
                    **_measured(end.metrics),
                )
            case Cancelled():
                resume_at = self._start + end.resume_at
                self._write("cancelled", kept=place, resume_at=resume_at, **_measured(end.metrics))

    def refuse(self, error: SpeechError) -> None:
        self._write("failed", **_described(error))

    def estimate(self, request: SpeechRequest, cost_usd: float | None) -> None:
        self._write(
            "estimate",
            provider=request.provider,
            model=request.model,
            voice=request.voice,
            language=request.language,
            speed=request.speed,
            settings=dict(request.settings),
            characters=len(request.text),
            cost_usd=cost_usd,
        )

    def _write(self, event: str, **values: Any) -> None:
        write_json({"event": event, **values}, err=self._err)


class PlainReport:
    """A line on stderr: while it works where that is a terminal, and at the end."""

    def __init__(self, *, quiet: bool, print_path: bool, start: int = 0) -> None:
        """Args:
        quiet: errors only.
        print_path: the saved file's name goes to stdout, alone.
        start: characters of the user's text before what is spoken.
        """
        self._start = start
        self._quiet = quiet
        self._print_path = print_path
        self._live = sys.stderr.isatty() and not quiet

    def event(self, event: SpeechEvent) -> None:
        if self._live and isinstance(event, Started):
            self._show(f"{event.model.name} is getting ready …")
        if self._live and isinstance(event, Progress):
            left = "" if event.eta_seconds is None else f" · {event.eta_seconds:.0f} s left"
            self._show(f"{event.fraction:4.0%} · {event.audio_seconds:.1f} s of audio{left}")

    def end(
        self,
        end: Finished | Failed | Cancelled,
        path: Path | None,
        loudness: float | None,
        limited: float = 0.0,
    ) -> None:
        if self._live:
            self._show("")
        match end:
            case Finished():
                if not self._quiet:
                    level = "" if loudness is None else f", {loudness:.1f} LUFS"
                    tell(f"{f'{path}: ' if path else ''}{_summary(end.metrics)}{level}")
                if limited and not self._quiet:
                    tell(f"  The gain was held back by up to {limited:.1f} dB where it would have clipped.")
                if path and self._print_path:
                    click.echo(os.fsencode(path))  # the name itself, though it may be no text
            case Failed():
                tell_error(end.error)
                self._tell_kept(path, end.resume_at)
            case Cancelled():
                if not self._quiet:
                    tell("Stopped.")
                self._tell_kept(path, end.resume_at)

    def refuse(self, error: SpeechError) -> None:
        tell_error(error)

    def estimate(self, request: SpeechRequest, cost_usd: float | None) -> None:
        cost = "cost unknown" if cost_usd is None else f"about ${cost_usd:.4f}"
        click.echo(f"{len(request.text):,} characters, {request.provider} {request.model}, {cost}")

    def _tell_kept(self, path: Path | None, resume_at: int) -> None:
        if path:
            tell(f"  What was made up to character {self._start + resume_at:,} is kept in {path}")
        if resume_at:
            tell(f"  The same command with --from {self._start + resume_at} says the rest.")

    def _show(self, line: str) -> None:
        click.echo(f"\r\x1b[K{plain(line)}", nl=False, err=True)


def _measured(metrics: Metrics) -> dict[str, Any]:
    return {
        "audio_seconds": round(metrics.audio_seconds, 3),
        "wall_seconds": round(metrics.wall_seconds, 3),
        "rtf": _rounded(metrics.rtf),
        "first_chunk_ms": _rounded(metrics.first_chunk_ms),
        "cost_usd": metrics.cost_usd,
    }


def _described(error: SpeechError) -> dict[str, Any]:
    told = {"error": type(error).__name__, "message": plain(error.message), "hint": plain(error.hint)}
    if isinstance(error, ProviderError) and error.request_id:
        told["request_id"] = plain(error.request_id)
    return told


def _summary(metrics: Metrics) -> str:
    first = f", first chunk after {metrics.first_chunk_ms:.0f} ms" if metrics.first_chunk_ms else ""
    cost = (
        ""
        if metrics.cost_usd == 0
        else ", cost unknown"
        if metrics.cost_usd is None
        else f", ${metrics.cost_usd:.4f}"
    )
    return f"{metrics.audio_seconds:.1f} s of audio in {metrics.wall_seconds:.1f} s{first}{cost}"


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 3)
