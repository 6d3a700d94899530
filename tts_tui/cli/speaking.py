"""Speaks one text for the command line: from a request to an exit code."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Callable, Iterable
from contextlib import AsyncExitStack, aclosing
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from tts_tui.audio.files.encoders import Encoder
from tts_tui.audio.files.saving import AudioFile
from tts_tui.backends.manager import TTSBackendManager
from tts_tui.cli.output import tell_error
from tts_tui.cli.outputs import Outputs
from tts_tui.cli.playing import Playback
from tts_tui.cli.report import Outcome, Report
from tts_tui.speech.errors import ExitCode, NoAudioDeviceError, SpeechError
from tts_tui.speech.events import Cancelled, Failed, Finished, Progress, SpeechEvent, Started
from tts_tui.store.speeds import Speeds
from tts_tui.studio.deliver import Sink, deliver
from tts_tui.studio.effects_sink import EffectsSink
from tts_tui.studio.recording import chapters_of
from tts_tui.studio.session import Session
from tts_tui.studio.sinks import EncoderSink, FileSink, WordsSink
from tts_tui.studio.speak import speak

if TYPE_CHECKING:
    from tts_tui.speech.request import SpeechRequest
    from tts_tui.store.history import History
    from tts_tui.store.sentence_cache import SentenceCache
    from tts_tui.text.arriving import ArrivingText


class Speaking:
    """One text on its way to the ear, a file or a pipe."""

    def __init__(
        self,
        request: SpeechRequest,
        outputs: Outputs,
        report: Report,
        cache: SentenceCache | None = None,
        start: int = 0,
        arriving: ArrivingText | None = None,
    ) -> None:
        """Args:
        start: character of the text to begin at.
        arriving: the text, in the place of the request's, where its end isn't there yet.
        """
        self._request = request
        self._start = start
        self._arriving = arriving
        self._cache = cache
        self._outputs = outputs
        self._report = report
        self._stopped = asyncio.Event()
        self._playback: Playback | None = None
        self._words = WordsSink()
        self._file = FileSink(self._open_file, self._chapters) if outputs.path else None
        self._stream: EffectsSink | None = None

    async def run(self, manager: TTSBackendManager, session: Session) -> ExitCode:
        """Speak; ctrl+c ends it and keeps what was made."""
        async with AsyncExitStack() as stack:
            if self._outputs.play:
                needed = not (self._file or self._outputs.pipe)
                device = session.output_choice().device
                self._playback = Playback(session.settings.audio, device, self._report.sound, needed=needed)
                stack.push_async_callback(self._playback.close)
            self._listen_to_signals()
            events = speak(
                self._request,
                manager,
                cancelled=self._stopped,
                cache=self._cache,
                start=self._start,
                arriving=self._arriving,
            )
            end: SpeechEvent | None = None
            async with aclosing(deliver(events, self._sinks())) as delivered:
                async for end in delivered:
                    self._tell(end)
            assert isinstance(end, Finished | Failed | Cancelled)  # the pipeline's promise
            end = self._from_the_ear(end)
            return self._ended(end, session.history(tell_error), Speeds(session.paths.speeds_file))

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

    def _from_the_ear(self, end: Finished | Failed | Cancelled) -> Finished | Failed | Cancelled:
        """Where only playing was asked for, what was made and not heard is still to be said."""
        if self._playback is None or self._file or self._outputs.pipe or self._outputs.sidecars:
            return end
        heard = self._playback.resume_at
        if isinstance(end, Cancelled) or self._stopped.is_set():  # perhaps when all was made, and not heard
            return Cancelled(heard, end.metrics)
        if isinstance(end, Failed) and isinstance(end.error, NoAudioDeviceError):
            return replace(end, resume_at=heard)
        return end

    def _ended(self, end: Finished | Failed | Cancelled, history: History, speeds: Speeds) -> ExitCode:
        self._request = replace(self._request, text=self._text)
        if isinstance(end, Finished):
            try:
                self._outputs.save_words(self._words, self._text, self._file or self._stream)
            except SpeechError as error:
                end = Failed(error, end.characters, end.metrics)
        place = (self._file.path or self._file.kept) if self._file else None
        made = self._file or self._stream
        loudness = self._file.loudness if self._file else None
        self._report.end(Outcome(end, place, loudness, made.limited if made else 0.0))
        said = replace(self._request, text=self._text[self._start :])
        self._keep(lambda: history.record(said, end.metrics, place))
        if isinstance(end, Finished):
            self._keep(partial(speeds.learn, end))
        if isinstance(end, Failed):
            return end.error.exit_code
        return ExitCode.INTERRUPTED if self._stopped.is_set() else ExitCode.OK

    @property
    def _text(self) -> str:
        return self._arriving.text if self._arriving else self._request.text

    def _chapters(self) -> Iterable[tuple[str, float]]:
        return chapters_of(self._text, self._words.words) if self._outputs.format.chapters else ()

    def _keep(self, work: Callable[[], None]) -> None:
        """What was said stays said, whatever can be kept of it."""
        try:
            work()
        except SpeechError as error:
            tell_error(error)

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
