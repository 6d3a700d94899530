"""What AllTalk's servers do, versions 1 and 2, quirks and errors included (after their sources)."""

from __future__ import annotations

import asyncio
import re
from dataclasses import dataclass, field

from http_sound import encoded, speech_like, wav
from http_stub import Received, Reply

LANGUAGES = re.split(" ", "auto ar zh-cn cs nl en fr de hu hi it ja ko pl pt ru es tr")
ENGINES = {
    "xtts": {
        "models": ["xtts - xttsv2_2.0.2", "xtts - xttsv2_2.0.3"],
        "voices": ["female_01.wav", "male_01.wav", "Sophie Anderson.wav"],
        "capable": {
            "streaming",
            "generationspeed",
            "languages",
            "temperature",
            "repetitionpenalty",
            "multivoice",
        },
        "rate": 24_000,
    },
    "piper": {
        "models": ["piper"],
        "voices": ["en_US-ljspeech-high.onnx", "de_DE-thorsten-medium.onnx"],
        "capable": {"generationspeed", "multivoice"},
        "rate": 22_050,
    },
    "vits": {"models": ["vits - ljspeech"], "voices": [], "capable": set(), "rate": 22_050},
    "parler": {
        "models": ["parler"],
        "voices": ["No Voices Found"],
        "capable": {"multivoice"},
        "rate": 44_100,
    },
}
CAPABILITIES = (
    "deepspeed generationspeed languages lowvram multimodel multivoice pitch repetitionpenalty streaming "
    "temperature"
)


@dataclass
class AllTalk:
    """A version 2 server.

    Attributes:
        restarting: how often it answers wrongly to /api/ready after a change of engine.
        slow: it makes speech until it is told to stop.
        stopped: how often it was, while it spoke.
    """

    engine: str = "xtts"
    model: str = "xtts - xttsv2_2.0.3"
    rvc: list[str] = field(default_factory=list)
    restarting: int = 0
    slow: bool = False
    stopped: int = 0
    broken: bool = False
    files: dict[str, bytes] = field(default_factory=dict)
    speaking: bool = False
    begun: asyncio.Event = field(default_factory=asyncio.Event)
    told_to_stop: asyncio.Event = field(default_factory=asyncio.Event)

    async def __call__(self, request: Received, reply: Reply) -> None:
        call = (request.method, request.path)
        if self.restarting:
            self.restarting -= 1
            if self.restarting % 2:
                reply.close()
            else:
                await reply.raw(b"HTTP/1.1 200 OK\r\ncontent-length: 8\r\n\r\nUnloaded")
        elif call == ("GET", "/api/ready"):
            await reply.raw(b"HTTP/1.1 200 OK\r\ncontent-length: 5\r\n\r\nReady")
        elif call == ("GET", "/api/currentsettings"):
            await reply.whole(self.settings())
        elif call == ("GET", "/api/voices"):
            await self.voices(reply)
        elif call == ("GET", "/api/rvcvoices"):
            await reply.whole({"status": "success", "rvcvoices": ["Disabled", *self.rvc]})
        elif call == ("POST", "/api/tts-generate"):
            await self.generate(request, reply)
        elif call == ("GET", "/api/tts-generate-streaming"):
            await self.stream(request, reply)
        elif call == ("PUT", "/api/stop-generation"):
            self.stopped += self.speaking
            self.speaking = False
            self.told_to_stop.set()
            await reply.whole({"message": "Cancelling current TTS generation"})
        elif call == ("POST", "/api/enginereload"):
            await self.change_engine(request, reply)
        elif call == ("POST", "/api/reload"):
            await self.change_model(request, reply)
        elif call == ("POST", "/v1/audio/speech"):
            await self.openai(request, reply)
        elif request.method == "GET" and request.path.removeprefix("/audio/") in self.files:
            await reply.whole(self.files[request.path.removeprefix("/audio/")], content_type="audio/wav")
        else:
            await reply.whole({"detail": "Not Found"}, 404)

    def settings(self) -> dict[str, object]:
        facts = ENGINES[self.engine]
        return {
            "engines_available": list(ENGINES),
            "current_engine_loaded": self.engine,
            "models_available": [{"name": name} for name in facts["models"]],  # type: ignore[attr-defined]
            "current_model_loaded": self.model,
            "manufacturer_name": "Coqui",
            "audio_format": "wav",
            **{f"{name}_capable": name in facts["capable"] for name in CAPABILITIES.split()},  # type: ignore[operator]
            "temperature_set": "0.75",
            "generationspeed_set": 1,
            "ttsengines_installed": True,
        }

    async def voices(self, reply: Reply) -> None:
        facts = ENGINES[self.engine]
        if "multivoice" not in facts["capable"]:  # type: ignore[operator]
            said = f"The currently loaded TTS engine '{self.engine}' does not support multiple voices."
            await reply.whole({"status": "error", "message": said})
        else:
            await reply.whole({"status": "success", "voices": facts["voices"]})

    def made(self, text: str) -> bytes:
        rate = int(ENGINES[self.engine]["rate"])  # type: ignore[call-overload]
        return wav(speech_like(text, rate), rate)

    async def speak_until_stopped(self) -> None:
        """A server that isn't told goes on, whether anyone listens or not."""
        self.begun.set()
        if self.slow:
            self.told_to_stop.clear()
            self.speaking = True
            await self.told_to_stop.wait()

    async def generate(self, request: Received, reply: Reply) -> None:
        form = request.form()
        if self.broken:
            await reply.whole("Internal Server Error", 500, content_type="text/plain; charset=utf-8")
            reply.reset()
        elif "text_input" not in form:
            missing = {
                "type": "missing",
                "loc": ["body", "text_input"],
                "msg": "Field required",
                "input": None,
            }
            await reply.whole({"detail": [missing]}, 422)
        elif wrong := self.wrong(form):
            await reply.whole({"error": wrong}, 400)
        elif form.get("character_voice_gen") not in (None, *ENGINES[self.engine]["voices"]):  # type: ignore[misc]
            await reply.whole({"status": "generate-failure", "error": "Resource not found"}, 404)
        else:
            await self.speak_until_stopped()
            name = form["output_file_name"] + ".wav"
            self.files[name] = self.made(form["text_input"])
            await reply.whole(self.where(name))

    def where(self, name: str) -> dict[str, str]:
        return {
            "status": "generate-success",
            "output_file_path": f"/opt/alltalk/outputs/{name}",
            "output_file_url": f"/audio/{name}",
            "output_cache_url": f"/audiocache/{name}",
        }

    def wrong(self, form: dict[str, str]) -> str:
        if len(form["text_input"]) > 2000:
            return "text_input: text_input needs to be 2000 characters or less."
        if form.get("language", "en") not in LANGUAGES:
            return f"language: language needs to be one of the following {'|'.join(LANGUAGES)}."
        if not re.fullmatch(r"[a-zA-Z0-9_]+", form["output_file_name"]):
            return "output_file_name: needs to be the name without any special characters or file extension"
        if not 0.25 <= float(form.get("speed", 1)) <= 2.0:
            return "speed: needs to be between 0.25 and 2.0"
        return ""

    async def stream(self, request: Received, reply: Reply) -> None:
        if "streaming" not in ENGINES[self.engine]["capable"]:  # type: ignore[operator]
            await reply.whole({"error": "Invalid value: Streaming not supported by current TTS engine"}, 400)
            return
        await reply.start("audio/wav")
        samples = speech_like(request.query["text"])
        await reply.piece(wav(samples[:0], size=0))
        for at in range(0, len(samples), 3000):
            await reply.piece(samples[at : at + 3000].tobytes())
        await self.speak_until_stopped()
        await reply.end()

    async def change_engine(self, request: Received, reply: Reply) -> None:
        if request.query["engine"] not in ENGINES:
            await reply.whole({"status": "error", "message": "Invalid TTS engine specified"})
            return
        self.engine = request.query["engine"]
        self.model = str(ENGINES[self.engine]["models"][-1])  # type: ignore[index]
        await reply.whole({"status": "engine-success"})
        self.restarting = 4

    async def change_model(self, request: Received, reply: Reply) -> None:
        if request.query["tts_method"] in ENGINES[self.engine]["models"]:  # type: ignore[operator]
            self.model = request.query["tts_method"]
            await reply.whole({"status": "model-success"})
        else:  # a dictionary from a bare Starlette route: the server breaks on it
            await reply.whole("Internal Server Error", 500, content_type="text/plain; charset=utf-8")

    async def openai(self, request: Received, reply: Reply) -> None:
        body = request.json()
        kind = body.get("response_format", "wav")
        if body["voice"] not in ("alloy", "echo", "fable", "nova", "onyx", "shimmer") or kind == "pcm":
            await reply.whole("Internal Server Error", 500, content_type="text/plain; charset=utf-8")
            reply.reset()
            return
        await reply.whole(encoded(speech_like(body["input"]), kind), content_type=f"audio/{kind}")


