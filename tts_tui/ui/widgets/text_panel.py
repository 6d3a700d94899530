"""The text to speak, and the view that follows the speech in its place."""

from __future__ import annotations

from collections.abc import Sequence

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.getters import query_one
from textual.markup import escape
from textual.timer import Timer
from textual.widgets import TextArea
from textual.widgets.text_area import Document

from tts_tui.speech.catalog import Model, Voice
from tts_tui.speech.request import TextFormatChoice
from tts_tui.text.reading import MANNERS, by_name, reading_of
from tts_tui.ui.readouts import fitting, text_summary
from tts_tui.ui.widgets.follow_view import FollowView
from tts_tui.ui.widgets.speech_editor import SpeechEditor

WELCOME = """\
Type or paste what you want to hear, then press ^g.

^o opens a text file   ^b tries the voices
^s saves the audio     F1 tells every key"""

_MOST_SHOWN = 12
"""Completions that are told: more than there is room for."""

MANNER_NAMES = {"markdown": "Markdown", "html": "HTML", "ssml": "SSML", "plain": "as it stands"}

_LOOKED_AT = 4000
"""Characters at the beginning in which marks are sought, to say that they are taken for what they mean."""

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
        self._manner: TextFormatChoice = "auto"
        self._file = ""
        self._source: str | None = None

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

    @cursor.setter
    def cursor(self, place: int) -> None:
        document = self.editor.document
        assert isinstance(document, Document)
        self.editor.move_cursor(document.get_location_from_index(place), center=True)

    def _index(self, location: tuple[int, int]) -> int:
        document = self.editor.document
        assert isinstance(document, Document)
        return document.get_index_from_location(location)

    def replace(self, text: str) -> None:
        """Put other text there, in a way that undo takes back."""
        end = self.editor.document.end
        self.editor.replace(text, (0, 0), end)
        self.editor.move_cursor((0, 0))

    def change(self, start: int, end: int, text: str) -> None:
        """Put other text in the place of a part, in a way that undo takes back; the cursor stays where it is."""
        document = self.editor.document
        assert isinstance(document, Document)
        place = document.get_location_from_index
        self.editor.replace(text, place(start), place(end), maintain_selection_offset=True)

    def append(self, text: str) -> None:
        """Put more text behind it; the cursor and the selection stay where they are."""
        if text:
            selection = self.editor.selection
            self.editor.insert(text, self.editor.document.end)
            self.editor.selection = selection

    @property
    def manner(self) -> TextFormatChoice:
        """How the text is taken: as the user said, else as the name of its file or its looks tell."""
        if self._manner != "auto":
            return self._manner
        return by_name(self._file) or reading_of(self.text)

    def begin(self, name: str = "") -> None:
        """Take the text by its looks, or by the name of the file that it is of."""
        self._manner, self._file = "auto", name
        self._show_title()

    @property
    def source(self) -> str | None:
        """The text as it reads in its file; None where it is of none."""
        return self._source

    @source.setter
    def source(self, source: str | None) -> None:
        self._source = source
        self._show_title()

    @property
    def edited(self) -> bool:
        """Whether it reads otherwise in its file."""
        return self._source is not None and self.text != self._source

    def take_otherwise(self) -> str:
        """Take it in the next of the ways that there are; how that is, for people."""
        self._manner = MANNERS[(MANNERS.index(self._manner) + 1) % len(MANNERS)]
        self._show_title()
        return (
            f"by its looks: {MANNER_NAMES[self.manner]}"
            if self._manner == "auto"
            else MANNER_NAMES[self.manner]
        )

    def _manner_shown(self) -> str:
        """What is worth saying of it: nothing of prose, in which Markdown's marks would be marks if there were any."""
        manner = self.manner
        if self._manner == "auto" and manner == "markdown":
            begins = self.text[:_LOOKED_AT]
            if not begins or begins.isspace():
                return ""
            from tts_tui.text.readable import readable  # an empty window's first paint needn't wait for it

            if readable(begins, "markdown").text.split() == readable(begins, "plain").text.split():
                return ""
        return MANNER_NAMES[manner]

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
        edited = " ● edited" if self.edited else ""
        file = escape(f"{self._file}{edited}") if self._file else ""
        parts = [title, file, self._manner_shown(), "arriving…" if self._arriving else ""]
        self.border_title = " · ".join(filter(None, parts))

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

    @on(events.Resize)
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
        self._show_title()
        _, text = self.spoken_part
        summary = text_summary(text, self._speed, self._model, self._work)
        told = summary if text == self.text else f"selected: {summary}"
        self.border_subtitle = fitting(told.split(" · "), self.outer_size.width - 6)
