"""Kokoro's engines side by side: ours, kokoro-onnx's `create` and its `create_stream`.

    python bench/kokoro.py [--runs 5] [--hogs 0] [--json FILE]

All take turns in one process over the same texts and phonemes, so that a busy machine slows all alike: read the
ratios first. Cold start and memory are measured in processes of their own. An underrun is a piece that comes after
the pieces before it have been played, had playback begun with the first.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import multiprocessing
import os
import re
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median
from typing import Any

import numpy as np

from tts_tui.backends.kokoro.engine import SAMPLE_RATE
from tts_tui.backends.kokoro.model_file import INT8, ensure
from tts_tui.backends.kokoro.streaming import StreamingEngine
from tts_tui.backends.kokoro.voices import parse_voice, style
from tts_tui.pipeline.measure import TEXT, hardware
from tts_tui.text.phonemes import phonemize
from tts_tui.text.vocabulary import vocabulary

VOICE = "af_heart"
LENGTHS = {"sentence": 93, "paragraph": 440, "1000 characters": 1000}
CACHE = Path(os.environ.get("KOKORO_BENCH_CACHE", Path.home() / ".cache" / "tts-tui" / "kokoro"))

Pieces = list[tuple[float, int]]
"""Seconds since the call, and samples, of each piece of audio."""


@dataclass(frozen=True, slots=True)
class Run:
    """One text spoken once: first piece and all of it in seconds, seconds of audio, underruns, CPU seconds."""

    first: float
    total: float
    audio: float
    underruns: int
    cpu: float

    @property
    def rtf(self) -> float:
        return self.total / self.audio


def timed(speak: Callable[[str], Iterator[int]], text: str) -> Run:
    began, cpu = time.perf_counter(), time.process_time()
    pieces: Pieces = [(time.perf_counter() - began, samples) for samples in speak(text)]
    first, total = pieces[0][0], pieces[-1][0]
    played, underruns = first, 0
    for arrival, samples in pieces:
        underruns += arrival > played
        played = max(played, arrival) + samples / SAMPLE_RATE
    audio = sum(samples for _, samples in pieces) / SAMPLE_RATE
    return Run(first, total, audio, underruns, time.process_time() - cpu)


def sentences(text: str) -> list[str]:
    return [part for part in re.split(r"(?<=[.!?;])\s+", text.strip()) if part]


def ours(engine: StreamingEngine) -> Callable[[str], Iterator[int]]:
    voice = parse_voice(VOICE)

    def speak(text: str) -> Iterator[int]:
        for i, sentence in enumerate(sentences(text)):
            tokens = [vocabulary()[symbol] for symbol in phonemize(sentence, "en-us").symbols]
            utterance = engine.prepare(tokens, style(voice, len(tokens)), 1.0)
            for samples in engine.windows(utterance, first=i == 0):
                yield len(samples)

    return speak


def created(kokoro: Any) -> Callable[[str], Iterator[int]]:
    def speak(text: str) -> Iterator[int]:
        yield len(kokoro.create(text, VOICE, lang="en-us")[0])

    return speak


def create_streamed(kokoro: Any) -> Callable[[str], Iterator[int]]:
    def speak(text: str) -> Iterator[int]:
        loop = asyncio.new_event_loop()
        stream = kokoro.create_stream(text, VOICE, lang="en-us")
        while True:
            try:
                samples, _ = loop.run_until_complete(anext(stream))
            except StopAsyncIteration:
                break
            yield len(samples)
        loop.close()

    return speak


@contextmanager
def hogs(count: int) -> Iterator[None]:
    """Processes that do nothing but use a core each."""
    burning = [multiprocessing.Process(target=burn, daemon=True) for _ in range(count)]
    for process in burning:
        process.start()
    try:
        yield
    finally:
        for process in burning:
            process.terminate()
            process.join()


def burn() -> None:
    while True:
        pass


def voices_file(folder: Path) -> Path:
    """kokoro-onnx wants its voices as one float32 npz of (510, 1, 256) arrays."""
    path = folder / "bench-voices.npz"
    if not path.exists():
        pack = np.concatenate([style(parse_voice(VOICE), n + 1) for n in range(510)])
        np.savez(path, **{VOICE: pack[:, None, :]})
    return path


def compare(runs: int, burners: int) -> dict[str, dict[str, list[Run]]]:
    """Each engine on each text, taking turns."""
    from kokoro_onnx import Kokoro

    model = ensure(INT8, CACHE)
    engine = StreamingEngine.open(model, CACHE, accelerate=False)
    kokoro = Kokoro(str(model), str(voices_file(CACHE)))
    speakers = {"ours": ours(engine), "create": created(kokoro), "create_stream": create_streamed(kokoro)}
    for speak in speakers.values():
        list(speak("Ready."))
    prose = TEXT * 3
    made: dict[str, dict[str, list[Run]]] = {}
    with hogs(burners):
        for name, length in LENGTHS.items():
            made[name] = {key: [] for key in speakers}
            for _ in range(runs):
                for key, speak in speakers.items():
                    made[name][key].append(timed(speak, prose[:length]))
    engine.close()
    return made


COLD = {
    "ours": "from bench.kokoro import *; e = StreamingEngine.open(ensure(INT8, CACHE), CACHE, accelerate=False);"
    "next(ours(e)('Ready when you are.'))",
    "create": "from kokoro_onnx import Kokoro; import sys;"
    "Kokoro(sys.argv[1], sys.argv[2]).create('Ready when you are.', 'af_heart')",
}


def cold_starts(runs: int) -> dict[str, list[float]]:
    """Seconds from starting python to the first PCM, in fresh processes, taking turns."""
    files = [str(ensure(INT8, CACHE)), str(voices_file(CACHE))]
    took: dict[str, list[float]] = {name: [] for name in COLD}
    for _ in range(runs):
        for name, code in COLD.items():
            began = time.perf_counter()
            # _exit: what is timed ends with the first PCM, not with tearing down the process.
            subprocess.run([sys.executable, "-c", f"{code}; import os; os._exit(0)", *files], check=True)
            took[name].append(time.perf_counter() - began)
    return took


def memory(minutes: float) -> dict[str, float]:
    """Peak resident MiB of our engine over some minutes of speech, and after the first tenth of them."""
    engine = StreamingEngine.open(ensure(INT8, CACHE), CACHE, accelerate=False)
    speak, spoken, early = ours(engine), 0.0, 0.0
    while spoken < minutes * 60:
        for samples in speak(TEXT):
            spoken += samples / SAMPLE_RATE
        if not early and spoken > minutes * 6:
            early = peak()
    engine.close()
    return {"minutes": minutes, "after a tenth": early, "at the end": peak()}


def peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def report(made: dict[str, dict[str, list[Run]]], cold: dict[str, list[float]]) -> None:
    print(
        f"{'text':<16} {'engine':<14} {'first p50':>10} {'p95':>8} {'RTF':>7} {'CPU/audio':>10} {'underruns':>10}"
    )
    for text, engines in made.items():
        for engine, runs in engines.items():
            first = [1000 * run.first for run in runs]
            print(
                f"{text:<16} {engine:<14} {median(first):>7.0f} ms {np.percentile(first, 95):>5.0f} ms"
                f" {median(run.rtf for run in runs):>7.3f} {median(run.cpu / run.audio for run in runs):>10.3f}"
                f" {sum(run.underruns for run in runs):>10}"
            )
        mine = engines["ours"]
        for rival in ("create", "create_stream"):
            sooner = median(a.first / b.first for a, b in zip(engines[rival], mine, strict=True))
            faster = median(a.rtf / b.rtf for a, b in zip(engines[rival], mine, strict=True))
            print(f"{'':<16} ours is {sooner:.1f}x sooner and {faster:.2f}x faster than {rival}")
    for engine, took in cold.items():
        print(f"cold start, {engine}: {median(took):.2f} s (best {min(took):.2f})")
    ratio = median(a / b for a, b in zip(cold["create"], cold["ours"], strict=True))
    print(f"cold start, ours is {ratio:.1f}x sooner")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--hogs", type=int, default=0)
    parser.add_argument("--minutes", type=float, default=0.0, help="also speak this long and report memory")
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    if options.minutes:
        print(json.dumps(memory(options.minutes)))
        return
    print(hardware())
    made, cold = compare(options.runs, options.hogs), cold_starts(options.runs)
    report(made, cold)
    if options.json:
        runs = {
            text: {e: [asdict(r) for r in rs] for e, rs in engines.items()} for text, engines in made.items()
        }
        document = {"hardware": hardware(), "hogs": options.hogs, "runs": runs, "cold": cold}
        options.json.write_text(json.dumps(document, indent=1))


if __name__ == "__main__":
    main()
