"""Makes the units of a job, as one of perhaps several processes that share it."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from contextlib import aclosing, suppress
from functools import partial

from tts_tui.backends.base import Backend
from tts_tui.backends.manager import TTSBackendManager
from tts_tui.speech.catalog import Model
from tts_tui.speech.errors import (
    AuthenticationError,
    EmptyTextError,
    MissingError,
    ProviderError,
    QuotaError,
    SaveError,
    SpeechError,
    SynthesisError,
    UsageError,
    unexpected,
)
from tts_tui.speech.lengths import about
from tts_tui.speech.request import ChunkRequest
from tts_tui.store.job_rows import JobSettings, Unit
from tts_tui.store.job_sounds import JobSounds
from tts_tui.store.jobs import Jobs
from tts_tui.store.kept_sound import KeptSound
from tts_tui.store.leases import LEASE_SECONDS, Leases
from tts_tui.store.sentence_cache import SentenceCache
from tts_tui.studio.cached import call_key
from tts_tui.studio.priced import priced
from tts_tui.studio.render.planning import unpacked
from tts_tui.studio.retry import synthesize
from tts_tui.studio.tally import Tally
from tts_tui.studio.verify.verifying import Verifier

OUTAGE_SECONDS = 900.0
"""How long a server that is away is waited for before the job stops."""
_WAITS = (5.0, 15.0, 30.0, 60.0)
"""Seconds before each further try while it is away; the last again and again."""
LEFT_OUT_IN_A_ROW = 5
"""Sentences after which it isn't the sentences: the engine itself is ill."""
_POLL_SECONDS = 0.3
"""While others have the last units in hand."""

_STOPS = (MissingError, AuthenticationError, QuotaError, SaveError, UsageError)
"""What no other sentence would fare better with."""


