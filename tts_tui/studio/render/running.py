"""Runs a job: has its units made, and then its files written. What stops it can be gone on with."""

from __future__ import annotations

import asyncio
import logging
import math
import threading
import time
from collections.abc import AsyncGenerator, Callable, Mapping, Sequence
from contextlib import aclosing, suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from tts_tui.backends.manager import TTSBackendManager
from tts_tui.speech.errors import SaveError, SpeechError, unexpected
from tts_tui.store.history import History, HistoryEntry
from tts_tui.store.job_rows import JobState, RenderJob, Unit
from tts_tui.store.jobs import Jobs
from tts_tui.store.leases import LEASE_SECONDS, Leases, owner_name
from tts_tui.store.sentence_cache import SentenceCache
from tts_tui.studio.render.assembling import Assembly
from tts_tui.studio.render.cluster import Cluster
from tts_tui.studio.render.crew import Alone, Beside, Crew
from tts_tui.studio.render.epub.writing import write_epub
from tts_tui.studio.render.eta import WRITING, Eta, WritingEta, writing_speed
from tts_tui.studio.render.making import Maker
from tts_tui.studio.render.part_files import PartFiles
from tts_tui.studio.render.progress import JobAt, JobEnded, JobEvent, JobStarted
from tts_tui.studio.render.report import FileReport, packed, unpacked
from tts_tui.studio.render.sounding import LostSoundError, Sounding, Stopped
from tts_tui.studio.render.tracks import Track, digest_of, tracks_of

log = logging.getLogger(__name__)

_TRY_SECONDS = 60.0
"""Between two looks at how fast files are written on this machine."""
_USUAL_RATE = 24_000
_POLL_SECONDS = 0.3
"""Between two looks at how far it is, and whether somebody paused it."""


