"""Who says each stretch of a text, in which language and how fast: as was asked, unless the text itself says."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tts_tui.backends.base import Backend
from tts_tui.backends.capabilities import Blends, Pronounces
from tts_tui.speech.blend import across_languages, is_blend
from tts_tui.speech.catalog import Model
from tts_tui.speech.errors import UnknownVoiceError, UnsupportedLanguageError, did_you_mean
from tts_tui.speech.hints import Hint
from tts_tui.speech.request import AS_ASKED, Delivery, SpeechRequest
from tts_tui.text.markup import Marked
from tts_tui.text.markup.marked import Named, place

if TYPE_CHECKING:
    from tts_tui.studio.rows import Manner


@dataclass(frozen=True, slots=True)
class VoiceSettings:
    """What a backend is asked for; its fields are as those of a `ChunkRequest`."""

    voice: str
    language: str
    speed: float


@dataclass(slots=True)
class Casting:
    """The voices of one text.

    Attributes:
        voice: where the text names none.
        language: BCP 47 tag, where the text names none; empty if unknown.
        news: what a listener should know of them, once each.
    """

    request: SpeechRequest
    model: Model
    backend: Backend
    voice: str
    language: str
    news: list[str] = field(default_factory=list)
    _ids: dict[str, str] = field(default_factory=dict)
    _languages: set[str] = field(default_factory=set)
    _announced: set[str] = field(default_factory=set)

    def voice_settings(self, delivery: Delivery, manner: Manner | None = None) -> VoiceSettings:
        """How a stretch is asked for.

        Args:
            manner: of the take that it is another of; its voice reads in its own language.
        """
        if manner:
            own = "" if manner.voice == self.voice else self.backend.language_of(manner.voice)
            return VoiceSettings(
                manner.voice, language_for(delivery.language, own, self.language), manner.speed
            )
        if delivery is AS_ASKED:
            return VoiceSettings(self.voice, self.language, self.request.speed)
        voice = self._ids.get(delivery.voice, delivery.voice) or self.voice
        slow, fast = self.model.speeds
        speed = min(max(self.request.speed * delivery.rate, slow), fast)
        return VoiceSettings(voice, self._language(delivery.language, voice), speed)

    def _language(self, tag_language: str, voice: str) -> str:
        other = voice if voice != self.voice else ""
        own = self.backend.language_of(other) if other else ""
        return language_for(tag_language, own, self.language, self.request.language)

    async def check(self, text: Marked, source: str, offset: int = 0) -> None:
        """Find out what of it can't be said, before any of it is.

        Args:
            source: the text as the user wrote it, for places in messages.
            offset: where in it this text begins.

        Raises:
            MarkupError: a tag is none.
            UnknownVoiceError: it names a voice that the model hasn't.
            UnsupportedLanguageError: it names a language that the model hasn't.
            SpeechError: the voices can't be listed.
        """
        text.check(source, offset)
        opening = self.request.delivery.voice
        for named in (*((Named("voice", opening, 0),) if opening else ()), *text.named):
            if named.what == "voice" and named.value not in self._ids:
                self._ids[named.value] = await self._voice(named, _place(source, offset + named.at))
            elif named.what == "lang" and named.value not in self._languages:
                await self._check_language(named, _place(source, offset + named.at))
                self._languages.add(named.value)
        self._tell(text)

    async def _voice(self, named: Named, place: str) -> str:
        """The id of a voice that is named by id or name."""
        voices = await self.backend.voices(self.model.id)
        name = named.value.casefold()
        found = next((each for each in voices if each.id == named.value), None) or next(
            (each for each in voices if name in (each.id.casefold(), each.name.casefold())), None
        )
        if found and not found.unavailable:
            return found.id
        if not found and self.backend.language_of(named.value):  # such as a mixture of several
            return named.value
        if found:
            raise UnknownVoiceError(
                f"{place}: {found.id} can't speak here: {found.unavailable}",
                hint=Hint("tts-tui voices tells more.", "The list of voices ({voices}) tells more."),
            )
        known = [each.id for each in voices if not each.unavailable]
        raise UnknownVoiceError(
            f"{place}: {self.model.name} has no voice {named.value!r}.",
            hint=did_you_mean(named.value, known),
        )

    async def _check_language(self, named: Named, place: str) -> None:
        known = self.model.languages or self.model.language_choices
        why = ""
        if known and _primary(named.value) not in map(_primary, known):
            why = f"{self.model.name} doesn't speak {named.value}"
        elif self.model.phonemes and isinstance(self.backend, Pronounces):
            try:
                await asyncio.to_thread(self.backend.pronounce, [""], named.value)
            except UnsupportedLanguageError as error:
                why = error.message.rstrip(".")
        if why:
            hint = did_you_mean(named.value, known) if known else "tts-tui voices lists what is spoken here."
            raise UnsupportedLanguageError(f"{place}: {why}.", hint=hint)

    def take_news(self) -> list[str]:
        """The news since the last time."""
        news, self.news = self.news, []
        return news

    def _tell(self, text: Marked) -> None:
        slow, fast = self.model.speeds
        for _, state in ((0, None), *text.changes):
            delivery = state.delivery if state else AS_ASKED
            settings = self.voice_settings(delivery)
            own = self.backend.language_of(settings.voice)
            if settings.language and own and _primary(own) != _primary(settings.language):
                self._tell_once(
                    f"accent {settings.voice}",
                    f"{settings.voice} is a voice for {own}: what it says in {settings.language} will have an accent.",
                )
            self._tell_of_blend(settings)
            if not slow <= self.request.speed * delivery.rate <= fast:
                self._tell_once(
                    "rate",
                    f"{self.model.name} speaks at speeds from {slow:g} to {fast:g}: no tag takes it further.",
                )
        if text.not_done:
            self._tell_once(
                "not done", f"Not done here: {', '.join(text.not_done)}. The words are said as usual."
            )

    def _tell_of_blend(self, settings: VoiceSettings) -> None:
        """In whose sounds voices of several languages read together."""
        if isinstance(self.backend, Blends) and is_blend(settings.voice):
            with suppress(UnknownVoiceError):  # the backend refuses it when it is to speak
                blend = self.backend.blend(settings.voice)
                if warning := across_languages(blend, self.backend.language_of, settings.language):
                    self._tell_once(f"blend {settings.voice}", warning)

    def _tell_once(self, what: str, news: str) -> None:
        if what not in self._announced:
            self._announced.add(what)
            self.news.append(news)


def language_for(tag_language: str, own: str, language: str, user_language: str = "") -> str:
    """The language of a stretch, BCP 47 tags all.

    Args:
        tag_language: what a tag says; empty where none does.
        own: of the voice that a tag names; empty where none does, or it is unknown.
        language: of the text.
        asked: the same, where the user said so.
    """
    if own:
        # a variety that was asked for holds for every voice of that language
        language = user_language if _primary(user_language) == _primary(own) else own
    if tag_language and ("-" in tag_language or _primary(tag_language) != _primary(language)):
        return tag_language
    return language


def _primary(language: str) -> str:
    return language.replace("_", "-").partition("-")[0].lower()


def _place(source: str, at: int) -> str:
    line, column = place(source, at)
    return f"Line {line}, column {column}"
