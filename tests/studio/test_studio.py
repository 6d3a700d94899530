"""A job in the studio, from the request to what is kept of it: no window, no command line."""

from __future__ import annotations

import json
import threading
import wave
from collections.abc import Sequence
from contextlib import aclosing
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import pytest
from test_cached import MEGABYTE, PaidTones
from tones import RATE, ToneBackend

from tts_tui.audio.effects import Effects
from tts_tui.audio.files.format_names import format_for
from tts_tui.audio.timeline import Timeline
from tts_tui.backends.base import BackendContext
from tts_tui.backends.manager import BackendSpec, TTSBackendManager
from tts_tui.speech.errors import BudgetError, SaveError, SynthesisError
from tts_tui.speech.events import (
    Cancelled,
    ChunkReady,
    Failed,
    Finished,
    FirstChunk,
    Progress,
    SpeechEvent,
    Started,
    Trouble,
)
from tts_tui.speech.request import ChunkRequest, SpeechRequest
from tts_tui.store.history import History
from tts_tui.store.sentence_cache import SentenceCache
from tts_tui.store.settings import LimitSettings
from tts_tui.store.speeds import Speeds
from tts_tui.studio.budget import Budget
from tts_tui.studio.deliver import Sink
from tts_tui.studio.job import Job
from tts_tui.studio.listening import render
from tts_tui.studio.rendition import CaptionsSink, Rendition
from tts_tui.studio.resuming import Rest, rest_of
from tts_tui.studio.saving import save_take
from tts_tui.studio.sinks import FileSink, TimelineSink
from tts_tui.studio.studio import Studio
from tts_tui.studio.take import Take

TEXT = "One two three. Four five six! Seven eight nine?"
REQUEST = SpeechRequest(TEXT, "tone-1")


@dataclass
class Room:
    """A studio that keeps everything in one folder, and what it keeps."""

    backend: ToneBackend
    folder: Path

    def __post_init__(self) -> None:
        context = BackendContext(self.folder, self.folder)
        spec = BackendSpec("tone", ("tone-*",), lambda _context: self.backend)
        self.manager = TTSBackendManager(context, [spec])
        self.history = History(self.folder / "history.db")
        self.speeds = Speeds(self.folder / "speeds.json")
        cache = SentenceCache(self.folder / "cache", MEGABYTE)
        self.studio = Studio(self.manager, cache=cache, history=self.history, speeds=self.speeds)

    async def speak(
        self, job: Job, sinks: Sequence[Sink] = (), rest: Rest | None = None
    ) -> list[SpeechEvent]:
        return [event async for event in self.studio.speak(job, sinks, rest)]

    async def take(self, take: Take, rest: Rest | None = None) -> Take:
        if rest:
            take.clip, take.words_sink, take.start = rest.clip, rest.words_sink, rest.start
        take.clip = take.clip or TimelineSink(Timeline)
        await self.speak(take, [take.clip], rest)
        return take


@pytest.fixture
def room(tmp_path: Path) -> Room:
    return Room(ToneBackend(), tmp_path)


@pytest.fixture
def paid(tmp_path: Path) -> Room:
    return Room(PaidTones(), tmp_path)


def break_at(index: int) -> ToneBackend:
    backend = ToneBackend()

    def fail(request: ChunkRequest) -> None:
        if request.index == index:
            raise SynthesisError("It broke.")

    backend.before = fail
    return backend


async def test_a_job_knows_what_its_events_told(room: Room) -> None:
    job = Job(REQUEST)
    assert (job.words, job.metrics.audio_seconds, job.error, job.resume_at) == ((), 0.0, None, 0)
    events = await room.speak(job)
    assert isinstance(events[0], Started)
    assert events[-1] is job.end
    assert isinstance(job.end, Finished)
    assert job.voice == job.resolved_request.voice == "low", "the first, since nobody chose one"
    assert job.first_chunk_ms == next(event.ms for event in events if isinstance(event, FirstChunk))
    assert job.progress == [event for event in events if isinstance(event, Progress)][-1]
    assert [word.text for word in job.words] == TEXT.split()
    seconds = sum(len(event.chunk.samples) for event in events if isinstance(event, ChunkReady)) / RATE
    assert job.metrics.audio_seconds == pytest.approx(seconds)


