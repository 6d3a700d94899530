"""The window through a browser's protocol: who may come in, and what it gives."""

from __future__ import annotations

import asyncio
import io
import json
import signal
import socket
import subprocess
import wave
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import aiohttp
import numpy as np
import pytest
from transcribe import transcribe, wer
from yarl import URL

if TYPE_CHECKING:
    from conftest import CommandLine

pytestmark = pytest.mark.slow

PATIENCE = 60.0
CTRL_G, CTRL_S, ENTER = "\x07", "\x13", "\r"
SENTENCE = "The boats are still asleep."


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@pytest.fixture
def served(cli: CommandLine):
    """The address that `tts-tui serve` prints, while it runs; then it is interrupted as by ^c."""
    server = cli.start("serve", "--port", str(free_port()))
    assert server.stdout
    try:
        yield URL(server.stdout.readline().strip())
    finally:
        server.send_signal(signal.SIGINT)
        try:
            server.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            server.kill()
            raise
        finally:
            server.communicate()


class Page:
    """What a browser shows and is given."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        self._socket = socket
        self.shown = ""
        self.files: list[str] = []

    async def type(self, keys: str) -> None:
        self.shown = ""
        await self._socket.send_json(["stdin", keys])

    async def until(self, what: str) -> None:
        """Wait until that has been drawn since the last keys."""
        async with asyncio.timeout(PATIENCE):
            while what not in self.shown:
                await self._take()

    async def file(self) -> str:
        """The key of the next file that it may download."""
        async with asyncio.timeout(PATIENCE):
            while not self.files:
                await self._take()
        return self.files.pop()

    async def _take(self) -> None:
        message = await self._socket.receive()
        if message.type is aiohttp.WSMsgType.BINARY:
            self.shown += message.data.decode("utf-8", "replace")
        elif message.type is aiohttp.WSMsgType.TEXT:
            kind, told = json.loads(message.data)
            if kind == "deliver_file_start":
                self.files.append(told)
        else:
            raise AssertionError(f"the page was closed: {message}")


@asynccontextmanager
async def opened(address: URL) -> AsyncIterator[tuple[aiohttp.ClientSession, Page]]:
    # cookies of an address without a name are kept only when asked for
    async with aiohttp.ClientSession(cookie_jar=aiohttp.CookieJar(unsafe=True)) as browser:
        async with browser.get(address) as answer:
            assert answer.status == 200
            assert "token" not in str(answer.url)
            page = await answer.text()
        assert "https://" not in page
        async with browser.ws_connect(address.origin() / "ws" % {"width": 100, "height": 30}) as socket:
            await socket.send_json(["focus"])  # as a page does that has it
            yield browser, Page(socket)


async def test_what_is_typed_in_a_page_is_spoken_and_downloaded(served: URL) -> None:
    async with opened(served) as (browser, page):
        await page.until("ready")
        await page.type(f"\x1b[200~{SENTENCE}\x1b[201~")
        await page.until("asleep.")
        await page.type(CTRL_G)
        await page.until("100%")
        await page.type(CTRL_S)
        await page.until("Your browser downloads The-boats-are-still-asleep.wav")
        await page.type(ENTER)
        async with browser.get(served.origin() / "download" / await page.file()) as answer:
            assert answer.status == 200
            assert "The-boats-are-still-asleep.wav" in answer.headers["Content-Disposition"]
            content = await answer.read()
        await page.until("is downloaded")
    with wave.open(io.BytesIO(content)) as file:
        samples = np.frombuffer(file.readframes(file.getnframes()), np.int16).astype(np.float32) / 32768
        assert wer(SENTENCE, transcribe(samples, file.getframerate())) == 0


async def test_nobody_comes_in_without_the_token(served: URL) -> None:
    origin = served.origin()
    async with aiohttp.ClientSession(cookie_jar=aiohttp.DummyCookieJar()) as stranger:
        for path in ("/", "/ws", "/download/x", "/static/js/textual.js", "/?token=guessed"):
            async with stranger.get(origin.join(URL(path))) as answer:
                assert answer.status == 403, path
        # the right token, from a page of somebody's that is led here by a name of its own
        for headers in ({"Host": f"evil.example:{origin.port}"}, {"Origin": "http://evil.example"}):
            async with stranger.get(served, headers=headers) as answer:
                assert answer.status == 403, headers


def test_a_port_that_is_taken_is_told(cli: CommandLine) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        ran = cli("serve", "--port", str(port))
    assert ran.code == 2
    assert f"Port {port} can't be had: " in ran.err
    assert f"tts-tui serve --port {port + 1}" in ran.err
