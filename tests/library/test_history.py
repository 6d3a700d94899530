from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tts_tui.library.history import History, Said
from tts_tui.speech.errors import SettingsError

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


def test_a_file_that_is_no_database_says_how_to_go_on(tmp_path: Path) -> None:
    broken = tmp_path / "history.db"
    broken.write_text("not a database, but long enough to be read as one" * 50)
    with pytest.raises(SettingsError, match="can't be used") as caught:
        History(broken).latest()
    assert str(broken) in caught.value.hint
    assert broken.read_text().startswith("not a database")
