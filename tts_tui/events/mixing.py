"""Blends while they are made: what one means to the model that speaks it, and how it sounds."""

from __future__ import annotations

import asyncio
from collections.abc import Collection
from contextlib import aclosing
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tts_tui.backends.capabilities import Blends
from tts_tui.speech.blend import Blend, across_languages
from tts_tui.speech.errors import SynthesisError, UsageError
from tts_tui.speech.events import Failed
from tts_tui.speech.request import SpeechRequest
from tts_tui.studio.take import Take

if TYPE_CHECKING:
    from tts_tui.audio.timeline import Timeline
    from tts_tui.backends.manager import TTSBackendManager
    from tts_tui.studio.studio import Studio


@dataclass(frozen=True, slots=True)
class Mixed:
    """A blend that a model can speak.

    Attributes:
        language: BCP 47 tag of the voice that weighs most, by which it reads.
        warning: that its voices speak several languages; empty where they don't.
    """

    blend: Blend
    language: str
    warning: str


class Mixing:
    """Works in the service's thread."""

    def __init__(self, studio: Studio) -> None:
        self._studio = studio
        self._making = asyncio.Lock()

    @property
    def mixers(self) -> Collection[str]:
        """Names of the backends whose voices can be mixed."""
        return self._studio.manager.capable(Blends).keys()

    def mixed(self, model: str, provider: str, voice: str) -> Mixed:
        """What a voice, a blend as text or the name of one means.

        Raises:
            UsageError: the model's voices can't be mixed.
            UnknownVoiceError: there is no such voice, or the blend can't be read.
        """
        backend, chosen = self._studio.manager.resolve(model, provider)
        if not isinstance(backend, Blends):
            raise UsageError(
                f"The voices of {chosen.provider_name} can't be mixed.",
                hint=mixable(self._studio.manager),
            )
        blend = backend.blend(voice)
        return Mixed(blend, backend.language_of(blend.heaviest), across_languages(blend, backend.language_of))

    async def sample_clip(self, request: SpeechRequest) -> Timeline:
        """The whole of a short text's audio, without playing it; one at a time.

        Raises:
            SpeechError: it can't be made.
        """
        from tts_tui.audio.timeline import Timeline
        from tts_tui.studio.sinks import TimelineSink

        async with self._making:
            take = Take(request, preview=True)
            take.clip = TimelineSink(Timeline)
            async with aclosing(self._studio.speak(take, [take.clip])) as events:
                async for _ in events:
                    pass
        if isinstance(take.end, Failed):
            raise take.end.error
        if take.timeline is None:
            raise SynthesisError("Nothing was made of the sample.")
        return take.timeline


def mixable(manager: TTSBackendManager) -> str:
    """A hint: whose voices can be mixed."""
    names = {
        model.provider_name for name in manager.capable(Blends) for model in manager.backend(name).models()
    }
    return f"Those of {', '.join(sorted(names))} can." if names else ""
