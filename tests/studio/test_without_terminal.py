"""The studio needs no terminal: its tests pass where neither Textual nor Rich can be imported."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

WITHOUT = "import sys; sys.modules.update(textual=None, rich=None)\n"
"""A module of which `sys.modules` holds None is one that isn't installed."""

RUN = "import pytest; sys.exit(pytest.main(sys.argv[1:]))"
SECONDS = 300


def child(code: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    # plugins that are found by themselves bring Textual: of the snapshots
    environment = os.environ | {"PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1", "PYTEST_ADDOPTS": ""}
    return subprocess.run(
        [sys.executable, "-c", WITHOUT + code, *arguments],
        cwd=Path(__file__).parents[2],
        env=environment,
        capture_output=True,
        text=True,
        timeout=SECONDS,
    )


@pytest.mark.parametrize("module", ["textual.message", "rich.text", "tts_tui.events.messages"])
def test_what_needs_a_terminal_cannot_be_imported_there(module: str) -> None:
    assert "ModuleNotFoundError" in child(f"import {module}").stderr


@pytest.mark.slow
def test_the_tests_of_the_studio_pass() -> None:
    this = Path(__file__)
    options = [
        "-q",
        "-p",
        "pytest_asyncio.plugin",
        "-p",
        "pytest_timeout",
        "-m",
        "not slow",
        f"--ignore={this}",
        str(this.parent),
    ]
    run = child(RUN, *options)
    assert run.returncode == 0, run.stdout[-4000:] + run.stderr[-2000:]
    assert " passed" in run.stdout
