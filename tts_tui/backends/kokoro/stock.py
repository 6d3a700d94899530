"""The fallback engine: Kokoro's graph as it was published, run whole by ONNX Runtime."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from tts_tui.backends.kokoro.engine import FRAME, Utterance
from tts_tui.backends.kokoro.silence import LEAD, TAIL
from tts_tui.backends.kokoro.windows import trim
from tts_tui.speech.errors import CorruptModelError, SynthesisError

if TYPE_CHECKING:
    from numpy.typing import NDArray

DURATIONS = "/encoder/Cast_output_0"
"""The tensor of the published graph that holds the frames of each token, int64."""

_WINDOW = 20 * FRAME
"""Samples of one piece handed on: half a second."""


class StockEngine:
    """Kokoro run whole: `prepare` does all the work of a sentence, the pieces are cut from what it made."""

    name = "stock"

    def __init__(self, model: Path) -> None:
        """
        Raises:
            CorruptModelError: ONNX Runtime can't load the file.
        """
        # The one entry point of kokoro-onnx that is used: it knows which execution providers a machine has.
        from kokoro_onnx.session import input_dtypes, resolve_providers
        from onnxruntime import InferenceSession, SessionOptions

        options = SessionOptions()
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        try:
            self._session: Any = InferenceSession(
                model.read_bytes() + _output_declaration(DURATIONS), options, providers=resolve_providers()
            )
        except Exception as error:
            raise CorruptModelError(
                f"ONNX Runtime can't load {model.name}: {error}",
                hint="tts-tui models verify checks the file.",
            ) from error
        self._dtypes = input_dtypes(self._session)
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
        audio = self.whole(utterance)
        for start in range(0, len(audio), _WINDOW):
            yield audio[start : start + _WINDOW]

    def whole(self, utterance: Utterance) -> NDArray[np.float32]:
        audio: NDArray[np.float32] = utterance.state[utterance.start : utterance.end]  # type: ignore[index]
        return audio

    def close(self) -> None:
        self._session = None


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
