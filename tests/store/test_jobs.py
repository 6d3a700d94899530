"""Jobs, their units and who may make them."""

from __future__ import annotations

import os
import socket
import stat
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from tts_tui.speech.errors import JobError, SaveError
from tts_tui.store.job_rows import JobChapter, JobSettings, JobState, NewUnit
from tts_tui.store.job_takes import Heard, Verdict, Verification
from tts_tui.store.jobs import Jobs
from tts_tui.store.kept_sound import KeptSound
from tts_tui.store.leases import ATTEMPTS, LEASE_SECONDS, Leases, is_gone, owner_name

SETTINGS = JobSettings(
    provider="tones", model="tones-1", voice="low", settings={"warmth": 0.5, "whisper": True}
)
CHAPTERS = [JobChapter(1, "One", "A. B."), JobChapter(2, "Two", "C.")]
SOUND = KeptSound(np.linspace(-1, 1, 100, dtype=np.float32), 100)


class Clock:
    """Time that passes when a test says so."""

    def __init__(self) -> None:
        self.seconds = 1000.0

    def __call__(self) -> float:
        return self.seconds


def units(*texts: str) -> list[NewUnit]:
    return [
        NewUnit(2 if text == "C" else 1, text, f"key-{text}" if text.isascii() else "key", b"call", 2.0)
        for text in texts
    ]


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def jobs(tmp_path: Path, clock: Clock) -> Jobs:
    return Jobs(tmp_path / "jobs", clock)


def added(jobs: Jobs, name: str = "book", *texts: str) -> int:
    return jobs.add(Path(f"/{name}.txt"), Path(f"/{name}.m4b"), SETTINGS, CHAPTERS, units(*texts or "ABC"))


def running(jobs: Jobs, *texts: str) -> int:
    job = added(jobs, "book", *texts)
    jobs.claim(job, owner_name())
    return job


def leases(jobs: Jobs, job: int, clock: Clock, owner: str = "") -> Leases:
    return Leases(jobs.database, job, owner or owner_name(), clock)


def test_a_job_is_as_it_was_made(jobs: Jobs) -> None:
    job = jobs.get(added(jobs))
    assert (job.document, job.output, job.state, job.settings) == (
        "/book.txt",
        "/book.m4b",
        "queued",
        SETTINGS,
    )
    assert jobs.chapters(job.id) == CHAPTERS
    assert [unit.text for unit in jobs.units(job.id, 1)] == ["A", "B"]
    assert jobs.of_output(Path("/book.m4b")) == job
    assert jobs.of_output(Path("/other.m4b")) is None


def test_names_that_are_no_text_are_kept(jobs: Jobs) -> None:
    name = Path(os.fsdecode(b"/caf\xe9.m4b"))
    job = jobs.add(name, name, SETTINGS, [JobChapter(1, "half \ud800", "\ud800")], units("\ud800"))
    assert jobs.get(job).output == str(name)
    assert jobs.of_output(name) == jobs.get(job)


def test_only_the_owner_can_look(jobs: Jobs) -> None:
    job = added(jobs)
    jobs.sounds(job).put("key", SOUND)
    for path in [jobs.folder, *jobs.folder.rglob("*")]:
        assert stat.S_IMODE(path.stat().st_mode) == (0o700 if path.is_dir() else 0o600), path


def test_units_are_lent_in_order_to_one_at_a_time(jobs: Jobs, clock: Clock) -> None:
    job = running(jobs)
    one, other = leases(jobs, job, clock), leases(jobs, job, clock)
    taken = [each.take() for each in (one, other, one, other)]
    assert [unit and unit.text for unit in taken] == ["A", "B", "C", None]


def steps(jobs: Jobs, work: Callable[[], object]) -> int:
    """Hundreds of SQLite's instructions that it takes."""
    count = 0

    def tell() -> None:
        nonlocal count
        count += 1

    with jobs.database.read() as database:
        database.set_progress_handler(tell, 100)
        work()
        database.set_progress_handler(None, 0)
    return count


