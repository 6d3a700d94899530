"""What ElevenLabs' server does, as far as speech goes: its checks, its errors, its lines of JSON."""

from __future__ import annotations

import base64
import json
from collections.abc import Sequence
from dataclasses import dataclass, field

from http_sound import SECONDS_PER_CHARACTER, encoded, speech_like
from http_stub import Received, Reply

KEY = "xi_test_0123456789abcdef"
VOICES = [f"Voice{number:04}AbC" for number in range(230)]
MODELS = {"eleven_flash_v2_5": 0.5, "eleven_multilingual_v2": 1.0, "eleven_v3": 1.0, "eleven_new_v9": 2.0}


def listed_model(model_id: str, multiplier: float) -> dict[str, object]:
    return {
        "model_id": model_id,
        "name": model_id.replace("_", " ").title(),
        "can_be_finetuned": True,
        "can_do_text_to_speech": True,
        "can_do_voice_conversion": False,
        "can_use_style": model_id == "eleven_multilingual_v2",
        "can_use_speaker_boost": True,
        "serves_pro_voices": False,
        "token_cost_factor": 1,
        "description": "A model.",
        "requires_alpha_access": False,
        "max_characters_request_free_user": 2500,
        "max_characters_request_subscribed_user": 5000,
        "maximum_text_length_per_request": 40_000,
        "languages": [{"language_id": "en", "name": "English"}, {"language_id": "de", "name": "German"}],
        "model_rates": {"character_cost_multiplier": multiplier, "cost_discount_multiplier": 1},
        "concurrency_group": "standard",
    }


def listed_voice(voice_id: str) -> dict[str, object]:
    return {
        "voice_id": voice_id,
        "name": f"Name of {voice_id}",
        "category": "premade",
        "labels": {"accent": "american", "age": "young", "gender": "female", "use_case": "narrative_story"},
        "description": None,
        "settings": None,
        "samples": None,
        "safety_control": None,
    }


