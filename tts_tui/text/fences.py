"""Fenced code, by CommonMark's rule: in lists and quotes, of any length, with backticks or tildes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it import MarkdownIt

Span = tuple[int, int]

WINDOW = 4000
"""Characters behind a possible fence that are parsed at first; more where it isn't closed in them."""

_AHEAD = 16_000
"""Characters that are searched for fences at a time."""

_MARKS = ("```", "~~~")
_MAY_OPEN = re.compile(r"[ \t>*+\-\d.)]*(?:```|~~~)")
_LINE_END = re.compile(r"\r\n?|\n")


def prose(text: str, begin: int = 0) -> Iterator[Span]:
    """What lies between the fenced code of a text, from `begin` on, in whole lines, lazily.

    Only what stands around a possible fence is parsed, when it is its turn. A fence that is never closed is none: its
    text is rather read than lost.
    """
    at = begin
    for start, end in _fenced(text, begin):
        if at < start:
            yield at, start
        at = max(at, end)
    if at < len(text):
        yield at, len(text)


def may_open(text: str, at: int) -> bool:
    """Whether a line that begins there may open a fence, and so is none that goes on with a sentence."""
    return bool(_MAY_OPEN.match(text, at))


def open_fence(text: str) -> int:
    """Where a fence begins that is still open at the end of a text, the end where none is."""
    if _Openings(text).after(0, len(text)) is None:
        return len(text)
    unclosed = _parse(text, 0, len(text))[2]
    return len(text) if unclosed is None else unclosed


def _fenced(text: str, begin: int) -> Iterator[Span]:
    """Fenced code with its fences; an empty span says that there is none before it."""
    settled = block = begin
    openings = _Openings(text)
    while begin < len(text):
        until = text.find("\n", begin + _AHEAD, begin + 4 * _AHEAD) + 1 or min(begin + 4 * _AHEAD, len(text))
        at = openings.after(begin, until)
        if at is None:
            yield until, until
            begin = until
            continue
        yield at, at
        first = _block_before(text, settled, at) or block
        known, length = settled, at - first + max(WINDOW, at - first)
        while True:
            settled = _line_end(text, first + length)
            fences, block, unclosed = _parse(text, first, settled)
            if unclosed is None or settled == len(text):
                break
            length *= 2
        yield from (fence for fence in fences if fence[0] >= known)
        begin = settled


class _Openings:
    """Lines that may open a fence, found at the speed of `str.find`: most texts have none, and are long."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._next = dict.fromkeys(_MARKS, -1)

    def after(self, at: int, until: int) -> int | None:
        """The beginning of the first of them from `at` on, before `until`."""
        text = self._text
        while at < until:
            for mark, known in self._next.items():
                if known <= at:
                    found = text.find(mark, at, until)
                    self._next[mark] = found if found >= 0 else until
            place = min(self._next.values())
            if place >= until:
                break
            line = max(text.rfind("\n", at, place) + 1, at)
            if (line == 0 or text[line - 1] == "\n") and _MAY_OPEN.match(text, line):
                return line
            at = text.find("\n", place, until) + 1 or until
        return None


def _block_before(text: str, since: int, until: int) -> int:
    """Where the last block begins that no other can hold: a line without indentation, after an empty one; 0 if none."""
    at = text.rfind("\n\n", since, until)
    while at >= 0 and text[at + 2 : at + 3].isspace():
        at = text.rfind("\n\n", since, at + 1)
    return at + 2 if at >= 0 else 0


def _line_end(text: str, at: int) -> int:
    end = text.find("\n", at)
    return end + 1 if end >= 0 else len(text)


def _parse(text: str, begin: int, end: int) -> tuple[list[Span], int, int | None]:
    """The closed fences in text[begin:end], where its last block begins, and where a fence that is open at its end."""
    source = text[begin:end]
    starts = [begin, *(begin + line.end() for line in _LINE_END.finditer(source)), end]
    markdown = _markdown()
    tokens = markdown.parse(_LINE_END.sub("\n", source) + "\n")
    blocks = [token.map[0] for token in tokens if token.map and token.level == 0 and token.nesting >= 0]
    fences: list[Span] = []
    unclosed: int | None = None
    for token in tokens:
        if token.type == "fence" and token.map:
            first, last = token.map
            closed = last - first - 2 == token.content.count("\n")
            if closed or starts[min(last, len(starts) - 1)] < end:
                fences.append((starts[first], starts[min(last, len(starts) - 1)]))
            else:
                unclosed = starts[first]
    return fences, starts[blocks[-1]] if blocks else begin, unclosed


@lru_cache(maxsize=1)
def _markdown() -> MarkdownIt:
    from markdown_it import MarkdownIt  # 50 ms, for texts that may hold a fence

    markdown = MarkdownIt("commonmark").disable(["reference", "html_block"])
    markdown.core.ruler.enableOnly(["block"])
    return markdown
