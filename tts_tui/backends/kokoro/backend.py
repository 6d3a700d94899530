"""Kokoro 82M through ONNX Runtime: the voice that comes with the app."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from threading import Thread

from tts_tui.backends.base import Backend, BackendContext
from tts_tui.backends.kokoro.catalog import VOICES
from tts_tui.backends.kokoro.engine import SAMPLE_RATE, StreamingUnavailableError
from tts_tui.backends.kokoro.engines import ChosenEngine, choose, streaming, wanted
from tts_tui.backends.kokoro.model_file import MODEL_FILES, ModelFile, ensure, megabytes
from tts_tui.speech.catalog import Model, Voice
from tts_tui.speech.chunk import AudioChunk
from tts_tui.speech.errors import SpeechError, UnknownModelError, UnknownVoiceError, UsageError, did_you_mean
from tts_tui.speech.request import ChunkRequest

CONCURRENCY = 2
MAX_CHARACTERS = 400
SPEEDS = (0.5, 2.0)


class KokoroBackend(Backend):
    """Speaks with the weights that come with the app, or with larger ones once they are downloaded."""

    def __init__(self, context: BackendContext) -> None:
        self._cache = context.cache / "kokoro"
        self._downloads = context.data / "models"
        self._threads = _threads()
        self._wanted = wanted(context.options.get("engine", "auto"))
        self._engines: dict[str, asyncio.Future[ChosenEngine]] = {}

    def models(self) -> Sequence[Model]:
        return [self._model(file) for file in MODEL_FILES.values()]

    async def voices(self, model: str, *, refresh: bool = False) -> Sequence[Voice]:
        return VOICES

    def language_of(self, voice: str) -> str:
        from tts_tui.backends.kokoro.voices import parse_voice

        try:
            return parse_voice(voice).language
        except UnknownVoiceError:
            return ""

    async def start(self, model: str) -> None:
        await self._engine(model)

    async def synthesize(self, request: ChunkRequest) -> AsyncGenerator[AudioChunk, None]:
        from tts_tui.backends.kokoro.speaking import speak  # numpy

        slowest, fastest = SPEEDS
        if not slowest <= request.speed <= fastest:
            raise UsageError(
                f"Kokoro's speed lies between {slowest:g} and {fastest:g}, not {request.speed:g}."
            )
        chosen = await self._engine(request.model)
        spoken = speak(chosen.engine, request)
        step = None
        try:
            while True:
                step = self._threads.submit(next, spoken, None)
                if (chunk := await asyncio.wrap_future(step)) is None:
                    return
                yield chunk
        finally:
            if step:  # one that is cancelled still runs in its thread until its window is done
                step.add_done_callback(lambda _: spoken.close())

    async def close(self) -> None:
        engines, self._engines = self._engines, {}
        threads, self._threads = self._threads, _threads()
        await asyncio.to_thread(threads.shutdown, cancel_futures=True)
        for chosen in await asyncio.gather(*engines.values(), return_exceptions=True):
            if isinstance(chosen, ChosenEngine):  # else it failed to load
                await asyncio.to_thread(chosen.engine.close)

    def describe(self) -> dict[str, str]:
        """What runs each model that was started, for people: engine, execution provider, and why this one."""
        loaded = {
            model: task.result()
            for model, task in self._engines.items()
            if task.done() and not task.cancelled() and not task.exception()
        }
        return {
            model: f"{chosen.engine.name} on {chosen.engine.provider}: {chosen.reason}"
            for model, chosen in loaded.items()
        }

    async def _engine(self, model: str) -> ChosenEngine:
        """The engine of a model, loaded once however many ask; a failure isn't remembered."""
        if model not in MODEL_FILES:
            raise UnknownModelError(
                f"Kokoro has no model {model!r}.", hint=did_you_mean(model, list(MODEL_FILES))
            )
        if model not in self._engines:
            self._engines[model] = asyncio.ensure_future(self._load(MODEL_FILES[model]))
        loading = self._engines[model]
        try:
            return await asyncio.shield(loading)
        except SpeechError:
            self._engines.pop(model, None)
            raise

    async def _load(self, file: ModelFile) -> ChosenEngine:
        path = await asyncio.to_thread(ensure, file, self._folder(file))
        chosen = await asyncio.to_thread(choose, path, self._cache, self._wanted)
        if chosen.for_now:
            self._make_streaming(file.id, path, chosen)
        return chosen

    def _make_streaming(self, model: str, path: Path, meanwhile: ChosenEngine) -> None:
        """Make the streaming engine and change over to it; what is being spoken ends on the engine it began with.

        The thread is a daemon of its own, not one of a pool, because nobody should wait for it at the end.
        """
        loop = asyncio.get_running_loop()

        def make() -> None:
            try:
                made = streaming(path, self._cache)
            except (StreamingUnavailableError, OSError) as error:
                made = ChosenEngine(meanwhile.engine, str(error))
            with suppress(RuntimeError):  # the loop is closed: the next start finds what was made
                loop.call_soon_threadsafe(change, made)

        def change(made: ChosenEngine) -> None:
            if model in self._engines:
                self._engines[model] = loop.create_future()
                self._engines[model].set_result(made)
            elif made.engine is not meanwhile.engine:  # closed in the meantime
                made.engine.close()

        Thread(target=make, name="kokoro-make", daemon=True).start()

    def _folder(self, file: ModelFile) -> Path:
        return self._cache if file.bundled else self._downloads

    def _model(self, file: ModelFile) -> Model:
        here = file.bundled or (self._downloads / file.filename).exists()
        return Model(
            id=file.id,
            name=file.name,
            provider="kokoro",
            provider_name="Kokoro",
            backend="kokoro",
            available=here,
            reason="" if here else f"its weights ({megabytes(file.size)}) aren't downloaded.",
            hint="" if here else f"tts-tui models get {file.id}",
            streaming=True,
            word_times="model",
            max_characters=MAX_CHARACTERS,
            concurrency=CONCURRENCY,
            sample_rate=SAMPLE_RATE,
            trims_silence=True,
            speeds=SPEEDS,
        )


def _threads() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(CONCURRENCY, thread_name_prefix="kokoro")
