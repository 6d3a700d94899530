"""The worker's script: Kokoro's KModel, loaded once, speaking phonemes. Runs in the engine's environment."""

from __future__ import annotations

import importlib.util
import json
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from types import ModuleType
from typing import Any

import torch

from tts_tui.backends.engines.torch_device import best_device, memory_mb
from tts_tui.backends.worker.serve import Channel, Job, Refused, serve
from tts_tui.store.atomic import replacing


class KokoroTorch:
    """Answers `load` and `speak`."""

    def __init__(self) -> None:
        self._model: Any = None
        self._loaded: Mapping[str, Any] = {}

    def load(self, job: Job) -> dict[str, Any]:
        """Load weights, converting them first where there is only the ONNX file; once for the same arguments.

        Arguments: `config` (KModel's, a JSON file), `weights` (the checkpoint), `onnx` (what to make it from),
        `device` (empty picks one).
        """
        if self._loaded != job.arguments:
            from loguru import logger

            logger.remove()
            weights = Path(job.arguments["weights"])
            config = json.loads(Path(job.arguments["config"]).read_text(encoding="utf-8"))
            if not weights.exists():
                job.event("converting")
                _convert(config, Path(job.arguments["onnx"]), weights)
            device = job.arguments["device"] or best_device()
            self._model = _kmodel()(repo_id="local", config=config, model=str(weights)).eval().to(device)
            self._loaded = job.arguments
        device = str(self._model.device)
        return {"device": device, "memory_mb": memory_mb(device), "torch": torch.__version__}

    def speak(self, job: Job) -> dict[str, Any]:
        """Speak phonemes.

        Arguments: `tokens` (their ids, without padding), `style` (256 floats), `speed`, `seed`.
        The event `durations` comes before the audio: frames of 25 ms of each token, the padding at both ends included.
        """
        began = time.monotonic()
        device = self._model.device
        torch.manual_seed(job.arguments["seed"])  # the vocoder's noise
        tokens = torch.tensor([[0, *job.arguments["tokens"], 0]], device=device)
        style = torch.tensor([job.arguments["style"]], device=device)
        with torch.inference_mode():
            audio, durations = self._model.forward_with_tokens(tokens, style, job.arguments["speed"])
        job.event("durations", frames=durations.tolist())
        job.audio(audio.float().cpu().numpy())
        return {"seconds": time.monotonic() - began, "memory_mb": memory_mb(str(device))}


def _kmodel() -> Any:
    """The class `kokoro.KModel`, without the rest of the package.

    `import kokoro` also imports misaki and spaCy for phonemes, which we make ourselves: so Python gets an empty
    package in its place whose modules are found in the same folder.
    """
    if "kokoro" not in sys.modules:
        spec = importlib.util.find_spec("kokoro")
        if spec is None or spec.submodule_search_locations is None:
            raise Refused(
                "The package kokoro isn't in the engine's environment.",
                kind="missing dependency",
                hint="tts-tui engines install kokoro-torch",
            )
        package = ModuleType("kokoro")
        package.__path__ = list(spec.submodule_search_locations)
        sys.modules["kokoro"] = package
    from kokoro.model import KModel

    return KModel


def _convert(config: dict[str, Any], source: Path, target: Path) -> None:
    from tts_tui.backends.kokoro_torch.convert import ConversionError, convert

    try:
        with replacing(target) as part:
            torch.save({}, part)  # KModel insists on a file
            model = _kmodel()(repo_id="local", config=config, model=str(part))
            torch.save(convert(source, model), part)
    except ConversionError as error:
        raise Refused(f"{source.name} can't be converted: {error}.", kind="missing model") from error


def main(channel: Channel) -> None:
    torch.set_grad_enabled(False)
    engine = KokoroTorch()
    serve(channel, {"load": engine.load, "speak": engine.speak})
