"""Peak memory of 1 and of 20 minutes of speech: it should be the same.

    python bench/memory.py [--minutes 1 20] [--model kokoro-v1.0-onnx]

Each length runs in a process of its own that saves to a file.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path

CHARACTERS_A_MINUTE = 900
"""Of English prose at speed 1, about."""

OURS = """
import json, sys
from tts_tui.__main__ import main
code = 0
try:
    main()
except SystemExit as stop:
    code = stop.code
from tts_tui.store.memory import peak_memory_mb
print(json.dumps({"rss": peak_memory_mb()}), file=sys.stderr)
sys.exit(code)
"""


def peak_of(text: Path, out: Path, model: str) -> tuple[float, float]:
    """Peak MiB, and seconds of audio made."""
    arguments = ["say", "-f", str(text), "-o", str(out), "--json", "--model", model, "--force"]
    done = subprocess.run(
        [sys.executable, "-c", OURS, *arguments], check=True, capture_output=True, text=True
    )
    finished = json.loads(done.stdout.splitlines()[-1])
    return float(json.loads(done.stderr.splitlines()[-1])["rss"]), float(finished["audio_seconds"])


def main() -> None:
    from tts_tui.studio.measure import TEXT

    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--minutes", type=float, nargs="+", default=[1.0, 20.0])
    parser.add_argument("--model", default="kokoro-v1.0-onnx")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        text, out = Path(folder) / "text.txt", Path(folder) / "out.flac"
        peaks = []
        for minutes in options.minutes:
            wanted = round(minutes * CHARACTERS_A_MINUTE)
            text.write_text((TEXT * (wanted // len(TEXT) + 1))[:wanted], encoding="utf-8")
            peak, seconds = peak_of(text, out, options.model)
            peaks.append(peak)
            print(
                f"{seconds / 60:6.1f} min of speech: peak {peak:6.0f} MiB, {peak / peaks[0]:.2f} x the shortest"
            )


if __name__ == "__main__":
    main()
