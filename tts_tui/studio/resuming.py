"""Going on with a take that ended early: its whole sentences, and then the rest of the text, as one take.

Of the sentence in which it ended nothing is kept, so that none of it is heard twice; the others aren't made, nor paid
for, again.
"""

from __future__ import annotations

from collections.abc import AsyncGenerator
from contextlib import aclosing
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from tts_tui.speech.events import ChunkReady, Progress, SpeechEvent
from tts_tui.studio.sinks import TimelineSink, WordsSink
from tts_tui.studio.take import Take

if TYPE_CHECKING:
    from tts_tui.audio.play.player import Player
    from tts_tui.audio.timeline import Timeline


@dataclass(frozen=True, slots=True)
class Rest:
    """What is still to be said.

    Attributes:
        start: where in the text it begins.
        seconds: of audio before it.
        clip: holds that audio.
        said: holds its words.
        pace: at which it was made, as far as it is known.
    """

    start: int
    seconds: float
    clip: TimelineSink
    words_sink: WordsSink
    pace: float | None = None

    async def placed(self, events: AsyncGenerator[SpeechEvent, None]) -> AsyncGenerator[SpeechEvent, None]:
        """The events of the rest with times that count from the beginning of the take."""
        async with aclosing(events):
            async for event in events:
                match event:
                    case ChunkReady(chunk=chunk):
                        words = tuple(
                            replace(word, start=word.start + self.seconds, end=word.end + self.seconds)
                            for word in chunk.words
                        )
                        chunk = replace(chunk, words=words)
                        yield replace(event, chunk=chunk, start=event.start + self.seconds)
                    case Progress():
                        yield replace(
                            event,
                            audio_seconds=event.audio_seconds + self.seconds,
                            expected_seconds=event.expected_seconds + self.seconds,
                        )
                    case _:
                        yield event


def rest_of(take: Take) -> Rest:
    """What a take that ended early leaves to be said; only for one of which something is `kept`."""
    assert take.timeline is not None
    assert take.words_sink is not None
    timeline = take.timeline.beginning(take.whole_frames)

    def begin(_sample_rate: int) -> Timeline:
        return timeline

    clip, words_sink = TimelineSink(begin), WordsSink()
    clip.timeline = timeline
    words_sink.words = [word for word in take.words if word.char_start < take.resume_at]
    words_sink.timing = take.words_sink.timing
    pace = take.progress.pace if take.progress else None
    return Rest(take.resume_at, timeline.seconds, clip, words_sink, pace)


def play_on(player: Player | None, rest: Rest, played_seconds: float) -> None:
    """Play what was made from where it was last heard, in seconds, or wait at its end for what comes."""
    if player and rest.clip.timeline:
        player.load(rest.clip.timeline)
        player.seek(min(played_seconds, rest.seconds))
        player.play()
