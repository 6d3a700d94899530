"""int8 weights become the floats they stand for.

For execution providers that have no int8 kernels (a GPU would hand every product back to the CPU), and for the
reference that quality is measured against. `weights = (integer - zero point) * scale`; the quantization of the
activations goes away.
"""

from __future__ import annotations

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import helper

from tts_tui.backends.kokoro.graph.edit import GraphEditor, SurgeryError
from tts_tui.backends.kokoro.graph.quantized import match_product


def dequantize(editor: GraphEditor) -> int:
    """Rewrite every convolution, product, LSTM and embedding with quantized weights; returns how many."""
    nodes = editor.nodes("ConvInteger", "MatMulInteger", "DynamicQuantizeLSTM", "DequantizeLinear")
    for node in nodes:
        if node.op_type == "DynamicQuantizeLSTM":
            editor.replace(node.output[0], [_lstm(editor, node)])
        elif node.op_type == "DequantizeLinear":
            editor.replace(node.output[0], [_embedding(editor, node)])
        else:
            product = match_product(editor, node)
            editor.replace(product.output, [_product(editor, node)])
    editor.prune()
    return len(nodes)


def _product(editor: GraphEditor, node: onnx.NodeProto) -> onnx.NodeProto:
    product = match_product(editor, node)
    axis = 0 if node.op_type == "ConvInteger" else -1
    weights = _float(editor, product.weights, product.weights_zero, product.weights_scale, channel_axis=axis)
    bias = [product.bias] if product.bias else []
    if node.op_type == "MatMulInteger":
        return helper.make_node("MatMul", [product.x, weights], [product.output], name=node.name)
    return helper.make_node(
        "Conv", [product.x, weights, *bias], [product.output], name=node.name, **product.attributes()
    )


def _lstm(editor: GraphEditor, node: onnx.NodeProto) -> onnx.NodeProto:
    """DynamicQuantizeLSTM keeps its weights as [directions, inputs, 4 hidden]; LSTM wants the last two swapped."""
    weights = []
    for weight, scale, zero in ((1, 8, 9), (2, 10, 11)):
        name = node.input[weight]
        value = _scaled(editor, name, node.input[zero], node.input[scale], channel_axis=0)
        weights.append(editor.add_constant(f"{name}_float", value.transpose(0, 2, 1)))
    lstm = helper.make_node("LSTM", [node.input[0], *weights, *node.input[3:8]], node.output, name=node.name)
    lstm.attribute.extend(node.attribute)
    return lstm


def _embedding(editor: GraphEditor, node: onnx.NodeProto) -> onnx.NodeProto:
    """DequantizeLinear(Gather(table, tokens)) becomes a gather from the float table."""
    gather = editor.producer(node.input[0], "Gather")
    zero = node.input[2] if len(node.input) > 2 else ""
    table = _float(editor, gather.input[0], zero, node.input[1], channel_axis=0)
    lookup = helper.make_node("Gather", [table, gather.input[1]], node.output, name=gather.name)
    lookup.attribute.extend(gather.attribute)
    return lookup


def _float(editor: GraphEditor, weights: str, zero: str, scale: str, *, channel_axis: int) -> str:
    return editor.add_constant(
        f"{weights}_float", _scaled(editor, weights, zero, scale, channel_axis=channel_axis)
    )


def _scaled(
    editor: GraphEditor, weights: str, zero: str, scale: str, *, channel_axis: int
) -> NDArray[np.float32]:
    """(weights - zero) * scale, where zero and scale are one number or one a channel."""
    value = editor.constant(weights).astype(np.float32)
    by = editor.constant(scale).astype(np.float32)
    offset = editor.constant(zero).astype(np.float32) if zero else np.zeros_like(by)
    shape = [1] * value.ndim
    shape[channel_axis] = -1
    if by.size not in (1, value.shape[channel_axis]):
        raise SurgeryError(f"{weights} has scales of shape {by.shape}")
    return (value - offset.reshape(shape)) * by.reshape(shape)
