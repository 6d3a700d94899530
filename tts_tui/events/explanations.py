"""What the window asks about words: what will be said, and how else a word can be."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from tts_tui.backends.capabilities import Pronounces
from tts_tui.speech.entry import Entry, left_out
from tts_tui.speech.errors import UnsupportedLanguageError, unexpected
from tts_tui.speech.request import SpeechRequest

if TYPE_CHECKING:
    from tts_tui.speech.catalog import Model
    from tts_tui.studio.explanation import Explanation
    from tts_tui.studio.studio import Studio


class Explanations:
    """Answers in the service's thread, and works in others: nothing that speaks waits for it."""

    def __init__(self, studio: Studio) -> None:
        self._studio = studio

    async def explain(self, request: SpeechRequest) -> Explanation:
        """What will be said of the request's text.

        Raises:
            SpeechError: that can't be told.
        """
        from tts_tui.studio.explain import Explainer
        from tts_tui.text.markup import marked

        def work() -> Explanation:
            model, language, speaker = self._of(request)
            marked(request.text, request.manner, request.cast).check(request.text)
            language_of = self._studio.manager.resolve(request.model, request.provider)[0].language_of
            explainer = Explainer(
                model, language, speaker, self._studio.rules(None), language_of, request.language
            )
            text = [request.text], request.manner, request.cast, request.delivery
            try:
                return explainer.explain(*text)[0]
            except UnsupportedLanguageError:  # what can't be said can be read
                return replace(explainer, speaker=None).explain(*text)[0]

        try:
            return await asyncio.to_thread(work)
        except Exception as error:
            raise unexpected(error) from error

    async def readings(self, request: SpeechRequest) -> Mapping[str, str]:
        """How the request's text, a word, can be said: see `Pronounces`; empty where the model takes no phonemes.

        Raises:
            SpeechError: that can't be told.
        """

        def work() -> Mapping[str, str]:
            _, language, speaker = self._of(request)
            return speaker.readings(request.text, language) if speaker else {}

        try:
            return await asyncio.to_thread(work)
        except UnsupportedLanguageError:
            return {}
        except Exception as error:
            raise unexpected(error) from error

    async def left_out(self, request: SpeechRequest, entry: Entry) -> str:
        """What is told of an entry's phonemes that the model has no sound for: see `speech.entry.left_out`.

        Raises:
            DictionaryError: it has a sound for none of them.
            SpeechError: that can't be told.
        """

        def work() -> str:
            model, _, speaker = self._of(request)
            return left_out(entry, speaker.unknown_phonemes(entry.phonemes) if speaker else "", model.name)

        try:
            return await asyncio.to_thread(work)
        except Exception as error:
            raise unexpected(error) from error

    def _of(self, request: SpeechRequest) -> tuple[Model, str, Pronounces | None]:
        from tts_tui.text.scripts import USUAL_LANGUAGE

        backend, model = self._studio.manager.resolve(request.model, request.provider)
        language = request.language or backend.language_of(request.voice) or USUAL_LANGUAGE
        return model, language, backend if model.phonemes and isinstance(backend, Pronounces) else None
