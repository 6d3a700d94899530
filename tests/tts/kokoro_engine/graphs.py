"""Cutting, editing and running graphs, and how far apart what they put out is."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np
import onnxruntime as ort
from numpy.typing import NDArray
from onnx import TensorProto, helper

from tts_tui.backends.kokoro.graph.edit import GraphEditor

Arrays = dict[str, NDArray[np.generic]]


def part_of(editor: GraphEditor, inputs: Mapping[str, list[int | None]], outputs: list[str]) -> GraphEditor:
    """The nodes between some tensors, which keep their names."""
    part = editor.copy()
    for name, shape in inputs.items():
        if name in part.producers:
            producer = part.producers[name]
            producer.output[list(producer.output).index(name)] = f"{name}_unused"
        part.graph.input.append(helper.make_tensor_value_info(name, TensorProto.FLOAT, shape))
    del part.graph.output[:]
    part.graph.output.extend(helper.make_empty_tensor_value_info(name) for name in outputs)
    part.prune()
    return part


def run(editor: GraphEditor, inputs: Arrays) -> list[NDArray[np.generic]]:
    options = ort.SessionOptions()
    options.log_severity_level = 3
    options.graph_optimization_level = ort.GraphOptimizationLevel.ORT_DISABLE_ALL
    session = ort.InferenceSession(
        editor.model.SerializeToString(), options, providers=["CPUExecutionProvider"]
    )
    wanted = {value.name for value in session.get_inputs()}
    return session.run(None, {name: value for name, value in inputs.items() if name in wanted})


def signal_to_noise(expected: NDArray[np.generic], found: NDArray[np.generic]) -> float:
    noise = expected.astype(np.float64) - found
    return float(10 * np.log10((expected.astype(np.float64) ** 2).sum() / (noise**2).sum()))


def edited(editor: GraphEditor, *passes: Callable[[GraphEditor], object]) -> GraphEditor:
    copy = editor.copy()
    for edit in passes:
        edit(copy)
    return copy
