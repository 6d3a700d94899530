"""The symbols Kokoro was trained on, and their token ids."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

from tts_tui.speech.errors import MissingDependencyError


@lru_cache(maxsize=1)
def vocabulary() -> Mapping[str, int]:
    """Token id by symbol, from the config of the model that kokoro-onnx carries.

    Read as a file, because importing kokoro_onnx also imports phonemizer (170 ms).

    Raises:
        MissingDependencyError: kokoro-onnx isn't installed.
    """
    spec = find_spec("kokoro_onnx")
    if spec is None or spec.origin is None:
        raise MissingDependencyError("kokoro-onnx isn't installed.", hint="pip install kokoro-onnx")
    config = json.loads(Path(spec.origin).with_name("config.json").read_text(encoding="utf-8"))
    ids: Mapping[str, int] = config["vocab"]
    return ids
