"""The ledger of the text in the editor: what the user asks of it, and what is kept of it for the next time."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from tts_tui.events.deck import Deck
from tts_tui.events.service import SpeechService
from tts_tui.speech.errors import SpeechError
from tts_tui.speech.request import SpeechRequest

if TYPE_CHECKING:
    from tts_tui.studio.take import Take


if TYPE_CHECKING:  # what cuts and writes out texts, which the first paint doesn't wait for
    from tts_tui.store.sentence_cache import SentenceCache
    from tts_tui.store.take_folder import TakeFolder
    from tts_tui.studio.ledger import Ledger
    from tts_tui.studio.ledger_file import LedgerFile, LedgerRecord
    from tts_tui.studio.rows import Manner, Row


class LedgerDesk:
    """Works for one window, whose thread alone calls it.

    Attributes:
        ledger: of the text in the editor, None until `open` has read it.
        ready: set once it was read, or can't be.
    """

    def __init__(self, service: SpeechService, deck: Deck, folder: Path, cache: SentenceCache | None) -> None:
        """
        Args:
            folder: holds a folder for each draft.
            cache: where sounds are kept, too.
        """
        self._service = service
        self._deck = deck
        self._folder = folder
        self._cache = cache
        self._sounds: TakeFolder
        self._file: LedgerFile
        self._record: LedgerRecord
        self._followed = ""
        self.ledger: Ledger | None = None
        self.ready = asyncio.Event()

    # ---- which text

    async def open(self, name: str, text: str) -> None:
        """Take up the ledger of a draft.

        Args:
            name: of the draft.
            text: as it is in the editor.
        """
        self.ledger, self._followed = None, ""
        self.ready.clear()
        try:
            read = await asyncio.to_thread(self._read, name, text)
            self._sounds, self._file, self._record, self.ledger = read
        finally:
            self.ready.set()

    async def last_take(self) -> Take | None:
        """What was spoken of the text in an earlier run, joined of what is kept; None where there is nothing."""
        record = self._record if self.ledger else None
        if record is None or record.last is None:
            return None
        last = record.last
        of = await asyncio.to_thread(record.ledger, last.request)
        return await self._joined(last.request, last.text_start, of, whole=last.whole)

    def _read(self, name: str, text: str) -> tuple[TakeFolder, LedgerFile, LedgerRecord, Ledger]:
        from tts_tui.store.take_folder import TakeFolder, make_room
        from tts_tui.studio.ledger import Ledger
        from tts_tui.studio.ledger_file import LedgerFile

        sounds = TakeFolder(self._folder / name, self._cache)
        make_room(self._folder, but=sounds.folder)
        file = LedgerFile(sounds.ledger_file)
        record = file.load()
        return sounds, file, record, Ledger(text, record.rows)

    @property
    def place(self) -> float:
        """Seconds into the last take at which it was left."""
        return self._record.last.position if self.ledger and self._record.last else 0.0

    async def follow(self, request: SpeechRequest, *, whole: bool = False) -> None:
        """Know the sentences of the text as it is now.

        Args:
            request: with all of the text.
            whole: look also at those that are as they were, since what is said of them may be another.
        """
        ledger = self.ledger
        if ledger is None or (not whole and self._followed == request.text and not ledger.unsure()):
            return
        try:
            cutting = await self._service.follow(ledger, request, whole=whole)
        except SpeechError:  # speaking raises the same and reports it
            return
        if ledger is self.ledger:
            self._followed = request.text
            self._record = msgspec.structs.replace(self._record, cutting=cutting)

    # ---- what is made

    def speak(self, request: SpeechRequest, text_start: int, text: str, start: int = 0) -> None:
        """Speak a part of the text in the editor, each sentence as the ledger has it.

        Args:
            text_start: where the request's text begins in it.
            text: all of it.
            start: character of the request's text from which on it is spoken.
        """
        ledger = self.ledger
        if ledger is None:
            self._deck.speak(request, text_start)
            return
        from tts_tui.studio.ledger import LedgerPart

        if not ledger.rows:
            ledger.begin(text)
        part = LedgerPart(ledger, text_start, whole=request.text == text)
        self._deck.speak(request, text_start, start=start, part=part, sounds=self._sounds)

    def make(
        self,
        request: SpeechRequest,
        rows: Iterable[Row],
        manner: Manner | None = None,
        *,
        silent: bool = False,
    ) -> None:
        """Make these sentences again.

        Args:
            request: with all of the text.
            manner: in which they are; None for their own.
            silent: make the audio without playing it.
        """
        if self.ledger:
            from tts_tui.studio.ledger import LedgerPart

            part = LedgerPart(self.ledger, 0, frozenset(row.start for row in rows), manner)
            self._deck.make(request, part, self._sounds, silent=silent)

    async def join(self) -> Take | None:
        """The take joined again, of the sounds that count now; None where there is none yet."""
        take, ledger = self._deck.take, self.ledger
        if ledger is None or take is None or take.end is None or not self._is_ours(take):
            return None
        request = replace(take.request, voice=take.voice or take.request.voice, language=take.language)
        if not take.text_start and self._was_whole(take):
            return await self._joined(replace(request, text=ledger.text), 0, ledger.copy(), whole=True)
        of = await asyncio.to_thread(self._now(take).ledger, request)
        return await self._joined(request, take.text_start, of, whole=False)

    async def _joined(
        self, request: SpeechRequest, text_start: int, ledger: Ledger, *, whole: bool
    ) -> Take | None:
        from tts_tui.studio.ledger import LedgerPart
        from tts_tui.studio.take import Take

        part = LedgerPart(ledger, 0, whole=False, existing_only=True)
        take = Take(request, text_start=text_start, part=part, sounds=self._sounds, voice=request.voice)
        await self._service.joined(take)
        take.part = LedgerPart(self.ledger or ledger, text_start, whole=whole)  # for going on
        return take if take.timeline else None

    async def sound(self, row: Row) -> Take | None:
        """What counts of a sentence, as a take of its own."""
        if self.ledger is None or row.take is None:
            return None
        sound = await asyncio.to_thread(self._sounds.get, row.take.sound)
        if sound is None:
            return None
        from tts_tui.audio.timeline import Timeline
        from tts_tui.studio.sinks import TimelineSink
        from tts_tui.studio.take import Take

        clip = TimelineSink(Timeline)
        clip.timeline = Timeline(sound.sample_rate)
        clip.timeline.append(sound.samples)
        clip.timeline.finish()
        return Take(SpeechRequest(row.text, "", row.take.manner.voice), clip=clip, preview=True)

    # ---- what is kept

    def _is_ours(self, take: Take) -> bool:
        """Whether a take is of this text."""
        return take.part is not None and take.part.ledger is self.ledger

    def _was_whole(self, take: Take) -> bool:
        """Whether a take was of all of the text, which may have been edited since."""
        return take.part is not None and take.part.whole

    def _now(self, take: Take | None) -> LedgerRecord:
        from tts_tui.studio.ledger_file import LastTake, snapshot

        assert self.ledger is not None
        last = self._record.last
        if take and take.timeline and self._is_ours(take):
            request = replace(take.request, voice=take.voice or take.request.voice, language=take.language)
            place = round(self._deck.place, 2)
            last = LastTake(request, take.text_start, place, self._was_whole(take))
        return snapshot(self.ledger, self._record.cutting, last)

    async def keep(self) -> None:
        """Keep all of it for the next time.

        Raises:
            SettingsError: it can't be written.
        """
        if self.ledger is None:
            return
        record, file, sounds = self._now(self._deck.take), self._file, self._sounds
        self._record = record
        needed = self.ledger.sounds if self._deck.take and self._deck.take.end else None

        def work() -> None:
            if record.rows or sounds.ledger_file.exists():
                file.keep(record)
            if needed is not None:
                sounds.keep_only(needed)

        await asyncio.to_thread(work)
