"""OpenAI's backend keeps the contract, through the whole pipeline."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import openai_stub
import pytest
from http_stub import HttpStub

from tts_tui.backends.base import BackendContext
from tts_tui.backends.manager import TTSBackendManager
from tts_tui.backends.registry import specs
from tts_tui.testing import BackendContract, closing


class TestOpenAI(BackendContract):
    model = "gpt-4o-mini-tts"
    voice = "marin"

    @pytest.fixture
    async def manager(self, tmp_path: Path) -> AsyncIterator[TTSBackendManager]:
        async with HttpStub(openai_stub.openai) as stub:
            options = {"openai": {"base_url": stub.url + "/v1", "send_key": True}}
            context = BackendContext(tmp_path, tmp_path, secret={"openai": openai_stub.KEY}.get)
            async for manager in closing(TTSBackendManager(context, specs(options), options)):
                yield manager


class TestOldModel(TestOpenAI):
    model = "tts-1"
    voice = "nova"
