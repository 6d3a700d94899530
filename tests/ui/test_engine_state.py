"""The top line says ready of a server only once it has answered."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

import pytest
from scripted_backend import VOICES, Gate

from tts_tui.speech.catalog import Voice
from tts_tui.speech.errors import (
    AuthenticationError,
    DeadlineError,
    ServerError,
    SpeechError,
    UnreachableError,
)


async def test_a_server_that_does_not_answer_is_not_called_ready(
    drive, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with drive() as driver:
        answering = Gate()

        async def voices(_model: str, *, refresh: bool = False) -> Sequence[Voice]:
            await answering.passed()
            return VOICES

        monkeypatch.setattr(driver.backend, "voices", voices)
        answering.shut()
        driver.app.service.list_models()
        await driver.until(lambda: "asking" in driver.engine_state)
        for _ in range(20):
            await driver.pilot.pause(0.01)
        assert "ready" not in driver.engine_state
        answering.open()
        await driver.until(lambda: "ready" in driver.engine_state)


@pytest.mark.parametrize(
    ("error", "state"),
    [
        (DeadlineError("It didn't answer."), "unavailable"),
        (UnreachableError("It isn't there."), "unavailable"),
        (AuthenticationError("It refused the key."), "unavailable"),
        # one that can't list its voices may speak all the same
        (ServerError("It has no list."), "ready"),
    ],
)
async def test_what_it_answers_is_said(
    drive, monkeypatch: pytest.MonkeyPatch, error: SpeechError, state: str
) -> None:
    async with drive() as driver:

        async def voices(_model: str, *, refresh: bool = False) -> Sequence[Voice]:
            await asyncio.sleep(0)
            raise error

        monkeypatch.setattr(driver.backend, "voices", voices)
        driver.app.service.list_models()
        await driver.until(lambda: error.message in str(driver.window.voices._empty.render()))
        await driver.until(lambda: state in driver.engine_state)


async def test_nothing_speaks_any_more_once_it_was_cut_off_by_another_use_of_the_player(drive) -> None:
    async with drive() as driver:
        driver.backend.gate.shut()
        await driver.press("ctrl+g")
        await driver.until(lambda: "speaking" in driver.engine_state)
        await driver.press("alt+c")
        await driver.until(lambda: driver.app.screen is not driver.window)
        driver.backend.gate.open()
        await driver.press("escape")
        await driver.until(lambda: "ready" in driver.engine_state)
