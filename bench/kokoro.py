"""Kokoro's engines side by side: ours, kokoro-onnx's `create` and its `create_stream`.

    python bench/kokoro.py [--runs 3] [--characters 1000] [--hogs 0] [--json FILE]

All take turns in one process over the same text and phonemes, so that a busy machine slows all alike: read the
ratios first. Cold start and memory (`--minutes`) are measured in processes of their own. Playing begins when the
app's player would begin (`pipeline.headstart`); an underrun is a piece that comes after those before it were played.
The default takes two to three minutes on two cores. `bench/plot.py` draws what `--json` writes.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import math
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
from tts_tui.pipeline.headstart import Headstart
from tts_tui.pipeline.measure import TEXT, hardware
from tts_tui.speech.events import Metrics, Progress
from tts_tui.text.phonemes import phonemize
from tts_tui.text.vocabulary import vocabulary

VOICE = "af_heart"
CHARACTERS_A_SECOND = 15.0
"""Of speech, for the engine that doesn't say how far it is."""
CACHE = Path(os.environ.get("KOKORO_BENCH_CACHE", Path.home() / ".cache" / "tts-tui" / "kokoro"))

Spoken = Iterator[tuple[int, int]]
"""Samples of each piece of audio, and how many characters of the text are spoken with it."""


@dataclass(frozen=True, slots=True)
class Run:
    """One text spoken once: first piece, begin of playing and all of it in seconds; the audio's; the processor's."""

    first: float
    playing: float
    total: float
    audio: float
    underruns: int
    cpu: float

    @property
    def rtf(self) -> float:
        return self.total / self.audio


def timed(speak: Callable[[str], Spoken], text: str) -> Run:
    began, cpu = time.perf_counter(), time.process_time()
    headstart, audio, underruns = Headstart(), 0.0, 0
    first = playing = played = math.inf
    for samples, characters in speak(text):
        now, before = time.perf_counter() - began, audio
        audio += samples / SAMPLE_RATE
        first = min(first, now)
        wait = headstart.after(progress(characters, len(text), Metrics(1000 * first, now, audio, now)))
        if playing < math.inf:
            underruns += now > played
            played = max(played, now) + audio - before
        elif audio >= wait or characters == len(text):
            playing, played = now, now + audio
    return Run(first, playing, now, audio, underruns, time.process_time() - cpu)


def progress(done: int, total: int, metrics: Metrics) -> Progress:
    return Progress(done / total, done, total, 0, None, metrics.audio_seconds, None, "", metrics)


def sentences(text: str) -> list[str]:
    return [part for part in re.split(r"(?<=[.!?;])\s+", text.strip()) if part]


def ours(engine: StreamingEngine) -> Callable[[str], Spoken]:
    voice = parse_voice(VOICE)

    def speak(text: str) -> Spoken:
        done = 0
        for i, sentence in enumerate(sentences(text)):
            tokens = [vocabulary()[symbol] for symbol in phonemize(sentence, "en-us").symbols]
            utterance = engine.prepare(tokens, style(voice, len(tokens)), 1.0)
            for samples in engine.windows(utterance, first=i == 0):
                yield len(samples), done
            done = text.index(sentence, done) + len(sentence)

    return speak


def created(kokoro: Any) -> Callable[[str], Spoken]:
    def speak(text: str) -> Spoken:
        yield len(kokoro.create(text, VOICE, lang="en-us")[0]), len(text)

    return speak


def create_streamed(kokoro: Any) -> Callable[[str], Spoken]:
    def speak(text: str) -> Spoken:
        loop = asyncio.new_event_loop()
        stream, done = kokoro.create_stream(text, VOICE, lang="en-us"), 0
        while True:
            try:
                samples, _ = loop.run_until_complete(anext(stream))
            except StopAsyncIteration:
                break
            done += len(samples)
            yield len(samples), min(len(text), round(done / SAMPLE_RATE * CHARACTERS_A_SECOND))
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
        np.savez(path, allow_pickle=False, **{VOICE: pack[:, None, :]})
    return path


