"""Shared by all tests."""

from __future__ import annotations

import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tts_tui.backends.base import BackendContext
from tts_tui.backends.manager import TTSBackendManager

# Helper modules lie beside the tests (importmode importlib makes no packages of them).
for folder in ("", "tts", "library", "pipeline", "audio", "ui", "e2e"):
    sys.path.insert(0, str(Path(__file__).parent / folder))


@pytest.fixture(scope="session")
def engine_cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The program's cache folder, the last part of which is its name: the model in it is joined and compiled once."""
    from tts_tui.backends.kokoro.engines import streaming
    from tts_tui.backends.kokoro.model_file import MODEL_FILES, ensure

    cache = tmp_path_factory.mktemp("cache") / "tts-tui"
    streaming(ensure(MODEL_FILES["kokoro-v1.0-onnx"], cache / "kokoro"), cache / "kokoro").engine.close()
    return cache


@pytest.fixture
async def kokoro_manager(engine_cache: Path, tmp_path: Path) -> AsyncIterator[TTSBackendManager]:
    """A manager with the embedded Kokoro and nothing else."""
    from tts_tui.backends.registry import BUILT_IN

    specs = [spec for spec in BUILT_IN if spec.name == "kokoro"]
    options = {"kokoro": {"engine": "streaming"}}  # not the stock graph while that one is being made
    manager = TTSBackendManager(BackendContext(cache=engine_cache, data=tmp_path), specs, options)
    yield manager
    await manager.close()
