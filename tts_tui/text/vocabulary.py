"""The symbols Kokoro was trained on, and their token ids."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

from tts_tui.speech.errors import MissingDependencyError, pip_install


@lru_cache(maxsize=1)
def vocabulary() -> Mapping[str, int]:
    """Token id by symbol.

    Raises:
        MissingDependencyError: kokoro-onnx isn't installed.
    """
    ids: Mapping[str, int] = json.loads(model_config().read_text(encoding="utf-8"))["vocab"]
    return ids


def model_config() -> Path:
    """The model's configuration, a JSON file that kokoro-onnx carries whole.

    Found without importing kokoro_onnx, which also imports phonemizer (170 ms).

    Raises:
        MissingDependencyError: kokoro-onnx isn't installed.
    """
    spec = find_spec("kokoro_onnx")
    if spec is None or spec.origin is None:
        raise MissingDependencyError("kokoro-onnx isn't installed.", hint=pip_install("kokoro-onnx"))
    return Path(spec.origin).with_name("config.json")
