"""In a folder that holds somebody's numpy.py and sounddevice.py, neither we nor our children run them."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tts_tui import children
from tts_tui.audio.play.output import start_process
from tts_tui.backends.engines.pip_settings import read_pip_settings
from tts_tui.backends.worker.child_process import Launch
from tts_tui.backends.worker.worker import Worker

HOSTILE = """
import os, pathlib
pathlib.Path({mark!r}).write_text(__name__)
raise ImportError("this is the folder's, not the package")
"""
NAMES = (
    "numpy",
    "sounddevice",
    "miniaudio",
    "onnxruntime",
    "onnx",
    "click",
    "filelock",
    "pip",
    "json",
    "platformdirs",
)
SPY = """
import json, os, sys
from tts_tui.backends.worker.serve import serve

def tell(job):
    import numpy
    return {"environment": dict(os.environ), "numpy": numpy.__file__, "path": sys.path}

def main(channel):
    serve(channel, {"tell": tell})
"""


@pytest.fixture
def hostile(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The current folder; returns the file that is there once a module of it ran."""
    folder, mark = tmp_path / "folder", tmp_path / "ran"
    folder.mkdir()
    for name in NAMES:
        (folder / f"{name}.py").write_text(HOSTILE.format(mark=str(mark)), encoding="utf-8")
    monkeypatch.chdir(folder)
    monkeypatch.setenv("OPENAI_API_KEY", "secret")
    monkeypatch.setenv("SOME_OTHER_API_KEY", "secret")
    monkeypatch.setenv("PYTHONSTARTUP", str(folder / "numpy.py"))
    monkeypatch.setenv("PYTHONPATH", str(folder))
    return mark


def test_the_sound_process_is_the_packages_own(hostile: Path) -> None:
    answer, complaints = start_process("--list").communicate(timeout=400)
    assert set(json.loads(answer)) == {"sounddevice", "miniaudio"}, complaints
    assert not hostile.exists()


async def test_a_worker_is_told_no_keys_and_finds_our_packages(hostile: Path, tmp_path: Path) -> None:
    spy = tmp_path / "spy.py"
    spy.write_text(SPY, encoding="utf-8")
    worker = Worker("Spy", Launch(Path(sys.executable), spy, {"ASKED": "yes"}), tmp_path / "spy.log")
    told = await worker.call("tell")
    await worker.close()
    assert not hostile.exists()
    environment = told["environment"]
    assert environment["ASKED"] == "yes"
    assert not [name for name in environment if name.endswith("_API_KEY") or name == "PYTHONSTARTUP"]
    assert str(Path.cwd()) not in told["path"]
    assert environment["ORT_DISABLE_TELEMETRY"] == environment["HF_HUB_DISABLE_TELEMETRY"] == "1"


def test_pip_is_asked_for_its_settings_and_not_the_folder(hostile: Path) -> None:
    read_pip_settings()
    assert not hostile.exists()


@pytest.mark.parametrize("arguments", [["--help"], ["models"], ["doctor"]])
def test_the_program_itself_started_with_m(
    hostile: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str]
) -> None:
    monkeypatch.delenv("PYTHONPATH")  # what stands there is the user's own wish
    for name in ("CACHE", "CONFIG", "DATA", "STATE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / name))
    done = subprocess.run(
        [sys.executable, "-m", "tts_tui", *arguments], capture_output=True, text=True, timeout=400
    )
    assert not hostile.exists(), done.stderr
    assert "Traceback" not in done.stderr


def test_this_very_package_runs_whatever_else_has_its_name(hostile: Path) -> None:
    other = Path("tts_tui")
    other.mkdir()
    (other / "__init__.py").write_text("raise ImportError('another tts_tui')", encoding="utf-8")
    command = children.ours("tts_tui", "--version")
    done = subprocess.run(
        command.arguments, env=command.environment, capture_output=True, text=True, timeout=60
    )
    assert done.returncode == 0, done.stderr
    assert not hostile.exists()
