"""Tags in square brackets: `[voice:af_bella]`, `[/voice]`, `[pause:1.5s]`.

A tag is a name in small letters, a colon and a value without a space between them, or `/` and a name. What else stands
in brackets is prose: `[sic]`, `[1]`, `[Note: x]`, `[12:30]`, `[doi:10.1000/182]`, links, and what has a backslash
before it or stands in code. A name that no tag has is an error, rather than said: it was meant to be one.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import replace

from tts_tui.speech.errors import did_you_mean
from tts_tui.text.markup import values
from tts_tui.text.markup.cast import Line
from tts_tui.text.markup.marked import Marking, Named, OpenTags
from tts_tui.text.markup.names import FORUM, MEANT, PROSE, TAGS
from tts_tui.text.prose import prose
from tts_tui.text.reading import TextFormat

Found = re.Match[str]

_CANDIDATE = re.compile(
    r"\[(?=[a-z/])(?:(?P<closed>/)?(?P<name>[a-z][a-z-]{2,15}))(?:(?P<colon>:[ ]?)(?P<value>[^\[\]\n\r]{0,100}))?\]"
)
_FEW = 1000
"""Brackets of a text, up to which each is looked for by itself."""

_CODE = re.compile(r"(?<!`)(`{1,3})(?!`)(.{1,400}?)(?<!`)\1(?!`)")
_ESCAPED = re.compile(r"(?<!\\)(?:\\\\){0,50}\\$")

DEEPEST = 50
"""Tags of one name that may be open at once; of more, those that were opened first are forgotten."""

KEEPS = r"A backslash before the bracket keeps it as text: \["
"""For hints."""


def candidates(text: str) -> list[Found]:
    """What may be a tag."""
    return [
        found for found in _brackets(text) if found["colon"] or found["closed"] or found["name"] == "pause"
    ]


def _brackets(text: str) -> Iterator[Found]:
    """The same; the first few at the speed of `str.find`, since most books have few brackets, and are long."""
    at = text.find("[")
    for _ in range(_FEW):
        if at < 0:
            return
        if found := _CANDIDATE.match(text, at):
            yield found
        at = text.find("[", at + 1)
    if at >= 0:
        yield from _CANDIDATE.finditer(text, at)


def read(marking: Marking, found: Sequence[Found], lines: Sequence[Line], reading: TextFormat) -> None:
    """Take the tags, and the names that begin a line, out of what is for listening."""
    places: list[Found | Line] = sorted([*found, *lines], key=lambda each: each.start())
    number, behind = 0, -1
    for start, end in prose(marking.source, reading):
        code = _Code(marking.source) if reading == "markdown" else None
        while number < len(places) and places[number].start() < end:
            each = places[number]
            number += 1
            if each.start() < start or each.end() > end:
                continue
            if isinstance(each, Line):
                each.read(marking, start)
            elif _is_tag(marking.source, each, behind) and not (code and code.holds(each.start())):
                _read(marking, each)
                behind = each.end()
        if number == len(places):
            break


def _is_tag(text: str, found: Found, behind: int) -> bool:
    """Whether it is one, or was meant to be.

    Args:
        behind: where the tag before it ends.
    """
    start, end, name, value = found.start(), found.end(), found["name"], found["value"] or ""
    before, after = text[start - 1 : start], text[end : end + 1]
    if before == "[" or (before == "\\" and _ESCAPED.search(text[max(0, start - 101) : start])):
        return False
    if name in TAGS and (found["colon"] or found["closed"]):
        # "[voice: whispering slowly]" tells an actor what to do
        return " " not in value.strip() or found["colon"] == ":"
    if found["closed"]:
        return name not in FORUM
    glued = start != behind and (before.isalnum() or before in tuple("_)]"))
    if name in TAGS:
        return not glued and after not in tuple("([:")
    if (
        name in PROSE
        or not value
        or found["colon"] != ":"
        or any(map(str.isspace, value))
        or value[0] in "/:"
    ):
        return False
    if name in MEANT:
        return True
    return not glued and after not in tuple("([:")


class _Code:
    """Where code stands within the lines of a text; it is asked for places in their order."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._end = -1
        self._spans: deque[tuple[int, int]] = deque()

    def holds(self, place: int) -> bool:
        if place >= self._end:
            begin = self._text.rfind("\n", 0, place) + 1
            end = self._text.find("\n", place)
            self._end = len(self._text) if end < 0 else end
            ticks = self._text.find("`", begin, self._end) >= 0
            found = _CODE.finditer(self._text, begin, self._end)
            self._spans = deque(code.span() for code in found) if ticks else deque()
        while self._spans and self._spans[0][1] <= place:
            self._spans.popleft()
        return bool(self._spans) and self._spans[0][0] < place


def _read(marking: Marking, found: Found) -> None:
    name, value = found["name"], (found["value"] or "").strip()
    start, end = found.span()
    if name not in TAGS:
        near = f"Did you mean {MEANT[name]}?" if name in MEANT else did_you_mean(name, TAGS)
        marking.fail(start, f"there is no tag {found[0]}.", f"{near} {KEEPS}")
        return
    state = _closed(marking.state, name) if found["closed"] else _opened(marking, found, name, value)
    if state:
        marking.tag(start, end)
        marking.change(end, state)


def _closed(state: OpenTags, name: str) -> OpenTags:
    """One that nothing opened closes nothing."""
    match name:
        case "voice":
            return replace(state, voices=state.voices[:-1])
        case "lang":
            return replace(state, languages=state.languages[:-1])
        case "rate":
            return replace(state, rates=state.rates[:-1])
    return state


def _opened(marking: Marking, found: Found, name: str, value: str) -> OpenTags | None:
    """What holds from there on; None where the value is none."""
    state, start = marking.state, found.start()
    match name:
        case "pause":
            rest = values.seconds(value) if found["colon"] else values.USUAL_REST
            if rest is not None:
                marking.rests.append((start, rest))
                return state
            marking.fail(start, f"“{value}” is no time to pause.", values.TIME_IS)
        case "rate":
            if rate := values.rate(value):
                marking.named.append(Named("rate", value, start))
                return replace(state, rates=(*state.rates, rate)[-DEEPEST:])
            marking.fail(start, f"“{value}” is no rate.", values.RATE_IS)
        case "lang":
            if language := values.language(value):
                marking.named.append(Named("lang", language, start))
                return replace(state, languages=(*state.languages, language)[-DEEPEST:])
            marking.fail(start, f"“{value}” is no language.", values.LANGUAGE_IS)
        case _:
            if value:
                marking.named.append(Named("voice", value, start))
                return replace(state, voices=(*state.voices, value)[-DEEPEST:])
            marking.fail(start, "the tag [voice:] names no voice.", "tts-tui voices lists them.")
    return None
