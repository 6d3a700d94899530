"""The parts of the window, where each stands, and what is told at the bottom."""

from __future__ import annotations

from typing import Literal

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.getters import query_one
from textual.screen import Screen
from textual.widgets import TextArea

from tts_tui.speech.errors import SpeechError
from tts_tui.ui.base_app import BaseApp
from tts_tui.ui.breakpoints import begin_in_size
from tts_tui.ui.hints import shown_hint
from tts_tui.ui.widgets.engine_panel import EnginePanel
from tts_tui.ui.widgets.key_bar import KeyBar
from tts_tui.ui.widgets.notices import Notices, Severity, Toast
from tts_tui.ui.widgets.player_panel import PlayerPanel
from tts_tui.ui.widgets.pronunciation_pane import PronunciationPane
from tts_tui.ui.widgets.settings_panel import SettingsPanel
from tts_tui.ui.widgets.status_bar import StatusBar
from tts_tui.ui.widgets.takes_pane import TakesPane
from tts_tui.ui.widgets.text_panel import TextPanel
from tts_tui.ui.widgets.voices_panel import VoicesPanel

Middle = Literal["text", "voices", "settings"]
"""What stands in the middle of a narrow window, where a wide one has room for all."""

READING_ON = "Reading on"
"""The title of the offer to go on where the speech was left."""


class PanelsWindow(Screen[None]):
    """Lays the panels out, and goes from one to another."""

    app: BaseApp
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-wide")]  # noqa: RUF012
    VERTICAL_BREAKPOINTS = [(0, "-low"), (22, "-short"), (30, "-tall")]  # noqa: RUF012
    AUTO_FOCUS = "#editor"

    status = query_one(StatusBar)
    engine = query_one(EnginePanel)
    settings = query_one(SettingsPanel)
    voices = query_one(VoicesPanel)
    text = query_one(TextPanel)
    pronunciation = query_one(PronunciationPane)
    takes = query_one(TakesPane)
    player = query_one(PlayerPanel)
    notices = query_one(Notices)

    def __init__(self) -> None:
        super().__init__()
        self.show_in_middle("text")
        self._hinted = self._hinted_on = ""

    def compose(self) -> ComposeResult:
        begin_in_size(self)
        yield StatusBar()
        with Vertical(id="body"):
            with Vertical(id="left"):
                yield EnginePanel()
                yield SettingsPanel()
                yield VoicesPanel()
            with Vertical(id="right"):
                yield TextPanel()
                yield PronunciationPane()
                yield TakesPane()
                yield PlayerPanel()
        yield Notices()
        yield KeyBar(palette=True)

    # ---- what is told

    def tell(self, title: str, what: SpeechError | str, severity: Severity = "error") -> None:
        message, hint = (
            (what, "") if isinstance(what, str) else (what.message, shown_hint(self.app, what.hint))
        )
        self.notices.add(Toast(title, message, hint, severity))

    def hint(self, title: str, what: str, severity: Severity = "warning") -> None:
        """Say something that holds only until the user does something else."""
        self.end_hint()
        self._hinted, self._hinted_on = title, self.text.text
        self.tell(title, what, severity)

    def end_hint(self) -> None:
        """The user does something else."""
        self.notices.clear(self._hinted)
        self._hinted = ""

    def end_of_speech_before(self) -> None:
        """What was told of the last speech, or offered after it, holds no longer."""
        for title in ("Speech", READING_ON):
            self.notices.clear(title)

    @on(TextArea.Changed, "#editor")
    def _end_hint_on_text(self) -> None:
        if self._hinted and self.text.text != self._hinted_on:  # news of an older change may come late
            self.end_hint()

    @property
    def has_notice(self) -> bool:
        return self.notices.display

    def dismiss_notice(self) -> None:
        self.notices.dismiss()

    # ---- where the user goes

    def show_text(self) -> None:
        self.show_in_middle("text")
        self.text.following = False
        self.set_focus(self.text.editor)

    def show_voices(self) -> None:
        if self._covers_text("voices"):
            self.show_text()
        else:
            self.show_in_middle("voices")
            self.set_focus(self.voices.rows)

    def filter_voices(self) -> None:
        self.show_in_middle("voices")
        self.voices.filter()

    def show_settings(self) -> None:
        if self._covers_text("settings"):
            self.show_text()
        else:
            self.show_in_middle("settings")
            self.settings.focus_first()

    def show_provider(self) -> None:
        self.set_focus(self.engine.provider)

    def show_player(self) -> None:
        self.set_focus(self.player.waveform)

    def show_in_middle(self, middle: Middle) -> None:
        for name in ("text", "voices", "settings"):
            self.set_class(name == middle, f"-{name}")

    def _covers_text(self, middle: Middle) -> bool:
        return self.has_class("-narrow") and self.has_class(f"-{middle}")
