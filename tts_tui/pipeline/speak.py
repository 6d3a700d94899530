"""The one call through which everything speaks."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import aclosing
from functools import partial
from itertools import chain

from tts_tui.backends.base import Backend
from tts_tui.backends.manager import TTSBackendManager
from tts_tui.library.sentence_cache import SentenceCache
from tts_tui.pipeline.assemble import Assembler
from tts_tui.pipeline.cached import cached
from tts_tui.pipeline.lookahead import in_order
from tts_tui.pipeline.plan import Call, after, plan
from tts_tui.pipeline.priced import priced
from tts_tui.pipeline.retry import synthesize
from tts_tui.pipeline.tally import Tally
from tts_tui.speech.catalog import Model
from tts_tui.speech.chunk import AudioChunk
from tts_tui.speech.errors import (
    EmptyTextError,
    SpeechError,
    SynthesisError,
    UnknownVoiceError,
    UsageError,
    did_you_mean,
)
from tts_tui.speech.events import (
    Cancelled,
    Failed,
    Finished,
    Progress,
    ProgressCallback,
    Skipped,
    SpeechEvent,
    Started,
)
from tts_tui.speech.request import SpeechRequest

log = logging.getLogger(__name__)


async def speak(
    request: SpeechRequest,
    manager: TTSBackendManager,
    *,
    cancelled: asyncio.Event | None = None,
    on_progress: ProgressCallback | None = None,
    cache: SentenceCache | None = None,
    start: int = 0,
) -> AsyncGenerator[SpeechEvent, None]:
    """Speak a request: events, of which the last is `Finished`, `Failed` or `Cancelled`.

    Audio is made no faster than the events are read, but for the calls under way. Never raises for what goes wrong
    with speech; what was made before a failure stays valid.

    Args:
        request: what to say.
        manager: finds and owns the backend.
        cancelled: set it to end the work at once.
        on_progress: called with every `Progress` event, for callers that want nothing else.
        cache: audio that was paid for before; None asks the provider for all of it anew.
        start: where an earlier run of the request ended (`resume_at`), to go on from there: the text is cut into the
            same calls, so what was paid for ahead of the end is found in the cache.
    """
    tally = Tally(len(request.text), characters_done=start, resume_at=start)
    cancelled = cancelled or asyncio.Event()
    finished = False
    try:
        async with aclosing(_events(request, manager, tally, cache)) as events:
            async for event in until(cancelled, events, tally):
                if on_progress is not None and isinstance(event, Progress):
                    on_progress(event)
                finished = isinstance(event, Finished)
                yield event
        if cancelled.is_set() and not finished:
            yield Cancelled(tally.resume_at, tally.metrics())
    except SpeechError as error:
        yield Failed(error, tally.resume_at, tally.metrics())
    except Exception as error:
        log.exception("speaking with %s failed", request.model)
        wrapped = SynthesisError(
            f"{request.model} failed unexpectedly: {type(error).__name__}: {error}",
            hint="tts-tui doctor checks the engine and names the log file.",
        )
        yield Failed(wrapped, tally.resume_at, tally.metrics())


async def _events(
    request: SpeechRequest, manager: TTSBackendManager, tally: Tally, cache: SentenceCache | None
) -> AsyncGenerator[SpeechEvent, None]:
    backend, model = manager.resolve(request.model, request.provider)
    check(request, model)
    if not model.available:  # refused in its own words, before any voice is asked for
        await manager.start(model.id, model.provider)
    voice = request.voice or await first_voice(backend, model)
    language = request.language or backend.language_of(voice)
    before, calls = after(plan(request, model, voice, language), tally.resume_at)
    if (first := next(calls, None)) is None:
        raise EmptyTextError(
            "There is nothing to say: the text has no letters or digits.",
            hint="Type or open some text first.",
        )
    yield Started(request, model, voice, len(request.text))
    await manager.start(model.id, model.provider)
    tally.ready()

    def synthesis(call: Call) -> AsyncGenerator[AudioChunk, None]:
        price = model.usd_per_million_characters
        if price == 0:
            return synthesize(backend, call.request)
        usd = (price or 0.0) * len(call.request.text) / 1e6
        made = synthesize(backend, call.request, partial(priced, tally, usd))
        if cache is None:
            return made
        return cached(cache, (model.provider, manager.options), call.request, made)

    unsaid: EmptyTextError | None = None
    assembler = Assembler(model, request.speed, tally, before)
    async with aclosing(in_order(chain([first], calls), synthesis, model.concurrency)) as results:
        async for made, result in results:
            for event in assembler.add(made, result):
                unsaid = event.reason if isinstance(event, Skipped) else unsaid
                yield event
    if unsaid and not tally.frames:
        raise unsaid
    yield tally.all_done()
    yield Finished(request, model, voice, len(request.text), tally.metrics())


async def first_voice(backend: Backend, model: Model) -> str:
    """The voice to speak with when none was chosen.

    Raises:
        UnknownVoiceError: none of the model's can speak.
    """
    voices = await backend.voices(model.id)
    able = next((voice.id for voice in voices if not voice.unavailable), None)
    if able is None:
        raise UnknownVoiceError(
            f"{model.name} has no voice that can speak here.",
            hint=f"tts-tui voices --model {model.id} tells why.",
        )
    return able


def check(request: SpeechRequest, model: Model) -> None:
    """Refuse what the model can't do, before anything is loaded or spent.

    Raises:
        UsageError: a speed or setting that the model doesn't have, or a value that it can't take.
    """
    slow, fast = model.speeds
    if not slow <= request.speed <= fast:
        raise UsageError(f"{model.name} speaks at speeds from {slow:g} to {fast:g}, not {request.speed:g}.")
    known = {setting.name: setting for setting in model.settings}
    for name, value in request.settings.items():
        if name not in known:
            raise UsageError(f"{model.name} has no setting {name!r}.", hint=did_you_mean(name, list(known)))
        known[name].check(value)


async def until(
    stop: asyncio.Event, events: AsyncIterator[SpeechEvent], tally: Tally
) -> AsyncGenerator[SpeechEvent, None]:
    """The events up to the moment that `stop` is set, also while the next one is awaited."""
    stopped = asyncio.create_task(stop.wait())
    try:
        while not stop.is_set():
            asked = time.perf_counter()
            following = asyncio.ensure_future(anext(events, None))
            try:
                await asyncio.wait({following, stopped}, return_when=asyncio.FIRST_COMPLETED)
            finally:
                if not following.done():
                    following.cancel()
                    await asyncio.gather(following, return_exceptions=True)
            tally.waited(asked)
            if following.cancelled() or (event := following.result()) is None:
                return
            yield event
    finally:
        stopped.cancel()
