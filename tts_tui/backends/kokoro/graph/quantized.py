"""Recognizing ONNX Runtime's dynamic quantization.

`quantize_dynamic` writes a product with constant weights as

    x_q, x_scale, x_zero = DynamicQuantizeLinear(x)
    ConvInteger or MatMulInteger(x_q, weights, x_zero, weights_zero)
    + floor(bias / (x_scale * weights_scale))                          (convolutions with a bias)
    * (x_scale * weights_scale)
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import onnx
from onnx import helper

from tts_tui.backends.kokoro.graph.edit import GraphEditor, SurgeryError


@dataclass(frozen=True, slots=True)
class QuantizedProduct:
    """One quantized convolution or matrix product. The names are tensors' names.

    Attributes:
        node: the ConvInteger or MatMulInteger.
        x: its float input, before quantization; `x_q`, `x_scale`, `x_zero` after it.
        weights: uint8 or int8 constant, with `weights_zero` and `weights_scale`.
        bias: float constant, or None.
        output: the float result.
    """

    node: onnx.NodeProto
    x: str
    x_q: str
    x_scale: str
    x_zero: str
    weights: str
    weights_zero: str
    weights_scale: str
    bias: str | None
    output: str

    def attributes(self) -> dict[str, Any]:
        """The node's attributes (a convolution's strides, pads, dilations, group)."""
        return {attribute.name: helper.get_attribute_value(attribute) for attribute in self.node.attribute}


def match_product(editor: GraphEditor, node: onnx.NodeProto) -> QuantizedProduct:
    """Read the pattern around a ConvInteger or MatMulInteger.

    Raises:
        SurgeryError: something else stands around it.
    """
    quantize = editor.producer(node.input[0], "DynamicQuantizeLinear")
    tail = editor.reader(node.output[0], "Cast", "Add")
    bias = None
    if tail.op_type == "Add":
        bias = _bias(editor, _other(tail, node.output[0]))
        tail = editor.reader(tail.output[0], "Cast")
    rescale = editor.reader(tail.output[0], "Mul")
    scales = editor.producer(_other(rescale, tail.output[0]), "Mul")
    return QuantizedProduct(
        node=node,
        x=quantize.input[0],
        x_q=quantize.output[0],
        x_scale=quantize.output[1],
        x_zero=quantize.output[2],
        weights=node.input[1],
        weights_zero=node.input[3],
        weights_scale=_other(scales, quantize.output[1]),
        bias=bias,
        output=rescale.output[0],
    )


def _bias(editor: GraphEditor, name: str) -> str:
    """The float bias behind the integer one: Reshape(Cast(Floor(bias / scale)))."""
    for op_type in ("Reshape", "Cast", "Floor", "Div"):
        name = editor.producer(name, op_type).input[0]
    return name


def _other(node: onnx.NodeProto, name: str) -> str:
    """The input of a binary node that isn't `name`."""
    inputs = list(node.input)
    if len(inputs) != 2 or name not in inputs:
        raise SurgeryError(f"{node.name} doesn't combine {name} with one other tensor")
    return str(inputs[1 - inputs.index(name)])
