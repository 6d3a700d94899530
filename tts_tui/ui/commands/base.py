"""A command is a row of a table: keys, footer, palette, help and hints all read the same."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from textual.binding import Binding

from tts_tui.events.deck import Deck
from tts_tui.speech.catalog import Model, Voice
from tts_tui.store.history import Said


class HistoryRows(Protocol):
    """The history while it is shown."""

    @property
    def highlighted(self) -> Said | None: ...
    def speak_again(self) -> None: ...
    def edit_again(self) -> None: ...
    def forget(self) -> None: ...
    def focus_filter(self) -> None: ...


class Window(Protocol):
    """What commands ask of the window.

    Attributes:
        deck: holds what was spoken.
        history: None while it isn't shown.
        model: the chosen one, None while none is known.
        loaded: the chosen model holds memory here.
        highlighted_voice: in the list of voices, None where that is empty.
        has_notice: a message is shown at the bottom.
    """

    deck: Deck
    history: HistoryRows | None
    loaded: bool

    @property
    def model(self) -> Model | None: ...
    @property
    def highlighted_voice(self) -> Voice | None: ...
    @property
    def has_notice(self) -> bool: ...

    def speak_text(self) -> None: ...
    def speak_rest(self) -> None: ...
    def stop(self) -> None: ...
    def replay(self) -> None: ...
    def play_from_cursor(self) -> None: ...
    def save(self) -> None: ...
    def open_text(self) -> None: ...
    def new_text(self) -> None: ...
    def toggle_follow(self) -> None: ...
    def show_text(self) -> None: ...
    def show_voices(self) -> None: ...
    def show_provider(self) -> None: ...
    def show_settings(self) -> None: ...
    def show_player(self) -> None: ...
    def show_history(self) -> None: ...
    def show_help(self) -> None: ...
    def enter_key(self) -> None: ...
    def choose_output(self) -> None: ...
    def switch_theme(self) -> None: ...
    def dismiss_notice(self) -> None: ...
    def leave(self) -> None: ...
    def show_engines(self) -> None: ...
    def show_cloned_voices(self) -> None: ...
    def load(self) -> None: ...
    def unload(self) -> None: ...
    def hear_voice(self) -> None: ...
    def use_voice(self) -> None: ...
    def toggle_favourite(self) -> None: ...
    def filter_voices(self) -> None: ...
    def refresh_voices(self) -> None: ...


Why = Callable[[Window], str]
"""Says why there is nothing for a command to do now, for people, a hint's `{speak}` in it; empty if there is."""


def always(_window: Window) -> str:
    return ""


@dataclass(frozen=True, slots=True)
class Command:
    """A row of the table.

    Attributes:
        group: heading in the help.
        id: what a user's keymap calls it.
        keys: comma separated, in Textual's names; empty when only the palette has it.
        label: one or two words, for footer and palette.
        help: a sentence or two.
        run: does it.
        why_not: says why there is nothing for it to do now.
        footer: has a place in the footer.
        shown_as: the key as the footer shows it, where Textual's own way is too long.
        priority: works also where the focused widget uses the key.
    """

    group: str
    id: str
    keys: str
    label: str
    help: str
    run: Callable[[Window], object]
    why_not: Why = always
    footer: bool = False
    shown_as: str | None = None
    priority: bool = False

    def possible(self, window: Window) -> bool:
        """Whether there is anything to do; the footer greys out what isn't, and its key says why."""
        return not self.why_not(window)

    @property
    def binding(self) -> Binding:
        action = f"screen.command('{self.id}')"
        return Binding(
            self.keys, action, self.label, self.footer, self.shown_as, self.priority, self.help, self.id
        )
