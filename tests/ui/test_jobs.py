"""The Jobs screen: what it lists, and what its keys do."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest
from window_driver import NARROW

from tts_tui.audio.acx import AcxLevels
from tts_tui.events.jobs_desk import JobsDesk
from tts_tui.store.job_rows import JobChapter, JobSettings, NewUnit
from tts_tui.store.job_takes import Heard
from tts_tui.store.jobs import Jobs
from tts_tui.store.leases import Leases, owner_name
from tts_tui.studio.render.report import FileReport, packed
from tts_tui.ui.screens.job_report import JobReportScreen
from tts_tui.ui.screens.jobs import JobsScreen

SETTINGS = JobSettings(provider="tones", model="tones-1", voice="af_heart", title="Alice [1]")


@pytest.fixture
def jobs(session) -> Jobs:
    jobs = Jobs(session.paths.jobs_folder)
    for name in ("alice", "emma"):
        chapters = [JobChapter(1, "Down the hole", "A. B.")]
        units = [NewUnit(1, text, f"{name}-{text}", b"", 2.0) for text in ("A.", "B.")]
        jobs.add(Path(f"/{name}.txt"), Path(f"/{name}.m4b"), SETTINGS, chapters, units)
    jobs.claim(1, owner_name())
    leases = Leases(jobs.database, 1, owner_name())
    first, second = leases.take(), leases.take()
    assert first
    assert second
    leases.made(first, first.key, 65.0)
    leases.failed(second, "It broke.", last=True)
    return jobs


async def opened(driver, rows: int = 2) -> JobsScreen:
    await driver.press("alt+q")
    await driver.until(lambda: isinstance(driver.app.screen, JobsScreen) and len(listed(driver)) == rows)
    return driver.app.screen


def listed(driver) -> list[str]:
    options = driver.app.screen.query_one("#jobs").options
    return [option.prompt.plain for option in options]


async def test_it_tells_how_far_each_is(drive, jobs: Jobs) -> None:
    async with drive() as driver:
        await opened(driver)
        first, second = listed(driver)
        assert "Alice [1]  writing its files" in first, "all is made"
        assert "2 sentences · 1:05 of audio" in first
        assert "1 left out" in first
        assert "waiting" in second


async def test_keys_pause_cancel_and_order(drive, jobs: Jobs) -> None:
    async with drive() as driver:
        await opened(driver)
        await driver.press("p")
        await driver.until(lambda: jobs.get(1).state == "paused")
        await driver.press("right_square_bracket")
        await driver.until(lambda: [job.id for job in jobs.all()] == [2, 1])
        await driver.until(lambda: "paused" in listed(driver)[1])
        await driver.press("c")
        await driver.until(lambda: jobs.get(1).state == "cancelled")


async def test_a_removed_job_is_asked_about(drive, jobs: Jobs) -> None:
    jobs.end_claim(1, jobs.get(1).runner, "paused")
    async with drive() as driver:
        await opened(driver)
        await driver.press("delete")
        await driver.until(lambda: driver.app.screen.query("#yes"))
        await driver.press("tab", "enter")
        await driver.until(lambda: len(jobs.all()) == 1)
        await driver.until(lambda: len(listed(driver)) == 1)


async def test_enter_shows_chapters_and_what_was_left_out(drive, jobs: Jobs) -> None:
    async with drive() as driver:
        await opened(driver)
        await driver.press("enter")
        await driver.until(lambda: isinstance(driver.app.screen, JobReportScreen) and shown_in(driver))
        shown = shown_in(driver)
        assert "Down the hole" in shown
        assert "Left out in chapter 1: B." in shown
        assert "It broke." in shown


async def test_a_report_follows_what_happens(drive, jobs: Jobs) -> None:
    async with drive(size=NARROW) as driver:
        await opened(driver)
        await driver.press("enter")
        await driver.until(lambda: "1/2" in shown_in(driver))
        jobs.put_note(1, jobs.get(1).runner, "The server is away: trying again in 5 s")
        await driver.until(lambda: "The server is away: trying again in 5 s" in shown_in(driver))
        jobs.end_claim(1, jobs.get(1).runner, "paused")
        await driver.until(lambda: "The server is away" not in shown_in(driver))
        await driver.press("escape")
        jobs.remove(1)
        await driver.until(lambda: len(listed(driver)) == 1)


async def test_the_first_that_is_made_or_waits_is_chosen(drive, jobs: Jobs) -> None:
    jobs.end_claim(1, jobs.get(1).runner, "done")
    async with drive() as driver:
        screen = await opened(driver)
        assert screen.query_one("#jobs").highlighted == 1


async def test_a_report_tells_what_the_command_line_told(drive, jobs: Jobs, tmp_path: Path) -> None:
    settings = msgspec.structs.replace(SETTINGS, verify=True, acx=True)
    told = jobs.told(1)
    jobs.replan(1, settings, [JobChapter(1, "Down the hole", "A. B.")], [NewUnit(1, "A.", "a", b"", 2.0)])
    told.put_planned(["Sentences by who says them: narrator (af_heart) 1."])
    runner = owner_name()
    jobs.end_claim(1, jobs.get(1).runner, "queued")
    jobs.claim(1, runner)
    leases = Leases(jobs.database, 1, runner)
    unit = leases.take()
    assert unit
    jobs.takes(1).put(Heard("a", "a", "eh what", 2))
    leases.made(unit, "a", 65.0)
    levels = AcxLevels(-30.0, -1.0, float("-inf"))
    told.put_files(packed([FileReport(tmp_path / "alice.m4b", 65.0, acx=levels, news=("Cue 1 is long.",))]))
    jobs.end_claim(1, runner, "done")
    async with drive(size=NARROW) as driver:
        await opened(driver)
        await driver.press("home", "enter")
        await driver.until(lambda: isinstance(driver.app.screen, JobReportScreen) and shown_in(driver))
        shown = shown_in(driver)
        assert "-30.0 dB RMS isn't between -23 and -18" in shown
        assert "Cue 1 is long." in shown
        assert "narrator (af_heart) 1" in shown
        assert "Verified: 1 sentence, 1 still heard otherwise." in shown
        assert "Heard otherwise in chapter 1: A." in shown
        assert "as “eh what”" in shown


def shown_in(driver) -> str:
    return "\n".join(str(each.render()) for each in driver.app.screen.query("Static"))


async def test_no_jobs_say_how_one_is_made(drive) -> None:
    async with drive() as driver:
        screen = await opened(driver, 0)
        await driver.until(lambda: "tts-tui render" in str(screen._status_line.render()))


def test_looking_makes_nothing(tmp_path: Path) -> None:
    desk = JobsDesk(tmp_path / "jobs", tmp_path / "log")
    assert desk.lines() == []
    desk.close()
    assert not list(tmp_path.iterdir())