async def test_what_was_spoken_and_how_fast_is_kept_before_the_end_is_told(room: Room) -> None:
    room.backend.model = replace(room.backend.model, usd_per_million_characters=0.0)
    # sentences that differ: one that comes again isn't made again
    text = " ".join(f"{TEXT} {'ten ' * count}eleven." for count in range(1, 9))
    async with aclosing(room.studio.speak(Job(SpeechRequest(text, "tone-1")))) as events:
        async for event in events:
            if isinstance(event, Finished):
                assert [said.text for said in room.history.latest()] == [text]
    assert Speeds(room.folder / "speeds.json").of("tone-1") is not None


async def test_a_sample_is_forgotten_unless_it_cost_something(room: Room, paid: Room) -> None:
    await room.speak(Job(REQUEST, preview=True))
    assert room.history.latest() == []
    await paid.speak(Job(REQUEST, preview=True))
    assert [said.cost_usd for said in paid.history.latest()] == [0.75]


async def test_what_was_paid_for_is_found_again_unless_it_is_to_be_fresh(paid: Room) -> None:
    costs = []
    for fresh in (False, False, True):
        job = Job(REQUEST, fresh=fresh)
        await paid.speak(job)
        costs.append(job.metrics.cost_usd)
    assert costs == [0.75, 0.0, 0.75]


@pytest.mark.parametrize(
    ("job", "month", "refused"), [(1.0, 0.0, False), (0.0001, 0.0, True), (1.0, 0.75, True)]
)
async def test_the_budget_counts_what_the_studio_kept(
    paid: Room, job: float, month: float, refused: bool
) -> None:
    await paid.speak(Job(REQUEST))
    budget = Budget(LimitSettings(job_usd=job, month_usd=month), paid.history)
    if refused:
        with pytest.raises(BudgetError, match=r"would cost about"):
            budget.check(len(TEXT), paid.backend.model)
    else:
        budget.check(len(TEXT), paid.backend.model)


async def test_a_history_that_cannot_be_written_is_told_and_the_end_stays(room: Room) -> None:
    (room.folder / "history.db").mkdir()
    events = await room.speak(Job(REQUEST))
    assert isinstance(events[-2], Trouble)
    assert events[-2].about == "History"
    assert isinstance(events[-1], Finished)


async def test_a_job_that_is_cancelled_ends_where_it_was_and_is_kept(room: Room) -> None:
    job = Job(REQUEST)
    async with aclosing(room.studio.speak(job)) as events:
        async for event in events:
            if isinstance(event, Progress) and event.chunks_done == 1:
                job.cancelled.set()
    assert isinstance(job.end, Cancelled)
    assert TEXT[: job.resume_at] == "One two three."
    assert len(room.history.latest()) == 1
    assert room.backend.running == 0


async def test_whoever_stops_reading_ends_the_job(room: Room) -> None:
    job = Job(REQUEST)
    async with aclosing(room.studio.speak(job)) as events:
        async for event in events:
            if isinstance(event, ChunkReady):
                break
    assert isinstance(job.end, Cancelled)
    assert room.backend.running == 0


async def test_a_sink_that_breaks_ends_the_job_in_its_failure(room: Room) -> None:
    class Broken(TimelineSink):
        async def write(self, ready: ChunkReady) -> None:
            raise ZeroDivisionError

    job = Job(REQUEST)
    events = await room.speak(job, [Broken(Timeline)])
    assert isinstance(events[-1], Failed)
    assert job.error is events[-1].error
    assert "ZeroDivisionError" in job.error.message


