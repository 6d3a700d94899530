"""The files of jobs: chapters, tags, covers, text with its times, and the level of audiobook shops."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from itertools import pairwise
from pathlib import Path

import av
import mp4_boxes
import numpy as np
import pytest
from rendering import CHAPTERS, PNG, Workshop

from tts_tui.audio.files.decode import decode_file


@pytest.fixture
async def shop(tmp_path: Path) -> AsyncIterator[Workshop]:
    shop = Workshop(tmp_path)
    yield shop
    await shop.manager.close()
    shop.jobs.close()


async def test_an_m4b_has_its_chapters_to_the_millisecond_its_tags_and_its_cover(shop: Workshop) -> None:
    job = await shop.add(format="m4b", cover=True)
    shop.jobs.sounds(job).put_file("cover", PNG)
    end = await shop.end(job)
    marks = end.files[0].marks
    with av.open(str(end.files[0].path)) as file:
        chapters = file.chapters()
        found = [(each["metadata"]["title"], float(each["start"] * each["time_base"])) for each in chapters]
        assert [title for title, _ in found] == [title for title, _ in marks]
        for (_, start), (_, wanted) in zip(found, marks, strict=True):
            assert start == pytest.approx(wanted, abs=0.0006)
        assert (file.metadata["title"], file.metadata["artist"]) == ("Alice", "Lewis Carroll")
        assert [stream.type for stream in file.streams].count("video") == 1


async def test_an_m4b_is_the_same_to_another_reader_and_holds_its_text_in_step(shop: Workshop) -> None:
    job = await shop.add(format="m4b", cover=True)
    shop.jobs.sounds(job).put_file("cover", PNG)
    report = (await shop.end(job)).files[0]
    found = mp4_boxes.read(report.path)
    assert [(title, pytest.approx(start, abs=0.0006)) for title, start in found.chapters] == list(
        report.marks
    )
    assert (found.tags["©nam"], found.tags["©ART"], found.tags["covr"]) == (b"Alice", b"Lewis Carroll", PNG)
    sound = next(track for track in found.tracks if track[0] == "soun")
    padding = 2 * 1024 / sound[1]  # of the codec, before and behind, which its edit list leaves out
    assert report.seconds <= sound[2] / sound[1] <= report.seconds + padding
    told = json.loads(found.tags["tts-audiobook-tool:audiobook-data"])
    segments = told["text_segments"]
    chapters = ["\n\n".join(block.text for block in each.blocks if block.spoken) for each in CHAPTERS]
    assert "".join(segment["text"] for segment in segments) == "\n\n".join(chapters)
    assert [section["title"] for section in told["sections"]] == [title for title, _ in report.marks]
    for section, (_, start) in zip(told["sections"], report.marks, strict=True):
        assert segments[section["start_index"]]["time_start"] == pytest.approx(start, abs=0.001)
    assert [section["start_index"] for section in told["sections"]] == told["bookmarks"]
    samples, rate = decode_file(report.path)
    for before, after in pairwise(segments):
        assert before["time_end"] == after["time_start"]
    for segment in segments:
        for start, end, first, last in segment["words"]:
            assert segment["text"][first:last].strip(" .!?;")
            assert np.abs(samples[round(start * rate) : round(end * rate)]).max() > 0.05
    assert sum(len(segment["words"]) for segment in segments) == sum(len(each.split()) for each in chapters)


async def test_a_flac_holds_the_same_text(shop: Workshop) -> None:
    report = (await shop.end(await shop.add(format="flac"))).files[0]
    with av.open(str(report.path)) as file:
        told = json.loads(
            {name.upper(): value for name, value in file.metadata.items()}["TTS_AUDIOBOOK_TOOL"]
        )
    assert len(told["text_segments"]) == 7


async def test_words_beside_the_sound_are_in_step_over_chapters(shop: Workshop) -> None:
    end = await shop.end(await shop.add(captions=("srt", "vtt", "lrc")))
    srt, vtt, lrc = (path.read_text() for path in end.files[0].captions)
    assert "The pool" in srt
    assert vtt.startswith("WEBVTT")
    assert "Alice was tired." in lrc
    start = end.files[0].marks[1][1]
    cue = next(block for block in srt.split("\n\n") if "The pool" in block)
    clock = cue.splitlines()[1].split(" --> ")[0]
    hours, minutes, seconds = clock.replace(",", ".").split(":")
    assert int(hours) * 3600 + int(minutes) * 60 + float(seconds) == pytest.approx(start, abs=0.05)


@pytest.mark.parametrize("format", ["wav", "m4b", "mp3", "opus"])
async def test_the_level_of_audiobook_shops_is_reached_and_told_as_it_is_heard(
    shop: Workshop, format: str
) -> None:
    end = await shop.end(await shop.add(acx=True, format=format))
    levels = end.files[0].acx
    assert levels is not None
    assert levels.faults == ()
    samples, _ = decode_file(end.files[0].path)
    assert 20 * np.log10(np.sqrt(np.mean(np.square(samples, dtype=np.float64)))) == pytest.approx(
        levels.rms, abs=0.05
    )
    assert 20 * np.log10(np.abs(samples).max()) == pytest.approx(levels.peak, abs=0.05)
