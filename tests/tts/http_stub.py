"""A real HTTP server on loopback that a test scripts down to the byte."""

from __future__ import annotations

import asyncio
import json
import socket
import struct
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit


@dataclass(frozen=True)
class Received:
    """A request as it came over the wire."""

    method: str
    path: str
    raw_path: str
    query: dict[str, str]
    headers: dict[str, str]
    body: bytes

    def json(self) -> Any:
        return json.loads(self.body)

    def form(self) -> dict[str, str]:
        return {name: values[0] for name, values in parse_qs(self.body.decode(), True).items()}


class Reply:
    """What a handler answers with."""

    def __init__(self, writer: asyncio.StreamWriter) -> None:
        self.writer = writer

    async def raw(self, data: bytes) -> None:
        self.writer.write(data)
        await self.writer.drain()

    async def head(self, status: int, headers: Mapping[str, str]) -> None:
        lines = [f"HTTP/1.1 {status} Said", *(f"{name}: {value}" for name, value in headers.items())]
        await self.raw("\r\n".join([*lines, "", ""]).encode("latin-1"))

    async def whole(
        self, body: bytes | str | Mapping[str, Any] | list[Any], status: int = 200, **headers: str
    ) -> None:
        """A counted answer."""
        kind = "application/octet-stream"
        if isinstance(body, dict | list):
            body, kind = json.dumps(body), "application/json"
        if isinstance(body, str):
            body = body.encode()
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        await self.head(status, {"content-type": kind, **named, "content-length": str(len(body))})
        await self.raw(body)

    async def start(self, kind: str = "application/octet-stream", status: int = 200, **headers: str) -> None:
        """A chunked answer begins."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        await self.head(status, {"content-type": kind, **named, "transfer-encoding": "chunked"})

    async def piece(self, data: bytes) -> None:
        await self.raw(b"%x\r\n%s\r\n" % (len(data), data))

    async def end(self) -> None:
        await self.raw(b"0\r\n\r\n")

    def close(self) -> None:
        """Close properly, wherever the answer is."""
        self.writer.close()

    def reset(self) -> None:
        """Close with a reset."""
        sock: socket.socket = self.writer.get_extra_info("socket")
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.writer.close()


Handler = Callable[[Received, Reply], Awaitable[None]]


@dataclass
class HttpStub:
    """Serves `handler`, keeps what it received. `async with HttpStub(handler) as stub`."""

    handler: Handler
    port: int = 0
    requests: list[Received] = field(default_factory=list)
    url: str = ""
    connections: int = 0
    cut: int = 0
    """Connections that the client closed while an answer was on its way."""

    async def __aenter__(self) -> HttpStub:
        self._tasks: set[asyncio.Task[None]] = set()
        loop = asyncio.get_running_loop()
        self._server = await loop.create_server(lambda: _Watched(self._connected), "127.0.0.1", self.port)
        self.port = self._server.sockets[0].getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        return self

    def stop(self) -> None:
        """End all connections and take no more."""
        self._server.close()
        for task in self._tasks:
            task.cancel()

    async def __aexit__(self, *_: object) -> None:
        self.stop()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        self.connections += 1
        try:
            with suppress(ConnectionError, asyncio.CancelledError):  # a server's end is no error here
                while request := await _read(reader):
                    self.requests.append(request)
                    await self._answer(request, writer)
                    if writer.is_closing() or request.headers.get("connection") == "close":
                        break
        finally:
            writer.close()

    async def _answer(self, request: Received, writer: asyncio.StreamWriter) -> None:
        """Run the handler; it is cancelled when the client goes away."""
        gone = writer.transport.get_protocol().gone  # type: ignore[union-attr]
        handling = asyncio.ensure_future(self.handler(request, Reply(writer)))
        watching = asyncio.ensure_future(gone.wait())
        try:
            await asyncio.wait({handling, watching}, return_when=asyncio.FIRST_COMPLETED)
            if not handling.done():
                self.cut += 1
        finally:
            handling.cancel()
            watching.cancel()
            results = await asyncio.gather(handling, watching, return_exceptions=True)
        if isinstance(results[0], Exception) and not isinstance(results[0], ConnectionError):
            raise results[0]


class _Watched(asyncio.StreamReaderProtocol):
    """Tells when the client goes away."""

    def __init__(
        self, connected: Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]
    ) -> None:
        super().__init__(asyncio.StreamReader(), connected)
        self.gone = asyncio.Event()

    def eof_received(self) -> bool:
        self.gone.set()
        return super().eof_received() or False

    def connection_lost(self, error: Exception | None) -> None:
        self.gone.set()
        super().connection_lost(error)


async def _read(reader: asyncio.StreamReader) -> Received | None:
    try:
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
    except asyncio.IncompleteReadError:
        return None
    first, *lines = head.strip().split("\r\n")
    method, target, _ = first.split(" ")
    headers = {name.lower(): value for name, value in (line.split(": ", 1) for line in lines)}
    body = await reader.readexactly(int(headers.get("content-length", 0)))
    parts = urlsplit(target)
    query = {name: values[0] for name, values in parse_qs(parts.query, True).items()}
    return Received(method, unquote(parts.path), parts.path, query, headers, body)
