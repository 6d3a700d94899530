"""The first, second, … last time that the system is asked for something while a file is saved, it says no.

However it goes: the old file or the new one under the name, nothing torn, what is kept plays, and the message is true.
"""

from __future__ import annotations

import errno
import gc
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from saves import SOUND, names, png, save
from voicelike import RATE

from tts_tui.audio.effects import Effects
from tts_tui.audio.files.decode import decode_file
from tts_tui.audio.files.formats import FORMATS
from tts_tui.audio.files.saving import AudioFile, commit, find_orphans, recover, save_text
from tts_tui.speech.errors import SaveError

MOST = 400
LOUD = Effects(loudness=-16)
SHORT = SOUND[: round(0.6 * RATE)]


@contextmanager
def refused(call: str, from_nth: int, error: int = errno.ENOSPC) -> Iterator[list[int]]:
    """From its nth call on, a function of `os` fails; gives a list that grows with each call."""
    real, calls = getattr(os, call), list[int]()

    def refuses(*arguments: Any, **options: Any) -> Any:
        calls.append(1)
        if len(calls) >= from_nth:
            raise OSError(error, os.strerror(error))
        return real(*arguments, **options)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, call, refuses)
        yield calls


def tried(call: str, act: Callable[[], object]) -> Iterator[tuple[int, SaveError | None]]:
    """Act again and again, refused one call later each time, until nothing of it is refused any more."""
    for nth in range(1, MOST):
        told: SaveError | None = None
        with refused(call, nth) as calls:
            try:
                act()
            except SaveError as error:
                told = error
        yield nth, told
        if len(calls) < nth:
            return
    raise AssertionError(f"after {MOST} calls of {call} there is still no end")


