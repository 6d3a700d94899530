"""The takes and the player: what was last made of the text, and what is in the player now."""

from __future__ import annotations

import math
import threading
from functools import partial
from typing import TYPE_CHECKING

from tts_tui.events.kept_samples import KeptSamples
from tts_tui.events.service import SpeechService
from tts_tui.speech.request import SpeechRequest

if TYPE_CHECKING:
    from tts_tui.audio.effects import Effects
    from tts_tui.audio.timeline import Timeline
    from tts_tui.events.cloning import PreparedClip
    from tts_tui.studio.cached import Sounds
    from tts_tui.studio.ledger import LedgerPart
    from tts_tui.studio.take import Take


class Deck:
    """Works like a tape deck for one window, whose thread alone calls it.

    Attributes:
        take: the latest of the text, which play, seek and save are about; None before the first.
        loaded: what was last given to the player: the take, or a sample of a voice.
    """

    def __init__(self, service: SpeechService) -> None:
        self._service = service
        self.take: Take | None = None
        self.loaded: Take | None = None
        self._before: Take | None = None
        self._place = 0.0
        self._clip: Timeline | None = None
        self._unwanted = threading.Event()
        self._samples = KeptSamples()

    @property
    def has_audio(self) -> bool:
        """Whether the take has any."""
        return self.take is not None and self.take.timeline is not None

    @property
    def making(self) -> bool:
        """Whether the engine works on something of ours."""
        return self.loaded is not None and self.loaded.end is None

    @property
    def sounding(self) -> bool:
        """Whether something is heard, or will be as soon as it can."""
        player = self._service.player
        return player is not None and player.status.state in ("playing", "buffering")

    @property
    def shown(self) -> Take | None:
        """What a display is about: a sample for as long as it is made or heard, else the take."""
        busy = self.loaded is not None and (self.making or self.sounding)
        return self.loaded if busy or self.take is None else self.take

    @property
    def position(self) -> float:
        """Seconds into what is `shown`: where it is heard, or where it was left."""
        player, take = self._service.player, self.shown
        if player is None or take is None:
            return 0.0
        if take is self.loaded and player.status.state != "idle":
            return player.status.position_s
        return self._place if take is self.take else 0.0

    def speak(
        self,
        request: SpeechRequest,
        text_start: int,
        *,
        start: int = 0,
        part: LedgerPart | None = None,
        sounds: Sounds | None = None,
    ) -> None:
        """Speak a text, in the place of whatever is being spoken; see `SpeechService.speak`."""
        self._leave()
        self._before = self.take if self.has_audio else self._before
        self.take = self.loaded = self._service.speak(
            request, text_start=text_start, start=start, part=part, sounds=sounds
        )

    def make(self, request: SpeechRequest, part: LedgerPart, sounds: Sounds, *, silent: bool = False) -> None:
        """Make sentences of a text, in the place of whatever is being spoken; the take stays."""
        self._leave()
        self.loaded = self._service.speak(
            request, preview=True, start=part.start, part=part, sounds=sounds, silent=silent
        )

    def set_take(self, take: Take, place: float | None = None) -> None:
        """Let this be the take, at the same place of the text or so many seconds into it; what sounds goes on."""
        before, sounding = self.take, self.sounding and self.loaded is self.take
        word = before.word_at(self.place) if before and place is None and self.place else None
        if place is None:
            same = take.word_of(word.char_start) if word else None
            place = same.start if same else 0.0
        if self.loaded is before:
            self.loaded = None
        self.take, self._place = take, place
        if sounding and (player := self._service.player):
            self._load_take()
            player.play()

    def give_back(self, ended: Take) -> None:
        """Take up the take before again where nothing was made of this one."""
        if ended is self.take and ended.timeline is None and self._before:
            player = self._service.player
            self.take = self._before
            self.loaded = self.take if player and player.timeline is self.take.timeline else None

    @property
    def can_go_on(self) -> bool:
        """Whether the take ended early, and its rest can be spoken."""
        return self.take is not None and self.take.can_go_on

    def go_on(self) -> None:
        """Speak the rest of the take, in the place of whatever is being spoken; both become one take."""
        if self.take and self.take.can_go_on:
            player = self._service.player
            ended = self.loaded is self.take and player is not None and player.status.state == "ended"
            self._leave()
            self._before = self.take if self.has_audio else self._before
            self.take = self.loaded = self._service.go_on(self.take, math.inf if ended else self._place)

    def play_on(self) -> bool:
        """Play the take on from where it was left; False when it wasn't left on the way."""
        if self.sounding or not (self.take and 0.0 < self.position < self.take.seconds):
            return False
        self.toggle()
        return True

    def preview(self, request: SpeechRequest) -> None:
        """Speak a sample, in the place of whatever is being spoken; the take stays. One that was made is played."""
        if (sample := self._samples.of(request)) and sample.timeline:
            self._play(sample.timeline)
            self.loaded = sample
            return
        self._leave()
        self.loaded = self._service.speak(request, preview=True)
        self._samples.keep(self.loaded)

    def play(self, take: Take) -> None:
        """Play what is made, in the place of whatever is being spoken; the take stays."""
        if take.timeline:
            self.end_listening()
            self._play(take.timeline)
            self.loaded = None

    def keeps(self, request: SpeechRequest) -> bool:
        """Whether a sample was made already: it is heard at once, and costs nothing."""
        return self._samples.of(request) is not None

    def change_over(self, clip: Timeline) -> None:
        """Play a clip in the place of the one that was given before, from the same part of it on."""
        player = self._service.player
        if player is None:
            return
        before, status = self._clip, player.status
        going = before is not None and player.timeline is before and status.state in ("playing", "buffering")
        share = status.position_s / before.seconds if before and going and before.seconds else 0.0
        self._play(clip, share * clip.seconds)
        self.loaded = None

    def loop(self) -> None:
        """Play the lent clip again once it has ended."""
        player = self._service.player
        if player and self._clip and player.timeline is self._clip and player.status.state == "ended":
            player.replay()

    def hear(self, recording: PreparedClip) -> None:
        """Play a clip, in the place of whatever is being spoken; the take stays."""
        clip = self._lend(recording.sample_rate)
        clip.append(recording.samples)
        clip.finish()

    def listen(self, effects: Effects) -> bool:
        """Play the take from its beginning as it sounds with effects; False when not all of it is made yet."""
        from tts_tui.studio.listening import render

        if not (self.take and self.take.timeline and self.take.end):
            return False
        clip = self._lend(self.take.timeline.sample_rate)
        self._service.run(partial(render, self.take.timeline, effects, clip, self._unwanted))
        return True

    def give_away(self) -> None:
        """Let the player be used for something else: what speaks ends, and the place in the take stays."""
        self.end_listening()
        self._leave()
        self._service.stop()
        self.loaded = None

    def end_listening(self) -> None:
        """Silence what `hear` or `listen` plays, if it still does."""
        self._unwanted.set()
        clip, self._clip = self._clip, None
        if clip and (player := self._service.player) and player.timeline is clip:
            self._service.stop()

    def _lend(self, sample_rate: int) -> Timeline:
        """A clip of its own for the player, which plays it as it comes."""
        from tts_tui.audio.timeline import Timeline  # numpy

        self.end_listening()
        self._unwanted = threading.Event()
        clip = Timeline(sample_rate)
        self._play(clip)
        self.loaded = None
        return clip

    def _play(self, clip: Timeline, seconds: float = 0.0) -> None:
        """Play a clip that is no take's, in the place of whatever is being spoken."""
        self._leave()
        self._clip = clip
        self._service.play(clip, seconds, lambda: self._clip is clip)

    def stop(self) -> bool:
        """Silence, and end what is being made; False when there was neither. The place stays."""
        if not (self.making or self.sounding):
            return False
        self._leave()
        self._service.stop()
        return True

    def toggle(self) -> None:
        """Pause or go on; the take when a sample was heard last."""
        if player := self._service.player:
            if self._load_take():
                player.play()
            else:
                player.toggle()

    @property
    def starts_in(self) -> float:
        """Seconds until the take is likely to be heard: 0 where nothing waits, inf where that would be a guess."""
        take, player = self.loaded, self._service.player
        if take is None or take.end or player is None or player.status.state != "buffering":
            return 0.0
        missing = take.starts_with - take.seconds
        if player.status.position_s or not math.isfinite(missing) or missing <= 0:
            return 0.0
        pace = take.progress.pace if take.progress else None
        return math.inf if pace is None else missing * pace

    def start_now(self) -> None:
        """Hear the take as it comes, though the engine may be overtaken."""
        self._service.start_now()

    def replay(self) -> None:
        """Play the take from its beginning."""
        if player := self._service.player:
            self._load_take()
            player.replay()

    def play_from(self, seconds: float) -> None:
        """Play the take from there."""
        if player := self._service.player:
            self._load_take()
            player.seek(max(0.0, seconds))
            player.play()

    def seek_by(self, seconds: float) -> None:
        """Go back or on in the take, playing or not."""
        if player := self._service.player:
            target = max(0.0, self.place + seconds)
            self._load_take()
            player.seek(target)

    def seek_sentence(self, sentences: int) -> None:
        """Go that many sentences on, or back where it is negative, and play."""
        if self.take and (begin := self.take.step_sentence(self.place, sentences)) is not None:
            self.play_from(begin)

    def seek_last(self) -> None:
        """Go to the beginning of the last sentence that is made, and play."""
        if self.take and (begin := self.take.step_sentence(self.take.seconds, -1)) is not None:
            self.play_from(begin)

    def change_rate(self, step: float) -> None:
        if player := self._service.player:
            player.set_rate(round(player.status.rate + step, 2))

    def change_volume(self, step: float) -> None:
        if player := self._service.player:
            player.set_volume(round(player.status.volume + step, 2))

    @property
    def place(self) -> float:
        """Seconds into the take, heard or not."""
        return self.position if self.shown is self.take else self._place

    def _leave(self) -> None:
        """Note where the take is, before the player lets go of it."""
        player = self._service.player
        if player is None or self.take is None or self.loaded is not self.take:
            return
        if player.timeline is not self.take.timeline or player.timeline is None:
            self._place = 0.0
        elif player.status.state != "idle":
            self._place = 0.0 if player.status.state == "ended" else player.status.position_s

    def _load_take(self) -> bool:
        """Put the take into the player, where it was left; False when it is there already, or there is none."""
        player, take = self._service.player, self.take
        if player is None or take is None or take.timeline is None:
            return False
        if self.loaded is take:
            if player.status.state != "idle" or self.making:
                return False
        else:
            if self.making:
                self._service.stop()
            player.load(take.timeline)
            self.loaded = take
        player.seek(self._place)
        return True
