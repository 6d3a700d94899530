"""AllTalk's native API on the wire."""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import quote, unquote, urlsplit

import msgspec

from tts_tui.backends.alltalk.state import LANGUAGES, NO_RVC, ServerState
from tts_tui.backends.http.refusal import clean
from tts_tui.speech.catalog import Voice
from tts_tui.speech.errors import ServerError
from tts_tui.speech.request import ChunkRequest

ENGINE_VOICE = Voice("default", "The engine's own")
"""The voice that the engine takes when none is asked for: all that is known where there is no list."""
OPENAI_VOICES = ("alloy", "echo", "fable", "nova", "onyx", "shimmer")
NO_VOICES = "No Voices Found"

_UNSTREAMED = ("temperature", "repetition_penalty", "pitch", "rvc_voice", "rvc_pitch")
"""Settings that the streaming call has no field for."""
_API_MODEL, _LATENT = "apitts", "latent:"
_LOCALE = re.compile(r"([a-z]{2})_([A-Z]{2})-")


class VoicesAnswer(msgspec.Struct, frozen=True):
    """`GET /api/voices`: an engine with one voice answers 200 with a status of "error"."""

    status: str = "success"
    message: str = ""
    voices: tuple[str, ...] = ()


class RvcList(msgspec.Struct, frozen=True):
    rvcvoices: tuple[str, ...] = ()


class StatusAnswer(msgspec.Struct, frozen=True):
    """What the calls answer that switch or generate."""

    status: str = ""
    message: str = ""
    error: str = ""
    output_file_url: str = ""

    @property
    def problem(self) -> str:
        """What it says, for people."""
        return clean(self.message or self.error or self.status) or "it does not say why"


def voices_of(listed: VoicesAnswer) -> Sequence[Voice]:
    """The engine's voices; its own alone where it has but one."""
    if listed.status != "success":
        return (ENGINE_VOICE,)
    return tuple(_voice(name) for name in listed.voices if name.isprintable() and name != NO_VOICES)


def _voice(name: str) -> Voice:
    stem = re.sub(r"\.(wav|onnx|mp3|flac|json)$", "", name)
    return Voice(name, stem, language=locale_of(name))


def locale_of(voice: str) -> str:
    """The language that a voice's own name tells; empty if it tells none."""
    locale = _LOCALE.match(voice)  # Piper's files are called en_US-lessac-medium.onnx
    return "-".join(locale.groups()) if locale else ""


def find_voice(voices: Sequence[Voice], name: str) -> str | None:
    """The id of the voice that is called so in the list, by id or by name."""
    if any(voice.id == name for voice in voices):
        return name
    return next((voice.id for voice in voices if voice.name == name), None)


def can_stream(state: ServerState, request: ChunkRequest) -> bool:
    """Whether the streaming call can do all that is asked: it has no field for more than text, voice, language.

    A server says that it can with these models and voices too, and then cuts the stream.
    """
    plain = not any(name in request.settings for name in _UNSTREAMED) and request.speed == 1.0
    unable = not state.model or state.model.startswith(_API_MODEL) or request.voice.startswith(_LATENT)
    return state.streaming and plain and not unable and request.voice != ENGINE_VOICE.id


def language_of(request: ChunkRequest) -> str:
    """The language to ask for. Never `auto`: the server would guess it for every sentence again."""
    chosen = str(request.settings.get("language", "auto"))
    if chosen != "auto":
        return chosen
    primary = request.language.partition("-")[0].lower()
    known = {name.partition("-")[0]: name for name in LANGUAGES}
    return known.get(primary, "en")


def stream_query(request: ChunkRequest, file_name: str) -> dict[str, str]:
    """For `GET /api/tts-generate-streaming`."""
    return {
        "text": request.text,
        "voice": request.voice,
        "language": language_of(request),
        "output_file": file_name,
    }


def generate_form(request: ChunkRequest, file_name: str) -> dict[str, str]:
    """For `POST /api/tts-generate`. Version 1 wants every field, version 2 takes its own defaults for the rest.

    Args:
        file_name: ours, the same each time: the server keeps what it makes, and can't be told to delete it.
    """
    form = {
        "text_input": request.text,
        "text_filtering": "none",
        "narrator_enabled": "false",
        "text_not_inside": "character",
        "language": language_of(request),
        "output_file_name": file_name,
        "output_file_timestamp": "false",
        "autoplay": "false",
        "autoplay_volume": "0.8",
    }
    if request.voice != ENGINE_VOICE.id:
        form |= {"character_voice_gen": request.voice, "narrator_voice_gen": request.voice}
    if request.speed != 1.0:
        form["speed"] = f"{request.speed:g}"
    for name in ("temperature", "repetition_penalty", "pitch"):
        if name in request.settings:
            form[name] = f"{request.settings[name]:g}"
    if (rvc_voice := str(request.settings.get("rvc_voice", NO_RVC))) != NO_RVC:
        form["rvccharacter_voice_gen"] = rvc_voice
        form["rvccharacter_pitch"] = str(request.settings.get("rvc_pitch", 0))
    return form


def openai_body(request: ChunkRequest) -> dict[str, str | float]:
    """For `POST /v1/audio/speech`; wav is what needs no conversion on the server, pcm fails there."""
    body: dict[str, str | float] = {
        "model": "alltalk",
        "input": request.text,
        "voice": request.voice,
        "response_format": "wav",
    }
    return body | ({"speed": request.speed} if request.speed != 1.0 else {})


def file_path(outcome: StatusAnswer) -> str:
    """The path of the file that was made, on the server that we know: version 1 tells a host of its own.

    Raises:
        ServerError: there is none.
    """
    path = unquote(urlsplit(outcome.output_file_url).path)
    if outcome.status != "generate-success" or not re.fullmatch(r"/audio/[^/]+", path):
        raise ServerError(
            f"AllTalk made no file: {outcome.problem}.",
            hint="Look at AllTalk's own log.",
            provider="AllTalk",
        )
    return quote(path)
