from __future__ import annotations

import errno
import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tts_tui.speech.errors import SettingsError
from tts_tui.speech.events import Metrics
from tts_tui.speech.request import SpeechRequest
from tts_tui.store.history import History, HistoryEntry

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


@pytest.fixture
def history(tmp_path: Path) -> History:
    return History(tmp_path / "deep" / "history.db")


def said(text: str, minutes: int = 0, **values: object) -> HistoryEntry:
    return HistoryEntry(text, "kokoro", "kokoro-x", "af_heart", at=NOW + timedelta(minutes=minutes), **values)  # type: ignore[arg-type]


def test_what_is_kept_comes_back_newest_first_with_every_field(history: History) -> None:
    first = said(
        "one", language="en-GB", speed=1.5, settings={"style": 0.5}, audio_seconds=2.0, path="/a.wav"
    )
    history.add(first)
    history.add(said("two", 1, first_chunk_ms=180.0, cost_usd=None))
    newest, oldest = history.latest()
    assert (newest.text, newest.first_chunk_ms, newest.cost_usd) == ("two", 180.0, None)
    assert oldest.request() == first.request()
    assert (oldest.audio_seconds, oldest.path, oldest.at) == (2.0, "/a.wav", first.at)


def test_search_forget_and_another_process(history: History, tmp_path: Path) -> None:
    identity = history.add(said("The Fox 100%"))
    history.add(said("A dog", 1))
    assert [each.text for each in history.latest(containing="fox 100%")] == ["The Fox 100%"]
    History(tmp_path / "deep" / "history.db").forget(identity)
    assert [each.text for each in history.latest()] == ["A dog"]
    assert len(history.latest(0)) == 0


def test_spending_counts_what_is_known_from_a_moment_on(history: History) -> None:
    for minutes, cost in ((0, 1.0), (10, 0.25), (20, None), (30, 0.5)):
        history.add(said("x", minutes, cost_usd=cost))
    assert history.spent_since(NOW + timedelta(minutes=10)) == 0.75
    assert history.spent_since((NOW + timedelta(minutes=10)).astimezone()) == 0.75


def test_an_unknown_cost_counts_as_what_it_should_have_been(history: History) -> None:
    history.record(SpeechRequest("x", "cloud-1"), Metrics(1.0, 1.0, 1.0, cost_usd=None, counted_usd=0.25))
    history.record(SpeechRequest("y", "cloud-1"), Metrics(1.0, 1.0, 1.0, cost_usd=0.5, counted_usd=0.5))
    assert history.spent_since(datetime.now(UTC) - timedelta(hours=1)) == 0.75
    assert [each.cost_usd for each in history.latest()] == [0.5, None], "unknown stays unknown"


def test_a_history_of_an_earlier_version_is_read_and_goes_on(history: History, tmp_path: Path) -> None:
    history.add(said("before", cost_usd=1.0))
    with closing(sqlite3.connect(tmp_path / "deep" / "history.db")) as database:
        database.execute("ALTER TABLE said DROP COLUMN counted_usd")
    history.add(said("after", 1, cost_usd=None, counted_usd=0.5))
    assert [(each.text, each.counted_usd) for each in history.latest()] == [("after", 0.5), ("before", 0.0)]
    assert history.spent_since(NOW) == 1.5


def garbage(file: Path) -> None:
    file.write_text("not a database, but long enough to be read as one" * 50)


def torn(file: Path) -> None:
    for _ in range(300):
        History(file).add(HistoryEntry("A text. " * 50, "kokoro", "kokoro-v1.0-onnx", "af_heart"))
    with file.open("r+b") as database:
        database.seek(4096)
        database.write(os.urandom(40_000))


@pytest.mark.parametrize("damage", [garbage, torn])
def test_a_damaged_file_is_kept_aside_and_a_new_one_begun(
    tmp_path: Path, damage: Callable[[Path], None]
) -> None:
    file = tmp_path / "history.db"
    damage(file)
    before = file.read_bytes()
    told: list[SettingsError] = []
    history = History(file, told.append)
    history.add(HistoryEntry("HistoryEntry after it.", "kokoro", "kokoro-v1.0-onnx", "af_heart"))
    assert [each.text for each in history.latest()] == ["HistoryEntry after it."]
    [kept] = tmp_path.glob("history.db.damaged-*")
    assert kept.read_bytes() == before
    [error] = told
    assert str(kept) in error.message
    assert str(kept) in error.hint


MOVE = """
import sys
from pathlib import Path
from tts_tui.store.history import History, HistoryEntry
told = []
print("ready", flush=True)
sys.stdin.readline()
History(Path(sys.argv[1]), told.append).add(HistoryEntry(f"By {sys.argv[2]}.", "kokoro", "k", "v"))
print(len(told))
"""


