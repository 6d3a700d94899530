"""int8 convolutions become GEMMs: the same integers, four times as fast.

ONNX Runtime's ConvInteger multiplies uint8 by uint8 and packs its weights at every call (190 GOPS a core on a
Zen 5). Its MatMulIntegerToFloat packs them once and, with signed weights, uses the dot-product instructions (743
GOPS). A convolution over time is such a product once the K rows that each output reads lie side by side (im2col):

    x_q [1, C, L] -> transpose, pad -> gather rows t + k d -> [1, L, K C] x weights [K C, Cout] -> transpose

The gather works on bytes and its row numbers are shared by every convolution of the same length (`lengths`).
uint8 weights with zero point z equal int8 weights (w - 128) with zero point (z - 128), exactly.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import onnx
from onnx import helper

from tts_tui.backends.kokoro.graph.edit import GraphEditor
from tts_tui.backends.kokoro.graph.quantized import QuantizedProduct, match_product
from tts_tui.backends.kokoro.graph.time_axes import keeps_length, length_classes

MICROSOFT = "com.microsoft"
_MIN_CHANNELS = 64
"""Below this a GEMM's rows are too short to gain anything."""


def convolve_by_gemm(editor: GraphEditor, *, signed: bool = True) -> int:
    """Rewrite every length-preserving int8 convolution with enough channels; returns how many.

    Args:
        editor: the graph; norms must be fused already.
        signed: int8 weights. On processors whose uint8 x int8 products saturate (`saturation`), False keeps uint8.
    """
    rows = _GatherRows(editor, length_classes(editor))
    products = [
        match_product(editor, node) for node in editor.nodes("ConvInteger") if _worthwhile(editor, node)
    ]
    for product in products:
        editor.replace(product.output, _gemm(editor, product, rows, signed))
    editor.prune()
    if products and all(opset.domain != MICROSOFT for opset in editor.model.opset_import):
        editor.model.opset_import.append(helper.make_opsetid(MICROSOFT, 1))
    return len(products)


def _worthwhile(editor: GraphEditor, node: onnx.NodeProto) -> bool:
    c_out, c_in, _ = editor.constant(node.input[1]).shape
    group = next((a.i for a in node.attribute if a.name == "group"), 1)
    return keeps_length(node) and group == 1 and min(c_in, c_out) >= _MIN_CHANNELS


def _gemm(
    editor: GraphEditor, product: QuantizedProduct, rows: _GatherRows, signed: bool
) -> list[onnx.NodeProto]:
    """The nodes that make `product.output` by im2col and one GEMM."""
    name = product.node.name
    shift, kind = (128, np.int8) if signed else (0, np.uint8)
    weights = editor.constant(product.weights).astype(np.int16) - shift
    zero = int(editor.constant(product.weights_zero).reshape(-1)[0]) - shift
    c_out, c_in, width = weights.shape
    flat = weights.transpose(2, 1, 0).reshape(width * c_in, c_out).astype(kind)
    nodes = [
        helper.make_node("Transpose", [product.x_q], [f"{name}_rows"], name=f"{name}_rows", perm=[0, 2, 1])
    ]
    columns = f"{name}_rows"
    if width > 1:
        gathered, more = rows.gather(product, columns, width)
        shape = editor.add_constant(f"shape_1_-1_{width * c_in}", np.array([1, -1, width * c_in], np.int64))
        columns = f"{name}_columns"
        nodes += [*more, helper.make_node("Reshape", [gathered, shape], [columns], name=columns)]
    inputs = [
        columns,
        editor.add_constant(f"{name}_weights", flat),
        product.x_scale,
        product.weights_scale,
        product.x_zero,
        editor.add_constant(f"{name}_weights_zero", np.array(zero, kind)),
    ]
    if product.bias:
        inputs.append(product.bias)
    return [
        *nodes,
        helper.make_node(
            "MatMulIntegerToFloat", inputs, [f"{name}_gemm"], name=f"{name}_gemm", domain=MICROSOFT
        ),
        helper.make_node("Transpose", [f"{name}_gemm"], [product.output], name=f"{name}_out", perm=[0, 2, 1]),
    ]


@dataclass(slots=True)
class _GatherRows:
    """Makes the gathers of im2col; the row numbers t + k d are shared by convolutions of equal length."""

    editor: GraphEditor
    classes: dict[str, str]
    _added: set[str] = field(default_factory=set)

    def gather(self, product: QuantizedProduct, rows: str, width: int) -> tuple[str, list[onnx.NodeProto]]:
        """Nodes that pad `rows` [1, L, C] and gather them to [1, L, width, C]; returns that tensor's name too."""
        name, attributes = product.node.name, product.attributes()
        left, right = attributes["pads"]
        pads = self.editor.add_constant(f"pads_{left}_{right}", np.array([0, left, 0, 0, right, 0], np.int64))
        index, nodes = self._index(product.x_q, rows, width, attributes["dilations"][0])
        padded, gathered = f"{name}_padded", f"{name}_gathered"
        nodes += [
            helper.make_node("Pad", [rows, pads, product.x_zero], [padded], name=padded, mode="constant"),
            helper.make_node("Gather", [padded, index], [gathered], name=gathered, axis=1),
        ]
        return gathered, nodes

    def _index(self, x_q: str, rows: str, width: int, dilation: int) -> tuple[str, list[onnx.NodeProto]]:
        """The name of the index tensor [L, width], and the nodes that make it, unless they were added before."""
        add = self.editor.add_constant
        length_class = self.classes[x_q]
        nodes: list[onnx.NodeProto] = []
        times = f"{length_class}_times"
        if times not in self._added:
            self._added.add(times)
            zero, one = add("int_0", np.array(0, np.int64)), add("int_1", np.array(1, np.int64))
            last = add("axis_-1", np.array([-1], np.int64))
            nodes += [
                helper.make_node("Shape", [rows], [f"{times}_shape"], name=f"{times}_shape", start=1, end=2),
                helper.make_node("Squeeze", [f"{times}_shape"], [f"{times}_length"], name=f"{times}_length"),
                helper.make_node(
                    "Range", [zero, f"{times}_length", one], [f"{times}_range"], name=f"{times}_range"
                ),
                helper.make_node("Unsqueeze", [f"{times}_range", last], [times], name=times),
            ]
        index = f"{times}_{width}_{dilation}"
        if index not in self._added:
            self._added.add(index)
            taps = add(f"taps_{width}_{dilation}", (np.arange(width, dtype=np.int64) * dilation)[None, :])
            nodes.append(helper.make_node("Add", [times, taps], [index], name=index))
        return index, nodes
