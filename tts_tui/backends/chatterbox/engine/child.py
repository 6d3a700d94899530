"""The worker's script."""

from __future__ import annotations

import gc
import time
from collections.abc import Mapping
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

import torch

from tts_tui.backends.chatterbox.engine.torchaudio_shim import ensure_torchaudio
from tts_tui.backends.engines.torch_device import best_device, memory_mb
from tts_tui.backends.worker.serve import Channel, Task, TaskRefused, serve

if TYPE_CHECKING:  # its imports need the shim
    from tts_tui.backends.chatterbox.engine.speaker import Speaker


class Chatterbox:
    """Each public method is an op of the worker.

    Work on a model names it (`load`: its `model`, `folder` and `device`, empty for the best), so that it is done by
    that model whatever was asked for in between.
    """

    def __init__(self) -> None:
        self._speaker: Any = None
        self._loaded: Mapping[str, Any] = {}

    def load(self, task: Task) -> dict[str, Any]:
        """Load weights, unless they are: `load`."""
        device = self._ready(task).device
        return {"device": device, "memory_mb": memory_mb(device), "torch": torch.__version__}

    def speak(self, task: Task) -> dict[str, Any]:
        """Speak: `load`, and the fields of a `SpeakOrder` as `order`."""
        from tts_tui.backends.chatterbox.engine.speaker import SpeakOrder

        speaker = self._ready(task)
        began = time.monotonic()
        for piece in speaker.speak(SpeakOrder(**task.arguments["order"]), task.check):
            task.audio(piece)
        return {"seconds": time.monotonic() - began, "memory_mb": memory_mb(speaker.device)}

    def _ready(self, task: Task) -> Speaker:
        load = task.arguments["load"]
        if self._loaded != load:
            require_watermarker()
            self._speaker, self._loaded = None, {}
            gc.collect()  # two models may not fit
            from tts_tui.backends.chatterbox.engine.speaker import Speaker

            self._speaker = Speaker(load["model"], Path(load["folder"]), load["device"] or best_device())
            self._loaded = load
        speaker: Speaker = self._speaker
        return speaker

    def fetch(self, task: Task) -> None:
        """Fetch weights from the hub, see `hub.fetch`."""
        from tts_tui.backends.chatterbox.engine.hub import fetch

        fetch(task)

    def check(self, _: Task) -> dict[str, Any]:
        """Import all that speaking takes, and mark a hum: how sure the detector is of it, from 0 to 1, and `torch`."""
        import numpy as np

        require_watermarker()
        import perth

        from tts_tui.backends.chatterbox.engine.speaker import CLASSES
        from tts_tui.backends.chatterbox.engine.watermark import RATE

        for module, name in CLASSES.values():
            getattr(import_module(module), name)
        seconds = np.arange(3 * RATE) / RATE
        hum = np.sum([np.sin(2 * np.pi * 140 * number * seconds) / number for number in range(1, 20)], axis=0)
        marker = perth.PerthImplicitWatermarker()
        marked = marker.apply_watermark((0.1 * hum).astype(np.float32), sample_rate=RATE)
        found = marker.get_watermark(marked, sample_rate=RATE, round=False)
        return {"confidence": float(found.mean()), "models": len(CLASSES), "torch": torch.__version__}


def require_watermarker() -> None:
    """Resemble's models mark what they say; without its parts that would stop without a word."""
    import perth

    if perth.PerthImplicitWatermarker is None:
        raise TaskRefused(
            "The watermarker can't be loaded in the engine's environment.",
            kind="missing dependency",
            hint="tts-tui engines remove chatterbox, then install it again.",
        )


def main(channel: Channel) -> None:
    torch.set_grad_enabled(False)
    ensure_torchaudio()
    engine = Chatterbox()
    work = (engine.load, engine.speak, engine.fetch, engine.check)
    serve(channel, {handler.__name__: handler for handler in work})
