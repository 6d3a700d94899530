"""What the window shows first is laid out as it stays."""

from __future__ import annotations

import pytest
from textual._compositor import Compositor
from window_driver import NARROW, WIDE, Driver


@pytest.fixture
def first_frames(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The lines of each full paint, as they come."""
    frames: list[str] = []
    render = Compositor.render_full_update

    def watched(compositor: Compositor, *arguments, **named):
        strips = compositor.render_strips(compositor.size)
        frames.append("\n".join(strip.text for strip in strips))
        return render(compositor, *arguments, **named)

    monkeypatch.setattr(Compositor, "render_full_update", watched)
    return frames


async def test_the_first_paint_of_a_wide_window_has_the_text_beside_the_engine(
    app, backend, first_frames
) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await Driver(app, pilot, backend).ready()
        _, row, *_ = first_frames[0].splitlines()
        assert "Engine" in row
        assert "Text" in row
        assert "Model settings" not in first_frames[0]
        assert "out: …" in first_frames[0]


async def test_the_first_paint_of_a_small_window_has_the_selectors_in_one_row(
    app, backend, first_frames
) -> None:
    async with app.run_test(size=NARROW) as pilot:
        await Driver(app, pilot, backend).ready()
        assert first_frames[0].splitlines()[1].count("…") == 4
        assert "Voices" not in first_frames[0].splitlines()[2]
