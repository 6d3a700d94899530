"""How long the front end takes a line: `tts-tui explain --lines`, and each of its steps, in this process.

    python bench/explain.py [--lang en-US] [--lines 1000] [FILE]

FILE is a text, a line of which is a text by itself; without one, five lines again and again. Times are of this
process, in milliseconds a line, the best of three rounds after one that isn't counted; espeak-ng's own process and
waiting for it are in the last row alone, which is by the clock. No audio model is loaded.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import time
from collections.abc import Callable
from itertools import cycle, islice
from pathlib import Path
from tempfile import NamedTemporaryFile

import msgspec

from tts_tui.backends.capabilities import Pronounces
from tts_tui.studio.explain import Explainer
from tts_tui.studio.session import open_session
from tts_tui.text.normalize import normalize
from tts_tui.text.segments import segments

MODEL = "kokoro-v1.0-onnx"
ROUNDS = 3
TEXT = """\
The harbour is quiet today, and the boats are still asleep.
On January 22, 2001, Dr. Osei paid $1,250.50 for 3 1/2 tonnes of rope.
"Who is there?" Vale asked; no one answered.
It froze at -40°C, so they read the letter twice before 9:30PM.
He has lived at 12 Oak St. since 1998, with a dog and two parrots.
"""


def best(work: Callable[[], object], clock: Callable[[], float] = time.process_time) -> float:
    took = []
    for _ in range(ROUNDS + 1):
        began = clock()
        work()
        took.append(clock() - began)
    return min(took[1:])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("file", nargs="?", type=Path, help="lines of text")
    parser.add_argument("--lang", default="en-US")
    parser.add_argument("--lines", type=int, default=1000)
    options = parser.parse_args()
    text = options.file.read_text(encoding="utf-8") if options.file else TEXT
    lines = list(islice(cycle(text.splitlines()), options.lines))
    backend, model = open_session().open_manager().resolve(MODEL)
    assert isinstance(backend, Pronounces)
    found = [segment for line in lines for segment in segments(line, options.lang, model.max_characters)]
    normalized = [normalize(segment.text, options.lang).text for segment in found]
    explained = Explainer(model, options.lang, backend).explain(lines)
    steps: dict[str, Callable[[], object]] = {
        "sentences": lambda: [list(segments(line, options.lang, model.max_characters)) for line in lines],
        "writing out": lambda: [normalize(segment.text, options.lang) for segment in found],
        "phonemes": lambda: backend.pronounce(normalized, options.lang),
        "all of explain": lambda: Explainer(model, options.lang, backend).explain(lines),
        "JSON": lambda: [json.dumps(msgspec.to_builtins(each)) for each in explained],
    }
    for name, work in steps.items():
        print(f"{name:16}{1000 * best(work) / len(lines):8.3f} ms a line")
    with NamedTemporaryFile("w", suffix=".txt", encoding="utf-8") as file:
        file.write("\n".join(lines))
        file.flush()
        command = [
            sys.executable,
            "-m",
            "tts_tui",
            "explain",
            "--lines",
            "--lang",
            options.lang,
            "-f",
            file.name,
        ]
        took = best(
            lambda: subprocess.run(command, check=True, stdout=subprocess.DEVNULL), clock=time.perf_counter
        )
    print(
        f"{'the command':16}{1000 * took / len(lines):8.3f} ms a line, {len(lines) / took:,.0f} lines a second"
    )


if __name__ == "__main__":
    main()
