"""Streaming is real: in every format the first bytes are out before the text is synthesized."""

from __future__ import annotations

import asyncio
import os
from contextlib import aclosing, suppress
from functools import partial
from pathlib import Path

import numpy as np
import pytest
from likeness import alike

from tts_tui.audio.files.decode import decode_file
from tts_tui.audio.files.encoders import open_encoder
from tts_tui.audio.files.formats import FORMATS
from tts_tui.audio.files.saving import AudioFile, Descriptor
from tts_tui.backends.manager import TTSBackendManager
from tts_tui.speech.events import Cancelled, ChunkReady, Finished, FirstChunk, Progress
from tts_tui.speech.request import SpeechRequest
from tts_tui.studio.deliver import deliver
from tts_tui.studio.sinks import EncoderSink, FileSink
from tts_tui.studio.speak import speak

pytestmark = pytest.mark.slow

RATE = 24_000
AAC_FRAME = 1024
TEXT = (
    "The first sentence is short. The second one follows it, and takes a little longer to say than the first did. "
    "And a third ends it."
)


def request_of(text: str = TEXT) -> SpeechRequest:
    return SpeechRequest(text, "kokoro-v1.0-onnx", "af_heart")


def raw(path: Path) -> np.ndarray:
    return (np.fromfile(path, "<i2") / 32768).astype(np.float32)


async def test_bytes_are_out_before_the_text_is_done(kokoro_manager: TTSBackendManager) -> None:
    """A reader at the other end of a pipe has audio while the synthesis is still in its first half.

    What counts as spoken lags by a word and a window, hence 0.4.
    """
    names = [name for name, format in FORMATS.items() if format.streamable]
    readers, outputs, sinks = {}, [], []
    for name in names:
        readers[name], writer = os.pipe()
        os.set_blocking(readers[name], False)
        outputs.append((output := Descriptor.pipe(writer), writer))
        sinks.append(EncoderSink(partial(open_encoder, output, FORMATS[name])))
    received = dict.fromkeys(names, b"")
    received_at: list[tuple[float, dict[str, int]]] = []
    async with aclosing(deliver(speak(request_of(), kokoro_manager), sinks)) as events:
        async for event in events:
            for name, reader in readers.items():
                with suppress(BlockingIOError):
                    received[name] += os.read(reader, 1 << 20)
            if isinstance(event, Progress):
                received_at.append((event.fraction, {name: len(data) for name, data in received.items()}))
    for output, writer in outputs:
        output.close()
        os.close(writer)
    for name, reader in readers.items():
        os.set_blocking(reader, True)
        while block := os.read(reader, 1 << 20):
            received[name] += block
        os.close(reader)
        early = max(counts[name] for fraction, counts in received_at if fraction < 0.4)
        assert early > 100, name
        assert len(received[name]) > 2 * early, name


async def test_what_was_saved_is_what_was_made(kokoro_manager: TTSBackendManager, tmp_path: Path) -> None:
    """Every format decodes to the PCM that went in."""
    paths = {name: tmp_path / f"{name}{format.extension}" for name, format in FORMATS.items()}
    sinks = {name: FileSink(partial(AudioFile, path)) for name, path in paths.items()}
    made = []
    asked = request_of("A short one, saved in every format.")
    async for event in deliver(speak(asked, kokoro_manager), list(sinks.values())):
        if isinstance(event, ChunkReady):
            made.append(event.chunk.samples)
    audio = np.concatenate(made)
    for name, path in paths.items():
        assert sinks[name].path == path
        saved = raw(path) if name == "pcm" else decode_file(path, RATE)[0]
        extra = len(saved) - len(audio)
        # bare AAC keeps its delay and its last frame
        assert 0 <= extra <= (2 * AAC_FRAME if name == "aac" else 47), name
        lag = int(np.argmax(np.correlate(saved, audio, "valid"))) if extra else 0
        like = np.corrcoef(saved[lag : lag + len(audio)], audio)[0, 1]
        assert like > 0.9, name


async def test_first_chunk_does_not_wait_for_the_text(kokoro_manager: TTSBackendManager) -> None:
    done_at_first = None
    async with aclosing(speak(request_of(TEXT * 50), kokoro_manager)) as events:
        async for event in events:
            if isinstance(event, FirstChunk):
                done_at_first = 0
            if isinstance(event, Progress):
                done_at_first = event.characters_done
                break
    assert done_at_first is not None
    assert done_at_first < len("The first sentence is short. ")


async def test_cancel_stops_the_work(kokoro_manager: TTSBackendManager) -> None:
    cancelled = asyncio.Event()
    after = 0
    last = None
    async for event in speak(request_of(TEXT * 50), kokoro_manager, cancelled=cancelled):
        last = event
        after += cancelled.is_set() and isinstance(event, ChunkReady)
        if isinstance(event, FirstChunk):
            cancelled.set()
    assert isinstance(last, Cancelled)
    assert after == 0
    assert last.metrics.audio_seconds < 5


@pytest.mark.usefixtures("steady_windows")
async def test_two_at_once_do_not_mix(kokoro_manager: TTSBackendManager) -> None:
    async def audio_of(text: str) -> np.ndarray:
        chunks = []
        async for event in speak(request_of(text), kokoro_manager):
            if isinstance(event, ChunkReady):
                chunks.append(event.chunk.samples)
        assert isinstance(event, Finished)
        return np.concatenate(chunks)

    texts = [
        "One text speaks of the sea, of its storms and of the ships that never came back to the harbor.",
        "Another one tells of a long road over the hills, and of a town that was at the end of it.",
    ]
    alone = [await audio_of(text) for text in texts]
    together = await asyncio.gather(*(audio_of(text) for text in texts))
    for one, other in zip(alone, together, strict=True):
        assert alike(one, other)
