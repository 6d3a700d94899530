"""The scheduler's side of a library: 100,000 books made by thousands of pods that die, simulated in under a minute.

    python bench/scale.py [--books N] [--pods N] [--speed X] [--mtbf HOURS] [--lease S] [--set PRICE=USD ...]

A chapter is what a pod is lent (`store/leases.py`, a row more coarse); its sentences are kept one by one in an object
store, so that who takes over a chapter makes again only the sentence that was in hand. A pod that dies (at moments
that are exponentially distributed) is missed when its lease has ended; another is there after --boot seconds. Prints
makespan, utilisation, what was made twice, operations of the queue a second, and what it costs. Prices are
assumptions: `PRICES`.
"""

from __future__ import annotations

import argparse
import heapq
import math
import random
import time
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

HOURS_A_BOOK = 10.0
CHAPTER_SECONDS = 1200.0
"""Of sound, on average; lengths are lognormal, as chapters' are."""
SENTENCE_SECONDS = 5.0
"""Of sound, with its pause."""
SIGMA = 0.6
RENEWALS = 3
"""In the time of a lease, as `making.py` renews."""
LOAD_SECONDS = 6.0
"""For a pod that is there to load the engine."""

PRICES: Mapping[str, float] = {
    "core_hour": 0.012,  # a core with 2 GB, interruptible
    "gb_month": 0.023,  # an object store
    "put_million": 5.0,  # a million writes to it
    "queue_hour": 0.40,  # a Postgres of 4 cores with a copy
}
"""US dollars; nobody's list price: put in your own."""
FLAC_BYTES = 24_000
"""Of a second of speech at 24 kHz as FLAC, about half of 16 bits."""
M4B_BYTES = 8_000
"""Of a second at 64 kbit/s."""


@dataclass(frozen=True, slots=True)
class Run:
    """What came of it.

    Attributes:
        seconds: from the first chapter to the last.
        worked: of all pods, on sentences that count.
        redone: of all pods, on sentences that another made again.
        idle: of all pods that were there, with nothing to take: while the last chapters are made.
        gone: of all pods, between death and the next one's first sentence.
        takes: of chapters.
        deaths: of pods.
        operations: of the queue.
    """

    seconds: float
    worked: float
    redone: float
    idle: float
    gone: float
    takes: int
    deaths: int
    operations: float


def simulate(
    seconds_of_sound: np.ndarray, pods: int, speed: float, mtbf: float, lease: float, boot: float, seed: int
) -> Run:
    """Make these chapters, the first first.

    Args:
        seconds_of_sound: of each chapter.
        speed: seconds of sound that a pod makes in a second.
        mtbf: seconds that a pod lives on average; 0 for ever.
        lease: seconds that a chapter is lent for.
        boot: seconds until there is another pod.
    """
    chance = random.Random(seed)
    left = (seconds_of_sound / speed).tolist()
    sentence = SENTENCE_SECONDS / speed
    fresh, count = 0, len(left)
    back: list[tuple[float, int]] = []  # chapters that a dead pod had: when their lease ends
    lives = [chance.expovariate(1 / mtbf) if mtbf else math.inf for _ in range(pods)]
    free = [(LOAD_SECONDS, pod) for pod in range(pods)]
    end = worked = redone = idle = 0.0
    exits: list[float] = []
    gone, takes, deaths = LOAD_SECONDS * pods, 0, 0
    while free:
        now, pod = heapq.heappop(free)
        if back and back[0][0] <= now:
            _, chapter = heapq.heappop(back)
        elif fresh < count:
            chapter, fresh = fresh, fresh + 1
        elif back:  # the last ones wait for leases of the dead
            until = back[0][0]
            idle += until - now
            heapq.heappush(free, (until, pod))
            continue
        else:
            exits.append(now)
            continue
        takes += 1
        needs = left[chapter]
        if now + needs <= lives[pod]:
            worked += needs
            heapq.heappush(free, (now + needs, pod))
            end = max(end, now + needs)
            continue
        died = max(lives[pod], now)
        lost = min((died - now) % sentence, needs)
        kept = max(died - now - lost, 0.0)
        left[chapter] = needs - kept
        worked, redone, deaths = worked + kept, redone + lost, deaths + 1
        # it was renewed within the last third of the lease
        heapq.heappush(back, (died + lease * chance.uniform(1 - 1 / RENEWALS, 1), chapter))
        again = died + boot + LOAD_SECONDS
        gone += again - died
        lives[pod] = again + chance.expovariate(1 / mtbf)
        heapq.heappush(free, (again, pod))
    idle += sum(end - each for each in exits)
    renewals = (worked + redone) / (lease / RENEWALS)
    return Run(end, worked, redone, idle, gone, takes, deaths, 2 * takes + renewals)


