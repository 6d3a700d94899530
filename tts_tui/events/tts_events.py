"""What the selectors show and what choosing in them means: provider, then its models, then their voices.

The window holds one `Selection`. A selector shows a list of `Choice` from the `Catalog`; a choice goes through
`Catalog.choose_*`, which gives the next selection, always one that fits together.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from tts_tui.speech.blend import is_blend, read_blend
from tts_tui.speech.catalog import Model, Voice
from tts_tui.speech.errors import UnknownVoiceError, UsageError
from tts_tui.speech.request import NO_SETTINGS, SettingValue, SpeechRequest

SPEEDS = (
    0.25,
    0.5,
    0.6,
    0.7,
    0.75,
    0.8,
    0.85,
    0.9,
    0.95,
    1.0,
    1.05,
    1.1,
    1.15,
    1.2,
    1.25,
    1.3,
    1.4,
    1.5,
    1.75,
    2.0,
    3.0,
    4.0,
)
"""What the speed selector offers, finest around 1."""


class Choice(NamedTuple):
    """A row of a selector, in the order in which Textual's `Select` takes it."""

    prompt: str
    value: str


@dataclass(frozen=True, slots=True)
class Selection:
    """What will speak when the user presses the key; an empty name is not yet chosen."""

    provider: str = ""
    model: str = ""
    voice: str = ""
    language: str = ""
    speed: float = 1.0
    settings: Mapping[str, SettingValue] = field(default_factory=lambda: NO_SETTINGS)

    def request(self, text: str, *, voice: str = "") -> SpeechRequest:
        """Ask for this text to be spoken so, or in another voice of the model."""
        return SpeechRequest(
            text,
            self.model,
            voice=voice or self.voice,
            language=self.language,
            speed=self.speed,
            settings=self.settings,
            provider=self.provider,
        )


def selection_of(request: SpeechRequest) -> Selection:
    """The selection that gives such requests."""
    return Selection(
        request.provider, request.model, request.voice, request.language, request.speed, request.settings
    )


class Catalog:
    """The models of every backend, as the selectors offer them."""

    def __init__(self, models: Iterable[Model] = ()) -> None:
        self._models = tuple(models)

    @property
    def all(self) -> Sequence[Model]:
        return self._models

    def providers(self) -> list[Choice]:
        """Each provider once; one that can't speak at all is marked."""
        names = {model.provider: model.provider_name for model in self._models}
        able = {model.provider for model in self._models if model.available}
        return [Choice(_marked(name, provider in able), provider) for provider, name in names.items()]

    def keyed(self) -> list[Choice]:
        """The providers that a key is sent to."""
        names = {model.provider: model.provider_name for model in self._models if model.takes_key}
        return [Choice(name, provider) for provider, name in names.items()]

    def models(self, provider: str) -> list[Choice]:
        """The provider's models; those that can't speak here are marked, and those that end too."""
        return [
            Choice(_marked(_badged(model), model.available), model.id)
            for model in self._models
            if model.provider == provider
        ]

    def speeds(self, selection: Selection) -> list[Choice]:
        """Speeds that the model has, the selected one among them."""
        model = self.model(selection)
        slow, fast = model.speeds if model else (1.0, 1.0)
        speeds = {speed for speed in SPEEDS if slow <= speed <= fast} | {selection.speed}
        return [Choice(f"{speed:g}×", f"{speed:g}") for speed in sorted(speeds)]

    def model(self, selection: Selection) -> Model | None:
        """The chosen model, None when nothing is chosen or it is gone."""
        return self.find(selection.model, selection.provider)

    def find(self, model_id: str, provider: str) -> Model | None:
        """The model of that name, of any provider if it is empty; None when there is none."""
        return next(
            (model for model in self._models if model.id == model_id and provider in ("", model.provider)),
            None,
        )

    @property
    def able(self) -> list[Model]:
        """The models that can speak here."""
        return [model for model in self._models if model.available]

    def run_by(self, backend: str) -> list[Model]:
        """The models of a backend."""
        return [model for model in self._models if model.backend == backend]

    def first(self, wish: Selection) -> Selection:
        """The wanted selection as far as it exists, else the first model that can speak.

        What was wanted by name is kept when it exists, able to speak or not, so that the window says what is wrong.
        """
        if model := self.model(wish):
            return self._fit(wish, model)
        offered = [model for model in self._models if wish.provider in ("", model.provider)]
        if wish.model or not offered:  # its voice is of something that isn't here
            wish = replace(wish, voice="")
        offered = offered or list(self._models)
        able = [model for model in offered if model.available] or offered
        return self._fit(wish, able[0]) if able else wish

    def choose_provider(self, selection: Selection, provider: str) -> Selection:
        """Change to a provider: its first model that can speak, no voice yet."""
        return self.first(Selection(provider=provider, speed=selection.speed))

    def choose_model(self, selection: Selection, model_id: str) -> Selection:
        """Change to another model of the same provider, no voice yet."""
        return self.first(replace(selection, model=model_id, voice="", language=""))

    @staticmethod
    def _fit(selection: Selection, model: Model) -> Selection:
        """The selection with this model, its speed and settings made to suit it."""
        slow, fast = model.speeds
        return replace(
            selection,
            provider=model.provider,
            model=model.id,
            speed=min(max(selection.speed, slow), fast),
            settings=_offered(selection.settings, model),
        )


