"""What the terminal itself shows: its title, and how far the work is."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from tts_tui.ui.terminal_signs import TerminalSigns, shows_progress


def test_only_what_changes_is_written_and_all_is_as_before_at_the_end() -> None:
    written: list[str] = []
    signs = TerminalSigns(progress=True)
    signs.show("before there is a terminal")
    signs.begin(written.append)
    signs.show("notes.md")
    signs.show("notes.md")
    for fraction in (0.0, 0.421, 0.429):
        signs.show("notes.md", fraction)
    signs.end()
    signs.show("after it")
    assert written == [
        "\x1b[22;2t",
        "\x1b]2;notes.md\x07",
        "\x1b]2;0 % · notes.md\x07",
        "\x1b]9;4;1;0\x07",
        "\x1b]2;42 % · notes.md\x07",
        "\x1b]9;4;1;42\x07",
        "\x1b]9;4;0;0\x07",
        "\x1b[23;2t",
    ]


def test_a_files_name_does_not_steer_the_terminal() -> None:
    written: list[str] = []
    signs = TerminalSigns(progress=False)
    signs.begin(written.append)
    signs.show("a\x1b]52;c;x\x07\x9bb", 0.5)
    assert written[1:] == ["\x1b]2;50 % · a]52;c;xb\x07"]


@pytest.mark.parametrize(
    ("environment", "has"),
    [
        ({"TERM_PROGRAM": "ghostty"}, True),
        ({"WT_SESSION": "1"}, True),
        ({"TERM_PROGRAM": "iTerm.app"}, False),
        ({}, False),
    ],
)
def test_progress_is_written_to_terminals_that_have_a_mark(environment: dict[str, str], has: bool) -> None:
    assert shows_progress(environment) is has


async def test_the_title_tells_the_text_and_how_far_it_is(drive) -> None:
    async with drive() as driver:
        written: list[str] = []
        driver.app.signs.begin(written.append)
        driver.backend.gate.shut()
        await driver.press("ctrl+g")
        await driver.until(lambda: any(" % · " in each and "tts-tui" in each for each in written))
        driver.backend.gate.open()
        await driver.until(lambda: driver.window.deck.take and driver.window.deck.take.end)
        await driver.until(lambda: written[-1] == "\x1b]2;▶ tts-tui\x07")
        await driver.press("escape")
        await driver.until(lambda: written[-1] == "\x1b]2;tts-tui\x07")


async def test_the_bell_rings_after_a_long_work_alone(drive, monkeypatch) -> None:
    async with drive() as driver:
        rung: list[bool] = []
        monkeypatch.setattr(driver.app, "bell", lambda: rung.append(True))
        await driver.press("ctrl+g")
        await driver.until(lambda: driver.window.deck.take and driver.window.deck.take.end)
        await driver.pilot.pause(0.1)
        assert not rung
        driver.app.settings = replace(
            driver.app.settings, ui=replace(driver.app.settings.ui, bell_seconds=1e-6)
        )
        await driver.press("ctrl+g")
        await driver.until(lambda: rung == [True])
