"""The short-time Fourier transform of the source becomes a convolution (ONNX Runtime's STFT is slow).

The trap: unvoiced samples of the source all hold one constant. Of a constant's spectrum, most bins are nothing but
rounding errors, and atan2 turns those into phases that the generator hears: a textbook kernel moves the output by
3 dB of mel. So the constant is subtracted first, which leaves exact zeros, and the STFT's own answer to it is
added back as the bias: unvoiced frames come out bit for bit.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import onnxruntime as ort
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

from tts_tui.backends.kokoro.graph.edit import GraphEditor, SurgeryError

Floats = NDArray[np.float32]


def convolve_stft(editor: GraphEditor) -> None:
    """Rewrite the graph's only STFT, read as STFT -> Transpose -> Gather (real, imaginary)."""
    node = editor.only("STFT")
    window = editor.constant(node.input[2]).astype(np.float32)
    hop, bins = int(editor.constant(node.input[1])), len(window) // 2 + 1
    unvoiced = _unvoiced_level(editor)
    kernel, answer = _probe(window, hop, unvoiced)
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
    level = editor.add_constant("stft_unvoiced", unvoiced)
    weights, bias = editor.add_constant("stft_kernel", kernel), editor.add_constant("stft_answer", answer)
    editor.graph.node.extend(
        [
            helper.make_node("Reshape", [node.input[0], shape], ["stft_signal"], name="stft_signal"),
            helper.make_node("Sub", ["stft_signal", level], ["stft_voiced"], name="stft_voiced"),
            helper.make_node(
                "Conv",
                ["stft_voiced", weights, bias],
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


def _unvoiced_level(editor: GraphEditor) -> Floats:
    """What unvoiced samples of the source hold, to the bit: tanh of the bias of its mixing layer. A scalar."""
    tanh = editor.only("Tanh")
    layer = editor.producer(tanh.input[0], "Add", "Gemm")
    biases = [editor.constant(name) for name in layer.input if editor.is_constant(name)]
    return _run("Tanh", biases[-1].reshape(-1)[-1:].astype(np.float32), {}).reshape(())


def _probe(window: Floats, hop: int, unvoiced: Floats) -> tuple[Floats, Floats]:
    """What ONNX Runtime's STFT applies, real parts before imaginary ones.

    Returns:
        The kernel, shape (2 * bins, 1, len(window)), and the answer to a constant frame, shape (2 * bins,).
    """
    constants: dict[str, NDArray[Any]] = {"hop": np.array(hop, np.int64), "window": window}

    def spectrum(frame: Floats) -> Floats:
        bins: Floats = _run("STFT", frame[None], constants)[0, 0]
        return bins.T.reshape(-1)

    impulses = [spectrum(impulse) for impulse in np.eye(len(window), dtype=np.float32)]
    return np.stack(impulses, axis=-1)[:, None, :], spectrum(np.full(len(window), unvoiced, np.float32))


def _run(op_type: str, x: Floats, constants: Mapping[str, NDArray[Any]]) -> Floats:
    """What ONNX Runtime's operator makes of `x` and some constants."""
    graph = helper.make_graph(
        [helper.make_node(op_type, ["x", *constants], ["y"])],
        op_type,
        [helper.make_tensor_value_info("x", TensorProto.FLOAT, x.shape)],
        [helper.make_tensor_value_info("y", TensorProto.FLOAT, None)],
        [numpy_helper.from_array(value, name) for name, value in constants.items()],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 20)], ir_version=9)
    session = ort.InferenceSession(model.SerializeToString(), providers=["CPUExecutionProvider"])
    return np.asarray(session.run(None, {"x": x})[0])
