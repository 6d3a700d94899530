"""The audiobooks that are being made: how far each is, and what can be done about it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from functools import partial
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.getters import query_one
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from tts_tui.events.jobs_desk import JobLine, JobsDesk
from tts_tui.speech.errors import SpeechError
from tts_tui.speech.lengths import about, clock, several
from tts_tui.store.job_rows import IN_QUEUE, JobState, RenderJob
from tts_tui.ui.base_app import BaseApp
from tts_tui.ui.hints import shown_hint
from tts_tui.ui.screens.ask import AskScreen
from tts_tui.ui.screens.dialog import Dialog
from tts_tui.ui.screens.job_report import JobReportScreen
from tts_tui.ui.widgets.key_bar import KeyBar
from tts_tui.ui.workers import begin

_SECONDS = 1.0
"""Between two looks at how far they are."""

_LOOKS: dict[JobState, tuple[str, str]] = {
    "queued": ("waiting", "$faint"),
    "running": ("in progress", "$accent"),
    "paused": ("paused", "$warning"),
    "failed": ("stopped", "$error"),
    "cancelled": ("cancelled", "$faint"),
    "done": ("done", "$success"),
}
EMPTY = "No jobs yet: `tts-tui render BOOK.epub -o BOOK.m4b --later` adds one."


class JobsScreen(Dialog[None]):
    """Reads every second what the store says. A job goes on when the screen is closed."""

    app: BaseApp
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("p,space", "pause", "Pause or go on", key_display="p"),
        Binding("enter", "contents", "Report"),
        Binding("c", "cancel", "Cancel"),
        Binding("left_square_bracket", "move(-1)", "Earlier", key_display="["),
        Binding("right_square_bracket", "move(1)", "Later", key_display="]"),
        Binding("delete", "remove", "Remove", key_display="del"),
        Binding("escape,alt+q", "dismiss(None)", "Close", key_display="esc"),
    ]
    AUTO_FOCUS = "#jobs"

    _list = query_one("#jobs", OptionList)
    _status_line = query_one("#jobs-status", Static)

    def __init__(self, desk: JobsDesk) -> None:
        super().__init__()
        self._desk = desk
        self._lines: Sequence[JobLine] = ()

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog tall") as dialog:
            dialog.border_title = "Jobs"
            yield OptionList(id="jobs")
            yield Static(id="jobs-status", classes="faint", markup=False)
        yield KeyBar()

    def on_mount(self) -> None:
        self._list.add_class("-empty")
        self._look()
        self.set_interval(_SECONDS, self._look)

    @property
    def _line(self) -> JobLine | None:
        """The highlighted job."""
        index = self._list.highlighted
        return self._lines[index] if index is not None and index < len(self._lines) else None

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """None greys out in the footer what there is nothing to do for."""
        line = self._line if self.is_mounted else None
        match action:
            case "contents":
                return line is not None or None
            case "move":
                return (line is not None and line.job.state in IN_QUEUE) or None
            case "pause":
                return (line is not None and line.job.state != "done") or None
            case "cancel":
                return (line is not None and line.job.state not in ("done", "cancelled")) or None
            case "remove":
                return (line is not None and line.job.state != "running") or None
        return True

    def action_pause(self) -> None:
        """Pause the highlighted job, or go on with it."""
        self._do(self._desk.toggle)

    def action_cancel(self) -> None:
        self._do(self._desk.cancel)

    def action_move(self, step: int) -> None:
        self._do(lambda job: self._desk.move(job, step))

    def action_remove(self) -> None:
        """Ask, then forget the highlighted job."""
        if line := self._line:
            question = (
                f"“{line.job.settings.title}” and the sound of its sentences are deleted. Its files stay."
            )

            def answered(yes: bool | None) -> None:
                if yes:
                    begin(self, partial(self._changed, self._desk.remove, line.job), group="change")

            self.app.push_screen(AskScreen("Remove this job?", question, "Remove"), answered)

    @on(OptionList.OptionSelected)
    def action_contents(self) -> None:
        """Show what is told of the highlighted job, and its chapters."""
        if line := self._line:
            self.app.push_screen(JobReportScreen(self._desk, line.job))

    @on(OptionList.OptionHighlighted)
    def _moved(self) -> None:
        self._tell()
        self.refresh_bindings()

    def _do(self, what: Callable[[RenderJob], None]) -> None:
        if line := self._line:
            begin(self, partial(self._changed, what, line.job), group="change")

    def _look(self) -> None:
        begin(self, self._read, group="read", exclusive=True)

    async def _changed(self, what: Callable[[RenderJob], None], job: RenderJob) -> None:
        try:
            await asyncio.to_thread(what, job)
        except SpeechError as error:
            self._explain(error)
            return
        self._look()

    async def _read(self) -> None:
        try:
            lines = await asyncio.to_thread(self._desk.lines)
        except SpeechError as error:
            self._explain(error)
            return
        if [line.job.id for line in lines] != [line.job.id for line in self._lines]:
            self._fill(lines)
        else:
            for index, line in enumerate(lines):
                if line != self._lines[index]:
                    self._list.replace_option_prompt_at_index(index, _row(line))
        self._lines = lines
        self._tell()
        self.refresh_bindings()

    def _fill(self, lines: Sequence[JobLine]) -> None:
        """Another list: the highlighted job stays so."""
        before = self._line
        self._lines = lines
        self._list.clear_options()
        self._list.add_options([Option(_row(line)) for line in lines])
        ids = [line.job.id for line in lines]
        waits = (at for at, line in enumerate(lines) if line.job.state in IN_QUEUE)
        at = ids.index(before.job.id) if before and before.job.id in ids else next(waits, 0)
        self._list.highlighted = at if lines else None
        self._list.set_class(not lines, "-empty")
        self.query_one(".dialog").border_subtitle = "enter tells all of one" if lines else ""

    def _tell(self) -> None:
        line = self._line
        if not self._lines:
            self._status_line.update(EMPTY)
        elif line:
            self._status_line.update(line.job.error or line.job.output)

    def _explain(self, error: SpeechError) -> None:
        self._status_line.update(f"{error.message}\n{shown_hint(self.app, error.hint)}")


def _row(line: JobLine) -> Content:
    job, at = line.job, line.progress
    look, style = _LOOKS[job.state]
    if job.state == "running" and at.complete:
        look = "writing its files"
    facts = [
        f"{at.fraction:.0%}",
        f"{at.made:,} of {several(at.units, 'sentence')}",
        f"{clock(at.seconds)} of audio",
    ]
    if line.eta_seconds is not None:
        facts.append(f"{about(line.eta_seconds)} left")
    if at.skipped:
        facts.append(f"{at.skipped} left out")
    facts += [job.settings.voice, job.settings.book or job.settings.format]
    title = job.settings.title or job.document
    return Content.assemble(f"{title}  ", (look, style), "\n", (" · ".join(facts), "$faint"))
