"""What the window asks about words: what will be said, and how else a word can be."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from tts_tui.backends.capabilities import Pronounces
from tts_tui.speech.errors import UnsupportedLanguageError, unexpected
from tts_tui.speech.request import SpeechRequest

if TYPE_CHECKING:
    from tts_tui.speech.catalog import Model
    from tts_tui.studio.explain import Explanation
    from tts_tui.studio.studio import Studio


class Explaining:
    """Answers in the service's thread, and works in others: nothing that speaks waits for it."""

    def __init__(self, studio: Studio) -> None:
        self._studio = studio

    async def explain(self, request: SpeechRequest) -> Explanation:
        """What will be said of the request's text.

        Raises:
            SpeechError: that can't be told.
        """
        from tts_tui.studio.explain import explain

        def work() -> Explanation:
            model, language, speaker = self._of(request)
            of = partial(
                explain,
                [request.text],
                model,
                language,
                leave=self._studio.leave,
                words=self._studio.words(None),
                manner=request.manner,
                pauses=self._studio.pauses,
            )
            try:
                return of(speaker)[0]
            except UnsupportedLanguageError:  # what can't be said can be read
                return of(None)[0]

        try:
            return await asyncio.to_thread(work)
        except Exception as error:
            raise unexpected(error) from error

    async def readings(self, request: SpeechRequest) -> Sequence[str]:
        """How the request's text, a word, can be said, in the model's phonemes; empty where it takes none.

        Raises:
            SpeechError: that can't be told.
        """

        def work() -> Sequence[str]:
            _, language, speaker = self._of(request)
            return speaker.readings(request.text, language) if speaker else ()

        try:
            return await asyncio.to_thread(work)
        except UnsupportedLanguageError:
            return ()
        except Exception as error:
            raise unexpected(error) from error

    def _of(self, request: SpeechRequest) -> tuple[Model, str, Pronounces | None]:
        from tts_tui.text.segments import USUAL_LANGUAGE

        backend, model = self._studio.manager.resolve(request.model, request.provider)
        language = request.language or backend.language_of(request.voice) or USUAL_LANGUAGE
        return model, language, backend if model.phonemes and isinstance(backend, Pronounces) else None
