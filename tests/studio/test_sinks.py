"""Sinks: effects on what streams, a reader that goes away, chapters where the headings are spoken."""

from __future__ import annotations

import os
from collections.abc import AsyncGenerator
from pathlib import Path

import av
import numpy as np
import pytest

from tts_tui.audio.effects import Effects
from tts_tui.audio.files.encoders import Encoder, open_encoder
from tts_tui.audio.files.formats import FORMATS
from tts_tui.audio.files.saving import AudioFile, Descriptor
from tts_tui.speech.chunk import AudioChunk, WordTime
from tts_tui.speech.errors import SaveError
from tts_tui.speech.events import Cancelled, ChunkReady, End, Failed, Finished, Metrics, SpeechEvent
from tts_tui.speech.request import Segment
from tts_tui.studio.deliver import deliver
from tts_tui.studio.effects_sink import EffectsSink
from tts_tui.studio.sinks import EncoderSink, FileSink

RATE = 8000
NOTHING = Metrics(None, 0.0, 0.0)


def ready(samples: np.ndarray, *words: WordTime) -> ChunkReady:
    return ChunkReady(
        AudioChunk(samples.astype(np.float32), RATE, words), 0.0, Segment(0, 0, 1, "a", 0.0), "model"
    )


async def told(*events: SpeechEvent) -> AsyncGenerator[SpeechEvent, None]:
    for event in events:
        yield event


class Kept:
    """A sink that keeps what it is given, until it is told to fail."""

    def __init__(self, fails: Exception | None = None) -> None:
        self.fails = fails
        self.parts: list[np.ndarray] = []
        self.ends: list[End] = []

    async def write(self, ready: ChunkReady) -> None:
        if self.fails:
            raise self.fails
        self.parts.append(ready.chunk.samples)

    async def end(self, end: End) -> None:
        self.ends.append(end)


async def test_effects_reach_a_stream_whole_to_its_faded_end() -> None:
    kept = Kept()
    sink = EffectsSink(Effects(trim=True, gain=-20, fade_out=0.5), kept)
    quiet, loud = np.zeros(RATE), np.ones(RATE)
    end = Cancelled(0, NOTHING)  # also what was stopped is heard to its end
    async for _ in deliver(told(ready(quiet), ready(loud), ready(loud), ready(quiet), end), [sink]):
        pass
    sound = np.concatenate(kept.parts)
    assert sink.shift == pytest.approx(1 - 0.02, abs=0.001)
    assert sink.seconds == len(sound) / RATE == pytest.approx(2.04, abs=0.001)
    np.testing.assert_allclose(sound[1000 : -RATE // 2 - 1], 0.1, rtol=1e-5)
    assert np.all(np.diff(sound[-RATE // 2 :]) <= 1e-7)
    assert kept.ends == [end]


async def test_a_failed_stream_is_given_nothing_more() -> None:
    kept = Kept(SaveError("full"))
    sink = EffectsSink(Effects(fade_out=0.1), kept)
    events = [event async for event in deliver(told(ready(np.ones(RATE)), Cancelled(0, NOTHING)), [sink])]
    assert isinstance(events[-1], Failed)
    assert [type(end) for end in kept.ends] == [Failed]


@pytest.mark.parametrize("name", [name for name, format in FORMATS.items() if format.streamable])
async def test_when_nobody_reads_on_the_encoder_writes_nothing_more(name: str) -> None:
    reader, writer = os.pipe()
    output = Descriptor.pipe(writer)
    os.close(writer)
    opened: list[Encoder] = []

    def open_pipe(rate: int) -> Encoder:
        opened.append(open_encoder(output, FORMATS[name], rate))
        os.close(reader)
        return opened[0]

    noise = np.random.default_rng(0).uniform(-0.5, 0.5, 4 * RATE)
    with pytest.raises(BrokenPipeError):
        async for _ in deliver(told(*[ready(noise)] * 9, Cancelled(0, NOTHING)), [EncoderSink(open_pipe)]):
            pass
    with pytest.raises(ValueError, match="closed"):
        opened[0].write(np.zeros(1, np.float32))
    opened[0].close()  # nor at its end
    output.close()


async def test_chapters_begin_where_their_headings_are_spoken(tmp_path: Path) -> None:
    path = tmp_path / "book.m4b"
    sink = FileSink(
        lambda rate: AudioFile(path, rate, effects=Effects(trim=True)),
        lambda: [("One", 1.0), ("Two", 2.5)],
    )
    words = [
        WordTime("One", 1.0, 1.5, 2, 5),
        WordTime("a", 1.5, 2.0, 8, 9),
        WordTime("Two", 2.5, 3.0, 23, 26),
    ]
    sound = np.concatenate([np.zeros(RATE), np.random.default_rng(0).uniform(-0.3, 0.3, 3 * RATE)])
    end = Finished(None, None, "", 0, NOTHING)  # type: ignore[arg-type]
    async for _ in deliver(told(ready(sound[:RATE]), ready(sound[RATE:], *words), end), [sink]):
        pass
    assert sink.path == path
    with av.open(str(path)) as file:
        chapters = [
            (each["metadata"]["title"], float(each["start"] * each["time_base"])) for each in file.chapters()
        ]
    assert chapters == [("One", 0.0), ("Two", pytest.approx(2.5 - sink.shift, abs=0.001))]
