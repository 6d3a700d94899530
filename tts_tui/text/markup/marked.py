"""A text and what its tags mean: blanks in the place of each tag, so that every place in it stays the user's own."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from operator import attrgetter, itemgetter
from typing import Literal

from tts_tui.speech.errors import MarkupError
from tts_tui.speech.request import AS_ASKED, Delivery, ReadAs
from tts_tui.text.reading import TextFormat

INVISIBLE = "\u200b"
"""What fills up a place that was longer than what stands there now, inside a word: `&amp;`."""

Name = Literal["voice", "lang", "rate"]


@dataclass(frozen=True, slots=True)
class OpenTags:
    """What holds at a place: the tags that are open there, innermost last.

    Attributes:
        speaker: the voice of the name that began the line, in a script with a cast.
    """

    voices: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    rates: tuple[float, ...] = ()
    speaker: str = ""

    @property
    def delivery(self) -> Delivery:
        return Delivery(
            self.voices[-1] if self.voices else self.speaker,
            self.languages[-1] if self.languages else "",
            self.rates[-1] if self.rates else 1.0,
        )


def opened(delivery: Delivery) -> OpenTags:
    """What holds at the beginning of a part of a text."""
    if delivery == AS_ASKED:
        return AS_BEFORE
    return OpenTags(
        (delivery.voice,) * bool(delivery.voice),
        (delivery.language,) * bool(delivery.language),
        (delivery.rate,) * (delivery.rate != 1.0),
    )


AS_BEFORE = OpenTags()
"""No tag is open."""


@dataclass(frozen=True, slots=True)
class Named:
    """What the text asks for by name, to be checked before anything is said.

    Attributes:
        at: where in the text.
    """

    what: Name
    value: str
    at: int


@dataclass(frozen=True, slots=True)
class Fault:
    """A tag that is none: where, why, and what fixes it."""

    at: int
    message: str
    hint: str


@dataclass(frozen=True, slots=True)
class Marked:
    """A text without its tags.

    Attributes:
        text: as long as the user's, blanks where tags are.
        reading: how it is taken.
        changes: where another delivery begins; rising.
        rests: pauses: where, and seconds; rising.
        readings: what is said otherwise than it stands; in order.
        named: voices, languages and rates that are asked for.
        tags: from where to where each tag goes.
        not_done: what its tags ask for and no voice here does, in a word or two each.
        fault: the first tag that is none; it is left as text.
    """

    text: str
    reading: TextFormat
    changes: Sequence[tuple[int, OpenTags]] = ()
    rests: Sequence[tuple[int, float]] = ()
    readings: Sequence[ReadAs] = ()
    named: Sequence[Named] = ()
    tags: Sequence[tuple[int, int]] = ()
    not_done: Sequence[str] = ()
    fault: Fault | None = None

    def check(self, source: str, offset: int = 0) -> None:
        """Find out whether all of its tags are some.

        Args:
            source: the text as the user wrote it, by which places are told.
            offset: where in it this text begins.

        Raises:
            MarkupError: one is none.
        """
        if self.fault:
            line, column = place(source, offset + self.fault.at)
            raise MarkupError(self.fault.message, line=line, column=column, hint=self.fault.hint)

    def state(self, at: int) -> OpenTags:
        """What holds at a place."""
        index = bisect_right(self.changes, at, key=itemgetter(0)) - 1
        return self.changes[index][1] if index >= 0 else AS_BEFORE

    def delivery(self, at: int) -> Delivery:
        """The same, as a voice needs it."""
        return self.state(at).delivery if self.changes else AS_ASKED

    def rest(self, start: int, end: int) -> float | None:
        """Seconds of silence that are asked for from `start` on and before `end`; None where none is."""
        first = bisect_left(self.rests, start, key=itemgetter(0))
        last = bisect_left(self.rests, end, key=itemgetter(0))
        return sum(seconds for _, seconds in self.rests[first:last]) if first < last else None

    def parts(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """text[start:end], cut where a delivery changes or a pause is."""
        cuts: set[int] = set()
        for places in (self.changes, self.rests):
            if places:
                first = bisect_right(places, start, key=itemgetter(0))
                last = bisect_left(places, end, key=itemgetter(0))
                cuts.update(place for place, _ in places[first:last])
        for cut in sorted(cuts):
            yield start, cut
            start = cut
        yield start, end

    def within(self, start: int, end: int) -> tuple[ReadAs, ...]:
        """What of text[start:end] is said otherwise, counted from `start`."""
        if not self.readings:
            return ()
        first = bisect_left(self.readings, start, key=attrgetter("start"))
        found = []
        for each in self.readings[first:]:
            if each.end > end:
                break
            found.append(replace(each, start=each.start - start, end=each.end - start))
        return tuple(found)

    @property
    def rest_seconds(self) -> float:
        """Of all pauses together."""
        return sum(seconds for _, seconds in self.rests)

    def untagged(self, start: int = 0) -> str:
        """The text from `start` on, without tags and without what stands in their place: what is sent and paid for."""
        parts, at = [], start
        for first, last in self.tags:
            if last > at:
                parts.append(self.text[at : max(first, at)])
                at = last
        return "".join([*parts, self.text[at:]]).replace(INVISIBLE, "") if parts else self.text[at:]


def place(text: str, at: int) -> tuple[int, int]:
    """Line and column of a character, from 1, as an editor counts them."""
    before = text[:at].replace("\r\n", "\n").replace("\r", "\n")
    return before.count("\n") + 1, at - max(text.rfind("\n", 0, at), text.rfind("\r", 0, at))


@dataclass(slots=True)
class Marking:
    """A text whose tags are being read, from its beginning to its end."""

    source: str
    state: OpenTags = AS_BEFORE
    fault: Fault | None = None
    changes: list[tuple[int, OpenTags]] = field(default_factory=list)
    rests: list[tuple[int, float]] = field(default_factory=list)
    readings: list[ReadAs] = field(default_factory=list)
    named: list[Named] = field(default_factory=list)
    tags: list[tuple[int, int]] = field(default_factory=list)
    not_done: dict[str, None] = field(default_factory=dict)
    _pieces: list[str] = field(default_factory=list)
    _done: int = 0

    def __post_init__(self) -> None:
        if self.state is not AS_BEFORE:
            self.changes.append((0, self.state))

    def put(self, start: int, end: int, instead: str = "") -> None:
        """Have something else, and blanks behind it, stand where source[start:end] is."""
        self._pieces += (self.source[self._done : start], instead.ljust(end - start))
        self._done = end

    def tag(self, start: int, end: int, instead: str = "") -> None:
        """The same for a tag."""
        self.put(start, end, instead)
        self.tags.append((start, end))

    def change(self, at: int, state: OpenTags) -> None:
        """From there on that holds."""
        if state != self.state:
            self.state = state
            if self.changes and self.changes[-1][0] == at:
                self.changes.pop()
            self.changes.append((at, state))

    def fail(self, at: int, message: str, hint: str = "") -> None:
        """What stands there is wrong; the first such is told."""
        self.fault = self.fault or Fault(at, message, hint)

    def marked(self, reading: TextFormat) -> Marked:
        self._pieces.append(self.source[self._done :])
        return Marked(
            "".join(self._pieces),
            reading,
            self.changes,
            self.rests,
            sorted(self.readings, key=attrgetter("start")),
            self.named,
            self.tags,
            tuple(self.not_done),
            self.fault,
        )
