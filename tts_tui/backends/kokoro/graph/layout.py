"""Between two GEMMs, windows stay as GEMMs have them: a row for each step, not for each channel.

A convolution turns its input for the GEMM and its output back (`conv_gemm`). Where only a snake lies between two of
them, and the norm before it is in the first one's scale and shift (`factors`), both turns can go. The snake's own
scale and shift are then two products over rows, which cost less than the turns.
"""

from __future__ import annotations

import onnx

from tts_tui.backends.kokoro.graph.edit import GraphEditor, SurgeryError


def stay_in_rows(window: GraphEditor) -> int:
    """Rewrite every snake between two GEMMs; returns how many there were."""
    found = [turns for turn in window.nodes("Transpose") if (turns := _match(window, turn))]
    for back, affine, again in found:
        quantize = window.reader(affine.output[0], "DynamicQuantizeLinear")
        for reader in window.readers[back.output[0]]:
            reader.input[:] = [back.input[0] if name == back.output[0] else name for name in reader.input]
        quantize.output[0] = again.output[0]
        for node in (back, affine, again):
            window.graph.node.remove(node)
        x, scale, shift, *_ = affine.input
        scaled = window.add("Mul", [x, scale], f"{affine.output[0]}_scaled")
        window.add("Add", [scaled, shift], affine.output[0])
    window.prune()
    return len(found)


def _match(
    window: GraphEditor, back: onnx.NodeProto
) -> tuple[onnx.NodeProto, onnx.NodeProto, onnx.NodeProto] | None:
    """The turn after a GEMM, the snake's scale and shift, and the turn before the next GEMM; None if it isn't so."""
    try:
        window.producer(back.input[0], "MatMulIntegerToFloat")
        cosine, difference = window.readers[back.output[0]]
        if (cosine.op_type, difference.op_type) != ("Cos", "Sub"):
            return None
        affine = window.reader(difference.output[0], "BatchNormalization")
        quantize = window.reader(affine.output[0], "DynamicQuantizeLinear")
        again = window.reader(quantize.output[0], "Transpose")
    except (SurgeryError, ValueError):
        return None
    return back, affine, again
