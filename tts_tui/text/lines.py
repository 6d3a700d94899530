"""Where a line ends because the page was full, and where because its writer ended it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from tts_tui.text.lazily import lazily

LINE_END = lazily(r"(?:\r?\n)?\x0c|\r\n|[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
"""What ends a line: Unix, Windows, old Macs, form feeds, and Unicode's own."""

QUOTE = lazily(r"[ \t]*(?:>[ \t]?(?!(?<=>)[=\d]))+")
"""How a line of a quotation begins, in Markdown and in mail; `>=5` and `>5` compare."""

DELIBERATE = "\x0b\u2028\u2029"
"""Line ends that no editor makes because a line is full."""

LONG_LINE = 60
"""Characters of a line that is taken for full where nothing else tells."""

_LONGEST_ITEM = 24
"""Characters of a line in small letters that may be an item of a list without marks."""

_NARROWEST = 18
"""Characters: no text is wrapped at fewer."""

_TAIL = 24
"""Characters at a line's end that tell whether it is whole."""

_FURTHER = 3
"""Characters by which a text is further in than the line that heads it."""

_ITEM = lazily(r"(?:[-*+•‣◦–—]|\(?\w{1,3}[.)])\s")
_WORD = lazily(r"\S+")
_GOES_ON = lazily(
    r"(?:[,;、，]|[^\W_][-‐\u00ad]|\b(?:an?|the|and|or|but|nor|of|to|in|on|at|by|for|with|from|into|because|that|which|who|whose|"
    r"when|while|if|than|as|is|are|was|were|be|been|has|have|had|will|would|could|should|may|might|must|can|not|my|"
    r"your|his|her|its|our|their|this|these|those|der|die|das|den|dem|des|ein|eine|und|oder|le|la|les|un|une|du|de|et|"
    r"ou|el|los|las|y|o|il|lo|gli|e|di|da|que|che|con|sin|para|por|pour|dans|sur|avec))[\"”’)]*\s*$",
    re.I,
)
"""A line that can't be whole."""

_LEADING = lazily(r"\s*(?:and|or|but|nor|of|to|in|on|at|by|for|with|from|that|which|who|than|as)\b")
_DONE = lazily(r"[.!?…:。！？।][\"'”’»)\]*_]*\s*$")


class WrappedLines:
    """The lines of a paragraph, and how wide they were made.

    Args:
        lines: without their ends.
        width: of the paragraph before, in characters; 0 where none was wrapped.
    """

    def __init__(self, lines: Sequence[str], width: int = 0) -> None:
        self._lines = [line.strip() for line in lines]
        self._indents = [len(line) - len(line.lstrip()) for line in lines]
        self._widest = max([width, LONG_LINE, *(len(line) for line in self._lines)])
        self.width = self._measured(width)
        """Characters of a full line, 0 where nothing is wrapped."""

    def goes_on(self, index: int) -> bool:
        """Whether the sentence of that line goes on in the next."""
        line, following = self._lines[index : index + 2]
        tail = line[-_TAIL:]
        if self._heads(index):
            return False
        if _GOES_ON.search(tail):
            return True
        filled = bool(self.width) and _filled(line, following, self.width)
        if _small(following):
            return filled or _DONE.search(tail) is not None or not _are_items(line, following)
        if self.width:
            return filled
        return len(line) >= LONG_LINE and not _is_titled(line)

    def _heads(self, index: int) -> bool:
        """Whether a line has a text of its own under it, further in, as in manuals; those of a list item hang."""
        line, following = self._lines[index : index + 2]
        inward = self._indents[index + 1] >= self._indents[index] + _FURTHER
        return (
            inward and not _ITEM.match(line) and len(line) + len(following.partition(" ")[0]) < self._widest
        )

    def _measured(self, before: int) -> int:
        lines = self._lines
        if len(lines) < 2:
            return 0
        widest = max(map(len, lines))
        pairs = list(pairwise(lines))
        if before >= widest and len(lines[0]) > before * 3 / 4:
            widest = before
        filled = [_filled(line, following, widest) for line, following in pairs]
        if widest < _NARROWEST or sum(line.count(" ") + 1 for line in lines[:-1]) < 2.5 * (len(lines) - 1):
            return widest if _unspaced(lines[0]) and all(filled) else 0
        evidence = any(
            full and not _large(following) for full, (_, following) in zip(filled, pairs, strict=True)
        )
        enough = sum(filled) >= (0.6 if evidence else 0.95) * len(filled)
        known = before == widest or (len(pairs) > 1 and (evidence or len(pairs) == 2))
        return widest if enough and (known or evidence) else 0


def _filled(line: str, following: str, width: int) -> bool:
    """Whether the first word of the next line had no room in this one."""
    word = _WORD.match(following)
    length = 1 if _unspaced(following) else len(word[0]) + 1 if word else 0
    return len(line) + length > width


def _unspaced(line: str) -> bool:
    """Whether it is in a script that puts no spaces between words."""
    return bool(line) and (
        "\u3040" <= line[0] <= "\u30ff" or "\u3400" <= line[0] <= "\u9fff" or "\u0e00" <= line[0] <= "\u0eff"
    )


def _first_letter(line: str) -> str:
    return next((character for character in line[:20] if character.isalnum()), "")


def _small(line: str) -> bool:
    return _first_letter(line).islower()


def _large(line: str) -> bool:
    return _first_letter(line).isupper()


def _are_items(line: str, following: str) -> bool:
    """Whether two lines in small letters, or the second of them, are items of a list rather than a sentence."""
    if len(line) > _LONGEST_ITEM or len(following) > _LONGEST_ITEM or not _small(line):
        return False
    return line.count(" ") < 3 and not _LEADING.match(following)


def _is_titled(line: str) -> bool:
    """Whether nearly all of its words of four letters and more begin with a capital."""
    words = [word for word in re.findall(r"[^\W\d_]+", line) if len(word) > 3]
    return len(words) > 1 and sum(word[0].isupper() for word in words) > 0.8 * len(words)
