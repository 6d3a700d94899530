"""What a shell offers for the values of options. Nothing is loaded, and no server of a vendor is asked."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

import click
from click.shell_completion import CompletionItem

from tts_tui.speech.errors import SpeechError

if TYPE_CHECKING:
    from tts_tui.backends.base import Backend
    from tts_tui.speech.catalog import Model, Voice

PATIENCE = 1.0
"""Seconds for a server on this machine to list its voices; a shell that waits longer seems to hang."""

Complete = Callable[[click.Context, click.Parameter, str], list[CompletionItem]]


def completing(values: Callable[[Mapping[str, Any]], Iterable[tuple[str, str]]]) -> Complete:
    """A `shell_complete` of click.

    Args:
        values: given the options so far: what can stand there, each with its help.
    """

    def complete(context: click.Context, _parameter: click.Parameter, begun: str) -> list[CompletionItem]:
        try:
            found = [(value, help) for value, help in values(context.params) if value.startswith(begun)]
        except SpeechError:  # a command says what is wrong; there is no place for it here
            return []
        return [CompletionItem(value, help=help) for value, help in found]

    return complete


def _models(options: Mapping[str, Any]) -> list[Model]:
    from tts_tui.studio.session import open_session

    provider = options.get("provider") or ""
    models, _ = open_session().open_manager().usable_models()
    return [model for model in models if provider in ("", model.provider)]


def _providers(_options: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    yield from {model.provider: model.provider_name for model in _models({})}.items()


def _ids(options: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for model in _models(options):
        yield model.id, model.name


def _voices(options: Mapping[str, Any]) -> list[tuple[str, str]]:
    import asyncio  # every verb imports this module; few complete voices

    model = options.get("model") or ""
    return asyncio.run(_voices_of(model, options.get("provider") or ""))


async def _voices_of(name: str, provider: str) -> list[tuple[str, str]]:
    import asyncio

    from tts_tui.studio.session import open_session

    found: dict[str, str] = {}
    async with open_session().manager() as manager:
        models = [manager.resolve(name, provider)[1]] if name else manager.usable_models()[0]
        for model in models:
            if not model.available or model.takes_key or provider not in ("", model.provider):
                continue
            backend, _ = manager.resolve(model.id, model.provider)
            try:
                voices = await asyncio.wait_for(backend.voices(model.id), PATIENCE)
            except (SpeechError, TimeoutError):
                continue
            found.update(
                (_written(voice, backend), f"{voice.language} {voice.name}")
                for voice in voices
                if not voice.unavailable
            )
    return list(found.items())


def _written(voice: Voice, backend: Backend) -> str:
    """The user's own name for a voice, where it has one: a blend's id is its whole text."""
    return voice.name if backend.voice_id(voice.name) == voice.id else voice.id


def _formats(_options: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    from tts_tui.audio.files.formats import FORMATS

    for name, each in FORMATS.items():
        yield name, each.name


def _model_settings(options: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    name = options.get("model") or ""
    for model in _models(options):
        if model.id == name or (not name and model.available):
            for setting in model.settings:
                yield f"{setting.name}=", setting.help or setting.label


def _user_settings(_options: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    import msgspec

    from tts_tui.store import settings_file

    for section, values in msgspec.to_builtins(settings_file.defaults()).items():
        for name in values:
            yield f"{section}.{name}", ""


def _presets(_options: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    from tts_tui.studio.session import open_session

    for name, preset in open_session().settings.presets.items():
        yield name, preset.voice or preset.model or preset.provider


def _engines(_options: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    from tts_tui.studio.session import open_session

    for engine in open_session().open_manager().engines():
        yield engine.name, engine.summary


def _words(_options: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    from tts_tui.store.dictionary_file import WordList
    from tts_tui.store.paths import Paths

    for reading in WordList(Paths.of_user().words_file).read():
        yield reading.word, reading.reading


engines = completing(_engines)
presets = completing(_presets)
words = completing(_words)
providers = completing(_providers)
models = completing(_ids)
voices = completing(_voices)
formats = completing(_formats)
model_settings = completing(_model_settings)
user_settings = completing(_user_settings)
