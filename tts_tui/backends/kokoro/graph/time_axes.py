"""Which tensors are equally long in time, read off the graph.

Convolutions that see equally long tensors can share one index tensor for their im2col gathers. Lengths are unknown
before run time, but elementwise operators and length-preserving convolutions keep them, so following those edges
sorts the tensors into classes.
"""

from __future__ import annotations

from typing import Any

from onnx import helper

from tts_tui.backends.kokoro.graph.edit import GraphEditor

_FOLLOW_ALL = frozenset({"Add", "Mul", "Sub", "Div"})
_FOLLOW_FIRST = frozenset(
    {
        "Pow",
        "Sin",
        "Cast",
        "LeakyRelu",
        "InstanceNormalization",
        "DynamicQuantizeLinear",
        "ConvInteger",
        "Conv",
    }
)


def length_classes(editor: GraphEditor) -> dict[str, str]:
    """A representative tensor for each tensor: equal representatives mean equal lengths.

    Expects norms already fused (`adain`), whose scales would otherwise tie every length together. Quantization
    scales and what is computed from them alone have no length; two convolutions of one input share them.
    """
    parent: dict[str, str] = {}

    def find(name: str) -> str:
        while parent.setdefault(name, name) != name:
            parent[name] = parent[parent[name]]
            name = parent[name]
        return name

    timeless = set(editor.initializers)
    for node in editor.graph.node:
        if timeless.issuperset(node.input):
            timeless.update(node.output)
            continue
        if node.op_type == "DynamicQuantizeLinear":
            timeless.update(node.output[1:])
        if node.op_type in _FOLLOW_ALL:
            followed = [name for name in node.input if name not in timeless]
        elif node.op_type in _FOLLOW_FIRST and keeps_length(node):
            followed = [node.input[0]]
        else:
            continue
        for name in followed:
            parent[find(name)] = find(node.output[0])
    return {name: find(name) for name in list(parent)}


def keeps_length(node: Any) -> bool:
    """Whether a convolution has stride 1 and pads just as much as its kernel eats (true of any other node)."""
    attributes = {a.name: helper.get_attribute_value(a) for a in node.attribute}
    if "kernel_shape" not in attributes:
        return "Conv" not in node.op_type
    eaten = (attributes["kernel_shape"][0] - 1) * attributes.get("dilations", [1])[0]
    return bool(attributes.get("strides", [1])[0] == 1 and sum(attributes.get("pads", [0, 0])) == eaten)
