"""What will be said of the sentence at the cursor: written, said and sounding, aligned word by word."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest
from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len, set_cell_size
from textual import events
from textual.binding import BindingType
from textual.content import Content
from textual.style import Style
from textual.widgets import Static

from tts_tui.ui.base_app import BaseApp
from tts_tui.ui.commands import SAID_COMMANDS
from tts_tui.ui.readouts import fitting
from tts_tui.ui.widgets.word_columns import LINES, WordColumn, column_of, guesses, width_of

if TYPE_CHECKING:
    from tts_tui.studio.explanation import ExplainedWord, Explanation

KEYS = ("← → word", "space hear", "enter change", "d keep", "n guess")

_LABELS = ("written", "said", "sounds", "")
_LABEL = 9


class PronunciationPane(Static, can_focus=True):
    """Shows what it is told; the window does what its commands ask for.

    Attributes:
        word: the one that the pane is at, None where nothing is said; its places are in the editor's text.
        end: index after the sentence in that text.
    """

    HELP = f"What will be said: {', '.join(KEYS)}; a question mark is a guess."
    BINDINGS: ClassVar[list[BindingType]] = [command.binding for command in SAID_COMMANDS]

    app: BaseApp

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._words: Sequence[ExplainedWord] = ()
        self._columns: Sequence[WordColumn] = ()
        self._at = 0
        self._first = 0
        self._cursor = 0
        self._why = ""
        self.end = 0

    def on_mount(self) -> None:
        self.border_title = "Said"
        self._show_keys()

    @property
    def word(self) -> ExplainedWord | None:
        return self._words[self._at] if self._at < len(self._words) else None

    def show(self, explanation: Explanation, cursor: int) -> None:
        """Show the sentence that a place is in, and be at the word there.

        Args:
            explanation: of a passage, its places in the editor's text.
            cursor: index of a character of that text.
        """
        segments = explanation.segments
        segment = next(
            (each for each in segments if cursor <= each.char_end), segments[-1] if segments else None
        )
        if segment is None:
            self.explain("Nothing is said here.")
            return
        edits = [
            each for each in explanation.edits if segment.char_start <= each.char_start < segment.char_end
        ]
        words = segment.words
        # what is shown again of the same words leaves the pane at its word
        moved = cursor != self._cursor
        if [word.text for word in words] != [word.text for word in self._words]:
            moved, self._first = True, 0
        self._cursor = cursor
        self._words, self._why, self.end = words, "", segment.char_end
        unsure = guesses(words)
        self._columns = [column_of(word, edits, guess=word in unsure) for word in words]
        if moved:
            here = (number for number, word in enumerate(words) if cursor <= word.char_end)
            self._at = next(here, max(len(words) - 1, 0))
        changes = f"{len(edits)} change{'s' * (len(edits) != 1)} · " if edits else ""
        self.border_title = f"Said · {changes}{segment.pause_seconds:.2g} s pause"
        self._draw()

    def explain(self, why: str) -> None:
        """Say why there is nothing to show."""
        self._words, self._columns, self._at, self._first, self._why, self.end = (), (), 0, 0, why, 0
        self.border_title = "Said"
        self._draw()

    def step(self, words: int) -> None:
        """Go so many words on."""
        self._at = min(max(self._at + words, 0), max(len(self._words) - 1, 0))
        self._draw()

    def next_guess(self) -> bool:
        """Go to the next word of the sentence that is a guess; False where there is none."""
        here = self.word
        for word in guesses(self._words):
            if here and word.char_start > here.char_start:
                self.step(self._words.index(word) - self._at)
                return True
        return False

    # `on_focus` and `on_blur` come before `has_focus` is what they tell
    def watch_has_focus(self, has_focus: bool) -> None:
        super().watch_has_focus(has_focus)
        self._show_keys()
        self._draw()

    def _show_keys(self) -> None:
        keys = fitting([*map(self.app.moving, KEYS)], self.size.width - 4)
        self.border_subtitle = keys if self.has_focus else f"{self.app.key_of('said')} goes to a word"

    def on_resize(self, event: events.Resize) -> None:
        self._show_keys()
        self._draw()

    async def on_click(self, event: events.Click) -> None:
        """Go to the word; a second click changes it, as enter does."""
        if (word := event.style.meta.get("word")) is not None:
            self.step(word - self._at)
            if event.chain == 2:
                await self.run_action("screen.command('said-change')")

    def _draw(self) -> None:
        if not self.is_mounted:
            return
        if not self._columns:
            self.update(Content.styled(self._why, "$faint"))
            return
        room = self.content_size.width - _LABEL
        columns = [column.wrapped(room) for column in self._columns]
        widths = list(map(width_of, columns))
        self._scroll(widths, room)
        last = self._last(widths, room)
        left = room - sum(widths[self._first : last])
        # the one that there isn't room for is wrapped between its words, if that doesn't make it tall
        if last < len(columns) and self._columns[last].longest_word < left:
            narrow = self._columns[last].wrapped(left - 1)
            if max(map(len, narrow)) <= LINES + 1:
                columns[last], widths[last] = narrow, left
        lines = [
            self._line(label if number == 0 else "", row, cells, widths, room)
            for row, label in enumerate(_LABELS)
            for number, cells in enumerate(
                zip_longest(*(column[row] for column in columns[self._first :]), fillvalue="")
            )
        ]
        self.update(Content("\n").join(lines))

    def _line(self, label: str, row: int, cells: Sequence[str], widths: Sequence[int], room: int) -> Content:
        line = [Content.styled(label.ljust(_LABEL), "$faint")]
        for number, cell in enumerate(cells, self._first):
            if room <= 0:
                break
            if widths[number] > room and number > self._first:
                # a piece of a word would be another one
                line.append(Content.styled("…" if cell else "", "$faint"))
                break
            width = min(widths[number], room)
            style = self._columns[number].style if row else ""
            if number == self._at:
                style = f"{style} {'reverse' if self.has_focus else 'underline'}".strip()
            text = set_cell_size(cell, max(min(width, widths[number] - 1), 1))
            shown = Content.assemble((text, style), " " * (width - cell_len(text)))
            line.append(shown.stylize(Style.from_meta({"word": number})))
            room -= width
        return Content.assemble(*line)

    def _last(self, widths: Sequence[int], room: int) -> int:
        """The first word that there isn't room for."""
        for number in range(self._first, len(widths)):
            if (room := room - widths[number]) < 0:
                return number
        return len(widths)

    def _scroll(self, widths: Sequence[int], room: int) -> None:
        """Begin with a word that leaves the one that the pane is at its place."""
        self._first = min(self._first, self._at)
        while self._first < self._at and sum(widths[self._first : self._at + 1]) > room:
            self._first += 1
