"""Voices made from clips, the weights' places, and when speech went astray: no engine needed."""

from __future__ import annotations

import errno
import io
import json
import os
import shutil
import wave
import zipfile
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from tts_tui.backends.base import BackendContext
from tts_tui.backends.chatterbox.backend import ChatterboxBackend
from tts_tui.backends.chatterbox.catalog import VARIANTS
from tts_tui.backends.chatterbox.engine.quality import most_tokens, why_degenerate
from tts_tui.backends.chatterbox.weights import find_weights
from tts_tui.backends.kokoro_torch.backend import KokoroTorchBackend
from tts_tui.backends.voice_profiles import VoiceProfiles, check_clip
from tts_tui.speech.errors import NotWritableError, SettingsError, UnknownVoiceError, UsageError

RATE = 16_000


def speech(seconds: float, level: float = 0.1) -> NDArray[np.float32]:
    noise = np.random.default_rng(0).standard_normal(round(seconds * RATE))
    return (level * noise).clip(-0.9, 0.9).astype(np.float32)


@pytest.fixture
def profiles(tmp_path: Path) -> VoiceProfiles:
    return VoiceProfiles(tmp_path / "voices")


def test_a_good_clip_passes_and_a_short_one_is_advised() -> None:
    checked = check_clip(speech(12), RATE)
    assert (checked.problem, checked.advice) == ("", "")
    assert "closer likeness" in check_clip(speech(6), RATE).advice
    assert "clipped" in check_clip(np.ones(12 * RATE, np.float32), RATE).advice


@pytest.mark.parametrize(
    ("clip", "problem"),
    [
        (speech(1), "1.0 s long"),
        (speech(40), "40.0 s long"),
        (speech(8, 0.001), "too quiet"),
        (speech(0), "0.0 s"),
    ],
)
def test_a_clip_that_does_not_suit_is_refused(
    profiles: VoiceProfiles, clip: NDArray[np.float32], problem: str
) -> None:
    with pytest.raises(UsageError, match=problem):
        profiles.add("Anna", clip, RATE)
    assert profiles.all() == []


def test_a_voice_is_kept_with_its_notes(profiles: VoiceProfiles) -> None:
    clip = speech(8)
    made = profiles.add(" Anna's Voice ", clip, RATE, "from the radio play")
    assert profiles.get("anna-s-voice") == made
    assert (made.name, made.notes, made.seconds) == ("Anna's Voice", "from the radio play", 8.0)
    with wave.open(str(profiles.clip(made))) as file:
        assert (file.getframerate(), file.getnchannels()) == (RATE, 1)
        kept = np.frombuffer(file.readframes(file.getnframes()), "<i2") / 32767
    np.testing.assert_allclose(kept, clip, atol=1 / 32767)


def test_names_must_differ_and_have_letters(profiles: VoiceProfiles) -> None:
    profiles.add("Anna", speech(8), RATE)
    with pytest.raises(UsageError, match="already"):
        profiles.add("anna!", speech(8), RATE)
    with pytest.raises(UsageError, match="name"):
        profiles.add(" ../ ", speech(8), RATE)


def test_an_unknown_voice_names_the_nearest(profiles: VoiceProfiles) -> None:
    profiles.add("Anna", speech(8), RATE)
    with pytest.raises(UnknownVoiceError, match="'ana'") as caught:
        profiles.get("ana")
    assert "anna" in caught.value.hint


def test_a_voice_travels_as_one_file(profiles: VoiceProfiles, tmp_path: Path) -> None:
    made = profiles.add("Anna", speech(8), RATE, "notes")
    profiles.export(made, tmp_path / "anna.voice")
    clip = profiles.clip(made).read_bytes()
    profiles.remove(made)
    assert profiles.all() == []
    assert profiles.take_in(tmp_path / "anna.voice") == made
    assert profiles.clip(made).read_bytes() == clip


def test_other_files_are_no_voices(profiles: VoiceProfiles, tmp_path: Path) -> None:
    other = tmp_path / "other.zip"
    other.write_bytes(b"not a zip archive")
    with pytest.raises(UsageError, match="isn't a voice"):
        profiles.take_in(other)
    for content in (
        {"voice.json": "[]", "clip.wav": ""},
        {"voice.json": '{"name": "x", "notes": ""}', "clip.wav": "no"},
    ):
        with zipfile.ZipFile(other, "w") as archive:
            for name, text in content.items():
                archive.writestr(name, text)
        with pytest.raises(UsageError, match=r"other\.zip"):
            profiles.take_in(other)
    assert profiles.all() == []


