"""The one speaking worker: a thread with an event loop of its own, so that the window's loop never waits.

It owns the backends and the player. The window calls its plain methods, which return at once, and hears of the
results as messages (`events.messages`). At most one text is spoken at a time: a new one ends the one before.
"""

from __future__ import annotations

import asyncio
import math
import threading
import time
from collections.abc import Callable, Coroutine
from contextlib import aclosing, suppress
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any, TypeAlias

from textual.message import Message

from tts_tui.events import messages
from tts_tui.events.take import Take
from tts_tui.events.targets import SaveTarget
from tts_tui.library.memory import resident_mb
from tts_tui.speech.catalog import Model
from tts_tui.speech.errors import SpeechError
from tts_tui.speech.events import (
    Cancelled,
    Failed,
    Finished,
    FirstChunk,
    Metrics,
    Notice,
    Progress,
    Skipped,
    SpeechEvent,
    Started,
)
from tts_tui.speech.request import SpeechRequest

if TYPE_CHECKING:  # numpy and the engines are imported in the thread, after the first paint
    from tts_tui.audio.player import Player
    from tts_tui.audio.status import PlayerStatus
    from tts_tui.audio.timeline import Timeline
    from tts_tui.backends.base import Backend
    from tts_tui.backends.http.account import Account
    from tts_tui.backends.manager import TTSBackendManager
    from tts_tui.library.history import History
    from tts_tui.library.sentence_cache import SentenceCache

OnState = Callable[["PlayerStatus"], None]
Beside: TypeAlias = "tuple[Backend, list[Model]] | None"

DESCRIBE_SECONDS = 5.0
"""How often the memory of the engine is looked at."""

CLOSING_SECONDS = 0.3
"""How long leaving waits for backends to close; the process ends after that anyway."""


