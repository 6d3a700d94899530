"""The commands in the palette (^p)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from textual.command import DiscoveryHit, Hit, Hits, Provider

from tts_tui.ui.commands import COMMANDS
from tts_tui.ui.dialogs import use_preset
from tts_tui.ui.stts_window import STTSWindow


class SpeechCommands(Provider):
    """Offers every command that has something to do now."""

    def _possible(self) -> Iterator[tuple[str, str, Callable[[], object]]]:
        """Label, what it does, and how it is done."""
        if isinstance(window := self.screen, STTSWindow):
            for command in COMMANDS.values():
                if command.possible(window):
                    yield command.label, command.help, partial(command.run, window)
            for name in window.app.presets.by_name:
                yield (
                    f"Preset: {name}",
                    "Speak, and save, as this preset says.",
                    partial(use_preset, window, name),
                )

    async def discover(self) -> Hits:
        for label, help, run in self._possible():
            yield DiscoveryHit(label, run, help=help)

    async def search(self, query: str) -> Hits:
        matcher = self.matcher(query)
        for label, help, run in self._possible():
            if (score := matcher.match(f"{label} {help}")) > 0:
                yield Hit(score, matcher.highlight(label), run, help=help)
