"""Going on with a take that ended early: its whole sentences, and then the rest of the text, as one take.

Of the sentence in which it ended nothing is kept, so that none of it is heard twice; the others aren't made, nor paid
for, again.
"""

from __future__ import annotations

from collections.abc import AsyncGenerator
from contextlib import aclosing
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from tts_tui.audio.timeline import Timeline
from tts_tui.events.take import Take
from tts_tui.pipeline.plan import USUAL_LANGUAGE
from tts_tui.pipeline.sinks import TimelineSink, WordsSink
from tts_tui.speech.events import Cancelled, ChunkReady, Failed, Finished, Progress, SpeechEvent
from tts_tui.speech.request import SpeechRequest
from tts_tui.text.segments import segments

if TYPE_CHECKING:
    from tts_tui.audio.player import Player

BLOCK_SECONDS = 30.0


@dataclass(frozen=True, slots=True)
class Rest:
    """What is still to be said.

    Attributes:
        whole: the request that it is a part of.
        start: where in the whole's text it begins.
        seconds: of audio before it.
        clip: holds that audio.
        said: holds its words.
    """

    whole: SpeechRequest
    start: int
    seconds: float
    clip: TimelineSink
    said: WordsSink

    @property
    def request(self) -> SpeechRequest:
        return replace(self.whole, text=self.whole.text[self.start :])

    async def placed(self, events: AsyncGenerator[SpeechEvent, None]) -> AsyncGenerator[SpeechEvent, None]:
        """The events of the rest as those of the whole: characters, times and shares count from its beginning."""
        async with aclosing(events):
            async for event in events:
                yield self._placed(event)

    def _placed(self, event: SpeechEvent) -> SpeechEvent:
        match event:
            case ChunkReady(chunk=chunk, segment=segment):
                words = tuple(
                    replace(
                        word,
                        start=word.start + self.seconds,
                        end=word.end + self.seconds,
                        char_start=word.char_start + self.start,
                        char_end=word.char_end + self.start,
                    )
                    for word in chunk.words
                )
                moved = replace(segment, start=segment.start + self.start, end=segment.end + self.start)
                chunk = replace(chunk, words=words)
                return replace(event, chunk=chunk, start=event.start + self.seconds, segment=moved)
            case Progress():
                done, total = event.characters_done + self.start, len(self.whole.text)
                return replace(
                    event,
                    fraction=done / total,
                    characters_done=done,
                    characters_total=total,
                    audio_seconds=event.audio_seconds + self.seconds,
                )
            case Finished():
                return replace(event, request=self.whole, characters=len(self.whole.text))
            case Failed() | Cancelled():
                return replace(event, resume_at=event.resume_at + self.start)
            case _:
                return event


def rest_of(begun: Take) -> Rest:
    """What a take that ended early leaves to be said; blocks for as long as copying its audio takes.

    Only for one that `can_go_on`.
    """
    assert begun.timeline is not None
    assert begun.said is not None
    request, start = begun.request, begun.resume_at
    timeline = _beginning_of(begun.timeline, begun.whole_frames)
    timeline.append(np.zeros(round(_pause_at(request, start) * timeline.sample_rate), np.float32))

    def begin(_sample_rate: int) -> Timeline:
        return timeline

    clip, said = TimelineSink(begin), WordsSink()
    clip.timeline = timeline
    said.words = [word for word in begun.words if word.char_start < start]
    said.timing = begun.said.timing
    return Rest(request, start, timeline.seconds, clip, said)


def play_on(player: Player | None, rest: Rest, heard_until: float) -> None:
    """Play what was made from where it was last heard, in seconds, or wait at its end for what comes."""
    if player and rest.clip.timeline:
        player.load(rest.clip.timeline)
        player.seek(min(heard_until, rest.seconds))
        player.play()


def _beginning_of(timeline: Timeline, frames: int) -> Timeline:
    """A copy of its first frames, which more can be added to."""
    copy = Timeline(timeline.sample_rate)
    block = round(BLOCK_SECONDS * timeline.sample_rate)
    for frame in range(0, frames, block):
        copy.append(timeline.read(frame, min(block, frames - frame)))
    return copy


def _pause_at(request: SpeechRequest, character: int) -> float:
    """Seconds of silence that belong between the sentence that ends there and the next."""
    pieces = segments(request.text, request.language or USUAL_LANGUAGE, len(request.text) + 1)
    pause = next((piece.pause for piece in pieces if piece.end >= character), 0.0)
    return pause / request.speed
