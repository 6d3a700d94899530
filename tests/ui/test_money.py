"""What costs money: asked about first, told after, counted always; keys and what is left of an account."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import msgspec
import pytest
from paid_backend import GOOD_KEY, PaidBackend
from scripted_backend import MODELS
from window_driver import TEXT

from tts_tui.speech.errors import SynthesisError
from tts_tui.store.history import History, HistoryEntry

LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)


@pytest.fixture
def backend(session) -> PaidBackend:
    return PaidBackend(lambda: session.secrets.get("cloud"))


@pytest.fixture(autouse=True)
def no_keyring(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.fail.Keyring")


@pytest.fixture
def history(session) -> History:
    return History(session.paths.history_file)


async def choose_cloud(driver) -> None:
    await driver.press("ctrl+t", "enter", "down", "enter")
    await driver.until(lambda: driver.window.selection.provider == "cloud")
    await driver.ready()


def limit(driver, **limits: float) -> None:
    changed = msgspec.structs.replace(driver.app.settings.limits, **limits)
    driver.app.settings = msgspec.structs.replace(driver.app.settings, limits=changed)


def account(driver) -> str:
    return str(driver.window.status.query_one("#account").render())


def shown(driver, selector: str) -> str:
    return str(driver.app.screen.query_one(selector).render())


async def asked(driver) -> None:
    await driver.until(
        lambda: driver.app.screen is not driver.window and driver.app.screen.query(".dialog Static")
    )


async def test_what_a_text_really_cost_is_shown_and_counted(drive, history: History) -> None:
    async with drive() as driver:
        await choose_cloud(driver)
        await driver.press("ctrl+g")
        await driver.until(lambda: driver.window.deck.take and driver.window.deck.take.end)
        await driver.until(lambda: "$0.0068" in shown(driver, "#latency"))
    cost = driver.window.deck.take.end.metrics.cost_usd
    (kept,) = history.latest()
    assert (kept.text, kept.model, kept.voice, kept.cost_usd) == (TEXT, "cloud-1", "af_heart", cost)
    assert history.spent_since(LONG_AGO) == pytest.approx(cost)


async def test_a_cost_that_nobody_tells_is_unknown_and_not_nothing(drive, backend, history) -> None:
    async with drive(text="Hello there.") as driver:
        backend.priced = False
        await choose_cloud(driver)
        await driver.press("ctrl+g")
        await driver.until(lambda: driver.window.deck.take and driver.window.deck.take.end)
        await driver.until(lambda: "cost unknown" in shown(driver, "#latency"))
    assert history.latest()[0].cost_usd is None


async def test_a_month_above_its_limit_asks_also_before_a_sample(drive, history: History) -> None:
    history.add(HistoryEntry("before", "cloud", "cloud-1", "af_heart", cost_usd=2.0))
    async with drive() as driver:
        limit(driver, month_usd=2.0)
        await choose_cloud(driver)
        await driver.press("ctrl+b", "space")
        await asked(driver)
        assert "$2.00 are spent" in shown(driver, ".dialog Static")
        assert "(prices as of 2026-03)" in shown(driver, ".dialog Static")
        await driver.press("escape")
        assert not driver.backend.calls, "nothing was spent"
        await driver.press("space")
        await asked(driver)
        await driver.press("tab", "enter")
        await driver.until(lambda: driver.window.deck.loaded and driver.window.deck.loaded.end)
        await driver.press("escape")
    assert history.spent_since(LONG_AGO) > 2.0, "samples count too"


async def test_free_samples_leave_no_trace(drive, history: History) -> None:
    async with drive() as driver:
        await driver.press("ctrl+b", "space")
        await driver.until(lambda: driver.window.deck.loaded and driver.window.deck.loaded.end)
    assert history.latest() == []


async def test_what_was_stopped_is_kept_with_a_cost_that_nobody_knows(drive, history: History) -> None:
    async with drive() as driver:
        await choose_cloud(driver)
        driver.backend.gate.shut()
        await driver.press("ctrl+g")
        await driver.until(lambda: driver.backend.running and driver.window.deck.has_audio)
        await driver.press("escape")
        await driver.until(lambda: driver.window.deck.take.end)
    (kept,) = history.latest()
    assert kept.audio_seconds > 0
    assert kept.cost_usd is None, "the call that was cut off never told"


async def test_the_header_tells_what_is_left_and_again_after_each_take(drive, session) -> None:
    session.secrets.set("cloud", GOOD_KEY)
    async with drive(text="Twenty characters ok") as driver:
        await choose_cloud(driver)
        await driver.until(lambda: account(driver) == "10,000 of 10,000 left")
        await driver.press("ctrl+g")
        await driver.until(lambda: account(driver) == "9,980 of 10,000 left")


async def test_a_key_is_tested_before_it_is_kept(drive, session) -> None:
    async with drive() as driver:
        await choose_cloud(driver)
        await driver.until(lambda: "refused the key: [it isn't] valid" in driver.notice)
        await driver.press("f9")
        await asked(driver)
        await driver.press(*"sk-bad", "ctrl+t")
        await driver.until(lambda: "✗ Cloud refused the key: [it isn't] valid" in shown(driver, "#result"))
        assert session.secrets.get("cloud") is None, "testing keeps nothing"
        await driver.press("ctrl+u", *GOOD_KEY, "tab", "enter")  # the button
        await driver.until(lambda: "✓ starter: 0 of 10,000" in shown(driver, "#result"))
        assert session.secrets.get("cloud") is None
        await driver.press("shift+tab", "enter")
        await driver.until(lambda: "is kept in the file" in driver.notice)
        await driver.until(lambda: "10,000 left" in account(driver))
        assert GOOD_KEY not in driver.app.export_screenshot()
    assert session.secrets.get("cloud") == GOOD_KEY


async def test_a_key_typed_beside_a_provider_that_needs_none_stays_out_of_the_text(drive, session) -> None:
    async with drive() as driver:
        await driver.press("f9", *GOOD_KEY)
        await driver.until(lambda: "Tones (local) needs no key" in shown(driver, "#now"))
        assert "Key of Cloud" in str(driver.app.screen.query_one(".dialog").border_title)
        assert GOOD_KEY not in driver.app.export_screenshot()
        await driver.press("enter")
        await driver.until(lambda: "The key of Cloud is kept in the file" in driver.notice)
        assert driver.window.text.text == TEXT
    assert session.secrets.get("cloud") == GOOD_KEY


async def test_whose_key_it_is_is_asked_where_that_cannot_be_told(
    drive, backend, session, monkeypatch
) -> None:
    other = replace(MODELS[-1], id="sky-1", provider="sky", provider_name="Sky")
    monkeypatch.setattr(backend, "models", lambda: (*MODELS, other))
    async with drive() as driver:
        await driver.press("f9", *GOOD_KEY, "enter")
        await driver.until(lambda: "Choose first whose key it is" in shown(driver, "#result"))
        await driver.press("enter", "down", "down", "enter")
        await driver.until(lambda: "Key of Sky" in str(driver.app.screen.query_one(".dialog").border_title))
        await driver.press("tab", "enter")
        await driver.until(lambda: session.secrets.where("sky"))
    assert session.secrets.get("sky") == GOOD_KEY
    assert session.secrets.get("cloud") is None


async def test_a_text_that_failed_tells_what_it_cost(drive, backend, session) -> None:
    session.secrets.set("cloud", GOOD_KEY)  # else a message about the account covers it
    async with drive(text="First sentence here. Second sentence there.") as driver:
        backend.faults["Second"] = SynthesisError("It broke.")
        await choose_cloud(driver)
        await driver.press("ctrl+g")
        await driver.until(lambda: "$0.0013 were spent" in str(driver.window.notices.render()))
