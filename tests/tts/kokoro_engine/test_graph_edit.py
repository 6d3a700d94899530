"""Editing a graph by tensor names."""

from __future__ import annotations

import numpy as np
import pytest
from onnx import TensorProto, helper, numpy_helper

from tts_tui.backends.kokoro.graph.edit import GraphEditor, SurgeryError
from tts_tui.backends.kokoro.graph.squares import multiply_squares
from tts_tui.backends.kokoro.graph.time_axes import length_classes


def editor(*nodes: object, inputs: tuple[str, ...] = ("x",), **constants: np.ndarray) -> GraphEditor:
    floats = [helper.make_tensor_value_info(name, TensorProto.FLOAT, [1, 4, None]) for name in inputs]
    graph = helper.make_graph(
        list(nodes),
        "test",
        floats,
        [helper.make_tensor_value_info("y", TensorProto.FLOAT, None)],
        [numpy_helper.from_array(value, name) for name, value in constants.items()],
    )
    return GraphEditor(helper.make_model(graph, opset_imports=[helper.make_opsetid("", 20)]))


def test_prune_sorts_and_drops_what_nobody_needs() -> None:
    graph = editor(
        helper.make_node("Add", ["a", "b"], ["y"]),
        helper.make_node("Sin", ["unused"], ["dead"]),
        helper.make_node("Cos", ["x"], ["a"]),
        helper.make_node("Mul", ["a", "two"], ["b"]),
        inputs=("x", "unused"),
        two=np.float32(2),
        three=np.float32(3),
    )
    graph.prune()
    assert [node.op_type for node in graph.graph.node] == ["Cos", "Mul", "Add"]
    assert list(graph.initializers) == ["two"]
    assert [value.name for value in graph.graph.input] == ["x"]


def test_what_a_loop_takes_from_outside_is_kept() -> None:
    body = helper.make_graph(
        [helper.make_node("Add", ["inner", "outer"], ["sum"]), helper.make_node("Identity", ["on"], ["on_"])],
        "body",
        [
            helper.make_tensor_value_info("i", TensorProto.INT64, []),
            helper.make_tensor_value_info("on", TensorProto.BOOL, []),
            helper.make_tensor_value_info("inner", TensorProto.FLOAT, None),
        ],
        [
            helper.make_tensor_value_info("on_", TensorProto.BOOL, []),
            helper.make_tensor_value_info("sum", TensorProto.FLOAT, None),
        ],
    )
    graph = editor(
        helper.make_node("Loop", ["times", "", "x"], ["y"], body=body),
        helper.make_node("Mul", ["x", "two"], ["outer"]),
        times=np.array(3),
        two=np.float32(2),
    )
    graph.prune()
    assert [node.op_type for node in graph.graph.node] == ["Mul", "Loop"]
    assert set(graph.initializers) == {"times", "two"}
    assert [node.op_type for node in graph.readers["outer"]] == ["Loop"]


def test_looking_up_what_is_not_there_says_so() -> None:
    graph = editor(helper.make_node("Sin", ["x"], ["a"]), helper.make_node("Add", ["a", "a"], ["y"]))
    with pytest.raises(SurgeryError, match="is made by Sin, not by Cos"):
        graph.producer("a", "Cos")
    with pytest.raises(SurgeryError, match="read by"):
        graph.reader("a")
    with pytest.raises(SurgeryError, match="not a constant"):
        graph.constant("x")


def test_only_squares_become_products() -> None:
    graph = editor(
        helper.make_node("Pow", ["x", "two"], ["a"]),
        helper.make_node("Pow", ["a", "three"], ["y"]),
        two=np.float32(2),
        three=np.float32(3),
    )
    assert multiply_squares(graph) == 1
    square, cube = graph.graph.node
    assert (square.op_type, list(square.input)) == ("Mul", ["x", "x"])
    assert cube.op_type == "Pow"


def test_lengths_follow_elementwise_nodes_and_stop_at_strides() -> None:
    weights = np.zeros((4, 4, 3), np.float32)
    graph = editor(
        helper.make_node("Sin", ["x"], ["a"]),
        helper.make_node("Conv", ["a", "w"], ["b"], kernel_shape=[3], pads=[2, 2], dilations=[2]),
        helper.make_node("Conv", ["b", "w"], ["c"], kernel_shape=[3], pads=[1, 1], strides=[2]),
        helper.make_node("Add", ["c", "one"], ["y"]),
        w=weights,
        one=np.float32(1),
    )
    classes = length_classes(graph)
    assert classes["x"] == classes["a"] == classes["b"]
    assert classes["c"] == classes["y"] != classes["b"]
