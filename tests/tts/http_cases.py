"""Every way in which a backend receives speech over HTTP, each with a server that does it well."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import aclosing, asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import elevenlabs_stub
import openai_stub
from alltalk_stub import xtts
from elevenlabs_stub import ElevenLabs
from http_sound import encoded, speech_like
from http_stub import Handler, HttpStub, Received, Reply

from tts_tui.backends.alltalk.backend import AllTalkBackend
from tts_tui.backends.base import Backend, BackendContext
from tts_tui.backends.elevenlabs.backend import ElevenLabsBackend
from tts_tui.backends.http.limits import Limits
from tts_tui.backends.openai.backend import OpenAIBackend
from tts_tui.backends.openai.profile import profile
from tts_tui.backends.openai.vendor import vendor
from tts_tui.speech.chunk import AudioChunk
from tts_tui.speech.request import ChunkRequest

TEXT = "The harbour is quiet today, and the boats are still asleep. We sail at noon, if the wind allows it."
KEYS = {"openai": openai_stub.KEY, "elevenlabs": elevenlabs_stub.KEY, "home": "sk-home-0123456789"}

Make = Callable[[BackendContext, Limits], Backend]


@dataclass(frozen=True)
class Case:
    """A backend and how to make it speak.

    Attributes:
        speech_path: what the path of the call begins with whose answer is the speech.
        wire: how the speech comes: raw "pcm", "wav", server-sent events or lines of JSON.
    """

    name: str
    wire: str
    speech_path: str
    options: Callable[[str], dict[str, Any]]
    make: Make
    server: Callable[[], Handler]
    model: str
    voice: str
    fields: dict[str, Any] = field(default_factory=dict)

    def __str__(self) -> str:
        return self.name

    def request(self, text: str = TEXT) -> ChunkRequest:
        return ChunkRequest(0, text, self.model, self.voice, "en-US", **self.fields)


async def home(request: Received, reply: Reply) -> None:
    """A server of the OpenAI dialect that answers with a WAV."""
    if request.path == "/v1/audio/voices":
        await reply.whole({"voices": ["ada", {"id": "bob", "gender": "male"}]})
    else:
        await reply.start("audio/wav")
        data = encoded(speech_like(request.json()["input"]), request.json()["response_format"])
        for at in range(0, len(data), 4001):
            await reply.piece(data[at : at + 4001])
        await reply.end()


def _elevenlabs(context: BackendContext, limits: Limits) -> Backend:
    return ElevenLabsBackend(context, limits)


def _keyed(path: str) -> Callable[[str], dict[str, Any]]:
    return lambda url: {"base_url": url + path, "send_key": True}


def _openai(context: BackendContext, limits: Limits) -> Backend:
    return OpenAIBackend(vendor(context.options), context, limits)


def _profile(context: BackendContext, limits: Limits) -> Backend:
    return OpenAIBackend(profile("home", context.options), context, limits)


CASES: Sequence[Case] = (
    Case(
        "openai-pcm", "pcm", "/v1/audio", _keyed("/v1"), _openai, lambda: openai_stub.openai, "tts-1", "nova"
    ),
    Case(
        "openai-events",
        "events",
        "/v1/audio",
        _keyed("/v1"),
        _openai,
        lambda: openai_stub.openai,
        "gpt-4o-mini-tts",
        "nova",
    ),
    Case(
        "profile-wav",
        "wav",
        "/v1/audio/speech",
        lambda url: {"base_url": url + "/v1", "key": True, "format": "wav"},
        _profile,
        lambda: home,
        "home/tts-1",
        "ada",
    ),
    Case(
        "elevenlabs",
        "lines",
        "/v1/text-to-speech",
        _keyed(""),
        _elevenlabs,
        ElevenLabs,
        "eleven_flash_v2_5",
        elevenlabs_stub.VOICES[0],
    ),
    Case(
        "alltalk-streamed",
        "wav",
        "/api/tts-generate",
        lambda url: {"base_url": url},
        AllTalkBackend,
        xtts,
        "alltalk_xtts",
        "male_01.wav",
    ),
    Case(
        "alltalk-generated",
        "wav",
        "/audio/",
        lambda url: {"base_url": url},
        AllTalkBackend,
        xtts,
        "alltalk_xtts",
        "male_01.wav",
        {"speed": 1.01},
    ),
)


Fault = Callable[[Received, Reply], Awaitable[None]]


@dataclass
class Faulty:
    """A good server, but for the calls for speech while it has a fault."""

    good: Handler
    speech_path: str
    fault: Fault | None = None

    async def __call__(self, request: Received, reply: Reply) -> None:
        if self.fault is not None and request.path.startswith(self.speech_path):
            await self.fault(request, reply)
        else:
            await self.good(request, reply)


@dataclass
class Bench:
    """A case, its server and its backend."""

    case: Case
    server: Faulty
    stub: HttpStub
    backend: Backend

    async def speak(self, text: str = TEXT) -> list[AudioChunk]:
        async with aclosing(self.backend.synthesize(self.case.request(text))) as chunks:
            return [chunk async for chunk in chunks]


@asynccontextmanager
async def bench(
    case: Case, folder: Path, limits: Limits | None = None, fault: Fault | None = None
) -> AsyncIterator[Bench]:
    """The case, running."""
    server = Faulty(case.server(), case.speech_path, fault)
    async with HttpStub(server) as stub:
        context = BackendContext(folder, folder, case.options(stub.url), KEYS.get)
        backend = case.make(context, limits or Limits())
        try:
            yield Bench(case, server, stub, backend)
        finally:
            await backend.close()
