"""The commands in the palette (^p)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.content import Content
from textual.markup import escape

from tts_tui.ui.commands import COMMANDS
from tts_tui.ui.stts_window import STTSWindow


class SpeechCommands(Provider):
    """Offers every command that has something to do now, with the keys that do it at once."""

    def _possible(self) -> Iterator[tuple[str, str, str, Callable[[], object]]]:
        """Label, keys, what it does, and how it is done."""
        if isinstance(window := self.screen, STTSWindow):
            for command in COMMANDS.values():
                if command.possible(window):
                    keys = window.app.keys_of(command.id, "")
                    yield command.label, keys, command.help, partial(command.run, window)
            for name in window.app.presets.by_name:
                use = partial(window.use_preset, name)
                yield f"Preset: {name}", "", "Speak, and save, as this preset says.", use

    async def discover(self) -> Hits:
        for label, keys, help, run in self._possible():
            yield DiscoveryHit(Content(label) + _shown(keys), run, text=label, help=help)

    async def search(self, query: str) -> Hits:
        """By label first: what only its help or its keys tell of comes after those."""
        matcher = self.matcher(query)
        for label, keys, help, run in self._possible():
            found, rest = matcher.match(label), matcher.match(f"{help} {keys}")
            if score := found or rest / 10:
                plain = not found or escape(label) != label
                shown = Content(label) if plain else matcher.highlight(label)
                yield Hit(score, shown + _shown(keys), run, text=label, help=help)


def _shown(keys: str) -> Content:
    return Content.styled(f"  {keys}" if keys else "", "$accent")