@pytest.fixture
def printed(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """What Python would print as a traceback of its own."""
    found: list[Any] = []
    monkeypatch.setattr(sys, "unraisablehook", found.append)
    return found


@pytest.mark.parametrize("effects", [None, LOUD], ids=["as made", "loudness"])
@pytest.mark.parametrize("call", ["write", "fsync", "open", "unlink", "lseek"])
@pytest.mark.parametrize("name", FORMATS)
def test_whichever_call_fails_nothing_is_torn_or_lied_about(
    name: str, call: str, effects: Effects | None, tmp_path: Path, printed: list[Any]
) -> None:
    final = tmp_path / f"a{FORMATS[name].extension}"
    failures = 0
    for nth, told in tried(call, lambda: save(final, SHORT, effects=effects)):
        where = f"{call} {nth}"
        whole = final.exists()
        if whole and name != "pcm":
            assert abs(len(decode_file(final, RATE)[0]) - len(SHORT)) < 2048, where
        assert whole or told, where
        final.unlink(missing_ok=True)
        failures += bool(told)
        if told and "is saved" not in told.message:
            assert not whole, where
            assert ("kept in" in told.message) == bool(names(tmp_path)), (where, told.message)
        for orphan in find_orphans([tmp_path]):
            assert recover(orphan.part).stat().st_size > 0, where
        for left in tmp_path.iterdir():
            left.unlink()
    assert failures or call in {"unlink", "lseek"}
    gc.collect()
    assert not printed


@pytest.mark.parametrize("name", ["wav", "m4b", "mp3"])
@pytest.mark.parametrize("call", ["write", "fsync", "open"])
def test_the_old_file_stays_until_the_new_one_is_whole(name: str, call: str, tmp_path: Path) -> None:
    final = tmp_path / f"a{FORMATS[name].extension}"
    cover = png() if FORMATS[name].cover else b""
    final.write_bytes(b"old")
    for nth, told in tried(call, lambda: save(final, SHORT, if_exists="overwrite", cover=cover)):
        old = final.read_bytes() == b"old"
        assert old or len(decode_file(final)[0]) >= len(SHORT), nth
        assert told or not old, nth
        for left in tmp_path.iterdir():
            if left != final:
                left.unlink()
        final.write_bytes(b"old")


@pytest.mark.parametrize("call", ["write", "fsync", "open", "unlink"])
def test_a_text_is_whole_or_not_there(call: str, tmp_path: Path) -> None:
    path = tmp_path / "a.srt"
    for nth, told in tried(call, lambda: save_text(path, "text")):
        assert path.exists() or told, nth
        assert not path.exists() or path.read_text() == "text", nth
        for left in tmp_path.iterdir():
            left.unlink()


@pytest.mark.parametrize("kernel", [True, False], ids=["renameat2", "link"])
@pytest.mark.parametrize("overwrite", [True, False])
def test_a_name_that_cannot_be_given_keeps_the_recording(
    kernel: bool, overwrite: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Link, rename and replace all fail, also after an empty file had held the name."""

    def fails(*_: object) -> None:
        raise OSError(errno.EIO, "input/output error")

    monkeypatch.setattr(commit, "_renameat2", fails if kernel else lambda *_: False)
    monkeypatch.setattr(os, "link", fails)
    monkeypatch.setattr(os, "replace", fails)
    final = tmp_path / "a.flac"
    if overwrite:
        final.write_bytes(b"old")
    with pytest.raises(SaveError, match=r"kept in “a\.flac\.part”"):
        save(final, if_exists="overwrite" if overwrite else "error")
    assert names(tmp_path) == (["a.flac", "a.flac.part"] if overwrite else ["a.flac.part"])
    assert not overwrite or final.read_bytes() == b"old"


def test_a_folder_that_may_not_be_read_is_saved_to_all_the_same(tmp_path: Path) -> None:
    """A drop box: files may be made in it, and nobody may list it."""
    real = os.open

    def refuses(path: Any, flags: int, *more: Any) -> int:
        if Path(path) == tmp_path:
            raise PermissionError(errno.EACCES, "Permission denied")
        return real(path, flags, *more)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "open", refuses)
        assert save(tmp_path / "a.wav") == tmp_path / "a.wav"


def test_what_is_said_to_be_kept_is_what_plays(tmp_path: Path) -> None:
    """MP4 gathers a second before it writes: of what was given, that much may be missing."""
    for _, error in tried("write", lambda: save(tmp_path / "a.m4a")):
        if error is None:
            break
        parts = list(tmp_path.glob("*.part"))
        said = error.message
        if parts:
            seconds = float(said.partition("The first ")[2].partition(" s")[0])
            assert seconds == pytest.approx(len(decode_file(parts[0])[0]) / RATE, abs=0.1)
            parts[0].unlink()
        else:
            assert "nothing is left" in said


@pytest.mark.parametrize("effects", [None, LOUD], ids=["as made", "loudness"])
@pytest.mark.parametrize("name", FORMATS)
def test_a_part_without_sound_is_never_said_to_be_kept(
    name: str, effects: Effects | None, tmp_path: Path
) -> None:
    """The first writes hold a header alone."""
    final = tmp_path / f"a{FORMATS[name].extension}"
    for nth in range(1, 5):
        with refused("write", nth), pytest.raises(SaveError) as caught:
            save(final, effects=effects)
        if not (parts := list(tmp_path.iterdir())):
            assert "kept in" not in caught.value.message, nth
            continue
        assert nth > 1
        assert "kept in" in caught.value.message, nth
        whole = recover(parts[0])
        if whole.suffix != ".pcm":
            assert np.abs(decode_file(whole)[0]).max(initial=0) > 0, nth
        whole.unlink()


@pytest.mark.parametrize("bad", [np.nan, np.inf])
@pytest.mark.parametrize("effects", [None, LOUD], ids=["as made", "loudness"])
@pytest.mark.parametrize("name", FORMATS)
def test_sound_that_is_no_numbers_is_refused_and_what_came_before_it_kept(
    name: str, effects: Effects | None, bad: float, tmp_path: Path
) -> None:
    broken = SOUND.copy()
    broken[100] = bad
    with AudioFile(tmp_path / f"a{FORMATS[name].extension}", RATE, effects=effects) as file:
        file.write(SOUND)
        with pytest.raises(SaveError, match="no numbers"):
            file.write(broken)
    (orphan,) = find_orphans([tmp_path])
    assert recover(orphan.part).stat().st_size > 1000
