"""The part of the window that shows what will be said."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from textual import on
from textual.timer import Timer
from textual.widgets import TextArea

from tts_tui.speech.errors import SpeechError
from tts_tui.ui import speaking
from tts_tui.ui.playing_window import PlayingWindow
from tts_tui.ui.widgets.word_columns import guesses
from tts_tui.ui.workers import begin

if TYPE_CHECKING:
    from tts_tui.studio.explanation import ExplainedSegment, ExplainedWord, Explanation

EXPLAIN_SECONDS = 0.15
"""How long after a key it is looked what will be said."""

_PASSAGE = 2000
"""Characters on each side of the cursor that are looked at, as far as its paragraph goes."""

_MARKS = re.compile(r"^[^\w\[]+|[^\w\])]+$")


def passage_at(text: str, place: int) -> tuple[int, int]:
    """Where the paragraph of a place begins and ends, or what of it is near enough to count."""
    begin = text.rfind("\n\n", max(place - _PASSAGE, 0), place)
    end = text.find("\n\n", place, place + _PASSAGE)
    start = max(place - _PASSAGE, 0) if begin < 0 else begin + 2
    return start, min(place + _PASSAGE, len(text)) if end < 0 else end


def core_of(word: ExplainedWord) -> tuple[int, int, str]:
    """Where in the text the word without its marks begins and ends, and what it is without phonemes of its own."""
    from tts_tui.text.by_hand import BY_HAND

    core = _MARKS.sub("", word.text)
    start = word.char_start + word.text.find(core)
    hand = BY_HAND.search(core)
    return start, start + len(core), hand[1] if hand else core


class PronunciationWindow(PlayingWindow):
    """Asks the service, and goes through the words."""

    def __init__(self, pipe: int | None = None) -> None:
        super().__init__(pipe)
        self._explaining: Timer | None = None

    @property
    def word_at_cursor(self) -> ExplainedWord | None:
        return self.pronunciation.word if self.pronunciation.display else None

    def show_pronunciation(self) -> None:
        """Show the pane, go to it, or close it."""
        if self.pronunciation.has_focus:
            self._show_pane(shown=False)
            self.show_text()
        elif self.pronunciation.display:
            self.show_in_middle("text")
            self.set_focus(self.pronunciation)
        else:
            self.show_in_middle("text")
            self._show_pane(shown=True)
            self._explain()

    def _show_pane(self, *, shown: bool) -> None:
        self.pronunciation.display = shown
        self.set_class(shown, "-said")

    # ---- what will be said

    @on(TextArea.Changed, "#editor")
    @on(TextArea.SelectionChanged, "#editor")
    def _explain_soon(self) -> None:
        if self._explaining:
            self._explaining.stop()
        self._explaining = (
            self.set_timer(EXPLAIN_SECONDS, self._explain) if self.pronunciation.display else None
        )

    def _show_selection(self) -> None:
        super()._show_selection()
        self._explain_soon()

    def _explain(self) -> None:
        self._explaining = None
        begin(self, self._explain_passage, group="said", exclusive=True)

    async def _explain_passage(self) -> None:
        from tts_tui.text.markup.ssml_start import is_ssml

        text, cursor = self.text.text, self.text.cursor
        start, end = (0, len(text)) if is_ssml(text) else passage_at(text, cursor)
        await self.models_known.wait()
        try:
            found = await self._explained(text, start, end)
        except SpeechError as error:
            self.pronunciation.explain(error.message)
            return
        self.pronunciation.show(found, cursor)

    async def _explained(self, text: str, start: int, end: int) -> Explanation:
        """What will be said of text[start:end], taken as the whole text is."""
        request = speaking.in_place(self.selection.request(text[start:end]), text, start)
        request = replace(request, manner=self.text.manner)
        return moved(await self.app.service.explain(request), start)

    def take_otherwise(self) -> None:
        """Take the text as something else: as Markdown, as HTML, as it stands."""
        taken = self.text.take_otherwise()
        self.hint("Text", f"It is taken {'' if taken.startswith(('as', 'by')) else 'as '}{taken}.")
        self._explain_soon()

    # ---- words

    def step_word(self, words: int) -> None:
        self.pronunciation.step(words)

    def next_guess(self) -> None:
        if not self.pronunciation.next_guess():
            if self._explaining:  # which would end the search
                self._explaining.stop()
                self._explaining = None
            begin(self, self._next_guess_in_text, group="said", exclusive=True)

    async def _next_guess_in_text(self) -> None:
        """Bring the cursor to the first guess after the sentence, if there is one."""
        text, place = self.text.text, self.pronunciation.end
        try:
            while place < len(text):
                start, end = place, passage_at(text, place)[1]
                found = await self._explained(text, start, end)
                guess = next(filter(None, map(_first_guess, found.segments)), None)
                if guess and self.text.text == text:
                    self.text.cursor = guess.char_start
                    self.pronunciation.show(found, guess.char_start)
                    return
                place = end + 2 if text.startswith("\n\n", end) else max(end, place + 1)
        except SpeechError as error:
            self.tell("Said", error)
            return
        self.hint("Said", "No word from here to the end of the text is a guess.")

    def hear_word(self) -> None:
        if word := self.word_at_cursor:
            _, _, core = core_of(word)
            self._hear(core, f"/{word.phonemes}/" if word.phonemes else word.spoken)

    def _hear(self, core: str, reading: str) -> None:
        phonemes = self._given_phonemes(core, reading)
        request = self.selection.request(f"[{core}](/{phonemes}/)" if phonemes else reading)
        begin(self, partial(speaking.hear, self, request), group="speak", exclusive=True)

    def _given_phonemes(self, core: str, reading: str) -> str:
        """Those that a reading gives itself, in IPA or by syllables; empty where it is words."""
        from tts_tui.speech.entry import entry_of
        from tts_tui.text.respelling_key import phonemes_of

        language = self._language()
        syllables = phonemes_of(reading, language) if language.startswith("en") else ""
        return entry_of(core, reading).phonemes or syllables

    def _language(self) -> str:
        """Of what speaks: a BCP 47 tag; empty where nobody knows."""
        voice = next((each for each in self._voices if each.id == self.selection.voice), None)
        return self.selection.language or (voice.language if voice else "")


def _first_guess(segment: ExplainedSegment) -> ExplainedWord | None:
    return next(iter(guesses(segment.words)), None)


def moved(explanation: Explanation, by: int) -> Explanation:
    """The same of a text in which it begins that much later."""
    segments = tuple(
        replace(
            segment,
            char_start=segment.char_start + by,
            char_end=segment.char_end + by,
            words=tuple(
                replace(word, char_start=word.char_start + by, char_end=word.char_end + by)
                for word in segment.words
            ),
        )
        for segment in explanation.segments
    )
    edits = tuple(
        replace(edit, char_start=edit.char_start + by, char_end=edit.char_end + by)
        for edit in explanation.edits
    )
    return replace(explanation, segments=segments, edits=edits)
