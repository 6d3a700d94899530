"""The editor, which shows tags, and completes them and the sounds that the model makes where the text names them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import ClassVar

from rich.text import Text
from textual import events, on
from textual.geometry import Offset
from textual.widgets import TextArea
from textual.widgets.text_area import Location

from tts_tui.speech.catalog import Voice
from tts_tui.text.markup.completing import completions, tags_of_line
from tts_tui.text.markup.ssml_start import is_ssml
from tts_tui.ui.graphemes import next_boundary, previous_boundary

_BEGUN = re.compile(r"\[([^\[\]]{0,100})$")
_LONGEST_LINE = 20_000
"""Characters of a line that is searched for tags: none that is drawn at every key is longer."""
_LINE_END = re.compile("\r\n?|[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
"""What `str.splitlines` takes for one, and with it Textual's document."""

BLINKS = 20
"""Times that the cursor goes or comes after the last key, in half seconds: later it stands, and a window in which
nothing happens draws nothing."""

_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f]")


class SpeechEditor(TextArea):
    """After `[` the first sound or tag that fits stands behind the cursor, and the right arrow key takes it."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"speech-editor--tag", "speech-editor--wrong-tag"}

    tags: Sequence[str] = ()
    """Sounds of the model: `laugh` for `[laugh]`."""

    voices: Sequence[Voice] = ()
    """Of the model."""

    _blinks = 0

    @property
    def fitting_tags(self) -> Sequence[str]:
        """Those that the word at the cursor may become; empty when none was begun."""
        if (begun := self._begun) is None:
            return ()
        able = [voice for voice in self.voices if not voice.unavailable]
        languages = list(dict.fromkeys(voice.language for voice in able if voice.language))
        return completions(begun, self.tags, [voice.id for voice in able], languages)

    def get_line(self, line_index: int) -> Text:
        """A line with its tags marked."""
        line = super().get_line(line_index)
        if len(line) <= _LONGEST_LINE and ("[" in line.plain or "<" in line.plain):
            ssml = is_ssml("\n".join(self.document.lines[:3]))
            names = [name for voice in self.voices for name in (voice.id, voice.name)]
            for start, end, right in tags_of_line(line.plain, ssml=ssml, voices=names):
                style = "speech-editor--tag" if right else "speech-editor--wrong-tag"
                line.stylize(self.get_component_rich_style(style, partial=True), start, end)
        return line

    @on(TextArea.SelectionChanged)
    def update_suggestion(self) -> None:
        """Offer what fits the cursor's place now."""
        fitting, begun = self.fitting_tags, self._begun
        if not fitting or begun is None:
            self.suggestion = ""
            return
        self.suggestion = fitting[0][len(begun) :] + ("" if fitting[0].endswith(":") else "]")

    def get_cursor_left_location(self) -> Location:
        """One character as a reader counts them, for the keys that move and those that delete."""
        row, column = self.cursor_location
        if column == 0:
            return super().get_cursor_left_location()
        return row, previous_boundary(self.document.get_line(row), column)

    def get_cursor_right_location(self) -> Location:
        """As `get_cursor_left_location`."""
        row, column = self.cursor_location
        line = self.document.get_line(row)
        if column == len(line):
            return super().get_cursor_right_location()
        return row, next_boundary(line, column)

    def on_resize(self) -> None:
        """Textual 8.2.8 draws nothing anew where the text has as many lines as before, though other ones."""
        self.refresh()

    def on_paste(self, event: events.Paste) -> None:
        """Leave out what a terminal would obey rather than show, before Textual's own handler takes the text."""
        event.text = printable(event.text)
        event.stop()

    def scroll_cursor_visible(self, center: bool = False, animate: bool = False) -> Offset:
        """Textual 8.2.8 asks while an undo has shortened the text and the cursor still stands where it ended."""
        if self.clamp_visitable(self.cursor_location) != self.cursor_location:
            return Offset(0, 0)
        return super().scroll_cursor_visible(center, animate)

    # Textual has no public way to let the cursor rest; `cursor_blink` is the user's setting.

    def _restart_blink(self) -> None:
        self._blinks = 0
        super()._restart_blink()

    def _toggle_cursor_blink_visible(self) -> None:
        self._blinks += 1
        if self._blinks > BLINKS:
            self._pause_blink(visible=self.has_focus)
        else:
            super()._toggle_cursor_blink_visible()

    @property
    def _begun(self) -> str | None:
        """What stands between a bracket and the cursor, None where it is closed or there is none."""
        row, column = self.cursor_location
        line = self.document.get_line(row)
        match = _BEGUN.search(line[:column])
        return match[1] if match and line[column : column + 1] != "]" else None


def printable(text: str) -> str:
    """Without control codes but tabs and line ends, which become plain."""
    return _CONTROL.sub("", _LINE_END.sub("\n", text))
