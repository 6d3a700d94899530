"""Every backend in one table: `python bench/backends.py [--runs 3] [--model MODEL ...]`.

`tts-tui bench` measures the local engines that are here. OpenAI, ElevenLabs and AllTalk are servers on loopback that
answer at once with ready sound: their rows are what this program adds, not what a vendor takes. Where Chatterbox's
engine is installed and its weights aren't, its row is of random weights of full size, and says so: they say noise, at
the speed of real ones.
"""

from __future__ import annotations

import argparse
import asyncio
import multiprocessing
import os
import subprocess
import sys
import tempfile
from multiprocessing.connection import Connection
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "tests" / "tts"))
import elevenlabs_stub
import openai_stub
from alltalk_stub import xtts
from http_stub import HttpStub

SETTINGS = """
[backends.openai]
base_url = "{openai}/v1"
send_key = true

[backends.elevenlabs]
base_url = "{elevenlabs}"
send_key = true

[backends.alltalk]
base_url = "{alltalk}"
"""
OVER_LOOPBACK = ("tts-1", "gpt-4o-mini-tts", "eleven_flash_v2_5", "alltalk_loaded")
LOCAL = ("kokoro-v1.0-onnx", "kokoro-v1.0-torch", "chatterbox")
HEADINGS = ("| backend |", "| --- |")
RANDOM = "chatterbox"
"""The model that is measured with random weights where its own aren't here."""


def serve(told: Connection) -> None:
    """The three servers; their addresses go through the connection."""

    async def run() -> None:
        async with (
            HttpStub(openai_stub.openai) as openai,
            HttpStub(elevenlabs_stub.ElevenLabs()) as elevenlabs,
            HttpStub(xtts()) as alltalk,
        ):
            told.send({"openai": openai.url, "elevenlabs": elevenlabs.url, "alltalk": alltalk.url})
            await asyncio.Event().wait()

    asyncio.run(run())


def measure(model: str, runs: int, environment: dict[str, str]) -> list[str]:
    """The lines of `tts-tui bench --markdown` for one model; the reason alone where it isn't here."""
    command = [sys.executable, "-m", "tts_tui", "bench", "--markdown", "--runs", str(runs), "--model", model]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if done.returncode and model == RANDOM:
        return random_weights(model, environment)
    if done.returncode:
        lines = [line for line in done.stderr.splitlines() if line and not line.endswith("…")]
        print(f"{model}: {lines[0] if lines else 'failed'}", file=sys.stderr)
        return []
    return done.stdout.splitlines()


def random_weights(model: str, environment: dict[str, str]) -> list[str]:
    """The same of one that has its engine here, with weights that only have the right size."""
    script = str(Path(__file__).parent / "torch_engines.py")
    done = subprocess.run(
        [sys.executable, script, "chatterbox", model, "--markdown"],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        print(f"{model}: not measured: {done.stderr.strip().splitlines()[-1]}", file=sys.stderr)
    return [] if done.returncode else done.stdout.splitlines()


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--model", nargs="+", default=[*LOCAL, *OVER_LOOPBACK])
    options = parser.parse_args()
    ours, theirs = multiprocessing.get_context("spawn").Pipe()
    server = multiprocessing.get_context("spawn").Process(target=serve, args=(theirs,), daemon=True)
    server.start()
    addresses = ours.recv()
    with tempfile.TemporaryDirectory() as folder:
        settings = Path(folder) / "config.toml"
        settings.write_text(SETTINGS.format(**addresses))
        environment = {
            **os.environ,
            "TTS_TUI_CONFIG": str(settings),
            "OPENAI_API_KEY": openai_stub.KEY,
            "ELEVENLABS_API_KEY": elevenlabs_stub.KEY,
        }
        told, notes = False, dict[str, None]()
        for model in options.model:
            lines = measure(model, options.runs, environment)
            rows = [line for line in lines if line.startswith("|")]
            for row in [row for row in rows if not (told and row.startswith(HEADINGS))]:
                print(
                    row.replace(f"| {model} |", f"| {model}, loopback |") if model in OVER_LOOPBACK else row
                )
            told = told or bool(rows)
            notes |= dict.fromkeys(line for line in lines if line and not line.startswith("|"))
    print("", *notes, sep="\n")
    server.terminate()


if __name__ == "__main__":
    main()
