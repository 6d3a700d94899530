"""The layers that turn the style into the generator's scales and shifts become one, of 18,432 outputs.

Each of the 48 norms had a layer of its own, its output split, reshaped, and 1 added to the scales: half of the
front's nodes, which take longer to load and to run than the numbers. The layers are alike but for the constants, so
the first one stands for all, with the constants side by side: all the scales', then all the shifts'.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import helper

from tts_tui.backends.kokoro.graph.edit import GraphEditor, SurgeryError


@dataclass(frozen=True, slots=True)
class _Layer:
    """What makes `output`, (1, `width`), of the style: the nodes that no other layer shares, in order."""

    nodes: list[onnx.NodeProto]
    output: str
    width: int


def join_style_layers(front: GraphEditor) -> int:
    """Rewrite the front, cut out as a graph of its own (`cut`), to the bit; returns how many layers were joined.

    Raises:
        SurgeryError: the layers aren't alike.
    """
    scales, shifts = front.producer("scales", "Concat"), front.producer("shifts", "Concat")
    one, layers = "", []
    for scale, shift in zip(scales.input, shifts.input, strict=True):
        added = front.producer(front.producer(scale, "Reshape").input[0], "Add")
        one = added.input[1]
        split = front.producer(added.input[0], "Split")
        if list(split.output) != [added.input[0], front.producer(shift, "Reshape").input[0]]:
            raise SurgeryError("a norm's scale and shift come from different layers")
        output = front.producer(split.input[0], "Unsqueeze").input[0]
        layers.append(_layer(front, output))
    front.graph.node.remove(scales)
    front.graph.node.remove(shifts)
    nodes = [_joined(front, layers, place) for place in range(len(layers[0].nodes))]
    flat = front.add_constant("shape_flat", np.array([-1], np.int64))
    half = sum(layer.width for layer in layers) // 2
    halves = front.add_constant("style_halves", np.array([half, half], np.int64))
    front.graph.node.extend(nodes)
    styles = front.add("Reshape", [nodes[-1].output[0], flat], "style_flat")
    split = helper.make_node(
        "Split", [styles, halves], ["style_scales", "shifts"], name="style_split", axis=0
    )
    front.graph.node.append(split)
    front.add("Add", ["style_scales", one], "scales")
    front.prune()
    return len(layers)


def _layer(front: GraphEditor, output: str) -> _Layer:
    node = front.producer(output, "Add", "Gemm")
    constants = [name for name in node.input if front.is_constant(name)]
    width = front.constant(constants[-1]).shape[-1]
    return _Layer(_own_nodes(front, output, width), output, width)


def _own_nodes(front: GraphEditor, output: str, width: int) -> list[onnx.NodeProto]:
    """The nodes before `output`, and it, that compute with a constant of that width, or with what such a node makes."""
    node = front.producers.get(output)
    if node is None:
        return []
    before = [own for name in node.input for own in _own_nodes(front, name, width)]
    wide = any(front.is_constant(name) and width in front.constant(name).shape for name in node.input)
    return [*before, node] if before or wide else []


def _joined(front: GraphEditor, layers: list[_Layer], place: int) -> onnx.NodeProto:
    """The first layer's node at that place, with the constants of all of them."""
    nodes = [layer.nodes[place] for layer in layers]
    names = {name: f"style_{name}" for node in layers[0].nodes for name in node.output}
    joined: onnx.NodeProto = onnx.NodeProto.FromString(nodes[0].SerializeToString())
    joined.name = f"style_{nodes[0].name}"
    for i, name in enumerate(nodes[0].input):
        if front.is_constant(name):
            parts = [front.constant(node.input[i]) for node in nodes]
            value = _side_by_side(parts, [layer.width for layer in layers])
            joined.input[i] = front.add_constant(f"style_{name}", value)
        elif name in names:
            joined.input[i] = names[name]
        elif any(node.input[i] != name for node in nodes):
            raise SurgeryError("the norms' layers read different things")
    joined.output[0] = names[nodes[0].output[0]]
    return joined


def _side_by_side(parts: list[NDArray[np.generic]], widths: list[int]) -> NDArray[np.generic]:
    """The first halves of constants as wide as their layers, then the second ones; others are all the same."""
    axis = next((i for i, size in enumerate(parts[0].shape) if size == widths[0]), None)
    if axis is None:
        if any(not np.array_equal(part, parts[0]) for part in parts):
            raise SurgeryError("the norms' layers aren't alike")
        return parts[0]
    halves = [np.split(part, 2, axis) for part in parts]
    return np.concatenate([first for first, _ in halves] + [second for _, second in halves], axis)
