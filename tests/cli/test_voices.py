"""Voices of a server that knows better than we which models there are."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from typing import TYPE_CHECKING

import elevenlabs_stub
from elevenlabs_stub import ElevenLabs
from http_stub import HttpStub

if TYPE_CHECKING:
    from conftest import CommandLine, Ran


async def test_the_first_look_lists_the_models_that_the_server_really_has(
    here: Callable[..., Ran], cli: CommandLine
) -> None:
    settings = cli.home / "settings.toml"
    async with HttpStub(ElevenLabs()) as stub:
        settings.write_text(f'[backends.elevenlabs]\nbase_url = "{stub.url}"\nsend_key = true\n')
        environment = {
            "TTS_TUI_CONFIG": str(settings),
            "ELEVENLABS_API_KEY": elevenlabs_stub.KEY,
            "XDG_CACHE_HOME": str(cli.home / "cache"),
        }
        ran = await asyncio.to_thread(here, "voices", "--provider", "elevenlabs", "--json", **environment)
        asked = len(stub.requests)
        again = await asyncio.to_thread(here, "voices", "--provider", "elevenlabs", "--json", **environment)
        assert len(stub.requests) == asked, "they are remembered"
    assert ran.code == 0, ran.err
    assert {voice["model"] for voice in json.loads(ran.text)} == set(elevenlabs_stub.MODELS)
    assert again.text == ran.text