def cost(run: Run, sound: float, pods: int, cores: int, prices: Mapping[str, float]) -> dict[str, float]:
    """US dollars, by what they are paid for; sentences are kept for the length of the run and half a month."""
    months = run.seconds / 2 / 2_629_800 + 0.5
    return {
        "cores": run.seconds / 3600 * pods * cores * prices["core_hour"],
        "sentences, kept": sound * FLAC_BYTES / 1e9 * months * prices["gb_month"],
        "sentences, written": sound / SENTENCE_SECONDS / 1e6 * prices["put_million"],
        "books, a month": sound * M4B_BYTES / 1e9 * prices["gb_month"],
        "queue": run.seconds / 3600 * prices["queue_hour"],
    }


def _price(text: str) -> tuple[str, float]:
    name, _, usd = text.partition("=")
    if name not in PRICES:
        raise argparse.ArgumentTypeError(f"there is no price {name!r}: {', '.join(PRICES)}")
    return name, float(usd)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--books", type=int, default=100_000)
    parser.add_argument("--pods", type=int, default=2000)
    parser.add_argument("--cores", type=int, default=2, help="of a pod")
    parser.add_argument("--speed", type=float, default=11.2, help="x real time of a pod")
    parser.add_argument("--mtbf", type=float, default=24.0, help="hours that a pod lives; 0 for ever")
    parser.add_argument("--lease", type=float, default=60.0)
    parser.add_argument("--boot", type=float, default=120.0)
    parser.add_argument("--seed", type=int, default=17)
    parser.add_argument("--set", dest="prices", action="append", type=_price, default=[], metavar="PRICE=USD")
    given = parser.parse_args()
    began = time.process_time()
    chapters = round(given.books * HOURS_A_BOOK * 3600 / CHAPTER_SECONDS)
    lengths = np.random.default_rng(given.seed).lognormal(0, SIGMA, chapters)
    sound = lengths * (given.books * HOURS_A_BOOK * 3600 / lengths.sum())
    run = simulate(sound, given.pods, given.speed, given.mtbf * 3600, given.lease, given.boot, given.seed)
    total = float(sound.sum())
    there = run.seconds * given.pods
    print(
        f"{given.books:,} books, {chapters:,} chapters, {total / 3600:,.0f} h of sound; {given.pods:,} pods"
    )
    sentences = total / SENTENCE_SECONDS
    rows = 2 * sentences / run.seconds
    print(
        f"makespan      {run.seconds / 3600:,.1f} h; {total / given.speed / given.pods / 3600:,.1f} h without a wait"
    )
    print(f"utilisation   {run.worked / there:.2%}; away {run.gone / there:.2%}, idle {run.idle / there:.2%}")
    print(
        f"deaths        {run.deaths:,}; made twice {run.redone / 3600:,.1f} pod-hours ({run.redone / run.worked:.4%})"
    )
    print(
        f"queue         {run.operations / run.seconds:,.0f} operations/s; a row a sentence would be {rows:,.0f} more"
    )
    print(
        f"object store  {sentences / run.seconds:,.0f} sounds/s, {total * FLAC_BYTES / run.seconds / 1e6:,.0f} MB/s"
    )
    paid = cost(run, total, given.pods, given.cores, {**PRICES, **dict(given.prices)})
    for name, usd in paid.items():
        print(f"  {name:<20} ${usd:>12,.0f}")
    print(f"  {'in all':<20} ${sum(paid.values()):>12,.0f}: ${sum(paid.values()) / given.books:.3f} a book")
    print(f"simulated in {time.process_time() - began:.0f} s of this machine's time")


if __name__ == "__main__":
    main()
