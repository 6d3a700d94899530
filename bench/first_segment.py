"""How soon the first sentence of a text of five megabytes is known, and with it what is said of it.

    python bench/first_segment.py

Each text is taken by its looks, as the window and `say` take it: the median of some rounds in this process, after one
that isn't counted, in milliseconds. Written to `results/first_segment.json`.
"""

from __future__ import annotations

import json
import statistics
import textwrap
import time
from collections.abc import Callable
from pathlib import Path

from tts_tui.text.normalize import normalize
from tts_tui.text.segments import segments

HERE = Path(__file__).parent
RESULTS = HERE / "results" / "first_segment.json"
CHARACTERS = 5_000_000
ROUNDS = 15
MOST = 400
"""Characters of a segment, as a model may ask for."""


def texts() -> dict[str, str]:
    lines = (HERE / "data" / "prose.txt").read_text(encoding="utf-8").splitlines()
    prose = " ".join(lines)
    shapes = {
        "one paragraph": f"{prose} ",
        "paragraphs": "\n\n".join(" ".join(lines[at : at + 5]) for at in range(0, len(lines), 5)) + "\n\n",
        "hard-wrapped": textwrap.fill(prose, 72) + "\n",
        "lines": "\n".join(lines) + "\n",
        "Markdown": "".join(f"# Part\n\n*{line}* [so](https://example.org)\n\n" for line in lines),
        "HTML": "".join(f"<p>{line}</p>\n" for line in lines),
        "without marks": prose.translate({ord(mark): None for mark in ".?!,;:"}) + " ",
        "one letter": "a",
    }
    found = {name: (shape * (CHARACTERS // len(shape) + 1))[:CHARACTERS] for name, shape in shapes.items()}
    found["HTML"] = "<!doctype html><body>\n" + found["HTML"]
    return found


def milliseconds(work: Callable[[], object]) -> float:
    took = []
    for _ in range(ROUNDS + 1):
        began = time.perf_counter()
        work()
        took.append(1000 * (time.perf_counter() - began))
    return round(statistics.median(took[1:]), 2)


def main() -> None:
    results = {}
    for name, text in texts().items():
        first = next(segments(text, "en-US", MOST))
        results[name] = {
            "segment": milliseconds(lambda text=text: next(segments(text, "en-US", MOST))),
            "written out": milliseconds(lambda first=first: normalize(first.text, "en-US")),
        }
        print(
            f"{name:15}{results[name]['segment']:8.2f} ms{results[name]['written out']:8.2f} ms written out"
        )
    RESULTS.write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
