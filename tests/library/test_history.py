from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tts_tui.library.history import History, Said
from tts_tui.speech.errors import SettingsError
from tts_tui.speech.events import Metrics
from tts_tui.speech.request import SpeechRequest

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


@pytest.fixture
def history(tmp_path: Path) -> History:
    return History(tmp_path / "deep" / "history.db")


def said(text: str, minutes: int = 0, **values: object) -> Said:
    return Said(text, "kokoro", "kokoro-x", "af_heart", at=NOW + timedelta(minutes=minutes), **values)  # type: ignore[arg-type]


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


def test_a_file_that_is_no_database_says_how_to_go_on(tmp_path: Path) -> None:
    broken = tmp_path / "history.db"
    broken.write_text("not a database, but long enough to be read as one" * 50)
    with pytest.raises(SettingsError, match="can't be used") as caught:
        History(broken).latest()
    assert str(broken) in caught.value.hint
    assert broken.read_text().startswith("not a database")
