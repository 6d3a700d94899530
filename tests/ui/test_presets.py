"""Ways of speaking under a name and a key, in the window."""

from __future__ import annotations

import pytest
from textual.widgets import Input

from tts_tui.events.presets import Presets, preset_of, selection_with, target_with
from tts_tui.events.tts_events import Selection
from tts_tui.speech.errors import SettingsError
from tts_tui.store import settings_file
from tts_tui.store.settings import Preset
from tts_tui.ui.keymap import preset_keys
from tts_tui.ui.screens.presets import PresetsScreen


async def test_what_speaks_is_kept_under_a_name_and_a_key_and_brought_back(drive, session) -> None:
    file = session.paths.settings_file
    async with drive() as driver:
        window = driver.window
        await driver.press("ctrl+t", "tab", "enter", "down", "enter")
        await driver.until(lambda: window.selection.model == "tones-expressive")
        await driver.ready()
        await driver.press("ctrl+b", "j", "enter")
        await driver.until(lambda: window.selection.voice == "af_bella")
        await driver.press("alt+p")
        await driver.until(lambda: isinstance(driver.app.screen, PresetsScreen) and driver.app.screen.focused)
        assert isinstance(driver.app.screen.focused, Input), "there is none yet, so a name is asked for"
        await driver.press(*"evening", "enter")
        await driver.until(lambda: "evening" in driver.app.presets.by_name)
        await driver.until(lambda: driver.app.screen.query_one("#presets").has_focus)
        await driver.press("3")
        await driver.until(lambda: settings_file.load(file).presets["evening"].key == "alt+3")
        await driver.press("escape")
        kept = settings_file.load(file).presets["evening"]
        assert (kept.model, kept.voice, kept.speed) == ("tones-expressive", "af_bella", 1.0)

        await driver.press("ctrl+t", "enter", "down", "enter")
        await driver.until(lambda: window.selection.provider == "cloud")
        await driver.ready()
        await driver.press("alt+3")
        await driver.until(lambda: window.selection.model == "tones-expressive")
        assert window.selection.voice == "af_bella"
        await driver.until(lambda: "evening speaks" in driver.notice)
        await driver.press("alt+4")
        await driver.until(lambda: "No preset has alt+4" in driver.notice)


async def test_enter_speaks_with_one_and_d_forgets_it(drive, session, app) -> None:
    app.presets.keep("fast", Preset(voice="am_michael", speed=1.5, loudness=-19.0))
    app.presets.keep("slow", Preset(voice="bf_emma", speed=0.75))
    async with drive() as driver:
        window = driver.window
        await driver.answer("alt+p", "enter")
        assert (window.selection.voice, window.selection.speed) == ("am_michael", 1.5)
        assert driver.app.save_like.level == "-19 LUFS"
        await driver.press("alt+p")
        await driver.until(lambda: isinstance(driver.app.screen, PresetsScreen) and driver.app.screen.focused)
        screen = driver.app.screen
        await driver.press("down", "d")
        await driver.until(lambda: driver.app.screen is not screen and driver.app.screen.focused)
        await driver.press("tab", "enter")
        await driver.until(lambda: "slow" not in driver.app.presets.by_name)
        assert list(settings_file.load(session.paths.settings_file).presets) == ["fast"]


async def test_u_makes_one_the_usual_one_and_what_is_forgotten_is_not(drive, session, app) -> None:
    file = session.paths.settings_file
    app.presets.keep("fast", Preset(voice="am_michael", speed=1.5))
    async with drive() as driver:
        await driver.press("alt+p")
        await driver.until(lambda: isinstance(driver.app.screen, PresetsScreen) and driver.app.screen.focused)
        screen = driver.app.screen

        def row() -> str:
            return str(screen.query_one("#presets").get_option_at_index(0).prompt)

        await driver.press("u")
        await driver.until(lambda: row().startswith("●"))
        assert settings_file.load(file).speech.preset == "fast"
        await driver.press("u")
        await driver.until(lambda: not row().startswith("●"))
        await driver.press("u")
        await driver.until(lambda: row().startswith("●"))
        await driver.press("d")
        await driver.until(lambda: driver.app.screen is not screen and driver.app.screen.focused)
        await driver.press("tab", "enter")
        await driver.until(lambda: "fast" not in driver.app.presets.by_name)
        assert not settings_file.load(file).speech.preset, "or the next start would ask for what is gone"


async def test_the_usual_one_speaks_after_a_start(session, request: pytest.FixtureRequest) -> None:
    kept = Presets(session.paths.settings_file, {})
    kept.keep("fast", Preset(provider="tones", model="tones-1", voice="am_michael", speed=1.5))
    kept.make_usual("fast")
    object.__setattr__(session, "settings", settings_file.load(session.paths.settings_file))
    async with request.getfixturevalue("drive")() as driver:
        chosen = driver.window.selection
        assert (chosen.model, chosen.voice, chosen.speed) == ("tones-1", "am_michael", 1.5)


async def test_a_preset_that_can_not_be_kept_says_why(drive, session) -> None:
    session.paths.settings_file.parent.mkdir(parents=True, exist_ok=True)
    session.paths.settings_file.write_text("[speech\n")
    async with drive() as driver:
        await driver.press("alt+p")
        await driver.until(lambda: isinstance(driver.app.screen, PresetsScreen) and driver.app.screen.focused)
        await driver.press(*"a", "enter")
        await driver.until(
            lambda: "can't be read" in str(driver.app.screen.query_one("#status-line").render())
        )
        assert driver.app.screen.query_one(Input).value == "a", "what was typed stays"


@pytest.mark.parametrize(
    ("key", "said"), [("alt+g", "'go-on'"), ("x", "needed for typing"), ("hyperspace", "no key")]
)
def test_a_key_that_can_not_bring_a_preset_is_refused(session, key: str, said: str) -> None:
    with pytest.raises(SettingsError, match=said):
        preset_keys({"a": Preset(key=key)}, {}, session.paths.settings_file)


def test_a_preset_brings_back_what_it_was_made_of(app) -> None:
    selection = Selection("cloud", "cloud-1", "nova", "en-GB", 1.2, {"style": "warm"})
    like = app.save_like
    made = preset_of(selection, like)
    assert selection_with(made, Selection()) == selection
    assert target_with(made, like) == like


def test_a_voice_alone_leaves_the_model() -> None:
    now = Selection("kokoro", "kokoro-v1.0-onnx", "af_heart", "en-GB", 1.2, {"a": 1})
    found = selection_with(Preset(voice="bm_george"), now)
    assert found == Selection("kokoro", "kokoro-v1.0-onnx", "bm_george", "", 1.2, {"a": 1})
