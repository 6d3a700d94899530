"""How fast a model speaks on this machine: the table that users ask for."""

from __future__ import annotations

import asyncio
import os
import platform
import time
from collections.abc import Callable
from contextlib import aclosing
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from tts_tui.backends.manager import TTSBackendManager
from tts_tui.cores import core_numbers
from tts_tui.speech.catalog import Model
from tts_tui.speech.chunk import AudioChunk
from tts_tui.speech.errors import SynthesisError
from tts_tui.speech.events import ChunkReady, Failed, Finished
from tts_tui.speech.request import SpeechRequest
from tts_tui.store.memory import peak_memory_mb
from tts_tui.studio.speak import speak

if TYPE_CHECKING:
    from tts_tui.audio.play.player import Player
    from tts_tui.audio.timeline import Timeline

TEXT = (
    "The keeper of the lighthouse wrote one letter a week, and the boat took it away on Fridays. "
    "In winter the sea was often too rough to land, so the letters lay in a tin box until March. "
    "Nobody minded much; news from the island had always been slow, and there was little of it. "
    "One year the box held a drawing instead of a letter. It showed the tower, the stairs and the lamp, "
    "each step numbered in a careful hand, and beneath it a single question: how many more? "
)
"""About 440 characters of plain prose, measured once and doubled for the length that peers are quoted at."""

SOUND_WITHIN = 10.0
"""Seconds for an output to begin; one that takes longer has none."""


@dataclass(frozen=True, slots=True)
class Measurement:
    """Medians over the runs of one model in one process.

    Attributes:
        first_chunk_ms: from the call to the first PCM in hand, engine loaded.
        onset_ms: from the call to the first sample above -40 dBFS, heard by who plays from the first PCM on.
        sound_ms: from the call to the first sample at the sound output, played at no volume; None without an output.
        total_seconds: from the call to the last PCM.
        audio_seconds: of audio made.
        rtf: real-time factor, seconds of synthesis per second of audio.
        peak_mb: highest resident memory of the process so far, with those of its engine and its sound; MiB.
    """

    model: str
    provider: str
    characters: int
    runs: int
    first_chunk_ms: float
    onset_ms: float | None
    sound_ms: float | None
    total_seconds: float
    audio_seconds: float
    rtf: float
    peak_mb: float


async def measure(manager: TTSBackendManager, request: SpeechRequest, runs: int) -> Measurement:
    """Speak a text `runs` times, played at no volume, after one short sentence that loads and warms the engine.

    Raises:
        SpeechError: it can't speak.
    """
    from tts_tui.audio.play.player import Player

    _, model = manager.resolve(request.model, request.provider)
    player = Player(volume=0.0)
    player.open(model.sample_rate or 24_000)
    try:
        await warm_up(manager, model, request.voice)
        measured = [await _run(manager, request, player) for _ in range(runs)]
        peak = peak_memory_mb() + sum(map(peak_memory_mb, descendants()))
    finally:
        await asyncio.to_thread(player.close)
    ends = [end for end, _ in measured]
    onsets = [end.metrics.onset_ms for end in ends if end.metrics.onset_ms is not None]
    sounds = [sound_ms for _, sound_ms in measured if sound_ms is not None]
    return Measurement(
        model=model.id,
        provider=model.provider,
        characters=len(request.text),
        runs=runs,
        first_chunk_ms=median(end.metrics.first_chunk_ms or 0.0 for end in ends),
        onset_ms=median(onsets) if onsets else None,
        sound_ms=median(sounds) if sounds else None,
        total_seconds=median(end.metrics.wall_seconds for end in ends),
        audio_seconds=median(end.metrics.audio_seconds for end in ends),
        rtf=median(end.metrics.rtf or 0.0 for end in ends),
        peak_mb=peak,
    )


async def warm_up(manager: TTSBackendManager, model: Model, voice: str = "") -> None:
    """Speak one short sentence, which loads the engine.

    Raises:
        SpeechError: it can't speak.
    """
    await speak_text(manager, SpeechRequest("Ready.", model.id, voice, provider=model.provider))


async def speak_text(
    manager: TTSBackendManager,
    request: SpeechRequest,
    each: Callable[[AudioChunk], None] = lambda chunk: None,
) -> Finished:
    """Speak a text; how it ended.

    Args:
        each: is given what is made of it.

    Raises:
        SpeechError: it can't be spoken.
    """
    async with aclosing(speak(request, manager)) as events:
        async for event in events:
            if isinstance(event, Failed):
                raise event.error
            if isinstance(event, Finished):
                return event
            if isinstance(event, ChunkReady):
                each(event.chunk)
    raise SynthesisError(f"{request.model} was cancelled while it was measured.")


async def _run(
    manager: TTSBackendManager, request: SpeechRequest, player: Player
) -> tuple[Finished, float | None]:
    """One run, and the milliseconds from the call to the first sample at the sound output; None without an output."""
    clip: Timeline | None = None
    play_start = 0.0

    def play(chunk: AudioChunk) -> None:
        nonlocal clip, play_start
        if clip is None:
            clip, play_start = player.begin(chunk.sample_rate), time.monotonic()
        clip.append(chunk.samples)

    call_start = time.monotonic()
    end = await speak_text(manager, request, play)
    if clip is None:
        return end, None
    clip.finish()
    deadline = time.monotonic() + SOUND_WITHIN
    while (sounded := player.status.time_to_sound_s) is None and time.monotonic() < deadline:
        status = player.status
        if status.state == "ended" or (status.unavailable and not status.held):
            break
        await asyncio.sleep(0.01)
    real = player.status.sink != "null" and not player.status.unavailable
    return end, (play_start - call_start + sounded) * 1000 if sounded is not None and real else None


def descendants(pid: int | None = None) -> list[int]:
    """The processes that a process started, and those that they started, where the system tells."""
    tasks = Path(f"/proc/{pid or os.getpid()}/task")
    try:
        found = [int(child) for task in tasks.iterdir() for child in (task / "children").read_text().split()]
    except OSError:
        return []
    return [*found, *(each for child in found for each in descendants(child))]


def hardware() -> str:
    """One line that a reader of figures needs: processor, cores, system, Python."""
    name = platform.processor()
    cpuinfo = Path("/proc/cpuinfo")
    if cpuinfo.exists():
        lines = cpuinfo.read_text(encoding="utf-8", errors="replace").splitlines()
        name = next((line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")), name)
    name = name or platform.machine()
    cores = len(core_numbers())
    return f"{name}, {cores} cores, {platform.system()}, Python {platform.python_version()}"
