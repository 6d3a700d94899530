"""The one speaking worker: a thread with an event loop of its own, so that the window's loop never waits.

It owns the backends and the player. The window calls its plain methods, which return at once, and hears of the
results as messages (`events.messages`). At most one text is spoken at a time: a new one ends the one before.
"""

from __future__ import annotations

import asyncio
import logging
import math
import time
from collections.abc import AsyncGenerator, Callable, Collection, Coroutine, Mapping, Sequence
from contextlib import aclosing
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from tts_tui.events import messages
from tts_tui.events.thread import WorkerThread
from tts_tui.speech.catalog import Voice
from tts_tui.speech.errors import SpeechError
from tts_tui.speech.request import NO_CAST, SpeechRequest

if TYPE_CHECKING:
    from tts_tui.events.explanations import Explanations
    from tts_tui.events.inquiries import Inquiries
    from tts_tui.events.mixing import Mixed, Mixing
    from tts_tui.events.sentence_plan import SentencePlanner
    from tts_tui.events.targets import SaveTarget
    from tts_tui.speech.events import SpeechEvent
    from tts_tui.studio.take import Take


if TYPE_CHECKING:  # numpy and the engines are imported in the thread, after the first paint
    from tts_tui.audio.play.player import Player
    from tts_tui.audio.play.status import PlayerStatus
    from tts_tui.audio.timeline import Timeline
    from tts_tui.backends.capabilities import Account
    from tts_tui.backends.manager import TTSBackendManager
    from tts_tui.events.take_speaker import TakeSpeaker
    from tts_tui.speech.entry import Entry
    from tts_tui.studio.cached import Sounds
    from tts_tui.studio.explanation import Explanation
    from tts_tui.studio.ledger import Ledger, LedgerPart
    from tts_tui.studio.ledger_file import Cutting
    from tts_tui.studio.studio import Studio

log = logging.getLogger(__name__)

OnState = Callable[["PlayerStatus"], None]

DESCRIBE_SECONDS = 5.0
"""How often the memory of the engine is looked at."""

CLOSING_SECONDS = 0.3
"""How long leaving waits for backends to close; the process ends after that anyway."""