@dataclass
class AllTalk1(AllTalk):
    """A version 1 server: XTTS only, all fields wanted, URLs with a host of its own, hardly any settings."""

    model: str = "XTTSv2 Local"

    async def __call__(self, request: Received, reply: Reply) -> None:
        if request.path in ("/api/rvcvoices", "/api/enginereload", "/v1/audio/speech"):
            await reply.whole({"detail": "Not Found"}, 404)
        else:
            await super().__call__(request, reply)

    def settings(self) -> dict[str, object]:
        names = ("API TTS", "API Local", "XTTSv2 Local")
        return {
            "models_available": [{"name": "Coqui", "model_name": name} for name in names],
            "current_model_loaded": self.model,
            "deepspeed_available": False,
            "deepspeed_status": False,
            "low_vram_status": False,
            "finetuned_model": False,
        }

    async def voices(self, reply: Reply) -> None:
        await reply.whole({"voices": ENGINES["xtts"]["voices"]})

    def wrong(self, form: dict[str, str]) -> str:
        needed = (
            "text_filtering character_voice_gen narrator_enabled narrator_voice_gen text_not_inside language"
        )
        for name in needed.split():
            if name not in form:
                return f"{name} is missing"
        if form["language"] == "auto":
            return "language needs to be one of the following ar|zh-cn|cs"
        return super().wrong(form)

    def where(self, name: str) -> dict[str, str]:
        told = super().where(name)
        return told | {"output_file_url": f"http://127.0.0.1:1/audio/{name}"}

    async def change_model(self, request: Received, reply: Reply) -> None:
        self.model = request.query["tts_method"]
        await reply.whole({"status": "model-success"})
