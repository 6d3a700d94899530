"""The commands in the palette (^p)."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from textual.command import DiscoveryHit, Hit, Hits, Provider

from tts_tui.ui.commands import COMMANDS, Command
from tts_tui.ui.stts_window import STTSWindow


class SpeechCommands(Provider):
    """Offers every command that has something to do now."""

    def _possible(self) -> Iterator[tuple[Command, partial[object]]]:
        if isinstance(window := self.screen, STTSWindow):
            for command in COMMANDS.values():
                if command.possible(window):
                    yield command, partial(command.run, window)

    async def discover(self) -> Hits:
        for command, run in self._possible():
            yield DiscoveryHit(command.label, run, help=command.help)

    async def search(self, query: str) -> Hits:
        matcher = self.matcher(query)
        for command, run in self._possible():
            if (score := matcher.match(f"{command.label} {command.help}")) > 0:
                yield Hit(score, matcher.highlight(command.label), run, help=command.help)
