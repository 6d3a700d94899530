"""Kokoro's engines side by side: ours, kokoro-onnx's `create` and `create_stream`, fastkokoro's server if it is there.

    python bench/kokoro.py [--runs 3] [--characters 1000] [--voices af_heart] [--hogs 0] [--openvino] [--json FILE]

All take turns in one run over the same text, so that a busy machine slows all alike: read the ratios first. Ours
is the whole pipeline that the window and `say` speak through, with the silence cut that the others leave. Cold start
(with the first sentence of that text) and memory (`--minutes`) are measured in processes of their own. Playing
begins when the app's player would begin (`studio.headstart`); an underrun is a piece that comes after those before
it were played. The default takes two to three minutes on two cores. `bench/plot.py` draws what `--json` writes.
"""

from __future__ import annotations

import argparse
import asyncio
import itertools
import json
import math
import multiprocessing
import os
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np

from tts_tui.backends.base import BackendContext
from tts_tui.backends.builtin import BUILT_IN
from tts_tui.backends.kokoro.engine import SAMPLE_RATE
from tts_tui.backends.kokoro.model_file import INT8, ensure
from tts_tui.backends.kokoro.voices import parse_voice, style
from tts_tui.backends.manager import TTSBackendManager
from tts_tui.speech.events import ChunkReady, Failed, Metrics, Progress
from tts_tui.speech.request import SpeechRequest
from tts_tui.store.memory import peak_memory_mb, resident_mb
from tts_tui.studio.headstart import Headstart
from tts_tui.studio.measure import TEXT, hardware
from tts_tui.studio.speak import speak

sys.path.insert(0, str(Path(__file__).parent.parent / "tests" / "tts"))
from fastkokoro_server import PROGRAM, serving

MODEL = "kokoro-v1.0-onnx"
SETTLE = 0.5
"""Seconds between two runs: kokoro-onnx leaves threads behind that spin for a while."""
SENTENCE = TEXT.partition(". ")[0] + "."
CHARACTERS_A_SECOND = 15.0
"""Of speech, for the engine that doesn't say how far it is."""
CACHE = Path(os.environ.get("KOKORO_BENCH_CACHE", Path.home() / ".cache" / "tts-tui" / "kokoro"))

Spoken = Iterator[tuple[int, int]]
"""Samples of each piece of audio, and how many characters of the text are spoken with it."""


@dataclass(frozen=True, slots=True)
class Run:
    """One text spoken once: first piece, begin of playing and all of it in seconds; the audio's; the processor's."""

    characters: int
    voice: str
    first: float
    playing: float
    total: float
    audio: float
    underruns: int
    cpu: float

    @property
    def rtf(self) -> float:
        return self.total / self.audio


def timed(speak: Callable[[str, str], Spoken], text: str, voice: str) -> Run:
    began, cpu = time.perf_counter(), time.process_time()
    headstart, audio, underruns = Headstart(), 0.0, 0
    first = playing = played = math.inf
    for samples, characters in speak(text, voice):
        now, before = time.perf_counter() - began, audio
        audio += samples / SAMPLE_RATE
        first = min(first, now)
        wait = headstart.after(progress(characters, len(text), Metrics(1000 * first, now, audio, now)))
        if playing < math.inf:
            underruns += now > played
            played = max(played, now) + audio - before
        elif audio >= wait or characters == len(text):
            playing, played = now, now + audio
    return Run(len(text), voice, first, playing, now, audio, underruns, time.process_time() - cpu)


def progress(done: int, total: int, metrics: Metrics) -> Progress:
    return Progress(done / total, done, total, 0, None, metrics.audio_seconds, None, "", metrics)


def open_manager(runtime: str = "onnxruntime") -> TTSBackendManager:
    """Our backends, of which Kokoro waits for its own engine also on the very first run."""
    options = {"kokoro": {"engine": "streaming", "runtime": runtime}}
    return TTSBackendManager(BackendContext(CACHE.parent, CACHE.parent), BUILT_IN, options)


def ours(manager: TTSBackendManager, loop: asyncio.AbstractEventLoop) -> Callable[[str, str], Spoken]:
    async def pieces(text: str, voice: str) -> AsyncIterator[tuple[int, int]]:
        chunk = 0
        async for event in speak(SpeechRequest(text, MODEL, voice), manager):
            if isinstance(event, Failed):
                raise event.error
            if isinstance(event, ChunkReady):
                chunk = len(event.chunk.samples)
            elif isinstance(event, Progress) and chunk:
                yield chunk, event.characters_done
                chunk = 0

    return lambda text, voice: taken(pieces(text, voice), loop)


def created(kokoro: Any) -> Callable[[str, str], Spoken]:
    def speak(text: str, voice: str) -> Spoken:
        yield len(kokoro.create(text, voice, lang="en-us")[0]), len(text)

    return speak


