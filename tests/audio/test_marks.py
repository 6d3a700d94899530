"""From mark to mark."""

from __future__ import annotations

import pytest

from tts_tui.audio.marks import step

MARKS = (0.2, 1.0, 3.0, 4.5)


@pytest.mark.parametrize(
    ("position", "steps", "there"),
    [
        (0.0, 1, 0.2),
        (0.2, 1, 1.0),
        (1.5, 1, 3.0),
        (1.5, 2, 4.5),
        (4.5, 1, 4.5),
        (9.0, 3, 4.5),
        (2.0, -1, 1.0),  # well into it: back to its beginning
        (1.1, -1, 0.2),  # hardly begun: back to the one before
        (3.6, -2, 1.0),
        (0.3, -1, 0.0),
        (9.0, -1, 4.5),
    ],
)
def test_steps(position: float, steps: int, there: float) -> None:
    assert step(MARKS, position, steps) == there


def test_without_marks_it_stays() -> None:
    assert step((), 2.0, 1) == 2.0
