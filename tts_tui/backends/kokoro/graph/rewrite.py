"""All the surgery in order: from a model file to the graphs the engine runs."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import numpy as np
import onnx
from numpy.typing import NDArray

from tts_tui.backends.kokoro.graph.adain import fuse_adain
from tts_tui.backends.kokoro.graph.angles import add_half_turns
from tts_tui.backends.kokoro.graph.conv_gemm import convolve_by_gemm
from tts_tui.backends.kokoro.graph.cut import cut_up
from tts_tui.backends.kokoro.graph.dequantize import dequantize
from tts_tui.backends.kokoro.graph.edit import GraphEditor, SurgeryError
from tts_tui.backends.kokoro.graph.factors import gather_factors
from tts_tui.backends.kokoro.graph.halves import widen_halves
from tts_tui.backends.kokoro.graph.harmonics import draw_harmonics
from tts_tui.backends.kokoro.graph.layers import loop_layers
from tts_tui.backends.kokoro.graph.layout import stay_in_rows
from tts_tui.backends.kokoro.graph.norm_statistics import take_statistics
from tts_tui.backends.kokoro.graph.norms import split_skip_norms
from tts_tui.backends.kokoro.graph.reach import narrow_second_stage
from tts_tui.backends.kokoro.graph.shapes import fold_shapes
from tts_tui.backends.kokoro.graph.snake import fold_snakes
from tts_tui.backends.kokoro.graph.squares import multiply_squares
from tts_tui.backends.kokoro.graph.stft import convolve_stft
from tts_tui.backends.kokoro.graph.style_layers import join_style_layers

Arithmetic = Literal["s8", "u8", "float"]
"""What int8 models multiply with: signed weights, unsigned ones where signed saturate, or floats (GPUs)."""


@dataclass(frozen=True, slots=True)
class Graphs:
    """What the engine runs.

    Attributes:
        encoder: tokens, style, speed -> duration, asr, f0, n.
        front: asr, f0, n, style -> x, scales, shifts.
        source: f0 -> har.
        window: x, har, scales, shifts (statistics folded in), inner, inner_har -> audio, of a window of frames.
        whole: the same, norms computing their own statistics, of a whole sentence.
    """

    encoder: onnx.ModelProto
    front: onnx.ModelProto
    source: onnx.ModelProto
    window: onnx.ModelProto
    whole: onnx.ModelProto


def rewrite(model: Path, arithmetic: Arithmetic) -> Graphs:
    """Rewrite and cut the graph of a Kokoro model file (int8, fp16 or fp32).

    Raises:
        SurgeryError: the graph isn't Kokoro's as kokoro-onnx publishes it.
    """
    editor = GraphEditor(onnx.load(str(model)))
    widen_halves(editor)
    if arithmetic == "float":
        dequantize(editor)
    multiply_squares(editor)
    split_skip_norms(editor)
    fuse_adain(editor)
    convolve_by_gemm(editor, signed=arithmetic == "s8")
    convolve_stft(editor)
    parts = cut_up(editor)
    fold_snakes(parts.generator)
    window = narrow_second_stage(take_statistics(parts.generator))
    sentences = [_sentence(tokens) for tokens in (5, 12, 30)]
    return Graphs(
        encoder=_quicker(parts.encoder, lambda encoder: fold_shapes(encoder, sentences), loop_layers),
        front=_quicker(parts.front, join_style_layers),
        source=_quicker(parts.source, draw_harmonics, add_half_turns),
        window=_quicker(window, gather_factors, stay_in_rows),
        whole=_quicker(parts.generator, gather_factors),
    )


def _quicker(editor: GraphEditor, *passes: Callable[[GraphEditor], object]) -> onnx.ModelProto:
    """The graph after those of the passes that know how it is built: without the others it is only slower."""
    for edit in passes:
        edited = editor.copy()
        with suppress(SurgeryError):
            edit(edited)
            editor = edited
    return editor.model


def _sentence(tokens: int) -> dict[str, NDArray[Any]]:
    """Inputs for the encoder."""
    return {
        "tokens": np.array([[0, *range(43, 43 + tokens), 0]], np.int64),
        "style": np.zeros((1, 256), np.float32),
        "speed": np.ones(1, np.float32),
    }
