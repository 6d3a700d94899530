"""The window steps aside: for the user's own editor, and for the shell."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from tmux_terminal import Terminal

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(shutil.which("tmux") is None, reason="tmux isn't installed"),
]

EDITOR = """#!/bin/sh
echo editing "$1"
printf '%s, and more' "$(cat "$1")" > "$1"
"""


@pytest.fixture
def terminal(tmp_path: Path) -> Iterator[Terminal]:
    (tmp_path / "config").mkdir()
    (tmp_path / "config" / "tts-tui").mkdir()
    # a provider that has no engine to start
    (tmp_path / "config" / "tts-tui" / "config.toml").write_text('[speech]\nprovider = "openai"\n')
    editor = tmp_path / "editor"
    editor.write_text(EDITOR)
    editor.chmod(0o755)
    # and no sound output, whatever the machine has, so that the same messages come
    before = f"export VISUAL='{editor}' ALSA_CONFIG_PATH=/dev/null PULSE_SERVER=unix:/nowhere; "
    terminal = Terminal(tmp_path, (80, 24), tmp_path / "cache" / "tts-tui", before)
    yield terminal
    terminal.close()


def test_the_users_editor_changes_the_text(terminal: Terminal, tmp_path: Path) -> None:
    terminal.until(lambda screen: "Type or paste" in screen)
    terminal.type("One word")
    terminal.until(lambda screen: "8 chars" in screen)
    terminal.press("M-x")
    terminal.until(lambda screen: "One word, and more" in screen)
    terminal.press("C-z")
    terminal.until(lambda screen: "One word" in screen and "and more" not in screen)

    (tmp_path / "editor").write_text("#!/bin/sh\nexit 3\n")
    terminal.press("M-x")
    terminal.until(lambda screen: "more · esc dismiss" in screen)
    terminal.press("Escape")
    terminal.until(lambda screen: "ended with code 3" in screen)
    terminal.press("Escape")
    terminal.until(lambda screen: "ended with code 3" not in screen)
    (tmp_path / "editor").unlink()
    terminal.press("M-x")
    screen = terminal.until(lambda screen: "to the name of one that is" in screen)
    assert "One word" in screen


def test_an_editor_may_leave_what_is_no_utf_8_or_nothing(terminal: Terminal, tmp_path: Path) -> None:
    terminal.until(lambda screen: "Type or paste" in screen)
    terminal.type("One word")
    terminal.until(lambda screen: "8 chars" in screen and "! Sound" in screen)
    terminal.press("M-m")
    terminal.until(lambda screen: "! Sound" not in screen)
    for left, told in (
        ('rm "$1"', "left no file; the text stays"),
        ('head -c 40 /dev/zero > "$1"', "left no text that can be read"),
        ("kill -9 $$", "was killed by signal 9"),
    ):
        (tmp_path / "editor").write_text(f"#!/bin/sh\n{left}\n")
        terminal.press("M-x")
        screen = terminal.until(lambda screen, told=told: told in " ".join(screen.replace("│", " ").split()))
        assert "One word" in screen
        terminal.press("M-m")
        terminal.until(lambda screen: "✗ Editor" not in screen)
    (tmp_path / "editor").write_text("#!/bin/sh\nprintf 'Un caf\\351 serr\\351.' > \"$1\"\n")
    terminal.press("M-x")
    terminal.until(lambda screen: "Un café serré." in screen)


def test_the_shell_has_the_terminal_until_fg(terminal: Terminal) -> None:
    terminal.until(lambda screen: "Type or paste" in screen)
    terminal.type("One word")
    terminal.until(lambda screen: "8 chars" in screen)
    terminal.press("M-z")
    terminal.until(lambda screen: "One word" not in screen)
    terminal.type("fg")
    terminal.press("Enter")
    whole = ("One word", "8 chars", "Player", "^g Speak", "out:")
    terminal.until(lambda screen: all(part in screen for part in whole))
    terminal.press("C-q")
    terminal.until(lambda screen: "Text" not in screen)
    terminal.type("echo ended $?")
    terminal.press("Enter")
    terminal.until(lambda screen: "ended 0" in screen)
