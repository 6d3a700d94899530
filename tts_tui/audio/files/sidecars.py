"""Subtitles, lyrics and word timings of a recording: SRT, WebVTT, LRC, JSON."""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from types import MappingProxyType

from tts_tui.audio.files.phrases import cost_of_break, in_two_lines
from tts_tui.speech.chunk import TimingSource, WordTime

_CUE_SECONDS = 7.0  # what broadcasters allow

_SILENCE = 1.0  # seconds without a word end a subtitle anywhere


@dataclass(frozen=True, slots=True)
class Cue:
    """A subtitle: seconds from, seconds to, its text in one line, and the same in two at most, as it is shown."""

    start: float
    end: float
    text: str
    lines: Sequence[str]


@dataclass(frozen=True, slots=True)
class _Token:
    """A word as it is read: with the punctuation at it, whether a space precedes it, whether it begins a sentence."""

    word: WordTime
    text: str
    spaced: bool
    begins: bool = False


def words_in_file(words: Sequence[WordTime], shift: float, seconds: float) -> list[WordTime]:
    """Word times in a saved file, from those in what was given to it.

    Args:
        shift: seconds by which the file's sound comes earlier (`AudioFile.shift`).
        seconds: how long the file is.
    """

    def moved(time: float) -> float:
        return min(max(0.0, time - shift), seconds)

    return [replace(word, start=moved(word.start), end=moved(word.end)) for word in words]


def cues(words: Sequence[WordTime], text: str = "", sentences: Sequence[int] = ()) -> list[Cue]:
    """Group words into subtitles: a sentence each, long ones parted at their commas or before a phrase.

    Args:
        words: with times in the file.
        text: what the words' character indices count in; its punctuation is taken over. Without it the words
            are joined by spaces.
        sentences: where each begins in the text, rising; headings, lines and paragraphs begin one too.
    """
    done: list[Cue] = []
    held: list[_Token] = []
    for token in _tokens(words, text, sentences):
        if held and _ends(held, token):
            done.append(_cue(held))
            held = []
        while held and _overflows(held, token):
            cut = _best_cut(held, token)
            done.append(_cue(held[:cut]))
            held = held[cut:]
        held.append(token)
    return [*done, _cue(held)] if held else done


def srt(words: Sequence[WordTime], text: str, source: TimingSource, sentences: Sequence[int] = ()) -> str:
    """SubRip."""
    return "".join(
        f"{number}\n{_clock(cue.start, ',')} --> {_clock(cue.end, ',')}\n{_cue_text(cue)}\n\n"
        for number, cue in enumerate(cues(words, text, sentences), 1)
    )


def vtt(words: Sequence[WordTime], text: str, source: TimingSource, sentences: Sequence[int] = ()) -> str:
    """WebVTT (https://www.w3.org/TR/webvtt1/)."""
    return "WEBVTT\n\n" + "".join(
        f"{_clock(cue.start, '.')} --> {_clock(cue.end, '.')}\n{_escaped(_cue_text(cue))}\n\n"
        for cue in cues(words, text, sentences)
    )


def lrc(words: Sequence[WordTime], text: str, source: TimingSource, sentences: Sequence[int] = ()) -> str:
    """LRC lyrics: a line a cue, to 10 ms; the last, empty line ends the song."""
    lines = cues(words, text, sentences)
    timed = [(cue.start, cue.text.translate({ord("["): "(", ord("]"): ")"})) for cue in lines]
    timed += [(cue.end, "") for cue in lines[-1:]]
    return "".join(f"[{_minutes(start)}]{line}\n" for start, line in timed)


def timings(words: Sequence[WordTime], text: str, source: TimingSource, sentences: Sequence[int] = ()) -> str:
    """JSON: {"words": [{"text", "start", "end", "char_start", "char_end"}], "source"}, times in seconds."""
    rounded = [replace(word, start=round(word.start, 4), end=round(word.end, 4)) for word in words]
    body = {"words": [asdict(word) for word in rounded], "source": source}
    return json.dumps(body, ensure_ascii=False, indent=1) + "\n"


