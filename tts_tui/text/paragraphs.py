"""Where a text breaks for another reason than a sentence's end: paragraphs, list items, headings, lines, tags."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from tts_tui.text.fences import may_open
from tts_tui.text.lazily import lazily
from tts_tui.text.lines import DELIBERATE, LINE_END, QUOTE, WrappedLines
from tts_tui.text.pauses import USUAL, Ending
from tts_tui.text.prose import prose
from tts_tui.text.reading import TextFormat
from tts_tui.text.tags import says_something, separators

LONG = 8000
"""Characters after which a paragraph is handed on unfinished."""

FIRST = 1000
"""The same at the beginning of a text, which somebody waits for; it doubles from there."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """text[start:end] is a paragraph, line or heading, or a part of one when it isn't complete.

    Attributes:
        ending: what ends with it.
    """

    start: int
    end: int
    ending: Ending
    complete: bool = True


@dataclass(frozen=True, slots=True)
class _Line:
    """text[start:end], without its end; the next begins at `next`.

    Attributes:
        begin: where it begins behind the marks of a quotation, `> > `.
        depth: how many of them there are.
        broken: Markdown ends it on purpose, with two spaces or a backslash.
    """

    start: int
    end: int
    next: int
    begin: int
    depth: int = 0
    broken: bool = False


_OPENS = lazily(r"\s*(?:[-*+•‣◦][ \t]|\d{1,3}[.)][ \t]|#{1,6}[ \t]|\||```|~~~)")
"""A line that starts something of its own: list item, heading, table row, fence."""

_HEADING = lazily(r"[ \t]*#{1,6}[ \t]")
_UNDERLINE = lazily(r"[ \t]{0,3}(?:={2,}|-{2,})[ \t]*")
_BLANK_LINES = lazily(rf"(?:[ \t]*+(?:{LINE_END.pattern}))++")
_ROW = lazily(r"\s*\||[^|]{1,300}[ \t]\|[ \t]")
_SCENE = lazily(r"[ \t]*(?:(?:[*_~=+\-•#][ \t]*){3,}|⁂|[#*~•][ \t]*)")
"""A line that parts what is told: `***`, `* * *`, `---`, `#`."""

_INLINE_SCENE = lazily(r"(?<=\s)(?:\*[ \t]?\*[ \t]?\*|⁂)(?=\s)")
_STRENGTH: dict[Ending, float] = {
    ending: USUAL.at(ending) for ending in ("text", "line", "paragraph", "heading", "scene")
}


class _Prose:
    """The spans of a text that are for listening, read no further ahead than is asked for."""

    def __init__(self, text: str, reading: TextFormat) -> None:
        self._text = text
        self._spans = prose(text, reading)
        self._ahead: tuple[int, int] | None = None

    def begin(self) -> tuple[int, int] | None:
        """The next span, if there is one."""
        span, self._ahead = self._ahead or next(self._spans, None), None
        return span

    def stop(self, at: int, stop: int) -> int:
        """Where the span that ends at `stop` really ends, or far enough behind `at`."""
        while stop - at < 2 * LONG and not may_open(self._text, stop):
            self._ahead = self._ahead or next(self._spans, None)
            if not self._ahead or self._ahead[0] != stop:
                break
            stop, self._ahead = self._ahead[1], None
        return stop


def stretches(text: str, reading: TextFormat) -> Iterator[Stretch]:
    """The paragraphs, lines and headings of a text, lazily; code, scripts and front matter are left out."""
    spans = _Prose(text, reading)
    while span := spans.begin():
        page = reading == "html"
        for stretch in (
            _page(*span, text, spans)
            if page
            else _paragraphs(*span, text, spans, marked=reading == "markdown")
        ):
            yield from (stretch,) if reading == "plain" else _parted(text, stretch, page=page)


def _page(start: int, stop: int, text: str, spans: _Prose) -> Iterator[Stretch]:
    """In HTML only tags part anything."""
    most = FIRST if start == 0 else LONG
    while start < (stop := spans.stop(start, stop)):
        end = stop
        if stop - start > most:
            end = max(text.rfind(end_of, start + 1, start + most) for end_of in (">", " "))
            end = end + 1 if end > 0 else start + most
        most = min(2 * most, LONG)
        yield Stretch(start, end, "text" if end == len(text) else "paragraph", complete=end == stop)
        start = end


def _paragraphs(start: int, stop: int, text: str, spans: _Prose, *, marked: bool) -> Iterator[Stretch]:
    width = 0
    most = FIRST if start == 0 else LONG
    while start < (stop := spans.stop(start, stop)):
        if blank := _BLANK_LINES.match(text, start, stop):
            start = blank.end()
            continue
        limit = min(stop, start + most)
        lines, whole = _lines(text, start, limit, whole=stop - start <= most, marked=marked)
        block = WrappedLines([text[line.begin : line.end] for line in lines], width)
        width = block.width or width
        begin = start
        number = 0
        while number < len(lines):
            line = lines[number]
            if number + 1 == len(lines):
                if not whole:
                    break
                yield Stretch(begin, line.end, _last_ending(text, line, stop))
                begin = line.next
            elif ending := _ending(text, lines, number, block):
                yield Stretch(begin, line.end, ending)
                if ending == "heading" and _UNDERLINE.fullmatch(
                    text, lines[number + 1].start, lines[number + 1].end
                ):
                    number += 1
                begin = lines[number].next
            number += 1
        if not whole and begin == start:  # no end in sight
            space = text.rfind(" ", start + 1, start + most)
            begin = space if space > 0 else start + most
            yield Stretch(start, begin, "line", complete=False)
        if not whole:
            most = min(2 * most, LONG)
        start = begin


def _lines(text: str, start: int, limit: int, *, whole: bool, marked: bool) -> tuple[list[_Line], bool]:
    """The lines up to a blank one, and whether they are all up to there.

    Args:
        whole: the text ends at the limit.
        marked: by the marks of Markdown.
    """
    found: list[_Line] = []
    while start < limit:
        end = LINE_END.search(text, start, limit)
        stop, following = end.span() if end else (limit, limit)
        line = _marked(text, start, stop, following) if marked else _Line(start, stop, following, start)
        if end is None and not whole:
            return [*found, line], False
        if not text[line.start : line.end].strip():
            # blank lines belong to what stands before them
            if found:
                found[-1] = replace(found[-1], next=line.next)
                return found, True
            return [line], True
        found.append(line)
        start = line.next
    return found, whole


def _marked(text: str, start: int, end: int, following: int) -> _Line:
    """A line with what Markdown says by its ends."""
    quote = QUOTE.match(text, start, end)
    spaces = end - start - len(text[start:end].rstrip(" "))
    broken = spaces == 2 or (
        not spaces and text.endswith("\\", start, end) and not text.endswith("\\\\", start, end)
    )
    if not quote:
        return _Line(start, end, following, start, broken=broken)
    return _Line(start, end, following, quote.end(), quote[0].count(">"), broken)


def _ending(text: str, lines: list[_Line], number: int, block: WrappedLines) -> Ending | None:
    """What ends between two lines."""
    line, following = lines[number], lines[number + 1]
    written, after = text[line.begin : line.end], text[following.begin : following.end]
    if _HEADING.match(written):
        return "heading"
    own = _OPENS.match(written)
    if not own and any(map(str.isalnum, written)) and _UNDERLINE.fullmatch(after):
        return "heading"
    if _SCENE.fullmatch(after):
        return "scene"
    if text[line.end] == "\u2029" or (line.depth and not after.strip()):
        return "paragraph"
    if text[line.end] in DELIBERATE or line.broken or line.depth != following.depth:
        return "line"
    return None if block.goes_on(number) and not _OPENS.match(after) and not _ROW.match(written) else "line"


def _last_ending(text: str, line: _Line, stop: int) -> Ending:
    """What ends with a line before a blank one, before what is left out, or with the text."""
    if _SCENE.fullmatch(_next_line(text, line.next, stop)):
        return "scene"
    if _HEADING.match(text, line.start, line.end):
        return "heading"
    if line.next == len(text):
        return "text"
    first = LINE_END.match(text, line.end)
    return "paragraph" if first and first.end() < line.next else "line"


def _next_line(text: str, at: int, stop: int) -> str:
    """The beginning of the next line that isn't blank, if it is near."""
    for _ in range(4):
        end = LINE_END.search(text, at, min(stop, at + 80))
        line = text[at : end.start() if end else min(stop, at + 80)]
        if line.strip() or end is None:
            return line
        at = end.end()
    return ""


def _parted(text: str, stretch: Stretch, *, page: bool) -> Iterator[Stretch]:
    """A stretch, parted where tags or three asterisks part it."""
    marks = [
        (mark.start(), mark.end(), ending)
        for mark, ending in separators(text, stretch.start, stretch.end, page=page)
    ]
    marks += [(*mark.span(), "scene") for mark in _INLINE_SCENE.finditer(text, stretch.start, stretch.end)]
    if not marks:
        yield stretch
        return
    waiting: Stretch | None = None
    at = stretch.start
    for start, end, ending in [*sorted(marks), (stretch.end, stretch.end, stretch.ending)]:
        if says_something(text[at:start], page=page):
            if waiting:
                yield waiting
            waiting = Stretch(at, start, ending)
        elif waiting and _STRENGTH[ending] > _STRENGTH[waiting.ending]:
            waiting = replace(waiting, ending=ending)
        at = end
    if waiting:
        yield replace(waiting, complete=stretch.complete or waiting.end < stretch.end)
