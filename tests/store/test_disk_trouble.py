"""What is told of a disk that can't be written names what helps there."""

from __future__ import annotations

import os
import subprocess
import sys
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


def test_a_limit_on_the_size_of_files_is_no_damage(tmp_path: Path) -> None:
    script = (
        "import resource, signal, sys; from pathlib import Path;"
        "from tts_tui.speech.errors import SpeechError; from tts_tui.store.history import History, HistoryEntry;"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN); history = History(Path(sys.argv[1]));"
        "history.add(HistoryEntry('Hi.', 'kokoro', 'k', 'v'));"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))\n"
        "try: history.add(HistoryEntry('word ' * 9999, 'kokoro', 'k', 'v'))\n"
        "except SpeechError as error: print(error.hint)"
    )
    ran = subprocess.run(
        [sys.executable, "-c", script, str(tmp_path / "history.db")],
        capture_output=True,
        text=True,
        check=True,
    )
    assert "ulimit -f" in ran.stdout
    assert "mv " not in ran.stdout
