"""The language model's twelve layers become one, run twelve times by `Loop`.

ALBERT (Lan et al. 2020) shares its weights between the layers. Spelled out twelve times, ONNX Runtime packs them
twelve times for its kernels whenever it loads them: most of the time that the encoder takes to load.
"""

from __future__ import annotations

import itertools
from collections import defaultdict

import numpy as np
import onnx
from onnx import TensorProto, helper

from tts_tui.backends.kokoro.graph.edit import GraphEditor, SurgeryError

_HIDDEN = "layer_hidden"


def loop_layers(editor: GraphEditor) -> int:
    """Rewrite the layers, which end with norms that share one scale; returns how many there were.

    Raises:
        SurgeryError: the layers aren't alike.
    """
    ends = _ends(editor)
    begin, body = _match(editor, ends[0], ends[1], before=ends[0])
    for previous, end in itertools.pairwise(ends[1:]):
        if _match(editor, ends[0], end, before=previous)[0] != begin:
            raise SurgeryError("the layers of the language model aren't alike")
    going_on = ["layer_go_on", "layer_goes_on"]
    renamed = {begin: _HIDDEN}
    nodes = [onnx.NodeProto.FromString(node.SerializeToString()) for node in body]
    for node in nodes:
        for i, name in enumerate(node.input):
            node.input[i] = renamed.get(name, name)
    nodes.append(helper.make_node("Identity", going_on[:1], going_on[1:], name=going_on[1]))
    layer = helper.make_graph(
        nodes,
        "layer",
        [
            helper.make_tensor_value_info("layer_number", TensorProto.INT64, []),
            helper.make_tensor_value_info(going_on[0], TensorProto.BOOL, []),
            helper.make_tensor_value_info(_HIDDEN, TensorProto.FLOAT, None),
        ],
        [
            helper.make_tensor_value_info(going_on[1], TensorProto.BOOL, []),
            helper.make_tensor_value_info(ends[0], TensorProto.FLOAT, None),
        ],
    )
    count = editor.add_constant("layer_count", np.array(len(ends), np.int64))
    editor.replace(
        ends[-1], [helper.make_node("Loop", [count, "", begin], [ends[-1]], name="layers", body=layer)]
    )
    editor.prune()
    return len(ends)


def _ends(editor: GraphEditor) -> list[str]:
    """What each layer puts out, in order."""
    norms: dict[str, list[str]] = defaultdict(list)
    for norm in editor.nodes("LayerNormalization"):
        norms[norm.input[1]].append(norm.output[0])
    most = max(len(outputs) for outputs in norms.values())
    if most == 1:
        raise SurgeryError("the language model has no layers that share their weights")
    *_, ends = (outputs for outputs in norms.values() if len(outputs) == most)  # a layer's last norm
    return ends


def _match(editor: GraphEditor, first: str, other: str, before: str) -> tuple[str, list[onnx.NodeProto]]:
    """Walk from what the first layer puts out and from what another one does, whose input is `before`.

    Returns:
        The first layer's input, and its nodes in order.
    """
    nodes: dict[str, onnx.NodeProto] = {}
    entered: set[str] = set()
    begins: set[str] = set()

    def walk(one: str, two: str) -> None:
        if two == before:
            begins.add(one)
        elif one != two and one not in entered:
            entered.add(one)
            if editor.is_constant(one) and np.array_equal(editor.constant(one), editor.constant(two)):
                return
            node, alike = editor.producer(one), editor.producer(two)
            if _does(node) != _does(alike):
                raise SurgeryError(f"{node.name} and {alike.name} aren't alike")
            for inputs in zip(node.input, alike.input, strict=True):
                walk(*inputs)
            nodes[node.output[0]] = node

    walk(first, other)
    if len(begins) != 1:
        raise SurgeryError("a layer of the language model has several inputs")
    return begins.pop(), list(nodes.values())


def _does(node: onnx.NodeProto) -> tuple[str, list[onnx.AttributeProto], int]:
    return node.op_type, list(node.attribute), len(node.input)
