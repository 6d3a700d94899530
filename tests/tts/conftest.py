"""Shared by the tests of backends: engines, installed once a run."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

import pytest

from tts_tui.backends.base import BackendContext
from tts_tui.backends.engines.catalog import Engine
from tts_tui.backends.engines.environment import EngineEnvironment, EngineState
from tts_tui.backends.engines.hardware import has_gpu, torch_arguments
from tts_tui.backends.engines.install import InstallProgress, install
from tts_tui.backends.engines.pip_settings import read_pip_settings


@pytest.fixture(scope="session")
def engines_context(engine_cache: Path, tmp_path_factory: pytest.TempPathFactory) -> BackendContext:
    """Where the tests' engines live. One thread a process: the tests share few cores."""
    return BackendContext(engine_cache, tmp_path_factory.mktemp("data"), {"threads": 1, "device": "cpu"})


def installed(engine: Engine, context: BackendContext) -> list[InstallProgress]:
    """Install an engine unless it is; the lines of progress.

    Never with a CUDA build of torch, which is several GB: without a CPU build at hand the test is skipped.
    """
    if not any((has_gpu(), sys.platform == "darwin")) and torch_arguments(_find_links()):
        pytest.skip("no CPU build of torch in pip's find-links")

    async def run() -> list[InstallProgress]:
        return [line async for line in install(engine, context, torch="index")]

    return asyncio.run(run())


def _find_links() -> list[str]:
    return read_pip_settings().get("find-links", "").split()


@pytest.fixture(scope="session")
def kokoro_torch(engines_context: BackendContext) -> EngineEnvironment:
    from tts_tui.backends.engines.catalog import KOKORO_TORCH

    installed(KOKORO_TORCH, engines_context)
    environment = EngineEnvironment(KOKORO_TORCH, engines_context.data)
    assert environment.state is EngineState.READY
    return environment
