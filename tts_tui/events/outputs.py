"""Where the sound goes: which outputs there are now, and which one the user wants."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import TYPE_CHECKING

from tts_tui.events.messages import OutputsFound, Post

if TYPE_CHECKING:
    from tts_tui.audio.play.sinks.base import OutputDevice
    from tts_tui.events.service import SpeechService
    from tts_tui.store.output_choice import OutputChoice


class Outputs:
    """For one window, whose thread alone calls it.

    Attributes:
        found: those that were there when they were last listed.
    """

    def __init__(self, service: SpeechService, choice: OutputChoice, post: Post) -> None:
        self._service = service
        self._choice = choice
        self._post = post
        self.devices: Sequence[OutputDevice] = ()

    @property
    def chosen(self) -> str | None:
        """The name of the one that the user wants, None for the system's choice."""
        return self._choice.device

    @property
    def name(self) -> str:
        """What it is called for people, as far as is known without playing."""
        default = next((each.name for each in self.devices if each.default), "default")
        return self.chosen or default

    def choose(self, device: str | None) -> None:
        """Play on the output of that name, or on the system's choice, now and in later runs.

        Raises:
            SettingsError: the choice can't be kept for later runs.
        """
        if player := self._service.player:
            player.set_device(device)
        self._choice.choose(device)

    async def listed(self) -> Sequence[OutputDevice]:
        """Those that are there now; takes as long as the sound server takes to answer, up to some seconds."""
        from tts_tui.audio.play.devices import outputs

        self.devices = await asyncio.to_thread(outputs)
        return self.devices

    async def check(self) -> None:
        """See whether sound can be heard here; `OutputsFound` tells."""
        from tts_tui.audio.play.devices import no_sound, probe

        problem = ""
        if not await self.listed():
            reports = await asyncio.to_thread(probe)
            problem = no_sound({each.name: each.reason for each in reports if not each.available})
        self._post(OutputsFound(problem))
