"""Shared by all tests."""

from __future__ import annotations

import os
import sys
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from tts_tui.backends.base import BackendContext
from tts_tui.backends.manager import TTSBackendManager

if TYPE_CHECKING:
    from virtual_sound import PulseServer

# The same examples in every run: what fails is found by who changes it. `bench/fuzz_*.py` look further.
settings.register_profile("repeatable", derandomize=True, deadline=None)
settings.load_profile("repeatable")

# Hundreds of child processes would compile all of the program anew.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False

# The keyring takes the first backend that it finds when it is first asked: a test's own, in a process of many tests.
os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.fail.Keyring"

# Helper modules lie beside the tests (importmode importlib makes no packages of them).
for folder in ("", "tts", "store", "studio", "audio", "ui", "cli", "e2e", "documents"):
    sys.path.insert(0, str(Path(__file__).parent / folder))


@pytest.fixture(scope="session")
def shared_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of this run, for what is made once however many processes run the tests."""
    own = tmp_path_factory.getbasetemp()
    return own.parent if "PYTEST_XDIST_WORKER" in os.environ else own


@pytest.fixture(scope="session")
def engine_cache(shared_folder: Path) -> Path:
    """The program's cache folder, the last part of which is its name: the model in it is joined and compiled once."""
    from tts_tui.backends.kokoro.engine_choice import streaming
    from tts_tui.backends.kokoro.model_file import MODEL_FILES, ensure

    cache = shared_folder / "cache" / "tts-tui"
    streaming(ensure(MODEL_FILES["kokoro-v1.0-onnx"], cache / "kokoro"), cache / "kokoro").engine.close()
    return cache


@pytest.fixture
def own_cache(tmp_path: Path, engine_cache: Path) -> Path:
    """The program's cache folder of one test: its engine is everybody's, the sentences kept in it are its own."""
    own = tmp_path / "cache" / engine_cache.name
    if own != engine_cache:
        own.mkdir(parents=True)
        (own / "kokoro").symlink_to(engine_cache / "kokoro")
    return own


@pytest.fixture
async def kokoro_manager(engine_cache: Path, tmp_path: Path) -> AsyncIterator[TTSBackendManager]:
    """A manager with the embedded Kokoro and nothing else."""
    from tts_tui.backends.builtin import BUILT_IN

    specs = [spec for spec in BUILT_IN if spec.name == "kokoro"]
    options = {"kokoro": {"engine": "streaming"}}  # not the stock graph while that one is being made
    manager = TTSBackendManager(BackendContext(cache=engine_cache, data=tmp_path), specs, options)
    yield manager
    await manager.close()


@pytest.fixture
def pulse(monkeypatch: pytest.MonkeyPatch) -> Iterator[PulseServer]:
    """A running private PulseAudio that is this process's default device."""
    from virtual_sound import PulseServer, why_no_portaudio, why_no_pulse

    if reason := why_no_portaudio() or why_no_pulse():
        pytest.skip(reason)
    server = PulseServer()
    for name, value in server.environment.items():
        monkeypatch.setenv(name, value)
    try:
        server.start()
        yield server
    finally:
        server.close()


@pytest.fixture
def steady_windows(monkeypatch: pytest.MonkeyPatch) -> None:
    """Kokoro's first windows as on a very quick machine: their lengths, and with them the sound, hang on its speed."""
    from tts_tui.backends.kokoro import streaming

    monkeypatch.setattr(streaming, "_DECODING", 0.0)
