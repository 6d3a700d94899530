"""One job: what became of it, who speaks, what was left out or heard otherwise, and its chapters."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from tts_tui.events.jobs_desk import JobDetails
from tts_tui.speech.lengths import clock, several
from tts_tui.studio.render.telling import told_file, told_verification
from tts_tui.ui.screens.dialog import Dialog
from tts_tui.ui.widgets.key_bar import KeyBar


class JobReportScreen(Dialog[None]):
    """What is told of a job stands above its chapters; the sentences that it tells of stand below them."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,enter", "dismiss(None)", "Close", key_display="esc")
    ]
    AUTO_FOCUS = "VerticalScroll"

    def __init__(self, details: JobDetails) -> None:
        super().__init__()
        self._details = details

    def compose(self) -> ComposeResult:
        details = self._details
        with Vertical(classes="dialog tall") as dialog:
            dialog.border_title = details.job.settings.title or "Job"
            with VerticalScroll():
                for line in (*_told(details), *_chapters(details), *_sentences(details)):
                    yield Static(line, markup=False)
        yield KeyBar()


def _told(details: JobDetails) -> Iterator[Content]:
    job, at = details.job, details.progress
    if job.error:
        yield Content.styled(job.error, "$error")
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
