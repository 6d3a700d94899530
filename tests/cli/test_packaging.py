"""What is installed is whole: the wheel runs from another folder with its own data."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING
from zipfile import ZipFile

import pytest
from packaging.requirements import Requirement

if TYPE_CHECKING:
    from conftest import CommandLine

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the wheel's contents."""
    built = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(built)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = built.glob("*.whl")
    with ZipFile(wheel) as archive:
        archive.extractall(built / "site packages")
    return built / "site packages"


def test_python_3_14_lacks_the_fallback_engine_alone() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    needed = map(Requirement, project["dependencies"])
    lacking = {
        each.name for each in needed if each.marker and not each.marker.evaluate({"python_version": "3.14"})
    }
    assert lacking == {"kokoro-onnx"}


@pytest.mark.slow
def test_the_installed_program_finds_its_data(installed: Path, cli: CommandLine) -> None:
    there = replace(cli, environment={**cli.environment, "PYTHONPATH": str(installed)})
    where = subprocess.run(
        [sys.executable, "-c", "import tts_tui; print(tts_tui.__file__)"],
        env=there.environment,
        cwd=cli.home,
        capture_output=True,
        text=True,
        check=True,
    )
    assert Path(where.stdout.strip()).is_relative_to(installed)
    shown = there("config", "show")
    assert tomllib.loads(shown.text) == tomllib.loads((ROOT / "config.toml").read_text())
    assert (installed / "tts_tui" / "config.toml").read_bytes() == (ROOT / "config.toml").read_bytes()
    assert "af_heart" in there("voices", "--provider", "kokoro").text
    assert there("say", "Hi.", "-o", "hi.wav").code == 0


def test_licences_travel_with_it(installed: Path) -> None:
    names = {path.name for path in installed.glob("*.dist-info/licenses/*")}
    assert {"LICENSE", "NOTICE"} <= names
    assert (installed / "tts_tui" / "ui" / "app.tcss").exists()
    assert (installed / "tts_tui" / "ui" / "dialogs.tcss").exists()
