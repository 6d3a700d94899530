"""The ledger of a text: what became of each sentence, what counts of it, and taking that back.

The studio's thread writes what it makes; the user's side chooses. Any thread reads.
"""

from __future__ import annotations

import threading
from bisect import bisect_left, bisect_right
from collections.abc import AsyncGenerator, Callable, Iterable, Sequence
from contextlib import aclosing
from dataclasses import dataclass, field, replace
from functools import partial
from operator import attrgetter

from tts_tui.speech.chunk import AudioChunk
from tts_tui.speech.errors import EmptyTextError, SpeechError
from tts_tui.speech.request import ChunkRequest, Segment
from tts_tui.store.kept_sound import KeptSound
from tts_tui.studio.plan import Call
from tts_tui.studio.rows import EDITED, Manner, Row, SentenceTake, matched, request_hash

UNDONE = 100
"""Steps that can be taken back."""

_START = attrgetter("start")


@dataclass(frozen=True, slots=True)
class _Step:
    """What can be taken back.

    Attributes:
        rows: as they were.
        text: the same; None where it wasn't touched.
        after: what that became.
    """

    rows: tuple[Row, ...]
    text: str | None = None
    after: str = ""


class Ledger:
    """The rows of one text.

    Attributes:
        text: of which the rows are.
        version: rises with every change.
    """

    def __init__(self, text: str = "", rows: Iterable[Row] = ()) -> None:
        self.text = text
        self.version = 0
        self._rows = list(rows)
        self._lock = threading.RLock()
        self._undo: list[_Step] = []
        self._redo: list[_Step] = []

    # ---- reading

    @property
    def rows(self) -> Sequence[Row]:
        """As they are now; they may change while they are read."""
        return self._rows

    def row_at(self, character: int) -> int | None:
        """Index of the row that a character of the text belongs to, or of the last one before; None without any."""
        with self._lock:
            index = bisect_right(self._rows, character, key=_START) - 1
            return max(index, 0) if self._rows else None

    @property
    def old(self) -> frozenset[int]:
        """Where those begin that changed since they were made."""
        return frozenset(row.start for row in tuple(self._rows) if row.state == "old")

    @property
    def sounds(self) -> set[str]:
        """The keys of all sounds that a row, or taking a step back, may need."""
        steps = (self._rows, *(step.rows for step in (*self._undo, *self._redo)))
        return {take.sound for rows in steps for row in tuple(rows) for take in row.takes}

    # ---- what the text is

    def follow(self, text: str, found: Iterable[Segment]) -> None:
        """The text is another: its sentences are these, and keep what is known of them."""
        now = [Row(each.start, each.end, each.text) for each in found]
        with self._lock:
            self._rows = matched(self._rows, now)
            self.text = text
            self.version += 1

    def begin(self, text: str) -> None:
        """Another text, of which nothing is known."""
        with self._lock:
            self.text, self._rows = text, []
            self.version += 1

    def copy(self) -> Ledger:
        """One that changes on its own."""
        with self._lock:
            return Ledger(self.text, self._rows)

    def manner_of(self, segment: Segment) -> Manner | None:
        """Of the take that counts of a sentence; None where there is none."""
        row = self.find(segment.start, segment.text)
        return row.take.manner if row and row.take else None

    def unsure(self, *, all_of_them: bool = False) -> set[int]:
        """Where those begin that were made, and of which it isn't known what they ask for now."""
        rows = tuple(self._rows)
        return {row.start for row in rows if row.take and (all_of_them or row.request_hash in ("", EDITED))}

    def want(self, calls: Iterable[Call]) -> None:
        """What each sentence asks for now, in the manner of its take: only what is said counts."""
        for call in calls:
            with self._lock:
                self._change(call.segment.start, partial(_wanting, call.request))

    # ---- what the user chooses

    def choose_take(self, index: int, step: int) -> bool:
        """Let the take before or after count; False where there is none."""
        with self._lock:
            row = self._rows[index] if 0 <= index < len(self._rows) else None
            other = row.other_take(step) if row else None
            if other is None:
                return False
            self._note()
            self._put(index, other)
            return True

    def leave_out(self, index: int) -> None:
        """Say a sentence no more, or say it again."""
        with self._lock:
            self._note()
            self._put(index, replace(self._rows[index], left_out=not self._rows[index].left_out))

    def note(self, text: str | None = None) -> None:
        """What comes now can be taken back.

        Args:
            text: what it will be; None where it isn't touched.
        """
        with self._lock:
            self._note(text)

    def undo(self, text: str) -> str | None:
        """Take the last step back; the text as it is then.

        Args:
            text: as it is now.

        Returns:
            None where there is nothing to take back, or the text was edited since.
        """
        return self._go(self._undo, self._redo, text)

    def redo(self, text: str) -> str | None:
        """Take a step again that was taken back: as `undo`."""
        return self._go(self._redo, self._undo, text)

    # ---- what is made

    def change(
        self, start: int, words: str, change: Callable[[Row], Row], found: Row | None, *, of: str
    ) -> None:
        """Put what `change` makes of the row that begins there in its place, or of `found` where there is none.

        Args:
            words: that stand there.
            of: the text in which they do: where it was edited since, the row with those words that is nearest.
        """
        with self._lock:
            if self.text != of and not self.find(start, words):
                moved = [row.start for row in self._rows if row.text == words]
                start, found = min(moved, key=lambda each: abs(each - start), default=-1), None
            self._change(start, change, found)

    def find(self, start: int, text: str) -> Row | None:
        """The row of a sentence that stands there."""
        with self._lock:
            index = bisect_left(self._rows, start, key=_START)
            row = self._rows[index] if index < len(self._rows) else None
            return row if row and row.start == start and row.text == text else None

    def _change(self, start: int, change: Callable[[Row], Row], found: Row | None = None) -> None:
        index = bisect_left(self._rows, start, key=_START)
        there = index < len(self._rows) and self._rows[index].start == start
        if not there and found:
            self._rows.insert(index, found)
        if there or found:
            self._put(index, change(self._rows[index]))

    def _put(self, index: int, row: Row) -> None:
        if self._rows[index] != row:
            self._rows[index] = row
            self.version += 1

    def _note(self, text: str | None = None) -> None:
        rows = tuple(self._rows)
        self._undo.append(_Step(rows) if text is None else _Step(rows, self.text, text))
        del self._undo[:-UNDONE]
        self._redo.clear()

    def _go(self, back: list[_Step], forth: list[_Step], text: str) -> str | None:
        with self._lock:
            if not back or (back[-1].text is not None and back[-1].after != text):
                return None
            step = back.pop()
            rows = tuple(self._rows)
            forth.append(_Step(rows) if step.text is None else _Step(rows, text, step.text))
            before = [replace(row, busy=False) for row in step.rows]
            # the text may have been edited since: its sentences stay where they are
            self._rows = before if step.text is not None else matched(before, map(_bare, rows))
            self.text = text if step.text is None else step.text
            self.version += 1
            return self.text


