"""Mixtures of voices as text: read in both ways of writing them, and written in both."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tts_tui.speech.blend import Blend, across_languages, blend_of, checked_name, is_blend, read_blend
from tts_tui.speech.errors import UnknownVoiceError, UsageError

LANGUAGES = {"af_heart": "en-US", "am_adam": "en-US", "bm_george": "en-GB", "ff_siwis": "fr-FR"}


@pytest.mark.parametrize(
    ("text", "hundredths", "whole"),
    [
        ("af_heart", "af_heart", "af_heart"),
        ("af_heart:60,bm_george:40", "af_heart:60,bm_george:40", "af_heart(3)+bm_george(2)"),
        ("af_heart(2)+bm_george(1)", "af_heart:66.6667,bm_george:33.3333", "af_heart(2)+bm_george(1)"),
        (" af_heart + bm_george ", "af_heart:50,bm_george:50", "af_heart(1)+bm_george(1)"),
        ("a:5,b:95", "a:5,b:95", "a(1)+b(19)"),
        ("a(0.5)+b:1.5", "a:25,b:75", "a(1)+b(3)"),
        ("a:1,b:0", "a", "a"),
    ],
)
def test_both_ways_are_read_and_written(text: str, hundredths: str, whole: str) -> None:
    blend = read_blend(text)
    assert (blend.text, blend.sum_text) == (hundredths, whole)
    for written in (blend.text, blend.sum_text):
        again = read_blend(written)
        assert [voice for voice, _ in again.parts] == [voice for voice, _ in blend.parts]
        assert dict(again.parts) == pytest.approx(dict(blend.parts), abs=1e-4)


@pytest.mark.parametrize(
    "text", ["", ",", "a:", "a(1", "a:1,,b:1", "a:-1", "a:x", "a:0", "a b:1", "a:" + "9" * 400]
)
def test_what_is_no_blend_says_what_one_is(text: str) -> None:
    with pytest.raises(UnknownVoiceError, match="can't be read") as raised:
        read_blend(text)
    assert "af_heart:60,bm_george:40" in raised.value.hint
    assert len(raised.value.message) < 600


@given(st.text(max_size=60))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        blend = read_blend(text)
    except UnknownVoiceError:
        return
    assert sum(weight for _, weight in blend.parts) == pytest.approx(1.0)


@given(st.dictionaries(st.sampled_from("abcdef"), st.integers(0, 100), min_size=1))
def test_what_is_written_is_the_same_blend(weights: dict[str, int]) -> None:
    try:
        blend = blend_of(weights)
    except UsageError:
        assert not any(weights.values())
        return
    for written in (blend.text, blend.sum_text):
        assert dict(read_blend(written).parts) == pytest.approx(dict(blend.parts), abs=1e-3)


@pytest.mark.parametrize(
    "weights", [{}, {"a": 0.0}, {"a": -1.0, "b": 2.0}, {"a": float("inf")}, {"a": float("nan")}]
)
def test_weights_that_make_no_blend(weights: dict[str, float]) -> None:
    with pytest.raises(UsageError):
        blend_of(weights)


def test_voices_of_several_languages_read_as_the_heaviest() -> None:
    def told(text: str, asked: str = "") -> str:
        return across_languages(read_blend(text), LANGUAGES.__getitem__, asked)

    assert told("af_heart:60,am_adam:40") == ""
    assert told("af_heart") == ""
    said = told("af_heart:40,ff_siwis:60")
    assert "sounds of fr-FR, as ff_siwis does" in said
    assert "af_heart (en-US)" in said
    assert "sounds of en-US;" in told("af_heart:40,ff_siwis:60", "en-US")
    assert read_blend("a:50,b:50").heaviest == "a"


def test_a_name_is_tidied_and_never_a_blend() -> None:
    assert checked_name("  evening   host ") == "evening host"
    for wrong in ("", "  ", "a:60", "a,b", "a+b", "a(2)", "x" * 61, "a\x07b"):
        with pytest.raises(UsageError):
            checked_name(wrong)
    assert is_blend("a:60")
    assert not is_blend("evening host")
    assert Blend((("a", 0.6), ("b", 0.4))).description == "a 60 % · b 40 %"
