"""Fans the audio of one request out to whatever wants it: the player, a file, subtitles."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Sequence
from contextlib import aclosing
from typing import Protocol

from tts_tui.speech.errors import SpeechError
from tts_tui.speech.events import (
    Cancelled,
    ChunkReady,
    End,
    Failed,
    Finished,
    Metrics,
    Progress,
    SpeechEvent,
)


class Sink(Protocol):
    """Takes the audio of one request, in order."""

    async def write(self, ready: ChunkReady) -> None:
        """Take a stretch of audio. Returning late slows the synthesis down.

        Raises:
            SpeechError: it can't; the request ends in that failure.
        """

    async def end(self, end: End) -> None:
        """There will be no more; called exactly once, however it ended.

        Raises:
            SpeechError: what it holds couldn't be completed.
        """


async def deliver(
    events: AsyncGenerator[SpeechEvent, None], sinks: Sequence[Sink], *, start: int = 0
) -> AsyncGenerator[SpeechEvent, None]:
    """The same events, once every sink has had its part of them; a sink that fails ends them in `Failed`.

    Args:
        start: character of the text with which they begin.
    """
    metrics = Metrics(None, 0.0, 0.0)
    chunks_done, sentence_end, resume_at = 0, start, start
    end: End | None = None
    async with aclosing(events):
        try:
            async for event in events:
                match event:
                    case Finished() | Failed() | Cancelled():
                        end = event
                        break
                    case ChunkReady():
                        for sink in sinks:
                            await sink.write(event)
                        sentence_end = event.segment.end
                    case Progress():
                        metrics = event.metrics
                        if event.chunks_done > chunks_done:
                            chunks_done, resume_at = event.chunks_done, sentence_end
                yield event
        except SpeechError as error:
            end = Failed(error, resume_at, metrics)
        finally:  # also when the consumer closes this generator
            end = await _end_all(sinks, end or Cancelled(resume_at, metrics))
    yield end


async def _end_all(sinks: Sequence[Sink], end: End) -> End:
    for sink in sinks:
        try:
            await sink.end(end)
        except SpeechError as error:
            if not isinstance(end, Failed):
                position = end.characters if isinstance(end, Finished) else end.resume_at
                end = Failed(error, position, end.metrics)
    return end
