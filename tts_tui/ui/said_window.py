"""The part of the window that shows what will be said, and lets a word be said otherwise."""

from __future__ import annotations

import asyncio
import re
from dataclasses import replace
from functools import partial

from textual import on
from textual.timer import Timer
from textual.widgets import TextArea

from tts_tui.speech.entry import Entry, entry_of
from tts_tui.speech.errors import SpeechError
from tts_tui.store.words import Words, beside
from tts_tui.studio.explain import ExplainedWord, Explanation
from tts_tui.text.by_hand import BY_HAND
from tts_tui.text.markup.ssml_start import is_ssml
from tts_tui.ui import speaking
from tts_tui.ui.playing_window import PlayingWindow
from tts_tui.ui.screens.change_word import Change, ChangeWordScreen, Scope
from tts_tui.ui.workers import begin

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
    core = _MARKS.sub("", word.text)
    start = word.char_start + word.text.find(core)
    hand = BY_HAND.search(core)
    return start, start + len(core), hand[1] if hand else core


class SaidWindow(PlayingWindow):
    """Asks the service, and writes into the text and the dictionary what the user decides."""

    def __init__(self, pipe: int | None = None) -> None:
        super().__init__(pipe)
        self._explaining: Timer | None = None

    @property
    def said_word(self) -> ExplainedWord | None:
        return self.said.word if self.said.display else None

    def show_said(self) -> None:
        """Show the pane, go to it, or close it."""
        if self.said.has_focus:
            self.said.display = False
            self.show_text()
        elif self.said.display:
            self.show_in_middle("text")
            self.said.focus()
        else:
            self.show_in_middle("text")
            self.said.display = True
            self._explain()

    # ---- what will be said

    @on(TextArea.Changed, "#editor")
    @on(TextArea.SelectionChanged, "#editor")
    def _explain_soon(self) -> None:
        if self._explaining:
            self._explaining.stop()
        self._explaining = self.set_timer(EXPLAIN_SECONDS, self._explain) if self.said.display else None

    def _show_selection(self) -> None:
        super()._show_selection()
        self._explain_soon()

    def _explain(self) -> None:
        self._explaining = None
        begin(self, self._explain_passage, group="said", exclusive=True)

    async def _explain_passage(self) -> None:
        text, cursor = self.text.text, self.text.cursor
        start, end = (0, len(text)) if is_ssml(text) else passage_at(text, cursor)
        await self.models_known.wait()
        try:
            request = speaking.in_place(self.selection.request(text[start:end]), text, start)
            found = await self.app.service.explain(request)
        except SpeechError as error:
            self.said.explain(error.message)
            return
        self.said.show(moved(found, start), cursor)

    # ---- words

    def step_word(self, words: int) -> None:
        self.said.step(words)

    def next_guess(self) -> None:
        if not self.said.next_guess():
            self.hint("Said", "Nothing in this sentence is a guess.")

    def hear_word(self) -> None:
        if word := self.said_word:
            _, _, core = core_of(word)
            self._hear(core, f"/{word.phonemes}/" if word.phonemes else word.spoken)

    def _hear(self, core: str, reading: str) -> None:
        phonemes = entry_of(core, reading).phonemes
        request = self.selection.request(f"[{core}](/{phonemes}/)" if phonemes else reading)
        begin(self, partial(speaking.hear, self, request), group="speak", exclusive=True)

    def change_word(self) -> None:
        if word := self.said_word:
            begin(self, partial(self._change, word), group="change", exclusive=True)

    async def _change(self, word: ExplainedWord) -> None:
        _, _, core = core_of(word)
        try:
            readings = await self.app.service.readings(self.selection.request(core))
        except SpeechError as error:
            self.tell("Said", error)
            return
        scopes: list[Scope] = ["here"] if word.phonemes is not None else []
        scopes += ["text", "always"] if self.app.drafting.document else ["always"]
        screen = ChangeWordScreen(core, readings, partial(self._hear, core), scopes)
        if change := await self.app.push_screen_wait(screen):
            await self._apply(word, change)

    def keep_word(self) -> None:
        word = self.said_word
        if word and (reading := f"/{word.phonemes}/" if word.phonemes else word.spoken):
            begin(self, partial(self._apply, word, Change(reading, "always")), group="change", exclusive=True)

    async def _apply(self, word: ExplainedWord, change: Change) -> None:
        start, end, core = core_of(word)
        if self.text.text[word.char_start : word.char_end] != word.text:
            self.hint("Said", "The text has changed meanwhile.")
            return
        try:
            if change.scope == "here":
                phonemes = await self._phonemes_of(core, change.reading)
                self._write(start, end, f"[{core}](/{phonemes}/)")
                return
            await self._keep_reading(core, change)
        except SpeechError as error:
            self.tell("Said", error)
            return
        if self.text.text[start:end] != core:  # what was by hand is the dictionary's now
            self._write(start, end, core)
        self._explain_soon()

    async def _phonemes_of(self, core: str, reading: str) -> str:
        """A reading as phonemes: a respelling sounds as the model would say it."""
        given = entry_of(core, reading).phonemes
        return given or " ".join(await self.app.service.readings(self.selection.request(reading)))

    async def _keep_reading(self, core: str, change: Change) -> None:
        document = self.app.drafting.document
        in_text = change.scope == "text" and document
        words = Words(beside(document) if in_text and document else self.app.words_file)
        entry: Entry = entry_of(core, change.reading, await self._language())
        await asyncio.to_thread(words.add, [entry])
        self.tell("Said", f"{core} is kept as {entry.reading} in {words.file}", "done")

    async def _language(self) -> str:
        """Of what speaks, without its region: phonemes are no other language's."""
        voice = next((each for each in self._voices if each.id == self.selection.voice), None)
        return (self.selection.language or (voice.language if voice else "")).partition("-")[0]

    def _write(self, start: int, end: int, text: str) -> None:
        """Put this in the place of a part of the text; undo brings that back."""
        editor = self.text.editor
        place = editor.document.get_location_from_index  # type: ignore[attr-defined]
        editor.replace(text, place(start), place(end), maintain_selection_offset=True)


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
    return Explanation(segments, edits)
