"""The torch engines on this machine's device.

    python bench/torch_engines.py kokoro                  Kokoro on PyTorch beside ONNX Runtime, in one run
    python bench/torch_engines.py chatterbox [MODEL] [--markdown]
                                                          Chatterbox with random weights of full size: 3 GB on disk

Both need their engine: `tts-tui engines install NAME`. Random weights say noise, at the speed of real ones: neither
the token model nor the decoder looks at what the weights are. `--threads N` limits torch on a CPU. Chatterbox ends
after `--seconds` of speaking (240), in the middle of a text if need be: a CPU makes a second of it in half a minute.
"""

from __future__ import annotations

import argparse
import asyncio
import statistics
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import aclosing
from dataclasses import dataclass, replace
from pathlib import Path

import platformdirs

from tts_tui.backends.base import Backend, BackendContext
from tts_tui.backends.chatterbox.catalog import SAMPLE_RATE, VARIANTS
from tts_tui.backends.chatterbox.options import ChatterboxOptions
from tts_tui.backends.chatterbox.process import OFFLINE
from tts_tui.backends.engines.catalog import CHATTERBOX
from tts_tui.backends.engines.engine_worker import interpreter, make_worker
from tts_tui.backends.kokoro.backend import KokoroBackend
from tts_tui.backends.kokoro_torch.backend import MODEL, KokoroTorchBackend
from tts_tui.backends.options import read_options
from tts_tui.backends.worker.worker import Pcm
from tts_tui.speech.chunk import AudioChunk
from tts_tui.speech.errors import SpeechError
from tts_tui.speech.request import ChunkRequest
from tts_tui.store.memory import peak_memory_mb
from tts_tui.studio.measure import descendants
from tts_tui.studio.onset import first_audible, onset_ms

TEXT = "The harbour is quiet today, the boats are still asleep, and we sail at noon if the wind allows."
RUNS = 5
PROBE = Path(__file__).parents[1] / "tests" / "tts" / "chatterbox_probe.py"


async def timed(audio: AsyncIterator[AudioChunk]) -> tuple[float, float]:
    """Seconds to the first audio, and seconds of work per second of audio."""
    began, first, seconds = time.perf_counter(), 0.0, 0.0
    async for chunk in audio:
        first = first or time.perf_counter() - began
        seconds += chunk.seconds
    return first, (time.perf_counter() - began) / seconds


async def kokoro(context: BackendContext) -> None:
    backends: dict[str, tuple[Backend, str]] = {
        "ONNX Runtime": (KokoroBackend(replace(context, options={})), "kokoro-v1.0-onnx"),
        "PyTorch": (KokoroTorchBackend(context), MODEL),
    }
    measured: dict[str, list[tuple[float, float]]] = {name: [] for name in backends}
    for backend, model in backends.values():
        await backend.start(model)
        print(backend.describe().get(model, model))
    for run in range(RUNS + 1):
        for name, (backend, model) in backends.items():
            request = ChunkRequest(0, TEXT, model, "af_heart", "en-US")
            async with aclosing(backend.synthesize(request)) as audio:
                figures = await timed(audio)
            if run:  # the first warms up
                measured[name].append(figures)
    for name, runs in measured.items():
        first, rtf = (statistics.median(column) for column in zip(*runs, strict=True))
        print(
            f"{name:13} first audio {first * 1000:6.0f} ms   real-time factor {rtf:.3f}   {1 / rtf:.1f} x real time"
        )
    ratio = [torch[1] / onnx[1] for onnx, torch in zip(*measured.values(), strict=True)]
    print(f"PyTorch takes {statistics.median(ratio):.2f} x the time of ONNX Runtime")
    for backend, _ in backends.values():
        await backend.close()


