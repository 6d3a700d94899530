"""The takes of `compare`: speaks one after the other, and reports the measurements of each."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tts_tui.cli.destinations import Destinations
from tts_tui.cli.printing import tell, tell_error, write_table
from tts_tui.cli.report import Outcome
from tts_tui.cli.speech_job import Speaking
from tts_tui.speech.errors import ExitCode, SpeechError
from tts_tui.speech.events import Failed, Notice, SpeechEvent, Started, Trouble
from tts_tui.speech.request import SpeechRequest
from tts_tui.studio.estimate import Estimate
from tts_tui.studio.facts import take_facts
from tts_tui.studio.job import Job
from tts_tui.studio.session import Session
from tts_tui.studio.studio import Studio
from tts_tui.studio.takes_folder import NAMES, TakesFolder

HEADINGS = ("take", "file", "model", "first chunk", "onset", "seconds", "RTF", "cost", "LUFS")
BLIND_HEADINGS = ("take", "file", "seconds", "LUFS")


@dataclass(slots=True)
class TakeReport:
    """Collects the report of one take; errors are printed at once.

    Attributes:
        number: of the take, from 1.
        quiet: don't print which voice speaks.
        notices: that were printed; the takes of a comparison share them.
        code: exit code of the take.
    """

    number: int
    request: SpeechRequest
    quiet: bool
    notices: set[str]
    outcome: Outcome | None = field(default=None, init=False)
    code: ExitCode = field(default=ExitCode.OK, init=False)
    _voice: str = field(default="", init=False)

    def event(self, event: SpeechEvent) -> None:
        if isinstance(event, Started):
            self._voice = event.voice
        if isinstance(event, Trouble):
            tell_error(event.error)
        if isinstance(event, Notice) and not self.quiet and event.text not in self.notices:
            self.notices.add(event.text)
            tell(event.text)

    def sound(self, message: str) -> None:
        tell(message)

    def end(self, outcome: Outcome) -> None:
        self.outcome = outcome
        if isinstance(outcome.end, Failed):
            tell_error(outcome.end.error)

    def refuse(self, error: SpeechError) -> None:
        tell_error(error)

    def estimate(self, request: SpeechRequest, estimate: Estimate) -> None:
        return

    @property
    def described(self) -> dict[str, Any]:
        """The take: what was asked for, what was measured, and what went wrong."""
        assert self.outcome is not None
        return take_facts(
            self.number,
            self.request,
            self.outcome.end,
            voice=self._voice,
            path=self.outcome.path,
            loudness=self.outcome.loudness,
        )

    def row(self) -> tuple[str, ...]:
        """Cells of the table, without the voice in a blind comparison."""
        fields = self.described
        file = Path(fields["path"] or "-").name
        level = "-" if fields["loudness"] is None else f"{fields['loudness']:.1f}"
        seconds = f"{fields['audio_seconds']:.1f}"
        if self.quiet:
            return (str(self.number), file, seconds, level)
        return (
            str(self.number),
            file,
            fields["model"],
            _milliseconds(fields["first_chunk_ms"]),
            _milliseconds(fields["onset_ms"]),
            seconds,
            "-" if fields["rtf"] is None else f"{fields['rtf']:.2f}",
            "?"
            if fields["cost_usd"] is None
            else f"${fields['cost_usd']:.4f}"
            if fields["cost_usd"]
            else "free",
            level,
        )


async def make_takes(
    jobs: Sequence[Job], folder: TakesFolder, studio: Studio, session: Session
) -> AsyncGenerator[TakeReport, None]:
    """Speak one after the other, each into its file; one that fails doesn't keep the others from being made.

    Raises:
        SpeechError: a file can't be written or is there already; nothing is made.
    """
    folder.make()
    renditions = [folder.rendition(number, job.request) for number, job in enumerate(jobs, 1)]
    for rendition in renditions:
        rendition.check()
    notices: set[str] = set()
    for number, (job, rendition) in enumerate(zip(jobs, renditions, strict=True), 1):
        report = TakeReport(number, job.request, folder.blind, notices)
        who = "" if folder.blind else f": {job.request.voice or job.request.model}"
        tell(f"{number} of {len(jobs)}{who} …")
        destinations = Destinations(rendition, pipe=False, play=False)
        report.code = await Speaking(job, destinations, report).run(studio, session)
        yield report
        if report.code == ExitCode.INTERRUPTED:
            return


def tell_takes(reports: Sequence[TakeReport], folder: TakesFolder) -> None:
    """A table of them."""
    write_table([BLIND_HEADINGS if folder.blind else HEADINGS, *(report.row() for report in reports)])
    if folder.blind:
        tell(f"Which is which stands in {folder.path / NAMES}")


def _milliseconds(value: float | None) -> str:
    return "-" if value is None else f"{value:.0f} ms"
