"""Numbers for people, pieces of text for the eyes, peaks for the waveform."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.style import Style

from tts_tui.ui.readouts import clock, fitting, milliseconds, money
from tts_tui.ui.widgets.follow_view import PASSAGE, passages
from tts_tui.ui.widgets.waveform import RISING, _cell


@pytest.mark.parametrize(
    ("seconds", "shown"), [(0, "00:00"), (7.49, "00:07"), (61, "01:01"), (3661.9, "1:01:01")]
)
def test_clock(seconds: float, shown: str) -> None:
    assert clock(seconds) == shown


def test_a_clock_with_tenths_never_runs_ahead() -> None:
    assert clock(7.49, tenths=True) == "00:07.4"


def test_money_and_milliseconds() -> None:
    assert (money(0.0), money(0.0069), money(12.345), money(None)) == (
        "free",
        "$0.0069",
        "$12.35",
        "cost unknown",
    )
    assert (milliseconds(183.6), milliseconds(1234)) == ("184 ms", "1.2 s")


@given(st.lists(st.text(min_size=1, max_size=20)), st.integers(0, 80))
def test_a_row_never_grows_beyond_its_room(parts: list[str], width: int) -> None:
    assert len(fitting(parts, width)) <= width


@given(st.text(alphabet="ab.!? \n", max_size=3000))
def test_passages_start_in_order_and_none_is_longer_than_a_page(text: str) -> None:
    starts = passages(text)
    assert starts[0] == 0
    assert starts == sorted(set(starts))
    assert all(
        end - start <= 2 * PASSAGE for start, end in zip(starts, [*starts[1:], len(text)], strict=True)
    )


def test_paragraphs_are_passages() -> None:
    text = "One.\n\nTwo words. And more.\nThree."
    assert [text[start:].split()[0] for start in passages(text)] == ["One.", "Two", "Three."]


@pytest.mark.parametrize("height", [1, 2, 4, 5])
def test_a_louder_column_is_never_drawn_lower(height: int) -> None:
    def ink(peak: float) -> int:
        cells = [_cell(peak, y, height, Style()) for y in range(height)]
        eighths = [RISING.find(cell.text) for cell in cells]
        return sum(
            8 - n if cell.style and cell.style.reverse else n for n, cell in zip(eighths, cells, strict=True)
        )

    heights = [ink(peak / 20) for peak in range(14)]
    assert heights == sorted(heights)
    assert heights[0] >= 1, "silence is a line, not nothing"
    assert heights[-1] == 8 * height
