"""`tts-tui voices`: lists the voices."""

from __future__ import annotations

import asyncio
from typing import Any

import click

from tts_tui.backends.base import Backend
from tts_tui.backends.manager import TTSBackendManager
from tts_tui.cli import complete
from tts_tui.cli.choice import models_of
from tts_tui.cli.printing import tell, tell_error, write_json, write_list
from tts_tui.speech.catalog import Model, Voice
from tts_tui.speech.errors import unexpected
from tts_tui.studio.session import Session, open_session


@click.command()
@click.option(
    "--provider", shell_complete=complete.providers, default="", metavar="P", help="Only this provider's."
)
@click.option("--model", shell_complete=complete.models, default="", metavar="M", help="Only this model's.")
@click.option("--refresh", is_flag=True, help="Ask the server again instead of remembering its answer.")
@click.option("--json", "as_json", is_flag=True, help="A list of objects on stdout.")
def command(provider: str, model: str, refresh: bool, as_json: bool) -> None:
    """List the voices, of the models that can speak here unless told otherwise."""
    found = asyncio.run(_voices(open_session(), provider, model, refresh))
    if as_json:
        write_json([_described(voice, of) for of, voice in found])
    else:
        write_list(
            (
                (voice.id, voice.language, voice.gender, voice.grade, of.id),
                [voice.unavailable or voice.name],
            )
            for of, voice in found
        )


async def _voices(session: Session, provider: str, model: str, refresh: bool) -> list[tuple[Model, Voice]]:
    """The voices; a model that can't list its own is skipped, unless the user named it."""
    found: list[tuple[Model, Voice]] = []
    async with session.manager() as manager:
        candidates = await _models(manager, provider, model)
        for name in dict.fromkeys(each.backend for each in candidates):
            models = [each for each in candidates if each.backend == name]
            try:
                found += await _voices_of(manager.backend(name), models, refresh, by_name=bool(model))
            except Exception as error:
                told = unexpected(error, f"The {name} backend")
                if provider or model:
                    raise told from error
                tell(told.message)
    return found


async def _voices_of(
    backend: Backend, models: list[Model], refresh: bool, *, by_name: bool
) -> list[tuple[Model, Voice]]:
    """The voices of a backend's models: unless one was asked for by name, of those that it turns out to have."""
    first = models[0]
    voices = await backend.voices(first.id, refresh=refresh)
    if not by_name:
        models = [each for each in backend.models() if each.available] or models
    found = []
    for each in models:
        spoken = voices if each.id == first.id else await backend.voices(each.id)
        found += [(each, voice) for voice in spoken]
    return found


async def _models(manager: TTSBackendManager, provider: str, model: str) -> list[Model]:
    """Those that can speak here; all of what was asked for by name when none of it can."""
    if model:
        return [manager.resolve(model, provider)[1]]
    if provider:
        models = models_of(manager, provider)
        return [each for each in models if each.available] or models
    await manager.look()
    models, refused = manager.usable_models()
    for error in refused.values():
        tell_error(error)
    return [each for each in models if each.available]


def _described(voice: Voice, model: Model) -> dict[str, Any]:
    return {
        "id": voice.id,
        "name": voice.name,
        "language": voice.language,
        "gender": voice.gender,
        "provider": model.provider,
        "model": model.id,
        "grade": voice.grade,
        "description": voice.description,
        "available": not voice.unavailable,
        "reason": voice.unavailable,
    }
