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


def test_a_blend_under_a_name_is_listed_and_explained_as_its_heaviest_voice_reads(
    here: Callable[..., Ran], cli: CommandLine
) -> None:
    config = cli.home / "own-config"
    (config / "tts-tui").mkdir(parents=True)
    (config / "tts-tui" / "blends.toml").write_text('"evening host" = "bm_george(2)+af_heart(1)"\n')
    own = {"XDG_CONFIG_HOME": str(config)}
    listed = {
        voice["name"]: voice
        for voice in json.loads(here("voices", "--model", "kokoro-v1.0-onnx", "--json", **own).text)
    }
    host = listed["evening host"]
    assert (host["id"], host["language"], host["available"]) == ("bm_george(2)+af_heart(1)", "en-GB", True)
    told = here("explain", "A bath.", "--voice", "Evening Host", "--json", **own)
    assert told.code == 0, told.err
    british = here("explain", "A bath.", "--voice", "bm_george", "--json", **own)
    assert (
        json.loads(told.text)["segments"][0]["phonemes"]
        == json.loads(british.text)["segments"][0]["phonemes"]
    )


def test_blends_that_cannot_be_read_are_told_with_what_helps(
    here: Callable[..., Ran], cli: CommandLine
) -> None:
    config = cli.home / "own-config"
    (config / "tts-tui").mkdir(parents=True)
    (config / "tts-tui" / "blends.toml").write_text("evening host = 3")
    ran = here("voices", "--model", "kokoro-v1.0-onnx", XDG_CONFIG_HOME=str(config))
    assert ran.code == 2
    assert "blends of voices" in ran.err
    assert "Traceback" not in ran.err