def _offered(settings: Mapping[str, SettingValue], model: Model) -> dict[str, SettingValue]:
    """Those settings that the model has, at values that it takes."""
    offered = {}
    for setting in model.settings:
        if setting.name in settings:
            with suppress(UsageError):  # kept from a time when there was such a value
                offered[setting.name] = setting.parse(str(settings[setting.name]))
    return offered


def loss_notice(wish: Selection, selection: Selection) -> str:
    """What of a wanted selection isn't offered any more, for people; empty if all is."""
    if wish.model and wish.model != selection.model:
        return f"{wish.model} isn't here any more; {selection.model} speaks instead."
    if wish.provider and wish.provider != selection.provider:
        return f"{wish.provider} isn't here any more; {selection.model} speaks instead."
    lost = [
        f"{name} {value}" for name, value in wish.settings.items() if selection.settings.get(name) != value
    ]
    if wish.speed != selection.speed:
        lost.append(f"speed {wish.speed:g}×")
    return f"{selection.model} doesn't offer {', '.join(lost)} any more." if lost else ""


def choose_voice(selection: Selection, voices: Sequence[Voice], typed: str = "") -> Selection:
    """The selection with a voice: the one that it names, if it is offered, else the first that can speak.

    Args:
        typed: a voice that the user asks for, listed or not.
    """
    if selection.voice and (not voices or selection.voice == typed or _listed(selection.voice, voices)):
        return selection
    able = [voice for voice in voices if not voice.unavailable] or list(voices)
    return replace(selection, voice=able[0].id if able else "", language="")


def _listed(named: str, voices: Sequence[Voice]) -> bool:
    """Whether a voice is in the list, or a blend of such."""
    known = {voice.id for voice in voices} | {voice.name for voice in voices}
    if named in known:
        return True
    try:
        return is_blend(named) and all(part in known for part, _ in read_blend(named).parts)
    except UnknownVoiceError:
        return False


def matching(voices: Iterable[Voice], words: str) -> list[Voice]:
    """The voices that have every word in their id, name, language, gender or description, in any case."""
    terms = words.lower().split()

    def text(voice: Voice) -> str:
        return f"{voice.id} {voice.name} {voice.language} {voice.gender} {voice.description}".lower()

    return [voice for voice in voices if all(_has(text(voice), word) for word in terms)]


def _has(text: str, word: str) -> bool:
    """Whether the word is there; "male" must start a word, since "female" ends in it."""
    return any(part.startswith(word) for part in text.split()) if word in "male" else word in text


def _badged(model: Model) -> str:
    """With the month in which its maker ends it."""
    return f"{model.name} !{model.retires[:7]}" if model.retires else model.name


def _marked(name: str, available: bool) -> str:
    return name if available else f"✗ {name}"
