"""What a user can ask for: one class a command, whose docstring is its help.

The same classes feed the keys, the footer, the command palette and the help screen, so none can differ.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from inspect import getdoc
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding

if TYPE_CHECKING:
    from tts_tui.ui.stts_window import STTSWindow


NO_MODEL = "No model is known yet."


def no_audio(window: STTSWindow) -> str:
    """Why nothing can be played or saved; empty if something can."""
    if window.deck.has_audio:
        return ""
    if window.deck.making:
        return "There is no audio yet; the first of it is being made."
    return f"There is no audio yet; {window.app.keys_of('speak')} speaks the text."


class Command(ABC):
    """A command; subclasses say what it does in their docstring.

    Attributes:
        id: what a user's keymap calls it.
        label: one or two words, for the footer.
        keys: comma separated, in Textual's names; empty when only the palette has it.
        group: heading in the help.
        footer: has a place in the footer.
        shown_as: the key as the footer shows it, where Textual's own way is too long.
        priority: works also where the focused widget uses the key.
    """

    id: ClassVar[str]
    label: ClassVar[str]
    keys: ClassVar[str] = ""
    group: ClassVar[str]
    footer: ClassVar[bool] = False
    shown_as: ClassVar[str | None] = None
    priority: ClassVar[bool] = False

    @classmethod
    @abstractmethod
    def run(cls, window: STTSWindow) -> None:
        """Do it."""

    @classmethod
    def why_not(cls, window: STTSWindow) -> str:
        """Why there is nothing for it to do now, for people; empty if there is."""
        return ""

    @classmethod
    def possible(cls, window: STTSWindow) -> bool:
        """Whether there is anything to do; the footer greys out what isn't, and its key says why."""
        return not cls.why_not(window)

    @classmethod
    def help(cls) -> str:
        return getdoc(cls) or ""

    @classmethod
    def binding(cls) -> Binding:
        return Binding(
            cls.keys,
            f"screen.command('{cls.id}')",
            cls.label,
            show=cls.footer,
            key_display=cls.shown_as,
            priority=cls.priority,
            tooltip=cls.help(),
            id=cls.id,
        )
