"""Our engine: the rewritten graph, decoded in windows while the sentence plays."""

from __future__ import annotations

import itertools
import shutil
import time
from collections.abc import Callable, Generator, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Lock

import numpy as np
from numpy.typing import NDArray

from tts_tui.backends.kokoro.compiled import ensure_compiled
from tts_tui.backends.kokoro.engine import FRAME, Utterance
from tts_tui.backends.kokoro.graph.rates import HAR_PER_FRAME, STEPS_PER_FRAME, X_PER_FRAME
from tts_tui.backends.kokoro.integrity import DamagedGraphsError
from tts_tui.backends.kokoro.predicted_statistics import StatisticsModel, describe
from tts_tui.backends.kokoro.sessions import (
    CPU,
    Array,
    Graph,
    GraphSession,
    available_accelerator,
    give_memory_back,
    share_arena,
)
from tts_tui.backends.kokoro.thread_pool import Workers
from tts_tui.backends.kokoro.threads import Threads
from tts_tui.backends.kokoro.trimming import LEAD, TAIL, onset
from tts_tui.backends.kokoro.windows import DecodeWindow, Joiner, plan, trim

_DECODING = 14
"""Times as long as its preparation takes the decoding of a short sentence as a whole, at most: 8 to 13 on two cores."""

_STEP = FRAME // STEPS_PER_FRAME
_HAR_PER_STEP = HAR_PER_FRAME // STEPS_PER_FRAME

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True, eq=False)
class Prepared:
    """What decoding needs: what front and source put out (`graph.cut`), and norms with predicted statistics folded in.

    Attributes:
        rank: the lower, the more urgent.
        seconds: that preparing took, on the machine as it is now.
        gain: what windows are multiplied with, since their level is predicted, too.
    """

    rank: int
    frames: int
    seconds: float
    x: Floats
    har: Floats
    scales: Floats
    shifts: Floats
    gains: Floats
    offsets: Floats
    gain: np.float32


