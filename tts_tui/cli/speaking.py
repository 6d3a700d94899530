"""Speaks one text for the command line: from a request to an exit code."""

from __future__ import annotations

import asyncio
import signal
from contextlib import AsyncExitStack, aclosing
from dataclasses import replace
from typing import TYPE_CHECKING

from tts_tui.audio.encoders import Encoder
from tts_tui.audio.saving import AudioFile
from tts_tui.backends.manager import TTSBackendManager
from tts_tui.cli.output import tell_error
from tts_tui.cli.outputs import Outputs
from tts_tui.cli.playing import Playback
from tts_tui.cli.report import Report
from tts_tui.library.history import History
from tts_tui.pipeline.deliver import Sink, deliver
from tts_tui.pipeline.effects_sink import EffectsSink
from tts_tui.pipeline.session import Session
from tts_tui.pipeline.sinks import EncoderSink, FileSink, WordsSink
from tts_tui.pipeline.speak import speak
from tts_tui.speech.errors import ExitCode, SpeechError
from tts_tui.speech.events import Cancelled, Failed, Finished, Progress, SpeechEvent, Started
from tts_tui.text.headings import headings

if TYPE_CHECKING:
    from tts_tui.library.sentence_cache import SentenceCache
    from tts_tui.speech.request import SpeechRequest


class Speaking:
    """One text on its way to the ear, a file or a pipe."""

    def __init__(
        self, request: SpeechRequest, outputs: Outputs, report: Report, cache: SentenceCache | None = None
    ) -> None:
        self._request = request
        self._cache = cache
        self._outputs = outputs
        self._report = report
        self._stopped = asyncio.Event()
        self._playback: Playback | None = None
        self._words = WordsSink()
        chapters = headings(request.text) if outputs.format.chapters else ()
        self._file = FileSink(self._open_file, chapters) if outputs.path else None
        self._stream: EffectsSink | None = None

    async def run(self, manager: TTSBackendManager, session: Session) -> ExitCode:
        """Speak; ctrl+c ends it and keeps what was made."""
        async with AsyncExitStack() as stack:
            if self._outputs.play:
                needed = not (self._file or self._outputs.pipe)
                device = session.output_choice().device
                self._playback = Playback(session.settings.audio, device, needed=needed)
                stack.push_async_callback(self._playback.close)
            self._listen_to_signals()
            events = speak(self._request, manager, cancelled=self._stopped, cache=self._cache)
            end: SpeechEvent | None = None
            async with aclosing(deliver(events, self._sinks())) as delivered:
                async for end in delivered:
                    self._tell(end)
            assert isinstance(end, Finished | Failed | Cancelled)  # the pipeline's promise
            return self._ended(end, History(session.paths.history_file))

    def _sinks(self) -> list[Sink]:
        """Those that end at once come first: playing ends when all was heard."""
        sinks: list[Sink] = [self._words]
        if self._file:
            sinks.append(self._file)
        if self._outputs.pipe:
            sinks.append(self._with_effects(EncoderSink(self._open_pipe)))
        if self._playback:
            sinks.append(self._with_effects(self._playback))
        return sinks

    def _with_effects(self, sink: Sink) -> Sink:
        if not self._outputs.sound.streams:
            return sink
        self._stream = EffectsSink(self._outputs.sound.effects, sink)
        return self._stream

    def _tell(self, event: SpeechEvent) -> None:
        if isinstance(event, Started):
            self._request = replace(self._request, voice=event.voice)
            if self._playback:
                self._playback.open(event.model.sample_rate)
        if isinstance(event, Progress) and self._playback:
            self._playback.follow(event)
        self._report.event(event)

    def _ended(self, end: Finished | Failed | Cancelled, history: History) -> ExitCode:
        if isinstance(end, Finished):
            try:
                self._outputs.save_words(self._words, self._request.text, self._file or self._stream)
            except SpeechError as error:
                end = Failed(error, end.characters, end.metrics)
        place = (self._file.path or self._file.kept) if self._file else None
        made = self._file or self._stream
        self._report.end(
            end, place, self._file.loudness if self._file else None, made.limited if made else 0.0
        )
        try:
            history.record(self._request, end.metrics, place)
        except SpeechError as error:  # what was said stays said
            tell_error(error)
        if isinstance(end, Failed):
            return end.error.exit_code
        return ExitCode.INTERRUPTED if self._stopped.is_set() else ExitCode.OK

    def _open_file(self, sample_rate: int) -> AudioFile:
        return self._outputs.open_file(sample_rate, self._request)

    def _open_pipe(self, sample_rate: int) -> Encoder:
        return self._outputs.open_pipe(sample_rate, self._request)

    def _listen_to_signals(self) -> None:
        loop = asyncio.get_running_loop()

        def stop(which: signal.Signals) -> None:
            loop.remove_signal_handler(which)  # the second one ends the program the hard way
            self._stopped.set()
            if self._playback:
                self._playback.stop()

        for which in (signal.SIGINT, signal.SIGTERM):
            loop.add_signal_handler(which, stop, which)
