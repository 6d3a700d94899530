"""The commands in the palette (^p)."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.content import Content

from tts_tui.ui.commands import COMMANDS, Command
from tts_tui.ui.stts_window import STTSWindow


class SpeechCommands(Provider):
    """Offers every command that has something to do now, with the keys that do it at once."""

    def _possible(self) -> Iterator[tuple[Command, partial[object], Content]]:
        if isinstance(window := self.screen, STTSWindow):
            for command in COMMANDS.values():
                if command.possible(window):
                    keys = window.app.keys_of(command.id, "")
                    shown = Content.styled(f"  {keys}" if keys else "", "$accent")
                    yield command, partial(command.run, window), shown

    async def discover(self) -> Hits:
        for command, run, keys in self._possible():
            yield DiscoveryHit(Content(command.label) + keys, run, text=command.label, help=command.help)

    async def search(self, query: str) -> Hits:
        """By label first: what only its help or its keys tell of comes after those."""
        matcher = self.matcher(query)
        for command, run, keys in self._possible():
            label, rest = matcher.match(command.label), matcher.match(f"{command.help} {keys.plain}")
            if score := label or rest / 10:
                found = matcher.highlight(command.label) if label else Content(command.label)
                yield Hit(score, found + keys, run, text=command.label, help=command.help)
