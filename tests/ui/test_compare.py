"""One sentence in several takes, in the window."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from paid_backend import GOOD_KEY, PaidBackend
from textual.widgets import Input, OptionList, Static
from window_driver import NARROW, Driver

from tts_tui.backends.base import BackendContext
from tts_tui.backends.manager import TTSBackendManager
from tts_tui.events.contest import Contender
from tts_tui.speech.errors import SynthesisError
from tts_tui.ui.screens.add_take import AddTakeScreen
from tts_tui.ui.screens.ask import AskScreen
from tts_tui.ui.screens.compare import CompareScreen, TakesList

from scripted_backend import manager_of  # isort: skip

TEXT = "No one answered."
LONG = "No one answered for a long time, for the wind was loud that night and the door was heavy, and all were asleep."


def rows(driver: Driver) -> list[Contender]:
    return driver.app.screen._contest.rows


def lines(driver: Driver) -> list[str]:
    return [str(each.prompt) for each in driver.app.screen.query_one(TakesList).options]


def told(driver: Driver) -> str:
    return str(driver.app.screen.query_one("#status-line", Static).render())


async def open_compare(driver: Driver) -> CompareScreen:
    await driver.press("alt+c")
    await driver.until(lambda: isinstance(driver.app.screen, CompareScreen) and driver.app.screen.focused)
    return driver.app.screen


async def made(driver: Driver, count: int) -> None:
    await driver.until(
        lambda: len(rows(driver)) == count and all(each.clip or each.error for each in rows(driver))
    )
    await driver.until(lambda: not any("◌" in line for line in lines(driver)))


async def add(driver: Driver, *keys: str) -> None:
    await driver.press("plus")
    await driver.until(lambda: isinstance(driver.app.screen, AddTakeScreen) and driver.app.screen.focused)
    await driver.press(*keys, "enter")
    await driver.until(lambda: not isinstance(driver.app.screen, AddTakeScreen))


@pytest.fixture
def favourites(app) -> None:
    app.favourites.toggle("tones-1", "am_michael")
    app.favourites.toggle("tones-1", "bf_emma")


@pytest.mark.usefixtures("favourites")
async def test_the_present_voice_and_the_favourites_are_heard_at_the_same_place(drive) -> None:
    async with drive(text=f"{LONG} She went in.") as driver:
        await open_compare(driver)
        await made(driver, 3)
        assert [each.selection.voice for each in rows(driver)] == ["af_heart", "am_michael", "bf_emma"]
        assert {call.text for call in driver.backend.calls if call.text != "Ready."} == {LONG}
        assert rows(driver)[0].clip.sample_rate == rows(driver)[1].clip.sample_rate
        player = driver.app.service.player
        await driver.press("1")
        await driver.until(lambda: player.status.state == "playing" and player.status.position_s > 0.1)
        before = player.status.position_s
        await driver.press("3")
        await driver.until(lambda: player.timeline is rows(driver)[2].clip)
        assert lines(driver)[2].startswith("3 ▶")
        assert before < player.status.position_s < rows(driver)[2].clip.seconds
        await driver.press("space")
        await driver.until(lambda: player.status.state == "paused")


async def test_the_takes_are_equally_loud(drive) -> None:
    from tts_tui.studio.levelling import loudness_of

    async with drive(text="A long sentence is said, so that there is something to measure here.") as driver:
        await open_compare(driver)
        await add(driver, *"speed=1.2")
        await add(driver, *"bella")
        await made(driver, 3)
        levels = [loudness_of(each.clip).integrated for each in rows(driver)]
        assert max(levels) - min(levels) < 0.5


async def test_a_take_that_is_typed_differs_in_that_alone(drive) -> None:
    async with drive(text=TEXT) as driver:
        await open_compare(driver)
        await add(driver, *"model=tones-expressive,style=lively,speed=0.9")
        await made(driver, 2)
        added = rows(driver)[1].selection
        assert (added.model, added.speed, dict(added.settings)) == (
            "tones-expressive",
            0.9,
            {"style": "lively"},
        )
        assert "tones-expressive · 0.9× · style lively" in lines(driver)[1].replace("first voice · ", "")
        await driver.press("plus")
        await driver.until(lambda: isinstance(driver.app.screen, AddTakeScreen) and driver.app.screen.focused)
        for wrong, why in {
            "speed=9": "between 0.5 and 2",
            "colour=red": "no setting 'colour'",
            "x=": "NAME=VALUE",
        }.items():
            driver.app.screen.query_one(Input).value = wrong
            await driver.press("enter")
            await driver.until(lambda why=why: why in told(driver))
        await driver.press("escape")
        await driver.until(lambda: isinstance(driver.app.screen, CompareScreen))


@pytest.mark.usefixtures("favourites")
async def test_one_that_fails_says_why_and_the_others_go_on(drive) -> None:
    async with drive(text=TEXT) as driver:

        async def refuse(request, synthesize=driver.backend.synthesize):
            if request.voice == "am_michael":
                raise SynthesisError("It broke.")
            async for chunk in synthesize(request):
                yield chunk

        driver.backend.synthesize = refuse
        await open_compare(driver)
        await made(driver, 3)
        assert [bool(each.clip) for each in rows(driver)] == [True, False, True]
        assert "✗ It broke." in lines(driver)[1]
        await driver.press("2")
        await driver.until(lambda: "It broke." in told(driver))
        driver.backend.synthesize = type(driver.backend).synthesize.__get__(driver.backend)
        await driver.press("r")
        await driver.until(lambda: rows(driver)[1].clip)


@pytest.mark.usefixtures("favourites")
async def test_votes_are_counted_and_taken_back_and_blind_tells_nothing(drive) -> None:
    async with drive(text=TEXT) as driver:
        await open_compare(driver)
        await made(driver, 3)
        await driver.press("down", "v", "v")
        michael = rows(driver)[1]
        assert michael.votes == 2
        await driver.press("u")
        assert michael.votes == 1
        await driver.until(lambda: "▮" in lines(driver)[1])
        await driver.press("b")
        await driver.until(lambda: "take 1" in lines(driver)[0])
        shown = " ".join(lines(driver))
        assert "▮" not in shown, "an earlier vote would tell"
        assert not any(word in shown for word in ("heart", "michael", "emma", "free", "ms"))
        await driver.press("b")
        await driver.until(lambda: "af_heart" in lines(driver)[0])
        assert rows(driver)[1] is michael
        await driver.press("down", "minus")
        assert michael not in rows(driver)
        await driver.press("u")
        assert rows(driver)[1] is michael


@pytest.mark.usefixtures("favourites")
async def test_the_winner_speaks_from_now_on_and_the_last_take_is_there_again(drive) -> None:
    async with drive(text=TEXT) as driver:
        deck, player = driver.window.deck, driver.app.service.player
        await driver.press("ctrl+g")
        await driver.until(lambda: deck.take and deck.take.end)
        await open_compare(driver)
        await made(driver, 3)
        await driver.press("3", "enter")
        await driver.until(lambda: driver.window.selection.voice == "bf_emma")
        await driver.until(lambda: player.status.state == "idle")
        assert driver.window.compared is None
        await driver.press("ctrl+l")
        await driver.until(lambda: player.timeline is deck.take.timeline and player.status.state == "playing")


@pytest.mark.usefixtures("favourites")
async def test_the_takes_are_saved_in_a_folder(drive, tmp_path) -> None:
    async with drive(text=TEXT) as driver:
        await open_compare(driver)
        await made(driver, 3)
        await driver.press("v", "s")
        await driver.until(lambda: "3 takes are in" in told(driver))
        folder = tmp_path / "No-one-answered-takes"
        assert sorted(each.name for each in folder.iterdir()) == [
            "1-af_heart.wav",
            "2-am_michael.wav",
            "3-bf_emma.wav",
            "takes.json",
        ]
        facts = json.loads((folder / "takes.json").read_text())
        assert [(each["voice"], each["votes"]) for each in facts] == [
            ("af_heart", 1),
            ("am_michael", 0),
            ("bf_emma", 0),
        ]
        await driver.press("s")
        await driver.until(lambda: "takes-2" in told(driver))


async def test_closing_ends_what_is_made(drive) -> None:
    async with drive(text=TEXT) as driver:
        screen = await open_compare(driver)
        await made(driver, 1)
        driver.backend.loading.shut()
        await add(driver, *"bella")
        await driver.until(lambda: screen._comparison.making and driver.backend.running)
        await driver.press("escape")
        await driver.until(lambda: not driver.backend.running)


async def test_nothing_to_compare_says_so(drive) -> None:
    async with drive(text="  ") as driver:
        await driver.press("alt+c")
        await driver.until(lambda: "no sentence at the cursor" in driver.notice)


async def test_every_command_has_room_in_a_narrow_window(drive) -> None:
    async with drive(size=NARROW, text=TEXT) as driver:
        screen = await open_compare(driver)
        await made(driver, 1)
        assert screen.query_one(OptionList).size.height > 3
        assert "votes" in str(screen.query_one("#columns", Static).render())


class TestPaid:
    @pytest.fixture
    def backend(self) -> PaidBackend:
        return PaidBackend(lambda: GOOD_KEY)

    @pytest.fixture
    def manager(self, session, backend: PaidBackend) -> TTSBackendManager:
        return manager_of(backend, BackendContext(session.paths.cache, session.paths.data))

    @pytest.mark.parametrize("agrees", [False, True])
    async def test_what_costs_is_asked_for_with_its_price(self, drive: Callable, agrees: bool) -> None:
        async with drive(text=TEXT) as driver:
            await open_compare(driver)
            await made(driver, 1)
            await driver.press("plus")
            await driver.until(
                lambda: isinstance(driver.app.screen, AddTakeScreen) and driver.app.screen.focused
            )
            await driver.press(*"model=cloud-1", "enter")
            await driver.until(lambda: isinstance(driver.app.screen, AskScreen) and driver.app.screen.focused)
            question = str(driver.app.screen.query_one(Static).render())
            assert f"${len(TEXT) * 30e-6:.4f}" in question
            await driver.press(*(("tab", "enter") if agrees else ("escape",)))
            await driver.until(lambda: isinstance(driver.app.screen, CompareScreen))
            if agrees:
                await made(driver, 2)
                assert driver.backend.used == len(TEXT)
                await driver.until(lambda: f"${len(TEXT) * 30e-6:.4f}" in lines(driver)[1])
            else:
                await driver.until(lambda: "not made: costs about $0.0005" in lines(driver)[1])
                await driver.press("2")
                await driver.until(lambda: "r makes it" in told(driver))
                assert driver.backend.used == 0


async def test_markup_is_no_part_of_what_is_shown(drive) -> None:
    async with drive(text="# The *old* house ##") as driver:
        screen = await open_compare(driver)
        assert str(screen.query_one("#sentence", Static).render()) == "“The old house”"


async def test_the_headings_stay_one_line_when_the_window_narrows(drive) -> None:
    async with drive(size=NARROW, text=TEXT) as driver:
        await open_compare(driver)
        await made(driver, 1)
        await driver.press("b")
        await driver.until(lambda: any("take 1" in line for line in lines(driver)))
        await driver.pilot.resize_terminal(60, 20)
        headings = driver.app.screen.query_one("#columns", Static)
        await driver.until(lambda: headings.size.width < 60)
        drawn = [line for line in driver.drawn.splitlines() if "take" in line]
        assert "votes" in drawn[0]
        at = driver.drawn.splitlines().index(drawn[0])
        assert "take 1" in driver.drawn.splitlines()[at + 1]
