"""Chatterbox: three models in one worker, voices built in or made from clips."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Mapping, Sequence
from contextlib import aclosing
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tts_tui.backends.base import Backend, BackendContext
from tts_tui.backends.capabilities import DownloadProgress
from tts_tui.backends.chatterbox.catalog import (
    CLIP_SECONDS,
    MAX_CHARACTERS,
    NOTICE,
    SAMPLE_RATE,
    SLOW,
    VARIANTS,
    Variant,
    find_variant,
)
from tts_tui.backends.chatterbox.clone_support import why_no_cloning
from tts_tui.backends.chatterbox.options import ChatterboxOptions
from tts_tui.backends.chatterbox.process import offline_worker
from tts_tui.backends.chatterbox.weights import find_weights, where_to_put
from tts_tui.backends.engines.catalog import CHATTERBOX
from tts_tui.backends.engines.engine_worker import (
    description,
    how_to_install,
    interpreter,
    require_interpreter,
    why_missing,
)
from tts_tui.backends.engines.hardware import has_gpu
from tts_tui.backends.fingerprint import fingerprint
from tts_tui.backends.options import read_options
from tts_tui.backends.voice_profiles import BUILT_IN, VoiceProfiles
from tts_tui.speech.catalog import Model, Voice
from tts_tui.speech.chunk import AudioChunk
from tts_tui.speech.errors import (
    MissingModelError,
    SpeechError,
    UnsupportedLanguageError,
    UsageError,
)
from tts_tui.speech.hints import Hint
from tts_tui.speech.request import ChunkRequest

if TYPE_CHECKING:
    from tts_tui.backends.worker.worker import Worker


class ChatterboxBackend(Backend):
    """One worker; it holds one model at a time."""

    def __init__(self, context: BackendContext) -> None:
        self._context = context
        self._options = read_options("chatterbox", context.options, ChatterboxOptions)
        self.profiles = VoiceProfiles.under(context.data)
        self._worker: Worker | None = None
        self._loaded: dict[str, dict[str, Any]] = {}
        self._speed = ""

    def models(self) -> Sequence[Model]:
        python = interpreter(CHATTERBOX, self._context)
        return [self._model(variant, python) for variant in VARIANTS]

    async def voices(self, model: str, *, refresh: bool = False) -> Sequence[Voice]:
        folder = find_weights(find_variant(model), self._context.data, self._options.weights)
        built_in = Voice(BUILT_IN, "Built-in", description="The voice that comes with the weights.")
        return [
            *([built_in] if folder and (folder / "conds.pt").exists() else []),
            *(
                Voice(
                    profile.id,
                    profile.name,
                    description=profile.notes,
                    unavailable=_too_short(model, profile.seconds),
                )
                for profile in self.profiles.all()
            ),
        ]

    def sound_source(self, request: ChunkRequest) -> Mapping[str, Any]:
        variant = find_variant(request.model)
        clip = self._voice(variant, request.voice)["clip"]
        folder = find_weights(variant, self._context.data, self._options.weights)
        return {  # what is in them, not where they lie: other machines have them elsewhere
            "weights": [fingerprint(folder / name) for name in variant.files] if folder else [],
            "clip": fingerprint(Path(clip)) if clip else "",
        }

    async def start(self, model: str) -> None:
        worker, load = self._prepared(find_variant(model))
        self._loaded = {model: dict(await worker.call("load", load=load))}

    async def synthesize(self, request: ChunkRequest) -> AsyncGenerator[AudioChunk, None]:
        variant = find_variant(request.model)
        if request.speed != 1.0:
            raise UsageError(
                "Chatterbox has one speed; change it while playing instead.",
                hint=Hint("--speed 1", "Set the speed to 1."),
            )
        import asyncio  # which lists do without, and a worker needs

        from tts_tui.backends.worker.worker import Pcm

        order = await asyncio.to_thread(self._order, variant, request)  # reads the clip
        worker, load = self._prepared(variant)
        seconds = 0.0
        async with aclosing(worker.stream("speak", load=load, order=order)) as answers:
            async for answer in answers:
                if isinstance(answer, Pcm):
                    seconds += len(answer.samples) / SAMPLE_RATE
                    yield AudioChunk(answer.samples, SAMPLE_RATE)
                elif answer.name == "done" and seconds:
                    self._speed = f", {answer.fields['seconds'] / seconds:.2f} s of work for 1 s of audio"
                    for facts in self._loaded.values():
                        facts["memory_mb"] = answer.fields["memory_mb"]

    async def close(self) -> None:
        worker, self._worker = self._worker, None
        self._loaded = {}
        if worker:
            await worker.close()

    def describe(self) -> Mapping[str, str]:
        if self._worker is None or self._worker.pid is None:
            return {}
        return {
            model: description(self._worker, facts) + self._speed for model, facts in self._loaded.items()
        }

    async def download(self, model: str) -> AsyncGenerator[DownloadProgress, None]:
        from tts_tui.backends.chatterbox.fetch import fetch_weights

        async with aclosing(fetch_weights(model, self._context)) as steps:
            async for step in steps:
                yield step

    def why_no_cloning(self) -> SpeechError | None:
        return why_no_cloning(self._context.data)

    def _prepared(self, variant: Variant) -> tuple[Worker, dict[str, str]]:
        """The worker, and what it must load for the model; it loads nothing that is loaded."""
        python = require_interpreter(CHATTERBOX, self._context, failing=f"{variant.name} can't speak")
        folder = find_weights(variant, self._context.data, self._options.weights)
        if folder is None:
            raise MissingModelError(
                f"{variant.name}'s weights aren't here.", hint=where_to_put(variant, self._context.data)
            )
        if self._worker is None:
            self._worker = offline_worker(python, self._context, self._options)
        return self._worker, {"model": variant.id, "folder": str(folder), "device": self._options.device}

    def _order(self, variant: Variant, request: ChunkRequest) -> dict[str, Any]:
        settings = {
            setting.name: request.settings.get(setting.name, setting.default) for setting in variant.settings
        }
        seed = int(settings.pop("seed"))
        return {
            "text": request.text,
            "language": _language(variant, request.language),
            **self._voice(variant, request.voice),
            "seed": seed + request.take if seed else 0,
            "careful": settings.pop("careful"),
            "settings": settings,
        }

    def _voice(self, variant: Variant, voice: str) -> dict[str, str]:
        if voice in ("", BUILT_IN):
            return {"clip": "", "conditionals": ""}
        profile = self.profiles.get(voice)
        if problem := _too_short(variant.id, profile.seconds):
            raise UsageError(f"The voice {profile.name} can't be used with {variant.name}: {problem}")
        return {
            "clip": str(self.profiles.clip(profile)),
            "conditionals": str(self.profiles.conditionals(profile, variant.id)),
        }

    def _model(self, variant: Variant, python: Path | None) -> Model:
        reason = hint = ""
        if python is None:
            reason, hint = why_missing(CHATTERBOX, self._context), how_to_install(CHATTERBOX)
        elif find_weights(variant, self._context.data, self._options.weights) is None:
            reason, hint = "its weights aren't here.", where_to_put(variant, self._context.data)
        return Model(
            id=variant.id,
            name=variant.name,
            provider="chatterbox",
            provider_name="Chatterbox",
            backend="chatterbox",
            prefers_gpu=True,
            available=not reason,
            reason=reason,
            hint=hint,
            streaming=True,
            max_characters=MAX_CHARACTERS,
            sample_rate=SAMPLE_RATE,
            speeds=(1.0, 1.0),
            languages=variant.languages,
            settings=variant.settings,
            notice=NOTICE if has_gpu() else NOTICE + SLOW,
            tags=variant.tags,
        )


def _language(variant: Variant, language: str) -> str:
    """The model's name for a BCP 47 tag; English when nothing is said."""
    primary = language.replace("_", "-").partition("-")[0].lower()
    primary = {"nb": "no", "nn": "no", "cmn": "zh", "iw": "he"}.get(primary, primary) or "en"
    if primary not in variant.languages:
        spoken = ", ".join(variant.languages)
        hint = "" if len(variant.languages) > 1 else "chatterbox-multilingual speaks 23 languages."
        raise UnsupportedLanguageError(f"{variant.name} speaks {spoken}, not {language}.", hint=hint)
    return primary


def _too_short(model: str, seconds: float) -> str:
    needed = CLIP_SECONDS.get(model, 0.0)
    return "" if seconds > needed else f"its clip of {seconds:.1f} s isn't longer than {needed:.0f} s."
