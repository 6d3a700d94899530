"""Chromium without a screen, driven through its own protocol (CDP)."""

from __future__ import annotations

import asyncio
import base64
import contextlib
import itertools
import json
import shutil
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

import aiohttp

PROGRAM = shutil.which("chromium") or shutil.which("chromium-browser") or ""
PATIENCE = 120.0
"""Seconds after which something never happens; a loaded machine takes some."""


class Browser:
    """One tab, which notes what its page's sockets bring.

    Attributes:
        received: the text of all binary frames: what the page gave its terminal to draw.
        downloaded: identifiers of the files that are complete.
    """

    def __init__(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        self._socket = socket
        self._numbers = itertools.count(1)
        self._session = ""
        self._answers: dict[int, asyncio.Future[dict[str, Any]]] = {}
        self._news = asyncio.Condition()
        self.received = ""
        self.downloaded: list[str] = []
        self._reader = asyncio.ensure_future(self._read())

    async def open(self, downloads: Path) -> None:
        """Take a tab, whose downloads lie in this folder under their identifiers."""
        await self._ask(
            "Browser.setDownloadBehavior",
            behavior="allowAndName",
            downloadPath=str(downloads),
            eventsEnabled=True,
        )
        tab = await self._ask("Target.createTarget", url="about:blank")
        attached = await self._ask("Target.attachToTarget", targetId=tab["targetId"], flatten=True)
        self._session = attached["sessionId"]
        await self._ask("Network.enable")
        await self._ask("Page.enable")

    async def go_to(self, address: str) -> None:
        await self._ask("Page.navigate", url=address)

    async def comes_true(self, script: str) -> None:
        """Wait until a script in the page says so."""
        looks = f"setInterval(() => {{ if ({script}) done(); }}, 100)"
        await self._ask("Runtime.evaluate", expression=f"new Promise(done => {looks})", awaitPromise=True)

    async def type(self, text: str) -> None:
        for letter in text:
            await self.press(letter, text=letter)

    async def press(self, key: str, *, text: str = "", control: bool = False) -> None:
        """Press a key and let go of it.

        Args:
            key: by its name in the DOM: "a", "Enter".
            text: what it writes.
        """
        code = 13 if key == "Enter" else ord(key.upper()) if key.isalnum() else 0
        about = {"key": key, "windowsVirtualKeyCode": code, "modifiers": 2 * control}
        kind = "keyDown" if text else "rawKeyDown"
        await self._ask("Input.dispatchKeyEvent", type=kind, text=text, **about)
        await self._ask("Input.dispatchKeyEvent", type="keyUp", **about)

    async def picture(self) -> bytes:
        """PNG of what the page looks like."""
        answer = await self._ask("Page.captureScreenshot", format="png")
        return base64.b64decode(answer["data"])

    async def until(self, met: Callable[[], object]) -> None:
        """Wait until it is so, which is looked at whenever the browser tells something."""
        async with asyncio.timeout(PATIENCE), self._news:
            while not met():
                await self._news.wait()

    async def close(self) -> None:
        self._reader.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await self._reader

    async def _ask(self, method: str, **parameters: Any) -> dict[str, Any]:
        number = next(self._numbers)
        future = self._answers[number] = asyncio.get_running_loop().create_future()
        session = {"sessionId": self._session} if self._session else {}
        await self._socket.send_json({"id": number, "method": method, "params": parameters} | session)
        async with asyncio.timeout(PATIENCE):
            answer = await future
        assert "error" not in answer, answer
        return answer["result"]

    async def _read(self) -> None:
        async for message in self._socket:
            told = json.loads(message.data)
            if future := self._answers.pop(told.get("id", 0), None):
                future.set_result(told)
            about = told.get("params", {})
            match told.get("method"):
                case "Network.webSocketFrameReceived" if about["response"]["opcode"] == 2:
                    data = base64.b64decode(about["response"]["payloadData"])
                    self.received += data.decode("utf-8", "replace")
                case "Browser.downloadProgress" if about["state"] == "completed":
                    self.downloaded.append(about["guid"])
            async with self._news:
                self._news.notify_all()


@contextlib.asynccontextmanager
async def browsing(folder: Path) -> AsyncIterator[Browser]:
    """A browser with a profile of its own in that folder, ended at the end."""
    profile, downloads = folder / "profile", folder / "downloads"
    process = await asyncio.create_subprocess_exec(
        PROGRAM,
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--no-first-run",
        f"--user-data-dir={profile}",
        "--remote-debugging-port=0",
        "about:blank",
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.PIPE,
    )
    try:
        address = await _debugger(process)
        async with aiohttp.ClientSession() as session, session.ws_connect(address, max_msg_size=0) as socket:
            browser = Browser(socket)
            await browser.open(downloads)
            yield browser
            await browser.close()
    finally:
        process.terminate()
        await process.wait()


async def _debugger(process: asyncio.subprocess.Process) -> str:
    """Where it listens, which it says on stderr."""
    assert process.stderr
    async with asyncio.timeout(PATIENCE):
        while line := (await process.stderr.readline()).decode():
            if line.startswith("DevTools listening on "):
                return line.split()[-1]
    raise AssertionError("the browser doesn't start")
