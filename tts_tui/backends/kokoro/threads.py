"""How many threads the engine gets: measured on this machine when its graphs are built, and kept beside them.

More is not always quicker: threads wait for each other between small operators, and two cores may be two halves of
one. Where more gain next to nothing, fewer leave cores to others.
"""

from __future__ import annotations

import json
import math
import time
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import asdict, dataclass, fields
from functools import partial
from pathlib import Path

import numpy as np

from tts_tui.backends.kokoro.graph.rates import HAR_PER_FRAME, STEPS_PER_FRAME, X_PER_FRAME
from tts_tui.backends.kokoro.sessions import Array, GraphSession
from tts_tui.cores import usable_cores

_FILE = "threads.json"
_MOST = 4
_WORTH_IT = 0.93
"""Of the time that fewer threads take: what more of them must stay below."""

_ROUNDS = 5
_TOKENS = 80
_FRAMES = 24
"""Of the windows that are timed."""


@dataclass(frozen=True, slots=True)
class Threads:
    """Of one call of the encoder and of the front, and the windows decoded at once, each in one thread."""

    encoder: int = 2
    front: int = 2
    windows: int = 2

    @classmethod
    def load(cls, folder: Path) -> Threads:
        """What was measured when the graphs in the folder were built, but no more than there are cores now."""
        numbers: dict[str, int] = asdict(cls())
        with suppress(OSError, ValueError):
            found = json.loads((folder / _FILE).read_text(encoding="utf-8"))
            numbers |= {field.name: int(found[field.name]) for field in fields(cls) if field.name in found}
        cores = usable_cores()
        return cls(**{name: max(1, min(number, cores)) for name, number in numbers.items()})

    def keep(self, folder: Path) -> None:
        """Write them beside the graphs."""
        (folder / _FILE).write_text(json.dumps(asdict(self)), encoding="utf-8")


def measure(folder: Path) -> Threads:
    """Time the built graphs with one thread and more; takes some seconds, on all cores."""
    counts = sorted({1, 2, _MOST} & set(range(1, usable_cores() + 1)))
    dice = np.random.default_rng(0)
    sentence: dict[str, Array] = {
        "tokens": np.array([[0, *dice.integers(43, 120, _TOKENS), 0]], np.int64),
        "style": dice.normal(0, 0.2, (1, 256)).astype(np.float32),
        "speed": np.ones(1, np.float32),
    }
    encoders = {n: GraphSession(folder / "encoder.onnx", threads=n, spin=n > 1) for n in counts}
    features = encoders[1].run(sentence)
    hidden_from = {name: features[name] for name in ("asr", "f0", "n")} | {"style": sentence["style"]}
    fronts = {n: GraphSession(folder / "front.onnx", threads=n) for n in counts}
    hidden = fronts[1].run(hidden_from)
    har = GraphSession(folder / "source.onnx").run({"f0": features["f0"]})["har"]
    inner = np.array([STEPS_PER_FRAME, (_FRAMES - 1) * STEPS_PER_FRAME], np.int64)
    inner_har = har[:, :, HAR_PER_FRAME : HAR_PER_FRAME * (_FRAMES - 1) + 1]
    window: dict[str, Array] = {
        "x": hidden["x"][:, :, : X_PER_FRAME * _FRAMES],
        "har": har[:, :, : HAR_PER_FRAME * _FRAMES + 1],
        "inner": inner,
        "inner_har": inner_har,
        "scales": hidden["scales"],
        "shifts": hidden["shifts"],
    }
    decoder = GraphSession(folder / "window.onnx")

    def decode(count: int) -> Callable[[], object]:
        pool = ThreadPoolExecutor(count)
        rounds = math.lcm(*counts)
        return lambda: list(pool.map(lambda _: decoder.run(window), range(rounds)))

    return Threads(
        encoder=_fewest({n: partial(session.run, sentence) for n, session in encoders.items()}),
        front=_fewest({n: partial(session.run, hidden_from) for n, session in fronts.items()}),
        windows=_fewest({n: decode(n) for n in counts}),
    )


def _fewest(ways: Mapping[int, Callable[[], object]]) -> int:
    """The fewest threads that more of them don't beat by enough; they take turns, and their best times count."""
    best = dict.fromkeys(ways, math.inf)
    for _ in range(_ROUNDS):
        for threads, run in ways.items():
            began = time.perf_counter()
            run()
            best[threads] = min(best[threads], time.perf_counter() - began)
    return worthwhile(best)


def worthwhile(seconds: Mapping[int, float]) -> int:
    """Of the seconds that some numbers of threads take, the number at which to stop adding more."""
    chosen, *more = sorted(seconds)
    for threads in more:
        if seconds[threads] < _WORTH_IT * seconds[chosen]:
            chosen = threads
    return chosen
