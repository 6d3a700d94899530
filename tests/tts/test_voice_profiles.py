"""Voices made from clips, the weights' places, and when speech went astray: no engine needed."""

from __future__ import annotations

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
from tts_tui.backends.chatterbox.profiles import VoiceProfiles, check_clip
from tts_tui.backends.chatterbox.weights import find_weights
from tts_tui.backends.kokoro_torch.backend import KokoroTorchBackend
from tts_tui.speech.errors import SettingsError, UnknownVoiceError, UsageError

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
    assert checked.rms_dbfs == pytest.approx(-20, abs=0.5)
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
