"""Many programs that change one file at once: what each of them wrote is there afterwards."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import keyring.backends.fail
import keyring.core
import pytest

from tts_tui.events.last_selection import LastSelection
from tts_tui.speech.errors import SettingsError
from tts_tui.store import settings_file
from tts_tui.store.changing import changing, reading
from tts_tui.store.favourites import Favourites
from tts_tui.store.secrets import Secrets
from tts_tui.store.speeds import Speeds

ROOT = Path(__file__).parents[2]
LONGEST_WAIT = 120.0
"""Seconds after which one of them hangs."""


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    homes = {
        f"XDG_{name}_HOME": str(tmp_path / name.lower()) for name in ("CONFIG", "DATA", "STATE", "CACHE")
    }
    no_keyring = {"PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring"}
    return {**os.environ, **homes, **no_keyring}


def all_at_once(commands: list[list[str]], environment: dict[str, str], words: str = "") -> None:
    """Run them all together; each has to succeed."""
    running = [
        subprocess.Popen(
            [sys.executable, *command],
            cwd=ROOT,
            env=environment,
            stdin=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for command in commands
    ]
    for number, process in enumerate(running):
        assert process.stdin is not None
        process.stdin.write(words.format(number))
        process.stdin.flush()
    for process in running:
        _, said = process.communicate(timeout=LONGEST_WAIT)
        assert process.returncode == 0, said


@pytest.mark.slow
def test_ten_keys_set_at_once_are_ten_keys(environment: dict[str, str], tmp_path: Path) -> None:
    file = tmp_path / "config" / "tts-tui" / "config.toml"
    file.parent.mkdir(parents=True)
    profile = '[backends.openai.profiles.server-{0}]\nbase_url = "http://127.0.0.1:{1}/v1"\nkey = true\n'
    file.write_text("".join(profile.format(number, 9900 + number) for number in range(10)))
    commands = [["-m", "tts_tui", "config", "set-key", f"server-{number}"] for number in range(10)]
    all_at_once(commands, environment, words="key-{}\n")
    kept = json.loads(file.with_name("keys.json").read_text())
    assert kept == {f"server-{number}": f"key-{number}" for number in range(10)}


@pytest.mark.slow
def test_settings_set_at_once_are_all_set(environment: dict[str, str], tmp_path: Path) -> None:
    file = tmp_path / "config" / "tts-tui" / "config.toml"
    file.parent.mkdir(parents=True)
    file.write_text("# mine\n[speech]\nspeed = 1.5  # brisk\n")
    wanted = {
        "speech.cache_mb": 7,
        "audio.volume": 0.5,
        "audio.rate": 1.25,
        "audio.format": "flac",
        "audio.bit_rate": 96,
        "ui.fps": 12,
        "limits.job_usd": 2.5,
        "limits.month_usd": 9.0,
    }
    all_at_once(
        [["-m", "tts_tui", "config", "set", key, str(value)] for key, value in wanted.items()], environment
    )
    settings = settings_file.load(file)
    assert {key: settings_file.get(settings, key) for key in wanted} == wanted
    assert "# mine" in file.read_text()
    assert "speed = 1.5  # brisk" in file.read_text()


MARK = """
import sys
from pathlib import Path
from tts_tui.events.last_selection import LastSelection
from tts_tui.events.tts_events import Selection
from tts_tui.store.favourites import Favourites
from tts_tui.store.speeds import Speeds
folder, number = Path(sys.argv[1]), sys.argv[2]
favourites, speeds = Favourites(folder / "favourites.toml"), Speeds(folder / "speeds.json")
last = LastSelection(folder / "selection.json")
last.load()
speeds.of("known before the others write")
print("ready", flush=True)
sys.stdin.readline()
for each in range(20):
    favourites.toggle(f"model-{number}", f"voice-{each}")
    speeds.note(f"model-{number}-{each}", 0.5)
    last.keep(Selection(f"provider-{number}", f"model-{each}", "voice"))
"""


def test_windows_merge_what_they_mark_and_measure(tmp_path: Path) -> None:
    windows = [
        subprocess.Popen(
            [sys.executable, "-c", MARK, tmp_path, str(number)],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for number in range(4)
    ]
    for window in windows:
        assert window.stdout is not None
        assert window.stdout.readline() == "ready\n"
    for window in windows:
        assert window.stdin is not None
        window.stdin.write("go\n")
        window.stdin.flush()
    for window in windows:
        window.communicate(timeout=LONGEST_WAIT)
        assert window.returncode == 0
    favourites, speeds = Favourites(tmp_path / "favourites.toml"), Speeds(tmp_path / "speeds.json")
    last = LastSelection(tmp_path / "selection.json")
    last.load()
    for number in range(4):
        for each in range(20):
            assert (f"model-{number}", f"voice-{each}") in favourites
            assert speeds.of(f"model-{number}-{each}") == 0.5
            assert last.of(f"provider-{number}", f"model-{each}")


def test_a_key_that_another_program_kept_meanwhile_stays_when_one_is_forgotten(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # else the keyrings of other tests, which the library finds by their class
    monkeypatch.setattr(keyring.core, "_keyring_backend", keyring.backends.fail.Keyring())
    file = tmp_path / "keys.json"
    mine, other = Secrets(file, environment={}), Secrets(file, environment={})
    mine.set("mine", "key-1")
    assert mine.get("other") is None
    other.set("other", "key-2")
    mine.forget("mine")
    assert json.loads(file.read_text()) == {"other": "key-2"}


def test_what_is_read_is_not_changed_meanwhile_and_may_be_read_by_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tts_tui.store.changing.WAIT_SECONDS", 0.05)
    file = tmp_path / "history.db"
    with reading(file), reading(file), pytest.raises(SettingsError, match="another tts-tui"), changing(file):
        pass
    with changing(file):
        pass
