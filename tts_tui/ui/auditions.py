"""Voices of any provider heard while the user goes through them: at once, and never paid for by accident."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from tts_tui.events.samples import sample_for
from tts_tui.events.tts_events import Selection
from tts_tui.speech.errors import SpeechError
from tts_tui.speech.money import cost_of
from tts_tui.speech.request import SpeechRequest
from tts_tui.studio.estimate import characters_sent
from tts_tui.ui.playing_window import PlayingWindow
from tts_tui.ui.readouts import priced_at
from tts_tui.ui.spending import allowed
from tts_tui.ui.workers import begin

if TYPE_CHECKING:
    from tts_tui.events.voice_book import VoiceRow

_REST_SECONDS = 0.3
"""How long the cursor rests on a voice that costs before it is spoken: what is only passed isn't paid for."""


class Auditions:
    """Speaks samples for one list of voices."""

    def __init__(self, window: PlayingWindow, tell: Callable[[SpeechError | str], object]) -> None:
        """
        Args:
            tell: shows why a voice isn't heard.
        """
        self._window = window
        self._tell = tell
        self._paid: set[str] = set()
        self._prompt = False

    def allow_paid(self, provider: str) -> None:
        """Let moving the cursor speak this provider's voices though they cost."""
        self._paid.add(provider)

    def close(self) -> None:
        """Let the device hold as much as usual again."""
        if self._prompt and (player := self._window.app.service.player):
            player.set_prompt(False)
            self._prompt = False

    def hear(self, row: VoiceRow, says: str, *, meant: bool) -> None:
        """Speak a sample in the place of whatever speaks.

        Args:
            says: the sentence; empty is one of the voice's language.
            meant: the user asked for this voice, rather than coming by.
        """
        if not self._prompt and (player := self._window.app.service.player):
            player.set_prompt(True)
            self._prompt = True
        request = selection_for(self._window, row).request(says or sample_for(row.voice.language))
        self.speak(request, meant=meant)

    def speak(self, request: SpeechRequest, *, meant: bool) -> None:
        """Speak this in the place of whatever speaks; what costs, only as the user wants it.

        Args:
            meant: as for `hear`.
        """
        window = self._window
        window.workers.cancel_group(window, "speak")
        if window.deck.keeps(request):
            window.hear(request)
            return
        model = window.catalog.find(request.model, request.provider)
        cost = cost_of(characters_sent(request, model), model) if model else None
        if cost == 0:
            window.hear(request)
        elif meant:
            begin(window, partial(self._asking, request), group="speak", exclusive=True)
        elif model and model.provider in self._paid:
            begin(window, partial(self._paying, request), group="speak", exclusive=True)
        else:
            window.deck.stop()
            dated = priced_at(model) if model else ""
            each = "an unknown amount" if cost is None else f"about ${cost:.4f}{dated}"
            self._tell(
                f"Each new sample costs {each}: space hears this voice, y lets the arrows hear them all."
            )

    async def _asking(self, request: SpeechRequest) -> None:
        if await allowed(self._window, request):
            self._window.hear(request)

    async def _paying(self, request: SpeechRequest) -> None:
        """Not beyond a limit, and no question at every key."""
        window = self._window
        window.deck.stop()
        await asyncio.sleep(_REST_SECONDS)
        model = window.catalog.find(request.model, request.provider)
        if model is None:
            return
        try:
            characters = await asyncio.to_thread(characters_sent, request, model)
            await asyncio.to_thread(window.app.budget.check, characters, model)
        except SpeechError as error:
            self._tell(error)
            return
        window.hear(request)


def selection_for(window: PlayingWindow, row: VoiceRow) -> Selection:
    """What speaks in that voice: the model that is chosen where it has the voice, else the one used last."""
    now, last = window.selection, window.app.last
    able = {model.id for model in row.models if model.available} or {row.model.id}
    if now.provider == row.model.provider and now.model in able:
        known = now
    else:
        used = last.of(row.model.provider)
        model = used.model if used and used.model in able else row.model.id
        known = last.of(row.model.provider, model) or Selection(row.model.provider, model)
    return window.catalog.first(replace(known, voice=row.voice.id, language=""))
