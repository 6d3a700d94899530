"""The contract that every backend keeps; `tts_tui.testing` holds any of them to it."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import AsyncGenerator, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any

from tts_tui.speech.catalog import Model, Voice
from tts_tui.speech.chunk import AudioChunk
from tts_tui.speech.request import ChunkRequest

EMPTY: Mapping[str, Any] = MappingProxyType({})
OWN_VOICE = Voice("default", "Its own")
"""Of a model that has no others."""


@dataclass(frozen=True, slots=True)
class BackendContext:
    """What a backend is given of the world, so that it imports no settings of ours.

    Attributes:
        cache: folder for what can be made again (joined models, compiled graphs).
        data: folder for what can't (downloaded models, engines, cloned voices).
        options: the backend's own table of the settings file.
        secret: the key for a provider, or None; never stored by the backend.
        blends: the user's mixtures of voices as text, by name; raises SettingsError where they can't be read.
    """

    cache: Path
    data: Path
    options: Mapping[str, Any] = field(default_factory=lambda: EMPTY)
    secret: Callable[[str], str | None] = field(default=lambda _name: None, repr=False)
    blends: Callable[[], Mapping[str, str]] = field(default=lambda: EMPTY, repr=False)


class Backend(ABC):
    """One engine or API; what it may do beside speaking is in `capabilities`.

    All methods run on one event loop; blocking work belongs in a thread of the backend's own. An instance may serve
    several models. `synthesize` may be called again before an earlier call has ended, at most `Model.concurrency`
    times.
    """

    @abstractmethod
    def models(self) -> Sequence[Model]:
        """What it offers, available or not. Cheap: no network, nothing loaded."""

    async def voices(self, model: str, *, refresh: bool = False) -> Sequence[Voice]:
        """The voices of a model, the default one first; `refresh` asks the server again.

        Raises:
            SpeechError: they can't be listed.
        """
        return [OWN_VOICE]

    def voice_id(self, named: str) -> str:
        """The id of a voice that the user may have a name of their own for; what is no such name stays as it is.

        Raises:
            SettingsError: the user's names can't be read.
        """
        return named

    def language_of(self, voice: str) -> str:
        """BCP 47 tag of the language a voice speaks, as far as that is known without asking anyone, else empty."""
        return ""

    def sound_source(self, request: ChunkRequest) -> Mapping[str, Any] | None:
        """What shapes the sound beside the request: whose server it is, which weights and engine; None for all of its
        settings. It may block: it is asked in a thread.

        The sound is kept by it, and not made again while it is the same: what changes only prices, keys or how quick it
        is stays out of it.

        Raises:
            SpeechError: the request can't be spoken.
        """
        return None

    async def start(self, model: str) -> None:
        """Load whatever the first chunk needs, so that it comes at once. Calling it twice is harmless.

        Raises:
            SpeechError: it can't be loaded.
        """
        return

    def make_ready(self, language: str) -> None:
        """Load the dictionaries of a language, in a thread beside `start`; one that isn't spoken needs nothing.

        Args:
            language: BCP 47 tag, or empty.
        """
        return

    @abstractmethod
    def synthesize(self, request: ChunkRequest) -> AsyncGenerator[AudioChunk, None]:
        """Speak one chunk of text: an async generator, closed early to cancel, which ends the work.

        Raises:
            SpeechError: of the type that fits; whatever was yielded before stays valid.
        """

    def notice(self, model: str) -> str:
        """A notice about a model that is shown unasked: that it is being prepared, or speaks with less than
        it could. A sentence; empty where all is as usual. Cheap."""
        return ""

    async def look(self) -> None:
        """Ask a server of the user's own, which costs nothing, whether it is there and what it has; `models` tells.

        Never raises for what it finds.
        """
        return

    def describe(self) -> Mapping[str, str]:
        """What runs each model that was started, by model id, for people: engine, device, why this one."""
        return {}

    async def close(self) -> None:
        """Free what it holds. It may be started again."""
        return
