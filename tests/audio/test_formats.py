"""Which format a name means, and what a format accepts."""

from __future__ import annotations

from pathlib import Path

import pytest

from tts_tui.audio.formats import FORMATS, format_for
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
    assert FORMATS["mp3"].pick_bit_rate(None) == 64_000
    assert FORMATS["mp3"].pick_bit_rate(100_000) == 100_000
    with pytest.raises(UsageError, match="320 kbit/s"):
        FORMATS["mp3"].pick_bit_rate(320_000)
    with pytest.raises(UsageError, match="no bit rate"):
        FORMATS["flac"].pick_bit_rate(64_000)
