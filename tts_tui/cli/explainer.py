"""Which model, language and dictionary a text is explained for: what `explain` and `words add` share."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tts_tui.cli.choice import Wish, cast_of, make_request, model_to_explain
from tts_tui.cli.printing import tell
from tts_tui.speech.catalog import Model
from tts_tui.speech.errors import SpeechError, UnknownVoiceError, UnsupportedLanguageError, did_you_mean

if TYPE_CHECKING:
    from tts_tui.backends.base import Backend
    from tts_tui.backends.manager import TTSBackendManager
    from tts_tui.studio.explain import Explainer
    from tts_tui.studio.explanation import Explanation
    from tts_tui.studio.session import Session
    from tts_tui.text.reading_rules import ReadingRules


@dataclass(frozen=True, slots=True)
class WishedExplainer:
    """Explains texts as the options ask for it.

    Attributes:
        usual_cast: the voices of names that the settings know.
    """

    explainer: Explainer
    wish: Wish
    usual_cast: Mapping[str, str]

    def check(self, text: str) -> None:
        """Find out whether all tags of a text are some.

        Raises:
            MarkupError: one is none.
        """
        from tts_tui.text.markup import marked

        marked(text, self.wish.manner, self._cast(text)).check(text)

    def __call__(self, texts: Sequence[str]) -> list[Explanation]:
        """What will be said of each; a tag that is none is said.

        Raises:
            SpeechError: the phonemes can't be had.
        """
        cast = self._cast(texts[0] if len(texts) == 1 else "")
        return self.explainer.explain(texts, self.wish.manner, cast)

    def _cast(self, text: str) -> Mapping[str, str]:
        from tts_tui.text.markup import full_cast

        return full_cast(text, self.usual_cast, cast_of(self.wish.cast))


async def explaining(
    manager: TTSBackendManager, session: Session, wish: Wish, rules: ReadingRules
) -> WishedExplainer:
    """For the model that speaks the wished voice, or that would speak; where the model has no phonemes for the
    language, the user is told why.

    Raises:
        SpeechError: there is no such model or voice.
    """
    from tts_tui.backends.capabilities import Pronounces
    from tts_tui.studio.explain import Explainer

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
    explainer = Explainer(model, language, speaker, rules, backend.language_of, request.language)
    return WishedExplainer(explainer, wish, session.settings.speech.cast)


def _who_speaks(manager: TTSBackendManager, voice: str) -> tuple[Backend, Model] | None:
    """The first whose backend knows that voice's language."""
    for name in manager.names:
        with suppress(SpeechError):
            backend = manager.backend(name)
            if backend.language_of(voice) and (models := backend.models()):
                return backend, models[0]
    return None
