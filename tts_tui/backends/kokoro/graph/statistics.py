"""The generator's norms take their statistics from outside, so that windows can be decoded.

The norms are the generator's only non-local part: each needs the mean and variance of its channels over the whole
sentence. A window's own statistics sound wrong (3.7 to 6 dB of mel off); the sentence's true ones make windowed
decoding lossless; predicted ones come close (`kokoro.statistics`). With statistics known before a window runs, a
norm is a scale and a shift a channel, which the caller works out once a sentence:

    (x - mean) / sqrt(variance + epsilon) * scale + shift  =  x * gain + offset
"""

from __future__ import annotations

import numpy as np
from onnx import TensorProto, helper

from tts_tui.backends.kokoro.graph.edit import GraphEditor, SurgeryError
from tts_tui.backends.kokoro.graph.rates import EPSILON


def take_statistics(generator: GraphEditor) -> GraphEditor:
    """A copy whose `scales` and `shifts` inputs hold gains and offsets that already contain the statistics.

    BatchNormalization with mean 0 and variance 1 is ONNX Runtime's one-pass scale and shift.
    """
    streaming = generator.copy()
    sizes = streaming.constant("norm_sizes")
    for norm, size in zip(streaming.nodes("InstanceNormalization"), sizes, strict=True):
        if not np.isclose(next(a.f for a in norm.attribute if a.name == "epsilon"), EPSILON):
            raise SurgeryError(f"{norm.name} has another epsilon")
        mean = streaming.add_constant(f"zeros_{size}", np.zeros(int(size), np.float32))
        variance = streaming.add_constant(f"ones_{size}", np.ones(int(size), np.float32))
        affine = helper.make_node(
            "BatchNormalization", [*norm.input, mean, variance], norm.output, name=norm.name, epsilon=0.0
        )
        norm.CopyFrom(affine)
    streaming.prune()
    return streaming


def show_statistics(generator: GraphEditor) -> GraphEditor:
    """A copy with two more outputs, `means` and `variances`: what its norms see, norm after norm in graph order."""
    probe = generator.copy()
    time = probe.add_constant("axis_time", np.array([2], np.int64))
    flat = probe.add_constant("shape_flat", np.array([-1], np.int64))
    collected: dict[str, list[str]] = {"means": [], "variances": []}
    for i, norm in enumerate(probe.nodes("InstanceNormalization")):
        x, mean, centred, square, variance = norm.input[0], *(f"norm_{i}_{part}" for part in "mcsv")
        probe.graph.node.extend(
            [
                helper.make_node("ReduceMean", [x, time], [mean], name=mean, keepdims=1),
                helper.make_node("Sub", [x, mean], [centred], name=centred),
                helper.make_node("Mul", [centred, centred], [square], name=square),
                helper.make_node("ReduceMean", [square, time], [variance], name=variance, keepdims=1),
                helper.make_node("Reshape", [mean, flat], [f"{mean}_flat"], name=f"{mean}_flat"),
                helper.make_node("Reshape", [variance, flat], [f"{variance}_flat"], name=f"{variance}_flat"),
            ]
        )
        collected["means"].append(f"{mean}_flat")
        collected["variances"].append(f"{variance}_flat")
    for name, tensors in collected.items():
        probe.graph.node.append(helper.make_node("Concat", tensors, [name], name=name, axis=0))
        probe.graph.output.append(helper.make_tensor_value_info(name, TensorProto.FLOAT, ["channels"]))
    probe.prune()
    return probe