def test_what_is_made_isnt_looked_at_again(jobs: Jobs, clock: Clock) -> None:
    job = running(jobs, *map(str, range(2000)))
    lender = leases(jobs, job, clock)
    first = steps(jobs, lender.take)
    with jobs.database.change() as database:
        database.execute("UPDATE units SET state = 'made' WHERE number < 1990")
    assert steps(jobs, lender.take) <= first + 2
    assert [unit.number for unit in iter(lender.take, None)] == list(range(1991, 2000))


def test_how_far_a_chapter_is_takes_no_look_at_the_others(jobs: Jobs, clock: Clock) -> None:
    job = running(jobs, "C", *map(str, range(2000)))
    assert steps(jobs, lambda: jobs.progress(job, 2)) < 3
    assert steps(jobs, lambda: jobs.units(job, 2)) < 3


def test_nothing_is_lent_of_a_job_that_is_paused(jobs: Jobs, clock: Clock) -> None:
    job = running(jobs)
    jobs.put_state(job, "paused")
    assert leases(jobs, job, clock).take() is None


def test_a_lease_that_isnt_renewed_is_taken_over(jobs: Jobs, clock: Clock) -> None:
    job = running(jobs)
    one, other = leases(jobs, job, clock, "elsewhere:1:x"), leases(jobs, job, clock)
    first, second = one.take(), one.take()
    assert first
    assert second
    clock.seconds += LEASE_SECONDS - 1
    one.renew()
    clock.seconds += LEASE_SECONDS - 1
    assert (unit := other.take())
    assert unit.text == "C"
    clock.seconds += 2
    assert (unit := other.take())
    assert (unit.text, unit.attempts) == ("A", 2)


def test_what_a_process_had_that_is_gone_is_free_at_once(jobs: Jobs, clock: Clock) -> None:
    job = running(jobs)
    code = "from tts_tui.store.leases import owner_name; print(owner_name())"
    gone = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )
    assert leases(jobs, job, clock, gone.stdout.strip()).take()
    jobs.free_gone(job)
    assert (unit := leases(jobs, job, clock).take())
    assert unit.text == "A"


def test_what_fails_is_tried_again_and_then_left_out(jobs: Jobs, clock: Clock) -> None:
    job = running(jobs, "A")
    mine = leases(jobs, job, clock)
    for attempt in range(1, ATTEMPTS + 1):
        unit = mine.take()
        assert unit
        assert unit.attempts == attempt
        assert mine.failed(unit, "no") == (attempt == ATTEMPTS)
    assert mine.take() is None
    assert [(unit.text, unit.error) for unit in jobs.left_out(job)] == [("A", "no")]
    assert jobs.progress(job).complete


def test_what_ends_its_process_each_time_is_left_out(jobs: Jobs, clock: Clock) -> None:
    job = running(jobs, "A")
    for _ in range(ATTEMPTS):
        assert leases(jobs, job, clock, "elsewhere:1:x").take()
        clock.seconds += LEASE_SECONDS + 1
    assert leases(jobs, job, clock).take() is None
    assert jobs.left_out(job)


def test_what_is_given_back_counts_no_attempt(jobs: Jobs, clock: Clock) -> None:
    mine = leases(jobs, running(jobs, "A"), clock)
    for _ in range(2 * ATTEMPTS):
        unit = mine.take()
        assert unit
        assert unit.attempts == 1
        mine.release(unit)


def test_progress_counts_what_was_made(jobs: Jobs, clock: Clock) -> None:
    job = running(jobs)
    mine = leases(jobs, job, clock)
    first, second = mine.take(), mine.take()
    assert first
    assert second
    mine.made(first, first.key, 1.5, 0.25, 0.25)
    mine.made(second, second.key, 1.0, None, 0.5)
    progress = jobs.progress(job)
    assert (progress.units, progress.made, progress.seconds) == (3, 2, 2.5)
    assert (progress.cost_usd, progress.unpriced) == (0.25, 1)
    assert progress.fraction == pytest.approx(2 / 3)
    assert jobs.progress(job, 2).made == 0
    assert (jobs.take_unrecorded(job), jobs.take_unrecorded(job)) == (0.75, 0.0)


