"""Kokoro's `Engine` whose model runs in a worker."""

from __future__ import annotations

import asyncio
import logging
import zipfile
from collections.abc import Generator, Mapping, Sequence
from contextlib import aclosing
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from tts_tui.backends.base import BackendContext
from tts_tui.backends.engines.catalog import KOKORO_TORCH
from tts_tui.backends.engines.options import EngineOptions
from tts_tui.backends.engines.running import description, make_worker
from tts_tui.backends.kokoro.engine import FRAME, Utterance
from tts_tui.backends.kokoro.model_file import INT8, ensure
from tts_tui.backends.kokoro.phonemes.vocabulary import model_config
from tts_tui.backends.kokoro.silence import LEAD, TAIL
from tts_tui.backends.kokoro.windows import trim
from tts_tui.backends.worker.worker import Pcm

if TYPE_CHECKING:
    from numpy.typing import NDArray

log = logging.getLogger(__name__)

SCRIPT = Path(__file__).with_name("child.py")
OFFICIAL = "kokoro-v1_0.pth"
"""hexgrad's own weights: taken when they lie in the folder of downloaded models."""

CONVERTED = "kokoro-v1.0-from-int8.pth"
SEED = 0
"""Of the vocoder's noise, so that the same text sounds the same."""


def forget_damaged(weights: Path) -> None:
    """Delete converted weights that aren't what was written, so that they are converted anew.

    They are a ZIP file, whose checksums torch itself doesn't look at.
    """
    try:
        with zipfile.ZipFile(weights) as archive:
            damaged = archive.testzip() is not None
    except FileNotFoundError:
        return
    except (OSError, zipfile.BadZipFile):
        damaged = True
    if damaged:
        log.warning("%s is damaged, and is made anew", weights)
        weights.unlink(missing_ok=True)


class TorchModel:
    """The worker that has the model."""

    def __init__(self, python: Path, context: BackendContext, options: EngineOptions) -> None:
        """
        Args:
            python: interpreter of an environment with KOKORO_TORCH's packages.
        """
        self._context = context
        self._device = options.device
        self._worker = make_worker(KOKORO_TORCH, python, SCRIPT, context, options)
        self.loaded: Mapping[str, Any] = {}
        """Since `load`: `device`, `memory_mb`, which `speak` also tells, and the version of `torch`."""

    async def load(self) -> None:
        """Start the worker and load the weights, converting them the first time (about 10 s); harmless when done.

        Raises:
            WorkerError: the process can't run.
            MissingModelError: there are no weights.
        """
        folder = self._context.cache / "kokoro"
        official = self._context.data / "models" / OFFICIAL
        weights = official if official.exists() else folder / CONVERTED
        if not self.loaded and weights.name == CONVERTED:
            await asyncio.to_thread(forget_damaged, weights)
        onnx = "" if weights.exists() else str(await asyncio.to_thread(ensure, INT8, folder))
        self.loaded = await self._worker.call(
            "load",
            weights=str(weights),
            onnx=onnx,
            config=str(model_config()),
            device=self._device,
        )

    async def speak(
        self, tokens: Sequence[int], style: NDArray[np.float32], speed: float
    ) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        """The frames of each token, and the audio."""
        await self.load()  # the worker may have been ended since, idle or killed
        durations = np.zeros(0, np.int64)
        audio = np.zeros(0, np.float32)
        asked = {"tokens": list(tokens), "style": style.ravel().tolist(), "speed": speed, "seed": SEED}
        async with aclosing(self._worker.stream("speak", **asked)) as answers:
            async for answer in answers:
                if isinstance(answer, Pcm):
                    audio = answer.samples
                elif answer.name == "durations":
                    durations = np.array(answer.fields["frames"], np.int64)
                elif answer.name == "done":
                    self.loaded = {**self.loaded, "memory_mb": answer.fields["memory_mb"]}
        return durations, audio

    def describe(self) -> str:
        """What runs it now; empty while nothing does."""
        return description(self._worker, self.loaded) if self.loaded and self._worker.pid else ""

    async def close(self) -> None:
        """End the worker."""
        await self._worker.close()


class TorchEngine:
    """Speaks one request with the model; its methods block, and aren't for the event loop that it was made on."""

    name = "torch"
    opening = 0

    def __init__(self, model: TorchModel) -> None:
        self._model = model
        self._loop = asyncio.get_running_loop()
        self._speaking: asyncio.Task[Any] | None = None
        self._closed = False

    @property
    def provider(self) -> str:
        return str(self._model.loaded.get("device", ""))

    def prepare(self, tokens: Sequence[int], style: NDArray[np.float32], speed: float) -> Utterance:
        speaking = self._speak(tokens, style, speed)
        durations, audio = asyncio.run_coroutine_threadsafe(speaking, self._loop).result()
        start, end = trim(durations, lead=LEAD, tail=TAIL)
        return Utterance(durations, start * FRAME, end * FRAME, audio)

    def windows(self, utterance: Utterance, *, first: bool) -> Generator[NDArray[np.float32], None, None]:
        yield self.whole(utterance)

    def whole(self, utterance: Utterance) -> NDArray[np.float32]:
        audio: NDArray[np.float32] = utterance.state[utterance.start : utterance.end]  # type: ignore[index]
        return audio

    def close(self) -> None:
        """Take back what the worker was asked, and ask no more. Call it on the loop; it doesn't block."""
        self._closed = True
        if self._speaking:
            self._speaking.cancel()

    async def _speak(
        self, tokens: Sequence[int], style: NDArray[np.float32], speed: float
    ) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        if self._closed:  # while its thread was on the way here
            raise asyncio.CancelledError
        self._speaking = asyncio.current_task()
        return await self._model.speak(tokens, style, speed)
