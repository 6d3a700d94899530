"""When what happened on the way from the key to the ear."""

from __future__ import annotations

import pytest

from tts_tui.speech.events import Finished
from tts_tui.studio.take import Arrival
from tts_tui.ui.widgets.latency_strip import LatencyStrip, LatencyView, _chunks, _late, _parts, sparkline


def test_a_key_widens_it_and_only_what_was_measured_is_told() -> None:
    assert _parts(LatencyView()) == ["nothing was spoken yet"]
    view = LatencyView(2.0, 3.0, 96.0, 120.4, 1310.0, 3.21, 1, 2, last=(80.0, 96.0))
    assert " · ".join(_parts(view)) == (
        "! underruns 1, waits 2 · ms queue 2 · loaded 3 · PCM 96 · audible 120 · heard 1310"
        " · ▇█ · ahead 3.2 s · underruns 1, waits 2"
    )


@pytest.mark.parametrize(
    ("values", "shown"), [((0.0, 0.0), "▁▁"), ((100.0, 50.0, 1.0), "█▅▁"), ((7.0,), "█")]
)
def test_a_sparkline_has_a_column_each(values: tuple[float, ...], shown: str) -> None:
    assert sparkline(values) == shown


def test_a_chunk_that_comes_after_its_turn_is_marked() -> None:
    early, late = Arrival(600, 1.0, 0.5), Arrival(2000, 1.5, 0.5)
    view = LatencyView(first_chunk_ms=100, sound_ms=150, arrivals=(Arrival(100, 0.0, 1.0), early, late))
    assert [line for _, line in _chunks(view)] == [
        "chunk 1: in hand at 0.10 s, 1.00 s of audio",
        "chunk 2: in hand at 0.60 s, 0.50 s of audio, 0.55 s before its turn",
        "chunk 3: in hand at 2.00 s, 0.50 s of audio, 0.35 s after its turn !",
    ]
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
        assert "\n" not in str(strip.render())
        await driver.press("alt+y")
        await driver.until(lambda: "in hand at" in str(strip.render()))
        await driver.press("alt+y")
        await driver.until(lambda: not strip.display)
