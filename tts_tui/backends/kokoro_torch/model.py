"""Kokoro's model in a worker with PyTorch, and the weights that it loads."""

from __future__ import annotations

import asyncio
import logging
import zipfile
from collections.abc import Mapping
from pathlib import Path

from tts_tui.backends.base import BackendContext
from tts_tui.backends.engines.catalog import KOKORO_TORCH
from tts_tui.backends.engines.engine_options import EngineOptions
from tts_tui.backends.engines.engine_worker import make_worker
from tts_tui.backends.kokoro.model_file import INT8, ensure
from tts_tui.backends.kokoro.phonemes.vocabulary import model_config
from tts_tui.backends.kokoro.remote import RemoteModel

log = logging.getLogger(__name__)

SCRIPT = Path(__file__).with_name("child.py")
OFFICIAL = "kokoro-v1_0.pth"
"""hexgrad's own weights: taken when they lie in the folder of downloaded models."""

CONVERTED = "kokoro-v1.0-from-int8.pth"


def forget_damaged(weights: Path) -> None:
    """Delete converted weights that aren't what was written, so that they are converted again.

    They are a ZIP file, whose checksums torch itself doesn't look at.
    """
    try:
        with zipfile.ZipFile(weights) as archive:
            damaged = archive.testzip() is not None
    except FileNotFoundError:
        return
    except (OSError, zipfile.BadZipFile):
        damaged = True
    if damaged:
        log.warning("%s is damaged, and is made again", weights)
        weights.unlink(missing_ok=True)


def torch_model(python: Path, context: BackendContext, options: EngineOptions) -> RemoteModel:
    """The model in a process that isn't started yet; its first `load` converts the weights (about 10 s).

    `load` raises MissingModelError where there are none. `facts` has `device`, `memory_mb`, and `torch`, its version.

    Args:
        python: interpreter of an environment with KOKORO_TORCH's packages.
    """

    async def arguments() -> Mapping[str, object]:
        folder = context.cache / "kokoro"
        official = context.data / "models" / OFFICIAL
        weights = official if official.exists() else folder / CONVERTED
        if not model.facts and weights.name == CONVERTED:
            await asyncio.to_thread(forget_damaged, weights)
        onnx = "" if weights.exists() else str(await asyncio.to_thread(ensure, INT8, folder))
        return {
            "weights": str(weights),
            "onnx": onnx,
            "config": str(model_config()),
            "device": options.device,
        }

    model = RemoteModel(make_worker(KOKORO_TORCH, python, SCRIPT, context, options), arguments)
    return model
