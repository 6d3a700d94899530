"""Instance norms spelled in seven nodes become `InstanceNormalization`.

Adaptive instance normalization (AdaIN, Huang & Belongie 2017) scales and shifts each channel, normalized over
time, by numbers that come from the style vector. The exporter wrote the norm out as

    centred = x - mean(x);  centred / sqrt(mean(centred * centred) + epsilon) * scale + shift

which walks the tensor seven times. One norm may serve two blocks (two scales and shifts): each gets its own.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import onnx
from onnx import helper

from tts_tui.backends.kokoro.graph.edit import GraphEditor, SurgeryError


@dataclass(frozen=True, slots=True)
class _Norm:
    x: str
    scale: str
    shift: str
    epsilon: float
    output: str


def fuse_adain(editor: GraphEditor) -> int:
    """Rewrite every instance norm over time (axis 2); returns how many nodes were made."""
    norms = [norm for root in editor.nodes("Sqrt") for norm in _norms_of(editor, root)]
    flat = editor.add_constant("shape_flat", np.array([-1], np.int64))
    for norm in norms:
        scale, shift = f"{norm.output}_scale", f"{norm.output}_shift"
        editor.replace(
            norm.output,
            [
                helper.make_node("Reshape", [norm.scale, flat], [scale], name=scale),
                helper.make_node("Reshape", [norm.shift, flat], [shift], name=shift),
                helper.make_node(
                    "InstanceNormalization",
                    [norm.x, scale, shift],
                    [norm.output],
                    name=f"{norm.output}_norm",
                    epsilon=norm.epsilon,
                ),
            ],
        )
    editor.prune()
    return len(norms)


def _norms_of(editor: GraphEditor, root: onnx.NodeProto) -> list[_Norm]:
    """The norms that divide by this square root: none if it isn't one of an instance norm."""
    try:
        add = editor.producer(root.input[0], "Add")
        variance_name, epsilon_name = _constant_last(editor, add)
        variance = editor.producer(variance_name, "ReduceMean")
        square = editor.producer(variance.input[0], "Mul")
        centred = editor.producer(square.input[0], "Sub")
        divide = editor.reader(root.output[0], "Div")
        axes = editor.constant(variance.input[1])
    except SurgeryError:
        return []
    if square.input[0] != square.input[1] or list(axes) != [2]:
        return []
    norms = []
    for multiply in editor.readers[divide.output[0]]:
        add = editor.reader(multiply.output[0], "Add")
        norms.append(
            _Norm(
                x=centred.input[0],
                scale=_other(multiply, divide.output[0]),
                shift=_other(add, multiply.output[0]),
                epsilon=float(editor.constant(epsilon_name)),
                output=add.output[0],
            )
        )
    return norms


def _constant_last(editor: GraphEditor, node: onnx.NodeProto) -> tuple[str, str]:
    """The two inputs of a commutative node, the constant one last."""
    first, second = node.input
    return (second, first) if editor.is_constant(first) else (first, second)


def _other(node: onnx.NodeProto, name: str) -> str:
    """The input of a binary node that isn't `name`."""
    first, second = node.input
    return str(second if first == name else first)
