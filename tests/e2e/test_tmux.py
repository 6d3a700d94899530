"""The real program in a real terminal, with the real Kokoro: type, speak, stop, save, quit."""

from __future__ import annotations

import os
import shutil
import wave
from collections.abc import Iterator
from pathlib import Path

import pytest
from tmux_terminal import Terminal

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(shutil.which("tmux") is None, reason="tmux isn't installed"),
]

SENTENCE = "It was a bright cold day in April, and the clocks were striking thirteen."

LONG = "".join(f"In {year} {SENTENCE[0].lower()}{SENTENCE[1:]} " for year in range(1900, 1940))
"""Sentences that differ: one that comes again isn't made again."""


@pytest.fixture(params=[(80, 24), (120, 36)], ids=["80x24", "120x36"])
def terminal(request: pytest.FixtureRequest, tmp_path: Path, own_cache: Path) -> Iterator[Terminal]:
    terminal = Terminal(tmp_path, request.param, own_cache)
    yield terminal
    terminal.close()


def test_type_speak_stop_save_and_quit_while_synthesizing(terminal: Terminal, tmp_path: Path) -> None:
    terminal.until(lambda screen: "kokoro-v1.0-onnx ready" in screen)
    terminal.type(SENTENCE)
    terminal.until(lambda screen: f"{len(SENTENCE)} chars" in screen)
    terminal.press("C-g")
    terminal.until(lambda screen: "▶ playing" in screen)
    finished = terminal.until(lambda screen: "100%" in screen and "RTF" in screen)
    assert "first " in finished
    terminal.press("Escape")
    # where making takes longer than hearing it, the end comes with the last of it
    terminal.until(lambda screen: "■ stopped" in screen or "■ ended" in screen)

    terminal.press("C-s")
    terminal.until(lambda screen: "Save the audio" in screen)
    terminal.press("Enter")
    terminal.until(lambda screen: "✓ Saved" in screen)
    with wave.open(str(tmp_path / "It-was-a-bright-cold-day.wav")) as file:
        assert 3.0 < file.getnframes() / file.getframerate() < 8.0
    terminal.press("Escape")
    terminal.until(lambda screen: "✓ Saved" not in screen)

    terminal.press("C-n")
    terminal.until(lambda screen: "Type or paste" in screen)
    terminal.paste(LONG)
    terminal.until(lambda screen: f"{len(LONG):,} chars" in screen)
    terminal.press("C-g")
    terminal.until(lambda screen: "♪" in screen and "▶ playing" in screen and "left" in screen)
    terminal.press("C-q")
    left = terminal.until(lambda screen: "code 0" in screen)
    assert "Traceback" not in left
    drafts = sorted(draft.read_text() for draft in tmp_path.glob("state/**/draft*.txt"))
    assert drafts == sorted([SENTENCE, LONG]), "both texts are there the next time"


@pytest.mark.parametrize("size", [(80, 24)])
def test_a_pipe_fills_the_window_and_leaves_the_keyboard_alone(
    size: tuple[int, int], tmp_path: Path, own_cache: Path
) -> None:
    more = tmp_path / "more"
    os.mkfifo(more)
    terminal = Terminal(tmp_path, size, own_cache, before=f"cat {more} | ")
    try:
        with more.open("w") as pipe:
            pipe.write("From the pipe.\n")
            pipe.flush()
            terminal.until(lambda screen: "From the pipe." in screen and "arriving" in screen)
            terminal.type("Typed. ")
            terminal.until(lambda screen: "Typed. From the pipe." in screen)
            pipe.write("And more of it.")
            pipe.flush()
            terminal.until(lambda screen: "And more of it." in screen)
            terminal.type("Again. ")
            terminal.until(lambda screen: "Typed. Again. From the pipe." in screen)
        terminal.until(lambda screen: "arriving" not in screen)
        terminal.press("C-q")
        terminal.until(lambda screen: "code 0" in screen)
    finally:
        terminal.close()
