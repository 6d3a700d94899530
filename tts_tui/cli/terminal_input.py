"""The keyboard for the window, also when stdin is a pipe: `echo hi | tts-tui` opens on that text."""

from __future__ import annotations

import os
import sys

from tts_tui.speech.errors import UsageError

_STDIN = 0


def take_terminal() -> int | None:
    """Make the terminal stdin, and return a descriptor of what is piped into it, None if nothing is.

    Raises:
        UsageError: there is no terminal.
    """
    if not sys.stderr.isatty():  # Textual draws there
        raise _no_terminal()
    if sys.stdin.isatty():
        return None
    try:
        terminal = os.open("/dev/tty", os.O_RDWR)
    except OSError:
        raise _no_terminal() from None
    piped = os.dup(_STDIN)
    os.dup2(terminal, _STDIN)
    os.close(terminal)
    return piped


def _no_terminal() -> UsageError:
    return UsageError(
        "The window needs a terminal, and there is none.",
        hint="… | tts-tui say -   speaks without one; tts-tui --help tells more.",
    )
