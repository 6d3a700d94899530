"""What an AllTalk server says of itself, and the models that follow from it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import msgspec

from tts_tui.backends.http.last_answers import recall
from tts_tui.backends.http.refusal import clean
from tts_tui.speech.catalog import Model, Setting

PREFIX = "alltalk_"
LOADED = PREFIX + "loaded"
"""The model that is whatever engine the server has loaded, and never makes it switch."""
NO_MODELS = "No Models Available"
LANGUAGES = (
    "ar",
    "zh-cn",
    "cs",
    "nl",
    "en",
    "fr",
    "de",
    "hu",
    "hi",
    "it",
    "ja",
    "ko",
    "pl",
    "pt",
    "ru",
    "es",
    "tr",
)
NO_RVC = "Disabled"

_ENGINES = ("xtts", "piper", "vits", "parler", "f5tts")
"""Those that version 2 comes with; what there really is, the server tells."""
_NAMES = {"xtts": "XTTS", "piper": "Piper", "vits": "VITS", "parler": "Parler", "f5tts": "F5-TTS"}
_V1_STREAMING = "XTTSv2 Local"


class EngineModel(msgspec.Struct, frozen=True):
    """Version 2 puts what it wants to be told into `name`, version 1 into `model_name`."""

    name: str = ""
    model_name: str = ""


class CurrentSettings(msgspec.Struct, frozen=True):
    """`GET /api/currentsettings`; version 1 has only the models."""

    engines_available: tuple[str, ...] = ()
    current_engine_loaded: str = ""
    models_available: tuple[EngineModel, ...] = ()
    current_model_loaded: str | None = None
    streaming_capable: bool = False
    generationspeed_capable: bool = False
    languages_capable: bool = False
    pitch_capable: bool = False
    repetitionpenalty_capable: bool = False
    temperature_capable: bool = False


class ServerState(msgspec.Struct, frozen=True, kw_only=True):
    """A server as it was when it was asked last; kept on disk so that the next start knows it.

    Attributes:
        url: whose state it is.
        version: 1 or 2; 0 if it was never asked.
        engine: the one that is loaded.
        model: of that engine; empty if it has none.
        rvc_voices: what a voice can be turned into.
    """

    url: str
    version: int = 0
    engines: tuple[str, ...] = _ENGINES
    engine: str = ""
    models: tuple[str, ...] = ()
    model: str = ""
    streaming: bool = False
    speed: bool = True
    languages: bool = True
    pitch: bool = True
    repetition_penalty: bool = True
    temperature: bool = True
    rvc_voices: tuple[str, ...] = ()

    @classmethod
    def described_by(cls, url: str, current: CurrentSettings, rvc_voices: Sequence[str]) -> ServerState:
        """The state that a server's answers describe."""
        names = [entry.model_name or entry.name for entry in current.models_available]
        models = tuple(name for name in names if name.isprintable() and name != NO_MODELS)
        model = clean(current.current_model_loaded or "").replace(NO_MODELS, "")
        if not current.current_engine_loaded:  # version 1: always XTTS
            return cls(
                url=url,
                version=1,
                engines=("xtts",),
                engine="xtts",
                models=models,
                model=model,
                streaming=model == _V1_STREAMING,
                speed=False,
                pitch=False,
                repetition_penalty=False,
                temperature=False,
            )
        loaded = clean(current.current_engine_loaded)
        return cls(
            url=url,
            version=2,
            engines=tuple(dict.fromkeys((loaded, *filter(str.isprintable, current.engines_available)))),
            engine=loaded,
            models=models,
            model=model,
            streaming=current.streaming_capable,
            speed=current.generationspeed_capable,
            languages=current.languages_capable,
            pitch=current.pitch_capable,
            repetition_penalty=current.repetitionpenalty_capable,
            temperature=current.temperature_capable,
            rvc_voices=tuple(voice for voice in rvc_voices if voice.isprintable() and voice != NO_RVC),
        )

    def offered(self) -> list[Model]:
        """What is loaded, as a model that is never asked to change, then every engine as one, the loaded one first."""
        return [self._model(""), *(self._model(engine) for engine in self.engines)]

    def engine_of(self, model: str) -> str:
        """The engine that a model means; the loaded one if it leaves that open."""
        return self.engine if model == LOADED else model.removeprefix(PREFIX)

    @property
    def loaded_name(self) -> str:
        """The loaded engine, for people."""
        return name_of(self.engine)

    def _model(self, engine: str) -> Model:
        name = name_of(engine)
        loaded = engine in ("", self.engine)
        notice = ""
        if not engine:
            name = f"What is loaded ({self.loaded_name})" if self.engine else "What is loaded"
        if self.engine and not loaded:
            notice = f"AllTalk has {self.loaded_name} loaded: speaking with {name} makes it switch, for all who use it."
        elif loaded and self.version and not self.model:
            notice = f"AllTalk's {self.loaded_name} has no model loaded."
        known = self if loaded else ServerState(url=self.url)
        return Model(
            id=PREFIX + engine if engine else LOADED,
            name=name,
            provider="alltalk",
            provider_name="AllTalk",
            backend="alltalk",
            streaming=known.streaming,
            max_characters=2000,
            sample_rate=0,
            speeds=(0.25, 2.0) if known.speed else (1.0, 1.0),
            language_choices=LANGUAGES,
            settings=tuple(known._settings()),
            notice=notice,
        )

    def _settings(self) -> Sequence[Setting]:
        found = []
        if self.languages:
            found.append(
                Setting(
                    "language",
                    "Language",
                    "auto",
                    "auto: the voice's, else the one that the text is found to be in",
                    choices=("auto", *LANGUAGES),
                )
            )
        if len(self.models) > 1:
            found.append(
                Setting(
                    "engine_model",
                    "Engine's model",
                    self.model or self.models[0],
                    "another one is loaded by the server first, for all who use it",
                    choices=self.models,
                )
            )
        if self.temperature:
            found.append(
                Setting("temperature", "Temperature", 0.75, "higher is livelier", minimum=0.1, maximum=1.0)
            )
        if self.repetition_penalty:
            found.append(Setting("repetition_penalty", "Repetition penalty", 10.0, minimum=1.0, maximum=20.0))
        if self.pitch:
            found.append(Setting("pitch", "Pitch", 0, minimum=-10, maximum=10))
        if self.rvc_voices:
            found.append(Setting("rvc_voice", "RVC voice", NO_RVC, choices=(NO_RVC, *self.rvc_voices)))
            found.append(Setting("rvc_pitch", "RVC pitch", 0, minimum=-24, maximum=24))
        return found


def name_of(engine: str) -> str:
    """An engine, for people."""
    return _NAMES.get(engine, engine)


def recalled_state(file: Path, url: str) -> ServerState:
    """What is known of the server at `url` from earlier."""
    state = recall(file, ServerState)
    return state if state and state.url == url else ServerState(url=url)
