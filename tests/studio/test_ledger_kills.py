"""Killed at any moment while sentences are made and kept: the ledger is whole, and so is every sound that it names."""

from __future__ import annotations

import asyncio
import os
import random
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import numpy as np
import pytest
from test_cached import audio_of
from test_ledger import TEXT, Desk

from tts_tui.speech.events import Finished
from tts_tui.speech.request import SpeechRequest
from tts_tui.store.kept_sound import unpacked
from tts_tui.studio.ledger_file import LedgerFile

pytestmark = pytest.mark.slow

KILLS = int(os.environ.get("TTS_TUI_KILLS", "3"))
SCRIPT = Path(__file__).with_name("ledger_writer.py")


def test_no_kill_costs_what_was_kept(tmp_path: Path) -> None:
    for number in range(KILLS):
        chance = random.Random(number)
        writer = subprocess.Popen([sys.executable, SCRIPT, tmp_path], stdout=subprocess.PIPE, text=True)
        assert writer.stdout
        for _ in range(chance.randint(1, 6)):
            assert writer.stdout.readline(), "it is at work"
        with suppress(subprocess.TimeoutExpired):
            writer.wait(chance.uniform(0.0, 0.1))
        writer.kill()
        writer.wait(60)
        asyncio.run(check(tmp_path))


async def check(folder: Path) -> None:
    desk = Desk(folder)
    kept = LedgerFile(desk.sounds.ledger_file).load()
    assert kept.last
    assert kept.last.position >= 1.0
    for take in (take for row in kept.rows for take in row.takes):
        sound = unpacked((desk.sounds.folder / f"{take.sound}.sound").read_bytes())
        assert sound.seconds == pytest.approx(take.seconds)
    desk.ledger = kept.ledger(SpeechRequest(TEXT, "tone-1", "low", "en-US"))
    events = await desk.speak(existing_only=True)
    assert isinstance(events[-1], Finished)
    assert np.abs(audio_of(events)).max() > 0.1
    assert not desk.backend.calls
