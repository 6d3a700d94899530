"""Does the rewritten graph say what the stock graph says, on this very machine?

Run once, when the graphs are built. Both decoders are given the stock encoder's outputs, because a duration may
round the other way without harm, and would shift everything after it.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import onnxruntime as ort
from numpy.typing import NDArray
from onnx import TensorProto, helper

from tts_tui.backends.kokoro.engine import StreamingUnavailableError
from tts_tui.backends.kokoro.graph.cut import DURATION, FEATURES
from tts_tui.backends.kokoro.mel import level, mel_distance
from tts_tui.backends.kokoro.sessions import CPU

_MOST_MEL = 2.5
"""dB. int8 against fp32 is 1.1, ours against the stock int8 0.6 to 1.2; a broken kernel gives 3 and more."""

_MOST_LEVEL = 0.75
"""dB."""

_MOST_MOVED = 0.1
"""Share of tokens whose duration may differ, by one frame."""


def check(model: Path, folder: Path, provider: str = CPU) -> None:
    """Speak a sentence with the model file as it is and with the graphs in `folder`, and compare.

    Raises:
        StreamingUnavailableError: durations, level or spectrum differ by more than rounding explains.
    """
    sentence = np.load(Path(__file__).parent / "data" / "selfcheck.npz")
    inputs = {name: sentence[name] for name in ("tokens", "style", "speed")}
    stock = _run(_with_features(model), inputs)
    ours = _run(folder / "encoder.onnx", inputs, provider)
    moved = np.abs(ours["duration"] - stock["duration"])
    if moved.max() > 1 or moved.mean() > _MOST_MOVED:
        raise StreamingUnavailableError(f"durations differ by up to {moved.max()} frames")
    features = {name: stock[name].astype(np.float32) for name in FEATURES}
    hidden = _run(folder / "front.onnx", {**features, "style": inputs["style"]}, provider)
    hidden |= _run(folder / "source.onnx", features, provider)
    audio = _run(folder / "whole.onnx", hidden, provider)["audio"].reshape(-1)
    expected = stock["audio"].reshape(-1)
    if len(audio) != len(expected):
        raise StreamingUnavailableError(f"{len(audio)} samples instead of {len(expected)}")
    if not (louder := abs(level(audio) - level(expected))) <= _MOST_LEVEL:
        raise StreamingUnavailableError(f"the level differs by {louder:.2f} dB")
    if not (distance := mel_distance(audio, expected)) <= _MOST_MEL:
        raise StreamingUnavailableError(f"the spectrum differs by {distance:.2f} dB")


def saturates() -> bool:
    """Whether this processor's uint8 x int8 products lose their top bits (x86 with AVX2 but without VNNI)."""
    graph = helper.make_graph(
        [helper.make_node("MatMulInteger", ["a", "b"], ["y"])],
        "saturation",
        [
            helper.make_tensor_value_info("a", TensorProto.UINT8, [1, 64]),
            helper.make_tensor_value_info("b", TensorProto.INT8, [64, 16]),
        ],
        [helper.make_tensor_value_info("y", TensorProto.INT32, [1, 16])],
    )
    probe = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 20)], ir_version=9)
    largest = {"a": np.full((1, 64), 255, np.uint8), "b": np.full((64, 16), 127, np.int8)}
    return bool(np.any(_run(probe.SerializeToString(), largest)["y"] != 64 * 255 * 127))


def _with_features(model: Path) -> bytes:
    """The model with the encoder's outputs shown beside its audio."""
    proto = onnx.load(str(model))
    for name, tensor in {"duration": DURATION, **FEATURES}.items():
        proto.graph.node.append(helper.make_node("Identity", [tensor], [name], name=name))
        proto.graph.output.append(helper.make_empty_tensor_value_info(name))
    serialized: bytes = proto.SerializeToString()
    return serialized


def _run(
    graph: Path | bytes, inputs: Mapping[str, NDArray[Any]], provider: str = CPU
) -> dict[str, NDArray[Any]]:
    """Every output of a graph, in a session of its own."""
    options = ort.SessionOptions()
    options.log_severity_level = 3
    source = graph if isinstance(graph, bytes) else str(graph)
    session = ort.InferenceSession(source, options, providers=list(dict.fromkeys([provider, CPU])))
    names = [output.name for output in session.get_outputs()]
    input_names = {i.name for i in session.get_inputs()}
    return dict(
        zip(names, session.run(names, {n: v for n, v in inputs.items() if n in input_names}), strict=True)
    )
