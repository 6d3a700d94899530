"""A text that is still arriving: what of it can be said already."""

from __future__ import annotations

import asyncio
import re
import threading
from collections.abc import AsyncGenerator, Awaitable, Callable, Mapping, Sequence
from dataclasses import replace

from tts_tui.speech.errors import SpeechError
from tts_tui.speech.request import NO_CAST, Segment, TextFormatChoice
from tts_tui.text.fences import open_fence
from tts_tui.text.markup import AS_BEFORE, Marked, marked
from tts_tui.text.markup.ssml_start import is_ssml
from tts_tui.text.pauses import USUAL, Pauses
from tts_tui.text.segments import segments

QUIET_SECONDS = 0.2
"""Without more text, after which a sentence or line that can be whole is taken for whole."""

STALLED_SECONDS = 1.5
"""Likewise for anything else: a language model may stop to think in the middle of a sentence."""

BACKLOG = 1_000_000
"""Characters that may wait to be said before the writer has to wait."""

_REREAD = 8192
"""A part without an end that is longer than this is looked at again only once it has doubled."""

_BLANK_LINE = re.compile(r"[^\S\n]*\n[^\S\n]*\n\s*")
_ANY_LENGTH = 1 << 30

_OPEN_TAG = re.compile(r"\[/?[a-z]{0,16}(?::[^\[\]\n]{0,100})?\Z")
"""The beginning of a tag, whose end hasn't come yet."""

TagCheck = Callable[[Marked, str, int], Awaitable[None]]
"""Finds out whether all that a text's tags name is there, given it, all of the source, and where it begins in it."""


async def _no_check(_text: Marked, _source: str, _offset: int) -> None:
    return


class ArrivingText:
    """Filled by one thread, said by an event loop in another.

    Attributes:
        allow: called with the number of characters so far before more of them is given to be said; raises
            `SpeechError` where that is too much.
    """

    def __init__(self) -> None:
        self.allow: Callable[[int], None] = lambda _characters: None
        self._changed = threading.Condition()
        self._pieces: list[str] = []
        self._length = 0
        self._position = 0
        self._ended = False
        self._error: SpeechError | None = None
        self._wake: Callable[[], None] = lambda: None

    @property
    def text(self) -> str:
        """What has arrived."""
        with self._changed:
            self._pieces = ["".join(self._pieces)]
            return self._pieces[0]

    # ---- for the thread that reads it

    def add(self, more: str) -> None:
        """Append; waits while far more has arrived than was said."""
        with self._changed:
            self._pieces.append(more)
            self._length += len(more)
            self._notify()
            self._changed.wait_for(lambda: self._length - self._position <= BACKLOG or self._ended)

    def end(self, error: SpeechError | None = None) -> None:
        """There will be no more.

        Args:
            error: why, where that wasn't its end.
        """
        with self._changed:
            self._ended, self._error = True, error
            self._notify()

    def _notify(self) -> None:
        self._changed.notify_all()
        self._wake()

    # ---- for those who say it

    def wait_for_end(self, seconds: float) -> bool:
        """Whether all of it is there within that time. Blocks.

        Raises:
            SpeechError: it can't be read.
        """
        with self._changed:
            ended = self._changed.wait_for(lambda: self._ended, seconds)
            if self._error:
                raise self._error
            return ended

    async def beginning(self, manner: TextFormatChoice = "auto") -> str:
        """What there is, once a line or a sentence of it is; of SSML all of it.

        Args:
            manner: how the text is taken.
        """
        changed = self._watch()
        while not self._ended:
            changed.clear()
            text = self.text
            if not is_ssml(text, manner):
                start = marked(text)
                if _whole(start, "en") or await _after_quiet(start, "en", changed):
                    break
            await changed.wait()
        return self.text

    def _watch(self) -> asyncio.Event:
        """Set whenever more arrives."""
        loop, changed = asyncio.get_running_loop(), asyncio.Event()

        def wake() -> None:
            if not loop.is_closed():
                loop.call_soon_threadsafe(changed.set)

        self._wake = wake
        return changed

    async def segments(
        self,
        language: str,
        max_characters: int,
        *,
        manner: TextFormatChoice = "auto",
        cast: Mapping[str, str] = NO_CAST,
        check: TagCheck = _no_check,
        pauses: Pauses = USUAL,
    ) -> AsyncGenerator[Sequence[Segment] | None, None]:
        """The sentences as they become whole, with their places in the text; None whenever more is waited for.

        Args:
            language: BCP 47 tag; its abbreviations are known.
            max_characters: longest segment.
            manner: how the text is taken.
            cast: the voice of each name that begins a line.
            check: finds out whether what tags name is there; raises SpeechError.
            pauses: how long each is.

        Raises:
            SpeechError: the rest can't be read, or a tag in it is none; all before it was given.
        """
        changed = self._watch()
        looked_at = index = 0
        state = AS_BEFORE
        while True:
            changed.clear()
            ended, rest = self._ended, self.text[self._position :]
            if not ended:  # what is behind the beginning of a fence may be code
                rest = rest[: open_fence(rest)]
                if open_tag := _OPEN_TAG.search(rest, max(0, len(rest) - 120)):
                    rest = rest[: open_tag.start()]
            end = len(rest) if ended else 0
            text = marked(rest, manner, cast, state, goes_on=self._position > 0)
            if not ended and (len(rest) <= _REREAD or len(rest) >= 2 * looked_at):
                end, looked_at = _whole(text, language), len(rest)
            if not end and not ended:
                end = await _after_quiet(text, language, changed)
            if end:
                await check(text, self.text, self._position)
                self.allow(self._length)
                # the pause of a paragraph is that before the next, which hasn't come yet
                waits = not ended and _BLANK_LINE.fullmatch(text.text, end)
                shown = replace(text, text=f"{text.text}Then") if waits else text
                parts = [
                    replace(
                        part,
                        index=index + number,
                        start=self._position + part.start,
                        end=self._position + part.end,
                    )
                    for number, part in enumerate(segments(shown, language, max_characters, pauses=pauses))
                    if part.end <= end
                ]
                index, looked_at, state = index + len(parts), 0, text.state(end)
                self._take(end)
                yield parts
            if ended:
                if self._error:
                    raise self._error
                return
            if not end and not changed.is_set():
                yield None
                await changed.wait()

    def _take(self, characters: int) -> None:
        with self._changed:
            self._position += characters
            self._changed.notify_all()


async def _after_quiet(rest: Marked, language: str, changed: asyncio.Event) -> int:
    """Where the last sentence ends, if no more comes for long enough; else 0."""
    if not rest.text.strip():
        return 0
    likely = len(rest.text) <= _REREAD and _can_be_whole(rest, language)
    try:
        await asyncio.wait_for(changed.wait(), QUIET_SECONDS if likely else STALLED_SECONDS)
    except TimeoutError:
        return max((segment.end for segment in segments(rest, language, _ANY_LENGTH)), default=0)
    return 0


def _whole(rest: Marked, language: str) -> int:
    """Where the last sentence ends after which another has begun, or an empty line stands."""
    found = [segment.end for segment in segments(rest, language, _ANY_LENGTH)]
    if found and _BLANK_LINE.match(rest.text, found[-1]):
        return found[-1]
    return found[-2] if len(found) > 1 else 0


def _can_be_whole(rest: Marked, language: str) -> bool:
    """Whether what comes next would begin a sentence of its own."""
    before = sum(1 for _ in segments(rest, language, _ANY_LENGTH))
    longer = replace(rest, text=f"{rest.text} Then")
    return sum(1 for _ in segments(longer, language, _ANY_LENGTH)) > before
