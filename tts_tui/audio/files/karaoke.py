"""Subtitles that light each word when it is spoken: Advanced SubStation Alpha."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from tts_tui.audio.files.cues import Cue, cues
from tts_tui.speech.chunk import TimingSource, WordTime

# colours are &HAABBGGRR: what is still to come is grey, what was said is white
_HEAD = """[Script Info]
ScriptType: v4.00+
WrapStyle: 0
ScaledBorderAndShadow: yes
PlayResX: 1920
PlayResY: 1080

[V4+ Styles]
Format: Name, Fontname, Fontsize, PrimaryColour, SecondaryColour, OutlineColour, BackColour, Bold, Italic, Underline, \
StrikeOut, ScaleX, ScaleY, Spacing, Angle, BorderStyle, Outline, Shadow, Alignment, MarginL, MarginR, MarginV, Encoding
Style: Default,Arial,72,&H00FFFFFF,&H00808080,&H00000000,&H80000000,0,0,0,0,100,100,0,0,1,3,1,2,60,60,60,1

[Events]
Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text
"""

_SIGNS = {ord("{"): "(", ord("}"): ")", ord("\\"): "/", ord("\n"): " "}
"""Signs that are commands there, and what stands for them."""


def ass(words: Iterable[WordTime], text: str, source: TimingSource, sentences: Sequence[int] = ()) -> str:
    """Advanced SubStation Alpha with karaoke: each word is lit when it is spoken, to 10 ms."""
    return _HEAD + "".join(
        f"Dialogue: 0,{_hundredths(cue.start)},{_hundredths(cue.end)},Default,,0,0,0,,{_karaoke(cue)}\n"
        for cue in cues(words, text, sentences)
    )


def _hundredths(seconds: float) -> str:
    hundredths = round(seconds * 100)
    minutes, rest = divmod(hundredths, 6000)
    hours, minute = divmod(minutes, 60)
    return f"{hours}:{minute:02}:{rest // 100:02}.{rest % 100:02}"


def _karaoke(cue: Cue) -> str:
    """Its words, each behind how long it takes; counted from the subtitle's start, so that rounding doesn't add up."""
    told: list[str] = []
    at = round(cue.start * 100)
    for word, start, end in cue.words:
        begin, finish = max(at, round(start * 100)), max(at, round(end * 100))
        if begin > at:
            told.append(f"{{\\k{begin - at}}}")
        told.append(f"{{\\k{finish - begin}}}{word.translate(_SIGNS)}")
        at = finish
    return "".join(told)
