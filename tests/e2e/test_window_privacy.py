"""Nothing leaves the machine, and nothing is written but what is ours: every call of the window is watched."""

from __future__ import annotations

import shlex
import shutil
import sys
from pathlib import Path

import pytest
import tracing
from tmux_terminal import Terminal

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform != "linux", reason="strace is Linux's"),
    pytest.mark.skipif(shutil.which("tmux") is None, reason="tmux isn't installed"),
]

SENTENCE = "It was a bright cold day in April."


def test_typing_speaking_and_saving_tells_nobody(tmp_path: Path, engine_cache: Path) -> None:
    log, home = tmp_path / "strace.log", tmp_path / "home"
    home.mkdir()
    # none of this machine's own: ONNX Runtime tells nothing from a CI that it knows by its variables
    clean = ["env", "-i", f"HOME={home}", "TERM=screen", "LANG=C.UTF-8", "ALSA_CONFIG_PATH=/dev/null"]
    watched = shlex.join([*tracing.strace(log), *clean, "PULSE_SERVER=unix:/nowhere"])
    terminal = Terminal(tmp_path, (100, 30), engine_cache, before=f'{watched} PATH="$PATH" ')
    try:
        terminal.until(lambda screen: "kokoro-v1.0-onnx ready" in screen)
        terminal.type(SENTENCE)
        terminal.until(lambda screen: f"{len(SENTENCE)} chars" in screen)
        terminal.press("C-g")
        terminal.until(lambda screen: "100%" in screen and "RTF" in screen)
        terminal.press("C-s")
        terminal.until(lambda screen: "Save the audio" in screen)
        terminal.press("Enter")
        terminal.until(lambda screen: "✓ Saved" in screen)
        terminal.press("Escape")
        terminal.press("C-q")
        terminal.until(lambda screen: "code 0" in screen)
    finally:
        terminal.close()
    written, internet = tracing.calls(log, tmp_path)
    assert internet == []
    saved = tmp_path / "It-was-a-bright-cold-day.wav"
    assert saved in written or saved.with_name(f"{saved.name}.part") in written, "it is seen what is written"
    ours = [saved, saved.with_name(f"{saved.name}.part"), engine_cache]
    ours += [tmp_path / name for name in ("config", "data", "state")]
    assert tracing.strange(written, ours) == set()
    assert list(home.iterdir()) == []
