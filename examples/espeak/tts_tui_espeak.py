"""A backend for tts-tui in one module: the program espeak-ng, instant, in a hundred languages."""

import asyncio
import shutil
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncGenerator, Sequence

import numpy as np

from tts_tui.backends.base import Backend, BackendContext
from tts_tui.backends.manager import BackendSpec
from tts_tui.children import environment
from tts_tui.speech.catalog import Model, Voice
from tts_tui.speech.chunk import AudioChunk
from tts_tui.speech.errors import MissingDependencyError, SynthesisError, UnknownVoiceError, did_you_mean
from tts_tui.speech.request import ChunkRequest

RATE = 22_050  # Hz
WORDS_A_MINUTE = 175
WAV_HEADER = 44  # bytes
FULL_SCALE = np.float32(32768)  # of 16-bit samples
MODEL = Model("espeak-ng", "eSpeak NG", "espeak", "eSpeak NG", "espeak", sample_rate=RATE, concurrency=4)
INSTALL = "Debian and Ubuntu: sudo apt install espeak-ng. macOS: brew install espeak-ng."


async def start(*arguments: str) -> Process:
    """The program, which is told no keys of providers."""
    return await asyncio.create_subprocess_exec(
        "espeak-ng", *arguments, stdin=PIPE, stdout=PIPE, stderr=PIPE, env=environment()
    )


class EspeakBackend(Backend):
    def __init__(self, context: BackendContext) -> None:
        self._voices: dict[str, Voice] = {}

    def models(self) -> Sequence[Model]:
        if shutil.which("espeak-ng"):
            return [MODEL]
        return [MODEL.unavailable(MissingDependencyError, "its program isn't installed.", INSTALL)]

    async def voices(self, model: str, *, refresh: bool = False) -> Sequence[Voice]:
        if self.models()[0].available and not self._voices:
            listed, _ = await (await start("--voices")).communicate()
            for line in listed.decode().splitlines()[1:]:
                _, language, _, name, *_ = line.split()
                self._voices.setdefault(language, Voice(language, name.replace("_", " "), language))
        # the first speaks where none is chosen
        return sorted(self._voices.values(), key=lambda voice: voice.id != "en-us")

    def language_of(self, voice: str) -> str:
        return voice

    async def synthesize(self, request: ChunkRequest) -> AsyncGenerator[AudioChunk, None]:
        known = [voice.id for voice in await self.voices(request.model)]
        if request.voice not in known:
            hint = did_you_mean(request.voice, known)
            raise UnknownVoiceError(f"espeak-ng has no voice {request.voice!r}.", hint=hint)
        speed = str(round(WORDS_A_MINUTE * request.speed))
        process = await start("--stdin", "--stdout", "-b", "1", "-v", request.voice, "-s", speed)
        try:
            # two brackets would begin phonemes
            sound, said = await process.communicate(request.text.replace("[[", "[").encode())
            if process.returncode:
                raise SynthesisError(f"espeak-ng failed: {said.decode() or process.returncode}")
            yield AudioChunk(np.frombuffer(sound[WAV_HEADER:], "<i2").astype(np.float32) / FULL_SCALE, RATE)
        finally:
            # closed early, it ends with what it was doing
            if process.returncode is None:
                process.kill()
                await process.wait()


SPEC = BackendSpec("espeak", ("espeak-*",), EspeakBackend)
