"""ONNX Runtime is imported when numpy is whole: else a thread that imports numpy meanwhile finds it half made."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

import tts_tui

KOKORO = Path(tts_tui.__file__).parent / "backends" / "kokoro"
IMPORTERS = sorted(
    ".".join(("tts_tui.backends.kokoro", *file.relative_to(KOKORO).with_suffix("").parts))
    for file in KOKORO.rglob("*.py")
    if re.search(r"^import onnxruntime\b", file.read_text(), re.M)
)

WATCHED = """
import sys

class Watch:
    def find_spec(self, name, path=None, target=None):
        if name == "onnxruntime":
            print("numpy.exceptions" in sys.modules and not sys.modules["numpy"].__spec__._initializing)

sys.meta_path.insert(0, Watch())
import {module}
"""


def test_there_are_some() -> None:
    assert len(IMPORTERS) > 2


@pytest.mark.parametrize("module", IMPORTERS)
def test_numpy_is_whole_before(module: str) -> None:
    command = [sys.executable, "-c", WATCHED.format(module=module)]
    ran = subprocess.run(command, capture_output=True, text=True, timeout=120, check=True)
    assert ran.stdout.split() == ["True"]
