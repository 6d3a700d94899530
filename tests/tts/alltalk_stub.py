"""What AllTalk's servers do, quirks and errors included: 2 as it was seen to answer, 1 after its source."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from http_sound import encoded, speech_like, wav
from http_stub import Received, Reply

LANGUAGES = re.findall(r"[a-z-]+", "auto ar zh-cn zh cs nl en fr de hu hi it ja ko pl pt ru es tr")
ENGINES = {
    "parler": {
        "models": ["parler"],
        "voices": ["No Voices Found"],
        "capable": {"multivoice"},
        "rate": 44_100,
    },
    "piper": {
        "models": ["piper"],
        "voices": ["en_US-ljspeech-high.onnx", "de_DE-thorsten-medium.onnx"],
        "capable": {"generationspeed", "multivoice"},
        "rate": 22_050,
    },
    "vits": {"models": ["vits - ljspeech"], "voices": [], "capable": set(), "rate": 22_050},
    "xtts": {
        "models": [
            "xtts - xttsv2_2.0.2",
            "apitts - xttsv2_2.0.2",
            "xtts - xttsv2_2.0.3",
            "apitts - xttsv2_2.0.3",
        ],
        "voices": ["female_01.wav", "male_01.wav", "Sophie Anderson.wav", "voiceset:ann", "latent:bob.json"],
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
    "f5tts": {
        "models": ["f5tts"],
        "voices": ["male_01.wav"],
        "capable": {"multivoice"},
        "rate": 24_000,
    },
}
CAPABILITIES = (
    "deepspeed generationspeed languages lowvram multimodel multivoice pitch repetitionpenalty streaming "
    "temperature"
)
NO_MODELS = "No Models Available"
TAKEN_FOR = {"Hello.": "it", "No.": "pt", "Wait!": "fr", "Yes, sir.": "tr"}
"""What the server's detector takes short English for."""
BROKEN = ("Internal Server Error", 500)


