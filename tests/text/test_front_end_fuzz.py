"""Texts that nobody writes, through the whole front end; `bench/fuzz_text.py` takes a million of them."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

from tts_tui.backends.kokoro.phonemes.phonemize import phonemize
from tts_tui.text.segments import segments


@pytest.fixture(scope="module")
def fuzz_text() -> ModuleType:
    path = Path(__file__).parents[2] / "bench" / "fuzz_text.py"
    spec = importlib.util.spec_from_file_location("fuzz_text", path)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules["fuzz_text"] = module
    spec.loader.exec_module(module)
    return module


@pytest.mark.slow
def test_a_thousand_texts_keep_what_is_promised_of_any(fuzz_text: ModuleType) -> None:
    assert fuzz_text.fuzz(range(1000)).failures == []


@pytest.mark.slow
def test_thousands_more_without_phonemes(fuzz_text: ModuleType) -> None:
    assert fuzz_text.fuzz(range(1000, 3000), phonemes_of=0).failures == []


def test_half_a_character_stays_in_its_place() -> None:
    text = "One \ud800 two. Three\udfff four."
    assert [segment.text for segment in segments(text, "en", 400)] == ["One \ud800 two.", "Three\udfff four."]


@pytest.mark.parametrize("text", ["£3.50 " * 239, "3 pounds and 50 pence " * 239, "£3.50" * 239])
def test_the_same_amount_hundreds_of_times_is_said(text: str) -> None:
    """An aligner that takes the square of the length needs many seconds for it."""
    assert len(phonemize(text, "en-US").symbols) > 1000
