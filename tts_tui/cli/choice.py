"""Which model, voice and settings the options and the user's settings together mean."""

from __future__ import annotations

import shlex
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from tts_tui.backends.manager import TTSBackendManager, first_available
from tts_tui.speech.catalog import Model
from tts_tui.speech.errors import MissingError, UnknownModelError, UsageError, did_you_mean
from tts_tui.speech.request import SettingValue, SpeechRequest, TextFormatChoice
from tts_tui.store.settings import Preset

if TYPE_CHECKING:
    from tts_tui.store.settings import Settings, SpeechSettings


@dataclass(frozen=True, slots=True)
class Wish:
    """How to speak, as far as the command line says; what is empty is left to the user's settings.

    Attributes:
        settings: "name=value" each.
        fresh: what was made before isn't taken from the cache.
        manner: how the text is taken.
        cast: "NAME=VOICE" each, of the names that begin the lines of a script.
    """

    provider: str = ""
    model: str = ""
    voice: str = ""
    language: str = ""
    speed: float | None = None
    settings: Sequence[str] = ()
    fresh: bool = False
    manner: TextFormatChoice = "auto"
    cast: Sequence[str] = ()


def with_preset(wish: Wish, name: str, settings: Settings) -> tuple[Wish, Preset]:
    """The wish with what a preset says of it where the command line says nothing, and that preset.

    The preset's voice and settings are its model's: they are left out where the command line names another model.

    Args:
        name: empty is the usual one, where nothing that speaks is named.

    Raises:
        UsageError: there is no such preset.
    """
    speech = settings.speech
    if not name and not any(
        (wish.provider, wish.model, wish.voice, speech.provider, speech.model, speech.voice)
    ):
        name = speech.preset
    if not name:
        return wish, Preset()
    if (preset := settings.presets.get(name)) is None:
        known = did_you_mean(name, list(settings.presets))
        raise UsageError(
            f"There is no preset {name!r}.",
            hint=known or f"tts-tui config set presets.{shlex.quote(name)}.voice VOICE makes one.",
        )
    own = not (wish.provider or wish.model)
    pairs = [f"{key}={_typed(value)}" for key, value in preset.settings.items() if own]
    chosen = replace(
        wish,
        provider=wish.provider or (preset.provider if own else ""),
        model=wish.model or (preset.model if own else ""),
        voice=wish.voice or (preset.voice if own else ""),
        language=wish.language or (preset.language if own and not wish.voice else ""),
        speed=preset.speed if wish.speed is None else wish.speed,
        settings=(*pairs, *wish.settings),
    )
    return chosen, preset


def _typed(value: SettingValue) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def models_of(manager: TTSBackendManager, provider: str) -> list[Model]:
    """The models of a provider.

    Raises:
        UnknownModelError: there is no such provider.
        SpeechError: its backend can't be made.
    """
    models, refused = manager.usable_models()
    found = [each for each in models if each.provider == provider]
    if provider in refused and not first_available(found):  # another backend may have some of its models
        raise refused[provider]
    if found:
        return found
    providers = list(dict.fromkeys(each.provider for each in models))
    raise UnknownModelError(f"There is no provider {provider!r}.", hint=did_you_mean(provider, providers))


def choose_model(manager: TTSBackendManager, wish: Wish, usual: SpeechSettings) -> Model:
    """The model that is wished, else the usual one, else the first that can speak.

    Raises:
        UnknownModelError: it doesn't exist.
        SpeechError: none of those that match can speak here.
    """
    return able_one(_candidates(manager, wish, usual))


def model_to_explain(manager: TTSBackendManager, wish: Wish, usual: SpeechSettings) -> Model:
    """The same, though it can't speak: what it would say is known without its key or its files.

    Raises:
        UnknownModelError: it doesn't exist.
        SpeechError: there is none at all.
    """
    found = _candidates(manager, wish, usual)
    return first_available(found) or (found[0] if found else able_one(found))


