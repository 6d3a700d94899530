"""The served window in a real browser without a screen: typed, spoken, downloaded."""

from __future__ import annotations

import asyncio
import wave
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import openai_stub
import pytest
from browser import PROGRAM, browsing
from http_sound import speech_like
from http_stub import HttpStub, Received, Reply
from served import any_key, serving, speaking_through

if TYPE_CHECKING:
    from conftest import CommandLine

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not PROGRAM, reason="needs Chromium: apt-get install chromium"),
]

FIRST, SECOND = "Hello from a page.", "It is read aloud to the end."
DRAWN = 10_000
"""Bytes of a picture that has more in it than one colour."""


@pytest.mark.no_engine
async def test_what_is_typed_in_a_browser_is_spoken_and_downloaded_however_late(
    cli: CommandLine, tmp_path: Path
) -> None:
    held = asyncio.Event()

    async def late(request: Received, reply: Reply) -> None:
        if request.body and request.json()["input"] == SECOND:
            await held.wait()
        await any_key(request, reply)

    async with HttpStub(late) as stub, browsing(tmp_path) as page:
        with serving(speaking_through(stub, cli, tmp_path)) as address:
            await page.go_to(str(address))
            await page.until(lambda: "ready" in page.received)
            await page.type(f"{FIRST} {SECOND}")
            await page.until(lambda: f"{len(FIRST) + len(SECOND) + 1} chars" in page.received)
            assert len(await page.picture()) > DRAWN
            await page.press("g", control=True)
            await page.until(lambda: f"{len(FIRST)}/" in page.received)
            await page.press("s", control=True)
            await page.until(lambda: "Your browser downloads" in page.received)
            await page.press("Enter", text="\r")
            # what comes so long after a key may open no tab
            await page.comes_true("!navigator.userActivation.isActive")
            held.set()
            await page.until(lambda: page.downloaded)
            await page.until(lambda: "is downloaded" in page.received)
    with wave.open(str(tmp_path / "downloads" / page.downloaded[0])) as file:
        assert file.getframerate() == 24_000
        heard = np.frombuffer(file.readframes(file.getnframes()), np.int16) / 32768
    for text in (FIRST, SECOND):
        assert likeness(heard, speech_like(text)) > 0.99, text
    assert [each.json()["input"] for each in stub.requests if each.body] == [FIRST, SECOND]
    assert openai_stub.KEY not in page.received


def likeness(heard: np.ndarray, said: np.ndarray) -> float:
    """How much what was heard is, at some place, what was said: at most 1."""
    size = 1 << (len(heard) + len(said)).bit_length()
    found = np.fft.irfft(np.fft.rfft(heard, size) * np.conj(np.fft.rfft(said, size)), size)
    place = int(np.argmax(found[: len(heard)]))
    there = heard[place : place + len(said)]
    return float(found[place] / (np.linalg.norm(there) * np.linalg.norm(said)))
