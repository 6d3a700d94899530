"""Whether a text is SSML."""

from __future__ import annotations

import re

from tts_tui.speech.request import TextFormatChoice

_START = re.compile(
    r"\ufeff?\s{0,200}(?:<\?xml[^<>]{0,200}\?>\s{0,200})?(?:<!--.{0,2000}?-->\s{0,200})?"
    r"(?:<!DOCTYPE\s+speak|<speak[\s>/])",
    re.S,
)
_LOOKED_AT = 3000
"""Characters from the beginning that tell."""


def is_ssml(text: str, manner: TextFormatChoice = "auto") -> bool:
    """Whether it is asked to be, or begins so."""
    if manner != "auto":
        return manner == "ssml"
    return "speak" in text[:_LOOKED_AT] and _START.match(text) is not None
