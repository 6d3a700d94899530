"""What a user says, keeps and pays is nobody else's to see, also where an earlier version let others see it."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner
from voicelike import RATE, voicelike

from tts_tui.backends.voice_profiles import VoiceProfiles
from tts_tui.cli.main import command
from tts_tui.store.favourites import Favourites
from tts_tui.store.history import History, HistoryEntry
from tts_tui.store.kept_sound import KeptSound
from tts_tui.store.output_choice import OutputChoice
from tts_tui.store.paths import Paths
from tts_tui.store.sentence_cache import SentenceCache
from tts_tui.store.speeds import Speeds
from tts_tui.studio.session import open_session
from tts_tui.terminal import open_log

pytestmark = pytest.mark.skipif(os.name != "posix", reason="permissions of POSIX")


@pytest.fixture
def paths(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Paths:
    for name in ("CONFIG", "DATA", "STATE", "CACHE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / name.lower()))
    monkeypatch.delenv("TTS_TUI_CONFIG", raising=False)
    previous = os.umask(0o000)  # the most careless there is
    yield Paths.of_user()
    os.umask(previous)


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def use_everything(paths: Paths) -> None:
    History(paths.history_file).add(HistoryEntry("Secret.", "openai", "tts-1", "nova"))
    Favourites(paths.favourites_file).toggle("tts-1", "nova")
    Speeds(paths.speeds_file).note("tts-1", 0.1)
    OutputChoice(paths.output_file).choose("Speakers")
    cache = SentenceCache(paths.cache / "sentences", 10**6)
    VoiceProfiles.under(paths.data).add("Mine", voicelike(12.0), RATE)
    cache.put("secret", KeptSound(np.zeros(10, np.float32), 24_000))
    os.close(open_log(paths.log_file))
    assert CliRunner().invoke(command, ["config", "set", "speech.speed", "1.5"]).exit_code == 0


def test_all_that_is_kept_is_for_its_owner_alone_whatever_the_umask(paths: Paths) -> None:
    use_everything(paths)
    folders = (paths.config, paths.data, paths.state, paths.cache)
    found = [each for folder in folders for each in (folder, *folder.rglob("*"))]
    assert len([each for each in found if each.is_file()]) >= 7
    open_to_others = [each for each in found if each.is_dir() and mode(each) != 0o700]
    assert {each.name for each in open_to_others} <= {"voices", "chatterbox"}, "which lie in a closed one"
    assert {str(each): oct(mode(each)) for each in found if each.is_file() and mode(each) != 0o600} == {}


def test_folders_and_files_that_others_could_see_are_closed_at_the_next_start(paths: Paths) -> None:
    use_everything(paths)
    journal = paths.history_file.with_name("history.db-wal")
    journal.write_bytes(b"")
    clip = paths.data / "voices" / "mine" / "clip.wav"
    clip.parent.mkdir(parents=True)
    clip.write_bytes(b"RIFF")
    folders = (paths.config, paths.data, paths.state, paths.cache)
    for folder in folders:
        for each in (folder, *folder.rglob("*")):
            each.chmod(0o777 if each.is_dir() else 0o666)
    open_session()
    assert [oct(mode(folder)) for folder in folders] == [oct(0o700)] * 4, "which closes all that lies in them"
    private = [paths.history_file, journal, paths.favourites_file, paths.log_file, clip]
    assert [oct(mode(file)) for file in private] == [oct(0o600)] * len(private)
