"""How true the time is that a job tells: at each minute what was told, and what it took, for a book of uneven chapters.

    python bench/eta.py                                     a stub engine paced like Kokoro, at once, on any machine
    python bench/eta.py --real [--characters 36000]         Kokoro itself: seven minutes on two quiet cores
    python bench/eta.py --measure FILE [--characters 8000]  what its sentences cost here, for data/kokoro-pace.tsv

The book has chapters of long sentences, of dialogue, of prose and of figures. The stub takes for each sentence what one
of its length took of two cores in `data/kokoro-pace.tsv` (an AMD EPYC with VNNI), under a simulated clock: by 1, 2 and
8 workers, who have as many times as many characters to do, its chapters in 30 orders, and on a machine that becomes
twice as busy after three minutes. With --real the clock is the processor time of this process, all of its threads,
halved: what else the machine does hardly changes that, so that a busy one does for it, too.
"""

from __future__ import annotations

import argparse
import asyncio
import csv
import random
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

import numpy as np

from tts_tui.backends.manager import TTSBackendManager
from tts_tui.documents.model import Block, Chapter
from tts_tui.speech.request import SpeechRequest
from tts_tui.store.job_rows import JobProgress, JobSettings, NewUnit
from tts_tui.store.jobs import Jobs
from tts_tui.studio.render.eta import WRITING, Eta
from tts_tui.studio.render.planning import Contents, Planner, unpacked
from tts_tui.studio.render.progress import JobAt, JobEnded
from tts_tui.studio.render.running import Runner
from tts_tui.studio.session import open_session

DATA = Path(__file__).parent / "data"
PACE = DATA / "kokoro-pace.tsv"
MODEL = "kokoro-v1.0-onnx"
CORES = 2.0
AFTER, LAST, TRUE = 120.0, 20.0, 0.15
"""Seconds of work from which on it should be as true as that, and seconds before the end, whose shares say little."""
BUSIER_AT, BUSIER = 180.0, 2.0
ORDERS = 30

Told = list[tuple[float, float]]
"""Seconds of work, and how many more were told."""


