"""The generator on OpenVINO, for processors that multiply bfloat16 faster than ONNX Runtime multiplies int8.

Those have AMX (Intel since Sapphire Rapids) or many AVX-512 units. It also is truer: the activations aren't quantized
to 8 bits (27 dB from the float model, against 14). Installed with `pip install 'tts-tui[openvino]'` and asked for with
`runtime = "openvino"` in `[backends.kokoro]`; `bench/kokoro.py --openvino` tells what it gains here.
"""

from __future__ import annotations

import threading
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path

import numpy as np

from tts_tui.backends.kokoro.sessions import Array
from tts_tui.cores import usable_cores
from tts_tui.speech.errors import MissingDependencyError


def require_openvino() -> None:
    """Say how to get OpenVINO where it is missing.

    Raises:
        MissingDependencyError: it isn't installed.
    """
    if not find_spec("openvino"):
        raise MissingDependencyError(
            'The settings ask for OpenVINO (runtime = "openvino"), which is not installed.',
            hint="pip install 'tts-tui[openvino]', or: tts-tui config set backends.kokoro.runtime onnxruntime",
        )


_FIRST_CALLS = threading.Lock()
"""Held while a thread calls what no thread has called yet: OpenVINO's binding makes the statics of its functions at
their first call without letting go of Python's lock, and two threads that do so at once wait for each other for ever
(seen with 2026.4 where two graphs were compiled at once)."""


class OpenVinoGraph:
    """One graph of floats, compiled for this processor. `run` may be called from several threads at once.

    Args:
        path: the graph.
        streams: calls that are worked on at once, each with its share of the cores.
    """

    def __init__(self, path: Path, *, streams: int) -> None:
        with _FIRST_CALLS:
            self._compile(path, streams)
        self._own = threading.local()
        self._has_run = False

    def _compile(self, path: Path, streams: int) -> None:
        import openvino

        core = openvino.Core()
        core.set_property({"CACHE_DIR": str(path.parent)})
        self._precision = "bf16" if "BF16" in core.get_property("CPU", "OPTIMIZATION_CAPABILITIES") else "f32"
        settings = {
            "INFERENCE_PRECISION_HINT": self._precision,
            "INFERENCE_NUM_THREADS": usable_cores(),
            "NUM_STREAMS": streams,
        }
        self._model = core.compile_model(str(path), "CPU", settings)
        self._names = [output.any_name for output in self._model.outputs]

    @property
    def provider(self) -> str:
        """Who runs it, and in which precision."""
        return f"OpenVINO ({self._precision})"

    def run(self, inputs: Mapping[str, Array]) -> dict[str, Array]:
        """Compute every output. Releases the GIL."""
        if self._has_run:
            return self._infer(inputs)
        with _FIRST_CALLS:
            outputs = self._infer(inputs)
        self._has_run = True
        return outputs

    def _infer(self, inputs: Mapping[str, Array]) -> dict[str, Array]:
        if not hasattr(self._own, "request"):
            self._own.request = self._model.create_infer_request()
        outputs = self._own.request.infer(
            {name: np.ascontiguousarray(value) for name, value in inputs.items()}
        )
        return {name: np.array(outputs[i]) for i, name in enumerate(self._names)}
