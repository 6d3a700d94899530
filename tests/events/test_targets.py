"""Names and formats that are offered for a file, and what a typed name means."""

from __future__ import annotations

from pathlib import Path

import pytest

from tts_tui.events.targets import SaveTarget, bit_rate_choices, target_for


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Hello, world. How are you?", "Hello-world-How-are-you.mp3"),
        ("Don’t ($HOME) `run` me & 'go'!", "Dont-HOME-run-me-go.mp3"),
        ("a/b:c\n\nd", "a-b-c-d.mp3"),
        ("नमस्ते दुनिया", "नमस्ते-दुनिया.mp3"),
        ("-rf --force", "rf-force.mp3"),
        ("…!", "speech.mp3"),
        ("", "speech.mp3"),
    ],
)
def test_a_name_is_made_of_the_text(text: str, name: str, tmp_path: Path) -> None:
    assert target_for(text, SaveTarget(tmp_path, "", "mp3")).name == name


@pytest.mark.parametrize(
    ("typed", "name", "audio_format"),
    [
        ("plain.mp3", "plain.mp3", "mp3"),
        ("plain.OGG", "plain.OGG", "opus"),
        ("plain", "plain.wav", "wav"),
        ("v1.2", "v1.2.wav", "wav"),
        ("plain.wave", "plain.wave", "wav"),
        ("plain.mp4", "plain.mp4", "m4a"),
        ("plain.aiff", "plain.aiff", "wav"),
        ("", "", "wav"),
    ],
)
def test_the_name_decides_or_is_completed(typed: str, name: str, audio_format: str, tmp_path: Path) -> None:
    target = SaveTarget(tmp_path, "Hello.wav", "wav").renamed(typed)
    assert (target.name, target.audio_format) == (name, audio_format)


def test_a_name_numbered_for_us_begins_again_in_another_format(tmp_path: Path) -> None:
    (tmp_path / "Hello.wav").touch()
    numbered = target_for("Hello", SaveTarget(tmp_path, "", "wav"))
    assert numbered.name == "Hello-2.wav"
    assert numbered.in_format("mp3").name == "Hello.mp3"
    (tmp_path / "Hello.mp3").touch()
    assert numbered.in_format("mp3").name == "Hello-2.mp3"
    assert numbered.in_format("mp3").in_format("flac").name == "Hello.flac"
    assert numbered.renamed("Hello-2.flac").in_format("opus").name == "Hello-2.opus", "the user's own number"
    assert SaveTarget(tmp_path, "v1.2", "wav").in_format("mp3").name == "v1.2.mp3"


def test_a_taken_name_is_numbered(tmp_path: Path) -> None:
    (tmp_path / "a.wav").touch()
    (tmp_path / "a-2.wav").touch()
    assert SaveTarget(tmp_path, "a.wav", "wav").free().name == "a-3.wav"


def test_bit_rates_are_offered_that_the_sample_rate_has() -> None:
    def most(sample_rate: int) -> str:
        return bit_rate_choices("mp3", sample_rate)[-1].value

    assert [most(rate) for rate in (0, 8_000, 24_000, 44_100)] == ["160", "64", "160", "320"]
