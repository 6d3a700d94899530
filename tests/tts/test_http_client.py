"""One client a server, however many calls come at once, and none that is left open."""

from __future__ import annotations

import asyncio
import socket
from typing import Any

import httpx
import pytest

from tts_tui.backends.http.address import Address
from tts_tui.backends.http.client import HttpClient
from tts_tui.speech.errors import UnreachableError


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[httpx.AsyncClient]:
    """Every client that is made."""
    clients: list[httpx.AsyncClient] = []

    class Counted(httpx.AsyncClient):
        def __init__(self, **options: Any) -> None:
            super().__init__(**options)
            clients.append(self)

    monkeypatch.setattr(httpx, "AsyncClient", Counted)
    return clients


@pytest.mark.parametrize("scheme", ["http", "https"])
async def test_calls_at_once_share_one_client(opened: list[httpx.AsyncClient], scheme: str) -> None:
    with socket.socket() as nobody:  # bound and not listening: nobody answers there
        nobody.bind(("127.0.0.1", 0))
        client = HttpClient("Nobody", Address.parse(f"{scheme}://127.0.0.1:{nobody.getsockname()[1]}"))
        calls = [client.fetch("GET", "/", dict) for _ in range(5)]
        answers = await asyncio.gather(*calls, return_exceptions=True)
    assert {type(answer) for answer in answers} == {UnreachableError}
    assert len(opened) == 1
    await client.close()
    assert opened[0].is_closed
