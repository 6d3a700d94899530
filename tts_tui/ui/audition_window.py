"""The part of the window in which voices are heard before one is used, one by one or as fast as the arrows go."""

from __future__ import annotations

from itertools import takewhile

from textual import on
from textual.widgets import OptionList

from tts_tui.events.samples import sample_for
from tts_tui.speech.catalog import Voice
from tts_tui.speech.errors import SpeechError
from tts_tui.ui.auditions import Auditions
from tts_tui.ui.commands.base import ChapterRows, ComparedRows, HistoryRows
from tts_tui.ui.commands.dialogs import Mixer, VoiceRows
from tts_tui.ui.pronunciation_window import passage_at
from tts_tui.ui.takes_window import TakesWindow

MOST_CHARACTERS = 300
"""Of a sentence of the text that samples say: enough to judge a voice by."""


class AuditionWindow(TakesWindow):
    """Speaks samples: a sentence of the voice's language, or the one at the cursor in the text.

    Attributes: see `Overlays`.
    """

    def __init__(self, pipe: int | None = None) -> None:
        super().__init__(pipe)
        self._auditioning = False
        self._says_text = False
        self._last_sample = ""
        self._auditions = Auditions(self, self._tell_unheard)
        self.history: HistoryRows | None = None
        self.browser: VoiceRows | None = None
        self.mixer: Mixer | None = None
        self.compared: ComparedRows | None = None
        self.chapters: ChapterRows | None = None

    def hear_voice(self) -> None:
        """Speak a sample in the highlighted voice."""
        self._hear_sample(meant=True)

    def _hear_sample(self, *, meant: bool) -> None:
        if voice := self.highlighted_voice:
            self._last_sample = voice.id
            self.end_hint()
            request = self.selection.request(self._sample(voice), voice=voice.id)
            self._auditions.speak(request, meant=meant)

    def hear_paid(self) -> None:
        """Let the cursor speak the voices of this provider though they cost, as long as the window is open."""
        self._auditions.allow_paid(self.selection.provider)
        if not self._auditioning:
            self.toggle_audition()
        else:
            self._hear_sample(meant=False)

    def toggle_audition(self) -> None:
        """Hear each voice that the cursor comes to, or no longer."""
        self._auditioning = not self._auditioning
        self.voices.auditioning = self._auditioning
        if player := self.app.service.player:
            player.set_prompt(self._auditioning)
        if self._auditioning:
            self._hear_sample(meant=False)

    def toggle_sample(self) -> None:
        """Let samples say the sentence at the cursor, or again one of the voice's language."""
        self._says_text = not self._says_text
        voice = self.highlighted_voice
        if self._says_text and not self.sentence_at_cursor:
            self.hint("Sample", "There is no sentence at the cursor; voices say their own.")
        elif voice:
            self.hint("Sample", f"Voices say: “{self._sample(voice)}”")
        if self._auditioning:
            self._hear_sample(meant=False)

    @on(OptionList.OptionHighlighted, "VoiceList")
    def _audition(self) -> None:
        voice = self.highlighted_voice
        if self._auditioning and self.voices.rows.has_focus and voice and voice.id != self._last_sample:
            self._hear_sample(meant=False)

    def _sample(self, voice: Voice) -> str:
        return (self._says_text and self.sentence_at_cursor) or sample_for(voice.language)

    @property
    def compared_text(self) -> str:
        """The selection, or the sentence at the cursor."""
        _, text = self.text.spoken_part
        return text if text != self.text.text else self.sentence_at_cursor

    @property
    def sentence_at_cursor(self) -> str:
        """The sentence at the cursor, empty if there is nothing to say in it."""
        # what the first paint doesn't wait for
        from tts_tui.text.scripts import usual_language
        from tts_tui.text.segments import segments

        text, cursor = self.text.text, self.text.cursor
        start, end = passage_at(text, cursor)
        language = self.selection.language or usual_language(text[start:end])
        pieces = segments(text[start:end], language, MOST_CHARACTERS, manner=self.text.manner)
        until = takewhile(lambda piece: start + piece.start <= cursor, pieces)
        return next((piece.text for piece in reversed(list(until)) if any(map(str.isalnum, piece.text))), "")

    def _tell_unheard(self, why: SpeechError | str) -> None:
        if isinstance(why, SpeechError):
            self.tell("Audition", why)
        else:
            self.hint("Audition", why)
