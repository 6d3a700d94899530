"""What is wrong and what fixes it, with the keys that work now."""

from __future__ import annotations

import re

from textual.content import Content

from tts_tui.speech.errors import SpeechError
from tts_tui.speech.hints import for_window
from tts_tui.ui.base_app import BaseApp

_COMMAND = re.compile(r"\{([a-z-]+)\}")


def shown_hint(app: BaseApp, hint: str) -> str:
    """A hint as the window gives it."""

    def keys(found: re.Match[str]) -> str:
        try:
            return app.key_of(found[1])
        except KeyError:  # somebody else's braces
            return found[0]

    return _COMMAND.sub(keys, for_window(hint))


def shown_error(app: BaseApp, error: SpeechError) -> Content:
    """What went wrong, and below it what fixes it."""
    hint = shown_hint(app, error.hint)
    return Content.assemble((f"✗ {error.message}", "$error"), ("\n" + hint, "$accent") if hint else "")
