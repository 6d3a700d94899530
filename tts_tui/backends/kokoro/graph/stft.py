"""The short-time Fourier transform of the source becomes a convolution (ONNX Runtime's STFT is slow).

The trap: unvoiced stretches of the source are exact zeros, so of their spectrum only rounding errors remain, and
atan2 turns those into phases that the generator hears: a textbook kernel moves the output by 3 dB of mel. So the
kernel is probed out of ONNX Runtime's own STFT, impulse by impulse, and its response to a constant is set to
what the STFT answers, which decides the signs.
"""

from __future__ import annotations

import numpy as np
import onnx
import onnxruntime as ort
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

from tts_tui.backends.kokoro.graph.edit import GraphEditor, SurgeryError

_UNVOICED_LEVEL = np.float32(-0.02944)
"""tanh of the source module's bias: the constant that unvoiced frames hold."""


def convolve_stft(editor: GraphEditor) -> None:
    """Rewrite the graph's only STFT, read as STFT -> Transpose -> Gather (real, imaginary)."""
    (node,) = editor.nodes("STFT")
    window = editor.constant(node.input[2]).astype(np.float32)
    hop, bins = int(editor.constant(node.input[1])), len(window) // 2 + 1
    kernel = _probe(window, hop)
    transpose = editor.reader(node.output[0], "Transpose")
    parts = {}
    for gather in editor.readers[transpose.output[0]]:
        if gather.op_type != "Gather":
            raise SurgeryError(f"the STFT is read by {gather.op_type}")
        parts[int(editor.constant(gather.input[1]))] = gather
    for gather in parts.values():
        editor.graph.node.remove(gather)
    shape = editor.add_constant("stft_shape", np.array([1, 1, -1], np.int64))
    sizes = editor.add_constant("stft_sizes", np.array([bins, bins], np.int64))
    weights = editor.add_constant("stft_kernel", kernel)
    editor.graph.node.extend(
        [
            helper.make_node("Reshape", [node.input[0], shape], ["stft_signal"], name="stft_signal"),
            helper.make_node(
                "Conv",
                ["stft_signal", weights],
                ["stft_spectrum"],
                name="stft_spectrum",
                kernel_shape=[len(window)],
                strides=[hop],
            ),
            helper.make_node(
                "Split",
                ["stft_spectrum", sizes],
                [parts[0].output[0], parts[1].output[0]],
                name="stft_split",
                axis=1,
            ),
        ]
    )
    editor.prune()


def _probe(window: NDArray[np.float32], hop: int) -> NDArray[np.float32]:
    """The kernel [2 * bins, 1, len(window)] (real parts, then imaginary) that ONNX Runtime's STFT applies."""
    size = len(window)
    session = ort.InferenceSession(_stft_model(window, hop), providers=["CPUExecutionProvider"])

    def spectrum(frame: NDArray[np.float32]) -> NDArray[np.float64]:
        answer = session.run(None, {"x": frame[None].astype(np.float32)})[0][0, 0]
        return np.asarray(answer, np.float64)

    impulses = np.stack([spectrum(impulse) for impulse in np.eye(size, dtype=np.float32)], axis=-1)
    constant = spectrum(np.full(size, _UNVOICED_LEVEL, np.float32)) / _UNVOICED_LEVEL
    impulses += ((constant - impulses.sum(-1)) / size)[..., None]
    return np.concatenate([impulses[:, 0], impulses[:, 1]])[:, None, :].astype(np.float32)


def _stft_model(window: NDArray[np.float32], hop: int) -> bytes:
    """A model of one STFT node, `x` [1, samples] -> `y` [1, frames, bins, 2]."""
    graph = helper.make_graph(
        [helper.make_node("STFT", ["x", "hop", "window", "size"], ["y"], onesided=1)],
        "stft",
        [helper.make_tensor_value_info("x", TensorProto.FLOAT, [1, None])],
        [helper.make_tensor_value_info("y", TensorProto.FLOAT, None)],
        [
            numpy_helper.from_array(np.array(hop, np.int64), "hop"),
            numpy_helper.from_array(np.array(len(window), np.int64), "size"),
            numpy_helper.from_array(window, "window"),
        ],
    )
    model: onnx.ModelProto = helper.make_model(
        graph, opset_imports=[helper.make_opsetid("", 20)], ir_version=9
    )
    return model.SerializeToString()
