"""Which engine runs the model, and why."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from tts_tui.backends.kokoro.engine import Engine


@dataclass(frozen=True, slots=True)
class ChosenEngine:
    """An engine ready to speak, and why it was chosen, for people."""

    engine: Engine
    reason: str


def choose(model: Path, cache: Path) -> ChosenEngine:
    """The best engine that works here; blocking, about a second.

    Raises:
        CorruptModelError: ONNX Runtime can't load the file.
    """
    from tts_tui.backends.kokoro.stock import StockEngine

    return ChosenEngine(StockEngine(model), "the published graph, run whole")
