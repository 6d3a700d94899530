"""A setting takes what it declares and says what it takes."""

from __future__ import annotations

import pytest

from tts_tui.speech.catalog import Setting, Voice
from tts_tui.speech.errors import UsageError

PITCH = Setting("pitch", "Pitch", 0.5, minimum=0.0, maximum=1.0)
SEED = Setting("seed", "Seed", 0, minimum=0)
MOOD = Setting("mood", "Mood", "calm", choices=("calm", "glad"))
BOOST = Setting("boost", "Boost", False)


@pytest.mark.parametrize(
    ("setting", "text", "value"),
    [(PITCH, "1", 1.0), (SEED, "7", 7), (MOOD, "glad", "glad"), (BOOST, "yes", True), (BOOST, "off", False)],
)
def test_what_it_takes(setting: Setting, text: str, value: object) -> None:
    parsed = setting.parse(text)
    assert parsed == value
    assert type(parsed) is type(setting.default)


@pytest.mark.parametrize(
    ("setting", "text", "says"),
    [
        (PITCH, "2", "at least 0 and at most 1"),
        (PITCH, "nan", "at least 0"),
        (PITCH, "high", "a number"),
        (SEED, "-1", "at least 0"),
        (SEED, "1.5", "a whole number"),
        (MOOD, "sad", "calm, glad"),
        (BOOST, "perhaps", "true or false"),
    ],
)
def test_what_it_refuses(setting: Setting, text: str, says: str) -> None:
    with pytest.raises(UsageError, match=says):
        setting.parse(text)


@pytest.mark.parametrize(
    ("identity", "name", "label"),
    [
        ("af_heart", "Heart", "af_heart"),
        ("alloy", "Alloy", "alloy"),
        ("female_01.wav", "female_01", "female_01.wav"),
        ("21m00Tcm4TlvDq8ikWAM", "Rachel", "Rachel"),
    ],
)
def test_a_voice_is_shown_as_people_know_it(identity: str, name: str, label: str) -> None:
    assert Voice(identity, name).label == label
