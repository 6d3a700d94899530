"""The editor, which shows tags, and completes them and the sounds that the model makes where the text names them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import ClassVar

from rich.text import Text
from textual import events, on
from textual.binding import Binding, BindingType
from textual.document._document_navigator import DocumentNavigator
from textual.geometry import Offset
from textual.strip import Strip
from textual.widgets import TextArea
from textual.widgets.text_area import Location

from tts_tui.speech.catalog import Voice
from tts_tui.ui.graphemes import next_boundary, previous_boundary
from tts_tui.ui.pasted import printable
from tts_tui.ui.widgets.long_lines import LongLineDocument

_BEGUN = re.compile(r"\[([^\[\]]{0,100})$")
_LONGEST_TAG = 102
_LONGEST_LINE = 20_000
"""Characters of a line that is searched for tags: none that is drawn at every key is longer."""

BLINKS = 20
"""Times that the cursor goes or comes after the last key, in half seconds: later it stands, and a window in which
nothing happens draws nothing."""


class SpeechEditor(TextArea):
    """After `[` the first sound or tag that fits stands behind the cursor, and the right arrow key takes it."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"speech-editor--tag", "speech-editor--wrong-tag"}
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+home", "text_start", "Start of the text", show=False),
        Binding("ctrl+end", "text_end", "End of the text", show=False),
        Binding("ctrl+shift+home", "text_start(True)", "Select to the start", show=False),
        Binding("ctrl+shift+end", "text_end(True)", "Select to the end", show=False),
    ]

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
        from tts_tui.text.markup.completing import completions  # the first paint has no tags

        able = [voice for voice in self.voices if not voice.unavailable]
        languages = list(dict.fromkeys(voice.language for voice in able if voice.language))
        return completions(begun, self.tags, [voice.id for voice in able], languages)

    def _rewrap_and_refresh_virtual_size(self) -> None:
        """Textual makes a document of its own for each text that is loaded."""
        if not isinstance(self.wrapped_document, LongLineDocument):
            self.wrapped_document = LongLineDocument(self.document, tab_width=self.indent_width)
            self.navigator = DocumentNavigator(self.wrapped_document)
        super()._rewrap_and_refresh_virtual_size()

    def _render_line(self, y: int) -> Strip:
        """Of a long line what stands in that row of the screen alone; Textual styles and cuts the whole of it."""
        wrapped = self.wrapped_document
        place = (
            wrapped.section_at(y + self.scroll_offset.y) if isinstance(wrapped, LongLineDocument) else None
        )
        if place is None or self.show_line_numbers or len(self.document.get_line(place[0])) < _LONGEST_LINE:
            return super()._render_line(y)
        return self._part_of_line(*place)

    def _part_of_line(self, row: int, begin: int, end: int) -> Strip:
        line, theme, (anchor, cursor) = self.document.get_line(row), self._theme, self.selection
        room = end if end < len(line) else end + 1  # for the cursor behind the end
        part = Text(line[begin:end].ljust(room - begin), end="")
        base = (theme and theme.base_style) or self.rich_style
        behind = base
        if (
            theme
            and theme.cursor_line_style
            and cursor[0] == row
            and self.highlight_cursor_line
            and self._has_cursor
        ):
            part.stylize(theme.cursor_line_style)
            behind = theme.cursor_line_style
        top, bottom = sorted((anchor, cursor))
        if theme and theme.selection_style and top != bottom and top[0] <= row <= bottom[0]:
            first = top[1] if top[0] == row else 0
            last = bottom[1] if bottom[0] == row else len(line)
            part.stylize(
                theme.selection_style,
                min(max(first, begin), room) - begin,
                min(max(last, begin), room) - begin,
            )
        if (
            theme
            and theme.cursor_style
            and self._draw_cursor
            and cursor[0] == row
            and begin <= cursor[1] < room
        ):
            part.stylize(theme.cursor_style, cursor[1] - begin, cursor[1] - begin + 1)
        part.expand_tabs(self.indent_width)
        strip = Strip(part.render(self.app.console), cell_length=part.cell_len)
        width = self.scrollable_content_region.size.width - self.gutter_width
        return strip.extend_cell_length(width, behind).apply_style(base)

    def get_line(self, line_index: int) -> Text:
        """A line with its tags marked."""
        line = super().get_line(line_index)
        if len(line) <= _LONGEST_LINE and ("[" in line.plain or "<" in line.plain):
            from tts_tui.text.markup.completing import tags_of_line
            from tts_tui.text.markup.ssml_start import is_ssml

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

    def action_text_start(self, select: bool = False) -> None:
        self.move_cursor(self.document.start, select=select)

    def action_text_end(self, select: bool = False) -> None:
        self.move_cursor(self.document.end, select=select)

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
        match = _BEGUN.search(line[max(0, column - _LONGEST_TAG) : column])
        return match[1] if match and line[column : column + 1] != "]" else None
