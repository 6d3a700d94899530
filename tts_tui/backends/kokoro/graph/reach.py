"""Windows shed their context on the way: what the first stage needs around them, the second doesn't.

The generator works in two stages, at 20 and at 120 steps a frame, with the same kernels: they reach 60 steps either
way, which is three frames in the first stage and half a frame in the second. So the second stage, two thirds of the
arithmetic, gets a narrower window: a slice of what the first made, and a harmonic source of its own.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import onnx
from onnx import TensorProto, helper

from tts_tui.backends.kokoro.graph.edit import GraphEditor, SurgeryError

_FIRST_STAGE = "/decoder/decoder/generator/LeakyRelu_1_output_0"
_SECOND_SOURCE = "/decoder/decoder/generator/noise_convs.1/Conv_output_0"


def narrow_second_stage(generator: GraphEditor) -> GraphEditor:
    """A copy with two more inputs, whose audio is that of the inner window.

    `inner` holds the first and one past the last of the first stage's steps (`rates`) that the second gets;
    `inner_har` is the harmonic source of those, six a step and one.

    Raises:
        SurgeryError: the stages aren't where they should be.
    """
    narrow = generator.copy()
    clones = list(_cloned(narrow, "har", "inner_har", _SECOND_SOURCE))
    if not clones or not narrow.readers[_FIRST_STAGE]:
        raise SurgeryError("the generator's second stage isn't where it should be")
    narrow.graph.node.remove(narrow.producer(_SECOND_SOURCE))
    narrow.graph.node.extend(clones)
    channels = narrow.graph.input[[value.name for value in narrow.graph.input].index("har")]
    bands = channels.type.tensor_type.shape.dim[1].dim_value
    narrow.graph.input.extend(
        [
            helper.make_tensor_value_info("inner_har", TensorProto.FLOAT, [1, bands, "inner_source_frames"]),
            helper.make_tensor_value_info("inner", TensorProto.INT64, [2]),
        ]
    )
    for node in narrow.readers[_FIRST_STAGE]:
        node.input[list(node.input).index(_FIRST_STAGE)] = "inner_steps"
    time = narrow.add_constant("axis_time", np.array([2], np.int64))
    narrow.graph.node.extend(
        [
            helper.make_node("Split", ["inner"], ["inner_first", "inner_last"], name="inner", num_outputs=2),
            helper.make_node(
                "Slice",
                [_FIRST_STAGE, "inner_first", "inner_last", time],
                ["inner_steps"],
                name="inner_steps",
            ),
        ]
    )
    narrow.prune()
    return narrow


def _cloned(editor: GraphEditor, old: str, new: str, output: str) -> Iterator[onnx.NodeProto]:
    """Copies of the nodes on the way from tensor `old` to `output` that read `new` instead; `output` keeps its name."""
    renamed = {old: new}
    for node in editor.graph.node:  # in topological order, as `prune` leaves them
        if renamed.keys().isdisjoint(node.input) or output in renamed:
            continue
        clone = onnx.NodeProto.FromString(node.SerializeToString())
        clone.name = f"inner_{node.name}"
        clone.input[:] = [renamed.get(name, name) for name in node.input]
        for i, name in enumerate(node.output):
            renamed[name] = name if name == output else f"inner_{name}"
            clone.output[i] = renamed[name]
        yield clone
