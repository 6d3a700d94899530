"""What a request leaves open is decided, and what the model can't do is refused, before anything is loaded or spent."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

from tts_tui.backends.base import Backend
from tts_tui.backends.manager import TTSBackendManager
from tts_tui.speech.catalog import Model
from tts_tui.speech.errors import SpeechError, UnknownVoiceError, UsageError, did_you_mean
from tts_tui.speech.hints import Hint
from tts_tui.speech.request import ChunkRequest, SpeechRequest
from tts_tui.studio.casting import Casting


async def decide(
    request: SpeechRequest, manager: TTSBackendManager, beginning: Callable[[], Awaitable[str]]
) -> Casting:
    """The voice and language to speak a text with.

    Args:
        beginning: gives enough of the text to tell its language by, for a model that must be told one.

    Raises:
        SpeechError: the model isn't there, or can't do what the request asks for.
    """
    backend, model = manager.resolve(request.model, request.provider)
    check(request, model)
    if not model.available:  # raise the model's own reason before any voice is looked up
        await manager.start(model.id, model.provider)
    voice = (
        backend.voice_id(request.voice)
        if request.voice
        else await first_voice(backend, model, request.language)
    )
    language = request.language or backend.language_of(voice)
    if not language and model.language_choices:
        language = await language_choice(await beginning(), model)
    return Casting(request, model, backend, voice, language)


async def language_choice(text: str, model: Model) -> str:
    """The language of the whole text, decided once, for a model that must be told one."""
    from tts_tui.text.language import language_of_text

    return await asyncio.to_thread(language_of_text, text, model.language_choices)


async def first_voice(backend: Backend, model: Model, language: str = "") -> str:
    """The voice to speak with when none was chosen: one of that language where the model has one.

    Args:
        language: BCP 47 tag; empty for any.

    Raises:
        UnknownVoiceError: none of the model's can speak.
    """
    able = [voice for voice in await backend.voices(model.id) if not voice.unavailable]
    if not able:
        raise UnknownVoiceError(
            f"{model.name} has no voice that can speak here.",
            hint=Hint(
                f"tts-tui voices --model {model.id} tells why.", "The list of voices ({voices}) tells why."
            ),
        )
    return max(able, key=lambda voice: _nearness(voice.language, language)).id


def _nearness(language: str, target: str) -> int:
    """2 for the same language and region, 1 for the same language, else 0."""
    language, target = language.lower(), target.lower()
    return (language.partition("-")[0] == target.partition("-")[0]) + (language == target)


def check(request: SpeechRequest, model: Model) -> None:
    """Refuse what the model can't do, before anything is loaded or spent.

    Raises:
        UsageError: a speed or setting that the model doesn't have, or a value that it can't take.
    """
    slow, fast = model.speeds
    if not slow <= request.speed <= fast:
        raise UsageError(f"{model.name} speaks at speeds from {slow:g} to {fast:g}, not {request.speed:g}.")
    known = {setting.name: setting for setting in model.settings}
    for name, value in request.settings.items():
        if name not in known:
            raise UsageError(f"{model.name} has no setting {name!r}.", hint=did_you_mean(name, list(known)))
        known[name].check(value)


async def check_at_hand(request: SpeechRequest, model: Model, backend: Backend) -> None:
    """Refuse what can be known to be wrong without asking a server, such as a local voice that isn't there.

    Raises:
        UsageError: it can't be spoken as it is.
    """
    check(request, model)
    if not request.voice:
        return
    voice = backend.voice_id(request.voice)
    language = request.language or backend.language_of(voice)
    call = ChunkRequest(0, "a", model.id, voice, language, request.speed, request.settings)
    try:
        await asyncio.to_thread(backend.sound_source, call)
    except UsageError:
        raise
    except SpeechError:  # the engine is unavailable: speaking raises the same and reports it
        return
