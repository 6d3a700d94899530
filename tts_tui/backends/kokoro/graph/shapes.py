"""What a graph computes from shapes alone becomes constants, as far as it is always the same.

The exporter asks every tensor for its shape before it reshapes it: a quarter of the encoder's nodes, each of which
takes 0.06 ms to load. Which of the numbers depend on the length of the sentence is found by running the graph on
sentences of different lengths. One that does may stand in a shape as -1, for ONNX Runtime to work out.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import onnxruntime as ort
from numpy.typing import NDArray
from onnx import helper

from tts_tui.backends.kokoro.graph.edit import GraphEditor

Array = NDArray[Any]


def fold_shapes(editor: GraphEditor, examples: Sequence[Mapping[str, Array]]) -> int:
    """Fold what has the same value for all examples of inputs; returns how many tensors became constants."""
    derived = _derived(editor)
    names = {
        name
        for node in editor.graph.node
        if node.op_type != "Shape" and not derived.issuperset(node.output)
        for name in node.input
        if name in derived
    }
    seen = _values(editor, sorted(names), examples)
    folded = 0
    for name, values in seen.items():
        is_shape = all(node.op_type == "Reshape" and node.input[1] == name for node in editor.readers[name])
        value = _common(values, unknown=is_shape)
        if value is not None:
            editor.graph.node.remove(editor.producer(name))
            editor.add_constant(name, value)
            folded += 1
    editor.prune()
    return folded


def _derived(editor: GraphEditor) -> set[str]:
    """Tensors that depend on nothing but shapes and constants; the graph must be sorted."""
    derived: set[str] = set()
    for node in editor.graph.node:
        known = all(name in derived or not name or editor.is_constant(name) for name in node.input)
        if node.op_type == "Shape" or (known and node.input):
            derived.update(node.output)
    return derived


def _values(
    editor: GraphEditor, names: list[str], examples: Sequence[Mapping[str, Array]]
) -> dict[str, list[Array]]:
    """What the tensors are for each example."""
    probe = editor.copy()
    del probe.graph.output[:]
    probe.graph.output.extend(helper.make_empty_tensor_value_info(name) for name in names)
    options = ort.SessionOptions()
    options.log_severity_level = 3
    session = ort.InferenceSession(
        probe.model.SerializeToString(), options, providers=["CPUExecutionProvider"]
    )
    runs = [session.run(names, dict(example)) for example in examples]
    return {name: [run[i] for run in runs] for i, name in enumerate(names)}


def _common(values: list[Array], *, unknown: bool) -> Array | None:
    """The value they all have; with `unknown`, one number that differs is -1."""
    first = values[0]
    if any(value.shape != first.shape for value in values):
        return None
    differs = np.any([value != first for value in values], axis=0)
    if not differs.any():
        return first
    return np.where(differs, -1, first).astype(first.dtype) if unknown and differs.sum() == 1 else None
