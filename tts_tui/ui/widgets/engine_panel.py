"""What will speak: provider, model, voice and speed, each a selector of what there is; what to know of the model."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from textual import on
from textual.app import ComposeResult
from textual.containers import Container
from textual.content import Content
from textual.getters import query_one
from textual.markup import escape
from textual.message import Message
from textual.widgets import Label, Select, Static
from textual.widgets._select import SelectCurrent

from tts_tui.events.tts_events import Catalog, Choice, Selection
from tts_tui.speech.catalog import Voice


class Selector(Select[str]):
    """One row that opens a list."""

    def __init__(self, name: str) -> None:
        self._offered = [Choice("…", "")]
        # the style sheet makes it one row high: `compact` would have all of it styled once more at the start
        super().__init__(self._offered, allow_blank=False, id=name, tooltip=_HELP[name])

    def compose(self) -> ComposeResult:
        for part in super().compose():
            # there is always a value: to learn of it would style all of it anew
            if isinstance(part, SelectCurrent):
                part.set_reactive(SelectCurrent.has_value, True)
                part.add_class("-has-value", update=False)
            yield part

    def show(self, choices: list[Choice], value: str) -> None:
        """Offer these, with that one chosen, which need not be among them; tells nobody."""
        if all(choice.value != value for choice in choices):
            choices = [Choice(value or "…", value), *choices]
        choices = [Choice(escape(choice.prompt), choice.value) for choice in choices]
        with self.prevent(Select.Changed):
            if choices != self._offered:
                self._offered = choices
                self.set_options(choices)
            self.value = value


class EnginePanel(Container):
    """Shows the selection; a selector that is changed by the user gives the next one as a message."""

    class Changed(Message):
        """The user chose something else: `selection` is what would speak now."""

        def __init__(self, selection: Selection) -> None:
            super().__init__()
            self.selection = selection

    provider = query_one("#provider", Selector)
    model = query_one("#model", Selector)
    voice = query_one("#voice", Selector)
    speed = query_one("#speed", Selector)
    _notice = query_one("#notice", Static)

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._catalog = Catalog()
        self._selection = Selection()

    def compose(self) -> ComposeResult:
        for name in ("provider", "model", "voice", "speed"):
            yield Label(name.capitalize(), classes="field")
            yield Selector(name)
        notice = Static(id="notice")
        notice.display = False
        yield notice

    def on_mount(self) -> None:
        self.border_title = "Engine"

    def show(self, catalog: Catalog, selection: Selection, voices: Sequence[Voice]) -> None:
        """Fill the selectors and set them to the selection."""
        self._catalog, self._selection = catalog, selection
        self.provider.show(catalog.providers(), selection.provider)
        self.model.show(catalog.models(selection.provider), selection.model)
        self.voice.show(
            [Choice(voice.label, voice.id) for voice in voices if not voice.unavailable],
            selection.voice,
        )
        self.speed.show(catalog.speeds(selection), f"{selection.speed:g}")
        model = catalog.model(selection)
        notice = model.notice if model else ""
        self._notice.update(Content(f"! {notice}"))
        self._notice.display = bool(notice)

    @on(Select.Changed)
    def _choose(self, event: Select.Changed) -> None:
        event.stop()
        value, now = str(event.value), self._selection
        if not value:  # the row that stands there before anything is known
            return
        match event.select.id:
            case "provider" if value != now.provider:
                chosen = self._catalog.choose_provider(now, value)
            case "model" if value != now.model:
                chosen = self._catalog.choose_model(now, value)
            case "voice" if value != now.voice:
                chosen = replace(now, voice=value, language="")
            case "speed" if float(value) != now.speed:
                chosen = replace(now, speed=float(value))
            case _:
                return
        self.post_message(self.Changed(chosen))


_HELP = {
    "provider": "Who makes the speech",
    "model": "Which of its models",
    "voice": "Whose voice; ^b hears them",
    "speed": "How fast it speaks; 1× is the model's own pace",
}
