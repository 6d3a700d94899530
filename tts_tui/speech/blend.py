"""Mixtures of voices, as people write them: `af_heart:60,bm_george:40` or `af_heart(2)+bm_george(1)`."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping

from msgspec import Struct

from tts_tui.speech.errors import UnknownVoiceError, UsageError

_PART = re.compile(r"\s*([^\W\d]\w*)\s*(?:\(\s*([^)\s]+)\s*\)|:\s*([^\s,+]+))?\s*")
_NUMBER = re.compile(r"[0-9]+(?:\.[0-9]+)?")
_SIGNS = frozenset(":,+()")
LONGEST_NAME = 60
"""Characters of a blend's name."""


class Blend(Struct, frozen=True):
    """Voices and how much of each, the weights summing to 1; a plain voice is a blend of one.

    Attributes:
        parts: id and weight above 0 of each voice, in the order in which they were named.
    """

    parts: tuple[tuple[str, float], ...]

    @property
    def heaviest(self) -> str:
        """The voice that weighs most, the first of those that weigh the same: the blend speaks its language."""
        return max(self.parts, key=lambda part: part[1])[0]

    @property
    def text(self) -> str:
        """As `af_heart:60,bm_george:40`, in hundredths; a voice alone as its id."""
        if len(self.parts) == 1:
            return self.parts[0][0]
        return ",".join(f"{voice}:{_short(weight * 100)}" for voice, weight in self.parts)

    @property
    def sum_text(self) -> str:
        """As `af_heart(3)+bm_george(2)`, in whole numbers where small ones say it."""
        if len(self.parts) == 1:
            return self.parts[0][0]
        return "+".join(f"{voice}({_short(weight)})" for voice, weight in self._whole())

    @property
    def description(self) -> str:
        """For people: `af_heart 60 % · bm_george 40 %`."""
        return " · ".join(f"{voice} {weight * 100:.3g} %" for voice, weight in self.parts)

    def _whole(self) -> list[tuple[str, float]]:
        least = min(weight for _, weight in self.parts)
        for times in range(1, 21):
            found = [(voice, weight / least * times) for voice, weight in self.parts]
            if all(abs(weight - round(weight)) < 0.005 for _, weight in found):
                return [(voice, round(weight)) for voice, weight in found]
        return [(voice, weight * 100) for voice, weight in self.parts]


def blend_of(weights: Mapping[str, float]) -> Blend:
    """The blend of these voices, whatever their weights sum to; those that weigh nothing are left out.

    Raises:
        UsageError: none weighs anything, or a weight is below zero or no number.
    """
    total = math.fsum(weights.values())
    if not (math.isfinite(total) and total > 0 and all(weight >= 0 for weight in weights.values())):
        raise UsageError("A blend needs a voice whose weight is above zero.")
    parts = ((voice, weight / total) for voice, weight in weights.items())
    return Blend(tuple((voice, share) for voice, share in parts if share))


def read_blend(text: str) -> Blend:
    """What a voice id or a blend means; the ids may be those of no voice.

    Weights need not sum to anything; a voice without one weighs 1, and one that is named twice weighs both.

    Raises:
        UnknownVoiceError: it can't be read.
    """
    weights: dict[str, float] = {}
    for part in re.split(r"[,+]", text):
        match = _PART.fullmatch(part)
        if not match:
            raise _unreadable(text, "voice:weight, voice:weight")
        voice, weight = match[1], match[2] or match[3] or "1"
        if not _NUMBER.fullmatch(weight):
            raise _unreadable(text, f"a number as the weight of {voice}, not {weight!r}")
        weights[voice] = weights.get(voice, 0.0) + float(weight)
    try:
        return blend_of(weights)
    except UsageError:
        raise _unreadable(text, "a weight above zero") from None


def is_blend(text: str) -> bool:
    """Whether it is written as a blend, of several voices or of one with its weight."""
    return any(sign in text for sign in _SIGNS)


def across_languages(blend: Blend, language_of: Callable[[str], str], user_language: str = "") -> str:
    """In whose sounds voices of several languages read together, for people; empty where all speak one.

    Args:
        language_of: BCP 47 tag of a voice.
        user_language: BCP 47 tag in which the blend is to read; empty is that of the voice that weighs most.
    """
    languages = {voice: language_of(voice) for voice, _ in blend.parts}
    if len(set(languages.values())) < 2:
        return ""
    own = languages[blend.heaviest]
    whose = f", as {blend.heaviest} does, which weighs most" if user_language in ("", own) else ""
    others = ", ".join(f"{voice} ({language})" for voice, language in languages.items() if language != own)
    return f"The blend reads with the sounds of {user_language or own}{whose}; {others} will have its accent."


def checked_name(name: str) -> str:
    """A name for a blend, with single blanks.

    Raises:
        UsageError: it is empty, too long, or would be read as a blend.
    """
    tidy = " ".join(name.split())
    if not tidy:
        raise UsageError("A blend needs a name.")
    if len(tidy) > LONGEST_NAME or not tidy.isprintable():
        raise UsageError(f"The name of a blend has at most {LONGEST_NAME} characters that can be printed.")
    if is_blend(tidy):
        raise UsageError(f"{tidy!r} would be read as a blend.", hint="Leave out : , + ( and ).")
    return tidy


def _short(number: float) -> str:
    return f"{number:.4f}".rstrip("0").rstrip(".")


def _unreadable(text: str, need: str) -> UnknownVoiceError:
    excerpt = text if len(text) <= 80 else f"{text[:80]}…"
    return UnknownVoiceError(
        f"The blend {excerpt!r} can't be read: it needs {need}.", hint="Try af_heart:60,bm_george:40"
    )
