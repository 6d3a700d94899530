"""What is synthesized in which call: one sentence first, then more at a time where calls are dear."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Collection, Iterable, Iterator
from contextlib import aclosing
from dataclasses import dataclass, replace
from itertools import chain

from tts_tui.speech.catalog import Model
from tts_tui.speech.request import ChunkRequest, Segment, SpeechRequest
from tts_tui.text.arriving import ArrivingText
from tts_tui.text.dictionary import NO_WORDS, Dictionary
from tts_tui.text.normalize import Normalized, normalize
from tts_tui.text.pauses import USUAL, Pauses
from tts_tui.text.reading import reading_of
from tts_tui.text.segments import USUAL_LANGUAGE, segments

RAMP = 2.0
"""How much longer each chunk may be than the one before: audio of the last one covers the making of the next."""
FIRST_CHARACTERS = 160
"""Room for the second chunk; the first is a single sentence."""


@dataclass(frozen=True, slots=True)
class Call:
    """A call to the backend and where its text comes from."""

    request: ChunkRequest
    segment: Segment
    normalized: Normalized


def plan(
    request: SpeechRequest,
    model: Model,
    voice: str,
    language: str,
    leave: Collection[str] = (),
    words: Dictionary = NO_WORDS,
    pauses: Pauses = USUAL,
) -> Iterator[Call]:
    """The calls that speak a text, made lazily: nothing is read far ahead of what is synthesized.

    Args:
        leave: kinds of writing out that aren't wanted.
        words: how the user wants words said.
        pauses: how long each is.
    """
    request = replace(request, manner=reading_of(request.text, request.manner))
    found = segments(
        request.text, language or USUAL_LANGUAGE, model.max_characters, manner=request.manner, pauses=pauses
    )
    return calls(found, request, model, voice, language, leave=leave, words=words)


async def plan_arriving(
    text: ArrivingText,
    request: SpeechRequest,
    model: Model,
    voice: str,
    language: str,
    leave: Collection[str] = (),
    words: Dictionary = NO_WORDS,
    pauses: Pauses = USUAL,
) -> AsyncGenerator[Call | None, None]:
    """The same for a text that is still arriving; None whenever more of it is waited for.

    Raises:
        SpeechError: the rest of it can't be read.
    """
    before: Call | None = None
    if not text.text.strip():
        yield None
    request = replace(request, manner=reading_of(await text.beginning(), request.manner))
    arriving = text.segments(
        language or USUAL_LANGUAGE, model.max_characters, manner=request.manner, pauses=pauses
    )
    async with aclosing(arriving) as arrived:
        async for found in arrived:
            if found is None:
                yield None
                continue
            for call in calls(found, request, model, voice, language, before, leave, words):
                yield call
                before = call


def calls(
    found: Iterable[Segment],
    request: SpeechRequest,
    model: Model,
    voice: str,
    language: str,
    before: Call | None = None,
    leave: Collection[str] = (),
    words: Dictionary = NO_WORDS,
) -> Iterator[Call]:
    """The calls that speak these segments.

    Args:
        before: the call that they follow.
        leave: kinds of writing out that aren't wanted.
        words: how the user wants words said.
    """
    written = language or USUAL_LANGUAGE
    waiting: Call | None = None
    said = before.request.text if before else ""
    index = before.request.index + 1 if before else 0
    for segment in ramp(found, model.chunk_characters):
        normalized = normalize(
            segment.text,
            written,
            model.tags,
            phonemes=model.phonemes,
            leave=leave,
            words=words,
            reading=reading_of(segment.text, request.manner),
            written_out=bool(language),
        )
        if not any(character.isalnum() for character in normalized.text):
            continue
        chunk = ChunkRequest(
            index=index,
            text=normalized.text,
            model=model.id,
            voice=voice,
            language=language,
            speed=request.speed,
            settings=request.settings,
            previous_text=said,
        )
        index += 1
        said = normalized.text
        if waiting is not None:
            yield replace(waiting, request=replace(waiting.request, next_text=normalized.text))
        waiting = Call(chunk, segment, normalized)
    if waiting is not None:
        yield waiting


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
    """Join neighbouring segments into growing ones of at most `most` characters; 0 leaves them as they are."""
    room = 0.0
    joined: Segment | None = None
    for piece in pieces:
        if joined is not None and piece.end - joined.start <= min(room, most):
            gap = " " * (piece.start - joined.end)
            joined = replace(joined, end=piece.end, text=joined.text + gap + piece.text, pause=piece.pause)
            continue
        if joined is not None:
            yield joined
            room = max(room, FIRST_CHARACTERS / RAMP) * RAMP
        joined = piece
    if joined is not None:
        yield joined
