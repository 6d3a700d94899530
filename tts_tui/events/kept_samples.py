"""Samples of voices that were heard: each is made once, and is there at once the next time."""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING

from tts_tui.speech.request import SpeechRequest

if TYPE_CHECKING:
    from tts_tui.studio.take import Take


MOST_SECONDS = 900.0
"""Of audio that is kept, the longest unheard goes first: 86 MB at 24 kHz, two hundred samples."""


class KeptSamples:
    """The takes of samples, by what was asked for."""

    def __init__(self) -> None:
        self._takes: OrderedDict[object, Take] = OrderedDict()

    def keep(self, take: Take) -> None:
        """Keep a take, which may still be made."""
        self._takes[_key(take.request)] = take
        while len(self._takes) > 1 and sum(each.seconds for each in self._takes.values()) > MOST_SECONDS:
            self._takes.popitem(last=False)

    def of(self, request: SpeechRequest) -> Take | None:
        """What was made of the same request, None if that isn't all of it."""
        key = _key(request)
        take = self._takes.get(key)
        if take is None or not take.finished or take.timeline is None:
            return None
        self._takes.move_to_end(key)
        return take


def _key(request: SpeechRequest) -> object:
    return (
        request.text,
        request.provider,
        request.model,
        request.voice,
        request.language,
        request.speed,
        request.manner,
        tuple(sorted(request.settings.items())),
    )
