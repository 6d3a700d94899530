"""Which format a name means, and what a format accepts."""

from __future__ import annotations

import io
from pathlib import Path

import numpy as np
import pytest

from tts_tui.audio.files.encoders import open_encoder
from tts_tui.audio.files.format_names import check_name, format_for
from tts_tui.audio.files.formats import FORMATS
from tts_tui.speech.errors import UsageError


@pytest.mark.parametrize("name", FORMATS)
def test_a_format_is_found_by_name_extension_and_path(name: str) -> None:
    audio_format = FORMATS[name]
    assert format_for(name) is format_for(name.upper()) is audio_format
    for extension in audio_format.extensions:
        assert format_for(extension) is audio_format
        assert format_for(Path(f"some.where/a.b{extension.upper()}")) is audio_format


def test_no_extension_belongs_to_two_formats() -> None:
    extensions = [extension for each in FORMATS.values() for extension in each.extensions]
    assert len(extensions) == len(set(extensions))


@pytest.mark.parametrize("wrong", ["mp4a", "wma", "", Path("song.wma"), Path("no_extension"), Path("..")])
def test_an_unknown_format_is_refused_with_all_that_there_are(wrong: str | Path) -> None:
    with pytest.raises(UsageError) as caught:
        format_for(wrong)
    assert all(name in caught.value.hint for name in FORMATS)


def test_a_typing_error_gets_a_suggestion() -> None:
    with pytest.raises(UsageError) as caught:
        format_for("flca")
    assert "Did you mean flac" in caught.value.hint


def test_rates_are_kept_where_possible_and_raised_where_not() -> None:
    assert FORMATS["wav"].pick_sample_rate(11_111) == 11_111
    assert FORMATS["mp3"].pick_sample_rate(24_000) == 24_000
    assert FORMATS["opus"].pick_sample_rate(22_050) == 24_000
    assert FORMATS["opus"].pick_sample_rate(96_000) == 48_000


def test_bit_rates_beyond_the_codec_are_refused() -> None:
    assert FORMATS["mp3"].pick_bit_rate(None, 24_000) == 64_000
    assert FORMATS["mp3"].pick_bit_rate(100_000, 24_000) == 100_000
    assert FORMATS["mp3"].pick_bit_rate(320_000, 44_100) == 320_000
    assert FORMATS["m4a"].pick_bit_rate(None, 8_000) == 48_000
    with pytest.raises(UsageError, match="320 kbit/s") as caught:
        FORMATS["mp3"].pick_bit_rate(320_000, 24_000)
    assert caught.value.hint == (
        "Choose from 8 to 160 kbit/s, or one of these sample rates: 32000, 44100, 48000 Hz."
    )
    with pytest.raises(UsageError, match="16 kbit/s"):
        FORMATS["mp3"].pick_bit_rate(16_000, 44_100)
    with pytest.raises(UsageError, match="no bit rate"):
        FORMATS["flac"].pick_bit_rate(64_000, 24_000)


@pytest.mark.parametrize("sample_rate", [8_000, 12_000, 16_000, 24_000, 44_100, 48_000])
@pytest.mark.parametrize("name", ["mp3", "aac", "opus"])
def test_the_codec_takes_what_lies_within_its_limits(name: str, sample_rate: int) -> None:
    format = FORMATS[name]
    if sample_rate not in format.sample_rates:
        return
    noise = np.random.default_rng(0).uniform(-0.9, 0.9, 2 * sample_rate).astype(np.float32)
    for bit_rate in format.bit_rate_limits(sample_rate):
        target = io.BytesIO()
        with open_encoder(target, format, sample_rate, bit_rate=bit_rate) as encoder:
            encoder.write(noise)
        if name == "mp3":  # the one that keeps to it whatever the sound is
            assert len(target.getvalue()) * 8 / 2 == pytest.approx(bit_rate, rel=0.15, abs=4000)


def test_a_name_that_tells_another_format_is_refused() -> None:
    for name, format in (("a.wav", "mp3"), ("a.MP3", "wav"), ("a.aiff", "wav"), ("v1.ogg", "flac")):
        with pytest.raises(UsageError, match="its name says") as caught:
            check_name(Path(name), FORMATS[format])
        assert FORMATS[format].extension in caught.value.hint
    for name, format in (("a.WAVE", "wav"), ("a.mp4", "m4b"), ("a", "mp3"), ("v1.2", "mp3"), (".wav", "mp3")):
        check_name(Path(name), FORMATS[format])
