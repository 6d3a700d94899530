"""The symbols Kokoro was trained on, and their token ids."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path


@lru_cache(maxsize=1)
def vocabulary() -> Mapping[str, int]:
    """Token id by symbol."""
    ids: Mapping[str, int] = json.loads(model_config().read_text(encoding="utf-8"))["vocab"]
    return ids


def model_config() -> Path:
    """The configuration that was published with the model's weights: its vocabulary, and its layers' sizes."""
    return Path(__file__).with_name("vocabulary.json")
