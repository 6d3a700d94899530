"""Listens to each sentence, and has those whose words differ said again; the best take is kept."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace

from tts_tui.speech.catalog import Model
from tts_tui.speech.errors import SynthesisError
from tts_tui.speech.request import ChunkRequest
from tts_tui.store.job_takes import Heard, JobTakes
from tts_tui.store.kept_sound import KeptSound
from tts_tui.studio.verify.comparing import wrong_words
from tts_tui.studio.verify.recogniser import LANGUAGE, hear, knows

PACES = (1.0, 0.94, 1.06)
"""Of each take, times the sentence's own: an engine that says the same words alike each time is heard otherwise so."""

TAKES = len(PACES)
"""The most that a sentence is said."""

Made = tuple[str, KeptSound]
"""A sound, and its key."""


def take_of(request: ChunkRequest, number: int, model: Model) -> ChunkRequest:
    """The same to be said another time: by another seed where the engine has one, and at another pace."""
    slow, fast = model.speeds
    speed = min(max(request.speed * PACES[number], slow), fast) if number else request.speed
    return replace(request, take=request.take + number, speed=speed)


@dataclass(frozen=True, slots=True)
class Verifier:
    """Of one job's sentences. What was heard is kept, so that nothing is listened to twice."""

    takes: JobTakes

    async def best(
        self,
        request: ChunkRequest,
        model: Model,
        make: Callable[[ChunkRequest], Awaitable[Made]],
    ) -> Made:
        """The first take whose words are right, else the one with the fewest that differ.

        Args:
            make: gives the sound of a take, kept.

        Raises:
            SpeechError: it can't be made.
        """
        best = await make(request)
        if not knows(request.language or LANGUAGE):
            return best
        sentence, _ = best
        wrong = await asyncio.to_thread(self._wrong, sentence, request, best)
        for number in range(1, TAKES):
            if not wrong:
                break
            try:
                made = await make(take_of(request, number, model))
            except SynthesisError:  # the one that there is will do
                break
            others = await asyncio.to_thread(self._wrong, sentence, request, made)
            if others < wrong:
                best, wrong = made, others
        return best

    def _wrong(self, sentence: str, request: ChunkRequest, made: Made) -> int:
        key, sound = made
        if (heard := self.takes.get(key)) is None:
            text = hear(sound.samples, sound.sample_rate)
            wrong = wrong_words(request.text, text, request.language or LANGUAGE)
            heard = Heard(sentence, key, text, wrong)
            self.takes.put(heard)
        return heard.wrong
