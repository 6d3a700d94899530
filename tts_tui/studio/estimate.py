"""Estimates the cost and length of a text's speech before anything is synthesized or spent."""

from __future__ import annotations

from msgspec import Struct

from tts_tui.speech.catalog import Model
from tts_tui.speech.money import cost_of
from tts_tui.speech.request import SpeechRequest


class Estimate(Struct, frozen=True):
    """Of one text.

    Attributes:
        characters: to be said.
        cost_usd: by the list price; 0 for what runs here, None if unknown.
        price_as_of: when that price was looked up, ISO 8601; empty if unknown.
        audio_seconds: about how long it is.
        work_seconds: about how long making it takes on this machine, None where the model never spoke here.
    """

    characters: int
    cost_usd: float | None
    price_as_of: str
    audio_seconds: float
    work_seconds: float | None

    @classmethod
    def of(cls, text: str, model: Model, speed: float, work: float | None, rest: float = 0.0) -> Estimate:
        """Args:
        text: without tags, which aren't sent to a model.
        work: seconds for a character, as last measured on this machine.
        rest: seconds of the pauses that tags ask for.
        """
        from tts_tui.text.duration import speaking_seconds  # which the first paint does without

        return cls(
            characters=len(text),
            cost_usd=cost_of(len(text), model),
            price_as_of=model.price_as_of,
            audio_seconds=speaking_seconds(text) / speed + rest,
            work_seconds=None if work is None else work * len(text),
        )


def characters_sent(request: SpeechRequest, model: Model, start: int = 0) -> int:
    """How many characters of a text are sent and paid for: its tags aren't.

    Args:
        start: character of the text with which it begins.
    """
    if not model.usd_per_million_characters:  # characters aren't priced
        return len(request.text) - start
    from tts_tui.text.markup import marked

    return len(marked(request.text, request.manner, request.cast).untagged(start))
