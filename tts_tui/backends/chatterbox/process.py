"""The process that Chatterbox runs in."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from tts_tui.backends.base import BackendContext
from tts_tui.backends.engines.catalog import CHATTERBOX
from tts_tui.backends.engines.engine_options import EngineOptions
from tts_tui.backends.engines.engine_worker import make_worker

if TYPE_CHECKING:
    from tts_tui.backends.worker.worker import Worker

SCRIPT = Path(__file__).parent / "engine" / "child.py"
OFFLINE = {"HF_HUB_OFFLINE": "1"}
"""The weights are in a folder: nothing is to be fetched, or waited for."""


def offline_worker(python: Path, context: BackendContext, options: EngineOptions) -> Worker:
    """For speaking."""
    return make_worker(CHATTERBOX, python, SCRIPT, context, options, **OFFLINE)


def online_worker(python: Path, context: BackendContext) -> Worker:
    """For fetching weights."""
    return make_worker(CHATTERBOX, python, SCRIPT, context, EngineOptions())
