"""What the service's thread speaks: one take at a time, played as it is made."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncGenerator, Callable, Coroutine
from contextlib import aclosing, suppress
from functools import partial
from typing import TYPE_CHECKING, Any

from tts_tui.audio.timeline import Timeline
from tts_tui.events import messages
from tts_tui.events.inquiries import Inquiries
from tts_tui.speech.events import (
    Cancelled,
    Notice,
    Progress,
    Skipped,
    SpeechEvent,
    Started,
    Trouble,
)
from tts_tui.speech.request import SpeechRequest
from tts_tui.studio.headstart import ClipStarter
from tts_tui.studio.resuming import Rest, play_on, rest_of
from tts_tui.studio.sinks import TimelineSink
from tts_tui.studio.studio import Studio
from tts_tui.studio.take import Take

if TYPE_CHECKING:
    from tts_tui.audio.play.player import Player
    from tts_tui.audio.play.status import PlayerStatus

Spawn = Callable[[Coroutine[Any, Any, None]], asyncio.Task[None]]


class TakeSpeaker:
    """Makes takes with the studio and plays them; tells the window with messages.

    Attributes:
        player: plays them; None until there is one.
    """

    def __init__(self, studio: Studio, inquiries: Inquiries, post: messages.Post, spawn: Spawn) -> None:
        """
        Args:
            inquiries: notified of which model speaks, and of what changed by that.
            post: takes the messages, from any thread.
            spawn: begins work in the service's thread.
        """
        self._studio = studio
        self._inquiries = inquiries
        self._post = post
        self._spawn = spawn
        self.player: Player | None = None
        self._speaking: asyncio.Task[None] | None = None
        self._take: Take | None = None
        self._launched: ClipStarter | None = None

    def start_now(self) -> None:
        """Play the waiting take as its audio arrives."""
        if self._launched and self._take:
            self._launched.hurry()
            self._take.starts_with = 0.0

    def cancel(self) -> None:
        """End the take that is being made, and silence it."""
        if self._take:
            self._take.cancelled.set()
        if self.player:
            self.player.stop()  # once more: its first chunk may have come since the key

    def leave_for(self, clip: Timeline, is_current: Callable[[], bool]) -> None:
        """End the take that is being made, and play `clip` in its place, unless it already plays."""
        if self._take:
            self._take.cancelled.set()
        if self.player:
            self.player.keep_to(clip, is_current)  # the take's first chunk may have come since the key

    async def ended(self) -> None:
        """Wait until nothing is being made."""
        if self._speaking:
            await asyncio.wait({self._speaking})

    def hear(self, status: PlayerStatus) -> None:
        """The player changed, says its thread."""
        take, player = self._take, self.player
        first = status.time_to_sound_s is not None and take is not None and take.sound_ms is None
        if first and take and take.first_chunk_ms and player and player.timeline is take.timeline:
            assert status.time_to_sound_s is not None
            take.sound_ms = take.first_chunk_ms + status.time_to_sound_s * 1000
        self._post(messages.PlayerChanged(status))

    async def beside(self, take: Take) -> AsyncGenerator[SpeechEvent, None]:
        """The events of a take that is made as soon as nothing else is, and not played."""
        await self.ended()
        assert take.clip
        async with aclosing(self._studio.speak(take, [take.clip])) as events:
            async for event in events:
                yield event

    def begin(self, take: Take) -> None:
        """Speak a take in the place of the one before."""
        self.cancel()
        self._take = take
        if not take.silent:
            self._open_output(take.request)
        self._speaking = self._spawn(self._speak(take, self._speaking))

    def _open_output(self, request: SpeechRequest) -> None:
        """While the engine loads and makes the first words."""
        with suppress(Exception):  # speaking raises the same and reports it
            _, model = self._studio.manager.resolve(request.model, request.provider)
            if model.sample_rate and self.player:
                self.player.open(model.sample_rate)

    async def _speak(self, take: Take, before: asyncio.Task[None] | None) -> None:
        if before:  # it was cancelled: an engine never works for two texts
            await asyncio.wait({before})
        launch = self._launched = None if take.silent else self._launch()
        models = self._inquiries.models_beside(take.request.model, take.request.provider)
        try:
            take.clip = TimelineSink(partial(self._begin_clip, launch, take.cancelled))
            rest = self._take_up(take)
            take.waited_ms = (time.monotonic() - take.requested_at) * 1000
            async with aclosing(self._studio.speak(take, [take.clip], rest)) as events:
                async for event in events:
                    self._tell(take, event)
                    if isinstance(event, Progress) and launch and not take.cancelled.is_set():
                        launch.follow(event)
                        take.starts_with = launch.lead_seconds
        finally:
            take.end = take.end or Cancelled(take.start, take.metrics)
            self._post(messages.TakeEnded(take))
            self._inquiries.list_changed(models)
            if take.finished:
                self._inquiries.describe(take.request.model, take.request.provider)

    def _take_up(self, take: Take) -> Rest | None:
        """What a take goes on with, put into it; and play on there, unless that was stopped meanwhile."""
        if take.previous is None:
            return None
        rest = rest_of(take.previous)
        take.clip, take.words_sink, take.start = rest.clip, rest.words_sink, rest.start
        take.whole_frames, take.previous = take.previous.whole_frames, None
        if not take.cancelled.is_set():
            play_on(self.player, rest, take.played_seconds)
        return rest

    async def join(self, take: Take) -> None:
        """Give a take the audio of what is made of it; nothing is heard."""
        take.clip = TimelineSink(Timeline)
        async with aclosing(self._studio.speak(take, [take.clip])) as events:
            async for _ in events:
                pass

    def _launch(self) -> ClipStarter | None:
        return ClipStarter(self.player) if self.player else None

    def _begin_clip(self, launch: ClipStarter | None, cancelled: asyncio.Event, sample_rate: int) -> Timeline:
        if launch and not cancelled.is_set():
            return launch.begin(sample_rate)

        return Timeline(sample_rate)  # what came in the moment of the key isn't heard

    def _tell(self, take: Take, event: SpeechEvent) -> None:
        match event:
            case Started():
                self._post(messages.TakeStarted(take))
            case Notice(text, about) if about:
                self._post(messages.SpeechNotice(about, text))
            case Notice(text):
                self._inquiries.notice(text)
            case Skipped(reason=reason):
                self._post(messages.TroubleArose("Left out", reason))
            case Trouble(about, error):
                self._post(messages.TroubleArose(about, error))
