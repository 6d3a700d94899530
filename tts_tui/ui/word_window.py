"""The part of the window that lets a word be said otherwise: in the text, or in the dictionary."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING

from tts_tui.speech.errors import DictionaryError, SpeechError
from tts_tui.ui.pronunciation_window import PronunciationWindow, core_of
from tts_tui.ui.workers import begin

if TYPE_CHECKING:
    from tts_tui.studio.explanation import ExplainedWord
    from tts_tui.ui.screens.change_word import Change, Scope


class WordWindow(PronunciationWindow):
    """Writes what the user decides about a word."""

    def change_word(self) -> None:
        if word := self.word_at_cursor:
            begin(self, partial(self._change, word), group="change", exclusive=True)

    async def _change(self, word: ExplainedWord) -> None:
        from tts_tui.ui.screens.change_word import ChangeWordScreen

        _, _, core = core_of(word)
        try:
            readings = await self._readings_of(word.spoken, core)
        except SpeechError as error:
            self.tell("Said", error)
            return
        scopes: list[Scope] = ["here"] if word.phonemes is not None else []
        scopes += ["text", "always"] if self.app.drafting.document else ["always"]
        screen = ChangeWordScreen(core, readings, partial(self._hear, core), scopes)
        if change := await self.app.push_screen_wait(screen):
            await self._apply(word, change)

    async def _readings_of(self, spoken: str, core: str) -> Mapping[str, str]:
        """Of what is said in a word's place, and of a word itself: `12,50 €` has none of its own."""
        found: dict[str, str] = {}
        for text in dict.fromkeys((spoken or core, core if core.isalpha() else spoken)):
            for sounds, use in (await self.app.service.readings(self.selection.request(text))).items():
                found.setdefault(sounds, use)
        return found

    def keep_word(self) -> None:
        from tts_tui.ui.screens.change_word import Change

        word = self.word_at_cursor
        if word and (reading := f"/{word.phonemes}/" if word.phonemes else word.spoken):
            begin(self, partial(self._apply, word, Change(reading, "always")), group="change", exclusive=True)

    async def _apply(self, word: ExplainedWord, change: Change) -> None:
        from tts_tui.speech.entry import entry_of
        from tts_tui.text.by_hand import recognisable

        start, end, core = core_of(word)
        if self.text.text[word.char_start : word.char_end] != word.text:
            self.hint("Said", "The text has changed meanwhile.")
            return
        entry = entry_of(core, change.reading)
        try:
            missing = await self.app.service.left_out(self.selection.request(core), entry)
            if change.scope == "here":
                given = self._given_phonemes(core, change.reading)
                phonemes = given or await self._phonemes_of(change.reading)
                self._write(start, end, f"[{core}](/{recognisable(phonemes)}/)")
            else:
                await self._keep_reading(core, change)
        except SpeechError as error:
            self.tell("Said", error)
            return
        if missing:
            self.hint("Said", missing)
        if change.scope == "here":
            return
        if self.text.text[start:end] != core:  # what was by hand is the dictionary's now
            self._write(start, end, core)
        self._explain_soon()

    async def _phonemes_of(self, respelling: str) -> str:
        """What a respelling sounds like: as the model would say it.

        Raises:
            DictionaryError: it has no sound.
        """
        readings = await self.app.service.readings(self.selection.request(respelling))
        if sounds := next(iter(readings), ""):
            return sounds
        raise DictionaryError(
            f"{respelling!r} has no sound.", hint="Write letters, or phonemes in IPA: /ˈwɪn/"
        )

    async def _keep_reading(self, core: str, change: Change) -> None:
        from tts_tui.speech.entry import entry_of
        from tts_tui.store.dictionary_file import WordList, beside

        document = self.app.drafting.document
        in_text = change.scope == "text" and document
        words = WordList(beside(document) if in_text and document else self.app.words_file)
        # without its region: phonemes are no other language's
        entry = entry_of(core, change.reading, self._language().partition("-")[0])
        await asyncio.to_thread(words.add, [entry])
        self.tell("Said", f"{core} is kept as {entry.reading} in {words.file}", "done")

    def _write(self, start: int, end: int, text: str) -> None:
        """Put this in the place of a part of the text; undo brings that back."""
        self.text.change(start, end, text)
