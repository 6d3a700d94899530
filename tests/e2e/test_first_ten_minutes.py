"""A newcomer's first ten minutes in a real terminal, with the real Kokoro and a sound card made of software."""

from __future__ import annotations

import re
import shutil
import wave
from collections.abc import Iterator
from pathlib import Path

import pytest
from tmux_terminal import Terminal
from virtual_sound import PulseServer

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(shutil.which("tmux") is None, reason="tmux isn't installed"),
]

TEXT = "The old ferry left at dawn, with nobody on board. We drank our tea in Caldbeck."
NOTES = "What was noted first.\n\nWhat was noted last."


@pytest.fixture(params=[(80, 24), (120, 36)], ids=["80x24", "120x36"])
def terminal(
    request: pytest.FixtureRequest, pulse: PulseServer, tmp_path: Path, own_cache: Path
) -> Iterator[Terminal]:
    terminal = Terminal(tmp_path, request.param, own_cache)
    yield terminal
    terminal.close()


def shows(terminal: Terminal, *what: str) -> str:
    """Wait until all of it is on the screen; says what is."""
    return terminal.until(lambda screen: all(each in screen for each in what))


def matches(terminal: Terminal, pattern: str) -> str:
    return terminal.until(lambda screen: re.search(pattern, screen))


def close(terminal: Terminal, title: str) -> None:
    """Leave a dialog."""
    shows(terminal, title)
    terminal.press("Escape")
    terminal.until(lambda screen: title not in screen)


def test_the_first_ten_minutes(terminal: Terminal, pulse: PulseServer, tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text(NOTES)
    shows(terminal, "Type or paste", "kokoro-v1.0-onnx ready")

    with pulse.record() as recording:
        speak_stop_and_seek(terminal)
        recording.wait_for_sound()
        recording.wait_for_silence()
        change_the_voice(terminal)
        compare(terminal)
        recording.wait_for_silence()
    mend_a_word(terminal)
    save(terminal, tmp_path)

    terminal.press("C-o")
    shows(terminal, "Open a text")
    terminal.type("notes.txt")
    shows(terminal, "notes.txt")
    terminal.press("Enter")
    shows(terminal, "What was noted first.", f"{len(NOTES)} chars")

    terminal.press("F1")
    shows(terminal, "Keys and commands")
    terminal.type("bookmarks")
    terminal.until(lambda screen: "alt+r" in screen and "Silence at once" not in screen)
    close(terminal, "Keys and commands")

    terminal.press("C-p")
    shows(terminal, "Search")
    terminal.type("setting of yours")
    shows(terminal, "Every setting of yours")
    terminal.press("Enter")
    set_the_bell(terminal, tmp_path)

    terminal.press("M-d")
    shows(terminal, "Doctor", "0 problems")
    close(terminal, "Doctor")

    terminal.press("Down", "Down", "End")
    leave(terminal)
    terminal.start()
    shows(terminal, "What was noted last.", "kokoro-v1.0-onnx ready", "af_bella")
    terminal.type(" Here.")
    shows(terminal, "What was noted last. Here.")
    terminal.press("M-n")
    shows(terminal, "Texts", "The old ferry left")
    terminal.press("Enter")
    shows(terminal, "The old ferry left at dawn", "[Caldbeck]")
    leave(terminal)


def speak_stop_and_seek(terminal: Terminal) -> None:
    terminal.type(TEXT)
    shows(terminal, f"{len(TEXT)} chars")
    terminal.press("C-g")
    shows(terminal, "▶ playing")
    shows(terminal, "chunk 2/2")
    terminal.press("Escape")
    shows(terminal, "■ stopped")
    terminal.press("F10")
    shows(terminal, "0-9 jump")
    terminal.press("8")
    matches(terminal, r"▶ playing 00:0[3-9]")
    matches(terminal, r"■ ended 00:0[4-9]")


def change_the_voice(terminal: Terminal) -> None:
    """Hear voices as the arrow comes to them, and use one."""
    terminal.press("C-b")
    shows(terminal, "a all", "af_bella")
    terminal.press("a")
    shows(terminal, "↑ ↓ hear", "sample of af_heart")
    terminal.press("Down")
    matches(terminal, r"▶ playing[\s\S]*sample of af_bella")
    terminal.until(lambda screen: "sample of" not in screen)
    terminal.press("Enter")
    shows(terminal, "made with af_heart")
    terminal.press("F2")


def compare(terminal: Terminal) -> None:
    """Two takes, heard at the same place once both are made."""
    terminal.press("M-c")
    shows(terminal, "Compare", "Caldbeck")
    terminal.press("+")
    shows(terminal, "Add a take")
    terminal.type("am_michael")
    matches(terminal, r"│ am_michael")
    terminal.press("Enter")
    matches(terminal, r"1 .*af_bella.* free[\s\S]*2 .*am_michael.* free")
    terminal.press("1")
    matches(terminal, r"1 ▶[\s\S]*▶ take 1")
    terminal.press("2")
    matches(terminal, r"2 ▶[\s\S]*take 2")
    close(terminal, "equally loud")


def mend_a_word(terminal: Terminal) -> None:
    terminal.press("F6")
    shows(terminal, "Said", "F6 goes to a word", "Caldbeck.")
    terminal.press("F6")
    shows(terminal, "enter change")
    terminal.press("Enter")
    shows(terminal, "Say “Caldbeck” as")
    terminal.type("kawl beck")
    terminal.press("Enter")
    shows(terminal, "[Caldbeck]", "user")
    terminal.press("F6")
    terminal.until(lambda screen: "written" not in screen)


def save(terminal: Terminal, folder: Path) -> None:
    """With subtitles, which are a tick."""
    terminal.press("C-s")
    shows(terminal, "Save the audio", "subtitles")
    terminal.press(*["Tab"] * 6, "Space")
    matches(terminal, r"✓\S* ?subtitles")
    terminal.press("Enter")
    shows(terminal, "✓ Saved")
    with wave.open(str(folder / "The-old-ferry-left-at-dawn.wav")) as file:
        assert 3.0 < file.getnframes() / file.getframerate() < 9.0
    assert "Caldbeck" in (folder / "The-old-ferry-left-at-dawn.srt").read_text()
    terminal.press("Escape")
    terminal.until(lambda screen: "✓ Saved" not in screen)


def set_the_bell(terminal: Terminal, folder: Path) -> None:
    shows(terminal, "Settings", "speech.voice")
    terminal.press("/")
    terminal.type("bell")
    terminal.until(lambda screen: "ui.bell_seconds" in screen and "speech.voice" not in screen)
    terminal.press("Enter", "Enter")
    shows(terminal, "enter keeps ui.bell_seconds")
    terminal.press("C-u")
    terminal.type("45")
    terminal.press("Enter")
    matches(terminal, r"ui.bell_seconds +45")
    assert "bell_seconds = 45" in (folder / "config" / "tts-tui" / "config.toml").read_text()
    close(terminal, "ui.bell_seconds")


def leave(terminal: Terminal) -> None:
    terminal.press("C-q")
    assert "Traceback" not in shows(terminal, "code 0")
