"""What the rewrites of each part must not change, on the real int8 model."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import onnx
import pytest

from tests.tts.kokoro_engine.graphs import Arrays, edited, run, signal_to_noise
from tts_tui.backends.kokoro.graph.adain import fuse_adain
from tts_tui.backends.kokoro.graph.angles import add_half_turns
from tts_tui.backends.kokoro.graph.conv_gemm import convolve_by_gemm
from tts_tui.backends.kokoro.graph.cut import Parts, cut_up
from tts_tui.backends.kokoro.graph.edit import GraphEditor, SurgeryError
from tts_tui.backends.kokoro.graph.factors import gather_factors
from tts_tui.backends.kokoro.graph.harmonics import draw_harmonics
from tts_tui.backends.kokoro.graph.layers import loop_layers
from tts_tui.backends.kokoro.graph.layout import stay_in_rows
from tts_tui.backends.kokoro.graph.norm_statistics import take_statistics
from tts_tui.backends.kokoro.graph.norms import split_skip_norms
from tts_tui.backends.kokoro.graph.rewrite import rewrite
from tts_tui.backends.kokoro.graph.shapes import fold_shapes
from tts_tui.backends.kokoro.graph.snake import fold_snakes
from tts_tui.backends.kokoro.graph.squares import multiply_squares
from tts_tui.backends.kokoro.graph.stft import convolve_stft
from tts_tui.backends.kokoro.graph.style_layers import join_style_layers
from tts_tui.backends.kokoro.selfcheck import saturates
from tts_tui.backends.kokoro.voices import parse_voice, style

pytestmark = pytest.mark.slow

MAGNITUDES = 11
"""Rows of the source's spectrum before the phases."""


@pytest.fixture(scope="module")
def parts(model: Path) -> Parts:
    editor = GraphEditor(onnx.load(str(model)))
    passes = (multiply_squares, split_skip_norms, fuse_adain, convolve_by_gemm, convolve_stft)
    parts = cut_up(edited(editor, *passes))
    fold_snakes(parts.generator)
    return parts


@pytest.fixture(scope="module")
def hidden(parts: Parts) -> Arrays:
    """What the generator gets of a sentence."""
    inputs = sentence(9)
    _, asr, f0, n = run(parts.encoder, inputs)
    features: Arrays = {"asr": asr, "f0": f0, "n": n, "style": inputs["style"]}
    names = [output.name for output in parts.front.graph.output]
    (har,) = run(parts.source, features)
    return {**dict(zip(names, run(parts.front, features), strict=True)), "har": har}


def sentence(tokens: int) -> Arrays:
    return {
        "tokens": np.array([[0, *range(43, 43 + tokens), 0]]),
        "style": style(parse_voice("bm_george"), tokens),
        "speed": np.array([1.2], np.float32),
    }


def folded(encoder: GraphEditor) -> None:
    assert fold_shapes(encoder, [sentence(5), sentence(9)]) > 50


def test_folded_shapes_fit_other_lengths(parts: Parts) -> None:
    short = edited(parts.encoder, folded)
    assert len(short.graph.node) < 0.8 * len(parts.encoder.graph.node)
    for tokens in (1, 23, 60):
        for expected, found in zip(
            run(parts.encoder, sentence(tokens)), run(short, sentence(tokens)), strict=True
        ):
            np.testing.assert_array_equal(found, expected)


def test_the_looped_layer_is_all_layers(parts: Parts) -> None:
    looped = edited(parts.encoder, folded)
    assert loop_layers(looped) == 12
    assert len(looped.nodes("Loop")) == 1
    assert not looped.nodes("FastGelu")
    for expected, found in zip(run(parts.encoder, sentence(23)), run(looped, sentence(23)), strict=True):
        np.testing.assert_array_equal(found, expected)


def test_layers_that_differ_are_not_looped(parts: Parts) -> None:
    odd = parts.encoder.copy()
    odd.nodes("FastGelu")[7].op_type = "Gelu"
    with pytest.raises(SurgeryError, match="aren't alike"):
        loop_layers(odd)
    apart = parts.encoder.copy()
    for i, norm in enumerate(apart.nodes("LayerNormalization")):
        norm.input[1] = f"scale_{i}"
    with pytest.raises(SurgeryError, match="no layers that share"):
        loop_layers(apart)