@dataclass
class AllTalk:
    """A version 2 server as it really answers: switching engines by its API fails, unless it is `mended`.

    Attributes:
        mended: changing the engine works, as on a server without the fault of November 2024.
        lacking: engines whose packages are missing: changing to one ends the server.
        restarting: how often it answers wrongly to /api/ready after a change of engine.
        slow: it makes speech until it is told to stop.
        deaf: while it speaks it answers nothing else, as XTTS does.
        stopped: how often it was told to stop, while it spoke.
        end: what ends the server's process.
        languages: in which it spoke, in turn.
    """

    engine: str = "piper"
    model: str = "piper"
    models: list[str] | None = None
    rvc: list[str] = field(default_factory=list)
    mended: bool = False
    lacking: set[str] = field(default_factory=set)
    restarting: int = 0
    slow: bool = False
    deaf: bool = False
    stopped: int = 0
    broken: bool = False
    files: dict[str, bytes] = field(default_factory=dict)
    languages: list[str] = field(default_factory=list)
    speaking: bool = False
    end: Callable[[], None] = print
    begun: asyncio.Event = field(default_factory=asyncio.Event)
    told_to_stop: asyncio.Event = field(default_factory=asyncio.Event)

    async def __call__(self, request: Received, reply: Reply) -> None:
        call = (request.method, request.path)
        if self.speaking and self.deaf:
            await asyncio.Event().wait()
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
        elif request.path.removeprefix("/audio/") in self.files:
            await self.file(request, reply)
        else:
            await reply.whole({"detail": "Not Found"}, 404)

    async def file(self, request: Received, reply: Reply) -> None:
        if request.method != "GET":
            await reply.whole({"detail": "Method Not Allowed"}, 405, allow="GET")
            return
        data = self.files[request.path.removeprefix("/audio/")]
        modified = "Thu, 27 Feb 2025 12:00:00 GMT"
        await reply.whole(data, content_type="audio/x-wav", etag=f'"{len(data):x}"', last_modified=modified)

    def settings(self) -> dict[str, object]:
        facts = ENGINES[self.engine]
        models = self.models or facts["models"]
        return {
            "engines_available": list(ENGINES),
            "current_engine_loaded": self.engine,
            "models_available": [{"name": name} for name in models],  # type: ignore[attr-defined]
            "current_model_loaded": self.model,
            "manufacturer_name": "Coqui",
            "audio_format": "wav",
            **{f"{name}_capable": name in facts["capable"] for name in CAPABILITIES.split()},  # type: ignore[operator]
            "deepspeed_available": False,
            "deepspeed_enabled": False,
            "lowvram_enabled": False,
            "temperature_set": 0.75,
            "repetitionpenalty_set": 10,
            "pitch_set": 0,
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
        if self.slow:
            self.told_to_stop.clear()
            self.speaking = True
        self.begun.set()
        if self.slow:
            await self.told_to_stop.wait()

    def detected(self, language: str, text: str) -> str:
        """The language that it speaks; empty where it can't find one out."""
        if language == "auto":
            language = TAKEN_FOR.get(text, "en") if any(each.isalpha() for each in text) else ""
        self.languages.append(language)
        return language

    async def generate(self, request: Received, reply: Reply) -> None:
        form = request.form()
        if self.broken:
            await reply.whole(*BROKEN, content_type="text/plain; charset=utf-8")
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
        elif not self.detected(form.get("language", "en"), form["text_input"]):
            await reply.whole({"status": "generate-failure", "error": "Could not detect language"}, 400)
        elif self.model == NO_MODELS:
            await reply.whole({"detail": "You currently have no TTS model loaded."}, 400)
        elif form.get("character_voice_gen") not in (None, *ENGINES[self.engine]["voices"]):  # type: ignore[misc]
            if self.engine == "piper":
                await reply.whole({"detail": "Model file not found."}, 500)
            else:
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
        """What is wrong with a request; it names the field twice."""
        if len(form["text_input"]) > 2000:
            return "text_input: text_input needs to be 2000 characters or less."
        if set(form.get("character_voice_gen", "")) & set('<>"|?*'):
            return (
                "character_voice_gen: character_voice_gen needs to be the name of a valid voice for the loaded "
                "TTS engine."
            )
        if form.get("language", "en") not in LANGUAGES:
            known = ", ".join(LANGUAGES)
            return f"language: language needs to be one of the following: {known}."
        if not re.fullmatch(r"[a-zA-Z0-9_]+", form["output_file_name"]):
            return (
                "output_file_name: output_file_name needs to be the name without any special characters or file "
                "extension, e.g., 'filename'."
            )
        if not 0.25 <= float(form.get("speed", 1)) <= 2.0:
            return "speed: speed needs to be between 0.25 and 2.0."
        return ""

    async def stream(self, request: Received, reply: Reply) -> None:
        if "streaming" not in ENGINES[self.engine]["capable"]:  # type: ignore[operator]
            await reply.whole({"error": "Invalid value: Streaming not supported by current TTS engine"}, 400)
            return
        text, voice = request.query["text"], request.query["voice"]
        if not self.detected(request.query["language"], text):
            await reply.whole({"error": "Invalid value: Could not detect language"}, 400)
            return
        await reply.start("audio/wav")
        known = voice in ENGINES[self.engine]["voices"]  # type: ignore[operator]
        if (
            not known
            or self.model == NO_MODELS
            or self.model.startswith("apitts")
            or voice.startswith("latent:")
        ):
            reply.close()  # it only finds out now that it can't
            return
        samples = speech_like(text)
        await reply.piece(wav(samples[:0], size=0))
        for at in range(0, len(samples), 3000):
            await reply.piece(samples[at : at + 3000].tobytes())
        await self.speak_until_stopped()
        await reply.end()

    async def change_engine(self, request: Received, reply: Reply) -> None:
        engine = request.query["engine"]
        if engine not in ENGINES:
            await reply.whole({"status": "error", "message": "Invalid TTS engine specified"})
            return
        if not self.mended:
            await reply.whole(*BROKEN, content_type="text/plain; charset=utf-8")
            return
        await reply.whole({"status": "engine-success"})
        if engine in self.lacking:
            self.end()
            return
        self.engine, self.model = engine, str(ENGINES[engine]["models"][-1])  # type: ignore[index]
        if engine == "xtts":
            self.model = "xtts - xttsv2_2.0.3"
        self.restarting = 4

    async def change_model(self, request: Received, reply: Reply) -> None:
        if request.query["tts_method"] in ENGINES[self.engine]["models"]:  # type: ignore[operator]
            self.model = request.query["tts_method"]
            await reply.whole({"status": "model-success"})
        else:  # a dictionary from a bare Starlette route: the server breaks on it
            await reply.whole(*BROKEN, content_type="text/plain; charset=utf-8")

    async def openai(self, request: Received, reply: Reply) -> None:
        body = request.json()
        kind = body.get("response_format", "wav")
        known = body.get("voice") in ("alloy", "echo", "fable", "nova", "onyx", "shimmer")
        text = body.get("input", "")
        if not text or not known or kind == "pcm" or not self.detected("auto", text):
            await reply.whole(*BROKEN, content_type="text/plain; charset=utf-8")
            reply.reset()
            return
        attached = f'attachment; filename="speech.{kind}"'
        sound = encoded(speech_like(text), kind)
        await reply.whole(sound, content_type=f"audio/{kind}", content_disposition=attached)


def xtts(**fields: Any) -> AllTalk:
    """A server that was made to load XTTS, on its own page."""
    return AllTalk(engine="xtts", **{"model": "xtts - xttsv2_2.0.3", **fields})


@dataclass
class AllTalk1(AllTalk):
    """A version 1 server: XTTS only, all fields wanted, URLs with a host of its own, hardly any settings."""

    engine: str = "xtts"
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
