"""Shared by the tests of backends: engines, installed once a run."""

from __future__ import annotations

import asyncio
import os
import sys
from pathlib import Path

import pytest
from filelock import FileLock

from tts_tui.backends.base import BackendContext
from tts_tui.backends.engines.catalog import CHATTERBOX, KOKORO_TORCH, Engine
from tts_tui.backends.engines.environment import EngineEnvironment, EngineState
from tts_tui.backends.engines.hardware import has_gpu, torch_arguments
from tts_tui.backends.engines.install import install
from tts_tui.backends.engines.pip_settings import read_pip_settings


@pytest.fixture(scope="session")
def engines_context(engine_cache: Path, shared_folder: Path) -> BackendContext:
    """Where the tests' engines live: in the folder TTS_TUI_TEST_ENGINES, to keep them, or in a new one.

    One thread a process: the tests share few cores.
    """
    kept = os.environ.get("TTS_TUI_TEST_ENGINES")
    data = Path(kept) if kept else shared_folder / "data"
    return BackendContext(engine_cache, data, {"threads": 1, "device": "cpu"})


def installed(engine: Engine, context: BackendContext) -> EngineEnvironment:
    """Install an engine unless it is.

    Never with a CUDA build of torch, which is several GB: without a CPU build at hand the test is skipped.
    """
    if not any((has_gpu(), sys.platform == "darwin")) and torch_arguments(_find_links()):
        pytest.skip("no CPU build of torch in pip's find-links")

    async def run() -> None:
        async for _ in install(engine, context, torch="index"):
            pass

    with FileLock(context.data.with_suffix(".lock")):
        asyncio.run(run())
    environment = EngineEnvironment(engine, context.data)
    assert environment.state is EngineState.READY
    return environment


def _find_links() -> list[str]:
    return read_pip_settings().get("find-links", "").split()


@pytest.fixture(scope="session")
def kokoro_torch(engines_context: BackendContext) -> EngineEnvironment:
    return installed(KOKORO_TORCH, engines_context)


@pytest.fixture(scope="session")
def chatterbox(engines_context: BackendContext) -> EngineEnvironment:
    return installed(CHATTERBOX, engines_context)