def compare(runs: int, characters: int, burners: int) -> dict[str, list[Run]]:
    """Each engine on the text, taking turns; printed as they come."""
    from kokoro_onnx import Kokoro

    model = ensure(INT8, CACHE)
    engine = StreamingEngine.open(model, CACHE, accelerate=False)
    kokoro = Kokoro(str(model), str(voices_file(CACHE)))
    speakers = {"ours": ours(engine), "create": created(kokoro), "create_stream": create_streamed(kokoro)}
    for speak in speakers.values():
        list(speak("Ready when you are."))
    text = (TEXT * (characters // len(TEXT) + 1))[:characters].strip()
    made: dict[str, list[Run]] = {key: [] for key in speakers}
    print(f"{'engine':<14} {'first':>9} {'playing':>9} {'RTF':>7} {'CPU/audio':>10} {'underruns':>10}")
    with hogs(burners):
        for _ in range(runs):
            for key, speak in speakers.items():
                made[key].append(run := timed(speak, text))
                print(
                    f"{key:<14} {1000 * run.first:>6.0f} ms {1000 * run.playing:>6.0f} ms {run.rtf:>7.3f}"
                    f" {run.cpu / run.audio:>10.3f} {run.underruns:>10}",
                    flush=True,
                )
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
    """Peak resident MiB over some minutes of speech, after a tenth of them and at the end; resident at the end."""
    engine = StreamingEngine.open(ensure(INT8, CACHE), CACHE, accelerate=False)
    speak, spoken, early = ours(engine), 0.0, 0.0
    while spoken < minutes * 60:
        for samples, _ in speak(TEXT):
            spoken += samples / SAMPLE_RATE
        if not early and spoken > minutes * 6:
            early = peak()
    engine.close()
    return {"minutes": minutes, "peak after a tenth": early, "peak": peak(), "resident": resident()}


def peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def resident() -> float:
    """MiB now; Linux only."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize() / 2**20


def report(made: dict[str, list[Run]], cold: dict[str, list[float]]) -> None:
    print(f"\n{'medians':<14} {'first p50':>10} {'p95':>8} {'RTF':>7} {'underruns':>10} {'cold start':>11}")
    for key, runs in made.items():
        first = [1000 * run.first for run in runs]
        start = f"{median(cold[key]):>9.2f} s" if key in cold else ""
        print(
            f"{key:<14} {median(first):>7.0f} ms {np.percentile(first, 95):>5.0f} ms"
            f" {median(run.rtf for run in runs):>7.3f} {sum(run.underruns for run in runs):>10} {start}"
        )
    for rival in ("create", "create_stream"):
        pairs = list(zip(made[rival], made["ours"], strict=True))
        sooner = median(theirs.first / mine.first for theirs, mine in pairs)
        faster = median(theirs.rtf / mine.rtf for theirs, mine in pairs)
        print(f"ours is {sooner:.1f}x sooner and {faster:.2f}x faster than {rival}")
    ratio = median(theirs / mine for theirs, mine in zip(cold["create"], cold["ours"], strict=True))
    print(f"ours starts cold {ratio:.1f}x sooner")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--characters", type=int, default=1000)
    parser.add_argument("--hogs", type=int, default=0, help="processes that use a core each meanwhile")
    parser.add_argument("--minutes", type=float, default=0.0, help="only speak this long and report memory")
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    if options.minutes:
        print(json.dumps(memory(options.minutes)))
        return
    print(hardware(), flush=True)
    made = compare(options.runs, options.characters, options.hogs)
    cold = cold_starts(options.runs)
    report(made, cold)
    document = {
        "hardware": hardware(),
        "characters": options.characters,
        "hogs": options.hogs,
        "runs": {key: [asdict(run) for run in runs] for key, runs in made.items()},
        "cold": cold,
    }
    if options.json:
        options.json.write_text(json.dumps(document, indent=1) + "\n")


if __name__ == "__main__":
    main()
