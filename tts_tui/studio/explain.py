"""What will be said of a text, word by word: what is written, what is said for it, and how that sounds."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from tts_tui.speech.catalog import Model
from tts_tui.speech.pronunciation import Pronunciation
from tts_tui.speech.request import AS_ASKED, NO_CAST, Delivery, Segment, TextFormatChoice
from tts_tui.studio.casting import language_for
from tts_tui.studio.explained_words import explained, words_only
from tts_tui.studio.explanation import ExplainedEdit, Explanation
from tts_tui.text.by_hand import BY_HAND
from tts_tui.text.markup import Marked, marked
from tts_tui.text.markup.marked import opened
from tts_tui.text.markup.said import RULE as BY_TAG
from tts_tui.text.normalize import Normalized, normalize
from tts_tui.text.prose import left_out
from tts_tui.text.reading_rules import USUAL_RULES, ReadingRules
from tts_tui.text.scripts import USUAL_LANGUAGE, usual_language
from tts_tui.text.segments import segments

if TYPE_CHECKING:
    from tts_tui.backends.capabilities import Pronounces


@dataclass(frozen=True, slots=True)
class Explainer:
    """Explains texts as a model says them.

    Attributes:
        language: BCP 47 tag; empty where neither the user nor the voice says.
        speaker: gives the phonemes; None for a model that takes none.
        language_of: the language of a voice by its name; empty where that isn't known.
        user_language: BCP 47 tag the user chose; empty where they chose none.
    """

    model: Model
    language: str
    speaker: Pronounces | None
    rules: ReadingRules = USUAL_RULES
    language_of: Callable[[str], str] = lambda _voice: ""
    user_language: str = ""

    def explain(
        self,
        texts: Sequence[str],
        manner: TextFormatChoice = "auto",
        cast: Mapping[str, str] = NO_CAST,
        delivery: Delivery = AS_ASKED,
    ) -> list[Explanation]:
        """What will be said of each text. It blocks, for a millisecond or so a sentence.

        Args:
            texts: as the user wrote them.
            manner: how the markup of each is read.
            cast: the voice of each name that begins a line.
            delivery: in force at the beginning of each.

        Raises:
            SpeechError: the phonemes can't be made.
        """
        whole = [marked(text, manner, cast, opened(delivery)) for text in texts]
        found = [list(self._parts(text)) for text in whole]
        utterances = [(spoken, each.text) for parts in found for _, spoken, each in parts]
        sounds = _sounds(utterances, self.speaker)
        return [
            _explanation(source, text, _rested([(part, each, next(sounds)) for part, _, each in parts], text))
            for source, text, parts in zip(texts, whole, found, strict=True)
        ]

    def _parts(self, text: Marked) -> Iterator[tuple[Segment, str, Normalized]]:
        """Each sentence with its language, and as it is written out."""
        usual = USUAL_LANGUAGE if self.speaker else usual_language(text.text)
        most, pauses = self.model.max_characters, self.rules.pauses
        for part in segments(text, self.language or usual, most, pauses=pauses):
            local = part.delivery
            own = self.language_of(local.voice) if local.voice else ""
            spoken = language_for(local.language, own, self.language, self.user_language)
            normalized = normalize(
                part.text,
                spoken or usual,
                self.model.tags,
                phonemes=self.model.phonemes,
                leave=self.rules.leave,
                words=self.rules.words,
                reading=text.reading,
                written_out=bool(spoken) or self.model.phonemes,
                readings=part.readings,
            )
            yield part, spoken or usual, normalized


_Part = tuple[Segment, Normalized, Pronunciation | None]


def _sounds(
    utterances: Sequence[tuple[str, str]], speaker: Pronounces | None
) -> Iterator[Pronunciation | None]:
    """How each of these texts sounds, given with its language; asked for all of a language at once."""
    found: list[Pronunciation | None] = [None] * len(utterances)
    for language in dict.fromkeys(each for each, _ in utterances) if speaker else ():
        places = [place for place, (each, _) in enumerate(utterances) if each == language]
        assert speaker is not None
        pronunciations = speaker.pronounce([utterances[place][1] for place in places], language)
        for place, sound in zip(places, pronunciations, strict=True):
            found[place] = sound
    return iter(found)


def _rested(parts: Sequence[_Part], text: Marked) -> Iterator[_Part]:
    """The same, each with the pause that a tag asks for behind it, where one does."""
    for number, (segment, normalized, sounds) in enumerate(parts):
        until = parts[number + 1][0].start if number + 1 < len(parts) else len(text.text) + 1
        rest = text.rest(segment.end, until)
        yield replace(segment, pause=segment.pause if rest is None else rest), normalized, sounds


def _explanation(source: str, text: Marked, found: Iterable[_Part]) -> Explanation:
    parts = list(found)
    edits = [
        ExplainedEdit(
            edit.rule,
            segment.start + edit.start,
            segment.start + edit.end,
            words_only(BY_HAND.sub(r"\1", edit.spoken)),
        )
        for segment, normalized, _ in parts
        for edit in normalized.edits
    ]
    not_read = left_out(text.text, text.reading)
    edits += [ExplainedEdit(part.what, part.start, part.end, "") for part in not_read]
    edits += [ExplainedEdit(BY_TAG, start, end, "") for start, end in text.tags]
    edits.sort(key=lambda edit: edit.char_start)
    said = (explained(source, *part) for part in parts)
    return Explanation(tuple(each for each in said if each.spoken), tuple(edits))
