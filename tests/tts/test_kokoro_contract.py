"""The embedded default keeps the contract, with its real model."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
from backend_contract import BackendContract, closing

from tts_tui.backends.manager import TTSBackendManager

pytestmark = pytest.mark.slow


class TestKokoroOnnx(BackendContract):
    model = "kokoro-v1.0-onnx"
    voice = "af_heart"

    @pytest.fixture(scope="class")
    async def manager(self, kokoro_manager: TTSBackendManager) -> AsyncIterator[TTSBackendManager]:
        async for manager in closing(kokoro_manager):
            yield manager
