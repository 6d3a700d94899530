"""Kokoro's int8 ONNX file turned into weights for `kokoro.KModel`. Runs in the engine's environment.

The ONNX graph is KModel exported and quantized, so every tensor has its place; only the names, some layouts and
weight normalization differ.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import onnx
import torch
from onnx import numpy_helper

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[np.float32]

_HIDDEN = 256
"""Units of each direction of Kokoro's LSTMs."""

_MODULES = (
    ("encoder.bert.", "bert."),
    ("encoder.bert_encoder.", "bert_encoder."),
    ("encoder.predictor.", "predictor."),
    ("encoder.text_encoder.", "text_encoder."),
    ("decoder.decoder.", "decoder."),
)
_PREDICTOR_PARTS = re.compile(r"encoder\.(F0|N|shared|F0_proj|N_proj)(?=\.|$)")
_PLAIN = re.compile(r"\.(bias|weight|gamma|beta|alpha[12]\.\d)$")
# ALBERT runs one layer twelve times; the exporter numbered the runs.
_REPEATED = re.compile(r"\.(attention|ffn|ffn_output|dense|query|key|value)_\d+")
# ALBERT's pooler is never run. The affine part of AdaIN's norms is the identity: the style makes the scale and shift.
_NOT_EXPORTED = re.compile(r"^bert\.pooler\.|\.(norm|adain)\d(\.\d)?\.norm\.(weight|bias)$")
_EMBEDDINGS = tuple(
    f"encoder.{name}.weight"
    for name in (
        *(f"bert.embeddings.{kind}_embeddings" for kind in ("word", "position", "token_type")),
        "text_encoder.embedding",
    )
)


class ConversionError(Exception):
    """The file isn't the graph that this was written for."""


def convert(source: Path, model: torch.nn.Module) -> dict[str, dict[str, torch.Tensor]]:
    """The weights of an ONNX file as the checkpoint that KModel loads: a state dict per submodule of `model`.

    Raises:
        ConversionError: a weight is missing or has another shape.
    """
    weights = _read(onnx.load(source))
    checkpoint: dict[str, dict[str, torch.Tensor]] = {}
    for name, target in model.state_dict().items():
        module, _, rest = name.partition(".")
        checkpoint.setdefault(module, {})[rest] = _fit(name, target, weights)
    return checkpoint


def _fit(name: str, target: torch.Tensor, weights: dict[str, Array]) -> torch.Tensor:
    """The tensor that belongs under a name of KModel's state dict."""
    if name.endswith(("weight_g", "weight_v")):
        value, norm = _normalized(_find(name[:-2], weights))
        tensor = norm if name.endswith("g") else value
    elif _NOT_EXPORTED.search(name):
        return target
    else:
        tensor = torch.tensor(_find(name, weights))
    if tensor.shape != target.shape:
        raise ConversionError(f"{name} has shape {tuple(tensor.shape)}, not {tuple(target.shape)}")
    return tensor


def _find(name: str, weights: dict[str, Array]) -> Array:
    try:
        return weights[name]
    except KeyError:
        raise ConversionError(f"{name} isn't in the file") from None


def _normalized(weight: Array) -> tuple[torch.Tensor, torch.Tensor]:
    """Direction and length of each row, as torch's weight_norm keeps them: weight = g v / |v|."""
    direction = torch.tensor(weight)
    norm = direction.flatten(1).norm(dim=1)
    direction[norm == 0] = 1.0  # any direction does where the length is 0, but v = 0 gives 0/0
    return direction, norm.view(-1, *[1] * (direction.dim() - 1))


def _read(graph_file: onnx.ModelProto) -> dict[str, Array]:
    """Effective float32 weights by KModel's names."""
    tensors = {tensor.name: numpy_helper.to_array(tensor) for tensor in graph_file.graph.initializer}
    weights: dict[str, Array] = {
        _module_path(name): tensor
        for name, tensor in tensors.items()
        if tensor.dtype == np.float32 and _PLAIN.search(name)
    }
    for name in _EMBEDDINGS:
        weights[_module_path(name)] = _dequantized(tensors, f"{name}_quantized", "")
    for node in graph_file.graph.node:
        weights.update(_weights_of(node, tensors))
    return weights


def _weights_of(node: onnx.NodeProto, tensors: dict[str, NDArray[Any]]) -> dict[str, Array]:
    """The weights that a node holds as an input, if any."""
    inputs = list(node.input)
    scope = _REPEATED.sub(r".\1", _scope(node.name))
    match node.op_type:
        case "MatMulInteger" if inputs[1] in tensors:
            return {f"{scope}.weight": _dequantized(tensors, inputs[1], inputs[3]).T}
        case "MatMul" if inputs[1] in tensors:
            return {f"{scope}.weight": tensors[inputs[1]].T}
        case "ConvInteger":
            return {f"{scope}.weight": _dequantized(tensors, inputs[1], inputs[3])}
        case "Conv" | "ConvTranspose" if inputs[1] in tensors and "stft" not in node.name:
            return {f"{scope}.weight": tensors[inputs[1]]}
        case "DynamicQuantizeLSTM":
            return _lstm(scope, inputs, tensors)
    return {}


def _lstm(scope: str, inputs: list[str], tensors: dict[str, NDArray[Any]]) -> dict[str, Array]:
    """Both directions of an LSTM; ONNX has the gates in the order i o f c, torch i f c o."""
    of_input = _dequantized(tensors, inputs[1], inputs[9])
    of_state = _dequantized(tensors, inputs[2], inputs[11])
    biases = tensors[inputs[3]]
    gates = 4 * _HIDDEN
    weights = {}
    for direction, suffix in enumerate(("", "_reverse")):
        for name, tensor in (
            ("weight_ih", of_input[direction].T),
            ("weight_hh", of_state[direction].T),
            ("bias_ih", biases[direction][:gates]),
            ("bias_hh", biases[direction][gates:]),
        ):
            i, o, f, c = np.split(tensor, 4)
            weights[f"{scope}.{name}_l0{suffix}"] = np.concatenate([i, f, c, o])
    return weights


def _dequantized(tensors: dict[str, NDArray[Any]], name: str, zero_point: str) -> Array:
    quantized = tensors[name].astype(np.float32)
    scale = tensors[name.replace("_quantized", "_scale")]
    zero = tensors[zero_point].astype(np.float32) if zero_point in tensors else np.zeros((), np.float32)
    if scale.ndim == 1 and quantized.ndim == 3 and len(scale) == len(quantized):  # an LSTM's: one a direction
        scale = scale[:, None, None]
        zero = zero[:, None, None] if zero.ndim else zero
    weight: Array = (quantized - zero) * scale
    return weight


def _scope(node: str) -> str:
    """KModel's module of a node: `/encoder/F0.0/conv1/Conv_quant` is in `predictor.F0.0.conv1`.

    In `cnn.0/cnn.0.0` the exporter repeats the parent's name, which is dropped.
    """
    parts: list[str] = []
    for part in node.strip("/").split("/")[:-1]:
        if parts and (part == parts[-1] or part.startswith(f"{parts[-1]}.")):
            parts[-1] = part
        else:
            parts.append(part)
    return _module_path(_PREDICTOR_PARTS.sub(r"encoder.predictor.\1", ".".join(parts)) + ".")[:-1]


def _module_path(name: str) -> str:
    for exported, module in _MODULES:
        if name.startswith(exported):
            return module + name[len(exported) :]
    return name
