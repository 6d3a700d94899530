"""The commands that the help tells of: one widget, which draws the lines that are in sight."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from textwrap import wrap

from textual.content import Content
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.visual import Visual

from tts_tui.ui.base_app import BaseApp
from tts_tui.ui.commands import COMMANDS, Command

GROUPS = {
    "Speech": "",
    "Text": "",
    "Said": "in the pane of what is said",
    "Takes": "in the list of sentences",
    "Voices": "in the voice list",
    "All voices": "in the list of all voices",
    "Blend": "in the dialog of a blend",
    "Player": "in the player",
    "Compare": "in the comparison",
    "Chapters": "in the list of chapters",
    "History": "in the history",
    "Engines": "",
    "Window": "",
}
"""In order, and where the keys of each work; they work everywhere where nothing is said."""

_LEAST_HELP = 20
"""Columns."""

_VIM = (
    ("h j k l", "Move as the arrow keys do, in lists, views and the player"),
    ("g G", "The first and the last"),
    ("^d ^u", "A page on, a page back"),
)
"""Keys that no command has: the arrows have none in lists, either."""


class HelpList(ScrollView, can_focus=False):
    """Every command, or those that were looked for."""

    app: BaseApp

    def __init__(self) -> None:
        super().__init__()
        self._every: Sequence[Command] = sorted(
            COMMANDS.values(), key=lambda command: [*GROUPS].index(command.group)
        )
        self.shown = self._every
        self._lines: list[Content] = []
        self._keys = 0

    def narrow(self, words: Sequence[str]) -> None:
        """Show the commands that tell of all of these words, in lower case."""
        self.shown = [each for each in self._every if all(word in self._told(each) for word in words)]
        self._lay_out()
        self.scroll_home(animate=False)

    def on_mount(self) -> None:
        self._keys = 2 + max(len(self.app.keys_of(each.id)) for each in self._every)

    def on_resize(self) -> None:
        self._lay_out()

    def _told(self, command: Command) -> str:
        return f"{command.group} {self.app.keys_of(command.id)} {command.label} {command.help}".lower()

    def _lay_out(self) -> None:
        self._lines = [*self._vim_lines(), *self._laid_out(self.scrollable_content_region.width - 1)]
        self.virtual_size = Size(0, len(self._lines))
        self.refresh()

    def _vim_lines(self) -> Iterator[Content]:
        if self.app.has_vim_keys and self.shown is self._every:
            yield Content("")
            yield Content.assemble(("Keys of vi", "bold $primary"), ("  ui.keys", "$faint"))
            for keys, told in _VIM:
                yield Content.assemble((f"{keys:<{self._keys}}", "bold $accent"), told)

    def _laid_out(self, width: int) -> Iterator[Content]:
        for group, commands in groupby(self.shown, key=lambda command: command.group):
            yield Content("")
            yield Content.assemble((group, "bold $primary"), (f"  {GROUPS[group]}", "$faint"))
            for command in commands:
                yield from self._explained(command, width)

    def _explained(self, command: Command, width: int) -> Iterator[Content]:
        keys = self.app.keys_of(command.id)
        lines = wrap(f"{command.label}  {command.help}", max(width - self._keys, _LEAST_HELP))
        label = len(command.label)
        yield Content.assemble(
            (f"{keys:<{self._keys}}", "bold $accent"), (lines[0][:label], "bold"), lines[0][label:]
        )
        yield from (Content(" " * self._keys + line) for line in lines[1:])

    def render_line(self, y: int) -> Strip:
        width, index = self.scrollable_content_region.width, y + self.scroll_offset.y
        if index >= len(self._lines):
            return Strip.blank(width, self.rich_style)
        return Visual.to_strips(self, self._lines[index], width, 1, self.visual_style, pad=True)[0]
