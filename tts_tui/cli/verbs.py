"""What can follow `tts-tui` on the command line: each verb is a module of this package with a `command` in it."""

from __future__ import annotations

NAME = "tts-tui"
COMPLETION = "_TTS_TUI_COMPLETE"
"""The variable through which a shell asks for completions."""

VERBS = {
    "say": "Speak a text, or save it.",
    "render": "Turn a document into an audiobook.",
    "jobs": "List the audiobooks that are being made, and resume them.",
    "compare": "Speak one text in several takes, equally loud, side by side.",
    "explain": "Tell what will be said of a text, and how it sounds.",
    "words": "Keep how words are said: the pronunciation dictionary.",
    "voices": "List the voices.",
    "models": "List the models; fetch and verify their files.",
    "engines": "Install and remove heavier engines.",
    "bench": "Measure how fast each model speaks here.",
    "doctor": "Tell what works here, and what fixes the rest.",
    "serve": "Open the window in a browser of this machine.",
    "config": "Show and change the settings; keep keys.",
    "completions": "Print a shell's completion script.",
}
"""With what `--help` says of it, so that no verb is imported for that."""
