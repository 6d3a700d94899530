"""What may be compared: what stands beside each other at first, what can be added, and a take that is typed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from tts_tui.events.presets import selection_with
from tts_tui.events.tts_events import Catalog, Selection
from tts_tui.speech.catalog import Model, Voice
from tts_tui.speech.errors import UnknownModelError, UsageError, did_you_mean
from tts_tui.store.settings import Preset
from tts_tui.studio.assignments import assignments, speed_of

AT_FIRST = 4
"""Takes that a comparison begins with at most: the present voice and the favourites."""


def beginning(now: Selection, favourites: Sequence[str]) -> list[Selection]:
    """What is compared at first.

    Args:
        now: what would speak.
        favourites: the voices of its model that the user marked.
    """
    voices = [each for each in favourites if each != now.voice][: AT_FIRST - 1]
    return [now, *(replace(now, voice=voice, language="") for voice in voices)]


def choices(
    now: Selection, catalog: Catalog, voices: Sequence[Voice], presets: Mapping[str, Preset]
) -> list[tuple[str, str, Selection]]:
    """What can be added: a name, what is known of it, and what speaks it."""
    found = [
        (f"preset {name}", preset.voice or preset.model, catalog.first(selection_with(preset, now)))
        for name, preset in presets.items()
    ]
    for voice in voices:
        if not voice.unavailable:
            about = " ".join(filter(None, (voice.language, voice.gender, voice.grade)))
            found.append((voice.label, about, replace(now, voice=voice.id, language="")))
    for model in catalog.able:
        if (model.provider, model.id) != (now.provider, now.model):
            other = catalog.first(Selection(model.provider, model.id, speed=now.speed))
            found.append((f"{model.provider_name}: {model.name}", "its first voice", other))
    return found


def typed(take: str, like: Selection, catalog: Catalog, presets: Mapping[str, Preset]) -> Selection:
    """The take that is written as `voice=af_bella,speed=1.2`, like another in all that isn't said.

    Raises:
        UsageError: it can't be read, or its model hasn't that setting or speed.
        UnknownModelError: there is no such provider or model.
    """
    own: dict[str, str] = {}
    for name, value in assignments(take):
        match name:
            case "preset" if value in presets:
                like = catalog.first(selection_with(presets[value], like))
            case "preset":
                hint = did_you_mean(value, list(presets))
                raise UsageError(f"There is no preset {value!r}.", hint=hint)
            case "provider":
                like = catalog.choose_provider(like, value)
                if like.provider != value:
                    raise UnknownModelError(f"There is no provider {value!r}.")
            case "model":
                like = _with_model(value, like, catalog)
            case "voice":
                like = replace(like, voice=value, language="")
            case "lang":
                like = replace(like, language=value)
            case "speed":
                like = replace(like, speed=_possible(speed_of(value), catalog.model(like)))
            case _:
                own[name] = value
    model = catalog.model(like)
    known = {setting.name: setting for setting in (model.settings if model else ())}
    for name, value in own.items():
        if name not in known:
            hint = did_you_mean(name, list(known)) or "It has none at all."
            raise UsageError(f"{like.model} has no setting {name!r}.", hint=hint)
        like = replace(like, settings={**like.settings, name: known[name].parse(value)})
    return like


def _with_model(name: str, like: Selection, catalog: Catalog) -> Selection:
    model = catalog.find(name, like.provider) or catalog.find(name, "")
    if model is None:
        raise UnknownModelError(f"There is no model {name!r}.")
    return catalog.first(replace(like, provider=model.provider, model=model.id, voice="", language=""))


def _possible(speed: float, model: Model | None) -> float:
    slow, fast = model.speeds if model else (speed, speed)
    if not slow <= speed <= fast:
        raise UsageError(f"The speed is between {slow:g} and {fast:g}, not {speed:g}.")
    return speed
