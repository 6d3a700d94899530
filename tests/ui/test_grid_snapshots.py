"""Dialogs in every size, and in every look where there is least room."""

from __future__ import annotations

import msgspec
import pytest
from test_snapshots import look, settled  # noqa: F401  (a fixture)
from test_workbench_snapshots import SIZES
from textual.pilot import Pilot
from window_driver import NARROW, TEXT

from tts_tui.studio.session import Session
from tts_tui.ui.widgets.key_bar import KeyBar
from tts_tui.ui.widgets.voice_table import VoiceTable

DIALOGS = {
    "help": ("f1",),
    "help-none": ("f1", *"qqq"),
    "all-voices": ("alt+w",),
    "history-empty": ("ctrl+r",),
    "presets-empty": ("alt+p",),
    "jobs-empty": ("alt+q",),
}
"""And the keys that lead there."""


async def shown(pilot: Pilot[None], dialog: str) -> None:
    """Open it, and wait until all of it is there."""
    app = await settled(pilot)
    opener, *keys = DIALOGS[dialog]
    await pilot.press(opener)
    while app.screen is app.window or not app.screen.query_one(KeyBar).render().plain.strip():
        await pilot.pause(0.01)
    await pilot.press(*keys)
    if dialog == "all-voices":
        browser, table = app.window.browser, app.screen.query_one(VoiceTable)
        while not table.highlighted or browser._asking or browser._changed:
            await pilot.pause(0.01)
        await pilot.pause()
    if dialog in ("history-empty", "jobs-empty"):
        status = app.screen.query_one("#history-empty, #jobs-status")
        while not str(status.render()):
            await pilot.pause(0.01)


@SIZES
@pytest.mark.parametrize("dialog", DIALOGS)
def test_size(look, size: tuple[int, int], dialog: str) -> None:  # noqa: F811
    look(lambda pilot: shown(pilot, dialog), size, TEXT)


class TestLook:
    @pytest.fixture(params=["paper", "contrast", "ascii", "plain"])
    def session(self, session: Session, request: pytest.FixtureRequest) -> Session:
        field = "look" if request.param in ("ascii", "plain") else "theme"
        ui = msgspec.structs.replace(session.settings.ui, **{field: request.param})
        return Session(session.paths, msgspec.structs.replace(session.settings, ui=ui), session.secrets)

    @pytest.mark.parametrize("dialog", ["help", "all-voices"])
    def test_dialog(self, look, dialog: str) -> None:  # noqa: F811
        look(lambda pilot: shown(pilot, dialog), NARROW, TEXT)
