"""The worker's script."""

from __future__ import annotations

import gc
import time
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import torch

from tts_tui.backends.chatterbox.engine.torchaudio_shim import ensure_torchaudio
from tts_tui.backends.engines.torch_device import best_device, memory_mb
from tts_tui.backends.worker.serve import Channel, Job, Refused, serve

if TYPE_CHECKING:  # its imports need the shim, and the sizes that `random_weights` sets
    from tts_tui.backends.chatterbox.engine.speaker import Speaker

TINY = "random-weights"
"""A file of this name says that the weights beside it are of the sizes that `random_weights.shrink` sets."""


class Chatterbox:
    """Each public method is an op of the worker.

    Work on a model names it (`load`: its `model`, `folder` and `device`, empty for the best), so that it is done by
    that model whatever was asked for in between.
    """

    def __init__(self) -> None:
        self._speaker: Any = None
        self._loaded: Mapping[str, Any] = {}

    def load(self, job: Job) -> dict[str, Any]:
        """Load weights, unless they are: `load`."""
        device = self._ready(job).device
        return {"device": device, "memory_mb": memory_mb(device), "torch": torch.__version__}

    def speak(self, job: Job) -> dict[str, Any]:
        """Speak: `load`, and the fields of an `Order` as `order`."""
        from tts_tui.backends.chatterbox.engine.speaker import Order

        speaker = self._ready(job)
        began = time.monotonic()
        for piece in speaker.speak(Order(**job.arguments["order"]), job.check):
            job.audio(piece)
        return {"seconds": time.monotonic() - began, "memory_mb": memory_mb(speaker.device)}

    def prepare(self, job: Job) -> None:
        """Compute a voice from a clip: `load`, `clip`, `conditionals`."""
        self._ready(job).prepare(job.arguments["clip"], job.arguments["conditionals"])

    def _ready(self, job: Job) -> Speaker:
        wanted = job.arguments["load"]
        if self._loaded != wanted:
            require_watermarker()
            self._speaker, self._loaded = None, {}
            gc.collect()  # two models may not fit
            model, folder = wanted["model"], Path(wanted["folder"])
            if (folder / TINY).exists():
                from tts_tui.backends.chatterbox.engine.random_weights import shrink

                shrink(model)
            from tts_tui.backends.chatterbox.engine.speaker import Speaker

            self._speaker = Speaker(model, folder, wanted["device"] or best_device())
            self._loaded = wanted
        speaker: Speaker = self._speaker
        return speaker

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
        """How sure the detector is, from 0 to 1, that the WAV file `clip` is marked: `load`, `clip`."""
        import librosa

        audio, rate = librosa.load(job.arguments["clip"], sr=None)
        found = self._ready(job).marker.get_watermark(audio, sample_rate=rate, round=False)
        return {"confidence": float(found.mean())}


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
    engine = Chatterbox()
    work = (engine.load, engine.speak, engine.prepare, engine.make_weights, engine.fetch, engine.find_mark)
    serve(channel, {handler.__name__: handler for handler in work})
