"""A length is told as people tell it, and by one module."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import tts_tui
from tts_tui.speech.lengths import about, clock, counted, several

PACKAGE = Path(tts_tui.__file__).parent
RAW = re.compile(r"\{[^{}]*(?:seconds?|wait|work|took|eta|elapsed|patience)[^{}]*:[^{}]*[fg]\} ?s\b")
"""A count of seconds in a message."""

SHORT = {
    "audio/files/clips.py": "clips of a few seconds, beside the ten that are wanted",
    "backends/chatterbox/backend.py": "clips of a few seconds; a ratio",
    "backends/chatterbox/engine/quality.py": "runs in the engine's own environment, of one sentence",
    "cli/engines.py": "a column of a log",
    "cli/explain.py": "a pause",
    "ui/screens/engines.py": "a column of a log",
    "ui/screens/voice_profiles.py": "a column of clips of a few seconds",
    "ui/widgets/latency_strip.py": "hundredths of seconds within one text",
    "ui/widgets/pronunciation_pane.py": "a pause",
}
"""Where seconds stay seconds."""


@pytest.mark.parametrize(
    ("seconds", "roughly", "exactly", "at_the_clock"),
    [
        (0.0, "0 s", "0.0 s", "0:00"),
        (0.52, "0.5 s", "0.5 s", "0:01"),
        (0.97, "1 s", "1.0 s", "0:01"),
        (23.6, "24 s", "23.6 s", "0:24"),
        (99.4, "99 s", "99.4 s", "1:39"),
        (99.6, "2 min", "1:40", "1:40"),
        (3599.7, "60 min", "1:00:00", "1:00:00"),
        (7200.0, "2 h", "2:00:00", "2:00:00"),
        (70_124.0, "19.5 h", "19:28:44", "19:28:44"),
        (86_400.0, "24 h", "24:00:00", "24:00:00"),
        (400_000.0, "4.6 days", "111:06:40", "111:06:40"),
    ],
)
def test_lengths(seconds: float, roughly: str, exactly: str, at_the_clock: str) -> None:
    assert about(seconds) == roughly
    assert counted(seconds) == exactly
    assert clock(seconds) == at_the_clock


def test_no_message_counts_seconds_itself() -> None:
    found = {
        file.relative_to(PACKAGE).as_posix()
        for file in PACKAGE.rglob("*.py")
        if RAW.search(file.read_text(encoding="utf-8"))
    }
    assert found == {*SHORT, "speech/lengths.py"}


def test_one_of_a_thing_is_one() -> None:
    assert [several(number, "sentence") for number in (0, 1, 1200)] == [
        "0 sentences",
        "1 sentence",
        "1,200 sentences",
    ]
