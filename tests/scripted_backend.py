"""Backends that do as a test says: tones in the rhythm of speech, gates instead of time, faults on order."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Sequence

import numpy as np

from tts_tui.backends.base import Backend, BackendContext
from tts_tui.backends.manager import BackendSpec, TTSBackendManager
from tts_tui.speech.catalog import Model, Setting, Voice
from tts_tui.speech.chunk import AudioChunk, WordTime
from tts_tui.speech.errors import SpeechError
from tts_tui.speech.request import ChunkRequest

RATE = 8000
SECONDS_PER_CHARACTER = 0.06

VOICES = (
    Voice("af_heart", "Heart", "en-US", "female", "A"),
    Voice("af_bella", "Bella", "en-US", "female", "A-"),
    Voice("am_michael", "Michael", "en-US", "male", "C+"),
    Voice("bf_emma", "Emma", "en-GB", "female", "B-"),
    Voice("bm_george", "George", "en-GB", "male", "C"),
    Voice("ff_siwis", "Siwis", "fr-FR", "female", "B-"),
    Voice("jf_alpha", "Alpha", "ja", "female", "C+", unavailable="needs a Japanese phonemizer"),
)

MODELS = (
    Model(
        id="tones-1",
        name="Tones",
        provider="tones",
        provider_name="Tones (local)",
        backend="scripted",
        word_times="model",
        sample_rate=RATE,
        trims_silence=True,
    ),
    Model(
        id="tones-expressive",
        name="Tones expressive",
        provider="tones",
        provider_name="Tones (local)",
        backend="scripted",
        sample_rate=RATE,
        settings=(
            Setting("style", "Style", "calm", "How it is said", choices=("calm", "lively")),
            Setting("warmth", "Warmth", 0.5, "How warm it sounds", minimum=0.0, maximum=1.0),
            Setting("whisper", "Whisper", False, "Speak under the breath"),
        ),
        tags=("laugh", "sigh", "clear throat"),
    ),
    Model(
        id="tones-missing",
        name="Tones large",
        provider="tones",
        provider_name="Tones (local)",
        backend="scripted",
        available=False,
        reason="its files aren't here",
        hint="tts-tui models get tones-missing",
    ),
    Model(
        id="cloud-1",
        name="Cloud one",
        provider="cloud",
        provider_name="Cloud",
        backend="scripted",
        sample_rate=RATE,
        speeds=(0.7, 1.2),
        usd_per_million_characters=30.0,
        price_as_of="2026-03",
        takes_key=True,
    ),
)


class Gate:
    """What a backend's loop waits at; any thread opens and shuts it."""

    def __init__(self) -> None:
        self._open = True
        self._waiting: list[tuple[asyncio.AbstractEventLoop, asyncio.Event]] = []

    def shut(self) -> None:
        self._open = False

    def open(self) -> None:
        self._open = True
        for loop, event in self._waiting:
            loop.call_soon_threadsafe(event.set)

    async def passed(self) -> None:
        event = asyncio.Event()
        self._waiting.append((asyncio.get_running_loop(), event))
        if not self._open:
            await event.wait()


class ScriptedBackend(Backend):
    """Says each character as 60 ms of a tone, word by word.

    Attributes:
        calls: what it was asked to say, in order.
        faults: an error to raise instead, by the text of the call.
        gate: shut it, and calls from the second on wait before they speak, but for the first of a text.
        loading: shut it, and the first of a text waits, too.
        loaded: the model that was started last, until it is closed.
        closed: times that it was closed.
    """

    def __init__(self) -> None:
        self.calls: list[ChunkRequest] = []
        self.faults: dict[str, SpeechError] = {}
        self.gate = Gate()
        self.loading = Gate()
        self.running = 0
        self.loaded = ""
        self.closed = 0

    def models(self) -> Sequence[Model]:
        return MODELS

    async def voices(self, model: str, *, refresh: bool = False) -> Sequence[Voice]:
        return VOICES

    def language_of(self, voice: str) -> str:
        return next((each.language for each in VOICES if each.id == voice), "")

    async def synthesize(self, request: ChunkRequest) -> AsyncGenerator[AudioChunk, None]:
        self.calls.append(request)
        self.running += 1
        try:
            for text, fault in self.faults.items():
                if text in request.text:
                    raise fault
            first = not request.index or len(self.calls) == 1
            await (self.loading if first else self.gate).passed()
            yield AudioChunk(tones(request.text), RATE, words(request.text))
        finally:
            self.running -= 1

    async def start(self, model: str) -> None:
        self.loaded = model

    def describe(self) -> dict[str, str]:
        return {self.loaded: "tones on the CPU"} if self.loaded else {}

    async def close(self) -> None:
        self.loaded = ""
        self.closed += 1


def tones(text: str) -> np.ndarray:
    """Loud in the middle of words, silent between them; the pitch follows the letters."""
    each = round(SECONDS_PER_CHARACTER * RATE)
    pitch = np.repeat([200.0 + 5.0 * (ord(character) % 32) for character in text], each)
    loud = np.repeat(
        [0.0 if character.isspace() else 0.15 + ord(character) % 7 / 12 for character in text], each
    )
    smooth = np.convolve(loud, np.hanning(each) / np.hanning(each).sum(), "same")
    return (smooth * np.sin(2 * np.pi * np.cumsum(pitch) / RATE)).astype(np.float32)


def words(text: str) -> tuple[WordTime, ...]:
    """The true times of the words in `tones(text)`."""
    found, start = [], 0
    for word in text.split():
        start = text.index(word, start)
        end = start + len(word)
        found.append(WordTime(word, start * SECONDS_PER_CHARACTER, end * SECONDS_PER_CHARACTER, start, end))
        start = end
    return tuple(found)


def manager_of(backend: Backend, context: BackendContext) -> TTSBackendManager:
    """A manager that knows only this backend, under every model's name."""
    catalog = "tts_tui.backends.engines.catalog"
    engines = (f"{catalog}:KOKORO_TORCH", f"{catalog}:CHATTERBOX")
    spec = BackendSpec("scripted", ("*",), lambda _context: backend, engines=engines)
    return TTSBackendManager(context, [spec])