def create_streamed(kokoro: Any, loop: asyncio.AbstractEventLoop) -> Callable[[str, str], Spoken]:
    async def pieces(text: str, voice: str) -> AsyncIterator[tuple[int, int]]:
        done = 0
        async for samples, _ in kokoro.create_stream(text, voice, lang="en-us"):
            done += len(samples)
            yield len(samples), min(len(text), round(done / SAMPLE_RATE * CHARACTERS_A_SECOND))

    return lambda text, voice: taken(pieces(text, voice), loop)


def served(url: str) -> Callable[[str, str], Spoken]:
    """Streamed by a server of OpenAI's dialect; what it computes isn't in this process's CPU seconds."""
    import httpx

    client = httpx.Client(base_url=url, timeout=300)

    def speak(text: str, voice: str) -> Spoken:
        asked = {"model": "kokoro", "input": text, "voice": voice, "response_format": "pcm", "stream": True}
        done = 0
        with client.stream("POST", "/audio/speech", json=asked) as answer:
            answer.raise_for_status()
            for data in answer.iter_bytes():
                done += len(data) // 2
                yield len(data) // 2, min(len(text), round(done / SAMPLE_RATE * CHARACTERS_A_SECOND))

    return speak


def taken(pieces: AsyncIterator[tuple[int, int]], loop: asyncio.AbstractEventLoop) -> Spoken:
    """What an async iterator yields, waited for."""
    while (piece := loop.run_until_complete(anext(pieces, None))) is not None:  # type: ignore[arg-type]
        yield piece


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


def voices_file(folder: Path, voices: Sequence[str]) -> Path:
    """kokoro-onnx wants its voices as one float32 npz of (510, 1, 256) arrays."""
    path = folder / "bench-voices.npz"
    packs = {voice: np.stack([style(parse_voice(voice), n + 1) for n in range(510)]) for voice in voices}
    np.savez(path, allow_pickle=False, **packs)
    return path


def all_speakers(
    stack: ExitStack, loop: asyncio.AbstractEventLoop, voices: Sequence[str], *, openvino: bool
) -> dict[str, Callable[[str, str], Spoken]]:
    """By name, ours first; the stack ends them."""
    from kokoro_onnx import Kokoro

    def speaker_of_ours(runtime: str) -> Callable[[str, str], Spoken]:
        manager = open_manager(runtime)
        stack.callback(lambda: loop.run_until_complete(manager.close()))
        return ours(manager, loop)

    kokoro = Kokoro(str(ensure(INT8, CACHE)), str(voices_file(CACHE, voices)))
    speakers = {
        "ours": speaker_of_ours("onnxruntime"),
        "create": created(kokoro),
        "create_stream": create_streamed(kokoro, loop),
    }
    if PROGRAM:
        folder = Path(stack.enter_context(TemporaryDirectory()))
        speakers["fastkokoro"] = served(stack.enter_context(serving(ensure(INT8, CACHE), folder)))
    if openvino:
        speakers["openvino"] = speaker_of_ours("openvino")
    return speakers