def test_another_text_keeps_what_stays(jobs: Jobs, clock: Clock) -> None:
    job = running(jobs)
    mine = leases(jobs, job, clock)
    while unit := mine.take():
        mine.made(unit, unit.key, 1.0)
        jobs.sounds(job).put(unit.key, SOUND)
    jobs.put_output(job, 2, Path("/two.m4b"), "digest")
    jobs.replan(job, SETTINGS, CHAPTERS, units("A", "D", "C"))
    assert [unit.state for unit in (*jobs.units(job, 1), *jobs.units(job, 2))] == ["made", "queued", "made"]
    assert [chapter.output for chapter in jobs.chapters(job)] == ["", "/two.m4b"]
    assert jobs.sounds(job).get("key-A")
    assert not jobs.sounds(job).get("key-B")


def test_a_job_is_run_by_one(jobs: Jobs, clock: Clock) -> None:
    job = added(jobs)
    jobs.claim(job, "elsewhere:1:x")
    with pytest.raises(JobError, match="already"):
        jobs.claim(job, owner_name())
    with pytest.raises(JobError, match="runs"):
        jobs.remove(job)
    clock.seconds += LEASE_SECONDS + 1
    assert not jobs.runs(job)
    jobs.claim(job, owner_name())
    assert jobs.runs(job)


@pytest.mark.parametrize(
    ("asked", "ended", "state"),
    [
        (None, "done", "done"),
        ("paused", "failed", "paused"),
        ("paused", "done", "done"),
        ("cancelled", "paused", "cancelled"),
    ],
)
def test_what_was_asked_meanwhile_stays(jobs: Jobs, asked: str | None, ended: str, state: str) -> None:
    job, me = added(jobs), owner_name()
    jobs.claim(job, me)
    if asked:
        jobs.put_state(job, asked)  # type: ignore[arg-type]
    jobs.end_claim(job, me, ended)  # type: ignore[arg-type]
    assert jobs.get(job).state == state
    assert not jobs.runs(job)


def test_what_a_runner_waits_for_is_told_while_it_runs(jobs: Jobs, clock: Clock) -> None:
    job = added(jobs)
    jobs.claim(job, "a:1:x")
    jobs.put_note(job, "a:1:x", "It waits.")
    jobs.put_note(job, "another", "It doesn't.")
    assert (jobs.get(job).state, jobs.get(job).error) == ("running", "It waits.")
    clock.seconds += LEASE_SECONDS + 1
    assert (jobs.get(job).state, jobs.get(job).error) == ("queued", ""), "who waited is gone"
    jobs.claim(job, "a:1:y")
    jobs.end_claim(job, "a:1:y", "paused")
    assert jobs.get(job).error == ""


def test_the_queue_can_be_put_in_another_order(jobs: Jobs) -> None:
    ids = [added(jobs, name) for name in "xyz"]
    jobs.move(ids[2], -1)
    assert [job.id for job in jobs.all()] == [ids[0], ids[2], ids[1]]
    jobs.move(ids[0], -1)
    jobs.move(ids[1], 1)
    with pytest.raises(JobError, match="no job 99"):
        jobs.move(99, 1)
    assert [job.id for job in jobs.all()] == [ids[0], ids[2], ids[1]]
    jobs.put_state(ids[0], "paused")
    assert (job := jobs.next_queued())
    assert job.id == ids[2]


@pytest.mark.parametrize(
    ("state", "told"),
    [("cancelled", "left the queue: it is cancelled"), ("failed", "failed"), ("done", "done")],
)
def test_what_has_left_the_queue_has_no_place_in_it(jobs: Jobs, state: JobState, told: str) -> None:
    ids = [added(jobs, name) for name in "xy"]
    jobs.put_state(ids[1], state)
    with pytest.raises(JobError, match=told) as caught:
        jobs.move(ids[1], -1)
    assert caught.value.hint == f"tts-tui jobs resume {ids[1]} goes on with it."
    assert [job.id for job in jobs.all()] == ids