class StreamingEngine:
    """Decodes Kokoro in windows of 50 to 750 ms, several at a time, and short sentences whole.

    A few threads (`threads`) run windows, each in a call of one thread: two such calls beat one call of two threads
    (0.077 against 0.096 of real time). Windows of the utterance prepared first go first, and so does
    its preparation, so a second one uses only what the first leaves idle.
    """

    name = "streaming"
    opening = 0

    def __init__(
        self,
        encoder: Graph,
        front: Graph,
        source: Graph,
        window: Graph,
        load_whole: Callable[[], Graph],
        threads: Threads,
    ) -> None:
        self._encoder, self._front, self._source, self._window = encoder, front, source, window
        self._load_whole = load_whole
        self._whole: Graph | None = None
        self._whole_lock = Lock()
        self._statistics = StatisticsModel.load()
        self.threads = threads
        self._workers = Workers(threads.windows)
        self._ranks = itertools.count()

    @classmethod
    def open(
        cls, model: Path, cache: Path, *, accelerate: bool = True, openvino: bool = False, wait: float = 0.0
    ) -> StreamingEngine:
        """Load the engine for a verified model file; the first time on a machine this builds it (seconds).

        Args:
            model: int8, fp16 or fp32 ONNX file.
            cache: folder for the built graphs.
            accelerate: use CUDA or CoreML where this ONNX Runtime has them.
            openvino: let OpenVINO decode (`openvino_graph`).
            wait: seconds before building begins.

        Raises:
            DamagedGraphsError: the graphs were damaged, and are gone: the next call builds them.
            StreamingUnavailableError: this model or this machine needs the stock engine.
        """
        if openvino:
            return cls.load(
                ensure_compiled(model, cache, wait=wait),
                generator=ensure_compiled(model, cache, accelerator=True),
            )
        accelerator = available_accelerator() if accelerate else None
        if accelerator:
            folder = ensure_compiled(model, cache, accelerator=True, wait=wait)
            with _forgetting_damaged(folder):
                engine = cls.load(folder, provider=accelerator)
            if engine.provider == accelerator:
                return engine
            engine.close()  # its libraries or its device are missing
        folder = ensure_compiled(model, cache, wait=wait)
        with _forgetting_damaged(folder):
            return cls.load(folder)

    @classmethod
    def load(cls, folder: Path, *, provider: str = CPU, generator: Path | None = None) -> StreamingEngine:
        """Load built graphs, two at a time.

        Args:
            folder: the graphs.
            provider: ONNX Runtime's name of who runs them.
            generator: another folder, of floats: OpenVINO decodes with the generator in it.
        """
        threads = Threads.load(folder)

        def decoder(part: str, count: int, *, shrink: bool) -> Graph:
            if generator is None:
                return loaded(part, count, shrink=shrink)
            from tts_tui.backends.kokoro.openvino_graph import OpenVinoGraph

            return OpenVinoGraph(
                generator / f"{part}.onnx", streams=1 if part == "whole" else threads.windows
            )

        def loaded(part: str, count: int, *, spin: bool = False, shrink: bool = True) -> Graph:
            path = folder / f"{part}.onnx"
            return GraphSession(path, provider=provider, threads=count, spin=spin, shrink=shrink)

        share_arena()
        with ThreadPoolExecutor(2) as pool:  # the slowest ones first
            parts = [
                pool.submit(decoder, "window", 1, shrink=False),
                pool.submit(loaded, "front", threads.front),
                pool.submit(loaded, "encoder", threads.encoder, spin=threads.encoder > 1),
                pool.submit(loaded, "source", 1),
            ]
            pool.submit(StatisticsModel.load)  # remembered
            window, front, encoder, source = (part.result() for part in parts)
        give_memory_back()

        def load_whole() -> Graph:
            with _forgetting_damaged(folder):
                return decoder("whole", threads.windows, shrink=True)

        return cls(encoder, front, source, window, load_whole, threads)

    @property
    def provider(self) -> str:
        """What decodes: ONNX Runtime's name of it, or OpenVINO."""
        return self._window.provider

    def prepare(self, tokens: Sequence[int], style: Floats, speed: float) -> Utterance:
        """Run encoder, front and source over the sentence: see `KokoroEngine.prepare`."""
        rank = next(self._ranks)
        return self._workers.submit(rank, lambda: self._prepare(rank, tokens, style, speed)).result()

    def windows(self, utterance: Utterance, *, first: bool) -> Generator[Floats, None, None]:
        """Decode a worker's worth of windows ahead, with statistics predicted or true: see `KokoroEngine.windows`."""
        prepared = _own(utterance)
        start, end = utterance.start // FRAME, utterance.end // FRAME
        cover = prepared.seconds * _DECODING
        windows = plan(start, end, prepared.frames, first=first, cover=cover)
        joiner = Joiner()
        ahead: list[Future[Floats]] = []
        waiting = iter(windows)
        try:
            for window in windows:
                room = self._workers.count - len(ahead)
                ahead += [self._decode_later(prepared, later) for later in itertools.islice(waiting, room)]
                audio = ahead.pop(0).result()
                yield joiner.join(window, audio, last=window is windows[-1])
        finally:
            for future in ahead:
                future.cancel()

    def whole(self, utterance: Utterance) -> Floats:
        """The same audio decoded at once, the norms computing their true statistics: what windows are measured by."""
        prepared = _own(utterance)
        audio = self._workers.submit(prepared.rank, lambda: self._decode_whole(prepared)).result()
        return audio[utterance.start : utterance.end]

    def close(self) -> None:
        """See `KokoroEngine.close`."""
        self._workers.close()

    def _prepare(self, rank: int, tokens: Sequence[int], style: Floats, speed: float) -> Utterance:
        began = time.perf_counter()
        features = self._encoder.run(
            {
                "tokens": np.array([[0, *tokens, 0]], np.int64),
                "style": style,
                "speed": np.array([speed], np.float32),
            }
        )
        durations = features.pop("duration")[0].astype(np.int64)
        pitch = {"f0": features["f0"]}
        beside = self._workers.submit(rank, lambda: self._source.run(pitch))
        hidden = self._front.run({**features, "style": style})
        # cancelled before a thread was free to begin it
        hidden |= self._source.run(pitch) if beside.cancel() else beside.result()
        x, har, scales, shifts = (hidden[name] for name in ("x", "har", "scales", "shifts"))
        description = describe(style[0], x[0], har[0], features["f0"][0], features["n"][0])
        means, deviations = self._statistics.predict(description)
        gains = np.divide(scales, deviations, dtype=np.float32)
        frames = int(durations.sum())
        prepared = Prepared(
            rank=rank,
            frames=frames,
            seconds=time.perf_counter() - began,
            x=x,
            har=har,
            scales=scales,
            shifts=shifts,
            gains=gains,
            offsets=shifts - means * gains,
            gain=self._statistics.gain(style[0], frames),
        )
        start, end = trim(durations, lead=LEAD, tail=TAIL)
        start = max(start, min(onset(features["n"][0]), end))
        return Utterance(durations, start * FRAME, end * FRAME, prepared)

    def _decode_later(self, prepared: Prepared, window: DecodeWindow) -> Future[Floats]:
        return self._workers.submit(prepared.rank, lambda: self._decode(prepared, window))

    def _decode(self, prepared: Prepared, window: DecodeWindow) -> Floats:
        """The audio of a window's inner steps."""
        first, last = window.inner
        if window.sees_all_of(prepared.frames):
            return self._decode_whole(prepared)[first * _STEP : last * _STEP]
        left, right = window.left, window.right
        inputs: dict[str, Array] = {
            "x": prepared.x[:, :, X_PER_FRAME * left : X_PER_FRAME * right],
            "har": prepared.har[:, :, HAR_PER_FRAME * left : HAR_PER_FRAME * right + 1],
            "inner_har": prepared.har[:, :, _HAR_PER_STEP * first : _HAR_PER_STEP * last + 1],
            "inner": np.array([first, last], np.int64) - left * STEPS_PER_FRAME,
            "scales": prepared.gains,
            "shifts": prepared.offsets,
        }
        return np.asarray(self._window.run(inputs)["audio"].reshape(-1) * prepared.gain)

    def _decode_whole(self, prepared: Prepared) -> Floats:
        inputs = {name: getattr(prepared, name) for name in ("x", "har", "scales", "shifts")}
        return self._whole_graph().run(inputs)["audio"].reshape(-1)

    def _whole_graph(self) -> Graph:
        """Loaded when it is first needed: it holds the generator's weights once more (26 MB)."""
        with self._whole_lock:
            if self._whole is None:
                self._whole = self._load_whole()
            return self._whole


@contextmanager
def _forgetting_damaged(folder: Path) -> Iterator[None]:
    """Delete graphs that can't be loaded, so that they are built again."""
    try:
        yield
    except Exception as error:  # ONNX Runtime's errors share no narrower base
        shutil.rmtree(folder, ignore_errors=True)
        reason = f"The graphs that were prepared for this machine can't be loaded: {error}"
        raise DamagedGraphsError(reason, hint="Speak again: they are made again.") from error


def _own(utterance: Utterance) -> Prepared:
    """What this engine put into the utterance."""
    assert isinstance(utterance.state, Prepared), "an utterance of another engine"
    return utterance.state