@dataclass
class ElevenLabs:
    """The handler.

    Attributes:
        normalized_only: it gives no alignment with the text as it was sent.
        spoken: what it says instead of what was sent, as normalization does.
        concurrency: what the account may.
    """

    normalized_only: bool = False
    spoken: dict[str, str] = field(default_factory=dict)
    concurrency: int = 5
    answered: int = 0

    async def __call__(self, request: Received, reply: Reply) -> None:
        if request.headers.get("xi-api-key") != KEY:
            await refuse(reply, 401, {"status": "invalid_api_key", "message": "Invalid API key"})
        elif request.path == "/v1/models":
            listed = [listed_model(name, rate) for name, rate in MODELS.items()]
            await reply.whole([*listed, listed_model("scribe_v1", 1) | {"can_do_text_to_speech": False}])
        elif request.path == "/v2/voices":
            await self.voices(request, reply)
        elif request.path == "/v1/user/subscription":
            counts = {"character_count": 1234, "character_limit": 100_000}
            await reply.whole({"tier": "creator", **counts, "next_character_count_reset_unix": 1_796_256_000})
        elif request.path.endswith("/stream/with-timestamps"):
            await self.speak(request, reply)
        else:
            await reply.whole({"detail": "Not Found"}, 404)

    async def voices(self, request: Received, reply: Reply) -> None:
        size, begin = int(request.query.get("page_size", 10)), int(request.query.get("next_page_token", 0))
        if size > 100:
            await refuse(
                reply, 422, [{"loc": ["query", "page_size"], "msg": "at most 100", "type": "less_than_equal"}]
            )
            return
        until = begin + size
        more = until < len(VOICES)
        await reply.whole(
            {
                "voices": [listed_voice(voice) for voice in VOICES[begin:until]],
                "has_more": more,
                "total_count": len(VOICES),
                "next_page_token": str(until) if more else None,
            }
        )

    async def speak(self, request: Received, reply: Reply) -> None:
        body = request.json()
        voice = request.path.split("/")[3]
        model = body.get("model_id", "eleven_multilingual_v2")
        if voice not in VOICES:
            said = {
                "status": "voice_not_found",
                "message": f"A voice with the voice_id {voice} was not found.",
            }
            await refuse(reply, 404, said)
        elif model not in MODELS:
            await refuse(reply, 400, {"status": "model_not_found", "message": f"{model} does not exist"})
        elif model == "eleven_v3" and {"previous_text", "next_text", "previous_request_ids"} & set(body):
            await refuse(
                reply, 400, {"status": "unsupported_model", "message": "not supported with 'eleven_v3'"}
            )
        elif model == "eleven_multilingual_v2" and "language_code" in body:
            await refuse(
                reply, 400, {"status": "unsupported_language", "message": "does not support language codes"}
            )
        elif not 0 <= body.get("voice_settings", {}).get("stability", 0.5) <= 1:
            loc = ["body", "voice_settings", "stability"]
            await refuse(
                reply, 422, [{"loc": loc, "msg": "Input should be less than or equal to 1", "type": "le"}]
            )
        else:
            await self.stream(request, reply, body["text"], MODELS[model])

    async def stream(self, request: Received, reply: Reply, text: str, multiplier: float) -> None:
        kind, rate, *_ = request.query["output_format"].split("_")
        audio = sound(speech_like(text, int(rate)), kind, int(rate))
        self.answered += 1
        await reply.start(
            "application/json",
            request_id=f"req_{self.answered}",
            character_cost=str(int(len(text) * multiplier)),
            current_concurrent_requests="1",
            maximum_concurrent_requests=str(self.concurrency),
        )
        for line in self.lines(text, audio):
            data = json.dumps(line).encode() + b"\n\n"
            await reply.piece(data[:50])  # a line comes in several pieces
            await reply.piece(data[50:])
        await reply.end()

    def lines(self, text: str, audio: bytes) -> Sequence[dict[str, object]]:
        steps = max(1, len(text) // 7)
        lines = []
        said = self.spoken.get(text, text)
        for step in range(steps):
            part = audio[len(audio) * step // steps : len(audio) * (step + 1) // steps]
            begin, until = len(text) * step // steps, len(text) * (step + 1) // steps
            lines.append(
                {
                    "audio_base64": base64.b64encode(part).decode(),
                    "alignment": None
                    if self.normalized_only or step == 1
                    else alignment(text[begin:until], begin),
                    "normalized_alignment": None,
                }
            )
        if steps > 1 and not self.normalized_only:  # what step 1 left out comes with step 2
            begin, until = len(text) // steps, len(text) * 3 // steps
            place = 2 if steps > 2 else 0
            if place:
                lines[2]["alignment"] = alignment(text[begin:until], begin)
            else:
                lines[1]["alignment"] = alignment(text[begin:], begin)
        if self.normalized_only:
            scale = len(text) / (len(said) + 1)
            lines[0]["normalized_alignment"] = alignment(" " + said, 0, scale)
        lines.append({"audio_base64": "", "alignment": None, "normalized_alignment": None})
        return lines


def alignment(text: str, begin: int, scale: float = 1.0) -> dict[str, object]:
    step = SECONDS_PER_CHARACTER * scale
    return {
        "characters": list(text),
        "character_start_times_seconds": [round((begin + at) * step, 3) for at in range(len(text))],
        "character_end_times_seconds": [round((begin + at + 1) * step, 3) for at in range(len(text))],
    }


def sound(samples, kind: str, rate: int) -> bytes:  # type: ignore[no-untyped-def]
    if kind in ("ulaw", "alaw"):
        return companded(samples, kind)
    return encoded(samples, kind, rate)


def companded(samples, kind: str) -> bytes:  # type: ignore[no-untyped-def]
    import av

    frame = av.AudioFrame.from_ndarray(samples.reshape(1, -1), format="s16", layout="mono")
    frame.sample_rate = 8000
    codec = av.CodecContext.create({"ulaw": "pcm_mulaw", "alaw": "pcm_alaw"}[kind], "w")
    codec.sample_rate, codec.layout, codec.format = 8000, "mono", "s16"
    return b"".join(bytes(packet) for packet in [*codec.encode(frame), *codec.encode(None)])


async def refuse(reply: Reply, status: int, detail: object) -> None:
    await reply.whole({"detail": detail}, status, request_id="req_refused")
