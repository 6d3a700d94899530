"""The text to speak, and the view that follows the speech in its place."""

from __future__ import annotations

from collections.abc import Sequence

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.getters import query_one
from textual.timer import Timer
from textual.widgets import TextArea
from textual.widgets.text_area import Document

from tts_tui.speech.catalog import Model, Voice
from tts_tui.ui.readouts import text_summary
from tts_tui.ui.widgets.follow_view import FollowView
from tts_tui.ui.widgets.speech_editor import SpeechEditor

WELCOME = """\
Type or paste what you want to hear, then press ^g.

^o opens a text file   ^b tries the voices
^s saves the audio     F1 tells every key"""

_MOST_SHOWN = 12
"""Completions that are told: more than there is room for."""

COUNT_DELAY = 0.2  # counting the words of a book takes 10 ms: not at every key


class TextPanel(Vertical):
    """Either of the two views; the text itself is never touched by speaking."""

    editor = query_one("#editor", SpeechEditor)
    follow = query_one("#follow", FollowView)

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._speed = 1.0
        self._model: Model | None = None
        self._work: float | None = None
        self._counting: Timer | None = None
        self._arriving = False

    def compose(self) -> ComposeResult:
        yield SpeechEditor(id="editor", placeholder=WELCOME, soft_wrap=True, tab_behavior="focus")
        yield FollowView(id="follow")

    def on_mount(self) -> None:
        self.following = False
        self._count()

    @property
    def text(self) -> str:
        return self.editor.text

    @property
    def spoken_part(self) -> tuple[int, str]:
        """The selection, else everything: index of its first character in the text, and the text."""
        start, end = sorted((self.editor.selection.start, self.editor.selection.end))
        if start == end:
            return 0, self.text
        first = self._index(start)
        return first, self.text[first : self._index(end)]

    @property
    def cursor(self) -> int:
        """Index of the character at the cursor."""
        return self._index(self.editor.cursor_location)

    def _index(self, location: tuple[int, int]) -> int:
        document = self.editor.document
        assert isinstance(document, Document)
        return document.get_index_from_location(location)

    def replace(self, text: str) -> None:
        """Put other text there, in a way that undo takes back."""
        end = self.editor.document.end
        self.editor.replace(text, (0, 0), end)
        self.editor.move_cursor((0, 0))

    def append(self, text: str) -> None:
        """Put more text behind it; the cursor and the selection stay where they are."""
        if text:
            selection = self.editor.selection
            self.editor.insert(text, self.editor.document.end)
            self.editor.selection = selection

    @property
    def arriving(self) -> bool:
        """Whether more of the text is on its way through a pipe."""
        return self._arriving

    @arriving.setter
    def arriving(self, arriving: bool) -> None:
        self._arriving = arriving
        self._show_title()

    @property
    def following(self) -> bool:
        return self.follow.display

    @following.setter
    def following(self, following: bool) -> None:
        self.follow.display = following
        self.editor.display = not following
        self._show_title()

    def _show_title(self) -> None:
        title = "Follow" if self.following else "Text"
        self.border_title = f"{title} · arriving…" if self._arriving else title

    def describe(
        self, model: Model | None, speed: float, work: float | None, voices: Sequence[Voice] = ()
    ) -> None:
        """Take what the line under the text says from here.

        Args:
            voices: of the model.
            work: seconds that the model takes for a character on this machine; None if that isn't known.
        """
        self._model, self._speed, self._work = model, speed, work
        self.editor.tags = model.tags if model else ()
        if voices != self.editor.voices:
            self.editor.voices = voices
            self.editor.notify_style_update()
        self.editor.update_suggestion()
        self._count()

    @on(TextArea.Changed)
    @on(TextArea.SelectionChanged)
    def _count_soon(self) -> None:
        if self._counting:
            self._counting.stop()
        self._counting = self.set_timer(COUNT_DELAY, self._count)

    def _count(self) -> None:
        if tags := self.editor.fitting_tags:
            self.border_subtitle = f"→ completes · {' · '.join(tags[:_MOST_SHOWN])}"
            return
        _, text = self.spoken_part
        summary = text_summary(text, self._speed, self._model, self._work)
        self.border_subtitle = summary if text == self.text else f"selected: {summary}"
