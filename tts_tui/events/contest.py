"""The takes of one text in a comparison: their voices, their order and the votes. Plays nothing."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tts_tui.events.tts_events import Selection
from tts_tui.speech.errors import SpeechError

if TYPE_CHECKING:
    from tts_tui.audio.loudness import Loudness
    from tts_tui.audio.timeline import Timeline
    from tts_tui.studio.take import Take


@dataclass(eq=False, slots=True)
class Contender:
    """One take of the text, or what is to become one.

    Attributes:
        selection: what speaks it.
        votes: how often it was the better one.
        seen_votes: those of them that were given while its voice was shown.
        price: dollars that making it is likely to cost; None if unknown.
        wanted: it is to be made as soon as those before it are.
        take: what is made of it, None before that begins.
        error: why it couldn't be made.
        loudness: of the whole take, None before it is made.
        clip: the take as it is heard among the others, equally loud; None before it is made.
    """

    selection: Selection
    votes: int = 0
    open_votes: int = 0
    price: float | None = 0.0
    queued: bool = False
    take: Take | None = None
    error: SpeechError | None = None
    loudness: Loudness | None = None
    clip: Timeline | None = None


class Contest:
    """The rows of a comparison.

    Attributes:
        text: what all of them say.
        blind: their voices are hidden, and their order is random.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.blind = False
        self.rows: list[Contender] = []
        self._undo: list[Callable[[], object]] = []
        self._open_order: list[Contender] = []

    def add(self, selection: Selection) -> Contender | None:
        """Another take, at the end; None where there is the same already."""
        if any(each.selection == selection for each in self.rows):
            return None
        contender = Contender(selection)
        self.rows.append(contender)
        return contender

    def remove(self, contender: Contender) -> None:
        """Take it out; `undo` brings it back."""
        place = self.rows.index(contender)
        del self.rows[place]
        self._undo.append(lambda: self.rows.insert(min(place, len(self.rows)), contender))

    def vote(self, contender: Contender) -> None:
        """This one is the better one."""
        contender.votes += 1

        def take_back() -> None:
            contender.votes -= 1

        self._undo.append(take_back)

    def undo(self) -> bool:
        """Take back the last vote or removal; False when there is none."""
        if not self._undo:
            return False
        self._undo.pop()()
        return True

    def toggle_blind(self) -> None:
        """Hide the voices and shuffle the takes; or show them, in the former order."""
        self.blind = not self.blind
        if self.blind:
            for each in self.rows:
                each.open_votes = each.votes
            self._open_order = list(self.rows)
            random.shuffle(self.rows)
        else:
            known = {id(each): place for place, each in enumerate(self._open_order)}
            self.rows.sort(key=lambda each: known.get(id(each), len(known)))
