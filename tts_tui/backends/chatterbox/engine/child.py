"""The worker's script."""

from __future__ import annotations

import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import torch

from tts_tui.backends.chatterbox.engine.torchaudio_shim import ensure_torchaudio
from tts_tui.backends.engines.torch_device import best_device, memory_mb
from tts_tui.backends.worker.serve import Channel, Job, Refused, serve

TINY = "random-weights"
"""A file of this name says that the weights beside it are of the sizes that `random_weights.shrink` sets."""


class Chatterbox:
    """Each method is an op of the worker."""

    def __init__(self) -> None:
        self._speaker: Any = None
        self._loaded: Mapping[str, Any] = {}

    def load(self, job: Job) -> dict[str, Any]:
        """Load weights, once for the same arguments: `model`, `folder`, `device` (empty picks one)."""
        if self._loaded != job.arguments:
            self._speaker, self._loaded = None, {}
            folder = Path(job.arguments["folder"])
            if (folder / TINY).exists():
                from tts_tui.backends.chatterbox.engine.random_weights import shrink

                shrink(job.arguments["model"])
            from tts_tui.backends.chatterbox.engine.speaker import Speaker

            device = job.arguments["device"] or best_device()
            self._speaker = Speaker(job.arguments["model"], folder, device)
            self._loaded = job.arguments
        device = self._speaker.device
        return {"device": device, "memory_mb": memory_mb(device), "torch": torch.__version__}

    def speak(self, job: Job) -> dict[str, Any]:
        """Speak an `Order`, given by its fields."""
        from tts_tui.backends.chatterbox.engine.speaker import Order

        began = time.monotonic()
        for piece in self._speaker.speak(Order(**job.arguments), job.check):
            job.audio(piece)
        return {"seconds": time.monotonic() - began}

    def prepare(self, job: Job) -> None:
        """Compute a voice from a clip: `clip`, `conditionals`."""
        self._speaker.prepare(job.arguments["clip"], job.arguments["conditionals"])

    def make_weights(self, job: Job) -> None:
        """Write random weights: `model`, `folder`, and `tiny`, for a size that is just enough to check with."""
        from tts_tui.backends.chatterbox.engine.random_weights import shrink, write_weights

        model, folder = job.arguments["model"], Path(job.arguments["folder"])
        if job.arguments["tiny"]:
            shrink(model)
        write_weights(model, folder)
        if job.arguments["tiny"]:
            (folder / TINY).touch()

    def fetch(self, job: Job) -> None:
        """Fetch weights from the hub, see `hub.fetch`."""
        from tts_tui.backends.chatterbox.engine.hub import fetch

        fetch(job)

    def find_mark(self, job: Job) -> dict[str, float]:
        """How sure the detector is, from 0 to 1, that the WAV file `clip` is marked."""
        import librosa

        audio, rate = librosa.load(job.arguments["clip"], sr=None)
        return {
            "confidence": float(
                self._speaker.marker.get_watermark(audio, sample_rate=rate, round=False).mean()
            )
        }


def require_watermarker() -> None:
    """Resemble's models mark what they say; without its parts that would stop without a word."""
    import perth

    if perth.PerthImplicitWatermarker is None:
        raise Refused(
            "The watermarker can't be loaded in the engine's environment.",
            kind="missing dependency",
            hint="tts-tui engines remove chatterbox, then install it again.",
        )


def main(channel: Channel) -> None:
    torch.set_grad_enabled(False)
    ensure_torchaudio()
    require_watermarker()
    engine = Chatterbox()
    work = (engine.load, engine.speak, engine.prepare, engine.make_weights, engine.fetch, engine.find_mark)
    serve(channel, {handler.__name__: handler for handler in work})
