"""Kokoro in a process of its own: the same contract, the same sound, and a process that may die."""

from __future__ import annotations

import os
import signal
from collections.abc import AsyncIterator
from pathlib import Path

import numpy as np
import pytest
import pytest_asyncio
from likeness import alike

from tts_tui.backends.base import BackendContext
from tts_tui.backends.builtin import BUILT_IN
from tts_tui.backends.kokoro.backend import KokoroBackend
from tts_tui.backends.kokoro.compiled import compiled_folder
from tts_tui.backends.kokoro.integrity import seal
from tts_tui.backends.kokoro.model_file import INT8, ensure
from tts_tui.backends.manager import TTSBackendManager
from tts_tui.speech.errors import SynthesisError, WorkerError
from tts_tui.speech.request import ChunkRequest
from tts_tui.testing import BackendContract

pytestmark = pytest.mark.slow

MODEL = "kokoro-v1.0-onnx"
LONG = (
    "When the sunlight strikes raindrops in the air, they act as a prism and form a rainbow for all to see."
)


class TestKokoroProcess(BackendContract, loop_scope="class"):
    model = MODEL
    voice = "af_heart"

    @pytest_asyncio.fixture(scope="class", loop_scope="class")
    async def manager(
        self, engine_cache: Path, tmp_path_factory: pytest.TempPathFactory
    ) -> AsyncIterator[TTSBackendManager]:
        specs = [spec for spec in BUILT_IN if spec.name == "kokoro"]
        options = {"kokoro": {"process": True}}
        manager = TTSBackendManager(
            BackendContext(engine_cache, tmp_path_factory.mktemp("data")), specs, options
        )
        yield manager
        await manager.close()


def backend_of(engine_cache: Path, tmp_path: Path, **options: object) -> KokoroBackend:
    return KokoroBackend(BackendContext(engine_cache, tmp_path, {"engine": "streaming", **options}))


@pytest.fixture
async def backend(engine_cache: Path, tmp_path: Path) -> AsyncIterator[KokoroBackend]:
    backend = backend_of(engine_cache, tmp_path, process=True)
    await backend.start(MODEL)
    yield backend
    await backend.close()


async def spoken(backend: KokoroBackend, text: str = LONG) -> list[np.ndarray]:
    request = ChunkRequest(0, text, MODEL, "af_heart", "")
    return [chunk.samples async for chunk in backend.synthesize(request)]


async def pid_of(backend: KokoroBackend) -> int | None:
    return (await backend._engine(MODEL)).engine.model.worker.pid


async def test_it_streams_what_the_engine_here_makes(
    backend: KokoroBackend, engine_cache: Path, tmp_path: Path
) -> None:
    here = backend_of(engine_cache, tmp_path)
    expected, found = await spoken(here), await spoken(backend)
    await here.close()
    assert len(found) > 5, "sound comes while the sentence is decoded"
    assert alike(np.concatenate(found), np.concatenate(expected))


async def test_it_says_where_it_runs_and_what_memory_that_has(backend: KokoroBackend) -> None:
    assert "streaming on CPUExecutionProvider in a process of" in backend.describe()[MODEL]
    assert await pid_of(backend) != os.getpid()


async def test_a_killed_process_fails_what_it_spoke_and_the_next_speech_starts_it_again(
    backend: KokoroBackend,
) -> None:
    before = await pid_of(backend)
    with pytest.raises((WorkerError, SynthesisError), match="Kokoro"):
        async for _ in backend.synthesize(ChunkRequest(0, LONG, MODEL, "af_heart", "")):
            os.kill(before, signal.SIGKILL)
    assert np.concatenate(await spoken(backend)).size
    assert await pid_of(backend) not in (None, before)


async def test_closing_ends_the_process(backend: KokoroBackend) -> None:
    pid = await pid_of(backend)
    await backend.close()
    assert not Path(f"/proc/{pid}").exists()


async def test_an_engine_that_can_t_be_loaded_says_why(tmp_path: Path) -> None:
    cache = tmp_path / "cache" / "kokoro"
    refused = compiled_folder(ensure(INT8, cache), cache)
    refused.mkdir()
    (refused / "unavailable.txt").write_text("The moon is in the wrong quarter.")
    seal(refused)
    backend = backend_of(tmp_path / "cache", tmp_path, process=True)
    with pytest.raises(SynthesisError, match=r"Kokoro: The moon is in the wrong quarter\."):
        await backend.start(MODEL)
    await backend.close()