class SpeechService:
    """Speaks, lists, loads and saves for one window."""

    def __init__(
        self,
        manager: Callable[[], TTSBackendManager],
        player: Callable[[OnState], Player],
        post: Callable[[Message], object],
        cache: Callable[[], SentenceCache | None] = lambda: None,
        history: History | None = None,
    ) -> None:
        """
        Args:
            manager: makes the backends' manager; called in the service's thread.
            player: makes the player, given what to call when its state changes; called in the service's thread.
            post: takes the messages, from any thread; a Textual app's or widget's `post_message`.
            cache: opens where audio that was paid for is kept; called in the service's thread.
            history: where every take is kept that made audio, and every sample that cost something.
        """
        self._make_manager = manager
        self._make_player = player
        self._post = post
        self._open_cache = cache
        self._history = history
        self._cache: SentenceCache | None = None
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._serve, name="speech", daemon=True)
        self._closing = asyncio.Event()
        self._manager: TTSBackendManager
        self._player: Player | None = None
        self._tasks: set[asyncio.Task[None]] = set()
        self._speaking: asyncio.Task[None] | None = None
        self._cancelled = asyncio.Event()
        self._take: Take | None = None
        self._described: tuple[str, str] | None = None
        self._noticed = ""

    # ---- for the window, from its thread

    def start(self) -> None:
        """Begin; `ModelsListed` follows."""
        self._thread.start()

    @property
    def player(self) -> Player | None:
        """The player, once there is one. Its methods may be called from the window; they return at once."""
        return self._player

    @property
    def running(self) -> bool:
        """Whether its thread lives, which after `close` means that an engine doesn't let go."""
        return self._thread.is_alive()

    def speak(self, request: SpeechRequest, *, text_start: int = 0, preview: bool = False) -> Take:
        """Speak this in the place of whatever is being spoken.

        Args:
            text_start: where in the editor's text the request's begins.
            preview: a sample of a voice, not a text of the user's.
        """
        take = Take(request, time.monotonic(), text_start, preview)
        self._silence()
        self._call(partial(self._begin, take))
        return take

    def go_on(self, begun: Take) -> Take:
        """Speak the rest of a take that ended early, as one take with what it made; see `Take.can_go_on`."""
        take = Take(begun.request, time.monotonic(), begun.text_start, begun=begun)
        if (player := self._player) and player.timeline is begun.timeline and player.status.state != "ended":
            take.heard_until = player.status.position_s
        self._silence()
        self._call(partial(self._begin, take))
        return take

    def stop(self) -> None:
        """Silence at once, and end the synthesis."""
        self._silence()
        self._call(self._cancel)

    def list_models(self) -> None:
        """Ask for every model again, since a key or an engine came; `ModelsListed` follows."""
        self._call(self._list_models)

    def list_voices(self, model: str, provider: str, *, refresh: bool = False) -> None:
        """Ask for the voices of a model; `VoicesListed` follows.

        Args:
            refresh: ask its provider again, also for its models; `ModelsListed` follows too.
        """
        self.run(self._list_voices(model, provider, refresh))

    def ask_account(self, model: str, provider: str) -> None:
        """Ask what is left of the account; `AccountTold` follows."""
        self.run(self._tell_account(model, provider))

    async def account(self, model: str, provider: str) -> Account | None:
        """What the provider says of the account, None if it has none; for the window's own loop to await.

        Raises:
            SpeechError: it can't be reached or refuses the key.
        """
        asked = asyncio.run_coroutine_threadsafe(self._account(model, provider), self._loop)
        return await asyncio.wrap_future(asked)

    def load(self, model: str, provider: str) -> None:
        """Make a model ready; `EngineLoading`, then `EngineReady` or `EngineFailed` follow."""
        self.run(self._load(model, provider))

    def unload(self, model: str, provider: str) -> None:
        """Stop, and free what a model holds; `EngineUnloaded` follows."""
        self._silence()
        self.run(self._unload(model, provider))

    def run(self, work: Coroutine[Any, Any, None]) -> None:
        """Do this in the service's thread; it is cancelled when the service closes."""
        self._call(lambda: self._spawn(work))

    def save(self, take: Take, target: SaveTarget) -> None:
        """Write a take, waiting for what is still being made; `Saving`, then `Saved` or `SaveFailed` follow."""
        from tts_tui.events.saving import save_take

        self.run(save_take(take, target, self._post))

    def close(self) -> None:
        """Stop everything and close the backends; returns within `CLOSING_SECONDS`, whatever they do."""
        self._silence()
        if self.running:
            self._call(self._closing.set)
            self._thread.join(CLOSING_SECONDS)

    # ---- in the thread

    async def release(self, backend: str) -> None:
        """Stop speaking, and close a backend; it starts again with its next use. For work that `run` was given."""
        self._cancel()
        if self._speaking:
            await asyncio.wait({self._speaking})
        if backend in self._manager.names:
            await self._manager.backend(backend).close()

    def _serve(self) -> None:
        asyncio.set_event_loop(self._loop)
        self._loop.run_until_complete(self._main())

    async def _main(self) -> None:
        self._cache = self._open_cache()
        self._manager = self._make_manager()
        self._player = self._make_player(self._hear)
        self._spawn(self._describe_on())
        try:
            self._list_models()
            await self._closing.wait()
        finally:
            self._cancelled.set()
            tasks = asyncio.all_tasks() - {asyncio.current_task()}
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
            self._player.close()
            await self._manager.close()

    def _hear(self, status: PlayerStatus) -> None:
        """Called by the player's thread when it changes."""
        take, player = self._take, self._player
        first = status.time_to_sound_s is not None and take is not None and take.sound_ms is None
        if first and take and take.first_chunk_ms and player and player.timeline is take.timeline:
            assert status.time_to_sound_s is not None
            take.sound_ms = take.first_chunk_ms + status.time_to_sound_s * 1000
        self._post(messages.PlayerChanged(status))

    def _call(self, function: Callable[[], object]) -> None:
        self._loop.call_soon_threadsafe(function)

    def _spawn(self, work: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        task = self._loop.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task

    def _silence(self) -> None:
        if self._player:
            self._player.stop()

    def _cancel(self) -> None:
        self._cancelled.set()
        self._silence()  # once more: its first chunk may have come since the key

    def _begin(self, take: Take) -> None:
        self._cancel()
        self._take = take
        self._cancelled = asyncio.Event()
        self._open_output(take.request)
        self._speaking = self._spawn(self._speak(take, self._cancelled, self._speaking))

    def _open_output(self, request: SpeechRequest) -> None:
        """While the engine loads and makes the first words."""
        with suppress(SpeechError):  # speaking meets it, too, and tells
            _, model = self._manager.resolve(request.model, request.provider)
            if model.sample_rate and self._player:
                self._player.open(model.sample_rate)

    async def _speak(self, take: Take, cancelled: asyncio.Event, before: asyncio.Task[None] | None) -> None:
        from tts_tui.pipeline.deliver import deliver
        from tts_tui.pipeline.headstart import Headstart
        from tts_tui.pipeline.sinks import TimelineSink, WordsSink
        from tts_tui.pipeline.speak import speak

        if before:  # it was cancelled: an engine never works for two texts
            await asyncio.wait({before})
        take.clip, take.said = TimelineSink(self._begin_clip), WordsSink()
        headstart, models = Headstart(), self._models_beside(take.request.model, take.request.provider)
        request, start, placed = take.request, 0, None
        if take.begun:
            from tts_tui.events.resuming import play_on, rest_of

            rest = await asyncio.to_thread(rest_of, take.begun)
            start, placed, take.clip, take.said = rest.start, rest.placed, rest.clip, rest.said
            play_on(self._player, rest, take.heard_until)
        waited_ms = (time.monotonic() - take.asked_at) * 1000
        spoken = speak(request, self._manager, cancelled=cancelled, cache=self._cache, start=start)
        if placed:
            spoken = placed(spoken)
        events = deliver(spoken, [take.clip, take.said])
        try:
            async with aclosing(events):
                async for event in events:
                    self._tell(take, event, waited_ms)
                    if isinstance(event, Progress) and self._player:
                        self._player.start_when(headstart.after(event, self._player.status.rate))
        finally:
            take.end = take.end or Cancelled(0, take.metrics or Metrics(None, 0.0, 0.0))
            self._post(messages.TakeEnded(take))
            self._record(take, request.text[start:], take.end.metrics)
            self._list_changed(models)
            if isinstance(take.end, Finished):
                self._describe(take.request.model, take.request.provider)

    def _record(self, take: Take, text: str, metrics: Metrics) -> None:
        """Keep what was spoken in the history; samples are forgotten, but not what they cost."""
        if self._history is None or (take.preview and metrics.cost_usd == 0.0):
            return
        try:
            voice = take.voice or take.request.voice
            self._history.record(replace(take.request, text=text, voice=voice), metrics)
        except SpeechError as error:
            self._post(messages.Trouble("History", error))

    def _begin_clip(self, sample_rate: int) -> Timeline:
        """A clip in the player, which waits until `Headstart` knows how fast the engine is."""
        assert self._player is not None
        clip = self._player.begin(sample_rate)
        self._player.start_when(math.inf)
        return clip

    def _tell(self, take: Take, event: SpeechEvent, waited_ms: float) -> None:
        match event:
            case Started(voice=voice):
                take.voice = voice
                self._post(messages.TakeStarted(take))
            case Notice(text):
                self._notice(text)
            case FirstChunk(ms):
                take.first_chunk_ms = waited_ms + ms
            case Progress():
                take.take_progress(event)
            case Skipped(reason=reason):
                self._post(messages.Trouble("Left out", reason))
            case Finished() | Failed() | Cancelled():
                take.end = event

    def _list_models(self) -> None:
        try:
            self._manager.check_options()
        except SpeechError as error:
            self._post(messages.Trouble("Settings", error))
        models, refused = self._manager.usable_models()
        for name, why in refused.items():
            self._post(messages.Trouble(f"{name} is left out", why))
        self._post(messages.ModelsListed(models))

    async def _list_voices(self, model: str, provider: str, refresh: bool) -> None:
        try:
            backend, _ = self._manager.resolve(model, provider)
            voices = await backend.voices(model, refresh=refresh)
        except SpeechError as error:
            self._post(messages.VoicesListed(model, (), error))
            return
        if refresh:
            self._list_models()
        self._post(messages.VoicesListed(model, voices))

    async def _tell_account(self, model: str, provider: str) -> None:
        try:
            self._post(messages.AccountTold(provider, await self._account(model, provider)))
        except SpeechError as error:
            self._post(messages.AccountTold(provider, None, error))

    async def _account(self, model: str, provider: str) -> Account | None:
        from tts_tui.backends.http.account import HasAccount

        backend, _ = self._manager.resolve(model, provider)
        if not isinstance(backend, HasAccount):
            return None
        before = self._models_beside(model, provider)
        account = await backend.account()
        self._list_changed(before)
        return account

    def _models_beside(self, model: str, provider: str) -> Beside:
        """A model's backend and all that it offers now."""
        try:
            backend, _ = self._manager.resolve(model, provider)
        except SpeechError:
            return None
        return backend, list(backend.models())

    def _list_changed(self, before: Beside) -> None:
        """List the models anew if the backend's server told news of them: another engine, a notice, settings."""
        if before is not None and list(before[0].models()) != before[1]:
            self._list_models()

    async def _load(self, model: str, provider: str) -> None:
        self._post(messages.EngineLoading(model))
        before = self._models_beside(model, provider)
        try:
            self._notice(self._manager.resolve(model, provider)[0].notice(model))
            await self._manager.start(model, provider)
            self._post(messages.EngineReady(model))
            self._describe(model, provider)
        except SpeechError as error:
            self._post(messages.EngineFailed(model, error))
        self._list_changed(before)

    async def _unload(self, model: str, provider: str) -> None:
        _, chosen = self._manager.resolve(model, provider)
        await self.release(chosen.backend)
        self._post(messages.EngineUnloaded(model))
        self._describe(model, provider)

    def _notice(self, text: str) -> None:
        """Tell it once, and when it is no longer so."""
        if text != self._noticed:
            self._noticed = text
            self._post(messages.Noticed(text))

    def _describe(self, model: str, provider: str) -> None:
        backend, _ = self._manager.resolve(model, provider)
        self._notice(backend.notice(model))
        runs = backend.describe().get(model, "")
        self._described = (model, provider) if runs else None
        self._post(messages.EngineDescribed(model, f"app {resident_mb()} MB · {runs}" if runs else ""))

    async def _describe_on(self) -> None:
        """Tell again what memory the engine has; an idle one may have been ended."""
        while True:
            await asyncio.sleep(DESCRIBE_SECONDS)
            if self._described:
                try:
                    self._describe(*self._described)
                except SpeechError:  # the model is no longer there
                    self._described = None