def test_one_style_layer_does_what_all_did(parts: Parts) -> None:
    joined = parts.front.copy()
    assert join_style_layers(joined) == 48
    assert len(joined.graph.node) < 0.5 * len(parts.front.graph.node)
    inputs = sentence(9)
    _, asr, f0, n = run(parts.encoder, inputs)
    features: Arrays = {"asr": asr, "f0": f0, "n": n, "style": inputs["style"]}
    for expected, found in zip(run(parts.front, features), run(joined, features), strict=True):
        np.testing.assert_array_equal(found, expected)


def test_harmonics_drawn_from_steps_are_those_drawn_from_samples(parts: Parts) -> None:
    drawn = edited(parts.source, draw_harmonics)
    assert not drawn.nodes("Resize")
    pitch = np.concatenate([np.linspace(90, 240, 60), np.zeros(30), np.linspace(180, 120, 50)])
    pitch[60:63] = (-3, 9, 4)  # unvoiced, though not zero
    inputs: Arrays = {"f0": pitch[None].astype(np.float32)}
    (expected,), (found,) = run(parts.source, inputs), run(drawn, inputs)
    assert signal_to_noise(expected[:, :MAGNITUDES], found[:, :MAGNITUDES]) > 60
    unvoiced = slice(60 * 61, 60 * 89)
    np.testing.assert_array_equal(found[:, :, unvoiced], expected[:, :, unvoiced])


def test_angles_are_the_same_in_all_quadrants(parts: Parts) -> None:
    (expected,), (found,) = (
        run(source, {"f0": np.linspace(80, 300, 80, dtype=np.float32)[None]})
        for source in (parts.source, edited(parts.source, add_half_turns))
    )
    angles = expected[:, MAGNITUDES:]
    assert angles.min() < -3 < 3 < angles.max()
    np.testing.assert_array_equal(found, expected)


def test_factors_are_multiplied_at_once(parts: Parts, hidden: Arrays) -> None:
    gathered = parts.generator.copy()
    assert gather_factors(gathered) == 0  # no GEMM can take over what depends on the sentence
    assert len(parts.generator.nodes("Mul")) - len(gathered.nodes("Mul")) == 2 * 48 - 3
    (expected,), (found,) = run(parts.generator, hidden), run(gathered, hidden)
    np.testing.assert_array_equal(found, expected)


def test_gemms_scale_for_half_of_the_norms_and_stay_in_rows(parts: Parts, hidden: Arrays) -> None:
    window = take_statistics(parts.generator)
    scaling = window.copy()
    assert gather_factors(scaling) == 24
    rows = scaling.copy()
    assert stay_in_rows(rows) == 24
    (expected,), (found,), (by_rows,) = (run(graph, hidden) for graph in (window, scaling, rows))
    # a rounded bit may tip a quantized one, the more where products lose their top bits
    assert signal_to_noise(expected, found) > (15 if saturates() else 25)
    np.testing.assert_array_equal(by_rows, found)


def test_the_model_in_the_package_gets_every_rewrite(model: Path) -> None:
    graphs = rewrite(model, "s8")
    operators = {
        part: [node.op_type for node in getattr(graphs, part).graph.node]
        for part in ("encoder", "front", "source", "window", "whole")
    }
    assert operators["encoder"].count("Loop") == 1
    assert operators["encoder"].count("Shape") < 12
    assert operators["front"].count("Split") < 20
    assert not {"Resize", "Where"} & set(operators["source"])
    assert operators["window"].count("BatchNormalization") == 2 * 48 - 24 - 24
    assert operators["whole"].count("Mul") < 15


def test_an_encoder_built_otherwise_is_only_slower(model: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(encoder: GraphEditor) -> None:
        del encoder.graph.node[:]
        raise SurgeryError("the layers aren't alike")

    monkeypatch.setattr("tts_tui.backends.kokoro.graph.rewrite.loop_layers", fail)
    operators = [node.op_type for node in rewrite(model, "s8").encoder.graph.node]
    assert operators.count("FastGelu") == 12
