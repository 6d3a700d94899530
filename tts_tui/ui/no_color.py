"""The window without any colour, as `NO_COLOR` asks for: weight, underlining and reversal say what colours would."""

from __future__ import annotations

from functools import lru_cache

from rich.color import Color as RichColor
from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.filter import LineFilter
from textual.theme import Theme

MONO = Theme(
    name="mono",
    primary="#ffffff",
    secondary="#ffffff",
    accent="#ffffff",
    foreground="#b0b0b0",
    background="#000000",
    surface="#000000",
    panel="#000000",
    success="#ffffff",
    warning="#ffffff",
    error="#ffffff",
    dark=True,
    variables={
        "border": "#ffffff",
        "border-blurred": "#b0b0b0",
        "block-cursor-background": "#ffffff",
        "block-cursor-foreground": "#000000",
        "block-cursor-text-style": "none",
        "block-cursor-blurred-background": "#585858",
        "block-cursor-blurred-foreground": "#b0b0b0",
        "button-foreground": "#b0b0b0",
        "button-color-foreground": "#000000",
        "footer-background": "#000000",
        "footer-key-foreground": "#ffffff",
        "footer-description-foreground": "#b0b0b0",
        "input-cursor-background": "#ffffff",
        "input-cursor-foreground": "#000000",
        "input-cursor-text-style": "none",
        "input-selection-background": "#ffffff",
        "input-selection-foreground": "#000000",
        "scrollbar": "#ffffff",
        "scrollbar-hover": "#ffffff",
        "scrollbar-active": "#ffffff",
        "scrollbar-background": "#000000",
        "scrollbar-background-hover": "#000000",
        "scrollbar-background-active": "#000000",
        "wave-made": "#b0b0b0",
        "wave-missing": "#404040",
        "faint": "#b0b0b0",
    },
)
"""Not to be seen: `NoColor` draws white as bold, the dark greys as dim, and what stands on light greys reversed."""

_DIM, _USUAL = 0.3, 0.8
"""Brightness of a text below which it is dim, and above which it is bold."""

_UNDERLINED, _REVERSED = 0.2, 0.5
"""Brightness of what it stands on from which it is underlined, and reversed."""


class NoColor(LineFilter):
    """Draws every line with attributes alone."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        return [
            Segment(text, None if style is None else without_color(style), control)
            for text, style, control in segments
        ]


@lru_cache(4096)
def without_color(style: Style) -> Style:
    """What a style in the colours of `MONO` says, said without colour."""
    below = _brightness(style.bgcolor, 0.0)
    text = _brightness(style.color, (_DIM + _USUAL) / 2)
    reversed_ = bool(style.reverse) != (below >= _REVERSED)
    return Style(
        bold=style.bold or (text > _USUAL and not reversed_) or None,
        dim=(text < _DIM and below < _UNDERLINED and not style.reverse) or None,
        italic=style.italic,
        underline=style.underline or _UNDERLINED <= below < _REVERSED or None,
        blink=style.blink,
        reverse=reversed_ or None,
        strike=style.strike,
        link=style.link,
        meta=style.meta or None,
    )


def _brightness(color: RichColor | None, unknown: float) -> float:
    if color is None or color.is_default:
        return unknown
    return Color.from_rich_color(color).brightness
