"""The verbs beside a real loopback server: what they say of it, with it and without it."""

from __future__ import annotations

import asyncio
import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from alltalk_stub import NO_MODELS, AllTalk
from http_stub import Handler, HttpStub

from tests.cli.conftest import CommandLine

Here = Callable[..., Any]


@contextmanager
def served(handler: Handler) -> Iterator[str]:
    """Serve it in a thread; gives its address."""
    loop, up = asyncio.new_event_loop(), threading.Event()
    stub = HttpStub(handler)

    async def run() -> None:
        async with stub:
            up.set()
            await done.wait()

    done = asyncio.Event()
    thread = threading.Thread(target=lambda: loop.run_until_complete(run()))
    thread.start()
    up.wait(20)
    try:
        yield stub.url
    finally:
        loop.call_soon_threadsafe(done.set)
        thread.join()
        loop.close()


def configured(cli: CommandLine, table: str) -> dict[str, str]:
    file = cli.home / "alltalk.toml"
    file.write_text(table)
    return {"TTS_TUI_CONFIG": str(file)}


def test_without_a_server_there_is_one_truth(here: Here, cli: CommandLine) -> None:
    nobody = configured(cli, '[backends.alltalk]\nbase_url = "http://127.0.0.1:9"\n')
    listed = here("models", **nobody)
    own = [line for line in listed.text.splitlines() if "alltalk" in line]
    assert len(own) == 1
    assert "can't be reached at http://127.0.0.1:9" in own[0]
    assert "✗" in own[0]
    as_json = json.loads(here("models", "--json", **nobody).text)
    assert not any(model["available"] for model in as_json if model["provider"] == "alltalk")
    voices = here("voices", **nobody)
    assert "af_heart" in voices.text
    assert "AllTalk" not in voices.err, "nobody asked for it"


def test_models_and_voices_are_those_of_the_server(here: Here, cli: CommandLine) -> None:
    with served(AllTalk()) as url:
        there = configured(cli, f'[backends.alltalk]\nbase_url = "{url}"\n')
        listed = here("models", **there).text
        assert "✓ What is loaded (Piper)" in listed
        assert "! XTTS (AllTalk has Piper loaded: speaking with XTTS makes it switch" in listed
        voices = here("voices", "--provider", "alltalk", **there).text
        assert "de_DE-thorsten-medium.onnx" in voices


def test_a_server_without_a_model_has_no_tick(here: Here, cli: CommandLine) -> None:
    server = AllTalk()
    server.model = NO_MODELS
    with served(server) as url:
        there = configured(cli, f'[backends.alltalk]\nbase_url = "{url}"\n')
        listed = here("models", **there).text
        assert "! What is loaded (Piper) (AllTalk's Piper has no model loaded.)" in listed
        assert "✓ What is loaded" not in listed


@pytest.mark.slow
def test_doctor_says_what_the_server_has(cli: CommandLine) -> None:
    with served(AllTalk()) as url:
        there = configured(cli, f'[backends.alltalk]\nbase_url = "{url}"\n')
        found = {each["part"]: each for each in json.loads(cli("doctor", "--json", **there).text)}
        assert found["alltalk"]["state"] == "ok"
        assert "AllTalk 2: Piper (piper)" in found["alltalk"]["reason"]
    found = {each["part"]: each for each in json.loads(cli("doctor", "--json", **there).text)}
    assert found["alltalk"]["state"] == "warn"
    assert "can't be reached" in found["alltalk"]["reason"]


def test_say_takes_what_is_loaded_and_a_voice_by_its_name(cli: CommandLine, tmp_path: Path) -> None:
    server = AllTalk()
    with served(server) as url:
        there = configured(cli, f'[backends.alltalk]\nbase_url = "{url}"\n')
        saved = tmp_path / "a.wav"
        arguments = (
            "say",
            "--provider",
            "alltalk",
            "-v",
            "de_DE-thorsten-medium",
            "-o",
            saved,
            "Hallo. 1945.",
        )
        ran = cli(*arguments, **there)
        assert ran.code == 0, ran.err
        assert saved.stat().st_size > 10_000
        assert server.engine == "piper"
        assert set(server.languages) == {"de"}


def test_say_tells_what_it_waits_for_and_tries_again(cli: CommandLine) -> None:
    """On a stderr that is no terminal, as a log: each thing once."""

    async def busy(_: Any, reply: Any) -> None:
        await reply.whole({"error": {"message": "Overloaded"}}, 503)

    with served(busy) as url:
        profile = f'[backends.openai.profiles.home]\nbase_url = "{url}/v1"\nvoices = ["ann"]\n'
        ran = cli(
            "say",
            "--provider",
            "home",
            "-v",
            "ann",
            "-o",
            cli.home / "b.wav",
            "Hello.",
            **configured(cli, profile),
        )
    assert ran.code == 3
    lines = ran.err.splitlines()
    assert sum("trying again" in line for line in lines) == 2, ran.err
    assert "home failed: Overloaded: trying again, 2 of 3" in lines[0]
    assert "Tried 3 times in" in ran.err