def exported(path: Path, clip: bytes, **description: object) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("voice.json", json.dumps({"name": "Anna", "notes": "", **description}))
        archive.writestr("clip.wav", clip)
    return path


def wav(samples: bytes, rate: int) -> bytes:
    data = io.BytesIO()
    with wave.open(data, "wb") as file:
        file.setparams((1, 2, 16_000, 0, "NONE", ""))
        file.writeframes(samples)
    return data.getvalue().replace((16_000).to_bytes(4, "little"), rate.to_bytes(4, "little"), 1)


def test_a_clip_of_rate_0_or_without_sound_is_refused(profiles: VoiceProfiles, tmp_path: Path) -> None:
    assert "0 samples a second" in check_clip(speech(8), 0).problem
    with pytest.raises(UsageError, match="0 samples a second"):
        profiles.add("Anna", speech(8), 0)
    for clip, told in ((wav(b"\0\1" * 9, 0), "9 samples at 0 Hz"), (wav(b"", 16_000), "0 samples")):
        with pytest.raises(UsageError, match=told):
            profiles.take_in(exported(tmp_path / "voice.zip", clip))
    assert profiles.all() == []


@pytest.mark.parametrize("failing", ["mkdir", "rename", "write"])
@pytest.mark.parametrize("way", ["add", "take in"])
def test_what_cannot_be_kept_leaves_nothing_and_the_name_free(
    profiles: VoiceProfiles, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failing: str, way: str
) -> None:
    archive = exported(tmp_path / "anna.zip", wav(b"\0\1" * 16_000, 16_000))

    def make() -> None:
        if way == "add":
            profiles.add("Anna", speech(8), RATE)
        else:
            profiles.take_in(archive)

    for nth in range(1, 4):
        calls = 0

        def fails(*args: object, real: object, nth: int = nth, **kwargs: object) -> object:
            nonlocal calls
            calls += 1
            if calls == nth:
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            return real(*args, **kwargs)  # type: ignore[operator]

        with monkeypatch.context() as patch:
            for owner, name in {
                "mkdir": [(os, "mkdir")],
                "rename": [(os, "rename")],
                "write": [(wave.Wave_write, "writeframes"), (Path, "write_bytes"), (Path, "write_text")],
            }.get(failing, []):
                real = getattr(owner, name)
                patch.setattr(
                    owner, name, lambda *args, real=real, **kwargs: fails(*args, real=real, **kwargs)
                )
            try:
                make()
            except NotWritableError as error:
                told = error.message
        if calls < nth:
            profiles.remove(profiles.get("anna"))
            break
        assert "no space left" in told
        assert profiles.all() == []
        assert not any((tmp_path / "voices").glob("*"))
    make()
    assert profiles.get("anna").name == "Anna"


def test_a_half_made_folder_does_not_block_its_name(profiles: VoiceProfiles, tmp_path: Path) -> None:
    half = tmp_path / "voices" / "anna"
    half.mkdir(parents=True)
    (half / "clip.wav").write_bytes(b"half")
    (half / "chatterbox-0123.pt").touch()
    made = profiles.add("Anna", speech(8), RATE)
    assert profiles.get("anna") == made
    assert sorted(path.name for path in half.iterdir()) == ["clip.wav", "voice.json"]


def test_the_same_name_with_another_clip_is_another_voice_to_an_engine(profiles: VoiceProfiles) -> None:
    first = profiles.add("Anna", speech(8), RATE)
    kept = profiles.conditionals(first, "chatterbox")
    kept.touch()
    assert profiles.conditionals(first, "chatterbox") == kept, "the same clip, the same place"
    profiles.remove(first)
    again = profiles.add("Anna", speech(9), RATE)
    assert again.id == first.id
    assert profiles.conditionals(again, "chatterbox") != kept
    assert not kept.exists()
    profiles.clip(again).unlink()
    with pytest.raises(UsageError, match="can't be read"):
        profiles.conditionals(again, "chatterbox")


