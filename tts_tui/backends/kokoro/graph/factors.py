"""What a norm's scale and shift are multiplied with: all of it at once, and by the product before it if that can.

Each snake multiplies its norm's scale and shift (`snake`): 96 nodes for a hundred numbers each. Here the whole vectors
are multiplied before they are split.

In windows a norm is but a scale and a shift a channel (`statistics`), and half of the norms follow an int8 GEMM, which
has a scale and a shift of its own for each channel: with the norm's in them the norm is done.

    (gemm * scale + bias) * gain + offset  =  gemm * (scale * gain) + (bias * gain + offset)
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import onnx
from numpy.typing import NDArray

from tts_tui.backends.kokoro.graph.edit import GraphEditor, SurgeryError

Floats = NDArray[np.float32]

_SCALE, _BIAS = 3, 6
"""Inputs of MatMulIntegerToFloat: the weights' scale, and what is added."""


@dataclass(slots=True)
class _Norm:
    """A norm, the constant its scale and shift are multiplied with, and what the GEMM before it applied."""

    node: onnx.NodeProto
    factor: Floats
    gemm_scale: float = 1.0
    gemm_bias: Floats | float = 0.0


def gather_factors(generator: GraphEditor) -> int:
    """Rewrite `scales` and `shifts` of the generator; returns how many norms their GEMMs took over.

    Raises:
        SurgeryError: the vectors aren't split among the norms.
    """
    scales, shifts = (generator.reader(name, "Split") for name in ("scales", "shifts"))
    sizes = generator.constant("norm_sizes")
    norms = [
        _norm(generator, scale, shift, int(size))
        for scale, shift, size in zip(scales.output, shifts.output, sizes, strict=True)
    ]
    count = sum(_give_to_gemm(generator, norm) for norm in norms)
    factors = np.concatenate([norm.factor for norm in norms])
    gemm_scales = np.concatenate([norm.factor * norm.gemm_scale for norm in norms])
    gemm_biases = np.concatenate([norm.factor * norm.gemm_bias for norm in norms])
    _multiply(generator, factors, gemm_scales, gemm_biases)
    scales.input[0], shifts.input[0] = "all_scales", "all_shifts"
    generator.prune()
    return count


def _multiply(generator: GraphEditor, factors: Floats, gemm_scales: Floats, gemm_biases: Floats) -> None:
    """all_scales = scales * gemm_scales;  all_shifts = shifts * factors + scales * gemm_biases."""

    def multiply(vector: str, constant: Floats, output: str) -> str:
        name = generator.add_constant(f"{output}_factors", constant.astype(np.float32))
        return generator.add("Mul", [vector, name], output)

    multiply("scales", gemm_scales, "all_scales")
    terms = [multiply("shifts", factors, "scaled_shifts"), multiply("scales", gemm_biases, "scaled_biases")]
    generator.add("Add", terms, "all_shifts")


def _norm(generator: GraphEditor, scale: str, shift: str, size: int) -> _Norm:
    """The norm that a part of each vector goes to, which it gets without the product on the way."""
    reader = generator.reader(scale)
    if reader.op_type != "Mul":
        return _Norm(reader, np.ones(size, np.float32))
    factor = generator.constant(reader.input[1]).astype(np.float32)
    norm = generator.reader(reader.output[0])
    other = generator.producer(norm.input[2], "Mul")
    if list(other.input) != [shift, reader.input[1]]:
        raise SurgeryError(f"{norm.name} has its scale and shift multiplied differently")
    norm.input[1], norm.input[2] = scale, shift
    return _Norm(norm, factor)


def _give_to_gemm(generator: GraphEditor, norm: _Norm) -> bool:
    """Let the GEMM before a norm scale and shift; False if there is none, or the norm does more, or it isn't alone."""
    if norm.node.op_type != "BatchNormalization":
        return False
    try:
        turned = generator.producer(norm.node.input[0], "Transpose")
        gemm = generator.producer(turned.input[0], "MatMulIntegerToFloat")
        generator.reader(turned.output[0], "BatchNormalization")
        generator.reader(gemm.output[0], "Transpose")
    except SurgeryError:
        return False
    _, scale, shift, *_ = norm.node.input
    norm.gemm_scale = float(generator.constant(gemm.input[_SCALE]).reshape(()))
    if len(gemm.input) > _BIAS:
        norm.gemm_bias = generator.constant(gemm.input[_BIAS]).astype(np.float32)
    gemm.input[:] = [*gemm.input[:_BIAS], shift]
    gemm.input[_SCALE] = scale
    output = norm.node.output[0]
    generator.graph.node.remove(norm.node)
    turned.output[0] = output
    return True
