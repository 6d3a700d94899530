"""The one call through which everything speaks."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Collection, Iterable, Iterator
from contextlib import aclosing
from dataclasses import replace
from functools import partial
from itertools import chain, takewhile
from typing import Any

from tts_tui.backends.manager import TTSBackendManager
from tts_tui.speech.chunk import AudioChunk
from tts_tui.speech.errors import (
    EmptyTextError,
    SpeechError,
    SynthesisError,
)
from tts_tui.speech.events import (
    Cancelled,
    Failed,
    Finished,
    Notice,
    Progress,
    ProgressCallback,
    Skipped,
    SpeechEvent,
    Started,
)
from tts_tui.speech.hints import Hint
from tts_tui.speech.request import Segment, SpeechRequest
from tts_tui.store.kept_sound import KeptSound
from tts_tui.store.sentence_cache import sound_key
from tts_tui.studio.assemble import Assembler
from tts_tui.studio.cached import NotMadeError, Sounds, Stopwatch, cached, chosen, nothing
from tts_tui.studio.casting import Casting
from tts_tui.studio.deciding import check, first_voice, told_language
from tts_tui.studio.ledger import Part
from tts_tui.studio.lookahead import in_order
from tts_tui.studio.pace import Pace
from tts_tui.studio.plan import Call, after, plan, plan_arriving
from tts_tui.studio.priced import priced
from tts_tui.studio.ready import getting_ready
from tts_tui.studio.retry import synthesize
from tts_tui.studio.tally import Tally
from tts_tui.text.arriving import ArrivingText
from tts_tui.text.dictionary import NO_WORDS, Dictionary
from tts_tui.text.duration import speaking_seconds
from tts_tui.text.markup import Marked, marked_request
from tts_tui.text.normalize import not_said
from tts_tui.text.pauses import USUAL, Pauses
from tts_tui.text.prose import told as told_of

log = logging.getLogger(__name__)

_SHOWN = 40
"""Characters of a text in a message."""


async def speak(
    request: SpeechRequest,
    manager: TTSBackendManager,
    *,
    cancelled: asyncio.Event | None = None,
    on_progress: ProgressCallback | None = None,
    cache: Sounds | None = None,
    fresh: bool = False,
    start: int = 0,
    pace: float | None = None,
    arriving: ArrivingText | None = None,
    leave: Collection[str] = (),
    words: Callable[[], Dictionary] = lambda: NO_WORDS,
    pauses: Pauses = USUAL,
    part: Part | None = None,
) -> AsyncGenerator[SpeechEvent, None]:
    """Speak a request: events, of which the last is `Finished`, `Failed` or `Cancelled`.

    Audio is made no faster than the events are read, but for the calls under way. Never raises for what goes wrong
    with speech; what was made before a failure stays valid.

    Args:
        request: what to say.
        manager: finds and owns the backend.
        cancelled: set it to end the work at once.
        on_progress: called with every `Progress` event, for callers that want nothing else.
        cache: audio that was made before; None keeps none.
        fresh: what is there is made anew all the same.
        start: where an earlier run of the request ended (`resume_at`), to go on from there: the text is cut into the
            same calls, so what was paid for ahead of the end is found in the cache.
        pace: that the earlier run told last (`Progress.pace`).
        arriving: the text, in the place of the request's, where its end isn't there yet.
        leave: kinds of writing out that aren't wanted.
        words: reads how the user wants words said.
        pauses: how long each is.
        part: chooses among the sounds of each sentence, and hears what becomes of it; None makes what isn't there.
    """
    text = marked_request(request)
    tally = Tally(
        len(request.text),
        request.speed,
        estimated_seconds=speaking_seconds(text.untagged(start)) / request.speed + text.rest_seconds,
        characters_done=start,
        resume_at=start,
        pace=Pace(pace),
    )
    cancelled = cancelled or asyncio.Event()
    finished = False
    try:
        async with aclosing(
            _events(request, text, manager, tally, cache, fresh, arriving, leave, words, pauses, part)
        ) as events:
            async for event in until(cancelled, events, tally):
                if on_progress is not None and isinstance(event, Progress):
                    on_progress(event)
                finished = isinstance(event, Finished)
                yield event
        if cancelled.is_set() and not finished:
            yield Cancelled(tally.resume_at, tally.metrics())
    except NotMadeError:
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
    request: SpeechRequest,
    text: Marked,
    manager: TTSBackendManager,
    tally: Tally,
    cache: Sounds | None,
    fresh: bool,
    arriving: ArrivingText | None,
    leave: Collection[str],
    words: Callable[[], Dictionary],
    pauses: Pauses,
    part: Part | None,
) -> AsyncGenerator[SpeechEvent, None]:
    start = tally.resume_at
    makes = part is None or not part.made_only
    dictionary = words()
    backend, model = manager.resolve(request.model, request.provider)
    check(request, model)
    if not model.available:  # refused in its own words, before any voice is asked for
        await manager.start(model.id, model.provider)
    voice = (
        backend.voice_id(request.voice)
        if request.voice
        else await first_voice(backend, model, request.language)
    )
    language = request.language or backend.language_of(voice)
    if not language and model.told_languages:
        beginning = await arriving.beginning(request.manner) if arriving else text.untagged()
        language = await told_language(beginning, model)
    casting = Casting(request, model, backend, voice, language)
    await casting.check(text, request.text)
    told = backend.notice(model.id) if makes else ""
    async with getting_ready(manager, backend, model, language, text.text if makes else "") as ready:
        if arriving:
            before = None
            calls = counted(plan_arriving(arriving, casting, leave, dictionary, pauses), arriving, tally)
        else:
            planned = plan(text, casting, leave, dictionary, pauses, start)
            before, first, found = await asyncio.to_thread(_first, planned, start, part)
            if first is None:
                if foreign := not_said(text.text, language, leave):
                    raise _other_script(foreign, voice)
                raise nothing_to_say()
            calls = at_hand(chain([first], found))
        yield Started(request, model, voice, len(request.text), language)
        for news in casting.take_news():
            yield Notice(news, "Text")
        if told:
            yield Notice(told)
        if makes:
            await ready()
    tally.ready()
    if makes and (now := backend.notice(model.id)) not in ("", told):
        yield Notice(now)
        told = now

    watch = Stopwatch()

    def key_of(call: Call) -> str:
        own = backend.sound_source(call.request)
        source = model.provider, manager.options.get(model.backend, {}) if own is None else own
        return sound_key(source, call.request, paid=model.usd_per_million_characters != 0)

    def reuse(call: Call, sound: KeptSound) -> None:
        tally.reused_seconds += sound.seconds + call.segment.pause / call.request.speed

    def heard_of(call: Call, key: str, sound: KeptSound, reused: bool) -> None:
        if reused:
            reuse(call, sound)
        if part:
            part.made(call, key, sound)

    def synthesis(call: Call) -> AsyncGenerator[AudioChunk, None]:
        tally.call_begins(call.segment)
        price = model.usd_per_million_characters
        attempt = partial(
            synthesize,
            backend,
            call.request,
            name=model.provider_name,
            tell=partial(tally.note, call.segment.start),
        )
        usd = (price or 0.0) * len(call.request.text) / 1e6
        made = attempt() if price == 0 else attempt(partial(priced, tally, usd))
        if cache is None:
            return made
        made = made if makes else nothing()
        made = cached(cache, partial(key_of, call), made, watch, partial(heard_of, call), fresh=fresh)
        if part is None:
            return made
        return part.watched(call, chosen(cache, call, made, partial(reuse, call)) if call.sound else made)

    unsaid: EmptyTextError | None = None
    unread = False
    assembler = Assembler(model, request.speed, tally, before)
    async with aclosing(in_order(calls, synthesis, model.concurrency)) as results:
        async for result in results:
            if result and result[0].normalized.unread and not unread:
                unread = True
                yield Notice(f"{model.name} takes no phonemes: it reads the words as it would.", "Phonemes")
            for news in casting.take_news():
                yield Notice(news, "Text")
            for event in assembler.add(*result) if result else assembler.rest():
                unsaid = event.reason if isinstance(event, Skipped) else unsaid
                yield event
            if result is None:
                yield tally.text_awaited()
    if (now := backend.notice(model.id)) not in ("", told):
        yield Notice(now)
    if unsaid and not tally.frames:
        raise unsaid
    if arriving:
        text = marked_request(replace(request, text=arriving.text))
    for event in assembler.last_rest(text):
        yield event
    if part and (part.only is not None or part.made_only):
        yield tally.all_done()
        yield Finished(request, model, voice, tally.characters_total - start, tally.metrics())
        return
    if not_read := await asyncio.to_thread(told_of, text.text, text.reading):
        yield Notice(not_read, "Text")
    if foreign := await asyncio.to_thread(not_said, text.text, language, leave):
        yield Notice(f"Left out: “{_shortened(foreign)}”, which {voice} has no sounds for.", "Text")
    if arriving and not tally.chunks_done:
        raise nothing_to_say()
    yield tally.all_done()
    yield Finished(request, model, voice, tally.characters_total - start, tally.metrics())


def _first(
    planned: Iterator[Call], start: int, part: Part | None
) -> tuple[Segment | None, Call | None, Iterator[Call]]:
    """What is said last before that character, the first call from there on, and the others, as a part wants them."""
    before, found = after(planned, start)
    if part:
        found = wanted(found, part)
        before = before if part.only is None else None
    return before, next(found, None), found


def wanted(calls: Iterable[Call], part: Part) -> Iterator[Call]:
    """Those that a part chooses, each as it wants it; the first of them is the one that is waited for."""
    number = 0
    for call in takewhile(part.within, calls):
        if (asked := part.choose(call)) is not None:
            yield replace(asked, request=replace(asked.request, index=number))
            number += 1


async def at_hand(calls: Iterable[Call]) -> AsyncGenerator[Call, None]:
    """Those calls, none of which is waited for."""
    for call in calls:
        yield call


async def counted(
    calls: AsyncGenerator[Call | None, None], arriving: ArrivingText, tally: Tally
) -> AsyncGenerator[Call | None, None]:
    """The calls of a text that is still arriving, whose length is told with each."""
    async with aclosing(calls):
        async for call in calls:
            if call:
                tally.text_came(arriving.text)
            yield call
    tally.characters_total = len(arriving.text)


def _other_script(words: str, voice: str) -> EmptyTextError:
    return EmptyTextError(
        f"{voice} has no sounds for “{_shortened(words)}”.",
        hint=Hint(
            "tts-tui voices lists those of other languages.", "Choose a voice of its language ({voices})."
        ),
    )


def _shortened(words: str) -> str:
    return words if len(words) <= _SHOWN else f"{words[:_SHOWN]}…"


def nothing_to_say() -> EmptyTextError:
    return EmptyTextError(
        "There is nothing to say: the text has no letters or digits.", hint="Give it a text with words."
    )


async def until(
    stop: asyncio.Event, events: AsyncIterator[SpeechEvent], tally: Tally
) -> AsyncGenerator[SpeechEvent, None]:
    """The events up to the moment that `stop` is set, also while the next one is awaited."""
    stopped = asyncio.create_task(stop.wait())
    noted = asyncio.create_task(tally.noted.wait())
    following: asyncio.Future[SpeechEvent | None] | None = None
    try:
        while not stop.is_set():
            asked = time.perf_counter()
            following = following or asyncio.ensure_future(anext(events, None))
            awaited: set[asyncio.Future[Any]] = {following, stopped, noted}
            await asyncio.wait(awaited, return_when=asyncio.FIRST_COMPLETED)
            tally.waited(asked)
            for news in tally.take_news():
                yield news
            if noted.done():
                noted = asyncio.create_task(tally.noted.wait())
                if not (following.done() or stop.is_set()):
                    continue
            if not following.done() or following.cancelled() or (event := following.result()) is None:
                return
            following = None
            yield event
    finally:
        stopped.cancel()
        noted.cancel()
        if following is not None and not following.done():
            following.cancel()
            await asyncio.gather(following, return_exceptions=True)
