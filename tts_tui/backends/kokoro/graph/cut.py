"""The graph is cut in four, so that audio can start before the sentence is decoded.

- **encoder**: tokens, style, speed -> durations, and per frame the text features, pitch (F0) and energy (N).
- **front**: those -> `x`, the decoder's hidden states (two a frame), and the scales and shifts that the style gives
  to each of the generator's norms.
- **source**: pitch -> `har`, the harmonic source's spectrum (120 a frame, and one). It needs nothing else, so another
  core can make it while the front runs.
- **generator**: windows of `x` and `har` -> audio, 600 samples a frame. Nine tenths of the arithmetic are here, and
  but for the norms (`statistics`) it sees only a few frames around each sample.

Encoder, front and source run over the whole sentence, so prosody and phase have the full context.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper

from tts_tui.backends.kokoro.graph.edit import GraphEditor, SurgeryError

Shape = list[int | str]

DURATION = "/encoder/Cast_output_0"
FEATURES = {
    "asr": "/encoder/MatMul_1_output_0",
    "f0": "/encoder/Reshape_output_0",
    "n": "/encoder/Reshape_1_output_0",
}
"""What the encoder puts out, by the names of the tensors in the published graph."""

FEATURE_SHAPES: dict[str, Shape] = {
    "asr": [1, 512, "frames"],
    "f0": [1, "half_frames"],
    "n": [1, "half_frames"],
}
_HIDDEN = {
    "x": "/decoder/decoder/decode.3/Div_4_output_0",
    "har": "/decoder/decoder/generator/Concat_3_output_0",
}
_HIDDEN_SHAPES: dict[str, Shape] = {"x": [1, 512, "hidden_frames"], "har": [1, 22, "source_frames"]}


@dataclass(frozen=True, slots=True)
class Parts:
    """The four graphs. The generator's norms still compute their own statistics (`statistics` changes that)."""

    encoder: GraphEditor
    front: GraphEditor
    source: GraphEditor
    generator: GraphEditor


def cut_up(editor: GraphEditor) -> Parts:
    """Cut the whole graph, whose norms must be fused; `editor` itself stays as it is.

    Raises:
        SurgeryError: a tensor to cut at is missing.
    """
    encoder = extract(
        editor,
        inputs={},
        outputs={
            "duration": (DURATION, TensorProto.INT64, [1, "tokens"]),
            **{name: (FEATURES[name], TensorProto.FLOAT, FEATURE_SHAPES[name]) for name in FEATURES},
        },
    )
    decoder = extract(
        editor,
        inputs={name: (FEATURES[name], FEATURE_SHAPES[name]) for name in FEATURES},
        outputs={"audio": (editor.graph.output[0].name, TensorProto.FLOAT, ["samples"])},
    )
    before = decoder.copy()
    generator = extract(
        decoder,
        inputs={name: (_HIDDEN[name], _HIDDEN_SHAPES[name]) for name in _HIDDEN},
        outputs={"audio": ("audio", TensorProto.FLOAT, ["samples"])},
    )
    _feed_styles(before, generator)
    hidden = {name: (_HIDDEN[name], TensorProto.FLOAT, _HIDDEN_SHAPES[name]) for name in _HIDDEN}
    front = extract(
        before,
        inputs={},
        outputs={
            "x": hidden["x"],
            "scales": ("scales", TensorProto.FLOAT, ["channels"]),
            "shifts": ("shifts", TensorProto.FLOAT, ["channels"]),
        },
    )
    source = extract(before, inputs={}, outputs={"har": hidden["har"]})
    return Parts(encoder, front, source, generator)


def _feed_styles(before: GraphEditor, generator: GraphEditor) -> None:
    """Let `before` compute what the style gives to the generator's norms, and `generator` receive it.

    All scales in one vector, norm after norm in graph order, and all shifts in another.
    """
    norms = generator.nodes("InstanceNormalization")
    sizes = generator.add_constant("norm_sizes", _sizes(generator, norms))
    for i, name in ((1, "scales"), (2, "shifts")):
        tensors = [norm.input[i] for norm in norms]
        before.graph.node.append(helper.make_node("Concat", tensors, [name], name=name, axis=0))
        for tensor in tensors:
            generator.graph.node.remove(generator.producer(tensor))
        generator.graph.node.append(
            helper.make_node("Split", [name, sizes], tensors, name=f"{name}_split", axis=0)
        )
        generator.graph.input.append(helper.make_tensor_value_info(name, TensorProto.FLOAT, ["channels"]))
    generator.prune()


def _sizes(generator: GraphEditor, norms: list[onnx.NodeProto]) -> NDArray[np.int64]:
    """Channels of each norm: half of what the style's affine layer before it puts out (scales and shifts)."""
    sizes = []
    for norm in norms:
        split = generator.producer(norm.input[2], "Reshape").input[0]
        bias = generator.producer(generator.producer(split, "Split").input[0], "Unsqueeze").input[0]
        layer = generator.producer(bias, "Add", "Gemm")
        constants = [name for name in layer.input if generator.is_constant(name)]
        sizes.append(generator.constant(constants[-1]).shape[-1] // 2)
    return np.array(sizes, np.int64)


def extract(
    editor: GraphEditor,
    inputs: Mapping[str, tuple[str, Shape]],
    outputs: Mapping[str, tuple[str, int, Shape]],
) -> GraphEditor:
    """A copy with these float inputs in place of what makes them, and these outputs instead of its own."""
    part = editor.copy()
    for name, (tensor, shape) in inputs.items():
        part.graph.node.remove(part.producer(tensor))
        part.rename(tensor, name)
        part.graph.input.append(helper.make_tensor_value_info(name, TensorProto.FLOAT, shape))
    del part.graph.output[:]
    for name, (tensor, kind, shape) in outputs.items():
        part.rename(tensor, name)
        part.graph.output.append(helper.make_tensor_value_info(name, kind, shape))
    part.reindex()
    missing = [output.name for output in part.graph.output if output.name not in part.producers]
    if missing:
        raise SurgeryError(f"nothing makes {', '.join(missing)}")
    part.prune()
    return part
