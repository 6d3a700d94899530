"""A package with a backend of tones, as a user installs one; and a document to be read by it."""

from __future__ import annotations

import os
from pathlib import Path

TESTS = Path(__file__).parent
PLUGIN = """
from scripted_backend import ScriptedBackend
from tts_tui.backends.manager import BackendSpec
SPEC = BackendSpec("tones", ("tones-*", "cloud-*"), lambda _context: ScriptedBackend())
"""


def installed(folder: Path, environment: dict[str, str]) -> dict[str, str]:
    """The environment of a user who has it."""
    (folder / "tones-1.dist-info").mkdir(parents=True)
    (folder / "tones_plugin.py").write_text(PLUGIN)
    (folder / "tones-1.dist-info" / "METADATA").write_text("Metadata-Version: 2.1\nName: tones\nVersion: 1\n")
    points = "[tts_tui.backends]\ntones = tones_plugin:SPEC\n"
    (folder / "tones-1.dist-info" / "entry_points.txt").write_text(points)
    path = os.pathsep.join([environment["PYTHONPATH"], str(TESTS), str(folder)])
    return {**environment, "PYTHONPATH": path}
