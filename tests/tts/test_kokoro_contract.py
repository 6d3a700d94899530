"""The embedded default keeps the contract, with its real model."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from tts_tui.backends.base import BackendContext
from tts_tui.backends.builtin import KOKORO
from tts_tui.backends.manager import TTSBackendManager
from tts_tui.testing import BackendContract, closing

pytestmark = pytest.mark.slow


class TestKokoroOnnx(BackendContract, loop_scope="class"):
    model = "kokoro-v1.0-onnx"
    voice = "af_heart"

    @pytest_asyncio.fixture(scope="class", loop_scope="class")
    async def manager(
        self, engine_cache: Path, tmp_path_factory: pytest.TempPathFactory
    ) -> AsyncIterator[TTSBackendManager]:
        context = BackendContext(engine_cache, tmp_path_factory.mktemp("data"))
        async for manager in closing(
            TTSBackendManager(context, [KOKORO], {"kokoro": {"engine": "streaming"}})
        ):
            yield manager
