"""Blends in the window: weights on keys, heard in a loop, kept under a name, as text."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from scripted_backend import VOICES, ScriptedBackend

from tts_tui.audio.play.status import PlayerStatus
from tts_tui.audio.timeline import Timeline
from tts_tui.speech.blend import Blend, read_blend
from tts_tui.speech.catalog import Voice
from tts_tui.speech.errors import UnknownVoiceError
from tts_tui.store.blends import NamedBlends


class Mixer(ScriptedBackend):
    """Its voices can be mixed; it has the blends that the user named."""

    def __init__(self, blends: NamedBlends) -> None:
        super().__init__()
        self._blends = blends

    def blend(self, voice: str) -> Blend:
        blend = read_blend(self._blends.by_name().get(voice, voice))
        for part, _ in blend.parts:
            if part not in {each.id for each in VOICES}:
                raise UnknownVoiceError(f"There is no voice {part!r}.")
        return blend

    async def voices(self, model: str, *, refresh: bool = False) -> Sequence[Voice]:
        return [*VOICES, *(Voice(text, name, "en-US") for name, text in self._blends.by_name().items())]


@pytest.fixture
def backend(session) -> Mixer:
    return Mixer(NamedBlends(session.paths.blends_file))


async def opened(driver, key: str = "alt+k"):
    await driver.press(key)
    await driver.until(lambda: driver.window.mixer and driver.window.mixer.highlighted)
    return driver.window.mixer


def told(mixer) -> str:
    return str(mixer.query_one("#blend-status").render())


async def test_weights_change_by_keys_and_enter_speaks_with_the_blend(drive) -> None:
    async with drive() as driver:
        mixer = await opened(driver)
        assert mixer.highlighted == "af_heart"
        await driver.until(lambda: "+ adds a voice to mix" in told(mixer))
        await driver.press("t", "ctrl+u", *"af_heart(3)+bm_george(2)", "enter")
        await driver.until(lambda: mixer._text.value == "af_heart:60,bm_george:40")
        await driver.until(lambda: "sounds of en-US" in told(mixer))
        await driver.press("down", "right", "right", "shift+left")
        await driver.until(lambda: dict(mixer._rows.weights) == {"af_heart": 60.0, "bm_george": 49.0})
        await driver.press("up", "0")
        await driver.until(lambda: list(mixer._rows.weights) == ["bm_george"])
        await driver.press("t", "ctrl+u", *"af_heart:60,bm_george:40", "enter", "enter")
        await driver.until(lambda: driver.window.selection.voice == "af_heart:60,bm_george:40")
        await driver.press("ctrl+g")
        await driver.until(lambda: driver.backend.calls)
        assert driver.backend.calls[0].voice == "af_heart:60,bm_george:40"


async def test_what_is_no_blend_is_told_and_changes_nothing(drive) -> None:
    async with drive() as driver:
        mixer = await opened(driver)
        await driver.press("t", "ctrl+u", *"nobody:3", "enter")
        await driver.until(lambda: "no voice 'nobody'" in told(mixer))
        assert list(mixer._rows.weights) == ["af_heart"]


async def test_the_loop_goes_on_from_the_same_place_with_the_changed_blend(drive, monkeypatch) -> None:
    async with drive() as driver:
        mixer = await opened(driver)
        await driver.press("t", "ctrl+u", *"af_heart:50,bm_george:50", "enter", "space")
        await driver.until(lambda: driver.window.deck.sounding)
        player = driver.app.service.player
        first = player.timeline
        given: list[tuple[float, PlayerStatus]] = []
        cut_to = player.cut_to

        def watched(clip: Timeline, seconds: float = 0.0) -> None:
            given.append((seconds, player.status))
            cut_to(clip, seconds)

        monkeypatch.setattr(player, "cut_to", watched)
        for number in range(1, 10):
            await driver.until(lambda: player.status.state == "playing" and player.status.position_s > 0.3)
            await driver.press("right")
            await driver.until(lambda number=number: len(given) == number)
            seconds, status = given[-1]
            if status.state == "playing":  # else the loop was between its end and its beginning
                break
        assert seconds == pytest.approx(status.position_s, abs=0.1), "the same words go on"
        await driver.until(lambda: player.timeline is not first)
        assert number > 1 or driver.backend.calls[-1].voice == "af_heart:52.381,bm_george:47.619"
        await driver.press("space")
        await driver.until(lambda: not driver.window.deck.sounding)
        assert mixer.highlighted == "af_heart"


async def test_a_voice_is_added_from_the_list_and_the_blend_kept_under_a_name(drive, session) -> None:
    async with drive() as driver:
        mixer = await opened(driver)
        await driver.press("plus")
        await driver.until(lambda: driver.window.browser and len(driver.window.browser._book) == len(VOICES))
        await driver.press("slash", *"emma", "enter", "enter")
        await driver.until(lambda: dict(mixer._rows.weights) == {"af_heart": 100.0, "bf_emma": 50.0})
        await driver.press("s", *"evening host", "enter")
        await driver.until(lambda: "Kept" in told(mixer))
        kept = "af_heart:66.6667,bf_emma:33.3333"
        assert NamedBlends(session.paths.blends_file).by_name() == {"evening host": kept}
        await driver.press("C")
        await driver.until(lambda: driver.app.clipboard == "af_heart(2)+bf_emma(1)")
        await driver.press("c")
        await driver.until(lambda: driver.app.clipboard == kept)
        await driver.press("escape")
        await driver.until(lambda: driver.window.mixer is None)
        await driver.until(lambda: any(voice.name == "evening host" for voice in driver.window._voices))
        await driver.press("alt+w")
        await driver.until(lambda: driver.window.browser and kept in str(driver.window.browser._book._rows))
        await driver.press("slash", *"evening", "enter")
        await driver.until(lambda: driver.window.browser.highlighted.voice.name == "evening host")
        await driver.press("d")
        await driver.until(lambda: not NamedBlends(session.paths.blends_file).by_name())


async def test_a_name_of_a_voice_is_no_name_for_a_blend(drive, session) -> None:
    async with drive() as driver:
        mixer = await opened(driver)
        await driver.press("s", *"AF_heart", "enter")
        await driver.until(lambda: "is a voice already" in told(mixer))
        assert not session.paths.blends_file.exists()


@pytest.mark.parametrize("key", ["s", "enter", "c", "left"])
async def test_without_a_voice_a_key_says_why_it_does_nothing(drive, key: str) -> None:
    async with drive() as driver:
        mixer = await opened(driver)
        await driver.press("0")
        await driver.until(lambda: not mixer.highlighted)
        await driver.press(key)
        await driver.until(lambda: told(mixer).startswith("The blend has no voice; +"))
        assert driver.window.mixer is mixer
