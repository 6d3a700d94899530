"""What the window looks like, at the three sizes it is made for."""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest
from scripted_backend import MODELS, VOICES, words
from textual.pilot import Pilot
from window_driver import MIDDLE, NARROW, TEXT, WIDE

from tts_tui.backends.capabilities import Account
from tts_tui.events.targets import SaveTarget
from tts_tui.events.tts_events import Catalog
from tts_tui.speech.errors import AuthenticationError
from tts_tui.speech.events import Metrics, Progress
from tts_tui.speech.request import SpeechRequest
from tts_tui.store.history import HistoryEntry
from tts_tui.studio.sinks import WordsSink
from tts_tui.studio.take import Take
from tts_tui.ui.app import TTSApp
from tts_tui.ui.frames import Frames
from tts_tui.ui.screens.folder_tree import FolderTree
from tts_tui.ui.screens.key import KeyScreen
from tts_tui.ui.screens.save import SaveScreen
from tts_tui.ui.widgets.notices import Toast
from tts_tui.ui.widgets.player_panel import PlayerView

SIZES = pytest.mark.parametrize("size", [NARROW, MIDDLE, WIDE], ids=["80x24", "100x30", "120x36"])

HEARD = ("af_heart", "bm_george", "Rachel", "af_bella", "af_heart", "bf_emma")
METRICS = Metrics(184.0, 1.7, 8.1)
PROGRESS = Progress(0.38, 87, 230, 3, 9, 8.1, 4.2, "speaking", METRICS)
VIEW = PlayerView(
    state="playing",
    position=7.4,
    expected_seconds=21.3,
    ahead_seconds=0.7,
    first_chunk_ms=184.0,
    sound_ms=251.0,
    rtf=0.21,
    progress=PROGRESS,
    title="af_heart · tones-1",
)


async def settled(pilot: Pilot[None]) -> TTSApp:
    """Everything listed."""
    await pilot.pause()
    app = pilot.app
    assert isinstance(app, TTSApp)
    state = app.window.status.query_one("#engine-state")
    while not (
        "ready" in str(state.render())
        and app.window.loaded
        and app.window.voices.rows.option_count
        and app.outputs.devices
    ):
        await pilot.pause(0.01)
    while app.window.text.text and app.window.text.border_subtitle == "empty":
        await pilot.pause(0.01)
    await pilot.pause()
    return app


def peaks(app: TTSApp) -> np.ndarray:
    """The first 38 % of a waveform."""
    columns = np.full(app.window.player.columns, np.nan)
    made = int(0.38 * len(columns))
    columns[:made] = 0.3 + 0.3 * np.sin(np.arange(made) * 0.9) * np.cos(np.arange(made) * 0.23)
    return columns


async def speaking(pilot: Pilot[None]) -> TTSApp:
    app = await settled(pilot)
    app.window.status.show_engine("speaking", "tones-1")
    app.window._frames.draw()
    return app


