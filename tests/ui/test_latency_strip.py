"""When what happened on the way from the key to the ear."""

from __future__ import annotations

import pytest

from tts_tui.speech.chunk import CallTimes
from tts_tui.speech.events import Finished
from tts_tui.studio.take import Arrival
from tts_tui.ui.widgets.latency_strip import (
    LatencyStrip,
    LatencyView,
    _late,
    _rows,
    chunk_rows,
    heading,
    sparkline,
)


def test_only_what_was_measured_is_told_in_one_row_or_two() -> None:
    assert _rows(LatencyView(), 76) == [["nothing was spoken yet"]]
    first = Arrival(96.0, 0.0, 1.2, 3.0, "One.", CallTimes(2.6, 84.4))
    view = LatencyView(2.0, 3.0, 96.0, 120.4, 1310.0, 3.21, 1, 2, (first,), last=(80.0, 96.0))
    way = "queue 2 · loaded 3 · phonemes 3 · inference 84 · PCM 96 · audible 120 · heard 1310 ms"
    rest = "first ▇█ · ahead 3.2 s · ! underruns 1, waits 2"
    assert [" · ".join(row) for row in _rows(view, 90)] == [way, rest]
    assert [" · ".join(row) for row in _rows(view, 140)] == [f"{way} · {rest}"]


@pytest.mark.parametrize(
    ("values", "shown"), [((0.0, 0.0), "▁▁"), ((100.0, 50.0, 1.0), "█▅▁"), ((7.0,), "█")]
)
def test_a_sparkline_has_a_column_each(values: tuple[float, ...], shown: str) -> None:
    assert sparkline(values) == shown


def test_a_chunk_that_comes_after_its_turn_is_marked() -> None:
    early = Arrival(600, 1.0, 0.5, 20.0, "It was a bright\ncold day in April.", CallTimes(2.64, 84.4))
    late = Arrival(2000, 1.5, 0.5)
    view = LatencyView(first_chunk_ms=100, sound_ms=150, arrivals=(Arrival(100, 0.0, 1.0), early, late))
    assert heading(76) == "    sentence         asked s phonemes infer ms in hand heard s audio early"
    assert [line for _, line in chunk_rows(view, 76)] == [
        "  1                                               0.10    0.15  1.00",
        "  2 It was a bright…    0.02      2.6       84    0.60    1.15  0.50  0.55",
        "  3                                               2.00    1.65  0.50 -0.35 !",
    ]
    assert [line for _, line in chunk_rows(view, 56)][
        1
    ] == "  2     0.02      2.6       84    0.60    1.15  0.55"
    for width in (56, 76, 100):
        rows = (heading(width), *(line for _, line in chunk_rows(view, width)))
        assert max(map(len, rows)) <= width
    assert not any(_late(each, None) for each in (early, late)), "nothing is late before anything is heard"
    assert [_late(each, 150) for each in (early, late)] == [False, True]


async def test_it_is_off_until_a_key_shows_it(drive) -> None:
    async with drive() as driver:
        strip = driver.window.query_one(LatencyStrip)
        assert not strip.display
        await driver.press("ctrl+g")
        deck = driver.window.deck
        await driver.until(lambda: deck.take and isinstance(deck.take.end, Finished))
        await driver.press("alt+y")
        await driver.until(lambda: "PCM" in str(strip.render()) and "█" in str(strip.render()))
        assert "asked" not in str(strip.render())
        await driver.press("alt+y")
        await driver.until(lambda: "asked" in str(strip.render()) and "The quick" in str(strip.render()))
        await driver.press("alt+y")
        await driver.until(lambda: not strip.display)
