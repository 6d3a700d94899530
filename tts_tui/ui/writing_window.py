"""The part of the window that is about the text itself: where it comes from, and keeping it for the next time."""

from __future__ import annotations

import asyncio
from concurrent.futures import Future
from contextlib import suppress
from functools import partial
from pathlib import Path

from textual import on
from textual.timer import Timer
from textual.widgets import TextArea

from tts_tui.cli.piped import read_pipe
from tts_tui.speech.errors import SettingsError, SpeechError
from tts_tui.store.drafts import UNTIL_THEN
from tts_tui.ui.engine_window import EngineWindow
from tts_tui.ui.panels_window import READING_ON
from tts_tui.ui.piped_text import PipedText
from tts_tui.ui.readouts import shortened
from tts_tui.ui.screens.ask import AskScreen
from tts_tui.ui.workers import begin
from tts_tui.ui.write_back import OnDisk, look, write_back

DRAFT_SECONDS = 1.0
"""How long after a key the text is kept, at most."""

PATIENCE = 5.0
"""Seconds that a disk may take to keep the text before the user is asked whether to go without it."""


class WritingWindow(EngineWindow):
    """Fills the editor, and keeps what the user makes of it; it never waits for the disk.

    Attributes:
        speech_prefix: the text up to where it was heard when it was left on the way, in an earlier run; else empty.
    """

    def __init__(self, pipe: int | None = None) -> None:
        """
        Args:
            pipe: the descriptor from which more of the text comes, None for none.
        """
        super().__init__()
        self._pipe = pipe
        self._drafting: Timer | None = None
        self._letting_go = False
        self.speech_prefix = ""

    def begin_text(self) -> None:
        """Put what there is to begin with into the editor."""
        self.text.editor.cursor_blink = not self.app.calm
        self.text.editor.load_text(self.app.first_text)
        self.text.begin(document.name if (document := self.app.drafting.document) else "")
        self.text.source = self.app.drafting.source
        self._note_document()
        self._bring_changes_back()
        self._restore_place()
        if trouble := self.app.first_trouble:
            self.tell("Text", trouble, "warning")
        if self._pipe is not None:
            self.text.arriving = True
            read_pipe(self._pipe, PipedText(self.post_message))

    async def open_document(self, path: Path, text: str) -> None:
        """Keep the text in the editor, and begin with that of a file."""
        if not await self.may_let_go():
            return
        self.app.drafting.open(path, text)
        self._begin_with(text, path.name)
        self._note_document()
        self._bring_changes_back()
        self._restore_place()
        self.text_is_other()

    async def take_up_text(self, file: Path) -> None:
        """Keep the text in the editor, and go on with another one that is of no file.

        Raises:
            SpeechError: another window has it.
        """
        if not await self.may_let_go():
            return
        text = self.app.drafting.take_up(file)
        self.text.editor.load_text(text)  # undo is this text's own
        self.text.begin()
        self.text.source = None
        self._restore_place()
        self.text_is_other()

    def _note_document(self) -> None:
        if document := self.app.drafting.document:
            begin(self, partial(self._note, document), group="note")

    async def _note(self, document: Path) -> None:
        """A list that can't be kept is no trouble of somebody who opens a file."""
        with suppress(SpeechError):
            await asyncio.to_thread(self.app.opened.note, document)

    def text_is_other(self) -> None:
        """The editor holds the text of another draft."""

    def _restore_place(self) -> None:
        self.end_of_speech_before()
        speech_end = self.app.drafting.restore_place(self.text.editor)
        self.speech_prefix = self.text.text[:speech_end]
        if self.speech_prefix:
            last = shortened(" ".join(self.speech_prefix[-200:].split())[-60:], 60)
            keys = self.app.key_of("go-on")
            self.tell(READING_ON, f"{keys} reads on where you stopped: after “…{last}”.", "done")

    @property
    def speech_end(self) -> int:
        """The character at which the speech of the text was left on the way; 0 where it wasn't."""
        return len(self.speech_prefix) if self.text.text.startswith(self.speech_prefix) else 0

    def _bring_changes_back(self) -> None:
        """Those that were made to the document in the editor, and not in its file."""
        if (changed := self.app.drafting.take_changes(self.text.text)) is not None:
            self.text.replace(changed)
            self.tell("Draft", "Your changes of the last time are back. ^z shows the file as it is.", "done")

    async def write_document(self) -> None:
        """Write the text back to the file that it is of; asks where that was changed meanwhile."""
        drafting, text = self.app.drafting, self.text.text
        if (document := drafting.document) is None or (source := drafting.source) is None:
            return
        try:
            found = await asyncio.to_thread(look, document, source)
            if found is OnDisk.NO_PLAIN_TEXT:
                self.hint(
                    "File",
                    f"“{document.name}” holds {found.value}: those would be lost. The text is kept here.",
                )
                return
            if found is not OnDisk.AS_READ:
                question = f"“{document.name}” is {found.value} since it was opened.\n\nWrite this text in its place?"
                if not await self.app.push_screen_wait(AskScreen("File", question, "Write")):
                    return
            await asyncio.to_thread(write_back, document, text)
        except SpeechError as error:
            self.tell("File", error)
            return
        if drafting.document == document:
            drafting.written(text)
            self.text.source = text
        self.hint("File", f"{document} is written.", "done")

    def new_text(self) -> None:
        """Keep the text in the editor, and begin with an empty one."""
        self.keep_now()
        if self.text.text:
            self.app.drafting.begin()
        self._begin_with("")
        self.text_is_other()
        self.show_text()

    def _begin_with(self, text: str, name: str = "") -> None:
        self.text.replace(text)
        self.text.begin(name)
        self.text.source = self.app.drafting.source
        self.end_of_speech_before()

    @on(PipedText.Arrived)
    def _take_piped(self, message: PipedText.Arrived) -> None:
        self.text.append(message.more)
        self.text.arriving = self.text.arriving and not message.last
        if message.error:
            self.tell("Pipe", message.error)

    @on(TextArea.Changed, "#editor")
    def keep_soon(self) -> None:
        if self._drafting is None:  # also while the user goes on typing
            self._drafting = self.set_timer(DRAFT_SECONDS, self.keep_now)

    def keep_now(self) -> None:
        """Keep the text, the place in it and what speaks it for the next time, while the window goes on."""
        self._drafting = None
        begin(self, partial(self._tell_kept, self._keep()))

    async def keep_all(self) -> SpeechError | None:
        """The same, waiting until all of the text is kept; what kept it from that, None where nothing did."""
        kept: str | None = None
        while kept != (kept := self.text.text):
            if trouble := await self._tell_kept(self._keep()):
                return trouble
        return None

    async def may_let_go(self) -> bool:
        """Keep the text; where that can't be done, ask whether it may be lost."""
        try:
            async with asyncio.timeout(PATIENCE):
                trouble = await self.keep_all()
        except TimeoutError:
            trouble = SettingsError("The disk takes very long to keep the text.", hint=UNTIL_THEN)
        if trouble is None or self.app.drafting.holds(self.text.text):
            return True
        other = f"{self.app.key_of('edit-outside')} opens it in your editor, which can keep it elsewhere."
        question = f"{trouble.message} {trouble.hint}\n\n{other}"
        return await self.app.push_screen_wait(AskScreen("Lose the text?", question, "Lose it"))

    async def leave_kept(self) -> None:
        """Leave the program, unless the user stays for a text that can't be kept."""
        if not self._letting_go:
            self._letting_go = True
            if await self.may_let_go():
                self.app.exit()
            self._letting_go = False

    def keep(self, patience: float | None = None) -> None:
        """The same, for leaving.

        Args:
            patience: seconds after which it leaves without what a slow disk hasn't written; None for none.
        """
        with suppress(SpeechError, TimeoutError):
            self._keep().result(patience)

    def _keep(self) -> Future[None]:
        return self.app.drafting.keep(
            self.text.text, self.text.editor.selection, self.speech_end, self.selection
        )

    async def _tell_kept(self, writing: Future[None]) -> SpeechError | None:
        try:
            await asyncio.wrap_future(writing)
        except SpeechError as error:
            self.tell("Draft", error)
            return error
        self.notices.clear("Draft")
        return None
