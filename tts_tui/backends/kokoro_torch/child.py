"""The worker's script: Kokoro's KModel, loaded once, speaking phonemes. Runs in the engine's environment."""

from __future__ import annotations

import importlib.util
import json
import sys
from collections.abc import Generator, Sequence
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any

import torch

from tts_tui.backends.engines.torch_device import best_device, memory_mb
from tts_tui.backends.kokoro.engine import FRAME, KokoroEngine, Utterance
from tts_tui.backends.kokoro.serving import ServedEngine
from tts_tui.backends.kokoro.trimming import LEAD, TAIL
from tts_tui.backends.kokoro.windows import trim
from tts_tui.backends.worker.serve import Channel, Task, TaskRefused
from tts_tui.store.atomic import replacing

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


SEED = 0
"""Of the vocoder's noise, so that the same text sounds the same."""


class TorchEngine:
    """A `KokoroEngine` on PyTorch: `prepare` does all the work of a sentence."""

    name = "torch"
    opening = 0

    def __init__(self, model: Any) -> None:
        self._model = model

    @property
    def provider(self) -> str:
        return str(self._model.device)

    def prepare(self, tokens: Sequence[int], style: NDArray[np.float32], speed: float) -> Utterance:
        device = self._model.device
        torch.manual_seed(SEED)
        padded = torch.tensor([[0, *tokens, 0]], device=device)
        with torch.inference_mode():
            audio, frames = self._model.forward_with_tokens(padded, torch.tensor(style, device=device), speed)
        durations = frames.reshape(-1).cpu().numpy()
        start, end = trim(durations, lead=LEAD, tail=TAIL)
        return Utterance(durations, start * FRAME, end * FRAME, audio.float().reshape(-1).cpu().numpy())

    def windows(self, utterance: Utterance, *, first: bool) -> Generator[NDArray[np.float32], None, None]:
        yield utterance.state[utterance.start : utterance.end]  # type: ignore[index]

    def close(self) -> None:
        self._model = None


class TorchProcess(ServedEngine):
    """KModel, its weights converted first where there is only the ONNX file."""

    def open(self, task: Task) -> TorchEngine:
        """Arguments: `config` (KModel's, a JSON file), `weights` (the checkpoint), `onnx` (what to make it from),
        `device` (empty picks one).
        """
        from loguru import logger

        logger.remove()
        weights = Path(task.arguments["weights"])
        config = json.loads(Path(task.arguments["config"]).read_text(encoding="utf-8"))
        if not weights.exists():
            task.event("converting")
            _convert(config, Path(task.arguments["onnx"]), weights)
        device = task.arguments["device"] or best_device()
        return TorchEngine(_kmodel()(repo_id="local", config=config, model=str(weights)).eval().to(device))

    def describe(self, engine: KokoroEngine) -> dict[str, Any]:
        device = engine.provider
        return {
            "engine": engine.name,
            "provider": device,
            "device": device,
            "memory_mb": memory_mb(device),
            "torch": torch.__version__,
        }


def _kmodel() -> Any:
    """The class `kokoro.KModel`, without the rest of the package.

    `import kokoro` also imports misaki and spaCy for phonemes, which we make ourselves: so Python gets an empty
    package in its place whose modules are found in the same folder.
    """
    if "kokoro" not in sys.modules:
        spec = importlib.util.find_spec("kokoro")
        if spec is None or spec.submodule_search_locations is None:
            raise TaskRefused(
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
        raise TaskRefused(f"{source.name} can't be converted: {error}.", kind="missing model") from error


def main(channel: Channel) -> None:
    torch.set_grad_enabled(False)
    TorchProcess().serve(channel)