@dataclass(slots=True)
class Runner:
    """Runs one job, in this process; nobody else runs it meanwhile.

    Attributes:
        workers: processes that make its units; 1 is this one.
        cluster: address of the machines that make them instead; empty for none.
        log_file: where the stderr of others goes.
        stop: set it to pause the job.
        clock: by which it is told how long the rest takes, in seconds.
    """

    jobs: Jobs
    manager: TTSBackendManager
    cache: SentenceCache | None
    history: History | None
    workers: int
    log_file: Path
    cluster: str = ""
    stop: asyncio.Event = field(default_factory=asyncio.Event)
    clock: Callable[[], float] = time.monotonic
    _halted: threading.Event = field(default_factory=threading.Event, init=False)
    _me: str = field(default_factory=owner_name, init=False)
    _written: int = field(default=0, init=False)
    _kept_at: float = field(default=0.0, init=False)
    _speed: float = field(default=WRITING, init=False)
    _tried_at: float = field(default=-math.inf, init=False)

    async def run(self, number: int) -> AsyncGenerator[JobEvent, None]:
        """Run it: events, of which the last is `JobEnded`.

        Raises:
            JobError: there is no such job, or somebody runs it already.
            SaveError: the jobs can't be read.
        """
        began = time.monotonic()
        job = await asyncio.to_thread(self.jobs.get, number)
        await asyncio.to_thread(self.jobs.claim, number, self._me)
        self._kept_at = began
        state: JobState = "paused"
        error: SpeechError | None = None
        files: tuple[FileReport, ...] = ()
        try:
            yield JobStarted(job, self.workers, await asyncio.to_thread(self.jobs.progress, number))
            while state == "paused" and not self._halted.is_set():
                async with aclosing(self._making(job)) as making:
                    async for event in making:
                        yield event
                if self._halted.is_set():
                    break
                writing = asyncio.create_task(asyncio.to_thread(self._write, job))
                async with aclosing(self._watched(writing, job)) as watched:
                    async for event in watched:
                        yield event
                try:
                    files, state = writing.result(), "done"
                except Stopped:
                    break
                except LostSoundError as lost:
                    leases = Leases(self.jobs.database, number, self._me)
                    await asyncio.to_thread(leases.lost, lost.unit)
        except SpeechError as trouble:
            state, error = "failed", trouble
        except Exception as trouble:
            log.exception("job %d failed", number)
            state, error = "failed", unexpected(trouble)
        finally:  # also when the reader walks away
            self._end(job, state, error)
        yield JobEnded(
            self.jobs.get(number),
            self.jobs.progress(number),
            files,
            tuple(self.jobs.left_out(number)),
            error,
            time.monotonic() - began,
            self.jobs.takes(number).verification() if job.settings.verify else None,
        )

    async def _making(self, job: RenderJob) -> AsyncGenerator[JobEvent, None]:
        if (await asyncio.to_thread(self.jobs.progress, job.id)).complete:
            return
        crew: Crew
        if self.cluster:
            maker = Maker(self.jobs, job.id, self._me, self.manager, self.cache)
            crew = Cluster(maker, self.manager, job.settings, self.cluster)
        elif self.workers > 1:
            crew = Beside(self.jobs, job.id, self.workers, self.log_file)
        else:
            maker = Maker(self.jobs, job.id, self._me, self.manager, self.cache)
            crew = Alone(maker, job.settings)
        task = asyncio.create_task(crew.run())
        async with aclosing(self._watched(task, job, crew)) as watched:
            async for event in watched:
                yield event
        if not task.cancelled():
            task.result()

    async def _watched(
        self, task: asyncio.Task[Any], job: RenderJob, crew: Crew | None = None
    ) -> AsyncGenerator[JobEvent, None]:
        """How far it is, again and again, until the task ends; it is ended where the job is stopped.

        Args:
            crew: who makes it; None where its files are written.
        """
        eta, writing, noted = Eta(self.clock), WritingEta(self.clock), ""
        stopped = asyncio.create_task(self.stop.wait())
        try:
            while not task.done():
                await asyncio.wait(
                    {task, stopped}, timeout=_POLL_SECONDS, return_when=asyncio.FIRST_COMPLETED
                )
                if task.done() or stopped.done() or await self._state(job.id) != "running":
                    break
                if (note := crew.note if crew else "") != noted:
                    noted = note
                    with suppress(SaveError):  # the next write that matters tells
                        await asyncio.to_thread(self.jobs.put_note, job.id, self._me, note)
                yield await self._at(job, eta if crew else writing, note)
            if task.done() and not stopped.done():
                yield await self._at(job, eta if crew else writing, "")
        finally:
            if not task.done():
                self._halted.set()
                if crew:  # the other is asked between two sentences
                    task.cancel()
                await asyncio.wait({task})
            elif stopped.done():
                self._halted.set()
            stopped.cancel()

    async def _at(self, job: RenderJob, eta: Eta | WritingEta, note: str) -> JobAt:
        progress = await asyncio.to_thread(self.jobs.progress, job.id)
        if isinstance(eta, WritingEta):
            share = self._written / progress.units if progress.units else 1.0
            return JobAt(progress, share, eta.left(share), "writing")
        if progress.made and time.monotonic() - self._tried_at > _TRY_SECONDS:
            self._tried_at = time.monotonic()
            rate = self.manager.resolve(job.settings.model, job.settings.provider)[1].sample_rate
            self._speed = await asyncio.to_thread(
                writing_speed, job.settings, rate or _USUAL_RATE, self.clock
            )
        return JobAt(progress, progress.fraction, eta.left(progress, self._speed), "making", note)

    async def _state(self, number: int) -> JobState:
        """What is asked of the job, which stays ours."""
        now = time.monotonic()
        if now - self._kept_at < LEASE_SECONDS / 4:
            return (await asyncio.to_thread(self.jobs.get, number)).state
        self._kept_at = now
        await asyncio.to_thread(self.jobs.free_gone, number)
        return await asyncio.to_thread(self.jobs.keep_claim, number, self._me)

    def _write(self, job: RenderJob) -> tuple[FileReport, ...]:
        """All of its files; those that are there and need no change stay."""
        _, model = self.manager.resolve(job.settings.model, job.settings.provider)
        chapters = self.jobs.chapters(job.id)
        done = 0

        def tell(count: int) -> None:
            self._written = done + count

        parts = PartFiles(self.jobs.sounds(job.id))
        parts.sweep()  # what a run that was killed left behind
        assembly = Assembly(Sounding(self.jobs, job, model, tell, self._halted.is_set), parts)
        told = self.jobs.told(job.id)
        before = {report.path: report for report in unpacked(told.files())}
        reports = []
        for track in tracks_of(job, chapters):
            if track.own:
                units = self.jobs.units(job.id, track.chapters[0].number)
                if all(unit.state == "skipped" for unit in units):  # such as a chapter that is a picture
                    continue
                report = self._chapter(job, track, assembly, units, before)
                done += len(units)
            else:
                report = write_epub(assembly, track) if job.settings.book else assembly.write(track)
                self.jobs.put_output(job.id, track.chapters[0].number, report.path, "")
            reports.append(report)
        told.put_files(packed(reports))
        parts.sweep()
        return tuple(reports)

    def _chapter(
        self,
        job: RenderJob,
        track: Track,
        assembly: Assembly,
        units: Sequence[Unit],
        before: Mapping[Path, FileReport],
    ) -> FileReport:
        """
        Args:
            before: what was told of each file when it was written.
        """
        chapter, digest = track.chapters[0], digest_of(job, track, units)
        if chapter.digest == digest and chapter.output and (path := Path(chapter.output)).is_file():
            known = before.get(path) or FileReport(path, sum(unit.seconds for unit in units))
            return replace(known, unchanged=True)
        report = assembly.write(track)
        self.jobs.put_output(job.id, chapter.number, report.path, digest)
        return report

    def _end(self, job: RenderJob, state: JobState, error: SpeechError | None) -> None:
        said = f"{error.message} {error.hint}".strip() if error else ""
        with suppress(SpeechError):  # a disk that is full now told so already
            self.jobs.end_claim(job.id, self._me, state, said)
            self._record(job)

    def _record(self, job: RenderJob) -> None:
        """What it cost since that was last kept counts for the limits."""
        if self.history and (usd := self.jobs.take_unrecorded(job.id)):
            settings = job.settings
            self.history.add(
                HistoryEntry(
                    settings.title or job.document,
                    settings.provider,
                    settings.model,
                    settings.voice,
                    settings.language,
                    settings.speed,
                    cost_usd=usd,
                    counted_usd=usd,
                    path=job.output,
                )
            )
