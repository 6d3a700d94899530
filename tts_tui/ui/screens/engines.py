"""The engines that can be installed: what is here, and an installation as it goes on."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.getters import query_one
from textual.widgets import Log, OptionList, ProgressBar, Static
from textual.widgets.option_list import Option

from tts_tui.backends.engines.environment import EngineState
from tts_tui.events.engine_setup import EngineRow, Engines, Installation
from tts_tui.ui.base_app import BaseApp
from tts_tui.ui.hints import shown_error
from tts_tui.ui.readouts import clock
from tts_tui.ui.screens.ask import AskScreen
from tts_tui.ui.screens.dialog import Dialog
from tts_tui.ui.widgets.key_bar import KeyBar

FRAMES_PER_SECOND = 5

_STEPS = ("environment", "packages", "check", "ready")
_LOOKS = {EngineState.READY: ("●", "$success"), EngineState.MISSING: ("○", "$faint")}
_ODD = ("!", "$warning")
"""Of the other states, which all ask for another installation."""


class EnginesScreen(Dialog[None]):
    """Reads at every frame what there is. An installation goes on when the screen is closed."""

    app: BaseApp
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("i", "install", "Install"),
        Binding("c", "cancel", "Cancel"),
        Binding("r,delete", "remove", "Remove"),
        Binding("escape,q", "dismiss(None)", "Close"),
    ]
    AUTO_FOCUS = "#engines"

    _list = query_one("#engines", OptionList)
    _about = query_one("#about", Static)
    _steps = query_one("#steps", Static)
    _bar = query_one("#share", ProgressBar)
    _clock = query_one("#elapsed", Static)
    _log = query_one("#lines", Log)
    _why = query_one("#why", Static)

    def __init__(self, engines: Engines, serves: Callable[[str], Sequence[str]]) -> None:
        """
        Args:
            serves: names of the models of a backend.
        """
        super().__init__()
        self._engines = engines
        self._serves = serves
        self._rows: Sequence[EngineRow] = ()
        self._installation: Installation | None = None
        self._logged = 0

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog tall") as dialog:
            dialog.border_title = "Engines"
            dialog.border_subtitle = "each in its own environment and process"
            yield OptionList(id="engines")
            yield Static(id="about", markup=False)
            with Horizontal(classes="line", id="work"):
                yield Static(id="steps")
                yield ProgressBar(total=1.0, show_percentage=False, show_eta=False, id="share")
                yield Static(id="elapsed")
            yield Log(id="lines")
            yield Static(id="why")
        yield KeyBar()

    def on_mount(self) -> None:
        self._engines.refresh()
        self._draw()
        self.set_interval(1 / FRAMES_PER_SECOND, self._draw)

    @property
    def _row(self) -> EngineRow | None:
        """The highlighted engine."""
        index = self._list.highlighted
        return self._rows[index] if index is not None and self._rows else None

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """None greys out in the footer what there is nothing to do for."""
        row, installing = self._row, self._engines.installing
        match action:
            case "install":
                return (row is not None and not installing and row.state is not EngineState.READY) or None
            case "cancel":
                return installing or None
            case "remove":
                return (row is not None and not installing and row.state is not EngineState.MISSING) or None
        return True

    @on(OptionList.OptionSelected)
    def action_install(self) -> None:
        """Install the highlighted engine, or repair it."""
        if (row := self._row) and self.check_action("install", ()):
            self._engines.install(row.engine)
            self._draw()

    def action_cancel(self) -> None:
        self._engines.cancel()

    def action_remove(self) -> None:
        """Ask, then delete the highlighted engine."""
        if row := self._row:
            engine, size = row.engine, _size(row.bytes_on_disk) or "part of an installation"
            question = f"{engine.title}, {size}, is deleted. Its models and your voices stay where they are."

            def answered(yes: bool | None) -> None:
                if yes:
                    self._engines.remove(engine)

            self.app.push_screen(AskScreen(f"Remove {engine.title}?", question, "Remove"), answered)

    @on(OptionList.OptionHighlighted)
    def _describe(self) -> None:
        if row := self._row:
            serves = ", ".join(self._serves(row.engine.backend))
            parts = [row.engine.summary, f"Serves {serves}." if serves else "", row.spoken]
            self._about.update("\n".join(part for part in parts if part))
        self.refresh_bindings()

    def _draw(self) -> None:
        rows, installation = self._engines.rows, self._engines.installation
        if rows is not self._rows or installation is not self._installation or self._engines.installing:
            self._list_engines(rows)
        if installation is not self._installation:
            self._installation, self._logged = installation, 0
            self._log.clear()
        self.query_one("#work").set_class(installation is None, "-idle")
        if installation:
            self._show(installation)

    def _list_engines(self, rows: Sequence[EngineRow]) -> None:
        self._rows = rows
        prompts = [self._prompt(row) for row in rows]
        if self._list.option_count != len(rows):
            self._list.clear_options()
            self._list.add_options([Option(prompt) for prompt in prompts])
            self._list.highlighted = 0 if rows else None
        for index, prompt in enumerate(prompts):
            self._list.replace_option_prompt_at_index(index, prompt)
        self._describe()

    def _prompt(self, row: EngineRow) -> Content:
        glyph, colour = _LOOKS.get(row.state, _ODD)
        state, size = str(row.state), _size(row.bytes_on_disk)
        if row.state is EngineState.MISSING:
            size = f"≈ {_size(row.engine.megabytes * 1_000_000)}"
        if self._engines.installing and (it := self._engines.installation) and it.engine == row.engine:
            glyph, colour, state = "◌", "$accent", "being installed"
        room = 36 if self.app.size.width >= 80 else 16
        return Content.assemble(
            (f"{glyph} ", colour), (f"{row.engine.title:<20}", "bold"), (f"{state:<{room}}", colour), size
        )

    def _show(self, installation: Installation) -> None:
        lines = installation.lines[self._logged :]
        self._logged += len(lines)
        self._log.write_lines(f"{line.seconds:6.1f} s  {line.text}" for line in lines)
        latest = installation.lines[-1] if installation.lines else None
        step = latest.step if latest else "environment"
        self._bar.update(progress=1.0 if installation.ready else (latest and latest.fraction) or 0.0)
        self._clock.update(clock(installation.seconds))
        ended = installation.ended is not None
        self._steps.update(_steps(step, stopped=ended and not installation.ready))
        self._why.display = ended and not installation.ready
        if error := installation.error:
            self._why.update(shown_error(self.app, error))
        else:
            self._why.update("■ stopped; i installs it again")
        if ended:
            self.refresh_bindings()


def _steps(now: str, *, stopped: bool) -> Content:
    """The steps in a row: done, under way or failed, to come."""
    at = _STEPS.index(now)
    parts: list[tuple[str, str]] = []
    for index, step in enumerate(_STEPS):
        if index < at or now == "ready":
            parts.append((f"✓ {step}  ", "$success"))
        elif index == at:
            parts.append((f"✗ {step}  ", "$error") if stopped else (f"◌ {step}  ", "$accent"))
        else:
            parts.append((f"○ {step}  ", "$faint"))
    return Content.assemble(*parts)


def _size(size: int) -> str:
    return f"{size / 1e6:,.0f} MB" if size else ""
