"""The backend in examples/espeak, installed as anybody would: it passes the contract suite and speaks here."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest

from tts_tui.audio.files.decode import decode_file

if TYPE_CHECKING:
    from conftest import CommandLine

pytestmark = pytest.mark.slow
needs_espeak = pytest.mark.skipif(
    not shutil.which("espeak-ng"), reason="the program espeak-ng isn't installed"
)

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "examples" / "espeak"


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the package, its entry point with it."""
    folder = tmp_path_factory.mktemp("example") / "site packages"
    pip = [sys.executable, "-m", "pip", "install", "-q", "--no-deps", "--no-build-isolation"]
    subprocess.run([*pip, "--target", str(folder), str(EXAMPLE)], check=True, capture_output=True)
    return folder


@pytest.fixture
def engine_cache(tmp_path: Path) -> Path:
    """No engine of ours is needed: none is made."""
    return tmp_path / "cache" / "tts-tui"


@pytest.fixture
def beside(cli: CommandLine, installed: Path) -> CommandLine:
    """The command line where the package is installed too."""
    path = os.pathsep.join([str(ROOT), str(installed)])
    return replace(cli, environment={**cli.environment, "PYTHONPATH": path})


@needs_espeak
def test_it_passes_the_suite(beside: CommandLine) -> None:
    suite = [sys.executable, "-P", "-m", "pytest", "-q", "-p", "no:cacheprovider"]
    ran = subprocess.run(
        # none of our own settings of pytest: strangers have others
        [*suite, "-c", os.devnull, "--rootdir", EXAMPLE, EXAMPLE / "test_espeak.py"],
        env=beside.environment,
        cwd=beside.home,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stdout
    passed = re.search(r"(\d+) passed in", ran.stdout)
    assert passed, ran.stdout
    assert int(passed[1]) >= 10


@needs_espeak
def test_it_speaks_by_its_name(beside: CommandLine) -> None:
    ran = beside("say", "Guten Morgen.", "--provider", "espeak", "--voice", "de", "-o", "said.wav", "--json")
    assert ran.code == 0, ran.err
    assert ran.events[-1]["model"] == "espeak-ng"
    samples, rate = decode_file(beside.home / "said.wav")
    assert 0.5 < len(samples) / rate < 3
    assert np.abs(samples).max() > 0.1
    voices = json.loads(beside("voices", "--provider", "espeak", "--json").text)
    assert voices[0]["id"] == "en-us"
    assert len({voice["language"] for voice in voices}) > 100


@needs_espeak
def test_a_voice_that_it_has_not_is_refused(beside: CommandLine) -> None:
    ran = beside("say", "Hi.", "--provider", "espeak", "--voice", "en-uz", "-o", "said.wav")
    assert ran.code == 2
    assert "Did you mean en-us" in ran.err


def test_without_the_program_it_says_what_to_install(beside: CommandLine, tmp_path: Path) -> None:
    nowhere = str(tmp_path / "nothing")
    models = json.loads(beside("models", "--json", PATH=nowhere).text)
    # those of other packages come after ours
    assert (models[-1]["id"], models[-1]["available"]) == ("espeak-ng", False)
    ran = beside("say", "Hi.", "--model", "espeak-ng", "-o", "said.wav", PATH=nowhere)
    assert ran.code == 4
    assert "apt install espeak-ng" in ran.err


def test_it_is_short() -> None:
    assert len((EXAMPLE / "tts_tui_espeak.py").read_text().splitlines()) <= 80
