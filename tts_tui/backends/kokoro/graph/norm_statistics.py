"""The generator's norms take their statistics from outside, so that windows can be decoded.

The norms are the generator's only non-local part: each needs the mean and variance of its channels over the whole
sentence. A window's own statistics sound wrong (3.7 to 6 dB of mel off); the sentence's true ones make windowed
decoding lossless; predicted ones come close (`kokoro.predicted_statistics`). With statistics known before a window
runs, a norm is a scale and a shift a channel, which the caller works out once a sentence:

    (x - mean) / sqrt(variance + epsilon) * scale + shift  =  x * gain + offset
"""

from __future__ import annotations

import numpy as np
from onnx import helper

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
