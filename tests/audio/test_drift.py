"""Ten minutes later, subtitles are still where the sound is, in every kind of file."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Sequence
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from tts_tui.audio.effects import Effects
from tts_tui.audio.files.decode import decode_file
from tts_tui.audio.files.saving import AudioFile
from tts_tui.audio.files.sidecars import SIDECARS, words_in_file
from tts_tui.backends.base import Backend, BackendContext
from tts_tui.backends.manager import BackendSpec, TTSBackendManager
from tts_tui.speech.catalog import Model, Voice
from tts_tui.speech.chunk import AudioChunk, WordTime
from tts_tui.speech.events import Finished
from tts_tui.speech.request import ChunkRequest, SpeechRequest
from tts_tui.studio.deliver import deliver
from tts_tui.studio.sinks import FileSink, WordsSink
from tts_tui.studio.speak import speak
from tts_tui.text.segments import segments

RATE = 8_000
MINUTES = 10
QUIET = 1.5
"""Seconds of silence that the engine leaves before its first word, and that are trimmed off the file."""
SENTENCE = "Far out at sea, nine small boats turned back before the storm."
SENTENCES = 112


class BeepBackend(Backend):
    """Says each word as a beep of 80 ms that begins at once, after a time that follows no rhythm."""

    model = Model(
        id="beep-1",
        name="Beeps",
        provider="beep",
        provider_name="Beeps",
        backend="beep",
        word_times="model",
        sample_rate=RATE,
        trims_silence=True,
    )

    def __init__(self) -> None:
        self._random = np.random.default_rng(5)

    def models(self) -> Sequence[Model]:
        return [self.model]

    async def voices(self, model: str, *, refresh: bool = False) -> Sequence[Voice]:
        return [Voice("beep", "Beep", "en-US")]

    async def synthesize(self, request: ChunkRequest) -> AsyncGenerator[AudioChunk, None]:
        parts = [np.zeros(round((QUIET if request.index == 0 else 0.03) * RATE), np.float32)]
        words, at = [], 0
        for text in request.text.split():
            at = request.text.index(text, at)
            start = sum(map(len, parts)) / RATE
            parts += [beep(), np.zeros(self._random.integers(1500, 4000), np.float32)]
            words.append(WordTime(text, start, start + 0.08, at, at + len(text)))
        yield AudioChunk(np.concatenate(parts), RATE, tuple(words))

    async def close(self) -> None:
        return


def beep() -> NDArray[np.float32]:
    time = np.arange(round(0.08 * RATE)) / RATE
    return (0.5 * np.exp(-40 * time) * np.sin(2 * np.pi * 600 * time)).astype(np.float32)


def seconds(line: str) -> float:
    """The start of a subtitle: "00:09:58,123 --> …"."""
    hours, minutes, rest = line.split(" ")[0].split(":")
    return 3600 * int(hours) + 60 * int(minutes) + float(rest.replace(",", "."))


def lateness(sound: NDArray[np.float32], start: float) -> float:
    """Seconds from where a word should begin to where its beep does, by correlation within a tenth of a second."""
    reach = RATE // 10
    first = round(start * RATE) - reach
    template = beep()
    place = sound[max(first, 0) : first + 2 * reach + len(template)]
    return (int(np.argmax(np.correlate(place, template, "valid"))) + max(first, 0)) / RATE - start


@pytest.mark.slow
async def test_after_ten_minutes_every_format_is_within_30_ms(tmp_path: Path) -> None:
    text = " ".join([SENTENCE] * SENTENCES)
    beeps = BackendSpec("beep", ("beep-*",), lambda _context: BeepBackend())
    manager = TTSBackendManager(BackendContext(tmp_path, tmp_path), [beeps])

    def file_at(path: Path) -> FileSink:
        return FileSink(lambda rate: AudioFile(path, rate, effects=Effects(trim=True)))

    begins = [segment.start for segment in segments(text, "en", 10_000)]
    files = [file_at(tmp_path / f"talk{extension}") for extension in (".wav", ".mp3", ".opus", ".m4a")]
    said = WordsSink()
    request = SpeechRequest(text, "beep-1")
    events = [event async for event in deliver(speak(request, manager), [said, *files])]
    await manager.close()
    assert isinstance(events[-1], Finished)
    assert len(said.words) == 12 * SENTENCES
    for file in files:
        assert file.path is not None
        assert file.shift == pytest.approx(QUIET, abs=0.03)
        assert file.seconds > 60 * MINUTES
        sound, _ = decode_file(file.path, RATE)
        assert len(sound) / RATE == pytest.approx(file.seconds, abs=0.001)
        placed = words_in_file(said.words, file.shift, file.seconds)
        starts = [
            seconds(line)
            for line in SIDECARS["srt"](placed, text, "model", begins).splitlines()
            if "-->" in line
        ]
        assert starts[-1] > 60 * MINUTES - 10
        late = [lateness(sound, start) for start in (*starts[:20], *starts[-20:])]
        assert np.abs(late).max() <= 0.03, file.path.name
        assert np.ptp(late) <= 0.003, file.path.name  # and nothing drifts
