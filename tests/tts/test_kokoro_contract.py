"""The embedded default keeps the contract, with its real model."""

from __future__ import annotations

import pytest

from tts_tui.backends.manager import TTSBackendManager
from tts_tui.testing import BackendContract

pytestmark = pytest.mark.slow


class TestKokoroOnnx(BackendContract):
    model = "kokoro-v1.0-onnx"
    voice = "af_heart"

    @pytest.fixture
    def manager(self, kokoro_manager: TTSBackendManager) -> TTSBackendManager:
        return kokoro_manager
