"""The window for other eyes and hands: ASCII, screen readers, high contrast, wide terminals, nothing that moves."""

from __future__ import annotations

import msgspec
import pytest
from textual.color import Color

from tts_tui.store import settings_file
from tts_tui.store.settings_fields import choices_of
from tts_tui.studio.session import Session
from tts_tui.ui.glyphs import ASCII, PLAIN
from tts_tui.ui.themes import CONTRAST, INK, PAPER

BOXES = "─━│╭╮╰╯┌┐└┘▁▂▃▄▅▆▇█╸╺▔▌▐"


@pytest.fixture
def settings() -> dict[str, object]:
    return {}


@pytest.fixture
def session(session: Session, settings: dict[str, object]) -> Session:
    ui = msgspec.structs.replace(session.settings.ui, **settings)
    return Session(session.paths, msgspec.structs.replace(session.settings, ui=ui), session.secrets)


def strips(driver):
    """The screen as the terminal gets it."""
    return driver.app.screen._compositor.render_strips(driver.app.size)


def styles(driver):
    """How its signs are drawn."""
    return [segment.style for line in strips(driver) for segment in line if segment.style]


async def heard(driver) -> None:
    await driver.press("ctrl+g")
    await driver.until(lambda: driver.window.deck.take and driver.window.deck.take.end)


async def opened(driver, key: str) -> None:
    """Press a key that shows something else; none where it is empty."""
    if key:
        before = driver.drawn
        await driver.press(key)
        await driver.until(lambda: driver.drawn != before)
        await driver.pilot.pause(0.2)


@pytest.mark.parametrize("settings", [{"look": "ascii"}])
@pytest.mark.parametrize("key", ["", "f1", "alt+o", "alt+w", "ctrl+r", "alt+p", "alt+d", "f7", "ctrl+s"])
async def test_ascii_draws_nothing_else(drive, key: str) -> None:
    async with drive(size=(80, 24), text="Plain text.") as driver:
        await heard(driver)
        await opened(driver, key)
        shown = driver.drawn
        other = {sign for sign in shown if not sign.isascii()}
        assert not other, other
        assert "Plain text." in shown or key
        assert len({len(line) for line in shown.split("\n")}) == 1, "each sign has the width of its own"


@pytest.mark.parametrize("settings", [{"look": "plain"}])
async def test_for_screen_readers_there_are_words_and_no_lines(drive) -> None:
    async with drive(size=(120, 36)) as driver:
        await heard(driver)
        await driver.until(lambda: "ready" in driver.drawn)
        shown = driver.drawn
        assert not set(shown) & set(BOXES)
        for words in ("Player", "Text", "ready", "The quick brown fox"):
            assert words in shown
        assert driver.window.has_class("-narrow"), "one thing below the other"
        assert not driver.window.voices.display
        await driver.press("f1")
        await driver.until(lambda: "Keys and commands" in driver.drawn)
        assert not set(driver.drawn) & set(BOXES)


@pytest.mark.parametrize("settings", [{"look": "ascii"}, {"look": "plain"}])
async def test_keys_have_names_where_signs_arent_drawn(drive) -> None:
    async with drive(size=(120, 36)) as driver:
        await driver.until(lambda: "^space Play" in driver.drawn)
        assert driver.app.keys_of("play-pause").startswith("^space")
        assert "^_" not in driver.drawn


@pytest.mark.parametrize("settings", [{"motion": "reduced"}, {"look": "plain"}])
async def test_nothing_glides_or_blinks(drive) -> None:
    async with drive() as driver:
        assert driver.app.animation_level == "none"
        assert not driver.window.text.editor.cursor_blink


def test_one_sign_stands_for_one() -> None:
    for table in (ASCII, PLAIN):
        assert all(len(other) == 1 for other in table.values())
    assert all(other.isascii() for other in ASCII.values())


def _luminance(color: Color) -> float:
    parts = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in color.normalized
    )
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), parts, strict=True))


