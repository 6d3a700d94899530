"""Speaks one text for the command line: from a job to an exit code."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import AsyncIterator
from contextlib import aclosing, asynccontextmanager
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from tts_tui.cli.destinations import Destinations
from tts_tui.cli.report import Outcome, Report
from tts_tui.speech.errors import ExitCode, NoAudioDeviceError
from tts_tui.speech.events import Cancelled, End, Failed, Progress, SpeechEvent, Started
from tts_tui.studio.deliver import Sink
from tts_tui.studio.effects_sink import EffectsSink
from tts_tui.studio.job import Job
from tts_tui.studio.rendition import CaptionsSink
from tts_tui.studio.sinks import EncoderSink, FileSink
from tts_tui.studio.studio import Studio

if TYPE_CHECKING:
    from tts_tui.studio.playing import PlaybackSink
    from tts_tui.studio.session import Session

_SAME_SIGNAL_SECONDS = 0.5
"""Within which a second signal is no second thought."""


class Speaking:
    """One text on its way to the ear, a file or a pipe."""

    def __init__(self, job: Job, destinations: Destinations, report: Report) -> None:
        self._job = job
        self._destinations = destinations
        self._report = report
        self._playback: PlaybackSink | None = None
        self._stream: EffectsSink | None = None
        rendition = destinations.rendition
        if rendition.path:
            job.file = FileSink(
                lambda rate: rendition.open_file(rate, job.request, job.voice),
                lambda: rendition.chapters(replace(job.request, text=job.text), job.words),
            )

    async def run(self, studio: Studio, session: Session) -> ExitCode:
        """Speak; ctrl+c ends it and keeps what was made."""
        end: SpeechEvent | None = None
        async with self._player(session):
            self._listen_to_signals()
            async with aclosing(studio.speak(self._job, self._sinks())) as events:
                async for event in events:
                    if isinstance(event, End):
                        end = self._from_the_ear(event)
                    else:
                        self._tell(event)
        assert isinstance(end, End)  # the studio's promise
        file, sink = self._job.file, self._job.file or self._stream
        place = (file.path or file.partial_path) if file else None
        self._report.end(Outcome(end, place, file.loudness if file else None, sink.limited if sink else 0.0))
        if isinstance(end, Failed):
            return end.error.exit_code
        return ExitCode.INTERRUPTED if self._job.cancelled.is_set() else ExitCode.OK

    @asynccontextmanager
    async def _player(self, session: Session) -> AsyncIterator[None]:
        if not self._destinations.play:
            yield
            return
        from tts_tui.studio.playing import PlaybackSink  # a file needs no player

        needed = not (self._job.file or self._destinations.pipe)
        device = session.output_choice().device
        self._playback = PlaybackSink(session.settings.audio, device, self._report.sound, needed=needed)
        try:
            yield
        finally:
            await self._playback.close()

    def _sinks(self) -> list[Sink]:
        """The sinks, those that end at once first: the playing one ends only when everything was played."""
        sinks: list[Sink] = []
        if self._destinations.pipe:
            sinks.append(self._with_effects(EncoderSink(partial(self._destinations.open_pipe, self._job))))
        if self._playback:
            sinks.append(self._with_effects(self._playback))
        if self._destinations.rendition.captions:
            sinks.append(
                CaptionsSink(self._destinations.rendition, self._job, self._job.file or self._stream)
            )
        return sinks

    def _with_effects(self, sink: Sink) -> Sink:
        effects = self._destinations.rendition.effects
        if not effects.streams:
            return sink
        self._stream = EffectsSink(effects, sink)
        return self._stream

    def _tell(self, event: SpeechEvent) -> None:
        if self._playback and isinstance(event, Started):
            self._playback.open(event.model.sample_rate)
        if self._playback and isinstance(event, Progress):
            self._playback.follow(event)
        self._report.event(event)

    def _from_the_ear(self, end: End) -> End:
        """The end; where the text was only played, it resumes at the first sentence that wasn't heard to its end."""
        if (
            self._playback is None
            or self._job.file
            or self._destinations.pipe
            or self._destinations.rendition.captions
        ):
            return end
        position = self._playback.resume_at
        if (
            isinstance(end, Cancelled) or self._job.cancelled.is_set()
        ):  # perhaps when all was made, and not heard
            return Cancelled(position, end.metrics)
        if isinstance(end, Failed) and isinstance(end.error, NoAudioDeviceError):
            return replace(end, resume_at=position)
        return end

    def _listen_to_signals(self) -> None:
        loop = asyncio.get_running_loop()

        def stop(which: signal.Signals) -> None:
            # one sent later ends the program the hard way; `timeout`, for one, sends the same twice at once
            loop.call_later(_SAME_SIGNAL_SECONDS, loop.remove_signal_handler, which)
            self._job.cancelled.set()
            if self._playback:
                self._playback.stop()

        for which in (signal.SIGINT, signal.SIGTERM):
            loop.add_signal_handler(which, stop, which)