SIDECARS: Mapping[str, Callable[[Sequence[WordTime], str, TimingSource, Sequence[int]], str]] = (
    MappingProxyType({"srt": srt, "vtt": vtt, "lrc": lrc, "timings": timings})
)
"""By the name of the option that asks for one. Arguments: words with times in the file, the text that their
indices count in (may be empty), who says when they are spoken, where sentences begin in that text. Result: the content
of the file."""


def _tokens(words: Sequence[WordTime], text: str, sentences: Sequence[int]) -> list[_Token]:
    if not (text and words):
        return [_Token(word, word.text, True) for word in words]
    tokens: list[_Token] = []
    before, spaced, number = "", True, 0
    for word, following in zip(words, [*words[1:], None], strict=True):
        gap = text[word.char_end : following.char_start if following else None]
        after, opening, space = _shared(gap)
        spelling = before + text[word.char_start : word.char_end] + after
        reached = bisect_right(sentences, word.char_start)
        tokens.append(_Token(word, spelling, spaced, reached > number))
        before, spaced, number = opening, space, reached
    return tokens


def _shared(gap: str) -> tuple[str, str, bool]:
    """What stands between two words: what belongs to the first, what to the second, whether space is between.

    Punctuation that stands alone, as dashes do, stays with the first. Other things that weren't spoken, such as
    markup, are left out.
    """
    parts = re.split(r"\s+", gap)
    if len(parts) == 1:
        opening = re.search(r"[(\[{«“‘「『（【]*$", gap)
        at = opening.start() if opening else len(gap)
        return gap[:at], gap[at:], False
    alone = "".join(f" {part}" for part in parts[1:-1] if part and not re.search(r"\w", part))
    return parts[0] + alone, parts[-1], True


def _ends(held: list[_Token], following: _Token) -> bool:
    return following.begins or following.word.start - held[-1].word.end >= _SILENCE


def _overflows(held: list[_Token], following: _Token) -> bool:
    long = _lines([*held, following]) is None
    return long or following.word.end - held[0].word.start > _CUE_SECONDS


def _best_cut(held: list[_Token], following: _Token) -> int:
    """How many tokens to show before the rest: where that and the break in them disturb the least, and late."""

    def cost(cut: int) -> tuple[int, int]:
        after = held[cut] if cut < len(held) else following
        lines = _lines(held[:cut])
        return cost_of_break(held[cut - 1].text, after.text) + (lines[1] if lines else 0), -cut

    return min(range(max(1, len(held) // 2), len(held) + 1), key=cost)


def _cue(tokens: Sequence[_Token]) -> Cue:
    text = _text(tokens)
    end = max(token.word.end for token in tokens)
    lines = _lines(tokens)
    return Cue(tokens[0].word.start, end, text, lines[0] if lines else [text])


def _lines(tokens: Sequence[_Token]) -> tuple[list[str], int] | None:
    return in_two_lines([token.text for token in tokens], [token.spaced for token in tokens])


def _text(tokens: Sequence[_Token]) -> str:
    joined = "".join((" " if token.spaced else "") + token.text for token in tokens)
    return " ".join(joined.split())


def _cue_text(cue: Cue) -> str:
    return "\n".join(cue.lines)


def _clock(seconds: float, point: str) -> str:
    milliseconds = round(seconds * 1000)
    whole, milliseconds = divmod(milliseconds, 1000)
    minutes, second = divmod(whole, 60)
    hours, minute = divmod(minutes, 60)
    return f"{hours:02}:{minute:02}:{second:02}{point}{milliseconds:03}"


def _minutes(seconds: float) -> str:
    hundredths = round(seconds * 100)
    minutes, rest = divmod(hundredths, 6000)
    return f"{minutes:02}:{rest // 100:02}.{rest % 100:02}"


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
