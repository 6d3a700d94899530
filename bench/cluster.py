"""A job by one process, and by processes of a Dask cluster on this machine: the same file, and how much sooner.

    python bench/cluster.py [--processes N] [--sentences N] [--model M] [--folder FOLDER]

All run in one go, each with a job of its own; the engine is ready in the cache of FOLDER, which a first short text
makes. Told are the seconds of each from its first event to the last, with starting Dask and loading the engine N times,
and whether the samples are the same. One process runs twice: on all cores, where there is little to be won on those
that it uses already, and on as many as each of the N has. Two quiet cores need less than five minutes.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from tts_tui.cores import core_numbers

SENTENCE = "This is the sentence of number {}, and somebody walks along the river in it."


SETTINGS = """[backends.kokoro]
engine = "streaming"
"""
"""Its graph is waited for: while it is made another speaks."""


def render(
    folder: Path, text: Path, out: str, model: str, *options: str, cores: int = 0
) -> tuple[float, str]:
    """Seconds of wall time, and a digest of the file.

    Args:
        cores: that it may use; 0 is all.
    """
    names = {"CONFIG": "config", "DATA": "data", "STATE": "state", "CACHE": "cache"}
    homes = {f"XDG_{name}_HOME": str(folder / where) for name, where in names.items()}
    (folder / "config" / "tts-tui").mkdir(parents=True, exist_ok=True)
    (folder / "config" / "tts-tui" / "config.toml").write_text(SETTINGS)
    command = [sys.executable, "-m", "tts_tui", "render", str(text), "-o", str(folder / out), "--force"]
    ran = subprocess.run(
        [*command, "--model", model, "--voice", "af_heart", "--json", *options],
        env={**os.environ, **homes},
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=(lambda: os.sched_setaffinity(0, core_numbers()[:cores])) if cores else None,
    )
    assert ran.returncode == 0, ran.stdout[-500:] + ran.stderr
    end = json.loads(ran.stdout.splitlines()[-1])
    return end["wall_seconds"], hashlib.sha256((folder / out).read_bytes()).hexdigest()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--sentences", type=int, default=60)
    parser.add_argument("--model", default="kokoro-v1.0-onnx")
    parser.add_argument("--folder", type=Path, help="keeps the engine between runs")
    given = parser.parse_args()
    with TemporaryDirectory() as temporary:
        folder = given.folder or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        text = folder / "book.txt"
        text.write_text("Ready.")
        render(folder, text, "ready.wav", given.model, "--workers", "1")
        text.write_text(" ".join(SENTENCE.format(number) for number in range(given.sentences)))
        alone, one = render(folder, text, "alone.wav", given.model, "--workers", "1")
        cluster = f"local:{given.processes}"
        share = max(1, len(core_numbers()) // given.processes)
        shared, its = render(folder, text, "share.wav", given.model, "--workers", "1", cores=share)
        several, other = render(folder, text, "cluster.wav", given.model, "--cluster", cluster)
    for cores, seconds in ((share, shared), (len(core_numbers()), alone)):
        print(
            f"one process on {cores} cores {seconds:.1f} s, {cluster} {several:.1f} s: "
            f"{seconds / several:.2f}x as fast"
        )
    print("the same samples" if one == other == its else "OTHER SAMPLES")


if __name__ == "__main__":
    main()
