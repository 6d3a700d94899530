"""A million damaged inputs through every reader of what servers, workers and terminals send.

    python bench/fuzz_readers.py [--inputs 1000000] [--seed 0]

Each input is a good one with bytes changed, cut, doubled or put elsewhere, fed in random portions. What may come
of it: items, or one of our errors. Anything else ends the run with the input's seed. Then each reader is fed ever
longer streams: the time must grow no faster than the length.
"""

from __future__ import annotations

import argparse
import logging
import random
import sys
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "tests" / "tts"))
from reader_cases import READERS, Pieces, Reader, damaged, pieces_of
from textual import events

from tts_tui.speech.errors import SpeechError
from tts_tui.ui.driver import InputParser

SHARE = {"refusal": 1, "wav": 4, "pcm": 2, "sse": 4, "ndjson": 4, "frames": 4, "terminal": 1}


def read_keys(pieces: Pieces) -> int:
    """Keys, pastes and mouse; whatever came, the one that is pressed after it is told."""
    parser = InputParser()
    found = [message for piece in pieces for message in (*parser.feed(piece), *parser.tick())]
    end = b"\x1b[201~"
    after = [message for data in (end, end, b"q", b"q") for message in (*parser.feed(data), *parser.tick())]
    assert isinstance(after[-1], events.Key)
    assert after[-1].key == "q"
    return len(found)


_KEYS = (
    "typed é東京😀 \x1b[A\x1b[1;5C\x1bOP\x1bg\x07\x1b[<0;12;7M\x1b[<35;80;24m\x1b[M !!\x1b[27;5;13~\x1b[97;5u\x1b[I"
    "\x1b[O\x1b[200~pasted\ttext\r\x07\x1b[201~\x1b[?2026;2$y\x1b[48;24;80;480;800t\x1b]11;rgb:0/0/0\x1b\\"
).encode()
TERMINAL = Reader("terminal", _KEYS, read_keys, lambda n: [_KEYS] * (40 * n))


def fuzz(reader: Reader, first: int, count: int) -> tuple[int, float]:
    """How many inputs were refused, and the longest that one took."""
    refused, longest = 0, 0.0
    for seed in range(first, first + count):
        chance = random.Random(seed)
        data = damaged(reader.good, chance)
        began = time.perf_counter()
        try:
            reader.read(pieces_of(data, chance))
        except SpeechError:
            refused += 1
        except BaseException:
            print(f"{reader.name}: seed {seed}, input {data!r}")
            raise
        longest = max(longest, time.perf_counter() - began)
    return refused, longest


def growth(feed: Callable[[int], float]) -> float:
    """How much longer eight times as much takes; 8 is linear."""
    feed(1)
    return min(feed(8) for _ in range(3)) / max(1e-9, min(feed(1) for _ in range(3)))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--inputs", type=int, default=1_000_000)
    parser.add_argument("--seed", type=int, default=0)
    arguments = parser.parse_args()
    logging.disable()  # of what can't be read
    for reader in (*READERS, TERMINAL):
        count = arguments.inputs * SHARE[reader.name] // sum(SHARE.values())
        began = time.perf_counter()
        refused, longest = fuzz(reader, arguments.seed, count)
        seconds = time.perf_counter() - began

        def feed(times: int, reader: Reader = reader) -> float:
            pieces = reader.long(times)
            started = time.process_time()
            reader.read(pieces)
            return time.process_time() - started

        print(
            f"{reader.name:<8} {count:>9,} inputs  {refused / max(count, 1):6.1%} refused  {seconds:6.1f} s  "
            f"longest {longest * 1000:6.1f} ms  8 times as much takes {growth(feed):4.1f} times as long",
            flush=True,
        )


if __name__ == "__main__":
    main()
