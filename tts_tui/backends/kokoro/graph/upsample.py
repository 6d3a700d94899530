"""The generator's two transposed convolutions become one GEMM each, twice as fast.

A transposed convolution with stride s and kernel 2 s adds, at output s q + m, what two inputs contribute:

    y[s q + m] = x[q] w[m] + x[q - 1] w[s + m],   0 <= m < s

so all s outputs of step q are one row of [x[q], x[q - 1]] times a matrix of s C columns, and lie in order already.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import onnx
from onnx import helper

from tts_tui.backends.kokoro.graph.edit import GraphEditor


def upsample_by_gemm(editor: GraphEditor) -> int:
    """Rewrite every float transposed convolution whose kernel is twice its stride; returns how many."""
    convolutions = [node for node in editor.nodes("ConvTranspose") if _matches(editor, node)]
    for node in convolutions:
        editor.replace(node.output[0], _gemm(editor, node))
    editor.prune()
    return len(convolutions)


def _matches(editor: GraphEditor, node: onnx.NodeProto) -> bool:
    attributes = _attributes(node)
    stride = attributes["strides"][0]
    return bool(
        len(node.input) == 3
        and all(map(editor.is_constant, node.input[1:]))
        and attributes.get("group", 1) == 1
        and attributes["kernel_shape"] == [2 * stride]
        and attributes.get("pads") == [stride // 2] * 2
        and stride % 2 == 0
    )


def _attributes(node: onnx.NodeProto) -> dict[str, Any]:
    return {attribute.name: helper.get_attribute_value(attribute) for attribute in node.attribute}


def _gemm(editor: GraphEditor, node: onnx.NodeProto) -> list[onnx.NodeProto]:
    """The nodes that make the convolution's output; tensors are [1, L, C] and [L, C] between the transposes."""
    name, stride = node.name, _attributes(node)["strides"][0]
    weights = editor.constant(node.input[1])  # [C, Cout, 2 stride]
    c_in, c_out, _ = weights.shape
    halves = [weights[:, :, :stride], weights[:, :, stride:]]
    flat = np.concatenate([half.transpose(0, 2, 1).reshape(c_in, stride * c_out) for half in halves])
    add = editor.add_constant
    steps = {
        "rows": helper.make_node("Transpose", [node.input[0]], [f"{name}_rows"], perm=[0, 2, 1]),
        "padded": helper.make_node(
            "Pad",
            [f"{name}_rows", add("pads_1_1", np.array([0, 1, 0, 0, 1, 0], np.int64))],
            [f"{name}_padded"],
        ),
        "now": _slice(editor, f"{name}_padded", f"{name}_now", 1, None),
        "before": _slice(editor, f"{name}_padded", f"{name}_before", 0, -1),
        "pairs": helper.make_node("Concat", [f"{name}_now", f"{name}_before"], [f"{name}_pairs"], axis=2),
        "flat": helper.make_node(
            "Reshape",
            [f"{name}_pairs", add(f"shape_-1_{2 * c_in}", np.array([-1, 2 * c_in], np.int64))],
            [f"{name}_flat"],
        ),
        "gemm": helper.make_node(
            "Gemm",
            [
                f"{name}_flat",
                add(f"{name}_weights", flat),
                add(f"{name}_bias", np.tile(editor.constant(node.input[2]), stride)),
            ],
            [f"{name}_gemm"],
        ),
        "steps": helper.make_node(
            "Reshape",
            [f"{name}_gemm", add(f"shape_1_-1_{c_out}", np.array([1, -1, c_out], np.int64))],
            [f"{name}_steps"],
        ),
        "cropped": _slice(editor, f"{name}_steps", f"{name}_cropped", stride // 2, -stride // 2),
        "out": helper.make_node("Transpose", [f"{name}_cropped"], [node.output[0]], perm=[0, 2, 1]),
    }
    for step, made in steps.items():
        made.name = f"{name}_{step}"
    return list(steps.values())


def _slice(editor: GraphEditor, tensor: str, output: str, start: int, end: int | None) -> onnx.NodeProto:
    """Rows [start, end) of a tensor [1, L, C]."""
    bounds = [start, np.iinfo(np.int64).max if end is None else end, 1]
    names = [editor.add_constant(f"ints_{value}", np.array([value], np.int64)) for value in bounds]
    return helper.make_node("Slice", [tensor, *names], [output])
