"""The window, killed at any moment while a user types and it speaks: nothing is torn, and nothing lives on."""

from __future__ import annotations

import asyncio
import os
import pty
import random
import re
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import msgspec
import openai_stub
import pytest
from http_stub import HttpStub, Received, Reply

from tts_tui.events.last_selection import LastSelection
from tts_tui.store import settings_file
from tts_tui.store.favourites import Favourites
from tts_tui.store.history import History
from tts_tui.store.kept_sound import unpacked
from tts_tui.studio.ledger_file import LedgerRecord

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not Path("/proc/self/environ").exists(), reason="no /proc"),
]

KILLS = int(os.environ.get("TTS_TUI_KILLS", "4"))
LONGEST_WAIT = 120.0
"""Seconds after which something never happens; a loaded machine takes some."""

LOST = 5.0
"""Seconds that a text is shown after which no kill may cost it; the window keeps it after one."""

_COUNT = re.compile(rb"([\d,]+) chars")
"""Of characters, as the window shows it."""

SENTENCE = "It was a bright cold day in April. "
CTRL_END, CTRL_G = b"\x1b[1;5F", b"\x07"


class Window:
    """The program in a terminal of its own, which a test reads and types into."""

    def __init__(self, environment: dict[str, str]) -> None:
        self._master, slave = pty.openpty()
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tts_tui"],
            cwd=Path(__file__).parents[2],
            env=environment,
            stdin=slave,
            stdout=slave,
            stderr=slave,
            start_new_session=True,
        )
        os.close(slave)
        self.shown = b""
        self.counts: list[tuple[float, int]] = []
        asyncio.get_running_loop().add_reader(self._master, self._read)

    def _read(self) -> None:
        try:
            self.shown += (more := os.read(self._master, 65_536))
        except OSError:  # it has ended
            asyncio.get_running_loop().remove_reader(self._master)
            return
        now = asyncio.get_running_loop().time()
        self.counts += [(now, int(count.replace(b",", b""))) for count in _COUNT.findall(more)]

    @property
    def sure(self) -> int:
        """Characters of the text that no kill may cost any more."""
        now = asyncio.get_running_loop().time()
        return max((count for moment, count in self.counts if moment < now - LOST), default=0)

    def press(self, keys: bytes) -> None:
        os.write(self._master, keys)

    async def kill(self) -> None:
        self._process.send_signal(signal.SIGKILL)
        await asyncio.to_thread(self._process.wait)
        asyncio.get_running_loop().remove_reader(self._master)
        os.close(self._master)


async def until(what: Callable[[], object]) -> None:
    async with asyncio.timeout(LONGEST_WAIT):
        while not what():  # noqa: ASYNC110  (nobody tells)
            await asyncio.sleep(0.02)


def living(mark: str) -> list[str]:
    """Processes that began with this in their environment."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if mark.encode() in (process / "environ").read_bytes():
                found.append((process / "cmdline").read_text().replace("\0", " "))
        except OSError:  # it has ended, or is somebody else's
            continue
    return found


async def typed(window: Window, chance: random.Random) -> str:
    """Type and speak until some moment; returns what was typed."""
    loop = asyncio.get_running_loop()
    end, text = loop.time() + chance.uniform(0.0, 6.0), ""
    while loop.time() < end:
        window.press(SENTENCE.encode())
        text += SENTENCE
        if chance.random() < 0.5:
            window.press(CTRL_G)
        await asyncio.sleep(chance.choice((0.05, 0.3, 1.5)))
    return text


def check_takes(folder: Path) -> None:
    """Every ledger is whole, and each sound that one names, where it is there."""
    for file in folder.rglob("ledger.json"):
        kept = msgspec.json.decode(file.read_bytes(), type=LedgerRecord)
        for take in (take for row in kept.rows for take in row.takes):
            if (sound := file.with_name(f"{take.sound}.sound")).exists():
                assert unpacked(sound.read_bytes()).seconds == pytest.approx(take.seconds)


async def any_key(request: Received, reply: Reply) -> None:
    """OpenAI's server, which takes any key: ours goes to no other address than OpenAI's own."""
    request.headers["authorization"] = f"Bearer {openai_stub.KEY}"
    await openai_stub.openai(request, reply)


async def test_kills_at_random_moments_tear_nothing_and_leave_nothing_running(tmp_path: Path) -> None:
    async with HttpStub(any_key) as server:
        homes = {
            f"XDG_{each}_HOME": str(tmp_path / each.lower()) for each in ("CONFIG", "DATA", "STATE", "CACHE")
        }
        environment = {
            **os.environ,
            **homes,
            "TERM": "xterm-256color",
            "OPENAI_API_KEY": openai_stub.KEY,
            "OPENAI_BASE_URL": f"{server.url}/v1",
            "PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring",
        }
        data, state = tmp_path / "data" / "tts-tui", tmp_path / "state" / "tts-tui"
        file = tmp_path / "config" / "tts-tui" / "config.toml"
        for key, value in {"provider": "openai", "model": "tts-1", "voice": "nova"}.items():
            settings_file.change(file, f"speech.{key}", value)
        Favourites(data / "favourites.toml").toggle("tts-1", "nova")
        before, spoken = "", 0
        for number in range(KILLS):
            window = Window(environment)
            await until(lambda window=window: b"ready" in window.shown)
            window.press(CTRL_END)
            chance = random.Random(number)
            text = await typed(window, chance)
            await asyncio.sleep(chance.choice((0.0, 1.0)))
            if number % 2:
                await until(lambda window=window, kept=before: window.sure > len(kept))
            sure = window.sure
            await window.kill()

            drafts = list(state.rglob("draft.txt"))
            draft = drafts[0].read_text() if drafts else ""
            assert draft.startswith(before)
            assert (before + text).startswith(draft)
            assert len(draft) >= sure, "what was shown seconds ago is kept"
            before = draft
            assert settings_file.load(file).speech.voice == "nova"
            assert ("tts-1", "nova") in Favourites(data / "favourites.toml")
            assert LastSelection(state / "selection.json").load().voice in ("", "nova")
            told: list[Exception] = []
            said = History(data / "history.db", told.append).latest()
            assert not told
            assert len(said) >= spoken
            spoken = len(said)
            check_takes(data / "takes")
            with closing(sqlite3.connect(data / "history.db")) as database:
                assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            await until(lambda: not living(str(tmp_path)))
        assert before, "some of it was kept"
        assert spoken, "some of it was spoken"
