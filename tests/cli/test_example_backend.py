"""The backends of examples/ and of docs/, installed as anybody would: they pass the contract suite and speak."""

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

pytestmark = [pytest.mark.slow, pytest.mark.no_engine]
needs_espeak = pytest.mark.skipif(
    not shutil.which("espeak-ng"), reason="the program espeak-ng isn't installed"
)

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "examples" / "espeak"


@pytest.fixture(scope="module")
def documented(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The package of the page about backends, copied from it."""
    folder = tmp_path_factory.mktemp("beep")
    page = (ROOT / "docs" / "adding-a-backend.md").read_text()
    blocks = re.findall(r"```(?:toml|python)\n(.*?)```", page, re.DOTALL)
    for name, content in zip(("pyproject.toml", "tts_tui_beep.py", "test_beep.py"), blocks, strict=True):
        assert f"`{name}`" in page
        (folder / name).write_text(content)
    return folder


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory, documented: Path) -> Path:
    """A folder with both packages and their entry points."""
    folder = tmp_path_factory.mktemp("example") / "site packages"
    pip = [sys.executable, "-m", "pip", "install", "-q", "--no-deps", "--no-build-isolation"]
    packages = [str(EXAMPLE), str(documented)]
    subprocess.run([*pip, "--target", str(folder), *packages], check=True, capture_output=True)
    return folder


@pytest.fixture
def beside(cli: CommandLine, installed: Path) -> CommandLine:
    """The command line where the package is installed too."""
    path = os.pathsep.join([str(ROOT), str(installed)])
    return replace(cli, environment={**cli.environment, "PYTHONPATH": path})


@needs_espeak
def test_it_passes_the_suite(beside: CommandLine) -> None:
    assert passed(EXAMPLE / "test_espeak.py", beside) >= 10


def test_the_backend_of_the_page_does_too_and_beeps(beside: CommandLine, documented: Path) -> None:
    assert passed(documented / "test_beep.py", beside) >= 10
    ran = beside("say", "Good morning.", "--provider", "beep", "-o", "beep.wav")
    assert ran.code == 0, ran.err
    samples, _ = decode_file(beside.home / "beep.wav")
    assert np.abs(samples).max() > 0.3


def passed(tests: Path, beside: CommandLine) -> int:
    """How many tests of a package's own suite passed; none may fail."""
    suite = [sys.executable, "-P", "-m", "pytest", "-q", "-p", "no:cacheprovider"]
    ran = subprocess.run(
        # none of our own settings of pytest: strangers have others
        [*suite, "-c", os.devnull, "--rootdir", tests.parent, tests],
        env=beside.environment,
        cwd=beside.home,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stdout
    found = re.search(r"(\d+) passed", ran.stdout)
    assert found, ran.stdout
    return int(found[1])


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
    available = {model["id"]: model["available"] for model in models}
    assert available["espeak-ng"] is False
    assert {model["id"] for model in models[-2:]} == {"espeak-ng", "beep-1"}, "they come after ours"
    ran = beside("say", "Hi.", "--model", "espeak-ng", "-o", "said.wav", PATH=nowhere)
    assert ran.code == 4
    assert "apt install espeak-ng" in ran.err


def test_it_is_short() -> None:
    assert len((EXAMPLE / "tts_tui_espeak.py").read_text().splitlines()) <= 80
