"""Makes the takes of a comparison, one after the other, and lets them be heard at the same place in time."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from contextlib import aclosing
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from tts_tui.events.contest import Contender, Contest
from tts_tui.events.service import SpeechService
from tts_tui.speech.errors import SpeechError, SynthesisError, unexpected
from tts_tui.speech.events import Failed
from tts_tui.studio.take import Take

if TYPE_CHECKING:
    from tts_tui.audio.files.formats import AudioFormat


class Comparison:
    """Of one window, whose thread alone calls it; the work is done in the service's.

    Attributes:
        contest: the rows.
        heard: the row that the player has, None before the first.
    """

    def __init__(self, contest: Contest, service: SpeechService, changed: Callable[[], object]) -> None:
        """
        Args:
            changed: called from another thread whenever a row says something else.
        """
        self.contest = contest
        self.current: Contender | None = None
        self._service = service
        self._changed = changed
        self._making: Contender | None = None
        self._warm: set[tuple[str, str]] = set()
        self._closed = self._loaded = False
        if player := service.player:
            player.set_prompt(True)

    # ---- making

    def make(self, contender: Contender) -> None:
        """Make its take, after those that are waited for already; what was made of it before is dropped."""
        contender.take = contender.error = contender.loudness = contender.clip = None
        contender.queued = True
        self._service.run(self._work)

    @property
    def making(self) -> Contender | None:
        """The row whose take is being made."""
        return self._making

    def leave_out(self, contender: Contender) -> None:
        """Take a row out, and end what is being made of it."""
        contender.queued = False
        if contender is self._making and contender.take:
            self._service.run(partial(_cancel, contender.take))
        if contender is self.current:
            self.silence()
            self.current = None
        self.contest.remove(contender)

    def close(self) -> None:
        """End what is being made, and fall silent."""
        self._closed = True
        for each in self.contest.rows:
            each.queued = False
            if each is self._making and each.take:
                self._service.run(partial(_cancel, each.take))
        self.silence()
        if player := self._service.player:
            player.set_prompt(False)

    async def _work(self) -> None:
        """Make what is wanted; a second call finds the first at work."""
        while not (self._making or self._closed):
            waiting = next((each for each in self.contest.rows if each.queued and not each.take), None)
            if waiting is None:
                return
            self._making = waiting
            try:
                await self._make(waiting)
            except Exception as error:  # noqa: BLE001  (a third party's, told in its row)
                waiting.error = unexpected(error)
            finally:
                waiting.queued, self._making = False, None
                self._changed()

    async def _make(self, contender: Contender) -> None:
        from tts_tui.audio.timeline import Timeline
        from tts_tui.studio.sinks import TimelineSink

        request = contender.selection.request(self.contest.text)
        take = contender.take = Take(request, requested_at=time.monotonic(), preview=True)
        self._changed()
        await self._warm_up(contender)
        if self._closed or not contender.queued:
            return
        take.clip = TimelineSink(Timeline)
        async with aclosing(self._service.speaks(take)) as events:
            async for _ in events:
                pass
        if isinstance(take.end, Failed):
            contender.error = take.end.error
        elif take.finished and take.timeline and take.timeline.frames:
            await asyncio.to_thread(self._level, contender)
        elif take.finished:
            contender.error = SynthesisError("It made no sound of this text.")

    async def _warm_up(self, contender: Contender) -> None:
        """Load what runs here, so that the first take isn't measured with it."""
        from tts_tui.studio.measure import warm_up

        _, model = self._service.manager.resolve(contender.selection.model, contender.selection.provider)
        if model.usd_per_million_characters == 0 and (model.provider, model.id) not in self._warm:
            await warm_up(self._service.manager, model)
            self._warm.add((model.provider, model.id))

    def _level(self, contender: Contender) -> None:
        """Bring all that is made to one level, the new one among it."""
        from tts_tui.studio.levelling import common_level, levelled, loudness_of

        assert contender.take
        assert contender.take.timeline
        contender.loudness = loudness_of(contender.take.timeline)
        rows = [each for each in self.contest.rows if each.loudness and each.take and each.take.timeline]
        level = common_level(each.loudness for each in rows if each.loudness)
        for each in rows:
            if each.loudness and each.take and each.take.timeline:
                each.clip = levelled(each.take.timeline, each.loudness, level)
        player = self._service.player
        if player and self.current and self.current.clip and self.current is not contender:
            player.switch(self.current.clip)

    # ---- hearing

    @property
    def sounding(self) -> bool:
        """Whether one of them is heard."""
        player = self._service.player
        return player is not None and player.status.state in ("playing", "buffering")

    @property
    def position(self) -> float:
        """Seconds into all of them."""
        return self._service.player.status.position_s if self._service.player and self.current else 0.0

    def hear(self, contender: Contender) -> None:
        """Let this one be heard, at the place where the one before is; from its beginning where none is."""
        player, clip = self._service.player, contender.clip
        if player is None or clip is None:
            return
        self.current = contender
        if self._loaded:
            player.switch(clip)
        else:
            player.load(clip)
        self._loaded = True
        player.play()

    def toggle(self) -> None:
        """Pause or go on."""
        if self._service.player and self.current:
            self._service.player.toggle()

    def seek(self, seconds: float) -> None:
        if self._service.player and self.current:
            self._service.player.seek(max(0.0, seconds))
            self._service.player.play()

    def silence(self) -> None:
        if self._service.player:
            self._service.player.stop()

    # ---- keeping

    async def save(self, folder: Path, format: AudioFormat) -> int:
        """Write every take that is made, equally loud, with what was measured of each; says how many.

        Raises:
            SpeechError: it can't be written, or is there already.
        """
        saved: int = await self._service.wait_for(partial(self._save, folder, format))
        return saved

    async def _save(self, path: Path, format: AudioFormat) -> int:
        from tts_tui.studio.facts import take_facts
        from tts_tui.studio.levelling import common_level
        from tts_tui.studio.saving import save_take
        from tts_tui.studio.takes_folder import TakesFolder

        numbered = [(number, each) for number, each in enumerate(self.contest.rows, 1) if each.loudness]
        level = common_level(each.loudness for _, each in numbered if each.loudness)
        folder = TakesFolder(path, format, loudness=level, blind=self.contest.blind, force=False)
        folder.make()
        facts = []
        try:
            for number, each in numbered:
                assert each.take
                assert each.take.end
                rendition = folder.rendition(number, each.take.request)
                saved = await save_take(each.take, rendition, lambda _: None)
                facts.append(
                    take_facts(
                        number,
                        each.take.request,
                        each.take.end,
                        voice=each.take.voice,
                        path=saved.path,
                        loudness=level,
                    )
                    | {"votes": each.votes}
                )
            await asyncio.to_thread(folder.save_names, facts)
        except SpeechError:
            raise
        except Exception as error:
            raise unexpected(error) from error
        return len(facts)


async def _cancel(take: Take) -> None:
    take.cancelled.set()
