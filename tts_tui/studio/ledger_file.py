"""The ledger between runs: its rows, what was spoken last, and where that was left."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import msgspec

from tts_tui.speech.request import Segment, SpeechRequest
from tts_tui.store.state_file import StateFile
from tts_tui.studio.ledger import Ledger
from tts_tui.studio.plan import ramp
from tts_tui.studio.rows import Row
from tts_tui.text.markup import marked_request
from tts_tui.text.scripts import usual_language
from tts_tui.text.segments import segments


@dataclass(frozen=True, slots=True)
class Cutting:
    """How the pipeline cuts a text for a model; see `Model`."""

    language: str = ""
    max_characters: int = 4096
    chunk_characters: int = 0

    def of(self, request: SpeechRequest) -> Iterator[Segment]:
        """The sentences that are said, as the calls of the request's text have them."""
        text = marked_request(request)
        language = self.language or usual_language(text.text)
        return ramp(segments(text, language, self.max_characters), self.chunk_characters)


@dataclass(frozen=True, slots=True)
class LastTake:
    """What was spoken last.

    Attributes:
        request: in the voice and language that it was spoken in.
        text_start: where in the draft's text the request's begins.
        position: seconds into the take at which it was left.
        whole: it was of all of the draft's text.
    """

    request: SpeechRequest
    text_start: int = 0
    position: float = 0.0
    whole: bool = True


class LedgerRecord(msgspec.Struct, frozen=True):
    """All that is kept of a draft's speech."""

    rows: tuple[Row, ...] = ()
    cutting: Cutting = Cutting()
    last: LastTake | None = None

    def ledger(self, request: SpeechRequest) -> Ledger:
        """The ledger of a text, with what is known of its sentences."""
        ledger = Ledger(request.text, self.rows)
        ledger.follow(request.text, self.cutting.of(request))
        return ledger


class LedgerFile:
    """One small file, written whole or not at all, and only where something changed."""

    def __init__(self, file: Path) -> None:
        self._file = StateFile(
            file,
            "The ledger",
            partial(msgspec.json.decode, type=LedgerRecord),
            hint="Make room or make that folder writable; until then the takes are lost when the window is closed.",
        )
        self._written: LedgerRecord | None = None

    def load(self) -> LedgerRecord:
        """What was kept, empty where nothing was."""
        return self._file.load() or LedgerRecord()

    def keep(self, ledger: LedgerRecord) -> None:
        """Keep this.

        Raises:
            SettingsError: it can't be written.
        """
        if ledger != self._written:
            self._file.write(ledger)
            self._written = ledger


def snapshot(ledger: Ledger, cutting: Cutting, last: LastTake | None) -> LedgerRecord:
    """What is to be kept of a ledger as it is now."""
    rows = tuple(replace(row, busy=False) for row in tuple(ledger.rows))
    if last:
        plain = replace(last.request, settings=dict(last.request.settings), cast=dict(last.request.cast))
        last = replace(last, request=plain)
    return LedgerRecord(rows, cutting, last)
