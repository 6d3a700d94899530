"""The harmonic source computes once a step of the pitch what changes from step to step only.

The exporter repeats the pitch for each of a step's 300 samples, computes the phase increments of all nine harmonics
there, takes one of 300 of them again to add them up, and draws lines between the sums: `Resize` does that slowly, and
masks and biases are spread over tensors whose last axis is one long. Here the increments are made where the pitch is
given, a product with three weights a sample draws the lines, and the harmonics are mixed before they are masked.
Unvoiced samples still hold exactly the bias, which `stft` relies on.
"""

from __future__ import annotations

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto

from tts_tui.backends.kokoro.graph.edit import GraphEditor, SurgeryError

Floats = NDArray[np.float32]


def draw_harmonics(source: GraphEditor) -> None:
    """Rewrite the source, cut out as a graph of its own (`cut`).

    Raises:
        SurgeryError: it isn't built like that.
    """
    sine, tanh = source.only("Sin"), source.only("Tanh")
    lines = source.producer(source.producer(sine.input[0], "Transpose").input[0], "Resize")
    louder = source.reader(sine.output[0], "Mul")
    masked = source.reader(louder.output[0], "Mul")
    mix = source.reader(masked.output[0], "MatMul")
    biased = source.reader(mix.output[0], "Add")
    voiced = source.producer(source.producer(masked.input[1], "Cast").input[0], "Greater")
    repeated = source.producer(source.producer(voiced.input[0], "Transpose").input[0], "Resize")
    wave = source.reader(tanh.output[0], "Transpose")
    if biased.output[0] != tanh.input[0]:
        raise SurgeryError("the harmonic source mixes in another way")
    _increase_by_steps(source, repeated, lines)
    samples = int(source.constant(lines.input[2])[-1])
    weights = source.constant(mix.input[1]).astype(np.float32).T
    weights = weights * source.constant(louder.input[1]).astype(np.float32)

    drawn = _draw(source, lines.input[0], samples)
    rows = source.add_constant("source_rows", np.array([weights.shape[1], -1], np.int64))
    block = source.add_constant("source_block", np.array([-1, samples], np.int64))
    column = source.add_constant("source_column", np.array([-1, 1], np.int64))
    flat = source.add_constant("source_flat", np.array([1, 1, -1], np.int64))
    add = source.add
    sines = add("Reshape", [add("Sin", [drawn], "source_sines"), rows], "source_harmonics")
    mixed = add("MatMul", [source.add_constant("source_weights", weights), sines], "source_mixed")
    tested = add("Greater", [repeated.input[0], voiced.input[1]], "source_voiced")
    mask = add("Cast", [tested], "source_ones", to=TensorProto.FLOAT)
    product = [
        add("Reshape", [mixed, block], "source_blocks"),
        add("Reshape", [mask, column], "source_mask"),
    ]
    (bias,) = [name for name in biased.input if source.is_constant(name)]
    total = add("Add", [add("Mul", product, "source_masked"), bias], "source_biased")
    source.graph.node.remove(wave)
    add("Reshape", [add("Tanh", [total], "source_tanh"), flat], wave.output[0])
    source.prune()


def _increase_by_steps(source: GraphEditor, repeated: onnx.NodeProto, lines: onnx.NodeProto) -> None:
    """Compute the phases' increments from the pitch of the steps: they need not be thinned out then."""
    thinned = [
        node for node in source.nodes("Resize") if node.output[0] not in (*repeated.output, *lines.output)
    ]
    if len(thinned) != 1:
        raise SurgeryError("the harmonic source resamples in another way")
    for reader in source.readers[repeated.output[0]]:
        if reader.op_type == "Mul":
            reader.input[0] = repeated.input[0]
    source.rename(thinned[0].output[0], thinned[0].input[0])
    source.graph.node.remove(thinned[0])


def _draw(source: GraphEditor, phases: str, samples: int) -> str:
    """Lines between the phases of the steps' middles, (1, harmonics, steps) -> (1, harmonics, steps, samples)."""

    def numbers(name: str, *values: int) -> str:
        return source.add_constant(f"source_{name}", np.array(values, np.int64))

    last, time = numbers("last", -1), numbers("time", 2)
    padded = source.add("Pad", [phases, numbers("pads", 0, 0, 1, 0, 0, 1)], "source_padded", mode="edge")
    columns = []
    for name, start, end in (("before", 0, -2), ("at", 1, -1), ("after", 2, np.iinfo(np.int64).max)):
        part = [padded, numbers(f"{name}_start", start), numbers(f"{name}_end", end), time]
        shifted = source.add("Slice", part, f"source_{name}")
        columns.append(source.add("Unsqueeze", [shifted, last], f"source_{name}_column"))
    around = source.add("Concat", columns, "source_around", axis=-1)
    return source.add(
        "MatMul", [around, source.add_constant("source_lines", _lines(samples))], "source_phases"
    )


def _lines(samples: int) -> Floats:
    """Weights of the steps before, at and after each sample of a step, (3, samples)."""
    place = (np.arange(samples) + 0.5) / samples - 0.5
    weights = np.stack([np.maximum(-place, 0), 1 - np.abs(place), np.maximum(place, 0)])
    return weights.astype(np.float32)
