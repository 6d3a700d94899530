"""Which model, language and dictionary a text is explained for: what `explain` and `words add` share."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tts_tui.cli.choice import Wish, cast_of, make_request, model_to_explain
from tts_tui.cli.printing import tell
from tts_tui.speech.catalog import Model
from tts_tui.speech.errors import SpeechError, UnknownVoiceError, UnsupportedLanguageError, did_you_mean
from tts_tui.speech.request import NO_CAST, TextFormatChoice

if TYPE_CHECKING:
    from tts_tui.backends.base import Backend
    from tts_tui.backends.capabilities import Pronounces
    from tts_tui.backends.manager import TTSBackendManager
    from tts_tui.studio.explain import Explanation
    from tts_tui.studio.session import Session
    from tts_tui.text.dictionary import Dictionary


@dataclass(frozen=True, slots=True)
class Explainer:
    """Explains texts for one model and language.

    Attributes:
        language: BCP 47 tag; empty where neither the user nor the voice says.
        speaker: gives the phonemes; None where there are none.
        manner: how texts are taken.
        cast: voices of the names that begin their lines, as far as they are asked for.
        language_of: what a voice speaks, where that is known.
        asked: the language, where the user said it.
    """

    model: Model
    language: str
    speaker: Pronounces | None
    session: Session
    words: Dictionary
    manner: TextFormatChoice = "auto"
    cast: Mapping[str, str] = field(default_factory=lambda: NO_CAST)
    language_of: Callable[[str], str] = lambda _voice: ""
    user_language: str = ""

    def check(self, text: str) -> None:
        """Find out whether all tags of a text are some.

        Raises:
            MarkupError: one is none.
        """
        from tts_tui.text.markup import marked

        marked(text, self.manner, self._cast(text)).check(text)

    def _cast(self, text: str) -> Mapping[str, str]:
        from tts_tui.text.markup import full_cast

        return full_cast(text, self.session.settings.speech.cast, self.cast)

    def __call__(self, texts: Sequence[str]) -> list[Explanation]:
        """What will be said of each; a tag that is none is said.

        Raises:
            SpeechError: the phonemes can't be had.
        """
        from tts_tui.studio.explain import explain

        return explain(
            texts,
            self.model,
            self.language,
            self.speaker,
            leave=self.session.settings.text.leave,
            words=self.words,
            manner=self.manner,
            pauses=self.session.pauses,
            cast=self._cast(texts[0] if len(texts) == 1 else ""),
            language_of=self.language_of,
            user_language=self.user_language,
        )


async def explaining(
    manager: TTSBackendManager, session: Session, wish: Wish, words: Dictionary
) -> Explainer:
    """For the model that speaks the wished voice, or that would speak; where the model has no phonemes for the
    language, the user is told why.

    Raises:
        SpeechError: there is no such model or voice.
    """
    from tts_tui.backends.capabilities import Pronounces

    model = model_to_explain(manager, wish, session.settings.speech)
    request = make_request("", model, wish, session.settings.speech)
    backend, model = manager.resolve(model.id, model.provider)
    if wish.voice and not (wish.model or wish.provider or backend.language_of(wish.voice)):
        backend, model = _who_speaks(manager, wish.voice) or (backend, model)
    language = request.language or (backend.language_of(request.voice) if request.voice else "")
    speaker = backend if model.phonemes and isinstance(backend, Pronounces) else None
    if speaker and request.voice and not backend.language_of(request.voice):
        known = [voice.id for voice in await backend.voices(model.id)]
        raise UnknownVoiceError(
            f"{model.name} has no voice {request.voice!r}.", hint=did_you_mean(request.voice, known)
        )
    if speaker and language:
        try:
            speaker.pronounce([""], language)
        except UnsupportedLanguageError as error:
            tell(error.message)
            speaker = None
    return Explainer(
        model,
        language,
        speaker,
        session,
        words,
        manner=wish.manner,
        cast=cast_of(wish.cast),
        language_of=backend.language_of,
        user_language=request.language,
    )


def _who_speaks(manager: TTSBackendManager, voice: str) -> tuple[Backend, Model] | None:
    """The first whose backend knows that voice's language."""
    for name in manager.names:
        with suppress(SpeechError):
            backend = manager.backend(name)
            if backend.language_of(voice) and (models := backend.models()):
                return backend, models[0]
    return None