def compare(
    speakers: dict[str, Callable[[str, str], Spoken]],
    runs: int,
    lengths: Sequence[int],
    voices: Sequence[str],
    burners: int,
) -> dict[str, list[Run]]:
    """Each engine on the texts, taking turns; printed as they come."""
    for speaker in speakers.values():
        list(speaker("Ready when you are.", voices[0]))
    texts = [(TEXT * (length // len(TEXT) + 1))[:length].strip() for length in lengths]
    made: dict[str, list[Run]] = {key: [] for key in speakers}
    print(
        f"{'engine':<14} {'text':>6} {'voice':<10} {'first':>9} {'playing':>9} {'RTF':>7} {'CPU/audio':>10} underruns"
    )
    with hogs(burners):
        for _, text, voice in itertools.product(range(runs), texts, voices):
            for key, speaker in speakers.items():
                time.sleep(SETTLE)
                made[key].append(run := timed(speaker, text, voice))
                print(
                    f"{key:<14} {run.characters:>6} {voice:<10} {1000 * run.first:>6.0f} ms"
                    f" {1000 * run.playing:>6.0f} ms {run.rtf:>7.3f} {run.cpu / run.audio:>10.3f} {run.underruns:>9}",
                    flush=True,
                )
    return made


COLD = {
    # with the imports and espeak-ng's start beside the loading, as in the backend
    "ours": """
import sys
from pathlib import Path
from threading import Thread

def warm_up():
    import tts_tui.backends.kokoro.request_audio
    from tts_tui.backends.kokoro.backend import _warm_up
    _warm_up()

warming = Thread(target=warm_up)
from tts_tui.backends.kokoro.model_file import INT8, ensure
from tts_tui.backends.kokoro.streaming import StreamingEngine
warming.start()
cache = Path(sys.argv[1]).parent
engine = StreamingEngine.open(ensure(INT8, cache), cache, accelerate=False)
warming.join()
from tts_tui.backends.kokoro.request_audio import speak
from tts_tui.speech.request import ChunkRequest
next(speak(engine, ChunkRequest(0, sys.argv[3], "kokoro", "af_heart", "")))
""",
    "create": """
import sys
from kokoro_onnx import Kokoro
Kokoro(sys.argv[1], sys.argv[2]).create(sys.argv[3], "af_heart")
""",
}


def cold_starts(runs: int) -> dict[str, list[float]]:
    """Seconds from starting python to the first PCM, in fresh processes, taking turns."""
    arguments = [str(ensure(INT8, CACHE)), str(voices_file(CACHE, ["af_heart"])), SENTENCE]
    took: dict[str, list[float]] = {name: [] for name in COLD}
    for _ in range(runs):
        for name, code in COLD.items():
            began = time.perf_counter()
            # _exit: what is timed ends with the first PCM, not with tearing down the process.
            subprocess.run([sys.executable, "-c", f"{code}\nimport os; os._exit(0)", *arguments], check=True)
            took[name].append(time.perf_counter() - began)
    return took


def memory(minutes: float) -> dict[str, float]:
    """Peak resident MiB over some minutes of speech, after a tenth of them and at the end; resident at the end."""
    loop = asyncio.new_event_loop()
    manager = open_manager()
    speak, spoken, early = ours(manager, loop), 0.0, 0.0
    while spoken < minutes * 60:
        for samples, _ in speak(TEXT, "af_heart"):
            spoken += samples / SAMPLE_RATE
        if not early and spoken > minutes * 6:
            early = peak_memory_mb()
    now = resident_mb() * 1e6 / 2**20
    loop.run_until_complete(manager.close())
    return {"minutes": minutes, "peak after a tenth": early, "peak": peak_memory_mb(), "resident": now}


def report(made: dict[str, list[Run]], cold: dict[str, list[float]]) -> None:
    for length in sorted({run.characters for run in made["ours"]}):
        of = {key: [run for run in runs if run.characters == length] for key, runs in made.items()}
        print(
            f"\n{length:<6} characters {'first p50':>10} {'p95':>8} {'RTF':>7} {'CPU/audio':>10} {'underruns':>10}"
        )
        for key, runs in of.items():
            first = [1000 * run.first for run in runs]
            print(
                f"{key:<17} {median(first):>7.0f} ms {np.percentile(first, 95):>5.0f} ms"
                f" {median(run.rtf for run in runs):>7.3f} {median(run.cpu / run.audio for run in runs):>10.3f}"
                f" {sum(run.underruns for run in runs):>10}"
            )
        for rival in ("create", "create_stream", "fastkokoro"):
            if rival not in of:
                continue
            pairs = list(zip(of[rival], of["ours"], strict=True))
            sooner = median(theirs.first / mine.first for theirs, mine in pairs)
            faster = median(theirs.rtf / mine.rtf for theirs, mine in pairs)
            print(f"ours is {sooner:.1f}x sooner and {faster:.2f}x faster than {rival}")
    ratio = median(theirs / mine for theirs, mine in zip(cold["create"], cold["ours"], strict=True))
    starts = ", ".join(f"{key} {median(took):.2f} s" for key, took in cold.items())
    print(f"\ncold start: {starts}; ours {ratio:.1f}x sooner")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--characters", type=int, nargs="+", default=[1000])
    parser.add_argument("--voices", nargs="+", default=["af_heart"])
    parser.add_argument("--hogs", type=int, default=0, help="processes that use a core each meanwhile")
    parser.add_argument("--openvino", action="store_true", help="ours on OpenVINO, too")
    parser.add_argument("--minutes", type=float, default=0.0, help="only speak this long and report memory")
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    if options.minutes:
        print(json.dumps(memory(options.minutes)))
        return
    print(hardware(), flush=True)
    with ExitStack() as stack:
        loop = asyncio.new_event_loop()
        speakers = all_speakers(stack, loop, options.voices, openvino=options.openvino)
        made = compare(speakers, options.runs, options.characters, options.voices, options.hogs)
    cold = cold_starts(max(options.runs, 3))
    report(made, cold)
    document = {
        "hardware": hardware(),
        "hogs": options.hogs,
        "runs": {key: [asdict(run) for run in runs] for key, runs in made.items()},
        "cold": cold,
    }
    if options.json:
        options.json.write_text(json.dumps(document, indent=1) + "\n")


if __name__ == "__main__":
    main()
