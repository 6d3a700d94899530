"""Keys of a keyboard as manuals write them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tts_tui.text.edits import Kind, Part, Rule

_NAMES = {
    "^": "Control", "⌃": "Control", "⌘": "Command", "⌥": "Option", "⇧": "Shift", "⏎": "Return", "↩": "Return",
    "⌫": "Delete", "⎋": "Escape", "⇥": "Tab", "⇪": "Caps Lock",
}  # fmt: skip
_HELD = {"C": "Control", "M": "Meta", "S": "Shift"}
_SIGNS = "⌃⌘⌥⇧⏎↩⌫⎋⇥⇪"


def _signs(match: re.Match[str]) -> Sequence[Part]:
    """`^X^S`, `⇧⌘K`, `⎋`."""
    said = [_NAMES.get(key) or key.upper() for key in match[0] if not key.isspace()]
    return (" ".join(said),)


def _emacs(match: re.Match[str]) -> Sequence[Part]:
    """`C-x`, `C-M-s`."""
    *held, pressed = match[0].split("-")
    return (" ".join([*(_HELD[key] for key in held), pressed.upper()]),)


KEYS = Kind(
    "keys",
    "^C, ⇧⌘K, C-x → Control C, Shift Command K, Control X",
    (
        Rule(r"(?<![\w)\]}^])(?:\^[A-Za-z]){1,4}(?![\w^])", _signs),
        Rule(rf"[{_SIGNS}]{{1,5}}(?:\s?[A-Z0-9](?!\w))?", _signs),
        Rule(r"(?<!\w)(?:CTRL|ctrl)(?=\s?[-+]\s?\w)", ("Control",)),
        Rule(r"(?<![\w-])(?:[CM]|C-M|M-S|C-S)-[a-z](?![\w-])", _emacs),
    ),
    frozenset("^CMc" + _SIGNS),
    ("^", "C-", "M-", "CTRL", "ctrl", *_SIGNS),
)