async def chatterbox(context: BackendContext, model: str, most: float, *, markdown: bool) -> None:
    python = interpreter(CHATTERBOX, context)
    if python is None:
        raise SystemExit("tts-tui engines install chatterbox")
    variant = next(variant for variant in VARIANTS if variant.id == model)
    of_order = ("seed", "careful")
    settings = {each.name: each.default for each in variant.settings if each.name not in of_order}
    order = {
        "text": TEXT,
        "language": "en",
        "clip": "",
        "conditionals": "",
        "careful": False,
        "settings": settings,
    }
    options = read_options("chatterbox", context.options, ChatterboxOptions)
    worker = make_worker(CHATTERBOX, python, PROBE, context, options, **OFFLINE)
    with tempfile.TemporaryDirectory() as folder:
        began = time.perf_counter()
        await worker.call("make_weights", model=model, folder=folder, tiny=False)
        if not markdown:
            print(f"random weights made in {time.perf_counter() - began:.1f} s")
        began = time.perf_counter()
        wanted = {"model": model, "folder": folder, "device": options.device}
        loaded = await worker.call("load", load=wanted)
        if not markdown:
            print(f"loaded in {time.perf_counter() - began:.1f} s: {dict(loaded)}")
        deadline, runs = time.perf_counter() + most, list[Run]()
        for seed in range(1, RUNS + 1):
            if time.perf_counter() >= deadline:
                break
            began, first, frames, onset = time.perf_counter(), 0.0, 0, None
            try:
                spoken = worker.stream("speak", load=wanted, order={**order, "seed": seed})
                async with asyncio.timeout_at(_on_loop(deadline)), aclosing(spoken) as answers:
                    async for answer in answers:
                        if isinstance(answer, Pcm):
                            now = time.perf_counter() - began
                            first = first or now
                            if onset is None and (heard := first_audible(answer.samples)) is not None:
                                at = (frames + heard) / SAMPLE_RATE
                                onset = onset_ms(first * 1000, now * 1000, at) / 1000
                            frames += len(answer.samples)
            except TimeoutError:
                print(f"ended after {most:.0f} s", file=sys.stderr)
            except (
                SpeechError
            ) as error:  # random weights don't know when to stop; what was made until then counts
                print(error, file=sys.stderr)
            if frames:
                run = Run(first, onset, time.perf_counter() - began, frames / SAMPLE_RATE)
                runs.append(run)
                if not markdown:
                    print(
                        f"first audio {first:5.2f} s   {run.audio:5.1f} s of audio   real-time factor {run.rtf:.2f}"
                    )
        peak = peak_memory_mb() + sum(map(peak_memory_mb, descendants()))
    await worker.close()
    if markdown:
        print(row_of(f"{model}, random weights", runs, peak))


@dataclass(frozen=True)
class Run:
    """Seconds: to the first audio, to the first that is heard, in all; of audio."""

    first: float
    onset: float | None
    total: float
    audio: float

    @property
    def rtf(self) -> float:
        return self.total / self.audio


def row_of(name: str, runs: Sequence[Run], peak_mb: float) -> str:
    """A row of the table of `tts-tui bench --markdown`, and below it of what.

    Raises:
        SystemExit: there was no audio.
    """
    if not runs:
        raise SystemExit("no audio came in the time that it was given")
    onsets = [run.onset for run in runs if run.onset is not None]
    total, audio = (
        statistics.median(each) for each in zip(*((run.total, run.audio) for run in runs), strict=True)
    )
    cells = (
        name,
        f"{statistics.median(run.first for run in runs) * 1000:.0f} ms",
        f"{statistics.median(onsets) * 1000:.0f} ms" if onsets else "silent",
        "not played",
        f"{total:.0f} s of {audio:.1f} s audio",
        f"{statistics.median(run.rtf for run in runs):.1f}",
        f"{peak_mb:.0f} MiB",
    )
    return f"| {' | '.join(cells)} |\n\n{name}: {len(TEXT)} characters, {len(runs)} runs, ended in mid-text if need be"


def _on_loop(moment: float) -> float:
    """A moment of `perf_counter` on the loop's clock."""
    return asyncio.get_running_loop().time() + moment - time.perf_counter()


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("engine", choices=["kokoro", "chatterbox"])
    parser.add_argument(
        "model", nargs="?", default="chatterbox", choices=[variant.id for variant in VARIANTS]
    )
    parser.add_argument("--threads", type=int, default=0)
    parser.add_argument("--device", default="")
    parser.add_argument("--seconds", type=float, default=240.0, help="of speaking, for Chatterbox")
    parser.add_argument(
        "--markdown", action="store_true", help="Chatterbox as a row of `tts-tui bench`'s table"
    )
    parser.add_argument("--data", type=Path, default=platformdirs.user_data_path("tts-tui"))
    chosen = parser.parse_args()
    options = {"threads": chosen.threads, "device": chosen.device}
    context = BackendContext(platformdirs.user_cache_path("tts-tui"), chosen.data, options)
    spoken = (
        kokoro(context)
        if chosen.engine == "kokoro"
        else chatterbox(context, chosen.model, chosen.seconds, markdown=chosen.markdown)
    )
    try:
        asyncio.run(spoken)
    except SpeechError as error:
        raise SystemExit(error.message.splitlines()[0]) from None


if __name__ == "__main__":
    main()
