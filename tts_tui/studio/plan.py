"""What is synthesized in which call: one sentence first, then more at a time where calls are dear."""

from __future__ import annotations

from collections import deque
from collections.abc import AsyncGenerator, Callable, Iterable, Iterator
from contextlib import aclosing
from dataclasses import dataclass, replace
from itertools import chain
from typing import TYPE_CHECKING

from tts_tui.speech.request import ChunkRequest, Segment
from tts_tui.studio.casting import Casting
from tts_tui.text.arriving import ArrivingText
from tts_tui.text.markup import Marked, fixed
from tts_tui.text.markup.cast import cast_of
from tts_tui.text.normalize import Normalized, normalize
from tts_tui.text.reading import TextFormat, reading_of
from tts_tui.text.reading_rules import USUAL_RULES, ReadingRules
from tts_tui.text.scripts import usual_language
from tts_tui.text.segments import segments

if TYPE_CHECKING:  # takes are the window's
    from tts_tui.studio.rows import Manner

    MannerOf = Callable[[Segment], Manner | None]

RAMP = 2.0
"""How much longer each chunk may be than the one before: audio of the last one covers the making of the next."""
_BEFORE = 8
"""Segments before a start that are looked at: the last one that says something has the pause before it."""
FIRST_CHARACTERS = 160
"""Room for the second chunk; the first is a single sentence."""


def as_the_text(_segment: Segment) -> Manner | None:
    """In none of its own."""
    return None


PassOver = Callable[[Segment], object]


def untold(_segment: Segment) -> None:
    """Nobody wants to know of it."""


@dataclass(frozen=True, slots=True)
class Call:
    """A call to the backend and where its text comes from.

    Attributes:
        sound: key of the one that was chosen for it; empty for whatever its request makes.
        outdated: that one says other words.
    """

    request: ChunkRequest
    segment: Segment
    normalized: Normalized
    sound: str = ""
    outdated: bool = False


def plan(
    text: Marked,
    casting: Casting,
    rules: ReadingRules = USUAL_RULES,
    start: int = 0,
    manner_of: MannerOf = as_the_text,
    pass_over: PassOver = untold,
) -> Iterator[Call]:
    """The calls that speak a text, made lazily: nothing is read far ahead of what is synthesized.

    Args:
        casting: who says it.
        start: character before which only the last calls are wanted; what goes before them isn't written out.
        manner_of: see `calls`.
        pass_over: see `calls`.
    """
    most = casting.model.max_characters
    found = segments(text, casting.language or usual_language(text.text), most, pauses=rules.pauses)
    joined = from_about(ramp(found, casting.model.chunk_characters), start)
    return calls(joined, text.reading, casting, rules, manner_of=manner_of, pass_over=pass_over)


async def plan_arriving(
    text: ArrivingText, casting: Casting, rules: ReadingRules = USUAL_RULES
) -> AsyncGenerator[Call | None, None]:
    """The same for a text that is still arriving; None whenever more of it is waited for.

    Raises:
        SpeechError: the rest of it can't be read.
    """
    before: Call | None = None
    if not text.text.strip():
        yield None
    request = casting.request
    beginning = await text.beginning(request.manner)
    arriving = text.segments(
        casting.language or usual_language(beginning),
        casting.model.max_characters,
        manner=fixed(beginning, request.manner),
        cast={**cast_of(beginning), **request.cast},
        check=casting.check,
        pauses=rules.pauses,
    )
    reading = reading_of(beginning, request.manner)
    async with aclosing(arriving) as arrived:
        async for found in arrived:
            if found is None:
                yield None
                continue
            joined = ramp(found, casting.model.chunk_characters)
            for call in calls(joined, reading, casting, rules, before):
                yield call
                before = call


def calls(
    found: Iterable[Segment],
    reading: TextFormat,
    casting: Casting,
    rules: ReadingRules = USUAL_RULES,
    before: Call | None = None,
    manner_of: MannerOf = as_the_text,
    pass_over: PassOver = untold,
) -> Iterator[Call]:
    """The calls that speak these segments, each in one.

    Args:
        reading: how the text is taken that they are of.
        casting: who says them.
        before: the call that they follow.
        manner_of: tells of which take a segment is to be another; None where it is said as the text has it.
        pass_over: is told of each segment that has nothing to say.
    """
    model, request = casting.model, casting.request
    waiting: Call | None = None
    previous = before.request.text if before else ""
    index = before.request.index + 1 if before else 0
    for segment in found:
        manner = manner_of(segment)
        if manner and not manner.fits(model.id):
            manner = None
        settings = casting.voice_settings(segment.delivery, manner)
        normalized = normalize(
            segment.text,
            settings.language or usual_language(segment.text),
            model.tags,
            phonemes=model.phonemes,
            leave=rules.leave,
            words=rules.words,
            reading=reading,
            written_out=bool(settings.language),
            readings=segment.readings,
        )
        if not any(character.isalnum() for character in normalized.text):
            pass_over(segment)
            continue
        chunk = ChunkRequest(
            index=index,
            text=normalized.text,
            model=model.id,
            voice=settings.voice,
            language=settings.language,
            speed=settings.speed,
            settings=request.settings,
            previous_text=previous,
            take=manner.number if manner else 0,
        )
        index += 1
        previous = normalized.text
        if waiting is not None:
            yield replace(waiting, request=replace(waiting.request, next_text=normalized.text))
        waiting = Call(chunk, segment, normalized)
    if waiting is not None:
        yield waiting


def from_about(found: Iterable[Segment], start: int) -> Iterator[Segment]:
    """The segments from that character on, and the few before it."""
    before: deque[Segment] = deque(maxlen=_BEFORE)
    following = iter(found)
    for segment in following:
        if segment.end > start:
            yield from before
            yield segment
            break
        before.append(segment)
    yield from following


def after(calls: Iterator[Call], start: int) -> tuple[Segment | None, Iterator[Call]]:
    """What is said last before that character, and the calls from there on, of which the first is waited for."""
    before = None
    for call in calls:
        if call.segment.end > start:
            first = replace(call, request=replace(call.request, index=0))
            return before, chain([first], calls)
        before = call.segment
    return before, calls


def ramp(pieces: Iterable[Segment], most: int) -> Iterator[Segment]:
    """Join neighbouring segments into growing ones of at most `most` characters; 0 leaves them as they are.

    None holds two deliveries, or a pause that a tag asks for.
    """
    room = 0.0
    joined: Segment | None = None
    for piece in pieces:
        if joined is not None and piece.end - joined.start <= min(room, most) and _go_on(joined, piece):
            joined = _joined(joined, piece)
            continue
        if joined is not None:
            yield joined
            room = max(room, FIRST_CHARACTERS / RAMP) * RAMP
        joined = piece
    if joined is not None:
        yield joined


def _go_on(joined: Segment, piece: Segment) -> bool:
    return piece.delivery == joined.delivery and piece.before is None


def _joined(first: Segment, second: Segment) -> Segment:
    gap = " " * (second.start - first.end)
    by = second.start - first.start
    readings = tuple(replace(each, start=each.start + by, end=each.end + by) for each in second.readings)
    return replace(
        first,
        end=second.end,
        text=first.text + gap + second.text,
        pause=second.pause,
        readings=first.readings + readings,
    )
