"""How fast the chosen model speaks here, measured while one looks."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from statistics import median
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.getters import query_one
from textual.widgets import Static

from tts_tui.events.service import SpeechService
from tts_tui.events.tts_events import Selection
from tts_tui.speech.catalog import Model
from tts_tui.speech.errors import SpeechError
from tts_tui.speech.events import Metrics
from tts_tui.ui.base_app import BaseApp
from tts_tui.ui.hints import shown_error
from tts_tui.ui.screens.dialog import Dialog
from tts_tui.ui.widgets.key_bar import KeyBar
from tts_tui.ui.workers import begin

RUNS = 5
PLOT = 24
"""Columns of the longest bar."""


class BenchScreen(Dialog[None]):
    """Speaks the text of `tts-tui bench` unheard, a few times, after a sentence that warms the engine."""

    app: BaseApp
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("r", "measure", "Once more"),
        Binding("escape", "dismiss(None)", "Stop", key_display="esc"),
    ]

    _table = query_one("#runs", Static)
    _status_line = query_one("#status-line", Static)

    def __init__(self, service: SpeechService, model: Model, selection: Selection) -> None:
        super().__init__()
        self._service = service
        self._model = model
        self._selection = selection
        self._runs: list[Metrics] = []

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog", id="bench") as dialog:
            dialog.border_title = f"Bench · {self._model.name}"
            yield Static(id="runs", markup=False)
            yield Static(id="status-line", markup=False)
        yield KeyBar()

    def on_mount(self) -> None:
        self.action_measure()

    def action_measure(self) -> None:
        """Measure, in the place of what is being measured."""
        begin(self, self._measure, group="bench", exclusive=True)

    async def _measure(self) -> None:
        from tts_tui.studio.measure import TEXT, hardware, speak_text, warm_up

        self._runs = []
        request = self._selection.request(TEXT)
        manager = self._service.manager
        self._status_line.update("warming up…")
        self._show()
        try:
            await self._service.wait_for(partial(warm_up, manager, self._model, self._selection.voice))
            for run in range(RUNS):
                self._status_line.update(f"{len(TEXT)} characters, run {run + 1} of {RUNS}…")
                end = await self._service.wait_for(partial(speak_text, manager, request))
                self._runs.append(end.metrics)
                self._show()
        except SpeechError as error:
            self._status_line.update(shown_error(self.app, error))
            return
        self._status_line.update(f"{len(TEXT)} characters, {hardware()}")

    def _show(self) -> None:
        self._table.update(Content("\n").join(Content(line) for line in lines_of(self._runs)))


def lines_of(made: Sequence[Metrics]) -> list[str]:
    """The table: a line a run, its first-chunk latency also as a bar, and the medians below."""
    lines = [f"{'run':<7}{'first':>8}{'onset':>8}{'RTF':>7}{'total':>9}"]
    most = max((each.first_chunk_ms or 0.0 for each in made), default=0.0)
    for number, each in enumerate(made, 1):
        bar = round((each.first_chunk_ms or 0.0) / most * PLOT) if most else 0
        lines.append(f"{number:<7}{_figures([each])}  {'█' * bar}")
    return [*lines, f"{'median':<7}{_figures(made)}"] if made else lines


def _figures(made: Sequence[Metrics]) -> str:
    first = median(each.first_chunk_ms or 0.0 for each in made)
    onsets = [each.onset_ms for each in made if each.onset_ms is not None]
    onset = f"{median(onsets):.0f} ms" if onsets else "silent"
    rtf, total = median(each.rtf or 0.0 for each in made), median(each.wall_seconds for each in made)
    return f"{f'{first:.0f} ms':>8}{onset:>8}{rtf:>7.3f}{f'{total:.2f} s':>9}"