def book(characters: int) -> list[Chapter]:
    """Eight chapters of four kinds, with as many characters each."""
    chance = random.Random(17)
    prose, short = (
        [line for line in (DATA / name).read_text(encoding="utf-8").splitlines() if line.strip()]
        for name in ("prose.txt", "sentences.txt")
    )

    def long_sentence() -> str:
        first, *rest = [line.rstrip(".!?") for line in chance.sample(prose, 4)]
        return "; and ".join([first, *(each[0].lower() + each[1:] for each in rest)]) + "."

    def figures() -> str:
        ships = f"{chance.randint(2, 99)} ships of {chance.randint(100, 999)} tons"
        paid = f"${chance.randint(1000, 99_999):,} at {chance.randint(1, 12)}:{chance.randint(10, 59)} p.m."
        return f"In {chance.randint(1800, 1999)}, {ships} paid {paid}"

    kinds: list[Callable[[], str]] = [
        long_sentence,
        lambda: f"“{chance.choice(short)}”",
        lambda: " ".join(chance.sample(prose, 5)),
        figures,
    ]
    made: list[Chapter] = []
    for number in range(8):
        blocks = [Block("heading", f"Chapter {number + 1}", 1)]
        while sum(len(block.text) for block in blocks) < characters / 8:
            blocks.append(Block("paragraph", kinds[number * 5 // 2 % 4]()))
        made.append(Chapter(blocks[0].text, tuple(blocks)))
    return made


async def planned(manager: TTSBackendManager, characters: int) -> Contents:
    return await Planner(manager).plan(book(characters), SpeechRequest("", MODEL, manner="plain"))


def said(unit: NewUnit) -> int:
    """Characters, figures written out."""
    return len(unpacked(unit.call).request.text)


def costs(units: Sequence[NewUnit], chance: random.Random) -> Iterator[float]:
    """Seconds that each takes on two cores: as its length makes likely, and off by as much as one that was measured."""
    rows = [
        tuple(map(float, row)) for row in list(csv.reader(PACE.open(encoding="utf-8"), delimiter="\t"))[1:]
    ]
    lengths, took = np.array([row[0] for row in rows]), np.array([row[2] for row in rows]) / CORES
    each, own = np.polyfit(lengths, took, 1)
    off = list(took / (each * lengths + own))
    return ((each * said(unit) + own) * chance.choice(off) for unit in units)


def simulated(
    units: Sequence[NewUnit], workers: int, chance: random.Random, *, busier: bool = False
) -> tuple[Told, float]:
    """What was told of a job, and how long it took."""
    now = 0.0
    eta = Eta(lambda: now)
    free = [3.0] * workers  # engines are loaded
    done: list[tuple[float, float]] = []
    for unit, cost in zip(units, costs(units, chance), strict=True):
        turn = min(range(workers), key=free.__getitem__)
        free[turn] += cost * (BUSIER if busier and free[turn] >= BUSIER_AT else 1.0)
        done.append((free[turn], unit.expected_seconds))
    done.sort()
    total = sum(unit.expected_seconds for unit in units)
    told: Told = []
    made = 0.0
    eta.left(JobProgress(len(units), 0, 0, total, 0.0, 0.0, 0.0))
    for now, seconds in done:
        made += seconds
        if (left := eta.left(JobProgress(len(units), 0, 0, total, made, made, 0.0))) is not None:
            told.append((now, left))
    return told, done[-1][0] + total / WRITING


def errors(told: Told, end: float) -> list[tuple[float, float]]:
    """Seconds of work from two minutes on, and by which share of the truth too much was told."""
    return [(now, left / (end - now) - 1) for now, left in told if now >= AFTER and end - now >= LAST]


def print_table(told: Told, end: float) -> None:
    minute = 60.0
    for now, left in told:
        if now >= minute and end - now >= LAST:
            true = end - now
            print(
                f"  at {now / 60:4.1f} min {left:5.0f} s were told, {true:5.0f} s it took: {left / true - 1:+.0%}"
            )
            minute += 60.0
    worst = max((abs(off) for _, off in errors(told, end)), default=0.0)
    print(f"  furthest off after two minutes: {worst:.0%}")


async def stub(characters: int) -> None:
    async with open_session().manager() as manager:
        for workers in (1, 2, 8):
            units = (await planned(manager, characters * workers)).units
            chance = random.Random(workers)
            told, end = simulated(units, workers, chance)
            print(f"{workers} worker{'s' * (workers > 1)}: {len(units)} sentences in {end / 60:.1f} minutes")
            print_table(told, end)
            worst, late = 0.0, []
            for number in range(ORDERS):
                order = random.Random(number).sample(range(1, 9), 8)
                shuffled = [unit for chapter in order for unit in units if unit.chapter == chapter]
                worst = max(worst, *(abs(off) for _, off in errors(*simulated(shuffled, workers, chance))))
                told, end = simulated(shuffled, workers, chance, busier=True)
                off = [now - BUSIER_AT for now, off in errors(told, end) if abs(off) > TRUE]
                late.append(max(off, default=0.0))
            print(f"  furthest off in {ORDERS} orders of the chapters: {worst:.0%}")
            print(
                f"  twice as busy from {BUSIER_AT / 60:.0f} minutes on: within {TRUE:.0%} {median(late):.0f} s later"
            )


def clock() -> float:
    return time.process_time() / CORES


async def real(folder: Path, characters: int) -> None:
    jobs = Jobs(folder / "jobs")
    async with open_session().manager() as manager:
        contents = await planned(manager, characters)
        settings = JobSettings(provider=contents.model.provider, model=MODEL, voice=contents.request.voice)
        job = jobs.add(folder / "a.txt", folder / "a.m4b", settings, contents.chapters, contents.units)
        told: Told = []
        began, wall = clock(), time.monotonic()
        async for event in Runner(jobs, manager, None, None, 1, folder / "log", clock=clock).run(job):
            if isinstance(event, JobAt) and event.eta_seconds is not None:
                told.append((clock() - began, event.eta_seconds))
            assert not isinstance(event, JobEnded) or event.job.state == "done", event
        end = clock() - began
    took = f"{end / 60:.1f} minutes of two cores, {(time.monotonic() - wall) / 60:.1f} by the clock"
    print(f"{len(contents.units)} sentences, {took}")
    print_table(told, end)


async def measure(file: Path, characters: int) -> None:
    rows = ["characters\tseconds of sound\tseconds of processor time"]
    async with open_session().manager() as manager:
        contents = await planned(manager, characters)
        backend = await manager.start(MODEL, contents.model.provider)
        await asyncio.to_thread(backend.make_ready, "en-US")
        for unit in contents.units:
            began, seconds = time.process_time(), 0.0
            async for chunk in backend.synthesize(unpacked(unit.call).request):
                seconds += chunk.seconds
            rows.append(f"{said(unit)}\t{seconds:.3f}\t{time.process_time() - began:.3f}")
    await asyncio.to_thread(file.write_text, "\n".join(rows) + "\n", encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--characters", type=int, default=36_000)
    parser.add_argument("--real", action="store_true")
    parser.add_argument("--measure", type=Path)
    given = parser.parse_args()
    if given.measure:
        asyncio.run(measure(given.measure, given.characters))
    elif given.real:
        with TemporaryDirectory(dir="/var/tmp") as folder:
            asyncio.run(real(Path(folder), given.characters))
    else:
        asyncio.run(stub(given.characters))


if __name__ == "__main__":
    main()
