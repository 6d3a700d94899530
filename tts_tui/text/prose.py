"""What of a text is for listening: not code, not the head of a page, not the settings of a page's maker."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from msgspec import Struct

from tts_tui.text.fences import open_fence
from tts_tui.text.fences import prose as without_fences
from tts_tui.text.reading import TextFormat

What = Literal[
    "code", "front matter", "script", "style", "comment", "page's head", "pictures", "navigation", "hidden"
]


class LeftOut(Struct, frozen=True):
    """text[start:end] isn't read, because it is `what`."""

    start: int
    end: int
    what: What


Span = tuple[int, int]

_FRONT = re.compile(
    r"\ufeff?(?P<rule>---|\+\+\+)[ \t]*\r?\n(?=[ \t]*(?:#[^\n]*\n[ \t]*)?"
    r"(?:[\"']?[\w-]+[\"']?[ \t]*[:=]|\[[\w.-]+\][ \t]*\r?\n))"
)
_FRONT_MOST = 20_000
"""Characters within which front matter must end."""

_WINDOW = 16_000
"""Characters after which what is known to be read is given on, to be joined to what follows it."""

_SHORT_COMMENT = 400

_HIDDEN: dict[str, What] = {
    "script": "script",
    "style": "style",
    "head": "page's head",
    "svg": "pictures",
    "template": "code",
    "pre": "code",
    "noscript": "hidden",
    "nav": "navigation",
}
_OPENING = re.compile(r"<(?:(?P<name>[a-z][a-z0-9]{0,20})(?P<attributes>[\s/][^<>]{0,2000})?>|!--)", re.I)
_NOT_SHOWN = re.compile(
    r"\s(?:hidden(?=[\s/=]|$)|aria-hidden\s*=\s*[\"']?true|style\s*=\s*[\"'][^\"'<>]{0,400}?display\s*:\s*none)",
    re.I,
)
_CODE = re.compile(r"\s{0,40}<code\b", re.I)


def parts(text: str, reading: TextFormat) -> Iterator[Span | LeftOut]:
    """All of a text in order, lazily: what is for listening, and what is left out.

    A span that begins where the one before it ends goes on with its sentence.
    """
    if reading == "plain":
        yield 0, len(text)
        return
    begin = 0
    if front := front_matter(text):
        yield front
        begin = front.end
    found = [(begin, len(text))] if reading == "html" else without_fences(text, begin)
    at = begin
    for start, end in found:
        if at < start:
            yield LeftOut(at, start, "code")
        yield from _without_hidden(text, start, end)
        at = end
    if at < len(text):
        yield LeftOut(at, len(text), "code")


def prose(text: str, reading: TextFormat) -> Iterator[Span]:
    """What is for listening."""
    return (part for part in parts(text, reading) if not isinstance(part, LeftOut))


def left_out(text: str, reading: TextFormat) -> Iterator[LeftOut]:
    """What isn't, and why: to be told."""
    return (part for part in parts(text, reading) if isinstance(part, LeftOut))


def unread_notice(text: str, reading: TextFormat) -> str:
    """What a listener should know of what isn't read, in a sentence or two; empty where there is nothing."""
    parts = [part.what for part in left_out(text, reading)]
    code = parts.count("code")
    names: list[str] = [name for name in ("front matter", "navigation") if name in parts]
    names += [f"{code} pieces of code" if code > 1 else "a piece of code"] if code else []
    wording = f"Not read: {' and '.join(names)}." if names else ""
    if reading == "markdown" and open_fence(text) < len(text):
        wording += " A fence of code is never closed: what follows it was read."
    return wording.strip()


def front_matter(text: str) -> LeftOut | None:
    """The settings between `---` at the beginning of a page in Markdown."""
    if not (opening := _FRONT.match(text)):
        return None
    closing = re.compile(rf"^(?:{re.escape(opening['rule'])}|\.\.\.)[ \t]*(?:\r?\n|\r|\Z)", re.M)
    end = closing.search(text, opening.end(), opening.end() + _FRONT_MOST)
    return LeftOut(0, end.end(), "front matter") if end else None


def _without_hidden(text: str, start: int, end: int) -> Iterator[Span | LeftOut]:
    """The same for a stretch without fences. An element that nothing closes is read."""
    endless: set[str] = set()
    at = sought = start
    while sought < end:
        found = text.find("<", sought, min(end, sought + _WINDOW))
        if found < 0 or found - at > _WINDOW:
            sought = found if found >= 0 else min(end, sought + _WINDOW)
            yield at, sought
            at = sought
        elif hidden := _hidden(text, found, end, endless):
            if at < hidden.start:
                yield at, hidden.start
            yield hidden
            at = sought = hidden.end
        else:
            sought = found + 1
    if at < end:
        yield at, end


def _hidden(text: str, at: int, end: int, endless: set[str]) -> LeftOut | None:
    """What begins there that isn't read.

    Args:
        endless: elements that nothing closes from here on; grows.
    """
    quoted = text[at - 1 : at] == "`"  # told of, rather than used
    if quoted or not (opening := _OPENING.match(text, at, end)):
        return None
    name = (opening["name"] or "--").lower()
    what = "comment" if name == "--" else _HIDDEN.get(name)
    if name == "pre" and not _CODE.match(text, opening.end(), end):
        what = None
    if what is None and opening["attributes"] and _NOT_SHOWN.search(opening["attributes"]):
        what = "hidden"
    if what is None or name in endless:
        return None
    closing = _closed(name, text, opening.end(), end)
    if closing is None:
        endless.add(name)
        return None
    if name == "--" and closing - at < _SHORT_COMMENT and "\n" not in text[at:closing]:
        return None  # within a sentence: cleaning takes it out
    return LeftOut(at, closing, what)


def _closed(name: str, text: str, at: int, end: int) -> int | None:
    """Where an element ends that may hold others of its name."""
    if name == "--":
        comment = text.find("-->", at, end)
        return comment + 3 if comment >= 0 else None
    depth = 1
    for tag in re.compile(rf"<(/?){name}(?:[\s/][^<>]*)?>", re.I).finditer(text, at, end):
        depth += -1 if tag[1] else 1
        if not depth:
            return tag.end()
    return None