def test_removing_and_exporting_say_why_they_cannot(
    profiles: VoiceProfiles, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = profiles.add("Anna", speech(8), RATE)
    (tmp_path / "taken").touch()
    for target, why in (("taken", "file exists"), ("no/folder", "no such file"), ("x" * 300, "too long")):
        with pytest.raises(NotWritableError, match=why):
            profiles.export(made, tmp_path / target)

    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patch:
        patch.setattr(zipfile.ZipFile, "write", full)
        with pytest.raises(NotWritableError, match="no space"):
            profiles.export(made, tmp_path / "anna.zip")
        assert not (tmp_path / "anna.zip").exists()
        patch.setattr(os, "rename", full)
        with pytest.raises(NotWritableError, match="no space"):
            profiles.remove(made)
        assert profiles.all() == [made]
    profiles.remove(made)
    profiles.remove(made)  # somebody else did
    assert list((tmp_path / "voices").iterdir()) == []


def test_a_description_that_is_damaged_hides_only_its_own_voice(
    profiles: VoiceProfiles, tmp_path: Path
) -> None:
    profiles.add("Anna", speech(8), RATE)
    for name, text in (
        ("list", "[]"),
        ("number", '{"name": 1, "notes": "", "seconds": 8}'),
        ("deep", "[" * 99_999),
    ):
        (tmp_path / "voices" / name).mkdir()
        (tmp_path / "voices" / name / "voice.json").write_text(text)
    assert [profile.name for profile in profiles.all()] == ["Anna"]


@pytest.mark.parametrize("name", ["Default", " default ", "../default"])
def test_no_clone_has_the_id_of_the_built_in_voice(profiles: VoiceProfiles, name: str) -> None:
    with pytest.raises(UsageError, match="built-in"):
        profiles.add(name, speech(8), RATE)


def test_a_long_name_fits_into_a_folder(profiles: VoiceProfiles, tmp_path: Path) -> None:
    made = profiles.add("Ünë " * 200, speech(8), RATE)
    assert profiles.get(made.id) == made
    profiles.export(made, tmp_path / f"{made.id}.voice.zip")


def test_damaged_and_locked_archives_are_no_voices(profiles: VoiceProfiles, tmp_path: Path) -> None:
    good = exported(tmp_path / "good.zip", wav(b"\0\1" * 16_000, 16_000)).read_bytes()
    other = tmp_path / "other.zip"
    for data in (good[:-9], good.replace(b"\x50\x4b\x01\x02", b"\x50\x4b\x01\x09"), b"", bytes(99)):
        other.write_bytes(data)
        with pytest.raises(UsageError):
            profiles.take_in(other)
    for at in range(0, len(good) - 4, 97):  # any byte of it
        other.write_bytes(good[:at] + bytes([good[at] ^ 0xFF]) + good[at + 1 :])
        try:
            shutil.rmtree(tmp_path / "voices", ignore_errors=True)
            profiles.take_in(other)
        except UsageError:
            assert profiles.all() == []


def test_weights_are_found_where_the_user_or_the_hub_put_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HF_HUB_CACHE", str(tmp_path / "hub"))
    plain, multilingual, turbo = VARIANTS
    data = tmp_path / "data"
    assert find_weights(plain, data, "") is None
    shared = data / "models" / "chatterbox"
    snapshot = tmp_path / "hub" / "models--ResembleAI--chatterbox-turbo" / "snapshots" / "abc"
    for variant, folder in ((plain, shared), (multilingual, shared), (turbo, snapshot)):
        folder.mkdir(parents=True, exist_ok=True)
        for name in variant.files:
            (folder / name).touch()
    assert find_weights(plain, data, "") == shared
    assert find_weights(multilingual, data, "") == shared
    assert find_weights(turbo, data, "") == snapshot
    (snapshot / turbo.files[0]).unlink()
    assert find_weights(turbo, data, "") is None
    assert find_weights(plain, tmp_path / "elsewhere", str(shared)) == shared
    assert find_weights(plain, tmp_path / "elsewhere", str(data / "models")) == shared


def test_a_setting_it_does_not_have_is_an_error(tmp_path: Path) -> None:
    for make in (ChatterboxBackend, KokoroTorchBackend):
        with pytest.raises(SettingsError, match="'thread'") as caught:
            make(BackendContext(tmp_path, tmp_path, {"thread": 1}))
        assert "threads" in caught.value.hint


async def test_without_engine_or_weights_each_model_says_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HF_HUB_CACHE", str(tmp_path / "hub"))
    backend = ChatterboxBackend(BackendContext(tmp_path, tmp_path))
    assert {model.hint for model in backend.models()} == {"tts-tui engines install chatterbox"}
    assert not any(model.available for model in backend.models())
    assert await backend.voices("chatterbox") == []


def test_the_limits_of_plausible_speech() -> None:
    assert most_tokens(100) == 25 * 37
    assert most_tokens(5000) == 1000
    assert why_degenerate(tokens=150, stopped=True, characters=100) == ""
    assert "didn't come to an end within 6 s" in why_degenerate(tokens=150, stopped=False, characters=100)
    assert "100 characters in 1.0 s" in why_degenerate(tokens=25, stopped=True, characters=100)
