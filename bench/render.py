"""What a job costs beside speaking: time over bare synthesis, and memory for minutes and hours of sound.

    python bench/render.py [--sentences N] [--ms MS] [--hours H] [--model M [--peer]]

A stub engine takes MS milliseconds of sleep for a sentence and gives 4 s of sound, as an engine at 4 / MS * 1000 x real
time would. First every sentence is synthesized and thrown away (bare); then a job makes the same, with its sounds and
rows on the disk, to the last unit; the share above bare is told, and apart from it how long the files took to write.
--hours renders that many hours of sound (the stub at once), and tells the peak RSS beside that of ten minutes; each in
a process of its own. --model makes the same with an engine of this machine in the place of the stub, by a worker, and
tells that worker's peak RSS (`ENGINE_MB` in `studio/render/crew.py`), characters a second, x real time, and how far
what was told was from how long the rest took. --peer has the first of the same sentences spoken by kokoro-onnx's
`create`, as kokoro-tts does, with the same weights on all cores, right after. On a quiet machine of two cores each of
these takes less than five minutes.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import random
import resource
import subprocess
import sys
import time
from collections.abc import AsyncGenerator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np

from tts_tui.audio.files.saving import audiofile
from tts_tui.backends.base import Backend, BackendContext
from tts_tui.backends.manager import BackendSpec, TTSBackendManager
from tts_tui.documents.model import Block, Chapter
from tts_tui.speech.catalog import Model
from tts_tui.speech.chunk import AudioChunk, WordTime
from tts_tui.speech.request import SpeechRequest
from tts_tui.store.job_rows import JobSettings
from tts_tui.store.jobs import Jobs
from tts_tui.store.leases import owner_name
from tts_tui.store.paths import Paths
from tts_tui.studio.render.crew import Beside
from tts_tui.studio.render.eta import WRITING, Eta
from tts_tui.studio.render.planning import Planner, unpacked
from tts_tui.studio.render.progress import JobAt, JobEnded
from tts_tui.studio.render.running import Runner
from tts_tui.studio.session import open_session

RATE = 24_000
SECONDS = 4.0
MODEL = Model(
    "stub", "Stub", "stub", "Stub", "stub", sample_rate=RATE, trims_silence=True, word_times="model"
)


class Stub(Backend):
    """Sleeps, and gives noise with the times of ten words."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._sound = np.random.default_rng(0).normal(0, 0.05, round(SECONDS * RATE)).astype(np.float32)

        self._words = tuple(
            WordTime("words", at * SECONDS / 10, (at + 1) * SECONDS / 10, at * 5, at * 5 + 4)
            for at in range(10)
        )

    def models(self) -> Sequence[Model]:
        return [MODEL]

    async def synthesize(self, request: object) -> AsyncGenerator[AudioChunk, None]:
        await asyncio.sleep(self._seconds)
        yield AudioChunk(self._sound, RATE, self._words)


def chapters(sentences: int) -> list[Chapter]:
    texts = [
        f"This is the sentence of number {number}, and it has some words." for number in range(sentences)
    ]
    return [
        Chapter(f"Chapter {at}", (Block("paragraph", " ".join(texts[at : at + 100])),))
        for at in range(0, sentences, 100)
    ]


async def measure(folder: Path, sentences: int, seconds: float) -> tuple[float, float, float]:
    """Seconds that bare synthesis took, that the units took, and that the file took."""
    stub = Stub(seconds)
    spec = BackendSpec("stub", ("stub",), lambda _context: stub)
    manager = TTSBackendManager(BackendContext(cache=folder, data=folder), [spec])
    contents = await Planner(manager).plan(chapters(sentences), SpeechRequest("", "stub", manner="plain"))
    bare = 0.0
    if seconds:
        began = time.perf_counter()
        for unit in contents.units:
            async for _ in stub.synthesize(unpacked(unit.call).request):
                pass
        bare = time.perf_counter() - began
    jobs = Jobs(folder / "jobs")
    settings = JobSettings(provider="stub", model="stub", voice=contents.request.voice)
    job = jobs.add(folder / "a.txt", folder / "a.m4b", settings, contents.chapters, contents.units)
    del contents  # the command line has let go of it by now, too
    runner = Runner(jobs, manager, None, None, 1, folder / "log")
    began = made = time.perf_counter()
    async for event in runner.run(job):
        if isinstance(event, JobAt) and event.status == "making":
            made = time.perf_counter()
        assert not isinstance(event, JobEnded) or event.job.state == "done", event
    return bare, made - began, time.perf_counter() - made


async def measured_rss(folder: Path, sentences: int) -> int:
    """Peak MB of this process while all is made and encoded, before the finished file is written of it."""
    told: list[int] = []

    def finish(*given: Any, **named: Any) -> None:
        told.append(peak_mb())
        finishing(*given, **named)

    finishing, audiofile.finish = audiofile.finish, finish
    await measure(folder, sentences, 0.0)
    return told[0]


def peak_mb() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


PEER_CHARACTERS = 1_500
"""Of the text, that the other program says: it needs several times as long."""


