"""Tells what happens while a text is spoken: as JSON lines for programs, or as a line that changes for people."""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path
from typing import Any, Protocol

import click
from msgspec import Struct

from tts_tui.cli.printing import tell, tell_error, write_json
from tts_tui.speech.errors import SpeechError
from tts_tui.speech.events import (
    Cancelled,
    Failed,
    Finished,
    FirstChunk,
    Metrics,
    Notice,
    Progress,
    Skipped,
    SpeechEvent,
    Started,
    Trouble,
)
from tts_tui.speech.lengths import about, clock, counted
from tts_tui.speech.money import spending
from tts_tui.speech.plain import plain
from tts_tui.speech.request import SpeechRequest
from tts_tui.studio.estimate import Estimate
from tts_tui.studio.facts import described, measured, rounded

_SECONDS = re.compile(r": [\d:]+( s)?$")
"""How long something has been waited for, at the end of a note."""


class Outcome(Struct, frozen=True):
    """What came of a request.

    Attributes:
        path: the file that was saved, or what an unfinished request left behind.
        loudness: LUFS that it was brought to, where that was asked for.
        limited: dB that a gain was held back by at most, so that it doesn't clip.
    """

    end: Finished | Failed | Cancelled
    path: Path | None = None
    loudness: float | None = None
    limited: float = 0.0


class Report(Protocol):
    """Receives the events of one request."""

    def event(self, event: SpeechEvent) -> None:
        """Something happened, other than the end."""

    def sound(self, message: str) -> None:
        """The sound output was lost, or is back."""

    def end(self, outcome: Outcome) -> None:
        """It ended."""

    def refuse(self, error: SpeechError) -> None:
        """It went wrong before it began."""

    def estimate(self, request: SpeechRequest, estimate: Estimate) -> None:
        """What it would take; nothing is said."""


class JsonReport:
    """One object a line."""

    def __init__(self, *, err: bool) -> None:
        """Args:
        err: to stderr, because the audio goes to stdout.
        """
        self._err = err

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
            case Notice():
                self._write("notice", text=event.text)
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
                    eta_seconds=rounded(event.eta_seconds),
                    status=event.status,
                    cost_usd=event.metrics.cost_usd,
                )
            case Trouble(error=error):
                tell_error(error)
            case Skipped(segment, reason):
                self._write(
                    "skipped",
                    text=segment.text,
                    char_start=segment.start,
                    char_end=segment.end,
                    message=plain(reason.message),
                )

    def sound(self, message: str) -> None:
        self._write("sound", message=plain(message))

    def end(self, outcome: Outcome) -> None:
        place = str(outcome.path) if outcome.path else None
        match outcome.end:
            case Finished() as end:
                self._write(
                    "finished",
                    path=place,
                    loudness=rounded(outcome.loudness),
                    limited_db=rounded(outcome.limited),
                    **measured(end.metrics),
                    characters=end.characters,
                    provider=end.model.provider,
                    model=end.model.id,
                    voice=end.voice,
                )
            case Failed() as end:
                self._write(
                    "failed",
                    **described(end.error),
                    kept=place,
                    resume_at=end.resume_at,
                    **measured(end.metrics),
                )
            case Cancelled() as end:
                self._write("cancelled", kept=place, resume_at=end.resume_at, **measured(end.metrics))

    def refuse(self, error: SpeechError) -> None:
        self._write("failed", **described(error))

    def estimate(self, request: SpeechRequest, estimate: Estimate) -> None:
        self._write(
            "estimate",
            provider=request.provider,
            model=request.model,
            voice=request.voice,
            language=request.language,
            speed=request.speed,
            settings=dict(request.settings),
            characters=estimate.characters,
            cost_usd=estimate.cost_usd,
            price_as_of=estimate.price_as_of,
            audio_seconds=rounded(estimate.audio_seconds),
            work_seconds=rounded(estimate.work_seconds),
        )

    def _write(self, event: str, **values: Any) -> None:
        write_json({"event": event, **values}, err=self._err)


