"""A backend of another package that raises what it likes, wherever it is asked: told in a line, and ours go on."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from conftest import CommandLine

pytestmark = pytest.mark.no_engine

RAISING = """
import os
import numpy as np
from tts_tui.backends.base import Backend
from tts_tui.backends.manager import BackendSpec
from tts_tui.speech.catalog import Model, Voice
from tts_tui.speech.chunk import AudioChunk

def maybe(place):
    if place == os.environ["RAISES"]:
        raise SystemExit(7) if place == "import" else KeyError("boom")

class Raising(Backend):
    def __init__(self, context):
        maybe("making")

    def models(self):
        maybe("models")
        return [Model("raising-1", "Raising", "raising", "Raising", "raising")]

    async def voices(self, model, *, refresh=False):
        maybe("voices")
        return [Voice("it", "It", "en")]

    async def synthesize(self, request):
        maybe("speaking")
        yield AudioChunk(np.full(2400, np.inf if os.environ["RAISES"] == "sound" else 0.1, np.float32), 24000)

    async def close(self):
        maybe("closing")

maybe("import")
spec = BackendSpec("raising", ("raising-*",), Raising)
"""


@pytest.fixture
def raising(cli: CommandLine, tmp_path: Path) -> CommandLine:
    folder = tmp_path / "packages"
    about = folder / "raising-1.0.dist-info"
    about.mkdir(parents=True)
    (about / "METADATA").write_text("Metadata-Version: 2.1\nName: raising\nVersion: 1.0\n")
    (about / "entry_points.txt").write_text("[tts_tui.backends]\nraising = raising_backend:spec\n")
    (folder / "raising_backend.py").write_text(RAISING)
    environment = cli.environment
    path = f"{environment['PYTHONPATH']}:{folder}"
    return replace(cli, environment={**environment, "PYTHONPATH": path})


@pytest.mark.parametrize("place", ["import", "making", "models", "voices"])
def test_it_is_told_beside_what_others_have(raising: CommandLine, place: str) -> None:
    voices = raising("voices", RAISES=place)
    assert voices.code == 0
    assert "af_heart" in voices.text
    assert "The raising backend" in voices.err
    assert "Traceback" not in voices.err
    models = raising("models", "--json", RAISES=place)
    assert models.code == 0
    assert "kokoro-v1.0-onnx" in [model["id"] for model in json.loads(models.out)]


@pytest.mark.parametrize(
    ("place", "said"),
    [
        ("making", "The raising backend failed unexpectedly: KeyError: 'boom'"),
        ("models", "The raising backend failed unexpectedly: KeyError: 'boom'"),
        ("voices", "failed unexpectedly: KeyError: 'boom'"),
        ("speaking", "failed unexpectedly: KeyError: 'boom'"),
        ("sound", "Raising gave sound that is no numbers"),
    ],
)
def test_speaking_with_it_says_what_it_raised(raising: CommandLine, place: str, said: str) -> None:
    ran = raising("say", "Hi.", "--model", "raising-1", "-o", "hi.wav", RAISES=place)
    assert ran.code == 1
    assert said in ran.err
    assert "Traceback" not in ran.err
    assert "Warning" not in ran.err
    assert not list(raising.home.glob("hi.wav*"))


def test_what_it_raises_in_the_end_spoils_nothing(raising: CommandLine) -> None:
    ran = raising("say", "Hi.", "--model", "raising-1", "-o", "hi.wav", RAISES="closing")
    assert (ran.code, "Traceback" in ran.err) == (0, False)
    assert (raising.home / "hi.wav").exists()
