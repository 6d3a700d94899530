"""The audio of one call: what was made before, else what the backend makes, with its tries and its price."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from contextlib import aclosing
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

from tts_tui.backends.manager import TTSBackendManager
from tts_tui.speech.chunk import AudioChunk
from tts_tui.store.kept_sound import KeptSound
from tts_tui.studio.cached import Sounds, Stopwatch, cached, call_key, chosen, nothing
from tts_tui.studio.casting import Casting
from tts_tui.studio.plan import Call
from tts_tui.studio.priced import priced
from tts_tui.studio.ready import Readiness
from tts_tui.studio.retry import synthesize
from tts_tui.studio.tally import Tally

if TYPE_CHECKING:
    from tts_tui.studio.ledger import LedgerPart


@dataclass(frozen=True, slots=True)
class Synthesis:
    """Gives the audio of each call of one speech.

    Attributes:
        ready: waits for the engine, where it must make something.
        cache: audio that was made before; None keeps none.
        fresh: what is there is made again all the same.
        part: chooses among the sounds of each sentence, and hears what becomes of it.
    """

    manager: TTSBackendManager
    casting: Casting
    tally: Tally
    ready: Readiness
    cache: Sounds | None
    fresh: bool
    part: LedgerPart | None
    _watch: Stopwatch = field(default_factory=Stopwatch, init=False)

    def __call__(self, call: Call) -> AsyncGenerator[AudioChunk, None]:
        self.tally.call_begins(call.segment)
        if self.cache is None:
            return self._made(call)
        stored_only = self.part is not None and self.part.existing_only
        chunks = cached(
            self.cache,
            partial(call_key, self.manager, self.casting.backend, self.casting.model, call.request),
            nothing() if stored_only else self._made(call),
            None if stored_only else self.ready,
            self._watch,
            partial(self._note, call),
            fresh=self.fresh,
        )
        if self.part is None:
            return chunks
        if call.sound:
            chunks = chosen(self.cache, call, chunks, partial(self._reuse, call))
        return self.part.watched(call, chunks)

    async def _made(self, call: Call) -> AsyncGenerator[AudioChunk, None]:
        await self.ready()
        async with aclosing(self._attempted(call)) as chunks:
            async for chunk in chunks:
                yield chunk

    def _attempted(self, call: Call) -> AsyncGenerator[AudioChunk, None]:
        model = self.casting.model
        attempt = partial(
            synthesize,
            self.casting.backend,
            call.request,
            name=model.provider_name,
            tell=partial(self.tally.note, call.segment.start),
        )
        price = model.usd_per_million_characters
        if price == 0:
            return attempt()
        return attempt(partial(priced, self.tally, (price or 0.0) * len(call.request.text) / 1e6))

    def _note(self, call: Call, key: str, sound: KeptSound, reused: bool) -> None:
        if reused:
            self._reuse(call, sound)
        if self.part:
            self.part.add_sound(call, key, sound)

    def _reuse(self, call: Call, sound: KeptSound) -> None:
        self.tally.reused_seconds += sound.seconds + call.segment.pause / call.request.speed
