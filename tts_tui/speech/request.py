"""What is asked: by a user (`SpeechRequest`), and by the pipeline of a backend (`ChunkRequest`)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal

Manner = Literal["auto", "markdown", "html", "plain"]
"""How a text is taken: its marks and tags as what they mean, or every character for itself; `auto` looks at it."""

SettingValue = str | int | float | bool
NO_SETTINGS: Mapping[str, SettingValue] = MappingProxyType({})


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
    """

    text: str
    model: str
    voice: str = ""
    language: str = ""
    speed: float = 1.0
    settings: Mapping[str, SettingValue] = field(default_factory=lambda: NO_SETTINGS)
    provider: str = ""
    manner: Manner = "auto"


@dataclass(frozen=True, slots=True)
class Segment:
    """A sentence of the text: the unit of caching, of regeneration and of the ledger.

    Attributes:
        index: 0-based place among the segments.
        start: index of its first character in the user's text.
        end: index after its last character.
        text: the user's text[start:end].
        pause: seconds of silence that its punctuation asks for after it.
    """

    index: int
    start: int
    end: int
    text: str
    pause: float


@dataclass(frozen=True, slots=True)
class ChunkRequest:
    """What a backend is asked to say in one call.

    Attributes:
        index: 0 is the first of the text: the one whose latency a user feels.
        text: normalized text.
        language: BCP 47 tag; empty where neither the user nor the voice says.
        previous_text: what was said before it, for backends that keep the tone over a join.
        next_text: what will be said after it.
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