def _candidates(manager: TTSBackendManager, wish: Wish, usual: SpeechSettings) -> Sequence[Model]:
    provider, model = wish.provider, wish.model
    if not provider and not model:
        provider, model = usual.provider, usual.model
    if model:
        return [manager.resolve(model, provider)[1]]
    if provider:
        return models_of(manager, provider)
    # one backend after the other: the first usually can, and the others cost time to make
    each_backend = map(manager.models_of, manager.names)
    return next((models for models in each_backend if first_available(models)), [])


def able_one(models: Sequence[Model]) -> Model:
    """The first that can speak here.

    Raises:
        SpeechError: none can; it says what the first one needs.
    """
    if chosen := first_available(models):
        return chosen
    if not models:
        raise MissingError("Nothing can speak here.", hint="tts-tui models tells what each model needs.")
    raise models[0].refusal()


def make_request(text: str, model: Model, wish: Wish, usual: SpeechSettings) -> SpeechRequest:
    """The request for a text; the usual voice and language only go with the usual model.

    Raises:
        UsageError: a setting that the model hasn't, or a value that it doesn't take.
    """
    is_usual = usual.model in ("", model.id) and usual.provider in ("", model.provider) and not wish.model
    voice = wish.voice or (usual.voice if is_usual else "")
    language = wish.language or (usual.language if is_usual and not wish.voice else "")
    from tts_tui.text.markup import full_cast  # no `--help` needs it

    return SpeechRequest(
        text=text,
        model=model.id,
        provider=model.provider,
        voice=voice,
        language=language,
        speed=usual.speed if wish.speed is None else wish.speed,
        settings=dict(_setting(model, each) for each in wish.settings),
        manner=wish.manner,
        cast=full_cast(text, usual.cast, cast_of(wish.cast)),
    )


def cast_of(assignments: Sequence[str]) -> dict[str, str]:
    """The voice of each name: of `NAME=VOICE`, or of a TOML file that has them for a whole series.

    Raises:
        UsageError: one is neither, or the file can't be read.
    """
    if not assignments:
        return {}
    from tts_tui.text.markup.cast import parse  # no `--help` needs it

    cast: dict[str, str] = {}
    for each in assignments:
        if _is_file(each):
            from tts_tui.store.cast_file import read_cast

            cast |= read_cast(Path(each))
        else:
            cast |= [parse(each)]
    return cast


def cast_in_vain(text: str, assignments: Sequence[str], quoted: Collection[str] = ()) -> str:
    """What to say of the names that `NAME=VOICE` gives a voice and that begin no line; empty where there is nothing.

    The file of a series may name more people than come into one text.

    Args:
        quoted: who says what is quoted, where that is told; then no line begins with a name.
    """
    named = [each for each in assignments if not _is_file(each)]
    if not named:
        return ""
    from tts_tui.text.markup.cast import absent  # no `--help` needs it

    if quoted:
        known = {name.casefold() for name in quoted}
        missing = [name for name in cast_of(named) if " ".join(name.split()).casefold() not in known]
        does = "says anything that is quoted"
    else:
        missing = absent(text, cast_of(named))
        does = "begins a line of the text"
    what = "Nobody of this name" if len(missing) == 1 else "Nobody of these names"
    return f"{what} {does}: {', '.join(missing)}." if missing else ""


def _is_file(assignment: str) -> bool:
    return assignment.lower().endswith(".toml") and "=" not in assignment


def _setting(model: Model, assignment: str) -> tuple[str, SettingValue]:
    name, equals, value = assignment.partition("=")
    if not equals:
        raise UsageError(f"--set takes NAME=VALUE, not {assignment!r}.")
    known = {setting.name: setting for setting in model.settings}
    if name not in known:
        raise UsageError(
            f"{model.name} has no setting {name!r}.",
            hint=did_you_mean(name, list(known)) or "It has none at all.",
        )
    return name, known[name].parse(value)
