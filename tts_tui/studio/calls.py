"""The calls of one speech, in their order: of a text that is there, of a part of it, or of one that is arriving."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Iterable, Iterator
from contextlib import aclosing
from dataclasses import dataclass, replace
from itertools import chain, takewhile
from typing import TYPE_CHECKING

from tts_tui.speech.errors import EmptyTextError
from tts_tui.speech.hints import Hint
from tts_tui.speech.request import Segment
from tts_tui.studio.casting import Casting
from tts_tui.studio.plan import Call, after, plan, plan_arriving
from tts_tui.studio.tally import Tally
from tts_tui.text.arriving import ArrivingText
from tts_tui.text.markup import Marked
from tts_tui.text.normalize import silent_words
from tts_tui.text.reading_rules import ReadingRules

if TYPE_CHECKING:
    from tts_tui.studio.ledger import LedgerPart

_MOST_CHARACTERS = 40
"""Characters of a text in a message."""


@dataclass(frozen=True, slots=True)
class CallPlanner:
    """How the calls of one speech are found."""

    casting: Casting
    rules: ReadingRules

    async def of_text(
        self, text: Marked, start: int, part: LedgerPart | None
    ) -> tuple[Segment | None, AsyncGenerator[Call, None]]:
        """What is said last before that character, and the calls from there on; the first is found already.

        Raises:
            EmptyTextError: there is nothing to say, or nothing that this voice can say.
        """
        hooks = (part.manner_of, part.pass_over) if part else ()
        planned = plan(text, self.casting, self.rules, start, *hooks)
        before, first, others = await asyncio.to_thread(_first, planned, start, part)
        if first is None:
            if foreign := silent_words(text.text, self.casting.language, self.rules.leave):
                raise _other_script(foreign, self.casting.voice)
            raise nothing_to_say()
        return before, _at_hand(chain([first], others))

    async def of_arriving(self, text: ArrivingText, tally: Tally) -> AsyncGenerator[Call | None, None]:
        """The calls of a text that is still arriving, each with the length known so far; None while text is awaited.

        Raises:
            SpeechError: the rest of it can't be read.
        """
        planned = plan_arriving(text, self.casting, self.rules)
        async with aclosing(planned) as calls:
            async for call in calls:
                if call:
                    tally.text_came(text.text)
                yield call
        tally.characters_total = len(text.text)


def nothing_to_say() -> EmptyTextError:
    return EmptyTextError(
        "There is nothing to say: the text has no letters or digits.", hint="Give it a text with words."
    )


def shortened(words: str) -> str:
    """For a message."""
    return words if len(words) <= _MOST_CHARACTERS else f"{words[:_MOST_CHARACTERS]}…"


def _first(
    planned: Iterator[Call], start: int, part: LedgerPart | None
) -> tuple[Segment | None, Call | None, Iterator[Call]]:
    """What is said last before that character, the first call from there on, and the others, as a part wants them."""
    before, found = after(planned, start)
    if part:
        found = _chosen(found, part)
        before = before if part.only is None else None
    return before, next(found, None), found


def _chosen(calls: Iterable[Call], part: LedgerPart) -> Iterator[Call]:
    """Those that a part chooses, each as it wants it; the first of them is the one that is waited for."""
    number = 0
    for call in takewhile(part.within, calls):
        if (choice := part.choose(call)) is not None:
            yield replace(choice, request=replace(choice.request, index=number))
            number += 1


async def _at_hand(calls: Iterable[Call]) -> AsyncGenerator[Call, None]:
    """Those calls, none of which is waited for."""
    for call in calls:
        yield call


def _other_script(words: str, voice: str) -> EmptyTextError:
    return EmptyTextError(
        f"{voice} has no sounds for “{shortened(words)}”.",
        hint=Hint(
            "tts-tui voices lists those of other languages.", "Choose a voice of its language ({voices})."
        ),
    )
