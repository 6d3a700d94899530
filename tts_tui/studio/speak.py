"""The one call through which everything speaks."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Collection, Iterator
from contextlib import aclosing
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from tts_tui.backends.manager import TTSBackendManager
from tts_tui.speech.errors import EmptyTextError, SpeechError, SynthesisError
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
from tts_tui.speech.request import Segment, SpeechRequest
from tts_tui.studio.assemble import Assembler
from tts_tui.studio.cached import NotMadeError, Sounds
from tts_tui.studio.calls import CallPlanner, nothing_to_say, shortened
from tts_tui.studio.casting import Casting
from tts_tui.studio.deciding import decide
from tts_tui.studio.lookahead import in_order
from tts_tui.studio.pace import Pace
from tts_tui.studio.plan import Call
from tts_tui.studio.ready import Readiness, getting_ready
from tts_tui.studio.synthesis import Synthesis
from tts_tui.studio.tally import Tally
from tts_tui.text.arriving import ArrivingText
from tts_tui.text.duration import speaking_seconds
from tts_tui.text.markup import Marked, marked_request
from tts_tui.text.normalize import silent_words
from tts_tui.text.prose import unread_notice
from tts_tui.text.reading_rules import ReadingRules

if TYPE_CHECKING:
    from tts_tui.studio.ledger import LedgerPart

log = logging.getLogger(__name__)


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
    rules: Callable[[], ReadingRules] = ReadingRules,
    part: LedgerPart | None = None,
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
        fresh: what is there is made again all the same.
        start: where an earlier run of the request ended (`resume_at`), to go on from there: the text is cut into the
            same calls, so what was paid for ahead of the end is found in the cache.
        pace: that the earlier run told last (`Progress.pace`).
        arriving: the text, in the place of the request's, where its end isn't there yet.
        rules: reads how the user wants the text read.
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
        speech = _Speech(request, text, manager, tally, cache, fresh, arriving, rules, part)
        async with aclosing(speech.events()) as events:
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


@dataclass(frozen=True, slots=True)
class _Speech:
    """One call of `speak`; its attributes are as the arguments there."""

    request: SpeechRequest
    text: Marked
    manager: TTSBackendManager
    tally: Tally
    cache: Sounds | None
    fresh: bool
    arriving: ArrivingText | None
    rules: Callable[[], ReadingRules]
    part: LedgerPart | None

    @property
    def _makes(self) -> bool:
        return self.part is None or not self.part.existing_only

    async def events(self) -> AsyncGenerator[SpeechEvent, None]:
        """Decide who speaks, plan, get ready, make and assemble.

        Raises:
            SpeechError: what went wrong.
            NotMadeError: only what was made before is wanted, and something wasn't.
        """
        request, tally, start = self.request, self.tally, self.tally.resume_at
        rules = await asyncio.to_thread(self.rules)
        casting = await decide(request, self.manager, self._beginning)
        await casting.check(self.text, request.text)
        backend, model = casting.backend, casting.model
        planning = CallPlanner(casting, rules)
        notices = _Notices(casting)
        opening = list(notices.of_engine()) if self._makes else []
        ahead = self.text.text if self._makes else ""
        loading = getting_ready(self.manager, backend, model, casting.language, ahead, tally.ready)
        async with loading as ready:
            before, calls = await self._calls(planning)
            yield Started(request, model, casting.voice, len(request.text), casting.language)
            for notice in (*notices.of_casting(), *opening):
                yield notice
            assembler = Assembler(model, request.speed, tally, before)
            async with aclosing(self._audio(calls, casting, ready, assembler, notices)) as audio:
                async for event in audio:
                    yield event
        if self._makes:
            for notice in notices.of_engine():
                yield notice
        text = marked_request(replace(request, text=self.arriving.text)) if self.arriving else self.text
        for event in assembler.last_rest(text):
            yield event
        for notice in await self._left_out(text, casting, rules):
            yield notice
        if self.arriving and not tally.chunks_done:
            raise nothing_to_say()
        yield tally.all_done()
        yield Finished(request, model, casting.voice, tally.characters_total - start, tally.metrics())

    async def _beginning(self) -> str:
        if self.arriving:
            return await self.arriving.beginning(self.request.manner)
        return self.text.untagged()

    async def _calls(self, planning: CallPlanner) -> tuple[Segment | None, AsyncGenerator[Call | None, None]]:
        """The segment before the first, where one was said already, and the calls."""
        if self.arriving:
            return None, planning.of_arriving(self.arriving, self.tally)
        return await planning.of_text(self.text, self.tally.resume_at, self.part)

    async def _left_out(self, text: Marked, casting: Casting, rules: ReadingRules) -> list[Notice]:
        """What of the text wasn't read, but for what nobody asked for."""
        if self.part is not None and self.part.is_excerpt:
            return []
        return await asyncio.to_thread(_left_out, text, casting, rules.leave)

    async def _audio(
        self,
        calls: AsyncGenerator[Call | None, None],
        casting: Casting,
        ready: Readiness,
        assembler: Assembler,
        notices: _Notices,
    ) -> AsyncGenerator[SpeechEvent, None]:
        unsaid: EmptyTextError | None = None
        loaded = False
        synthesis = Synthesis(self.manager, casting, self.tally, ready, self.cache, self.fresh, self.part)
        async with aclosing(in_order(calls, synthesis, casting.model.concurrency)) as results:
            async for result in results:
                for notice in notices.of_call(result[0] if result else None):
                    yield notice
                if ready.done and not loaded:
                    loaded = True
                    for notice in notices.of_engine():
                        yield notice
                for event in assembler.add(*result) if result else assembler.rest():
                    unsaid = event.reason if isinstance(event, Skipped) else unsaid
                    yield event
                if result is None:
                    yield self.tally.text_awaited()
        if unsaid and not self.tally.frames:
            raise unsaid