def by_peer(texts: Sequence[str], voice: str) -> tuple[float, float]:
    """Characters a second and x real time of kokoro-tts, which has kokoro-onnx say one piece after the other."""
    from kokoro import CACHE, voices_file  # bench/kokoro.py
    from kokoro_onnx import Kokoro

    from tts_tui.backends.kokoro.model_file import INT8, ensure

    engine = Kokoro(str(ensure(INT8, CACHE)), str(voices_file(CACHE, [voice])))
    engine.create("Ready when you are.", voice)
    began, characters, seconds = time.perf_counter(), 0, 0.0
    for text in texts:
        samples, rate = engine.create(text, voice)
        characters, seconds = characters + len(text), seconds + len(samples) / rate
        if characters >= PEER_CHARACTERS:
            break
    took = time.perf_counter() - began
    return characters / took, seconds / took


async def with_engine(folder: Path, model: str, sentences: int, *, peer: bool) -> None:
    """Tell how a worker fares with a real engine."""
    jobs = Jobs(folder / "jobs")
    async with open_session().manager() as manager:
        contents = await Planner(manager).plan(prose(sentences), SpeechRequest("", model, manner="plain"))
        settings = JobSettings(provider=contents.model.provider, model=model, voice=contents.request.voice)
        job = jobs.add(folder / "a.txt", folder / "a.m4b", settings, contents.chapters, contents.units)
    jobs.claim(job, owner_name())
    crew = asyncio.create_task(Beside(jobs, job, 1, folder / "log").run())
    eta, began, told = Eta(), time.perf_counter(), []
    first = 0.0
    while not crew.done():
        await asyncio.wait({crew}, timeout=0.5)
        jobs.keep_claim(job, jobs.get(job).runner)
        at, now = jobs.progress(job), time.perf_counter() - began
        first = first or (now if at.made else 0.0)
        told.append((now, eta.left(at)))
    crew.result()
    took, at = time.perf_counter() - began, jobs.progress(job)
    rss = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    work = took - first
    print(f"{model}: peak RSS of the worker {rss:.0f} MB, {first:.1f} s to its first sentence")
    print(f"{contents.characters / work:.0f} characters a second, {at.seconds / work:.2f} x real time")
    if peer:
        texts = [unpacked(unit.call).request.text for unit in contents.units]
        pace, times = await asyncio.to_thread(by_peer, texts, contents.request.voice)
        print(f"kokoro-tts's engine: {pace:.0f} characters a second, {times:.2f} x real time")
    for now, left in told[:: max(1, len(told) // 10)]:
        if left is not None and took - now > 10:
            left -= at.expected_seconds / WRITING
            true = took - now
            print(
                f"  at {now:4.0f} s: {left:5.0f} s were told, {true:5.0f} s it took: {left / true - 1:+.0%}"
            )


def prose(sentences: int) -> list[Chapter]:
    """Long and short ones, with dialogue and headings between."""
    chance = random.Random(17)
    words = (
        "the",
        "a",
        "harbour",
        "light",
        "of",
        "river",
        "evening",
        "with",
        "over",
        "quiet",
        "letter",
        "never",
    )
    made = []
    for _ in range(sentences):
        said = " ".join(chance.choice(words) for _ in range(chance.choice([2, 5, 9, 14, 22, 30])))
        made.append(f"“{said}!”" if chance.random() < 0.2 else f"{said.capitalize()}.")
    blocks = [Block("paragraph", " ".join(made[at : at + 5])) for at in range(0, sentences, 5)]
    return [Chapter("Prose", tuple(blocks))]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sentences", type=int, default=100)
    parser.add_argument("--ms", type=float, default=400.0)
    parser.add_argument("--hours", type=float, default=0.0)
    parser.add_argument("--model", default="")
    parser.add_argument("--peer", action="store_true", help="with --model kokoro-v1.0-onnx")
    parser.add_argument("--rss", type=int, default=0, help=argparse.SUPPRESS)
    given = parser.parse_args()
    with TemporaryDirectory(dir="/var/tmp") as folder:
        if given.model:
            os.environ["XDG_DATA_HOME"] = folder  # jobs of its own, where a worker finds them
            jobs_of = Paths.of_user().jobs_folder.parent
            asyncio.run(with_engine(jobs_of, given.model, given.sentences, peer=given.peer))
            return
        if given.rss:
            before = asyncio.run(measured_rss(Path(folder), given.rss))
            print(before, peak_mb())
            return
        bare, made, written = asyncio.run(measure(Path(folder), given.sentences, given.ms / 1000))
    sound = given.sentences * SECONDS
    print(
        f"bare {bare:.2f} s, job {made:.2f} s: {made / bare - 1:+.1%}; file at {sound / written:.0f} x real time"
    )
    if given.hours:
        for hours in (1 / 6, given.hours):
            count = str(round(hours * 3600 / SECONDS))
            ran = subprocess.run(
                [sys.executable, __file__, "--rss", count], capture_output=True, text=True, check=True
            )
            before, peak = ran.stdout.split()
            print(
                f"{hours:.2f} h of sound: peak RSS {peak} MB, {before} before libavformat copied it into its file"
            )


if __name__ == "__main__":
    main()
