"""The waveform draws again what the playhead went over, and no more."""

from __future__ import annotations

from textual.app import App, ComposeResult
from textual.strip import Strip

from tts_tui.ui.widgets.waveform import Waveform

PEAKS = [0.1, 0.5, 0.3, 0.6] * 15


class Drawn(App[None]):
    CSS = """
    Waveform { height: 3; width: 60; }
    .waveform--played { color: red; } .waveform--made { color: blue; } .waveform--head { color: green; }
    """

    def compose(self) -> ComposeResult:
        yield Waveform(id="waveform")


async def drawn(*heads: float | None) -> list[Strip]:
    """The screen after the head was at these shares of the width."""
    async with Drawn().run_test(size=(60, 5)) as pilot:
        for head in heads:
            pilot.app.query_one(Waveform).show(PEAKS, head)
            await pilot.pause()
        return pilot.app.screen._compositor.render_strips()


async def test_where_the_head_has_been_it_looks_as_if_drawn_at_once() -> None:
    at_once = await drawn(0.5)
    assert await drawn(None, 0.1, 0.12, 0.5) == at_once
    assert await drawn(0.9, 0.2, 0.5) == at_once
    assert await drawn(0.4) != at_once


async def test_a_head_that_moves_draws_its_own_columns() -> None:
    async with Drawn().run_test(size=(60, 5)) as pilot:
        waveform = pilot.app.query_one(Waveform)
        waveform.show(PEAKS, 0.5)
        await pilot.pause()
        drawn_again = []
        refresh = waveform.refresh
        waveform.refresh = lambda *regions, **options: (  # type: ignore[method-assign]
            drawn_again.extend(regions),
            refresh(*regions, **options),
        )[1]
        waveform.show(PEAKS, 0.5)
        assert not drawn_again
        waveform.show(PEAKS, 0.55)
        assert [(region.x, region.width) for region in drawn_again] == [(30, 4)]
