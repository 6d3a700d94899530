"""The part of the window that is about engines: which is loaded, what it runs on, how fast it is here."""

from __future__ import annotations

from textual import on

from tts_tui.events import messages
from tts_tui.events.tts_events import Catalog, Selection
from tts_tui.speech.catalog import Model
from tts_tui.ui.panels_window import PanelsWindow
from tts_tui.ui.widgets.status_bar import EngineMark


class EngineWindow(PanelsWindow):
    """Shows what the service says of engines.

    Attributes:
        catalog: the models that there are.
        selection: what would speak now.
        loaded: the chosen model holds memory here.
        answers: what is said of a model that is loaded: a server that is asked for its voices may not be there.
    """

    def __init__(self) -> None:
        super().__init__()
        self.catalog = Catalog()
        self.selection = Selection()
        self.loaded = False
        self.answers: EngineMark = "ready"

    @property
    def model(self) -> Model | None:
        return self.catalog.model(self.selection)

    def load(self) -> None:
        self.app.service.load(self.selection.model, self.selection.provider)

    def unload(self) -> None:
        self.app.service.unload(self.selection.model, self.selection.provider)

    def describe_engine(self, description: str) -> None:
        """Show what runs the model; empty when nothing of it is here."""
        self.loaded = bool(description)
        self.status.describe_engine(description)

    @on(messages.EngineLoading)
    def _show_loading(self, message: messages.EngineLoading) -> None:
        if message.model == self.selection.model:
            self.status.show_engine("loading", message.model)

    @on(messages.SpeechNotice)
    def _show_speech_notice(self, message: messages.SpeechNotice) -> None:
        self.tell(message.about, message.text, "warning")

    @on(messages.EngineNotice)
    def _show_engine_notice(self, message: messages.EngineNotice) -> None:
        if message.text:
            self.tell("Preparing", message.text, "working")
        else:
            self.notices.clear("Preparing")

    @on(messages.EngineReady)
    def _show_ready(self, message: messages.EngineReady) -> None:
        if message.model == self.selection.model:
            self.status.show_engine(self.answers, message.model)
            self.notices.clear("Engine")

    @on(messages.EngineDescribed)
    def _show_described(self, message: messages.EngineDescribed) -> None:
        if message.model == self.selection.model:
            self.describe_engine(message.description)

    @on(messages.EngineUnloaded)
    def _show_unloaded(self, message: messages.EngineUnloaded) -> None:
        if message.model == self.selection.model:
            self.status.show_engine("unloaded", message.model)

    @on(messages.EngineFailed)
    def _show_failed(self, message: messages.EngineFailed) -> None:
        if message.model == self.selection.model:
            self.status.show_engine("failed", message.model)
            self.tell("Engine", message.error)

    @on(messages.EnginesChanged)
    def _take_engines(self, message: messages.EnginesChanged) -> None:
        if message.error:
            self.tell("Engines", message.error)
        elif message.summary:
            self.tell("Engines", message.summary, "done")
        self.app.engines.refresh()
        self.app.service.list_models()
