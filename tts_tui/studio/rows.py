"""The rows of the ledger: a sentence each, with the sounds that were made of it."""

from __future__ import annotations

import hashlib
from collections import defaultdict, deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

import msgspec

from tts_tui.speech.request import ChunkRequest

RowState = Literal["next", "making", "made", "kept", "old", "failed", "left out", "unsaid"]
"""`kept`: the user chose it; `old`: the text or a word's reading changed since; `unsaid`: its voice can't say it."""

MOST_TAKES = 9
"""Of a sentence; those made longest ago go first, but never the one that counts."""

EDITED = "edited"
"""In the place of `request_hash` while it isn't known what a sentence asks for since its text changed."""


@dataclass(frozen=True, slots=True)
class Manner:
    """How a take differs from another of the same words.

    Attributes:
        voice: id.
        speed: 1.0 is the model's own pace.
        number: which one of those that are alike in all else, see `ChunkRequest.take`.
        model: whose voice that is; empty for any.
    """

    voice: str
    speed: float = 1.0
    number: int = 0
    model: str = ""

    def fits(self, model: str) -> bool:
        """Whether it is one of that model's: another doesn't know its voice."""
        return self.model in ("", model)


@dataclass(frozen=True, slots=True)
class SentenceTake:
    """One sound of a sentence.

    Attributes:
        request_hash: hash of what was asked for, see `request_hash`.
        sound: key of the sound where those are kept.
        seconds: that it lasts.
        work_seconds: that making it took.
        cost_usd: what it cost; None when unknown.
    """

    request_hash: str
    sound: str
    manner: Manner
    seconds: float
    work_seconds: float
    cost_usd: float | None

    @property
    def rtf(self) -> float | None:
        """Seconds of work for a second of audio; None where that wasn't measured."""
        return self.work_seconds / self.seconds if self.seconds and self.work_seconds else None


@dataclass(frozen=True, slots=True)
class Row:
    """A sentence of the text; where calls are dear, those that were made in one.

    Attributes:
        start: index of its first character in the text.
        end: index after its last character.
        text: what stands there.
        takes: in the order in which they were made.
        at: index of the one that counts, -1 for none.
        chosen: the user chose that one: it stays until another is chosen.
        left_out: it isn't said.
        request_hash: hash of what it asks for now; empty if unknown.
        busy: it is being made.
        error: why it couldn't be made; empty if it could.
        silent: there is nothing in it that its voice has sounds for.
    """

    start: int
    end: int
    text: str
    takes: tuple[SentenceTake, ...] = ()
    at: int = -1
    chosen: bool = False
    left_out: bool = False
    request_hash: str = ""
    busy: bool = False
    error: str = ""
    silent: bool = False

    @property
    def take(self) -> SentenceTake | None:
        """The one that counts."""
        return self.takes[self.at] if 0 <= self.at < len(self.takes) else None

    @property
    def state(self) -> RowState:
        take = self.take
        if self.left_out:
            return "left out"
        if self.busy:
            return "making"
        if self.error:
            return "failed"
        if self.silent:
            return "unsaid"
        if take is None:
            return "next"
        if self.request_hash and take.request_hash != self.request_hash:
            return "old"
        return "kept" if self.chosen else "made"

    def stays(self, model: str) -> bool:
        """Whether a take of another model was chosen and says what the text says: nothing else takes its place."""
        take = self.take
        return bool(take and self.chosen and self.request_hash != EDITED and not take.manner.fits(model))

    def with_take(self, take: SentenceTake, *, chosen: bool) -> Row:
        """The same with one more take, which counts; one that is there already isn't there twice."""
        alike = next((index for index, each in enumerate(self.takes) if each.sound == take.sound), None)
        takes = self.takes if alike is not None else (*self.takes, take)
        at = alike if alike is not None else len(takes) - 1
        if len(takes) > MOST_TAKES:
            takes, at = takes[1:], at - 1
        return replace(
            self,
            takes=takes,
            at=at,
            chosen=chosen,
            request_hash=take.request_hash,
            busy=False,
            error="",
            silent=False,
            left_out=False,
        )

    def other_take(self, step: int) -> Row | None:
        """The same with the take before or after; None where there is none."""
        at = self.at + step
        if not 0 <= at < len(self.takes):
            return None
        # what is wanted in its voice and at its speed is known once somebody looks
        request_hash = EDITED if self.request_hash == EDITED else ""
        return replace(self, at=at, chosen=True, request_hash=request_hash, error="", silent=False)


def request_hash(request: ChunkRequest) -> str:
    """The hash of what a call asks for, wherever in the text it stands and whatever makes its sound."""
    alone = replace(
        request, index=0, previous_text="", next_text="", settings=dict(sorted(request.settings.items()))
    )
    return hashlib.blake2b(msgspec.json.encode(alone), digest_size=12).hexdigest()


def matched(before: Sequence[Row], found: Iterable[Row]) -> list[Row]:
    """The rows of a text that was edited, each with what is known of the sentence that it was.

    A sentence is known by its words: first those around the edit, then whatever was moved; what is left over on both
    sides are sentences that became others, in their order. Takes linear time.

    Args:
        found: the sentences of the text as it is now, with nothing known of them.
    """
    after = list(found)
    head = 0
    while head < min(len(before), len(after)) and before[head].text == after[head].text:
        head += 1
    tail = 0
    while tail < min(len(before), len(after)) - head and before[-1 - tail].text == after[-1 - tail].text:
        tail += 1
    middle = range(head, len(after) - tail)
    left = before[head : len(before) - tail]
    by_text: defaultdict[str, deque[int]] = defaultdict(deque)
    for number, row in enumerate(left):
        by_text[row.text].append(number)
    same = {place: by_text[after[place].text].popleft() for place in middle if by_text[after[place].text]}
    others = iter(sorted(set(range(len(left))) - set(same.values())))
    rows = [_placed(was, now) for was, now in zip(before[:head], after[:head], strict=True)]
    for place in middle:
        if (known := same.get(place)) is not None:
            rows.append(_placed(left[known], after[place]))
        elif (other := next(others, None)) is not None:
            rows.append(
                replace(_placed(left[other], after[place]), request_hash=EDITED, error="", silent=False)
            )
        else:
            rows.append(after[place])
    gap = len(before) - len(after)
    rows += [_placed(before[place + gap], after[place]) for place in range(len(after) - tail, len(after))]
    return rows


def _placed(row: Row, now: Row) -> Row:
    return replace(row, start=now.start, end=now.end, text=now.text)