def test_what_is_done_is_no_step_on_the_way_to_the_front(jobs: Jobs) -> None:
    ids = [added(jobs, name) for name in "wxyz"]
    jobs.put_state(ids[1], "done")
    jobs.put_state(ids[2], "cancelled")
    jobs.move(ids[3], -1)
    assert [job.id for job in jobs.all() if job.state == "queued"] == [ids[3], ids[0]]
    jobs.move(ids[3], 1)
    assert [job.id for job in jobs.all() if job.state == "queued"] == [ids[0], ids[3]]


def test_a_removed_job_leaves_nothing(jobs: Jobs) -> None:
    job = added(jobs)
    jobs.sounds(job).put("key", SOUND)
    jobs.remove(job)
    assert jobs.all() == []
    assert not jobs.sounds(job).folder.exists()
    with pytest.raises(JobError):
        jobs.get(job)
    assert added(jobs) != job


def test_a_damaged_sound_is_none(jobs: Jobs) -> None:
    sounds = jobs.sounds(added(jobs))
    sounds.put("key", SOUND)
    file = sounds.folder / "key.sound"
    file.write_bytes(file.read_bytes()[:-4])
    assert sounds.get("key") is None


def test_a_damaged_file_is_told_and_left(jobs: Jobs) -> None:
    added(jobs)
    jobs.close()
    (jobs.folder / "jobs.db").write_bytes(b"not a database" * 100)
    with pytest.raises(SaveError, match=r"jobs\.db") as raised:
        jobs.all()
    assert "mv " in raised.value.hint


@pytest.mark.skipif(sys.platform != "linux", reason="/proc tells it")
def test_a_process_that_nobody_asked_for_after_its_end_is_gone() -> None:
    process = subprocess.Popen([sys.executable, "-c", "print(1)"], stdout=subprocess.PIPE)
    assert process.stdout
    process.stdout.read()  # its end: it is a zombie now, or about to be one
    owner = f"{socket.gethostname()}:{process.pid}:00000000"
    deadline = time.monotonic() + 30
    while not is_gone(owner):
        assert time.monotonic() < deadline
        time.sleep(0.01)
    assert process.poll() is not None
    assert not is_gone(owner_name())


def test_a_file_of_an_older_version_gets_what_it_lacks(tmp_path: Path) -> None:
    jobs = Jobs(tmp_path / "jobs")
    job = added(jobs)
    with jobs.database.change() as database:
        database.execute("DROP TABLE takes")
    with jobs.database.read() as database:
        database.execute("PRAGMA user_version = 0")
    jobs.close()
    jobs.takes(job).put(Heard("key-A", "key-A", "A.", 0))
    assert jobs.takes(job).get("key-A") == Heard("key-A", "key-A", "A.", 0)
    assert jobs.get(job).settings == SETTINGS


def test_what_was_heard_of_a_take_goes_with_its_sentence(jobs: Jobs, clock: Clock) -> None:
    job = running(jobs)
    leases, takes = Leases(jobs.database, job, owner_name(), clock), jobs.takes(job)
    unit = leases.take()
    assert unit is not None
    takes.put(Heard("key-A", "key-A", "Hey!", 1))
    takes.put(Heard("key-A", "key-A2", "A.", 0))
    jobs.sounds(job).put("key-A2", SOUND)
    leases.made(unit, "key-A2", 1.0)
    assert takes.verification() == Verification(1, 0, (Verdict(1, "A", 2, "A.", 0),))
    jobs.replan(job, SETTINGS, CHAPTERS, units("B", "A"))
    (_, kept) = jobs.units(job, 1)
    assert (kept.key, kept.state) == ("key-A2", "made"), "the take that was chosen stays"
    assert jobs.sounds(job).get("key-A2") is not None