def test_several_programs_move_a_damaged_file_aside_once_and_keep_what_each_said(tmp_path: Path) -> None:
    file = tmp_path / "history.db"
    garbage(file)
    journal = tmp_path / "history.db-journal"
    journal.write_text("what could be recovered with it")
    programs = [
        subprocess.Popen(
            [sys.executable, "-c", MOVE, file, str(number)],
            cwd=Path(__file__).parents[2],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for number in range(4)
    ]
    for program in programs:
        assert program.stdout is not None
        assert program.stdout.readline() == "ready\n"
    for program in programs:
        assert program.stdin is not None
        program.stdin.write("go\n")
        program.stdin.flush()
    told = [int(program.communicate(timeout=120)[0]) for program in programs]
    assert sum(told) == 1
    assert sorted(said.text for said in History(file).latest()) == [f"By {number}." for number in range(4)]
    assert (tmp_path / "history.db.damaged-1").exists()
    assert not (tmp_path / "history.db.damaged-2").exists()


def test_rows_and_columns_that_something_else_wrote_leave_the_others_readable(tmp_path: Path) -> None:
    file = tmp_path / "history.db"
    for text in ("Good.", "No time.", "No text.", "No settings."):
        History(file).add(HistoryEntry(text, "kokoro", "kokoro-v1.0-onnx", "af_heart"))
    with closing(sqlite3.connect(file)) as database, database:
        database.execute("ALTER TABLE said ADD COLUMN mood TEXT")
        database.execute("UPDATE said SET at = 'yesterday' WHERE text = 'No time.'")
        database.execute("UPDATE said SET settings = x'00ff' WHERE text = 'No settings.'")
        database.execute("UPDATE said SET text = CAST(x'6e6fff' AS TEXT) WHERE text = 'No text.'")
    assert {said.text for said in History(file).latest()} == {"Good.", "no\ufffd", "No settings."}


def test_only_its_owner_reads_it_also_where_others_could_before(tmp_path: Path) -> None:
    file = tmp_path / "data" / "history.db"
    History(file).add(HistoryEntry("Once.", "kokoro", "kokoro-v1.0-onnx", "af_heart"))
    assert (file.stat().st_mode & 0o777, file.parent.stat().st_mode & 0o777) == (0o600, 0o700)
    file.chmod(0o644)
    assert History(file).latest()
    assert file.stat().st_mode & 0o777 == 0o600


def test_a_name_that_is_no_unicode_is_kept_all_the_same(tmp_path: Path) -> None:
    history = History(tmp_path / "history.db")
    history.add(HistoryEntry("A \ud800 text", "kokoro", "k", "v", path="/music/caf\udce9.wav"))
    assert history.latest(containing="\ud800")[0].path == "/music/caf\\udce9.wav"


def test_settings_that_something_else_wrote_are_none(tmp_path: Path) -> None:
    file = tmp_path / "history.db"
    History(file).add(HistoryEntry("Once.", "kokoro", "kokoro-v1.0-onnx", "af_heart"))
    with sqlite3.connect(file) as database:
        database.execute("UPDATE said SET settings = '{'")
    assert History(file).latest()[0].settings == {}


def test_each_cause_has_its_own_mend(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    history = History(tmp_path / "history.db")
    for code, mend in [
        (sqlite3.SQLITE_FULL, "Free some space"),
        (sqlite3.SQLITE_READONLY, "chmod u+rwX"),
        (sqlite3.SQLITE_CANTOPEN, "chmod u+rwX"),
        (sqlite3.SQLITE_BUSY, "try again"),
    ]:
        failure = sqlite3.OperationalError("it failed")
        failure.sqlite_errorcode = code

        def fail(*_: object, failure: Exception = failure, **__: object) -> None:
            raise failure

        monkeypatch.setattr(sqlite3, "connect", fail)
        with pytest.raises(SettingsError, match="it failed") as caught:
            history.latest()
        assert mend in caught.value.hint


@pytest.mark.parametrize(
    ("number", "mend"),
    [
        (errno.EACCES, "chmod u+rwX"),  # the number that SQLite gives a full disk
        (errno.EIO, "ls -ld"),  # and a database that is busy
        (errno.ENOSPC, "Free some space"),
        (errno.ENOTDIR, "ls -ld"),
    ],
)
def test_what_the_system_refuses_is_not_taken_for_sqlites_number(
    number: int, mend: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_: Path) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr("tts_tui.store.history.make_file", refuse)
    with pytest.raises(SettingsError, match=os.strerror(number)) as caught:
        History(tmp_path / "history.db").latest()
    assert mend in caught.value.hint
    assert "Errno" not in caught.value.message
