"""Shared by all tests."""

from __future__ import annotations

import sys
from pathlib import Path

# Helper modules lie beside the tests (importmode importlib makes no packages of them).
for folder in ("", "tts", "pipeline", "audio", "ui", "e2e"):
    sys.path.insert(0, str(Path(__file__).parent / folder))