def contrast(one: str, other: str) -> float:
    """Of two colours, as WCAG 2 has it: 1 to 21."""
    light, dark = sorted((_luminance(Color.parse(each)) for each in (one, other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize(
    ("theme", "least"), [(INK, 4.5), (PAPER, 3.8), (CONTRAST, 9.0)], ids=lambda each: str(each)
)
def test_what_is_read_stands_out(theme, least: float) -> None:
    faint = theme.variables["faint"]
    for color in (
        theme.foreground,
        theme.primary,
        theme.accent,
        theme.success,
        theme.warning,
        theme.error,
        faint,
    ):
        assert contrast(color, theme.background) >= least, color


@pytest.mark.parametrize("settings", [{"look": "ascii"}, {"look": "plain"}])
async def test_keys_that_are_signs_are_words(drive) -> None:
    async with drive(size=(120, 36)) as driver:
        assert "^space Play" in driver.drawn
        await driver.press("ctrl+r")
        await driver.until(lambda: "enter Speak again" in driver.drawn)


@pytest.mark.parametrize(("width", "most"), [(200, 90), (160, 90), (120, 82)])
async def test_lines_are_never_longer_than_one_reads(drive, width: int, most: int) -> None:
    async with drive(size=(width, 50)) as driver:
        editor, panel = driver.window.text.editor, driver.window.text
        assert editor.wrap_width <= most
        if width > 150:
            left = editor.region.x - panel.content_region.x
            right = panel.content_region.right - editor.region.right
            assert abs(left - right) <= 1, "in the middle"
        await heard(driver)
        await driver.press("f8")
        await driver.until(lambda: driver.window.text.follow.display)
        assert driver.window.text.follow.size.width <= most


def test_the_looks_are_settings(tmp_path) -> None:
    file = tmp_path / "config.toml"
    for key, value in {"ui.look": "plain", "ui.motion": "reduced", "ui.keys": "vim"}.items():
        assert settings_file.change(file, key, value) == value
    ui = settings_file.load(file).ui
    assert (ui.look, ui.motion, ui.keys) == ("plain", "reduced", "vim")


@pytest.mark.parametrize("width", [100, 84, 120])
async def test_lines_are_drawn_anew_when_the_window_grows_or_shrinks(drive, width: int) -> None:
    text = "lorem " * 25
    async with drive(size=(110, 36), text=text.strip()) as driver:
        await driver.pilot.resize_terminal(width, 36)
        await driver.until(lambda: driver.window.size.width == width)
        await driver.until(lambda: driver.drawn.count("lorem") == 25)


async def test_the_settings_take_every_theme_that_there_is_and_no_other(drive) -> None:
    async with drive() as driver:
        assert {*choices_of("ui.theme")} == {"", *driver.app.available_themes}


@pytest.fixture
def no_color(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")


@pytest.mark.usefixtures("no_color")
@pytest.mark.parametrize(
    ("settings", "key"),
    [
        *(({}, key) for key in ("", "f1", "alt+o", "alt+w", "f7", "f8", "ctrl+s", "ctrl+p")),
        ({"theme": "paper"}, ""),
        ({"look": "ascii"}, "f7"),
    ],
)
async def test_no_color_sends_none_and_the_cursor_is_seen(drive, key: str) -> None:
    async with drive(size=(80, 24), text="Plain text.") as driver:
        await heard(driver)
        await opened(driver, key)
        assert not {style for style in styles(driver) if style.color or style.bgcolor}
        if key != "f8":  # where one is; in the text it blinks
            await driver.until(lambda: any(style.reverse or style.underline for style in styles(driver)))


@pytest.mark.usefixtures("no_color")
async def test_without_color_what_is_selected_is_reversed_and_the_focus_has_heavy_lines(drive) -> None:
    async with drive(size=(80, 24), text="Plain text.") as driver:
        await driver.press("shift+right", "shift+right", "shift+right", "shift+right", "shift+right")
        await driver.until(
            lambda: any(
                part.text == "Plain" and part.style.reverse for line in strips(driver) for part in line
            )
        )
        assert "┏━ Text" in driver.drawn
        await driver.press("f10")
        await driver.until(lambda: "┏━ Player" in driver.drawn and "╭─ Text" in driver.drawn)
        await driver.press("f12")
        await driver.until(lambda: "NO_COLOR is set" in driver.drawn)


async def test_where_there_is_no_room_the_text_is_told_of_in_whole_facts(drive) -> None:
    async with drive(size=(60, 20)) as driver:
        text = driver.window.text

        def told() -> str:  # again and again: what the window itself has to say may still come
            text.describe(driver.window.model, 1.0, 5.0)
            return str(text.border_subtitle)

        await driver.until(lambda: told().endswith("≈ 14 s · free"))
        await driver.pilot.resize_terminal(120, 36)
        await driver.until(lambda: told().endswith("to make here"))
