"""Other signs than those that borders, bars and lists are drawn with, where a font or a screen reader has no use for
them. Only what is drawn changes, never a text itself."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

Look = Literal["usual", "ascii", "plain"]

_RULES = {"-": "─━╸╺╌═", "|": "│┃▏▎▊▌▐▕║", "+": "╭╮╰╯┌┐└┘├┤┬┴┼╔╗╚╝┏┓┗┛", "'": "▔▀▘▝", ",": "▖▗"}
_LINES = {sign: plain for plain, signs in _RULES.items() for sign in signs}
_BARS = dict(zip("▁▂▃▄▅▆▇█", ".:-=+*##", strict=True)) | {"▮": "#", "▯": "-"}
_MARKS = {
    **{"●": "*", "○": "o", "◌": "~", "♪": "*", "✗": "x", "✓": "+", "✎": "/", "★": "+", "♀": "f", "♂": "m"},
    **{"▶": ">", "■": "#", "‖": "=", "▸": ">", "▾": "v", "▼": "v", "▲": "^", "␣": "_"},
    **{"←": "<", "→": ">", "↑": "^", "↓": "v", "⏎": "<"},
}
_WRITTEN = {
    "·": "-",
    "…": "~",
    "≈": "~",
    "×": "x",
    "−": "-",
    "–": "-",
    "—": "-",
    "“": '"',
    "”": '"',
    "’": "'",
}

KEY_NAMES = str.maketrans({"␣": "space", "⏎": "enter", "⌫": "backspace"})
"""Of keys whose signs others would be mistaken for."""

ASCII = str.maketrans({**_LINES, **_BARS, **_MARKS, **_WRITTEN})
"""Every sign by one of ASCII."""

PLAIN = str.maketrans({**dict.fromkeys((*_LINES, *_BARS), " "), **_MARKS, "·": " "})
"""Lines and bars by nothing: a screen reader would read each of them out."""


class Glyphs(LineFilter):
    """Draws every line with those signs."""

    def __init__(self, signs: Mapping[int, str]) -> None:
        super().__init__()
        self._signs = signs

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        signs = self._signs
        return [
            Segment(text if text.isascii() else text.translate(signs), style, control)
            for text, style, control in segments
        ]


def glyphs_of(look: Look) -> Glyphs | None:
    """What draws so; None where all is drawn as it is."""
    return None if look == "usual" else Glyphs(ASCII if look == "ascii" else PLAIN)
