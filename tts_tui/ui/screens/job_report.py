"""One job: what became of it, who speaks, what was left out or heard otherwise, and its chapters."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.getters import query_one
from textual.widgets import Static

from tts_tui.events.jobs_desk import JobDetails, JobsDesk
from tts_tui.speech.errors import SpeechError
from tts_tui.speech.lengths import clock, several
from tts_tui.store.job_rows import RenderJob
from tts_tui.studio.render.telling import told_file, told_verification
from tts_tui.ui.base_app import BaseApp
from tts_tui.ui.hints import shown_error
from tts_tui.ui.screens.dialog import Dialog
from tts_tui.ui.widgets.key_bar import KeyBar
from tts_tui.ui.workers import begin

_SECONDS = 1.0
"""Between two looks at how far it is."""


class JobReportScreen(Dialog[None]):
    """What is told of a job stands above its chapters; the sentences that it tells of stand below them."""

    app: BaseApp
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,enter", "dismiss(None)", "Close", key_display="esc")
    ]
    AUTO_FOCUS = "VerticalScroll"

    _text = query_one("#job-report", Static)

    def __init__(self, desk: JobsDesk, job: RenderJob) -> None:
        super().__init__()
        self._desk = desk
        self._job = job
        self._details: JobDetails | None = None

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog tall") as dialog:
            dialog.border_title = self._job.settings.title or "Job"
            with VerticalScroll():
                yield Static(id="job-report", markup=False)
        yield KeyBar()

    def on_mount(self) -> None:
        self._look()
        self.set_interval(_SECONDS, self._look)

    def _look(self) -> None:
        begin(self, self._read, group="read", exclusive=True)

    async def _read(self) -> None:
        try:
            details = await asyncio.to_thread(self._desk.contents, self._job.id)
        except SpeechError as error:  # removed meanwhile, perhaps
            self._text.update(shown_error(self.app, error))
            return
        if details != self._details:
            self._details = details
            lines = (*_told(details), *_chapters(details), *_sentences(details))
            self._text.update(Content("\n").join(lines))


def _told(details: JobDetails) -> Iterator[Content]:
    job, at = details.job, details.progress
    if job.error:
        yield Content.styled(job.error, "$warning" if job.state == "running" else "$error")
    for report in details.files:
        faulty = report.acx is not None and report.acx.faults
        yield Content.styled(told_file(report), "$warning" if faulty else "")
        for news in report.news:
            yield Content.styled(f"  {news}", "$warning")
    if at.cost_usd:
        yield Content(f"It cost ${at.cost_usd:.4f}.")
    for news in details.planned:
        yield Content(news)
    if verification := details.verification:
        style = "$warning" if verification.differing else ""
        for line in told_verification(verification):
            yield Content.styled(line, style)
    if at.skipped:
        yield Content.styled(f"{several(at.skipped, 'sentence')} left out.", "$warning")


def _chapters(details: JobDetails) -> Iterator[Content]:
    yield Content("")
    for chapter, at in details.chapters:
        title = chapter.title or f"Chapter {chapter.number}"
        left_out = f"  {at.skipped} left out" if at.skipped else ""
        done = f"{at.made}/{at.units}"
        yield Content.assemble(f"{done:>11}  {clock(at.seconds):>8}  {title}", (left_out, "$warning"))


def _sentences(details: JobDetails) -> Iterator[Content]:
    for unit in details.left_out:
        said = " ".join(unit.text.split())
        where = f"\nLeft out in chapter {unit.chapter}: "
        yield Content.assemble((where, "$warning"), f"{said}\n", (unit.error, "$faint"))
    for each in details.verification.verdicts if details.verification else ():
        if each.wrong:
            where = f"\nHeard otherwise in chapter {each.chapter}: "
            takes = f", the best of {each.takes} takes" if each.takes > 1 else ""
            said = " ".join(each.text.split())
            heard = f"as “{each.heard}”{takes}" if each.heard else f"as nothing at all{takes}"
            yield Content.assemble((where, "$warning"), f"{said}\n", (heard, "$faint"))
