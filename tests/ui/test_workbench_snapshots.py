"""What the lists of texts and places, the unfolded save dialog, the letters to jump by and other looks look like."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from pathlib import Path

import msgspec
import pytest
from scripted_backend import words
from test_snapshots import look, one_moment, settled, speaking  # noqa: F401  (fixtures)
from textual.css.query import DOMQuery
from textual.pilot import Pilot
from textual.widgets import Collapsible, OptionList
from window_driver import NARROW, TEXT, WIDE

from tts_tui.events.targets import SaveTarget
from tts_tui.speech.request import SpeechRequest
from tts_tui.store.bookmarks import bookmark_at
from tts_tui.studio.session import Session
from tts_tui.studio.sinks import WordsSink
from tts_tui.studio.take import Take
from tts_tui.ui.app import TTSApp
from tts_tui.ui.screens.save import SaveScreen
from tts_tui.ui.screens.texts import ListedText

TINY, HUGE = (60, 20), (200, 50)
SIZES = pytest.mark.parametrize(
    "size", [TINY, NARROW, WIDE, HUGE], ids=["60x20", "80x24", "120x36", "200x50"]
)
MOMENT = pytest.mark.usefixtures("one_moment")


def rows(pilot: Pilot[None]) -> DOMQuery[OptionList]:
    """The list of the dialog, once it is there."""
    return pilot.app.screen.query(OptionList)


@SIZES
def test_texts(look, app: TTSApp, monkeypatch: pytest.MonkeyPatch, size: tuple[int, int]) -> None:  # noqa: F811
    monkeypatch.setenv("TZ", "UTC")
    time.tzset()
    at = datetime(2026, 3, 1, 12, tzinfo=UTC).timestamp()
    notes = Path("/home/ana/writing/notes.md")
    listed = [
        ListedText(app.drafting.draft.file, False, at, " ".join(TEXT.split()), "231 bytes"),
        ListedText(notes, True, at - 3600, notes.name, f"{notes.parent} · changes kept here"),
        ListedText(Path("/drafts/piped-1.txt"), False, at - 7200, "What the log said.", "piped, 18 bytes"),
    ]
    monkeypatch.setattr("tts_tui.ui.screens.texts.listed_texts", lambda *_: listed)

    async def texts(pilot: Pilot[None]) -> None:
        shown = (await settled(pilot)).screen
        await pilot.press("alt+n")
        while pilot.app.screen is shown or not any(each.option_count for each in rows(pilot)):
            await pilot.pause(0.01)

    look(texts, size, TEXT)


@SIZES
def test_bookmarks(look, app: TTSApp, size: tuple[int, int]) -> None:  # noqa: F811
    for marked in ("bright cold", "Winston"):
        app.bookmarks.add(app.drafting.draft.name, bookmark_at(TEXT, TEXT.index(marked)))

    async def bookmarks(pilot: Pilot[None]) -> None:
        shown = (await settled(pilot)).screen
        await pilot.press("alt+r")
        while pilot.app.screen is shown or not any(each.option_count for each in rows(pilot)):
            await pilot.pause(0.01)

    look(bookmarks, size, TEXT)


@MOMENT
@pytest.mark.parametrize("size", [TINY, WIDE], ids=["60x20", "120x36"])
def test_jump(look, size: tuple[int, int]) -> None:  # noqa: F811
    async def jump(pilot: Pilot[None]) -> None:
        await speaking(pilot)
        await pilot.press("alt+j")

    look(jump, size, TEXT)


@pytest.mark.parametrize("size", [TINY, NARROW], ids=["60x20", "80x24"])
def test_save_dialog_unfolded(look, tmp_path: Path, size: tuple[int, int]) -> None:  # noqa: F811
    (tmp_path / "audio").mkdir()

    async def save(pilot: Pilot[None]) -> None:
        app = await settled(pilot)
        target = SaveTarget(Path("audio"), "Hello.mp3", "mp3", captions=frozenset({"srt", "lrc"}))
        app.push_screen(SaveScreen(target, lambda _: True))
        await pilot.pause()
        assert not app.screen.query_one(Collapsible).collapsed

    look(save, size, "Hello")


@MOMENT
@pytest.mark.parametrize("size", [NARROW, HUGE], ids=["80x24", "200x50"])
def test_large_letters(look, size: tuple[int, int]) -> None:  # noqa: F811
    async def follow(pilot: Pilot[None]) -> None:
        app = await speaking(pilot)
        take = Take(SpeechRequest(TEXT, "tones-1"), 0.0, words_sink=WordsSink())
        take.words_sink.words.extend(words(TEXT))
        app.window.text.following = app.window.text.follow.large = True
        await pilot.pause()
        app.window.text.follow.show(take, 7.4)

    look(follow, size, TEXT)


@MOMENT
def test_high_contrast(look) -> None:  # noqa: F811
    async def contrast(pilot: Pilot[None]) -> None:
        (await speaking(pilot)).theme = "contrast"

    look(contrast, NARROW, TEXT)


@MOMENT
class TestLooks:
    @pytest.fixture(params=["ascii", "plain"])
    def session(self, session: Session, request: pytest.FixtureRequest) -> Session:
        ui = msgspec.structs.replace(session.settings.ui, look=request.param)
        return Session(session.paths, msgspec.structs.replace(session.settings, ui=ui), session.secrets)

    def test_speaking(self, look) -> None:  # noqa: F811
        look(speaking, NARROW, TEXT)