class PlainReport:
    """A line on stderr: while it works where that is a terminal, and at the end."""

    def __init__(self, *, quiet: bool, print_path: bool) -> None:
        """Args:
        quiet: errors only.
        print_path: the saved file's name goes to stdout, alone.
        """
        self._characters = 0
        self._quiet = quiet
        self._print_path = print_path
        self._live = sys.stderr.isatty() and not quiet
        self._noted = ""

    def event(self, event: SpeechEvent) -> None:
        if self._live and isinstance(event, Notice | Skipped | Trouble):
            self._show("")
        if isinstance(event, Trouble):
            tell_error(event.error)
        if isinstance(event, Notice) and not self._quiet:
            tell(event.text)
        if isinstance(event, Started | Progress):
            self._characters = event.characters if isinstance(event, Started) else event.characters_total
        if self._live and isinstance(event, Started):
            self._show(f"{event.model.name} is getting ready …")
        if isinstance(event, Progress):
            self._progress(event)
        if isinstance(event, Skipped) and not self._quiet:
            tell(f"Left out: {event.reason.message}")

    def sound(self, message: str) -> None:
        if self._live:
            self._show("")
        tell(message)

    def end(self, outcome: Outcome) -> None:
        if self._live:
            self._show("")
        path = outcome.path
        match outcome.end:
            case Finished() as end:
                if not self._quiet:
                    level = "" if outcome.loudness is None else f", {outcome.loudness:.1f} LUFS"
                    tell(f"{f'{path}: ' if path else ''}{_summary(end.metrics)}{level}")
                if (held := outcome.limited) and not self._quiet:
                    tell(f"  The gain was reduced by up to {held:.1f} dB where it would have clipped.")
                if path and self._print_path:
                    click.echo(os.fsencode(path))  # the name itself, though it may be no text
            case Failed() as end:
                tell_error(end.error)
                self._tell_partial(path, end)
            case Cancelled() as end:
                if not self._quiet:
                    tell("Stopped.")
                self._tell_partial(path, end)

    def refuse(self, error: SpeechError) -> None:
        tell_error(error)

    def estimate(self, request: SpeechRequest, estimate: Estimate) -> None:
        click.echo(
            f"{estimate.characters:,} characters, {request.provider} {request.model}, {_expected(estimate)}"
        )

    def _progress(self, event: Progress) -> None:
        if self._live:
            left = "" if event.eta_seconds is None else f" · {about(event.eta_seconds)} left"
            note = f" · {event.note}" if event.note else ""
            self._show(f"{event.fraction:4.0%} · {counted(event.audio_seconds)} of audio{left}{note}")
        # this may be a log: each thing once, however long it is waited for
        elif not self._quiet and (what := _SECONDS.sub("", event.note)) != self._noted:
            self._noted = what
            if what:
                tell(event.note)

    def _tell_partial(self, path: Path | None, end: Failed | Cancelled) -> None:
        if 0 < self._characters <= end.resume_at:
            # a text that has no sounds at all was read to its end, but nothing was made
            if path or end.metrics.audio_seconds:
                tell(f"  All of it is kept in {path}" if path else "  All of it was made.")
            return
        if path and end.resume_at:
            tell(f"  What was made up to character {end.resume_at:,} is kept in {path}")
        elif path:
            tell(f"  What was made of the first sentence is kept in {path}")
        if price := spending(end.metrics):
            tell(f"  {price}")
        if end.resume_at:
            tell(f"  The same command with --from {end.resume_at} says the rest.")

    def _show(self, line: str) -> None:
        click.echo(f"\r\x1b[K{plain(line)}", nl=False, err=True)


def _summary(metrics: Metrics) -> str:
    first = f", first chunk after {metrics.first_chunk_ms:.0f} ms" if metrics.first_chunk_ms else ""
    cost = (
        ""
        if metrics.cost_usd == 0
        else ", cost unknown"
        if metrics.cost_usd is None
        else f", ${metrics.cost_usd:.4f}"
    )
    return f"{counted(metrics.audio_seconds)} of audio in {counted(metrics.wall_seconds)}{first}{cost}"


def _expected(estimate: Estimate) -> str:
    """ "about $0.0035 (prices as of 2026-06), about 0:42, about 5 s to make"."""
    usd, work = estimate.cost_usd, estimate.work_seconds
    cost = "cost unknown" if usd is None else f"about ${usd:.4f}" if usd else "free"
    if usd and estimate.price_as_of:
        cost += f" (prices as of {estimate.price_as_of})"
    work_time = "" if work is None else f", about {about(max(1.0, work))} to make"
    return f"{cost}, about {clock(estimate.audio_seconds)}{work_time}"