class SpeechService:
    """Speaks, lists, loads and saves for one window."""

    def __init__(
        self,
        studio: Callable[[], Studio],
        player: Callable[[OnState], Player],
        post: messages.Post,
        cast: Mapping[str, str] = NO_CAST,
    ) -> None:
        """
        Args:
            studio: makes what speaks; called in the service's thread.
            player: makes the player, given what to call when its state changes; called in the service's thread.
            post: takes the messages, from any thread; a Textual app's or widget's `post_message`.
            cast: voices of the names that begin the lines of scripts.
        """
        self._cast = cast
        self._make_studio = studio
        self._make_player = player
        self._post = post
        self._thread = WorkerThread("speech", post)
        self._closing = asyncio.Event()
        self._studio: Studio
        self._inquiries: Inquiries
        self._explanations: Explanations
        self._mixing: Mixing
        self._planner: SentencePlanner
        self._speaker: TakeSpeaker
        self._player: Player | None = None

    # ---- for the window, from its thread

    def start(self) -> None:
        """Begin; `ModelsListed` follows. What was asked for before is done now."""
        self._thread.start(self._prepare, self._main)

    @property
    def player(self) -> Player | None:
        """The player, once there is one. Its methods may be called from the window; they return at once."""
        return self._player

    @property
    def running(self) -> bool:
        """Whether its thread lives, which after `close` means that an engine doesn't let go."""
        return self._thread.running

    def speak(
        self,
        request: SpeechRequest,
        *,
        text_start: int = 0,
        preview: bool = False,
        start: int = 0,
        part: LedgerPart | None = None,
        sounds: Sounds | None = None,
        silent: bool = False,
    ) -> Take:
        """Speak this in the place of whatever is being spoken.

        Args:
            text_start: where in the editor's text the request's begins.
            preview: a sample of a voice, not a text of the user's.
            start: character of the request's text with which it begins.
            part: chooses among the sounds of each sentence.
            sounds: keeps them.
            silent: make the audio without playing it.
        """
        return self._begun(
            self._with_cast(request),
            start=start,
            part=part,
            sounds=sounds,
            text_start=text_start,
            preview=preview,
            silent=silent,
        )

    def go_on(self, take: Take, played_seconds: float = math.inf) -> Take:
        """Speak the rest of a take that ended early, as one take with what it made; see `Take.can_go_on`.

        Args:
            played_seconds: where in it to play on, in seconds; inf waits for what comes.
        """
        return self._begun(
            take.request,
            part=take.part,
            sounds=take.sounds,
            text_start=take.text_start,
            previous=take if take.is_partial else None,
            played_seconds=played_seconds,
        )

    def _begun(self, request: SpeechRequest, **about: Any) -> Take:
        """A take of a request, asked for now, in the place of whatever is being spoken; `about` as `Take` has it."""
        from tts_tui.studio.take import Take  # which the first paint does without

        take = Take(request, requested_at=time.monotonic(), **about)
        self._silence()
        self._thread.call(lambda: self._speaker.begin(take))
        return take

    async def joined(self, take: Take) -> Take:
        """The take with its stored audio, which isn't played; for the window's own loop to await."""
        await self._thread.wait_for(lambda: self._speaker.join(take))
        return take

    async def follow(self, ledger: Ledger, request: SpeechRequest, *, whole: bool = False) -> Cutting:
        """Let a ledger know the sentences of the request's text; see `SentencePlanner.follow`.

        Raises:
            SpeechError: that can't be told.
        """
        cutting: Cutting = await self._thread.wait_for(
            lambda: self._planner.follow(ledger, self._with_cast(request), whole=whole)
        )
        return cutting

    def play(self, clip: Timeline, seconds: float, is_current: Callable[[], bool]) -> None:
        """Play what is made in the place of whatever is being spoken, at once, and end the synthesis.

        Args:
            seconds: where in it to begin.
            is_current: whether the clip is still to be played when synthesis has ended; called from other threads.
        """
        if self._player:
            self._player.cut_to(clip, seconds)
            self._thread.call(lambda: self._speaker.leave_for(clip, is_current))

    def start_now(self) -> None:
        """Play at once the take that waits until it can't run dry."""
        self._thread.call(lambda: self._speaker.start_now())

    def stop(self) -> None:
        """Silence at once, and end the synthesis."""
        self._silence()
        self._thread.call(lambda: self._speaker.cancel())

    def list_models(self) -> None:
        """Ask for every model again, since a key or an engine came; `ModelsListed` follows."""
        self._thread.call(lambda: self._inquiries.list_models())

    def list_voices(self, model: str, provider: str, *, refresh: bool = False) -> None:
        """Ask for the voices of a model; `VoicesListed` follows.

        Args:
            refresh: ask its provider again, also for its models; `ModelsListed` follows too.
        """
        self._ask(lambda ask: ask.list_voices(model, provider, refresh))

    def ask_account(self, model: str, provider: str) -> None:
        """Ask what is left of the account; `AccountReceived` follows."""
        self._ask(lambda ask: ask.tell_account(model, provider))

    async def account(self, model: str, provider: str) -> Account | None:
        """What the provider says of the account, None if it has none; for the window's own loop to await.

        Raises:
            SpeechError: it can't be reached or refuses the key.
        """
        account: Account | None = await self._thread.wait_for(
            lambda: self._inquiries.account(model, provider)
        )
        return account

    async def explain(self, request: SpeechRequest) -> Explanation:
        """What will be said of the request's text, for the window's own loop to await.

        Raises:
            SpeechError: that can't be told.
        """
        explanation: Explanation = await self._thread.wait_for(
            lambda: self._explanations.explain(self._with_cast(request))
        )
        return explanation

    async def readings(self, request: SpeechRequest) -> Mapping[str, str]:
        """How the request's text, a word, can be said; see `explain`."""
        readings: Mapping[str, str] = await self._thread.wait_for(
            lambda: self._explanations.readings(request)
        )
        return readings

    async def left_out(self, request: SpeechRequest, entry: Entry) -> str:
        """What of an entry's phonemes has no sound; see `Explanations.left_out`."""
        told: str = await self._thread.wait_for(lambda: self._explanations.left_out(request, entry))
        return told

    async def voices(self, model: str, provider: str, *, refresh: bool = False) -> Sequence[Voice]:
        """The voices of a model, for the window's own loop to await.

        Raises:
            SpeechError: they can't be told.
        """
        voices: Sequence[Voice] = await self._thread.wait_for(
            lambda: self._inquiries.voices(model, provider, refresh)
        )
        return voices

    async def mixed(self, model: str, provider: str, voice: str) -> Mixed:
        """What a blend means; see `Mixing.mixed`."""

        async def work() -> Mixed:
            return self._mixing.mixed(model, provider, voice)

        mixed: Mixed = await self._thread.wait_for(work)
        return mixed

    async def mixers(self) -> Collection[str]:
        """Names of the backends whose voices can be mixed."""

        async def work() -> Collection[str]:
            return self._mixing.mixers

        mixers: Collection[str] = await self._thread.wait_for(work)
        return mixers

    async def sample_clip(self, request: SpeechRequest) -> Timeline:
        """The audio of a short text, for the window's own loop to await and to play; see `Mixing.made`."""
        clip: Timeline = await self._thread.wait_for(lambda: self._mixing.sample_clip(request))
        return clip

    def load(self, model: str, provider: str) -> None:
        """Make a model ready; `EngineLoading`, then `EngineReady` or `EngineFailed` follow."""
        self._ask(lambda ask: ask.load(model, provider))

    def unload(self, model: str, provider: str) -> None:
        """Stop, and free what a model holds; `EngineUnloaded` follows."""
        self._silence()
        self.run(partial(self._unload, model, provider))

    def run(self, work: Callable[[], Coroutine[Any, Any, None]]) -> None:
        """Do this in the service's thread; it is cancelled when the service closes."""
        self._thread.call(lambda: self._thread.spawn(work()))

    def save(self, take: Take, target: SaveTarget) -> None:
        """Write a take, waiting for what is still being made; `Saving`, then `Saved` or `SaveFailed` follow."""
        self.run(partial(self._save, take, target))

    def close(self) -> None:
        """Stop everything and close the backends; returns within `CLOSING_SECONDS`, whatever they do."""
        self._silence()
        if self.running:
            self._thread.call(self._closing.set)
            self._thread.join(CLOSING_SECONDS)

    def _silence(self) -> None:
        if self._player:
            self._player.stop()

    def _with_cast(self, request: SpeechRequest) -> SpeechRequest:
        """The same, with the voices that the settings know for names beside those that it has."""
        if not self._cast:
            return request
        from tts_tui.text.markup import full_cast

        return replace(request, cast=full_cast(request.text, self._cast, request.cast))

    def _ask(self, question: Callable[[Inquiries], Coroutine[Any, Any, None]]) -> None:
        self._thread.call(lambda: self._thread.spawn(question(self._inquiries)))

    # ---- in the thread

    @property
    def manager(self) -> TTSBackendManager:
        """The backends', for work that `run` was given."""
        return self._studio.manager

    async def wait_for(self, work: Callable[[], Coroutine[Any, Any, Any]]) -> Any:
        """The result of this, done in the service's thread; for the window's own loop to await."""
        return await self._thread.wait_for(work)

    async def speaks(self, take: Take) -> AsyncGenerator[SpeechEvent, None]:
        """The events of a take that is made beside, as soon as nothing else is. For work that `run` was given."""
        take.request = self._with_cast(take.request)
        async with aclosing(self._speaker.beside(take)) as events:
            async for event in events:
                yield event

    async def release(self, backend: str) -> None:
        """Stop speaking, and close a backend; it starts again with its next use. For work that `run` was given."""
        self._speaker.cancel()
        await self._speaker.ended()
        if backend in self.manager.names:
            await self.manager.backend(backend).close()

    def _prepare(self) -> None:
        # all that the first paint does without
        from tts_tui.events.explanations import Explanations
        from tts_tui.events.inquiries import Inquiries
        from tts_tui.events.mixing import Mixing
        from tts_tui.events.sentence_plan import SentencePlanner
        from tts_tui.events.take_speaker import TakeSpeaker

        self._studio = self._make_studio()
        self._inquiries = Inquiries(self.manager, self._post)
        self._explanations = Explanations(self._studio)
        self._mixing = Mixing(self._studio)
        self._planner = SentencePlanner(self._studio)
        self._speaker = TakeSpeaker(self._studio, self._inquiries, self._post, self._thread.spawn)
        self._player = self._speaker.player = self._make_player(self._speaker.hear)

    async def _main(self) -> None:
        self._thread.spawn(self._describe_on())
        self._thread.call(lambda: self._inquiries.list_models())
        try:
            await self._closing.wait()
        finally:
            self._speaker.cancel()
            await self._thread.cancel_all()
            if self._player:
                self._player.close()
            await self.manager.close()

    async def _save(self, take: Take, target: SaveTarget) -> None:
        from tts_tui.studio.saving import save_take

        def tell(share: float) -> None:
            self._post(messages.Saving(target, share))

        try:
            rendition = await asyncio.to_thread(lambda: target.rendition)
            saved = await save_take(take, rendition, tell)
        except SpeechError as error:
            self._post(messages.SaveFailed(error))
        else:
            beside = tuple(rendition.captions.values())
            self._post(messages.Saved(saved.path, take, saved.limited, beside))

    async def _unload(self, model: str, provider: str) -> None:
        _, chosen = self.manager.resolve(model, provider)
        await self.release(chosen.backend)
        self._post(messages.EngineUnloaded(model))
        self._inquiries.describe(model, provider)

    async def _describe_on(self) -> None:
        while True:
            await asyncio.sleep(DESCRIBE_SECONDS)
            self._inquiries.describe_again()
