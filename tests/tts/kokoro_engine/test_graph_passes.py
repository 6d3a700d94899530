"""What each rewrite must not change, on the real int8 model, part by part."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import onnx
import pytest
from onnx import TensorProto

from bench.make_statistics import show_statistics
from tests.tts.kokoro_engine.graphs import Arrays, edited, part_of, run, signal_to_noise
from tts_tui.backends.kokoro.graph.adain import fuse_adain
from tts_tui.backends.kokoro.graph.conv_gemm import convolve_by_gemm
from tts_tui.backends.kokoro.graph.cut import cut_up
from tts_tui.backends.kokoro.graph.dequantize import dequantize
from tts_tui.backends.kokoro.graph.edit import GraphEditor, SurgeryError
from tts_tui.backends.kokoro.graph.halves import widen_halves
from tts_tui.backends.kokoro.graph.norm_statistics import take_statistics
from tts_tui.backends.kokoro.graph.norms import split_skip_norms
from tts_tui.backends.kokoro.graph.rates import EPSILON
from tts_tui.backends.kokoro.graph.reach import narrow_second_stage
from tts_tui.backends.kokoro.graph.snake import fold_snakes
from tts_tui.backends.kokoro.graph.squares import multiply_squares
from tts_tui.backends.kokoro.graph.stft import convolve_stft
from tts_tui.backends.kokoro.selfcheck import saturates

pytestmark = pytest.mark.slow

BLOCK = "/decoder/decoder/generator/resblocks.3"
"""A residual block of the generator: 128 channels, six convolutions of width 3, six norms."""
BLOCK_IN, BLOCK_OUT = "/decoder/decoder/generator/Add_5_output_0", f"{BLOCK}/Add_8_output_0"
STYLE = "/decoder/Slice_output_0"
LAYER_OUT = (
    "/encoder/bert/encoder/albert_layer_groups.0/albert_layers.0/full_layer_layer_norm_1"
    "/LayerNormalization_output_0"
)
"""Of the second layer of the language model."""


@pytest.fixture(scope="module")
def whole(model: Path) -> GraphEditor:
    return GraphEditor(onnx.load(str(model)))


@pytest.fixture(scope="module")
def block(whole: GraphEditor) -> GraphEditor:
    return part_of(whole, {BLOCK_IN: [1, 128, None], STYLE: [1, 128]}, [BLOCK_OUT])


@pytest.fixture(scope="module")
def signal() -> Arrays:
    random = np.random.default_rng(0)
    return {
        BLOCK_IN: random.standard_normal((1, 128, 400)).astype(np.float32),
        STYLE: random.standard_normal((1, 128)).astype(np.float32) / 4,
    }


def test_squares_change_nothing(block: GraphEditor, signal: Arrays) -> None:
    (expected,), (found,) = run(block, signal), run(edited(block, multiply_squares), signal)
    np.testing.assert_array_equal(expected, found)


def test_norms_over_sums_are_split_into_both(whole: GraphEditor) -> None:
    layer = part_of(whole, {}, [LAYER_OUT])
    split = layer.copy()
    assert split_skip_norms(split) == 2
    assert not split.nodes("SkipLayerNormalization")
    tokens = {"tokens": np.array([[0, 50, 83, 54, 156, 57, 135, 0]], np.int64)}
    (expected,), (found,) = run(layer, tokens), run(split, tokens)
    assert signal_to_noise(expected, found) > 100


def test_norms_are_all_found_and_normalize_alike(block: GraphEditor, signal: Arrays) -> None:
    fused = edited(block, fuse_adain)
    assert len(fused.nodes("InstanceNormalization")) == 6
    assert not fused.nodes("ReduceMean", "Sqrt")
    (expected,), (found,) = run(block, signal), run(fused, signal)
    assert signal_to_noise(expected, found) > 45  # a rounded bit may tip a quantized one


def test_snakes_share_the_scaling_of_their_norms(block: GraphEditor, signal: Arrays) -> None:
    fused = edited(block, dequantize, multiply_squares, fuse_adain)
    folded = fused.copy()
    assert fold_snakes(folded) == 6
    assert not folded.nodes("Sin")
    (expected,), (found,) = run(fused, signal), run(folded, signal)
    assert signal_to_noise(expected, found) > 80


@pytest.mark.parametrize("signed", [True, False])
def test_gemms_are_the_convolutions(block: GraphEditor, signal: Arrays, signed: bool) -> None:
    fused = edited(block, fuse_adain)
    gemms = fused.copy()
    if signed and saturates():
        pytest.skip("signed products lose their top bits on this processor, where unsigned ones are built")
    assert convolve_by_gemm(gemms, signed=signed) == 6
    assert not gemms.nodes("ConvInteger")
    (expected,), (found,) = run(fused, signal), run(gemms, signal)
    assert signal_to_noise(expected, found) > 45  # the stock graph also rounds the bias to an integer


def test_convolutions_of_one_length_share_their_row_numbers(block: GraphEditor) -> None:
    gemms = edited(block, fuse_adain, convolve_by_gemm)
    assert len(gemms.nodes("Range")) == 1
    assert len({node.input[1] for node in gemms.nodes("Gather")}) == 3  # dilations 1, 3, 5


def test_dequantized_weights_are_what_the_integers_stand_for(block: GraphEditor, signal: Arrays) -> None:
    floats = edited(block, dequantize)
    assert not floats.nodes("ConvInteger", "MatMulInteger", "DynamicQuantizeLinear")
    (expected,), (found,) = run(floats, signal), run(block, signal)
    assert signal_to_noise(expected, found) > 30  # what is left is the rounding of activations


def test_halves_are_computed_as_floats(block: GraphEditor, signal: Arrays) -> None:
    from onnxruntime.transformers.float16 import convert_float_to_float16

    floats = edited(block, dequantize)
    halves = GraphEditor(convert_float_to_float16(floats.copy().model))
    assert widen_halves(halves) > 0
    assert all(tensor.data_type != TensorProto.FLOAT16 for tensor in halves.graph.initializer)
    (expected,), (found,) = run(floats, signal), run(halves, signal)
    assert signal_to_noise(expected, found) > 50


def test_the_convolution_hears_unvoiced_frames_as_the_stft_does(whole: GraphEditor) -> None:
    mixed, spectrum = (
        "/decoder/decoder/generator/m_source/l_linear/MatMul_output_0",
        ("/decoder/decoder/generator/Concat_3_output_0"),
    )
    source = part_of(whole, {mixed: [1, None, 1]}, [spectrum])
    random = np.random.default_rng(0)
    voiced = 0.1 * np.sin(np.arange(6000) * 0.05) + 0.003 * random.standard_normal(6000)
    sound = np.concatenate([np.zeros(2000), voiced, np.zeros(2000)])[None, :, None].astype(np.float32)
    (expected,), (found,) = run(source, {mixed: sound}), run(edited(source, convolve_stft), {mixed: sound})
    np.testing.assert_allclose(found[:, :11], expected[:, :11], atol=1e-5)
    unvoiced = np.r_[5:390, 1610:1995]
    np.testing.assert_array_equal(found[:, :, unvoiced], expected[:, :, unvoiced])
    turned = np.abs(found[:, 11:] - expected[:, 11:]) > 0.01
    assert turned.mean() < 0.002


def test_windows_with_the_true_statistics_are_the_whole(whole: GraphEditor) -> None:
    """In floats, where nothing is quantized, decoding in windows loses nothing."""
    parts = cut_up(edited(whole, dequantize, multiply_squares, fuse_adain, convolve_stft))
    random = np.random.default_rng(0)
    frames = 16
    inputs: Arrays = {
        "asr": random.standard_normal((1, 512, frames)).astype(np.float32),
        "f0": np.full((1, 2 * frames), 150, np.float32),
        "n": np.zeros((1, 2 * frames), np.float32),
        "style": random.standard_normal((1, 256)).astype(np.float32) / 4,
    }
    names = [output.name for output in parts.front.graph.output]
    hidden = dict(zip(names, run(parts.front, inputs), strict=True))
    (hidden["har"],) = run(parts.source, inputs)
    expected, means, variances = run(show_statistics(parts.generator), hidden)
    gains = hidden["scales"] / np.sqrt(variances + EPSILON)
    window = {
        "x": hidden["x"][:, :, 2 * 2 : 2 * 14],
        "har": hidden["har"][:, :, 120 * 2 : 120 * 14 + 1],
        "scales": gains,
        "shifts": hidden["shifts"] - means * gains,
    }
    streaming = take_statistics(parts.generator)
    (found,) = run(streaming, window)
    frames_6_to_10 = expected.reshape(-1)[6 * 600 : 10 * 600]
    assert signal_to_noise(frames_6_to_10, found.reshape(-1)[4 * 600 : 8 * 600]) > 40
    first, last = 5 * 20, 11 * 20  # steps: a frame more on either side than is compared
    inner = {
        "inner_har": hidden["har"][:, :, 6 * first : 6 * last + 1],
        "inner": np.array([first, last]) - 40,
    }
    (narrow,) = run(narrow_second_stage(streaming), {**window, **inner})
    assert len(narrow.reshape(-1)) == 6 * 600
    assert signal_to_noise(frames_6_to_10, narrow.reshape(-1)[600:-600]) > 40


def test_another_graph_is_refused_with_a_reason(block: GraphEditor) -> None:
    with pytest.raises(SurgeryError, match="nothing makes"):
        cut_up(block)
