"""What the window asks about the sentences of a text: where they are, and what each asks for now."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from tts_tui.speech.errors import unexpected
from tts_tui.speech.request import SpeechRequest

if TYPE_CHECKING:
    from tts_tui.studio.ledger import Ledger
    from tts_tui.studio.ledger_file import Cutting
    from tts_tui.studio.studio import Studio


class SentencePlanner:
    """Answers in the service's thread, and works in others: nothing that speaks waits for it."""

    def __init__(self, studio: Studio) -> None:
        self._studio = studio

    async def follow(self, ledger: Ledger, request: SpeechRequest, *, whole: bool) -> Cutting:
        """Let a ledger know the sentences of the request's text, and what those that were made ask for now.

        Args:
            whole: also of those that are as they were: the dictionary may be another.

        Raises:
            SpeechError: that can't be told.
        """
        from tts_tui.speech.errors import SpeechError
        from tts_tui.studio.casting import Casting
        from tts_tui.studio.ledger_file import Cutting
        from tts_tui.studio.plan import calls
        from tts_tui.text.markup import marked_request

        try:
            backend, model = self._studio.manager.resolve(request.model, request.provider)
            language = request.language or backend.language_of(request.voice)
            casting = Casting(request, model, backend, request.voice, language)
            text = marked_request(request)
            if text.named:  # voices that the text names
                await casting.check(text, request.text)
        except SpeechError:
            raise
        except Exception as error:
            raise unexpected(error) from error
        cutting = Cutting(language, model.max_characters, model.chunk_characters)

        def work() -> None:
            found = list(cutting.of(request))
            ledger.follow(request.text, found)
            unsure = ledger.unsure(all_of_them=whole)
            uncertain = (segment for segment in found if segment.start in unsure)
            rules = self._studio.rules(None)
            ledger.want(calls(uncertain, text.reading, casting, rules, manner_of=ledger.manner_of))

        try:
            await asyncio.to_thread(work)
        except Exception as error:
            raise unexpected(error) from error
        return cutting
