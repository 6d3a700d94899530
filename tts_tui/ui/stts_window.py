"""The STTS window: what to say, who says it, and what comes of it. It turns keys into commands, and never waits."""

from __future__ import annotations

import gc
from functools import partial
from typing import ClassVar

from textual import on
from textual.binding import BindingType

from tts_tui.events import messages
from tts_tui.events.tts_events import selection_of
from tts_tui.speech.errors import SpeechError
from tts_tui.speech.request import SpeechRequest
from tts_tui.ui import speaking
from tts_tui.ui.audition_window import AuditionWindow
from tts_tui.ui.commands import COMMANDS, WINDOW_COMMANDS
from tts_tui.ui.commands.conditions import no_audio
from tts_tui.ui.hints import shown_hint
from tts_tui.ui.panels_window import READING_ON
from tts_tui.ui.sentences import SentenceList
from tts_tui.ui.themes import INK, PAPER
from tts_tui.ui.widgets.takes_pane import TakesPane
from tts_tui.ui.workers import begin


class STTSWindow(AuditionWindow):
    """The main screen: does what the commands ask for. Dialogs are imported when they open: there are many.

    Attributes:
        sentences: does what is asked for about those of the text.
    """

    BINDINGS: ClassVar[list[BindingType]] = [command.binding for command in WINDOW_COMMANDS]

    def __init__(self, pipe: int | None = None) -> None:
        super().__init__(pipe)
        self.sentences = SentenceList(self)

    def on_mount(self) -> None:
        self.selection = self.app.first_selection
        self.begin_text()
        self.call_after_refresh(self._begin_work)

    def _begin_work(self) -> None:
        """The first paint is done."""
        gc.enable()
        self.app.service.start()

    # ---- which command

    def action_command(self, command: str) -> None:
        self.end_hint()
        COMMANDS[command].run(self)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """None greys a command out in the footer while there is nothing for it to do."""
        if action == "command" and self.is_mounted:
            return COMMANDS[str(parameters[0])].possible(self) or None
        return True

    def explain(self, command: str) -> None:
        """Say why there is nothing for a command to do."""
        if why := COMMANDS[command].why_not(self):
            self.hint(COMMANDS[command].label, shown_hint(self.app, why))

    # ---- what they do

    def speak_text(self) -> None:
        begin(self, partial(speaking.speak, self), group="speak", exclusive=True)

    def speak_rest(self) -> None:
        """Speak what wasn't made of the take, or play on what was; else read on where an earlier run was left."""
        self.notices.clear(READING_ON)
        if self.deck.can_go_on:
            self.tell_other_text("Go on")
            begin(self, partial(speaking.go_on, self), group="speak", exclusive=True)
        elif self.deck.play_on():
            self.tell_other_text("Go on")
        elif self.deck.take is None and self.speech_end:
            begin(self, partial(speaking.read_from, self, self.speech_end), group="speak", exclusive=True)
        else:
            why = (
                no_audio(self)
                or "Nothing stopped early or failed: {speak} speaks the text from its beginning."
            )
            self.hint("Go on", shown_hint(self.app, why))

    def read_from_cursor(self) -> None:
        """Play from the word at the cursor, or, where it isn't spoken yet, speak from its sentence on."""
        if not self.play_from_cursor():
            read = partial(speaking.read_from, self, self.text.cursor)
            begin(self, read, group="speak", exclusive=True)

    def save(self) -> None:
        from tts_tui.ui import dialogs

        begin(self, dialogs.save(self))

    def open_text(self) -> None:
        from tts_tui.ui import dialogs

        begin(self, dialogs.open_text(self))

    def show_texts(self) -> None:
        from tts_tui.ui import text_dialogs

        begin(self, text_dialogs.show_texts(self))

    def show_bookmarks(self) -> None:
        from tts_tui.ui import text_dialogs

        begin(self, text_dialogs.show_bookmarks(self))

    def show_chapters(self) -> None:
        from tts_tui.ui import dialogs

        begin(self, dialogs.show_chapters(self))

    @property
    def is_document(self) -> bool:
        return self.app.drafting.document is not None

    @property
    def is_edited(self) -> bool:

        return self.text.edited

    def write_text(self) -> None:
        begin(self, self.write_document, group="write", exclusive=True)

    def edit_outside(self) -> None:
        """Let the user's own editor change the text."""
        from tts_tui.ui.outside_editor import edited

        self.keep_now()
        document = self.app.drafting.document
        try:
            text = edited(self.app, self.text.text, document.suffix if document else ".txt")
        except SpeechError as error:
            self.tell("Editor", error)
            return
        if text != self.text.text:
            self.text.replace(text)
        self.show_text()

    def suspend(self) -> None:
        self.keep_now()
        self.app.action_suspend_process()

    def enter_key(self) -> None:
        from tts_tui.ui import dialogs

        begin(self, dialogs.enter_key(self))

    def show_presets(self) -> None:
        from tts_tui.ui import dialogs

        begin(self, dialogs.show_presets(self))

    def action_preset(self, key: str) -> None:
        """Speak with the preset of that key."""
        if name := self.app.presets.with_key(key):
            self.use_preset(name)
        else:
            self.hint("Preset", f"No preset has {key}: {self.app.key_of('presets')} gives it to one.")

    def use_preset(self, name: str) -> None:
        from tts_tui.ui import dialogs

        dialogs.use_preset(self, name)

    def show_all_voices(self) -> None:
        from tts_tui.ui import voice_dialogs

        begin(self, voice_dialogs.browse(self))

    def show_blend(self) -> None:
        from tts_tui.ui import voice_dialogs

        begin(self, voice_dialogs.blend(self))

    def choose_output(self) -> None:
        from tts_tui.ui import dialogs

        begin(self, dialogs.choose_output(self), group="outputs", exclusive=True)

    def show_engines(self) -> None:
        from tts_tui.ui import engine_dialogs

        engine_dialogs.show_engines(self)

    def show_cloned_voices(self) -> None:
        from tts_tui.ui import engine_dialogs

        begin(self, engine_dialogs.show_voice_profiles(self))

    def show_history(self) -> None:
        from tts_tui.ui.screens.history import HistoryScreen

        self.app.push_screen(HistoryScreen(self, self._speak_again, self._edit_again))

    def _speak_again(self, request: SpeechRequest) -> None:
        begin(self, partial(speaking.speak_again, self, request), group="speak", exclusive=True)

    def _edit_again(self, request: SpeechRequest) -> None:
        """Put a text that was spoken, and what spoke it, back into the window."""
        self.text.replace(request.text)
        self.show_text()
        if self.catalog.find(request.model, request.provider) is None:
            self.tell("Model", f"{request.model} isn't here any more.", "warning")
            return
        self.selection = self.catalog.first(selection_of(request))
        self.voices.clear_filter()
        self._begin_model()
        self._show_selection()

    def compare(self) -> None:
        from tts_tui.ui import comparison

        begin(self, comparison.compare(self))

    def show_user_settings(self) -> None:
        from tts_tui.ui import dialogs

        begin(self, dialogs.show_user_settings(self))

    def show_bench(self) -> None:
        from tts_tui.ui.screens.bench import BenchScreen

        if model := self.model:
            self.deck.give_away()
            self.app.push_screen(BenchScreen(self.app.service, model, self.selection))

    def show_jobs(self) -> None:
        from tts_tui.ui.screens.jobs import JobsScreen  # which the first paint does without

        self.app.push_screen(JobsScreen(self.app.jobs))

    def show_doctor(self) -> None:
        from tts_tui.ui.screens.doctor import DoctorScreen

        self.app.push_screen(DoctorScreen())

    def show_help(self) -> None:
        from tts_tui.ui.screens.help import HelpScreen

        self.app.push_screen(HelpScreen())

    def toggle_follow(self) -> None:
        if self.text.following:
            self.show_text()
            return
        self.show_in_middle("text")
        self.text.following = True
        self.set_focus(self.text.follow)
        self._frames.draw()

    def enlarge_follow(self) -> None:
        if not self.text.following:
            self.toggle_follow()
        self.text.follow.action_enlarge()

    @property
    def has_colors(self) -> bool:
        return not self.app.no_color

    def switch_theme(self) -> None:
        self.app.theme = PAPER.name if self.app.current_theme.dark else INK.name

    def jump(self) -> None:
        self.app.action_jump()

    def leave(self) -> None:
        begin(self, self.leave_kept, group="leave")

    @on(TakesPane.Clicked)
    def _hear_sentence(self) -> None:
        self.sentences.play()

    @on(messages.TroubleArose)
    def _tell_trouble(self, message: messages.TroubleArose) -> None:
        self.tell(message.about, message.error)


class PlainWindow(STTSWindow):
    """For screen readers: one thing below the other, however wide it is."""

    HORIZONTAL_BREAKPOINTS = [(0, "-narrow")]  # noqa: RUF012
