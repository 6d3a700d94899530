"""Jobs from their plan to their files: nothing made twice, nothing lost, and the sound that `say` would give."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import av
import numpy as np
import pytest
from rendering import CHAPTERS, Workshop, paragraphs, settings_of

from tts_tui.audio.files.decode import decode_file
from tts_tui.documents.model import Block, Chapter
from tts_tui.speech.errors import (
    AuthenticationError,
    EmptyTextError,
    JobError,
    SynthesisError,
    UnreachableError,
)
from tts_tui.speech.events import ChunkReady
from tts_tui.speech.request import SpeechRequest
from tts_tui.store.jobs import Jobs
from tts_tui.store.leases import ATTEMPTS
from tts_tui.studio.job import Job
from tts_tui.studio.render import making
from tts_tui.studio.render.progress import JobAt
from tts_tui.studio.studio import Studio


class Killed(BaseException):
    """The process ends here."""


PROSE = "One is here. Two is near!\n\nThree came late, and four too. Five?\n\nSix."


@pytest.fixture
async def shop(tmp_path: Path) -> AsyncIterator[Workshop]:
    shop = Workshop(tmp_path)
    yield shop
    await shop.manager.close()
    shop.jobs.close()


async def test_it_sounds_as_say_does(shop: Workshop) -> None:
    job = await shop.add([paragraphs(PROSE)])
    end = await shop.end(job)
    assert end.job.state == "done"
    made, rate = decode_file(end.files[0].path)
    request = SpeechRequest(PROSE, "tones-1", manner="plain")
    said = [
        event.chunk.samples
        async for event in Studio(shop.manager).speak(Job(request))
        if isinstance(event, ChunkReady)
    ]
    whole = np.concatenate(said)
    assert len(made) == len(whole)
    assert np.abs(made - np.clip(whole, -1, 1)).max() < 1 / 32000
    assert rate == 8000


async def test_none_of_its_sentences_is_hurried(shop: Workshop) -> None:
    """How soon a first sound must come shapes it, and a job's would hang on the machine's speed."""
    await shop.end(await shop.add())
    assert shop.backend.calls
    assert all(call.index > 0 for call in shop.backend.calls)


async def test_a_job_is_as_long_as_its_file(shop: Workshop) -> None:
    job = await shop.add()
    end = await shop.end(job)
    assert shop.jobs.progress(job).seconds == pytest.approx(end.files[0].seconds, abs=0.01), "with its pauses"


async def test_chapters_begin_where_their_first_word_does(shop: Workshop) -> None:
    end = await shop.end(await shop.add())
    (title, start), (second, later) = end.files[0].marks
    assert (title, start, second) == ("Down the hole", 0.0, "The pool")
    samples, rate = decode_file(end.files[0].path)
    before = samples[round((later - 1.0) * rate) : round(later * rate)]
    assert not before.any(), "a pause parts chapters"
    assert samples[round(later * rate) : round((later + 0.3) * rate)].any()


async def test_what_isnt_to_be_spoken_isnt(shop: Workshop) -> None:
    await shop.end(await shop.add())
    assert not any("footnote" in call.text for call in shop.backend.calls)


async def test_a_second_run_makes_nothing(shop: Workshop) -> None:
    job = await shop.add()
    first = await shop.end(job)
    calls = len(shop.backend.calls)
    digest = shop.digest(job)
    again = await shop.end(job)
    assert (first.job.state, again.job.state, len(shop.backend.calls)) == ("done", "done", calls)
    assert shop.digest(job) == digest


async def test_a_mended_word_makes_one_sentence_anew(shop: Workshop) -> None:
    job = await shop.add()
    await shop.end(job)
    shop.backend.calls.clear()
    first, second = CHAPTERS
    blocks = (*first.blocks[:-1], Block("paragraph", "There was no use in books with pictures."))
    contents = await shop.plan((replace(first, blocks=blocks), second))
    shop.jobs.replan(job, settings_of(contents), contents.chapters, contents.units)
    await shop.end(job)
    assert [call.text for call in shop.backend.calls] == ["There was no use in books with pictures."]


async def test_another_voice_in_one_chapter_makes_that_anew(shop: Workshop) -> None:
    job = await shop.add()
    await shop.end(job)
    shop.backend.calls.clear()
    contents = await shop.plan(voices={2: "am_michael"})
    shop.jobs.replan(job, settings_of(contents), contents.chapters, contents.units)
    await shop.end(job)
    assert {call.voice for call in shop.backend.calls} == {"am_michael"}
    assert [call.text for call in shop.backend.calls] == ["The pool", "Curiouser!", "She cried; it grew."]


async def test_a_sentence_that_fails_is_tried_again_and_then_left_out(shop: Workshop) -> None:
    shop.backend.faults["She sat"] = SynthesisError("It broke.")
    end = await shop.end(await shop.add())
    assert end.job.state == "done"
    assert [(unit.text[:7], unit.error) for unit in end.left_out] == [("She sat", "It broke.")]
    assert sum("She sat" in call.text for call in shop.backend.calls) == ATTEMPTS
    assert end.files


async def test_what_has_no_sounds_is_left_out_at_once(shop: Workshop) -> None:
    shop.backend.faults["Curiouser"] = EmptyTextError("No sounds.")
    end = await shop.end(await shop.add())
    assert [unit.text for unit in end.left_out] == ["Curiouser!"]
    assert sum("Curiouser" in call.text for call in shop.backend.calls) == 1


async def test_an_engine_that_is_ill_stops_the_job_instead_of_leaving_all_out(shop: Workshop) -> None:
    shop.backend.faults[""] = SynthesisError("It broke.")
    job = await shop.add([paragraphs("\n\n".join(f"Number {n} is here." for n in range(40)))])
    end = await shop.end(job)
    assert end.job.state == "failed"
    assert "It broke." in end.job.error
    assert len(end.left_out) == making.LEFT_OUT_IN_A_ROW
    shop.backend.faults.clear()
    again = await shop.end(job)
    assert (again.job.state, again.left_out) == ("done", ())


async def test_a_key_that_is_refused_stops_the_job_and_leaves_nothing_out(shop: Workshop) -> None:
    shop.backend.faults["books"] = AuthenticationError("No key.", hint="Give one.")
    job = await shop.add()
    end = await shop.end(job)
    assert (end.job.state, end.job.error) == ("failed", "No key. Give one.")
    assert not end.left_out
    shop.backend.faults.clear()
    shop.backend.calls.clear()
    assert (await shop.end(job)).job.state == "done"
    assert not any("Alice" in call.text for call in shop.backend.calls), "what was made is kept"


async def test_a_network_that_is_away_is_waited_for(shop: Workshop, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(making, "_WAITS", (0.01,))
    shop.backend.faults["books"] = UnreachableError("Away.")
    shop.backend.faults["books"].retryable = True
    runner = shop.runner()
    end, notes = None, []
    job = await shop.add()
    async for event in runner.run(job):
        if isinstance(event, JobAt) and event.note:
            notes.append(event.note)
            assert shop.jobs.get(job).error == event.note, "other processes show it, too"
            shop.backend.faults.clear()
        end = event
    assert end is not None
    assert any("Away" in note for note in notes)
    assert end.job.state == "done"  # type: ignore[union-attr]
    assert not end.left_out  # type: ignore[union-attr]


async def test_a_network_that_stays_away_stops_the_job_and_leaves_nothing_out(
    shop: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(making, "_WAITS", (0.01,))
    monkeypatch.setattr(making, "OUTAGE_SECONDS", 0.05)
    shop.backend.faults["books"] = UnreachableError("Away.", hint="Is it plugged in?")
    shop.backend.faults["books"].retryable = True
    job = await shop.add()
    end = await shop.end(job)
    assert (end.job.state, end.left_out) == ("failed", ())
    assert end.job.error.startswith("Away.")
    assert end.job.error.endswith("Is it plugged in?")
    assert 0 < end.progress.made < end.progress.units
    shop.backend.faults.clear()
    shop.backend.calls.clear()
    assert (await shop.end(job)).job.state == "done"
    assert len(shop.backend.calls) == end.progress.units - end.progress.made


async def test_a_pause_keeps_what_is_made_and_the_rest_goes_on_from_there(shop: Workshop) -> None:
    shop.backend.gate.shut()
    job = await shop.add()
    runner = shop.runner()
    end = None
    async for event in runner.run(job):
        if isinstance(event, JobAt) and event.progress.made:
            shop.jobs.put_state(job, "paused")
        end = event
    assert end is not None
    assert end.job.state == "paused"  # type: ignore[union-attr]
    made = shop.jobs.progress(job).made
    assert 0 < made < shop.jobs.progress(job).units
    assert not shop.jobs.runs(job)
    shop.backend.gate.open()
    shop.backend.calls.clear()
    assert (await shop.end(job)).job.state == "done"
    assert len(shop.backend.calls) == shop.jobs.progress(job).units - made


async def test_two_dont_run_one_job(shop: Workshop) -> None:
    shop.backend.gate.shut()
    job = await shop.add()
    runner = shop.runner()
    async for event in runner.run(job):
        if isinstance(event, JobAt):
            with pytest.raises(JobError, match="already"):
                await anext(shop.runner().run(job))
            runner.stop.set()
    assert shop.jobs.get(job).state == "paused"


async def test_a_sound_that_is_damaged_is_made_again(shop: Workshop) -> None:
    job = await shop.add()
    await shop.end(job)
    digest = shop.digest(job)
    shop.backend.calls.clear()
    file = next(shop.jobs.sounds(job).folder.glob("*.sound"))
    file.write_bytes(file.read_bytes()[:-2])
    assert (await shop.end(job)).job.state == "done"
    assert len(shop.backend.calls) == 1
    assert shop.digest(job) == digest


async def test_what_it_cost_counts_once(shop: Workshop) -> None:
    from datetime import UTC, datetime

    job = await shop.add(model="cloud-1")
    await shop.end(job)
    await shop.end(job)
    characters = sum(len(call.text) for call in shop.backend.calls)
    spent = shop.history.spent_since(datetime(2000, 1, 1, tzinfo=UTC))
    assert spent == pytest.approx(characters * 30 / 1e6)


async def test_one_file_a_chapter_and_only_what_changed_is_written_again(shop: Workshop) -> None:
    job = await shop.add(split="chapter", format="mp3")
    end = await shop.end(job)
    assert [report.path.name for report in end.files] == ["01 Down the hole.mp3", "02 The pool.mp3"]
    with av.open(str(end.files[1].path)) as file:
        tags = {name.lower(): value for name, value in file.metadata.items()}
    assert (tags["title"], tags["album"], tags["track"], tags["artist"]) == (
        "The pool",
        "Alice",
        "2",
        "Lewis Carroll",
    )
    again = await shop.end(job)
    assert [report.unchanged for report in again.files] == [True, True]
    contents = await shop.plan(voices={2: "am_michael"})
    settings = shop.jobs.get(job).settings
    shop.jobs.replan(job, settings, contents.chapters, contents.units)
    third = await shop.end(job)
    assert [report.unchanged for report in third.files] == [True, False]


async def test_a_file_that_came_meanwhile_stays(shop: Workshop) -> None:
    job = await shop.add()
    foreign = shop.folder / "book.wav"
    foreign.write_bytes(b"somebody's")
    end = await shop.end(job)
    assert foreign.read_bytes() == b"somebody's"
    assert end.files[0].path == shop.folder / "book-2.wav"
    assert (await shop.end(job)).files[0].path == end.files[0].path, "its own is replaced"
    assert foreign.read_bytes() == b"somebody's"


async def test_a_kill_just_after_a_file_has_its_name_makes_no_second_one(
    shop: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    job = await shop.add()
    put_output = Jobs.put_output

    def killed(jobs: Jobs, number: int, chapter: int, output: Path, digest: str) -> None:
        if output.exists():
            raise Killed
        put_output(jobs, number, chapter, output, digest)

    with monkeypatch.context() as patch:
        patch.setattr(Jobs, "put_output", killed)
        with pytest.raises(Killed):
            await shop.end(job)
    await shop.end(job)
    assert [path.name for path in shop.folder.glob("*.wav")] == ["book.wav"]


async def test_nothing_to_say_is_refused(shop: Workshop) -> None:
    with pytest.raises(EmptyTextError):
        await shop.plan([Chapter("", (Block("paragraph", "* * *"),))])


@pytest.mark.parametrize("text", ["\ud800 is half. It goes on.", "a" * 2000, "x\n\n" * 50, "\x00 nul. Next."])
async def test_any_text_can_be_a_job(shop: Workshop, text: str) -> None:
    end = await shop.end(await shop.add([paragraphs(text)]))
    assert end.job.state == "done"
