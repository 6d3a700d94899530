"""Kokoro 82M through ONNX Runtime: the voice that comes with the app."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Iterable, Iterator, Sequence
from contextlib import aclosing, asynccontextmanager, suppress
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from threading import Thread

from tts_tui.backends.base import BackendContext
from tts_tui.backends.capabilities import DownloadProgress, Finding
from tts_tui.backends.kokoro.engine import KokoroEngine, StreamingUnavailableError
from tts_tui.backends.kokoro.engine_choice import (
    PREPARING,
    PREPARING_FIRST,
    ChosenEngine,
    KokoroOptions,
    choose,
    lacks_room,
    streaming,
)
from tts_tui.backends.kokoro.model_file import MODEL_FILES, ModelFile, ensure, megabytes, verify
from tts_tui.backends.kokoro.threaded import ANY_MODEL, ThreadedKokoro
from tts_tui.backends.options import read_options
from tts_tui.speech.catalog import Model
from tts_tui.speech.errors import CorruptModelError, UnknownModelError, did_you_mean
from tts_tui.speech.request import ChunkRequest

_FIRST_WORDS = 3.0
"""Seconds that a first sentence has the processor to itself, before the quick engine is made."""


class KokoroBackend(ThreadedKokoro):
    """Speaks with the weights that come with the app, or with larger ones once they are downloaded."""

    def __init__(self, context: BackendContext) -> None:
        super().__init__(context)
        self._cache = context.cache / "kokoro"
        self._downloads = context.data / "models"
        self._options = read_options("kokoro", context.options, KokoroOptions)
        self._engines: dict[str, asyncio.Future[ChosenEngine]] = {}

    def models(self) -> Sequence[Model]:
        return [self._model(file) for file in MODEL_FILES.values()]

    async def start(self, model: str) -> None:
        await self._engine(model)

    async def close(self) -> None:
        engines, self._engines = self._engines, {}
        await super().close()
        for chosen in await asyncio.gather(*engines.values(), return_exceptions=True):
            if isinstance(chosen, ChosenEngine):  # else it failed to load
                await asyncio.to_thread(chosen.engine.close)

    def notice(self, model: str) -> str:
        loading = self._engines.get(model)
        if loading and loading.done() and not loading.cancelled() and not loading.exception():
            return loading.result().notice
        if self._options.engine == "stock" or self._is_made:
            return ""
        waits = self._options.process or self._options.engine == "streaming"
        return PREPARING_FIRST if waits else lacks_room(self._cache) or PREPARING

    def _sounds_as(self, request: ChunkRequest) -> dict[str, object]:
        name, opening = self._makes_with(request.model)
        if not name:
            return {"engine": ""}
        # a first sentence that is begun in pieces has another melody
        opening = opening if request.index == 0 else 0
        return {"weights": MODEL_FILES[request.model].sha256, "engine": name, "opening": opening}

    def _makes_with(self, model: str) -> tuple[str, int]:
        """Name and `opening` of the engine; until it is loaded, those that are to be expected, or no name."""
        loading = self._engines.get(model)
        if loading and loading.done():
            if loading.cancelled() or loading.exception():
                return "", 0
            engine = loading.result().engine
            return engine.name, engine.opening
        if self._options.engine == "stock":
            return "stock", 0
        return "streaming" if self._is_made else "", 0

    @property
    def _is_made(self) -> bool:
        """A streaming engine was made on this machine."""
        return any(self._cache.glob("kokoro-*/"))

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

    async def download(self, model: str) -> AsyncGenerator[DownloadProgress, None]:
        from tts_tui.backends.kokoro.download import fetch, model_file

        file = model_file(model)
        if file.bundled:
            path = await asyncio.to_thread(ensure, file, self._folder(file))
            yield DownloadProgress(path, file.size, file.size)
            return
        async with aclosing(fetch(file, self._folder(file))) as steps:
            async for step in steps:
                yield step

    def verify(self) -> Iterator[Path]:
        for file in MODEL_FILES.values():
            folder = self._folder(file)
            if file.bundled or (folder / file.filename).exists():
                yield verify(file, folder)

    def examine(self) -> Iterable[Finding]:
        from tts_tui.backends.kokoro.parts import examine

        return examine()

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
        except Exception:
            self._engines.pop(model, None)
            raise

    @asynccontextmanager
    async def _engine_for(self, request: ChunkRequest) -> AsyncGenerator[KokoroEngine, None]:
        yield (await self._engine(request.model)).engine

    async def _load(self, file: ModelFile) -> ChosenEngine:
        path = await asyncio.to_thread(ensure, file, self._folder(file))
        if self._options.process:
            from tts_tui.backends.kokoro.remote import open_remote  # numpy

            beside = asyncio.create_task(asyncio.to_thread(_warm_up))
            engine = await open_remote(path, self._cache, self._options)
            await beside
            return ChosenEngine(engine, engine.model.facts["reason"])
        # alone: what follows leaves Python's lock to the warming up
        await asyncio.to_thread(import_module, "tts_tui.backends.kokoro.sessions")
        beside = asyncio.create_task(asyncio.to_thread(_warm_up))
        try:
            chosen = await asyncio.to_thread(choose, path, self._cache, self._options)
        except CorruptModelError:
            if not file.bundled:
                raise
            path = await asyncio.to_thread(verify, file, self._folder(file))  # joined again
            chosen = await asyncio.to_thread(choose, path, self._cache, self._options)
        await beside
        if chosen.for_now:
            self._make_streaming(file.id, path, chosen)
        return chosen

    def _make_streaming(self, model: str, path: Path, meanwhile: ChosenEngine) -> None:
        """Make the streaming engine and change over to it; what is being spoken ends on the engine it began with.

        The thread is a daemon of its own, not one of a pool, so that the end of the program doesn't wait for it.
        """
        loop = asyncio.get_running_loop()

        def make() -> None:
            try:
                chosen = streaming(path, self._cache, self._options.runtime, wait=_FIRST_WORDS)
            except (StreamingUnavailableError, OSError) as error:
                why = error.message if isinstance(error, StreamingUnavailableError) else f"{error}."
                chosen = ChosenEngine(meanwhile.engine, why, notice=f"{why} A slower engine speaks.")
            with suppress(RuntimeError):  # the loop is closed: the next start finds what was made
                loop.call_soon_threadsafe(change, chosen)

        def change(chosen: ChosenEngine) -> None:
            if model in self._engines:
                self._engines[model] = loop.create_future()
                self._engines[model].set_result(chosen)
            elif chosen.engine is not meanwhile.engine:  # closed in the meantime
                chosen.engine.close()

        Thread(target=make, name="kokoro-make", daemon=True).start()

    def _folder(self, file: ModelFile) -> Path:
        return self._cache if file.bundled else self._downloads

    def _model(self, file: ModelFile) -> Model:
        here = file.bundled or (self._downloads / file.filename).exists()
        return replace(
            ANY_MODEL,
            id=file.id,
            name=file.name,
            backend="kokoro",
            available=here,
            reason="" if here else f"its weights ({megabytes(file.size)}) aren't downloaded.",
            hint="" if here else f"tts-tui models get {file.id}",
            streaming=True,
        )


def _warm_up() -> None:
    """Import what speaking needs, open lexicons and tagger, start espeak-ng, while the graphs are loaded."""
    from tts_tui.backends.kokoro.phonemes.espeak import to_ipa
    from tts_tui.backends.kokoro.phonemes.languages import ESPEAK_VOICES
    from tts_tui.backends.kokoro.phonemes.phonemize import phonemize

    phonemize("Read.", "en-US")
    to_ipa(["A."], ESPEAK_VOICES["en-US"])
