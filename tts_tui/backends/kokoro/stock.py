"""The fallback engine: Kokoro's graph as it was published, run whole by ONNX Runtime."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from concurrent.futures import ThreadPoolExecutor
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from tts_tui.backends.kokoro.engine import FRAME, Utterance
from tts_tui.backends.kokoro.model_file import require_whole
from tts_tui.backends.kokoro.trimming import LEAD, TAIL
from tts_tui.backends.kokoro.windows import trim
from tts_tui.speech.errors import CorruptModelError, SynthesisError

if TYPE_CHECKING:
    from numpy.typing import NDArray

DURATIONS = "/encoder/Cast_output_0"
"""The tensor of the published graph that holds the frames of each token, int64."""

_TYPES = {
    "tensor(float)": np.float32,
    "tensor(float16)": np.float16,
    "tensor(int32)": np.int32,
    "tensor(int64)": np.int64,
}

_OPENING = 60
"""Phonemes: a clause that ends before is spoken first, while the rest of the sentence is computed."""

_WINDOW = 20 * FRAME
"""Samples of one piece handed on: half a second."""


class StockEngine:
    """Kokoro run whole: `prepare` does all the work of a sentence, the pieces are cut from what it made."""

    name = "stock"

    def __init__(self, model: Path, *, soon: bool = False) -> None:
        """
        Args:
            soon: load in half the time, for a first sentence that somebody waits for, and begin that with a clause.

        Raises:
            CorruptModelError: the file isn't what it was, or ONNX Runtime can't load it.
        """
        from onnxruntime import GraphOptimizationLevel, InferenceSession, SessionOptions

        from tts_tui.backends.kokoro.sessions import CPU

        self.opening = _OPENING if soon else 0
        options = SessionOptions()
        options.log_severity_level = 3
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        providers = _providers(soon=soon)
        if soon and providers == [CPU]:  # the fusions and the memory plan gain this model nothing
            options.graph_optimization_level = GraphOptimizationLevel.ORT_DISABLE_ALL
            options.enable_mem_reuse = False
        content = model.read_bytes()
        with ThreadPoolExecutor(1) as beside:
            whole = beside.submit(require_whole, model, content)
            try:
                self._session: Any = InferenceSession(
                    content + _output_declaration(DURATIONS),
                    options,
                    providers=providers,
                )
            except Exception as error:
                whole.result()
                raise CorruptModelError(
                    f"ONNX Runtime can't load {model.name}: {error}",
                    hint="tts-tui models verify checks the file.",
                ) from error
            whole.result()
        self._dtypes = {each.name: _TYPES[each.type] for each in self._session.get_inputs()}
        self._tokens = "input_ids" if "input_ids" in self._dtypes else "tokens"
        self._audio = self._session.get_outputs()[0].name

    @property
    def provider(self) -> str:
        return str(self._session.get_providers()[0])

    def prepare(self, tokens: Sequence[int], style: NDArray[np.float32], speed: float) -> Utterance:
        inputs = {
            self._tokens: np.array([[0, *tokens, 0]], self._dtypes[self._tokens]),
            "style": style.astype(self._dtypes["style"]),
            "speed": np.array([speed], self._dtypes["speed"]),
        }
        try:
            audio, durations = self._session.run([self._audio, DURATIONS], inputs)
        except Exception as error:
            raise SynthesisError(f"ONNX Runtime failed on {len(tokens)} phonemes: {error}") from error
        frames = durations.ravel().astype(np.int64)
        start, end = trim(frames, lead=LEAD, tail=TAIL)
        return Utterance(frames, start * FRAME, end * FRAME, np.asarray(audio, np.float32).ravel())

    def windows(self, utterance: Utterance, *, first: bool) -> Generator[NDArray[np.float32], None, None]:
        audio: NDArray[np.float32] = utterance.state[utterance.start : utterance.end]  # type: ignore[index]
        for start in range(0, len(audio), _WINDOW):
            yield audio[start : start + _WINDOW]

    def close(self) -> None:
        self._session = None


def _providers(*, soon: bool) -> list[str]:
    """The execution providers to try, the best first: kokoro-onnx knows them, but takes 0.2 s to import."""
    from tts_tui.backends.kokoro.sessions import CPU, available_accelerator

    accelerator = available_accelerator()
    if find_spec("kokoro_onnx") and (accelerator or not soon):
        from kokoro_onnx.session import resolve_providers

        return list(resolve_providers())
    return [accelerator, CPU] if accelerator else [CPU]


def _output_declaration(tensor: str) -> bytes:
    """What, appended to a serialized ONNX model, makes `tensor` an output of its graph.

    Protocol buffers merge a message with another one appended to it: repeated fields go on, so this is a ModelProto
    with nothing but graph.output = [{name, type: int64 tensor of any shape}]. It spares importing onnx and copying
    92 MB through it.
    """
    int64 = 7  # TensorProto.DataType
    tensor_type = bytes([0x08, int64])  # TypeProto.Tensor.elem_type
    type_proto = _field(1, tensor_type)  # TypeProto.tensor_type
    value_info = _field(1, tensor.encode()) + _field(2, type_proto)  # ValueInfoProto.name, .type
    return _field(7, _field(12, value_info))  # ModelProto.graph, GraphProto.output


def _field(number: int, content: bytes) -> bytes:
    """A length-delimited field; numbers below 16 and lengths below 128 take one byte each."""
    return bytes([number << 3 | 2, len(content)]) + content
