"""The harmonic source computes once a step of the pitch what changes from step to step only.

The exporter repeats the pitch for each of a step's 300 samples, computes the phase increments of all nine harmonics
there, takes one of 300 of them again to add them up, and draws lines between the sums: `Resize` does that slowly, and
masks and biases are spread over tensors whose last axis is one long. Here the increments are made where the pitch is
given, a product with three weights a sample draws the lines, and the harmonics are mixed before they are masked.
Unvoiced samples still hold exactly the bias, which `stft` relies on.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from onnx import helper

from tts_tui.backends.kokoro.graph.edit import GraphEditor, SurgeryError


def draw_harmonics(editor: GraphEditor) -> None:
    """Rewrite the source, cut out as a graph of its own (`cut`).

    Raises:
        SurgeryError: it isn't built like that.
    """
    sine, tanh = editor.only("Sin"), editor.only("Tanh")
    lines = editor.producer(editor.producer(sine.input[0], "Transpose").input[0], "Resize")
    louder = editor.reader(sine.output[0], "Mul")
    masked = editor.reader(louder.output[0], "Mul")
    mix = editor.reader(masked.output[0], "MatMul")
    biased = editor.producer(tanh.input[0], "Add")
    voiced = editor.producer(editor.producer(masked.input[1], "Cast").input[0], "Greater")
    repeated = editor.producer(editor.producer(voiced.input[0], "Transpose").input[0], "Resize")
    (thinned,) = [node for node in editor.nodes("Resize") if node not in (lines, repeated)] or [None]
    if thinned is None or biased.input[1] != mix.output[0]:
        raise SurgeryError("the harmonic source mixes or resamples in another way")
    pitch, phases = repeated.input[0], lines.input[0]
    samples = int(editor.constant(lines.input[2])[-1])
    for reader in editor.readers[repeated.output[0]]:
        if reader.op_type == "Mul":
            reader.input[0] = pitch
    editor.rename(thinned.output[0], thinned.input[0])
    editor.graph.node.remove(thinned)

    def constant(name: str, value: NDArray[np.generic]) -> str:
        return editor.add_constant(f"source_{name}", value)

    weights = editor.constant(mix.input[1]).T * editor.constant(louder.input[1])
    around = {"before": (0, -2), "at": (1, -1), "after": (2, np.iinfo(np.int64).max)}
    last = constant("last", np.array([-1], np.int64))
    time = constant("time", np.array([2], np.int64))
    steps = [
        node
        for name, (start, end) in around.items()
        for node in (
            helper.make_node(
                "Slice",
                [
                    "source_padded",
                    constant(f"{name}_start", np.array([start], np.int64)),
                    constant(f"{name}_end", np.array([end], np.int64)),
                    time,
                ],
                [f"source_{name}"],
                name=f"source_{name}",
            ),
            helper.make_node(
                "Unsqueeze", [f"source_{name}", last], [f"source_{name}_column"], name=f"source_{name}_column"
            ),
        )
    ]
    chain: list[tuple[str, str, list[str]]] = [
        ("MatMul", "phase", ["source_around", constant("lines", _lines(samples))]),
        ("Sin", "sine", ["source_phase"]),
        (
            "Reshape",
            "harmonics",
            ["source_sine", constant("rows", np.array([weights.shape[1], -1], np.int64))],
        ),
        ("MatMul", "mixed", [constant("weights", weights), "source_harmonics"]),
        ("Reshape", "blocks", ["source_mixed", constant("block", np.array([-1, samples], np.int64))]),
        ("Greater", "voiced", [pitch, voiced.input[1]]),
        ("Cast", "mask", ["source_voiced"]),
        ("Reshape", "masks", ["source_mask", constant("column", np.array([-1, 1], np.int64))]),
        ("Mul", "masked", ["source_blocks", "source_masks"]),
        ("Add", "biased", ["source_masked", biased.input[0]]),
        ("Tanh", "tanh", ["source_biased"]),
    ]
    wave = editor.reader(tanh.output[0], "Transpose").output[0]
    editor.replace(
        wave,
        [
            helper.make_node(
                "Pad",
                [phases, constant("pads", np.array([0, 0, 1, 0, 0, 1], np.int64))],
                ["source_padded"],
                name="source_padded",
                mode="edge",
            ),
            *steps,
            helper.make_node(
                "Concat",
                [f"source_{name}_column" for name in around],
                ["source_around"],
                name="source_around",
                axis=-1,
            ),
            *(
                helper.make_node(
                    operator,
                    inputs,
                    [f"source_{name}"],
                    name=f"source_{name}",
                    **({"to": 1} if operator == "Cast" else {}),
                )
                for operator, name, inputs in chain
            ),
            helper.make_node(
                "Reshape",
                ["source_tanh", constant("wave", np.array([1, 1, -1], np.int64))],
                [wave],
                name="source_wave",
            ),
        ],
    )
    editor.prune()


def _lines(samples: int) -> NDArray[np.float32]:
    """Weights of the steps before, at and after each sample of a step, (3, samples): lines from middle to middle."""
    place = (np.arange(samples) + 0.5) / samples - 0.5
    return np.stack([np.maximum(-place, 0), 1 - np.abs(place), np.maximum(place, 0)]).astype(np.float32)
