"""What is asked: by a user (`SpeechRequest`), and by the pipeline of a backend (`ChunkRequest`)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal

TextFormatChoice = Literal["auto", "markdown", "html", "plain", "ssml"]
"""How a text is taken: its marks and tags as what they mean, or every character for itself; `auto` looks at it."""

SettingValue = str | int | float | bool
NO_SETTINGS: Mapping[str, SettingValue] = MappingProxyType({})
NO_CAST: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Delivery:
    """How the text itself wants a stretch of it said; what is empty is as the request has it.

    Attributes:
        voice: by id or name, as it was written.
        language: BCP 47 tag.
        rate: times the request's speed.
    """

    voice: str = ""
    language: str = ""
    rate: float = 1.0


AS_ASKED = Delivery()


@dataclass(frozen=True, slots=True)
class SpeechRequest:
    """Say this text, so.

    Attributes:
        text: what to say, as the user wrote it.
        model: the model id; the manager maps it to a backend.
        voice: the voice id; empty means the model's first.
        language: BCP 47 tag; empty means the voice's own.
        speed: 1.0 is the model's own pace.
        settings: values of the model's declared settings, by name.
        provider: narrows the model id where two providers share it; empty means any.
        manner: how the text is taken.
        cast: the voice of each name that begins a line of a script, as in `Anna: Good morning.`
        delivery: what holds at its beginning, where it is a part of a text with tags.
    """

    text: str
    model: str
    voice: str = ""
    language: str = ""
    speed: float = 1.0
    settings: Mapping[str, SettingValue] = field(default_factory=lambda: NO_SETTINGS)
    provider: str = ""
    manner: TextFormatChoice = "auto"
    cast: Mapping[str, str] = field(default_factory=lambda: NO_CAST)
    delivery: Delivery = AS_ASKED


How = Literal["words", "phonemes", "characters", "digits", "cardinal", "ordinal"]


@dataclass(frozen=True, slots=True)
class ReadAs:
    """The characters from `start` to `end` are said otherwise than they stand.

    Attributes:
        how: as words or phonemes (IPA) that are given, or letter by letter, digit by digit, as a number.
        said: the words or phonemes; empty for the others.
    """

    start: int
    end: int
    how: How
    said: str = ""


@dataclass(frozen=True, slots=True)
class Segment:
    """A sentence of the text: the unit of caching, of regeneration and of the ledger.

    Attributes:
        index: 0-based place among the segments.
        start: index of its first character in the user's text.
        end: index after its last character.
        text: the user's text[start:end], with blanks in the place of tags.
        pause: seconds of silence that its punctuation asks for after it, at the model's own pace.
        before: seconds of silence before it that a tag asks for, at any pace, in the place of the pause that is there
            otherwise; None where none does.
        delivery: what tags say of it.
        readings: parts of it that tags want said otherwise; they count from its first character.
    """

    index: int
    start: int
    end: int
    text: str
    pause: float
    before: float | None = None
    delivery: Delivery = AS_ASKED
    readings: tuple[ReadAs, ...] = ()


@dataclass(frozen=True, slots=True)
class ChunkRequest:
    """What a backend is asked to say in one call.

    Attributes:
        index: 0 is the first of the text: the one whose latency a user feels.
        text: normalized text.
        language: BCP 47 tag; empty where neither the user nor the voice says.
        previous_text: what was said before it, for backends that keep the tone over a join.
        next_text: what will be said after it.
        take: 0, or which of several takes it is that the user wants of the same text: an engine that can say it in more
            than one way says each in another.
    """

    index: int
    text: str
    model: str
    voice: str
    language: str
    speed: float = 1.0
    settings: Mapping[str, SettingValue] = field(default_factory=lambda: NO_SETTINGS)
    previous_text: str = ""
    next_text: str = ""
    take: int = 0
