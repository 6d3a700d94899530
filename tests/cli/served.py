"""The window as `tts-tui serve` serves it, and a provider of speech for it."""

from __future__ import annotations

import signal
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import openai_stub
from http_stub import HttpStub, Received, Reply
from yarl import URL

from tts_tui.store import settings_file

if TYPE_CHECKING:
    from conftest import CommandLine

PATIENCE = 120.0
"""Seconds after which something never happens; a loaded machine takes some."""


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@contextmanager
def serving(cli: CommandLine) -> Iterator[URL]:
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


async def any_key(request: Received, reply: Reply) -> None:
    """OpenAI's server, which takes any key: ours goes to no other address than OpenAI's own."""
    request.headers["authorization"] = f"Bearer {openai_stub.KEY}"
    await openai_stub.openai(request, reply)


def speaking_through(stub: HttpStub, cli: CommandLine, home: Path) -> CommandLine:
    """The same with OpenAI's provider, which this stub is."""
    for key, value in {"provider": "openai", "model": "tts-1"}.items():
        settings_file.change(home / "config" / "tts-tui" / "config.toml", f"speech.{key}", value)
    keys = {"OPENAI_BASE_URL": f"{stub.url}/v1", "OPENAI_API_KEY": openai_stub.KEY}
    return replace(cli, environment=cli.environment | keys)
