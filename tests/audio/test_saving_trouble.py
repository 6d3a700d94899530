"""Saving where it can't be: a folder that isn't ours, a disk that is full."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from saves import SOUND, limited_file_size, names, png, save
from small_disk import small_disk
from voicelike import RATE, voicelike

from tts_tui.audio.effects import Effects
from tts_tui.audio.files.decode import decode_file
from tts_tui.audio.files.formats import FORMATS
from tts_tui.audio.files.saving import AudioFile, recover
from tts_tui.speech.errors import (
    DiskFullError,
    NotWritableError,
)


def test_a_read_only_folder_is_said_so_before_any_work() -> None:
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o555)
    try:
        with as_nobody(), pytest.raises(NotWritableError) as caught:
            AudioFile(folder / "a.mp3", RATE)
        assert "permission denied" in caught.value.message
        assert "folder" in caught.value.hint
    finally:
        folder.rmdir()


@pytest.mark.parametrize("name", FORMATS)
def test_a_full_disk_is_reported_with_what_was_kept(name: str, tmp_path: Path) -> None:
    path = tmp_path / f"a{FORMATS[name].extension}"
    sound = voicelike(30)
    with limited_file_size(60_000), pytest.raises(DiskFullError) as caught:
        save(path, sound)
    assert not path.exists()
    assert f"{path.name}.part" in caught.value.message
    assert "doctor" in caught.value.hint
    kept = recover(tmp_path / f"{path.name}.part")
    assert names(tmp_path) == [path.name]
    if name != "pcm":
        assert 0.8 < len(decode_file(kept)[0]) / RATE < 30


def test_a_disk_that_is_full_when_finishing_keeps_the_whole_recording(tmp_path: Path) -> None:
    file = AudioFile(tmp_path / "a.m4a", RATE, cover=png(300))
    file.write(SOUND)
    with limited_file_size(60_000), pytest.raises(DiskFullError, match=r"a\.m4a\.part"):
        file.commit()
    assert names(tmp_path) == ["a.m4a.part"]
    assert len(decode_file(recover(tmp_path / "a.m4a.part"))[0]) == len(SOUND)


def test_a_disk_that_is_full_when_the_loudness_is_known_keeps_the_whole_recording(tmp_path: Path) -> None:
    file = AudioFile(tmp_path / "a.mp3", RATE, effects=Effects(loudness=-16))
    file.write(SOUND)
    with limited_file_size(10_000), pytest.raises(DiskFullError, match=r"a\.wav\.part"):
        file.commit()
    assert names(tmp_path) == ["a.wav.part"]
    assert len(decode_file(recover(tmp_path / "a.wav.part"))[0]) == len(SOUND)


def test_a_really_full_disk(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", 100) as disk:
        with pytest.raises(DiskFullError, match="no space left"):
            save(disk / "a.opus", voicelike(60))
        assert names(disk) == ["a.opus.part"]
        assert len(decode_file(disk / "a.opus.part", RATE)[0]) > 10 * RATE


@contextmanager
def as_nobody() -> Iterator[None]:
    """Root may write anywhere: be somebody else for a moment."""
    user = os.geteuid()
    if not user:
        os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(user)