@pytest.fixture
def one_moment(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every frame shows the same moment of speech, whenever the machine comes to draw one."""

    def draw(frames: Frames) -> None:
        app = frames._window.app
        app.window.player.show(VIEW, peaks(app))

    monkeypatch.setattr(Frames, "draw", draw)


MOMENT = pytest.mark.usefixtures("one_moment")


@pytest.fixture
def look(app: TTSApp, snap_compare: Callable[..., bool]) -> Callable[..., None]:
    def compare(
        prepare: Callable[[Pilot[None]], Awaitable[object]], size: tuple[int, int], text: str
    ) -> None:
        app.first_text = text
        assert snap_compare(app, terminal_size=size, run_before=prepare)

    return compare


@SIZES
def test_empty(look, size: tuple[int, int]) -> None:
    look(settled, size, "")


@MOMENT
@SIZES
def test_speaking(look, size: tuple[int, int]) -> None:
    look(speaking, size, TEXT)


@MOMENT
@SIZES
def test_light(look, size: tuple[int, int]) -> None:
    async def light(pilot: Pilot[None]) -> None:
        await speaking(pilot)
        await pilot.press("f12")

    look(light, size, TEXT)


@SIZES
def test_voices(look, size: tuple[int, int]) -> None:
    async def voices(pilot: Pilot[None]) -> None:
        await settled(pilot)
        await pilot.press("ctrl+b", "j", "asterisk")

    look(voices, size, TEXT)


@SIZES
def test_failure(look, size: tuple[int, int]) -> None:
    async def failed(pilot: Pilot[None]) -> None:
        app = await settled(pilot)
        hint = "Press F9 to enter it, or run tts-tui config set-key cloud."
        app.window.notices.add(Toast("Speech", "Cloud refuses the key: it isn't valid.", hint))

    look(failed, size, TEXT)


@MOMENT
def test_follow(look) -> None:
    async def follow(pilot: Pilot[None]) -> None:
        app = await speaking(pilot)
        take = Take(SpeechRequest(TEXT, "tones-1"), 0.0, words_sink=WordsSink())
        take.words_sink.words.extend(words(TEXT))
        app.window.text.following = True
        app.window.text.follow.show(take, 7.4)

    look(follow, WIDE, TEXT)


def test_model_settings(look) -> None:
    async def settings(pilot: Pilot[None]) -> None:
        app = await settled(pilot)
        await pilot.press("ctrl+t", "tab", "enter", "down", "enter")
        while len(app.window.settings.children) < 3:
            await pilot.pause(0.01)
        await settled(pilot)

    look(settings, WIDE, TEXT)


def test_help(look) -> None:
    async def help_screen(pilot: Pilot[None]) -> None:
        await settled(pilot)
        await pilot.press("f1")

    look(help_screen, NARROW, TEXT)


def test_save_dialog(look, tmp_path: Path) -> None:
    (tmp_path / "audio" / "letters").mkdir(parents=True)

    async def save(pilot: Pilot[None]) -> None:
        app = await settled(pilot)
        app.push_screen(
            SaveScreen(SaveTarget(Path("audio"), "Hello.mp3", "mp3", level="4.5 dB"), lambda _: True)
        )
        await pilot.pause()
        while len(app.screen.query_one(FolderTree).root.children) < 1:
            await pilot.pause(0.01)

    look(save, NARROW, "Hello")


@MOMENT
def test_no_color(monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> None:
    monkeypatch.setenv("NO_COLOR", "1")  # Textual reads it when the app is made
    request.getfixturevalue("look")(speaking, NARROW, TEXT)


@pytest.mark.parametrize("size", [NARROW, WIDE], ids=["80x24", "120x36"])
def test_history(look, app: TTSApp, monkeypatch: pytest.MonkeyPatch, size: tuple[int, int]) -> None:
    monkeypatch.setenv("TZ", "UTC")
    time.tzset()
    for number, (voice, words_said) in enumerate(zip(HEARD, TEXT.splitlines()[::2] * 3, strict=False)):
        paid = voice == "Rachel"
        app.history.add(
            HistoryEntry(
                words_said,
                "cloud" if paid else "tones",
                "cloud-1" if paid else "tones-1",
                voice,
                audio_seconds=7.4 * (number + 1),
                first_chunk_ms=184.0,
                cost_usd=0.0034 if paid else 0.0,
                at=datetime(2026, 3, 1, 12, 2 * number, tzinfo=UTC),
            )
        )

    async def history(pilot: Pilot[None]) -> None:
        settled_app = await settled(pilot)
        await pilot.press("ctrl+r")
        while not (settled_app.window.history and settled_app.window.history.highlighted):
            await pilot.pause(0.01)
        await pilot.press("j")

    look(history, size, TEXT)


@SIZES
def test_account_and_notice(look, size: tuple[int, int]) -> None:
    """What is left of an account, and when a model ends."""

    async def paid(pilot: Pilot[None]) -> None:
        window = (await settled(pilot)).window
        window.status.show_account(Account("starter: 12,345 of 100,000 credits used", 12_345, 100_000))
        model = replace(MODELS[0], notice="OpenAI retires it on 2027-01-06.")
        window.engine.show(Catalog([model]), window.selection, VOICES)
        await pilot.pause()

    look(paid, size, TEXT)


def test_key_dialog(look) -> None:
    async def key(pilot: Pilot[None]) -> None:
        app = await settled(pilot)

        async def refuse(_provider: str, _key: str) -> str:
            raise AuthenticationError("Cloud refused the key.", hint="Check it on cloud.example.")

        app.push_screen(KeyScreen({"cloud": "Cloud"}, "cloud", "", lambda _: "keyring", refuse))
        await pilot.pause()
        await pilot.press(*"sk-1", "ctrl+t")
        while "✗" not in str(app.screen.query_one("#result").render()):
            await pilot.pause(0.01)

    look(key, NARROW, TEXT)
