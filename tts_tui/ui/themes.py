"""tts-tui's own two themes: ink and paper, with a teal voice and an amber playhead."""

from __future__ import annotations

from textual.theme import Theme

NEUTRAL = {"faint": "#808a99", "wave-made": "#808a99", "wave-missing": "#5c6470"}
"""Our own variables in other themes: greys that are seen on dark and on light.

`faint` is for what matters less; the other two are the waveform's parts that aren't played, and aren't made."""

INK = Theme(
    name="ink",
    primary="#5cc8b8",
    secondary="#8aa9f0",
    accent="#f2b35e",
    foreground="#d6dbe6",
    background="#10131a",
    surface="#161a23",
    panel="#1d222d",
    success="#8fce8a",
    warning="#f2b35e",
    error="#f0717a",
    dark=True,
    variables={
        "border": "#5cc8b8",
        "border-blurred": "#333b4b",
        "block-cursor-background": "#1f4b4a",
        "block-cursor-foreground": "#ffffff",
        "block-cursor-text-style": "none",
        "block-cursor-blurred-background": "#252c39",
        "block-cursor-blurred-foreground": "#d6dbe6",
        "footer-background": "#161a23",
        "footer-key-foreground": "#f2b35e",
        "footer-description-foreground": "#9aa4b8",
        "input-selection-background": "#5cc8b8 30%",
        "scrollbar": "#2b3240",
        "scrollbar-hover": "#3d4759",
        "scrollbar-active": "#5cc8b8",
        "scrollbar-background": "#161a23",
        "scrollbar-background-hover": "#161a23",
        "scrollbar-background-active": "#161a23",
        "wave-made": "#44506a",
        "wave-missing": "#2b3240",
        "faint": "#7c869b",
    },
)

PAPER = Theme(
    name="paper",
    primary="#00796b",
    secondary="#3b5bb5",
    accent="#b25e00",
    foreground="#262a33",
    background="#f4f1ea",
    surface="#fbf9f5",
    panel="#ece7dc",
    success="#2e7d32",
    warning="#b25e00",
    error="#b3263a",
    dark=False,
    variables={
        "border": "#00796b",
        "border-blurred": "#cfc8b8",
        "block-cursor-background": "#bcdcd3",
        "block-cursor-foreground": "#10131a",
        "block-cursor-text-style": "none",
        "block-cursor-blurred-background": "#e2dccd",
        "block-cursor-blurred-foreground": "#262a33",
        "footer-background": "#ece7dc",
        "footer-key-foreground": "#b25e00",
        "footer-description-foreground": "#5d6470",
        "input-selection-background": "#00796b 25%",
        "scrollbar": "#d8d1c1",
        "scrollbar-hover": "#c3bba8",
        "scrollbar-active": "#00796b",
        "scrollbar-background": "#fbf9f5",
        "scrollbar-background-hover": "#fbf9f5",
        "scrollbar-background-active": "#fbf9f5",
        "wave-made": "#b3ab99",
        "wave-missing": "#d8d1c1",
        "faint": "#7a7568",
    },
)