class Maker:
    """Takes units and makes them until there are none, the job doesn't run any more, or something stops all.

    Attributes:
        note: what is waited for, for people.
    """

    def __init__(
        self,
        jobs: Jobs,
        job: int,
        owner: str,
        manager: TTSBackendManager,
        cache: SentenceCache | None = None,
        on_note: Callable[[str], object] = lambda _note: None,
    ) -> None:
        """
        Args:
            owner: by which its leases are known.
            cache: of sentences that were spoken before; nothing is added to it.
            on_note: told each note; an empty one where nothing is waited for any more.
        """
        self.note = ""
        self._jobs = jobs
        self._job = job
        self._leases = Leases(jobs.database, job, owner)
        self._sounds: JobSounds = jobs.sounds(job)
        self._manager = manager
        self._cache = cache
        self._on_note = on_note
        self._verifier = Verifier(jobs.takes(job)) if jobs.get(job).settings.verify else None
        self._in_a_row = 0
        self._away_since: float | None = None

    async def run(self, settings: JobSettings) -> None:
        """Make them.

        Raises:
            SpeechError: it can't go on; what was made is kept.
        """
        backend = await self._manager.start(settings.model, settings.provider)
        _, model = self._manager.resolve(settings.model, settings.provider)
        await asyncio.to_thread(backend.make_ready, settings.language)
        await self.make(backend, model, model.concurrency)

    async def make(self, backend: Backend, model: Model, at_once: int) -> None:
        """The same by a backend that is ready, so many units at once.

        Raises:
            SpeechError: it can't go on; what was made is kept.
        """
        renewing = asyncio.create_task(self._renew())
        working = [asyncio.create_task(self._work(backend, model)) for _ in range(at_once)]
        try:
            await asyncio.gather(*working)
        finally:
            for task in (renewing, *working):
                task.cancel()
            await asyncio.gather(renewing, *working, return_exceptions=True)

    async def _work(self, backend: Backend, model: Model) -> None:
        while True:
            unit = self._leases.take()  # not in a thread: cancelled, nobody would know what it took
            if unit is None:
                job = await asyncio.to_thread(self._jobs.get, self._job)
                progress = await asyncio.to_thread(self._jobs.progress, self._job)
                if job.state != "running" or progress.complete:
                    return
                await asyncio.sleep(_POLL_SECONDS)
                continue
            await self._make(unit, backend, model)

    async def _make(self, unit: Unit, backend: Backend, model: Model) -> None:
        tally = Tally(len(unit.text))

        def put_back() -> None:  # a take before the one that couldn't be made may have cost something
            self._leases.release(unit, tally.metrics().counted_usd)

        try:
            await self._sound(unit, backend, model, tally)
        except EmptyTextError as error:
            await asyncio.to_thread(self._leases.failed, unit, error.message, last=True)
        except SpeechError as error:
            away = isinstance(error, ProviderError) and error.retryable
            if away or isinstance(error, _STOPS):
                await asyncio.to_thread(put_back)
                if not away:
                    raise
                await self._wait_for_server(error)
                return
            await self._failed(unit, error, tally)
        except asyncio.CancelledError:
            with suppress(SpeechError):
                put_back()
            raise
        except Exception as error:  # noqa: BLE001  (a third party's backend may raise anything)
            await self._failed(unit, unexpected(error), tally)
        else:
            self._in_a_row, self._away_since = 0, None
            self._tell("")

    async def _sound(self, unit: Unit, backend: Backend, model: Model, tally: Tally) -> None:
        make = partial(self._take, backend, model, tally)
        call = unpacked(unit.call)
        if self._verifier:
            key, sound = await self._verifier.best(call.request, model, make)
        else:
            key, sound = await make(call.request)
        rest = call.segment.pause / call.request.speed
        costs = tally.metrics()
        await asyncio.to_thread(
            self._leases.made, unit, key, sound.seconds + rest, costs.cost_usd, costs.counted_usd
        )

    async def _take(
        self, backend: Backend, model: Model, tally: Tally, request: ChunkRequest
    ) -> tuple[str, KeptSound]:
        """The sound of a call, which is kept now, and its key."""
        key = await asyncio.to_thread(call_key, self._manager, backend, model, request)
        sound = await asyncio.to_thread(self._kept, key)
        if sound is None:
            sound = await self._synthesized(request, backend, model, tally)
            await asyncio.to_thread(self._sounds.put, key, sound)
        return key, sound

    def _kept(self, key: str) -> KeptSound | None:
        """What a process made that was killed before it could say so, or what was spoken before."""
        if sound := self._sounds.get(key):
            return sound
        sound = self._cache.get(key) if self._cache else None
        if sound:
            self._sounds.put(key, sound)
        return sound

    async def _synthesized(
        self, request: ChunkRequest, backend: Backend, model: Model, tally: Tally
    ) -> KeptSound:
        attempt = partial(synthesize, backend, request, name=model.provider_name, tell=self._tell)
        price = model.usd_per_million_characters
        usd = (price or 0.0) * len(request.text) / 1e6
        chunks = attempt() if price == 0 else attempt(partial(priced, tally, usd))
        began = time.perf_counter()
        async with aclosing(chunks) as given:
            made = [chunk async for chunk in given]
        if not sum(len(chunk.samples) for chunk in made):
            raise SynthesisError(
                f"{model.name} gave no audio.", hint="Change that sentence, or choose another voice."
            )
        return await asyncio.to_thread(KeptSound.of, made, time.perf_counter() - began)

    async def _failed(self, unit: Unit, error: SpeechError, tally: Tally) -> None:
        """Try it again, or leave it out; where one after the other fails it is the engine."""
        counted = tally.metrics().counted_usd
        left_out = await asyncio.to_thread(self._leases.failed, unit, error.message, counted_usd=counted)
        what = "it is left out" if left_out else "that sentence is tried again"
        self._tell(f"{error.message.rstrip('.')}: {what}")
        self._in_a_row += left_out
        if self._in_a_row >= LEFT_OUT_IN_A_ROW:
            raise error

    async def _wait_for_server(self, error: SpeechError) -> None:
        now = time.monotonic()
        self._away_since = self._away_since or now
        away = now - self._away_since
        if away > OUTAGE_SECONDS:
            raise error
        wait = error.retry_after or next((each for each in _WAITS if each > away), _WAITS[-1])
        self._tell(f"{error.message.rstrip('.')}: trying again in {about(wait)}")
        await asyncio.sleep(wait)

    async def _renew(self) -> None:
        while True:
            await asyncio.sleep(LEASE_SECONDS / 3)
            with suppress(SaveError):  # the next write tells
                await asyncio.to_thread(self._leases.renew)

    def _tell(self, note: str) -> None:
        if note != self.note:
            self.note = note
            self._on_note(note)