class _Notices:
    """What a listener should know of one speech, each once."""

    def __init__(self, casting: Casting) -> None:
        self._casting = casting
        self._of_engine = ""
        self._unread = False

    def of_engine(self) -> Iterator[Notice]:
        """What the engine has to say now, if it is new."""
        now = self._casting.backend.notice(self._casting.model.id)
        if now not in ("", self._of_engine):
            self._of_engine = now
            yield Notice(now)

    def of_casting(self) -> Iterator[Notice]:
        for news in self._casting.take_news():
            yield Notice(news, "Text")

    def of_call(self, call: Call | None) -> Iterator[Notice]:
        if call and call.normalized.unread and not self._unread:
            self._unread = True
            name = self._casting.model.name
            yield Notice(f"{name} takes no phonemes: it reads the words as it would.", "Phonemes")
        yield from self.of_casting()


def _left_out(text: Marked, casting: Casting, leave: Collection[str]) -> list[Notice]:
    """What of a text wasn't read."""
    notices = []
    if not_read := unread_notice(text.text, text.reading):
        notices.append(Notice(not_read, "Text"))
    if foreign := silent_words(text.text, casting.language, leave):
        what = f"Left out: “{shortened(foreign)}” and whatever else {casting.voice} has no sounds for."
        notices.append(Notice(what, "Text"))
    return notices


async def until(
    stop: asyncio.Event, events: AsyncIterator[SpeechEvent], tally: Tally
) -> AsyncGenerator[SpeechEvent, None]:
    """The events up to the moment that `stop` is set, also while the next one is awaited."""
    stopped = asyncio.create_task(stop.wait())
    noted = asyncio.create_task(tally.noted.wait())
    following: asyncio.Future[SpeechEvent | None] | None = None
    try:
        while not stop.is_set():
            began = time.perf_counter()
            following = following or asyncio.ensure_future(anext(events, None))
            awaited: set[asyncio.Future[Any]] = {following, stopped, noted}
            await asyncio.wait(awaited, return_when=asyncio.FIRST_COMPLETED)
            tally.waited(began)
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
