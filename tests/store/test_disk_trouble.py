"""What is told of a disk that can't be written names what helps there."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from small_disk import small_disk

from tts_tui.speech.entry import Entry
from tts_tui.speech.errors import SpeechError
from tts_tui.store import settings_file
from tts_tui.store.dictionary_file import WordList
from tts_tui.store.history import History, HistoryEntry
from tts_tui.store.secrets import Secrets


@pytest.fixture(params=["full", "read-only"])
def disk(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Path]:
    with small_disk(tmp_path / "disk", 8) as disk:
        if request.param == "full":
            with (disk / "filler").open("wb") as filler:
                filler.write(bytes(8192))
        else:
            subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
        yield disk


@pytest.mark.parametrize(
    "keep",
    [
        lambda disk: settings_file.change(disk / "config.toml", "speech.speed", "1.2"),
        lambda disk: Secrets(disk / "keys.json").set("openai", "sk-1234567890"),
        lambda disk: History(disk / "history.db").add(HistoryEntry("Hi.", "kokoro", "k", "v")),
        lambda disk: WordList(disk / "words.csv").add([Entry("Osei", "oh-say")]),
    ],
    ids=["settings", "keys", "history", "words"],
)
def test_what_cannot_be_kept_is_told_with_what_helps(
    disk: Path, keep: Callable[[Path], object], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.fail.Keyring")
    with pytest.raises(SpeechError) as caught:
        keep(disk)
    expected = "can only be read" if os.statvfs(disk).f_flag & os.ST_RDONLY else "Free some space"
    assert expected in caught.value.hint
    assert "chmod" not in caught.value.hint
