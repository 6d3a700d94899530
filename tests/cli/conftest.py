"""Runs the real command line in processes of its own, with a home folder of its own."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from tones_package import installed

from tts_tui.__main__ import main

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True, slots=True)
class Ran:
    """What a command left behind."""

    code: int
    out: bytes
    err: str

    @property
    def text(self) -> str:
        return self.out.decode()

    @property
    def events(self) -> list[dict[str, Any]]:
        """The JSON lines of stdout, or of stderr where stdout is audio."""
        lines = self.text if self.out.startswith(b"{") else self.err
        return [json.loads(line) for line in lines.splitlines()]


@dataclass(frozen=True, slots=True)
class CommandLine:
    """`tts-tui` with folders of its own; only the cache, which holds the joined model, is shared by all tests."""

    home: Path
    environment: dict[str, str]

    @property
    def command(self) -> list[str]:
        return [sys.executable, "-m", "tts_tui"]

    def __call__(self, *arguments: str | Path, stdin: bytes = b"", **environment: str) -> Ran:
        done = subprocess.run(
            [*self.command, *map(str, arguments)],
            input=stdin,
            capture_output=True,
            env={**self.environment, **environment},
            cwd=self.home,
            check=False,
            timeout=120,
        )
        return Ran(done.returncode, done.stdout, done.stderr.decode())

    def start(self, *arguments: str | Path) -> subprocess.Popen[str]:
        """The same, to be watched while it runs."""
        return subprocess.Popen(
            [*self.command, *map(str, arguments)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=self.environment,
            cwd=self.home,
            text=True,
        )


def command_line(home: Path, cache: Path) -> CommandLine:
    """A command line whose user has this home folder, and this folder as the program's cache."""
    kept = {name: value for name, value in os.environ.items() if not name.endswith("_API_KEY")}
    return CommandLine(
        home,
        kept
        | {
            "PYTHONPATH": str(ROOT),
            "HOME": str(home),
            "XDG_CONFIG_HOME": str(home / "config"),
            "XDG_DATA_HOME": str(home / "data"),
            "XDG_STATE_HOME": str(home / "state"),
            "XDG_CACHE_HOME": str(cache.parent),
            "PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring",
            # no sound card, whatever this machine has
            "ALSA_CONFIG_PATH": os.devnull,
            "PULSE_SERVER": "unix:/nowhere",  # a name would be looked up
        },
    )


@pytest.fixture
def here(
    cli: CommandLine, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> Callable[..., Ran]:
    """The same without a process each, for the many commands that end before an engine is loaded."""

    def run(*arguments: str, stdin: bytes = b"", **environment: str) -> Ran:
        for name, value in {**cli.environment, **environment}.items():
            monkeypatch.setenv(name, value)
        monkeypatch.chdir(cli.home)
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        code = main(list(arguments))
        out, err = capfdbinary.readouterr()
        return Ran(code, out, err.decode())

    return run


@pytest.fixture
def cli(tmp_path: Path, request: pytest.FixtureRequest) -> CommandLine:
    """With nothing in its cache where a test is marked so: no model need be joined for what speaks elsewhere."""
    if request.node.get_closest_marker("no_engine"):
        return command_line(tmp_path, tmp_path / "cache" / "tts-tui")
    return command_line(tmp_path, request.getfixturevalue("own_cache"))


@pytest.fixture
def tones(cli: CommandLine, tmp_path: Path) -> CommandLine:
    """The command line where a package with a backend of tones is installed too."""
    return replace(cli, environment=installed(tmp_path / "plugin", cli.environment))