@dataclass(frozen=True, slots=True)
class LedgerPart:
    """What the pipeline asks and tells of the sentences that it speaks, from the studio's thread.

    Attributes:
        only: where the sentences begin that are made again; None makes what isn't there.
        manner: in which they are; None for their own.
        whole: the job's text is all of the ledger's: a sentence that has no row yet gets one.
        existing_only: nothing is made: it ends where something would have to be.
    """

    ledger: Ledger
    offset: int
    only: frozenset[int] | None = None
    manner: Manner | None = None
    whole: bool = True
    existing_only: bool = False
    _text: str = field(init=False)
    """The ledger's, as it was."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "_text", self.ledger.text)

    @property
    def is_excerpt(self) -> bool:
        """Whether what isn't spoken is left out on purpose, and no word about it is due."""
        return self.only is not None or self.existing_only

    @property
    def start(self) -> int:
        """The first character of the job's text that matters."""
        return min(self.only) - self.offset if self.only else 0

    def within(self, call: Call) -> bool:
        """Whether a call, or one behind it, may matter."""
        return self.only is None or call.segment.start + self.offset <= max(self.only, default=-1)

    def manner_of(self, segment: Segment) -> Manner | None:
        """In which a sentence is to be made; None where it is said as the text has it."""
        start = segment.start + self.offset
        if self.manner and self.only and start in self.only:
            return self.manner
        row = self.ledger.find(start, segment.text)
        return row.take.manner if row and row.take and (row.chosen or self.only is not None) else None

    def choose(self, call: Call) -> Call | None:
        """The call, in its manner already, as the ledger wants it; None where it isn't to be made."""
        start = call.segment.start + self.offset
        if self.only is not None:
            return call if start in self.only else None
        row = self.ledger.find(start, call.segment.text)
        if row is None:
            return call
        if row.left_out:
            return None
        if row.stays(call.request.model):
            return replace(call, sound=row.takes[row.at].sound)
        digest = request_hash(call.request)
        takes = [row.take] if row.chosen and row.take else [*reversed(row.takes)]
        there = next((take for take in takes if take.request_hash == digest), None)
        # until it is made again, that one stands for it
        if there is None and self.existing_only and row.take:
            return replace(call, sound=row.take.sound, outdated=True)
        if there is None:
            return call
        if row.take != there and not self.existing_only:
            self._change(call.segment, lambda row: row.with_take(there, chosen=row.chosen))
        return replace(call, sound=there.sound)

    async def watched(
        self, call: Call, chunks: AsyncGenerator[AudioChunk, None]
    ) -> AsyncGenerator[AudioChunk, None]:
        """The same, its row busy meanwhile, and with what went wrong."""
        if not self.existing_only:
            self._change(call.segment, lambda row: replace(row, busy=True, error="", silent=False))
        why, silent = "", False
        try:
            async with aclosing(chunks):
                async for chunk in chunks:
                    yield chunk
        except EmptyTextError:
            silent = True
            raise
        except SpeechError as error:
            why = error.message
            raise
        finally:
            self._change(call.segment, lambda row: replace(row, busy=False, error=why, silent=silent))

    def pass_over(self, segment: Segment) -> None:
        """There is nothing in a sentence that can be said."""
        if not self.is_excerpt:
            self._change(segment, lambda row: replace(row, error="", silent=True))

    def add_sound(self, call: Call, key: str, sound: KeptSound) -> None:
        """Its sound is there, and kept under that key."""
        take = SentenceTake(
            request_hash(call.request),
            key,
            _manner(call.request),
            sound.seconds,
            sound.work_seconds,
            sound.cost_usd,
        )
        self._change(
            call.segment, lambda row: row.with_take(take, chosen=row.chosen or self.manner is not None)
        )

    def _change(self, segment: Segment, change: Callable[[Row], Row]) -> None:
        offset = self.offset
        start = segment.start + offset
        found = Row(start, segment.end + offset, segment.text) if self.whole else None
        self.ledger.change(start, segment.text, change, found, of=self._text)


def _bare(row: Row) -> Row:
    return Row(row.start, row.end, row.text)


def _manner(request: ChunkRequest) -> Manner:
    return Manner(request.voice, request.speed, request.take, request.model)


def _wanting(request: ChunkRequest, row: Row) -> Row:
    take = row.take
    if take is None:
        return row
    if row.stays(request.model):
        return replace(row, request_hash=take.request_hash)
    manner = replace(take.manner, model=request.model)
    # another take may have been chosen meanwhile: then that isn't known yet
    known = manner == _manner(request) or not take.manner.fits(request.model)
    return replace(row, request_hash=request_hash(request)) if known else row