async def test_a_file_and_its_captions_are_written_while_it_is_spoken(room: Room) -> None:
    captions = {kind: room.folder / f"speech.{kind}" for kind in ("srt", "vtt", "lrc", "timings")}
    rendition = Rendition(format=format_for("wav"), path=room.folder / "speech.wav", captions=captions)
    job = Job(REQUEST)
    job.file = FileSink(lambda rate: rendition.open_file(rate, job.request, job.voice))
    await room.speak(job, [CaptionsSink(rendition, job, job.file)])
    assert job.file.path is not None
    with wave.open(str(job.file.path)) as file:
        assert file.getnframes() / file.getframerate() == pytest.approx(job.metrics.audio_seconds)
    assert [said.path for said in room.history.latest()] == [str(job.file.path)]
    assert captions["srt"].read_text().count("-->") == captions["vtt"].read_text().count("-->") == 3
    timings = json.loads(captions["timings"].read_text())
    assert [word["text"] for word in timings["words"]] == TEXT.split()


async def test_what_a_failed_job_made_stays_in_a_file_that_plays(tmp_path: Path) -> None:
    room = Room(break_at(2), tmp_path)
    rendition = Rendition(format=format_for("wav"), path=tmp_path / "speech.wav")
    job = Job(REQUEST)
    job.file = FileSink(lambda rate: rendition.open_file(rate, job.request, job.voice))
    await room.speak(job)
    assert (job.file.path, rendition.path.exists()) == (None, False)
    assert job.file.partial_path is not None
    with wave.open(str(job.file.partial_path)) as file:
        assert file.getnframes() > 0
    assert [said.path for said in room.history.latest()] == [str(job.file.partial_path)]


async def test_the_rest_of_a_take_joins_what_it_made(tmp_path: Path) -> None:
    whole = await Room(ToneBackend(), tmp_path / "whole").take(Take(REQUEST))
    room = Room(break_at(1), tmp_path / "two")
    begun = await room.take(Take(REQUEST))
    assert begun.can_go_on
    assert begun.is_partial
    assert begun.remaining_request.text == TEXT[begun.resume_at :]
    room.backend.before = lambda _request: None
    take = await room.take(Take(REQUEST), rest_of(begun))
    assert isinstance(take.end, Finished)
    assert not take.can_go_on
    assert take.timeline is not None
    assert whole.timeline is not None
    assert [word.char_start for word in take.words] == [word.char_start for word in whole.words]
    np.testing.assert_allclose([word.start for word in take.words], [word.start for word in whole.words])
    np.testing.assert_array_equal(
        take.timeline.read(0, take.timeline.frames), whole.timeline.read(0, whole.timeline.frames)
    )


async def test_a_take_is_saved_as_it_was_heard(room: Room) -> None:
    take = await room.take(Take(REQUEST))
    shares: list[float] = []
    rendition = Rendition(
        format=format_for("wav"), path=room.folder / "take.wav", captions={"lrc": room.folder / "take.lrc"}
    )
    saved = await save_take(take, rendition, shares.append)
    assert shares == sorted(shares)
    assert shares[-1] == 1.0
    with wave.open(str(saved.path)) as file:
        assert file.getnframes() == take.timeline.frames
    assert "Seven eight nine?" in (room.folder / "take.lrc").read_text()
    with pytest.raises(SaveError, match="no audio"):
        await save_take(Take(REQUEST), rendition, shares.append)


async def test_a_take_is_listened_to_with_effects(room: Room) -> None:
    take = await room.take(Take(REQUEST))
    quieter = Timeline(RATE)
    await render(take.timeline, Effects(gain=-6.0), quieter, threading.Event())
    assert quieter.complete
    before, after = take.timeline.read(0, RATE), quieter.read(0, RATE)
    np.testing.assert_allclose(after, before * 10 ** (-6 / 20), atol=1e-4)
