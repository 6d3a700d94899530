"""Whether the stop of an abbreviation ends the sentence too."""

from __future__ import annotations

import re
from string import ascii_letters

from tts_tui.text.lazily import lazily

STARTERS = (
    "(?:The|This|That|These|Those|It|He|She|They|We|You|I|A|An|But|And|Or|So|Then|There|Here|If|When|While|After|Before"
    "|As|For|With|To|Not|No|Yes|His|Her|Their|Our|My|Its|Who|What|Where|Why|How|However|Although|Because|Since"
    "|Now|Also|Once|Both|Each|Some|Many|Most|Another|Later|Soon|Today|Yet|Still|Only|Even|Such|Do|Did|Does|Is|Are|Was|Were"
    "|Has|Have|Had|Can|Could|Will|Would|Should|Let|Please|Thanks|During|Under|Until|Perhaps|Maybe|Everyone|Nobody"
    "|In|On|At|From|By|It's|He's|She's|They're|I'm|We're)"
)
"""Capitalised words that begin a sentence and are hardly ever a name."""

INNER_STOPS = tuple(f".{letter}" for letter in ascii_letters)
"""What a text must have for a stop to stand inside a word."""

_ENDS = lazily(rf"[\"'”’)\]]*(?:\s*$|\s+[\"'“‘(]?{STARTERS}(?![\w.]))")


def stop_after(match: re.Match[str]) -> str:
    """A stop where what follows the match begins a sentence or is the end of the text; else nothing."""
    return "." if _ENDS.match(match.string, match.end()) else ""
