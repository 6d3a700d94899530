"""Keeps the text in the editor: which draft it is of, and what of it is written, in a thread that may wait."""

from __future__ import annotations

from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from textual.widgets import TextArea, text_area

from tts_tui.events.last_selection import LastSelection
from tts_tui.events.tts_events import Selection
from tts_tui.speech.errors import UsageError
from tts_tui.store.drafts import Draft, Drafts
from tts_tui.ui.left_text import LeftText
from tts_tui.ui.place import Place


@dataclass(frozen=True, slots=True)
class _Kept:
    """What the window held at a moment, and the draft that it goes to."""

    draft: Draft
    document: Path | None
    text: str
    selected: text_area.Selection
    speech_end: int
    speaker: Selection


class Drafting:
    """Writes in the order in which it is asked, so that nothing is written over by what was there before.

    Attributes:
        draft: of the text in the editor.
        first_text: what the editor starts with.
        document: the file that the text in the editor is of, where it is of one.
    """

    def __init__(
        self,
        drafts: Drafts,
        place: Place,
        last: LastSelection,
        text: str | None,
        document: Path | None,
        left: LeftText | None = None,
    ) -> None:
        """
        Args:
            left: keeps which document is open; None where that isn't to be known the next time.
            text: what to start with; the text of the last time when None.
            document: the file that it was read from.
        """
        self._drafts = drafts
        self._place = place
        self._last = last
        self._left = left
        self._thread = ThreadPoolExecutor(1, "drafting")
        self._newest: _Kept | None = None
        self.document = document
        self.draft = self._draft_of(text, document)
        kept = self.draft.load()
        self.first_text = (kept or "") if text is None else text
        self._changed = kept if document else None

    def _draft_of(self, text: str | None, document: Path | None) -> Draft:
        if text is None:
            return self._drafts.latest()
        return self._drafts.of_document(document, text) if document else self._drafts.piped()

    def open(self, document: Path, text: str) -> None:
        """Keep from now on what becomes of the text of a file."""
        self.draft.close()
        self.document = document
        self.draft = self._draft_of(text, document)
        self._changed = self.draft.load()

    @property
    def source(self) -> str | None:
        """The text of the document as it reads in its file; None where there is no document."""
        return self.draft.source if self.document else None

    def written(self, text: str) -> None:
        """The document reads so from now on, in its file, too; what was kept of it before isn't needed any more."""
        if self.document:
            before, self.draft = self.draft, self._drafts.of_document(self.document, text)
            self.draft.load()
            self._thread.submit(before.forget)

    def begin(self) -> None:
        """Keep from now on a text without a name; let other windows have the draft before once it is written."""
        self._go_over(self._drafts.new(beside=self.draft))

    def take_up(self, file: Path) -> str:
        """Keep from now on what becomes of a text without a name, which is returned; as `begin` otherwise.

        Raises:
            UsageError: another window has it.
        """
        if (draft := self._drafts.take_up(file)) is None:
            raise UsageError("Another window has that text.", hint="Go on there, or close it first.")
        self._go_over(draft)
        return draft.load() or ""

    def remove(self, file: Path) -> None:
        """Remove a text without a name. Blocks.

        Raises:
            UsageError: another window has it.
        """
        if (draft := self._drafts.take_up(file)) is None:
            raise UsageError("Another window has that text.", hint="Close it first.")
        draft.forget()

    def _go_over(self, draft: Draft) -> None:
        self.document = None
        before, self.draft = self.draft, draft
        self._thread.submit(before.close)

    @property
    def drafts(self) -> Drafts:
        """All of them."""
        return self._drafts

    def take_changes(self, text: str) -> str | None:
        """The document with the changes that were made here and not in its file; None where there are none.

        Args:
            text: of the file.
        """
        changed, self._changed = self._changed, None
        return changed if changed != text else None

    def restore_place(self, editor: TextArea) -> int:
        """Put the cursor and the selection where they were; up to which character it was heard, see `Place`."""
        return self._place.restore(editor)

    def keep(
        self, text: str, selected: text_area.Selection, speech_end: int, speaker: Selection
    ) -> Future[None]:
        """Begin to write this; the result raises `SettingsError` where it can't be written.

        What waits while something newer of the same draft comes isn't written at all.

        Args:
            selected: in the text, and where the cursor is.
            speech_end: the character at which its speech was left on the way, else 0.
            speaker: what speaks the text.
        """
        self._newest = kept = _Kept(self.draft, self.document, text, selected, speech_end, speaker)
        return self._thread.submit(self._write, kept)

    def holds(self, text: str) -> bool:
        """Whether this text in the editor will be there the next time."""
        return self.draft.holds(text)

    def close(self) -> None:
        """Let other windows have the draft, the next one first; what is being kept is kept to its end."""
        self._thread.shutdown(wait=False)
        self.draft.leave()

    def _write(self, kept: _Kept) -> None:
        newest = self._newest
        if newest and kept is not newest and kept.draft is newest.draft:
            return
        kept.draft.keep(kept.text)
        if self._left:
            self._left.keep(kept.document)
        self._place.keep(kept.text, kept.selected, kept.speech_end)
        self._last.keep(kept.speaker)
