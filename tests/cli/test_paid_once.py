"""What was paid for isn't paid for again: not after a failure, not after a change of settings; the sum is told."""

from __future__ import annotations

import asyncio
import json
import re
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import openai_stub
import pytest
from http_stub import HttpStub, Received, Reply

from tts_tui.backends.openai.vendor import vendor
from tts_tui.store.history import History

if TYPE_CHECKING:
    from conftest import CommandLine

pytestmark = pytest.mark.no_engine

SENTENCES = [f"This is sentence number {number} of a text that is paid for." for number in range(30)]
TEXT = " ".join(SENTENCES)
CHOICE = ("--provider", "openai", "--model", "tts-1", "-v", "nova")
USD_PER_CHARACTER = 15e-6
CONCURRENCY = vendor({}).offers[0].model.concurrency


class PaidServer:
    """OpenAI's, which dies at one call and takes any key: ours goes to no other address than OpenAI's own.

    Attributes:
        spoken: how often each text was paid for.
    """

    def __init__(self) -> None:
        self.spoken: Counter[str] = Counter()
        self.dies_at = -1

    async def __call__(self, request: Received, reply: Reply) -> None:
        if request.path.endswith("/speech"):
            if len(self.spoken) >= self.dies_at >= 0:
                await reply.whole(openai_stub.error("It died.", "invalid_request_error"), 400)
                return
            self.spoken[request.json()["input"]] += 1
        request.headers["authorization"] = f"Bearer {openai_stub.KEY}"
        await openai_stub.openai(request, reply)


async def test_a_run_that_dies_tells_what_it_spent_and_the_rest_pays_for_the_rest(
    cli: CommandLine, tmp_path: Path
) -> None:
    server = PaidServer()
    async with HttpStub(server) as stub:

        async def say(*arguments: str):  # type: ignore[no-untyped-def]
            environment = {"OPENAI_BASE_URL": f"{stub.url}/v1", "OPENAI_API_KEY": openai_stub.KEY}
            return await asyncio.to_thread(cli, "say", *CHOICE, *arguments, TEXT, **environment)

        server.dies_at = 2
        ran = await say("-o", "first.wav")
        assert ran.code == 3
        paid = sum(map(len, server.spoken))
        told = re.search(r"(About )?\$(\d+\.\d+) were spent", ran.err)
        assert told
        # of calls that were under way when it died it isn't known whether they cost anything
        most = paid + (CONCURRENCY * max(map(len, SENTENCES)) if told[1] else 0)
        assert paid * USD_PER_CHARACTER - 1e-4 < float(told[2]) < most * USD_PER_CHARACTER + 1e-4
        found = re.search(r"--from (\d+) says the rest", ran.err)
        assert found

        server.dies_at = -1
        ran = await say("--from", found[1], "-o", "rest.wav", "--srt", "rest.srt", "--json")
        assert ran.code == 0, ran.err
        assert max(server.spoken.values()) == 1, "nothing is paid for twice"
        assert sorted(" ".join(server.spoken).split()) == sorted(TEXT.split()), "and nothing is left out"
        before_it = TEXT[: int(found[1])].split(". ")[0]
        assert before_it not in (tmp_path / "rest.srt").read_text().replace("\n", " ")

        ran = await say("-o", "whole.wav", "--json")
        assert ran.events[-1]["cost_usd"] == 0.0, "all of it is there by now"
        assert max(server.spoken.values()) == 1
    history = History(tmp_path / "data" / "tts-tui" / "history.db")
    assert sum(said.cost_usd or 0.0 for said in history.latest()) == pytest.approx(
        len("".join(server.spoken)) * USD_PER_CHARACTER
    )


async def test_a_change_of_settings_that_shape_no_sound_pays_nothing_again(cli: CommandLine) -> None:
    server = PaidServer()
    async with HttpStub(server) as stub:
        environment = {"OPENAI_BASE_URL": f"{stub.url}/v1", "OPENAI_API_KEY": openai_stub.KEY}
        for key, value in [
            ("speech.speed", "1.0"),
            ("backends.elevenlabs.base_url", "http://127.0.0.1:9/other"),
            ("backends.kokoro.process", "true"),
            ("audio.volume", "0.5"),
        ]:
            assert cli("config", "set", key, value).code == 0
            ran = await asyncio.to_thread(cli, "say", *CHOICE, "-o", "a.wav", "--force", TEXT, **environment)
            assert ran.code == 0, ran.err
        assert max(server.spoken.values()) == 1
        ran = await asyncio.to_thread(
            cli, "say", *CHOICE, "--speed", "1.5", "-o", "a.wav", "--force", TEXT, **environment
        )
        assert set(server.spoken.values()) == {2}, "what shapes the sound is made again"


@pytest.mark.parametrize("trouble", ["damaged", "unwritable"])
async def test_trouble_with_the_history_is_no_reason_to_fail(
    cli: CommandLine, tmp_path: Path, trouble: str
) -> None:
    file = tmp_path / "data" / "tts-tui" / "history.db"
    if trouble == "damaged":
        file.parent.mkdir(parents=True)
        file.write_bytes(b"no database " * 1000)
    else:
        file.mkdir(parents=True)  # which nobody can write to as a file, not even root
    async with HttpStub(PaidServer()) as stub:
        environment = {"OPENAI_BASE_URL": f"{stub.url}/v1", "OPENAI_API_KEY": openai_stub.KEY}
        ran = await asyncio.to_thread(cli, "say", *CHOICE, "-o", "a.wav", "--json", TEXT, **environment)
    assert ran.code == 0, ran.err
    assert "history" in ran.err.lower()
    assert "Traceback" not in ran.err
    assert [json.loads(line)["event"] for line in ran.text.splitlines()][-1] == "finished"
    if trouble == "damaged":
        assert "damaged-1" in ran.err
        assert [said.text for said in History(file).latest()] == [TEXT]
