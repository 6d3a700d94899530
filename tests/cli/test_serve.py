"""The window through a browser's protocol: who may come in, and what is shown."""

from __future__ import annotations

import asyncio
import json
import socket
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import aiohttp
import pytest
from http_stub import HttpStub
from served import PATIENCE, any_key, serving, speaking_through
from yarl import URL

if TYPE_CHECKING:
    from conftest import CommandLine

pytestmark = pytest.mark.slow


@pytest.fixture
def served(cli: CommandLine) -> Iterator[URL]:
    with serving(cli) as address:
        yield address


class Page:
    """What a browser shows, and does as textual-serve's own page does.

    Attributes:
        shown: all that was drawn.
        offered: keys of the files to download.
    """

    def __init__(self, browser: aiohttp.ClientSession, socket: aiohttp.ClientWebSocketResponse) -> None:
        self.browser = browser
        self._socket = socket
        self.shown = ""
        self.offered: list[str] = []

    async def focus(self) -> None:
        """Click on it."""
        await self._socket.send_json(["focus"])

    async def type(self, keys: str) -> None:
        """Press keys, as a terminal sends them."""
        await self._socket.send_json(["stdin", keys])

    async def download(self) -> str:
        """Wait until a file is offered; returns its key."""
        async with asyncio.timeout(PATIENCE):
            while not self.offered:
                await self._take()
        return self.offered.pop()

    async def until(self, what: str) -> None:
        """Wait until that has been drawn."""
        async with asyncio.timeout(PATIENCE):
            while what not in self.shown:
                await self._take()

    async def _take(self) -> None:
        message = await self._socket.receive()
        if message.type is aiohttp.WSMsgType.BINARY:
            self.shown += message.data.decode("utf-8", "replace")
        elif message.type is aiohttp.WSMsgType.TEXT:
            what, *about = json.loads(message.data)
            if what == "deliver_file_start":
                self.offered += about
        else:
            raise AssertionError(f"the page was closed: {message}")


@asynccontextmanager
async def opened(address: URL) -> AsyncIterator[Page]:
    # cookies of an address without a name are kept only when asked for
    async with aiohttp.ClientSession(cookie_jar=aiohttp.CookieJar(unsafe=True)) as browser:
        async with browser.get(address) as answer:
            assert answer.status == 200
            assert "token" not in str(answer.url)
            page = await answer.text()
        assert "https://" not in page
        async with browser.ws_connect(address.origin() / "ws" % {"width": 100, "height": 30}) as socket:
            yield Page(browser, socket)


async def test_a_page_shows_the_window_and_loads_nothing_from_elsewhere(served: URL) -> None:
    async with opened(served) as page:
        await page.until("ready")
        await page.until("Kokoro 82M v1.0")


@pytest.mark.no_engine
async def test_what_is_typed_on_a_page_is_spoken_and_downloaded(cli: CommandLine, tmp_path: Path) -> None:
    async with HttpStub(any_key) as stub:
        with serving(speaking_through(stub, cli, tmp_path)) as address:
            async with opened(address) as page:
                await page.until("ready")
                await page.focus()
                await page.type("Hello from a page.")
                await page.until("18 chars")
                await page.type("\x07")  # ^g
                await page.until("18/18 chars")
                await page.type("\x13")  # ^s
                await page.until("Your browser downloads")
                await page.type("\r")
                key = await page.download()
                async with page.browser.get(address.origin() / "download" / key) as answer:
                    assert answer.status == 200
                    assert (await answer.read())[:4] == b"RIFF"
                await page.until("is downloaded")
        assert [each.json()["input"] for each in stub.requests if each.body] == ["Hello from a page."]


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
