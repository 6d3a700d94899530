"""About how long a text takes to hear, before anything of it is made."""

from __future__ import annotations

from tts_tui.text.lazily import lazily
from tts_tui.text.pauses import USUAL

_CHARACTER = 0.056
"""Seconds at a model's own pace: Kokoro's voices on plain English, French, Spanish prose, without its pauses, give
0.050 to 0.062 (`bench/pace.py`)."""

_DIGIT = 0.32
"""Read as words: "1945" is five syllables."""

_SCRIPTS = (
    (lazily(r"[\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff]"), 0.24),
    (lazily(r"[\u3040-\u30ff]"), 0.13),
    (lazily(r"[\uac00-\ud7af]"), 0.17),
    (lazily(r"[\u0900-\u0dff]"), 0.08),
)
"""Where a character is a syllable or more: Han, kana, Hangul; the scripts of India."""

_SENTENCE_END = lazily(r"[.!?…](?=\s)|[。！？]")
_PARAGRAPH_END = lazily(r"\n\s*\n")


def speaking_seconds(text: str) -> float:
    """Seconds that the text takes at speed 1, by its scripts, digits and pauses; within a third for prose."""
    seconds = len(text) * _CHARACTER + sum(map(text.count, "0123456789")) * (_DIGIT - _CHARACTER)
    if not text.isascii():
        for characters, each in _SCRIPTS:
            seconds += len(characters.findall(text)) * (each - _CHARACTER)
    seconds += len(_SENTENCE_END.findall(text)) * USUAL.stop
    return seconds + len(_PARAGRAPH_END.findall(text)) * (USUAL.paragraph - USUAL.stop)
