"""Dubbing: each cue in its time, quicker where it must be, and what doesn't fit is told."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from pathlib import Path

import numpy as np
import pytest
from rendering import Workshop, settings_of
from scripted_backend import RATE, SECONDS_PER_CHARACTER

from tts_tui.audio.files.decode import decode_file
from tts_tui.documents.model import Block, Chapter
from tts_tui.speech.errors import SynthesisError
from tts_tui.studio.render.dubbing import BREATH, FASTEST
from tts_tui.studio.render.progress import JobEnded


@pytest.fixture
async def shop(tmp_path: Path) -> AsyncIterator[Workshop]:
    shop = Workshop(tmp_path)
    yield shop
    await shop.manager.close()
    shop.jobs.close()


async def dub(shop: Workshop, *cues: tuple[float, float, str], **given: object) -> JobEnded:
    blocks = tuple(Block("paragraph", text, slot=(start, end)) for start, end, text in cues)
    contents = await shop.plan([Chapter("Film", blocks)])
    settings = settings_of(contents, dub=True, **given)
    job = shop.jobs.add(
        shop.folder / "a.srt", shop.folder / "a.wav", settings, contents.chapters, contents.units
    )
    end = await shop.end(job)
    assert end.job.state == "done", end.error
    return end


def stretches(samples: np.ndarray) -> list[tuple[float, float]]:
    """Where it sounds: from and to, in seconds; silence of a fifth of a second parts two."""
    loud = np.flatnonzero(np.abs(samples) > 0.02)
    parts = np.split(loud, np.flatnonzero(np.diff(loud) > RATE / 5) + 1)
    return [(float(part[0] / RATE), float(part[-1] / RATE)) for part in parts]


async def test_each_cue_begins_when_it_should_and_the_track_is_as_long_as_the_film(shop: Workshop) -> None:
    end = await dub(shop, (1.0, 3.0, "Hello there."), (30.0, 33.0, "A second one."), (40.5, 45.0, "Last."))
    samples, rate = decode_file(end.files[0].path)
    assert rate == RATE
    assert len(samples) == 45 * RATE
    assert [round(begin, 1) for begin, _ in stretches(samples)] == [1.0, 30.0, 40.5]
    assert end.files[0].news == ()


async def test_a_cue_may_go_on_into_the_silence_behind_it(shop: Workshop) -> None:
    text = "This is longer than its cue."
    end = await dub(shop, (1.0, 1.5, text), (9.0, 10.0, "Next."))
    (first, _) = stretches(decode_file(end.files[0].path)[0])
    assert first[1] - first[0] == pytest.approx(len(text) * SECONDS_PER_CHARACTER, abs=0.15)
    assert end.files[0].news == ()


async def test_what_is_a_little_too_long_is_said_faster_and_its_words_stay_in_step(shop: Workshop) -> None:
    text = "One two three four five six."
    natural = len(text) * SECONDS_PER_CHARACTER
    room = natural / 1.25
    end = await dub(shop, (1.0, 1.0 + room, text), (1.0 + room + BREATH, 9.0, "Next."), captions=("timings",))
    samples, _ = decode_file(end.files[0].path)
    next_one = round((1.0 + room + BREATH) * RATE)
    assert not samples[round((1.0 + room) * RATE) : next_one].any()
    assert samples[next_one : next_one + RATE // 5].any()
    assert end.files[0].news == ("1 cue is said faster, to fit into its time.",)
    words = json.loads(end.files[0].captions[0].read_text())["words"]
    assert words[5]["text"] == "six."
    assert words[5]["start"] == pytest.approx(
        1.0 + text.index("six") * SECONDS_PER_CHARACTER / 1.25, abs=0.05
    )


async def test_what_cant_fit_is_told_and_nothing_is_said_at_once(shop: Workshop) -> None:
    text = "This sentence takes far more time than it has."
    end = await dub(shop, (1.0, 1.5, text), (1.6, 2.0, "Late."), (20.0, 21.0, "On time."))
    spoken = stretches(decode_file(end.files[0].path)[0])
    assert spoken[-1][0] == pytest.approx(20.0, abs=0.05)
    assert spoken[0][0] == pytest.approx(1.0, abs=0.05)
    assert [news.split(",")[0] for news in end.files[0].news] == ["Cue 1", "Cue 2"]
    assert f"{FASTEST:.2f} times" in end.files[0].news[0]
    assert "late" in end.files[0].news[1]


async def test_a_cue_that_fails_is_silent_and_told(shop: Workshop) -> None:
    shop.backend.faults["second"] = SynthesisError("It broke.")
    end = await dub(shop, (1.0, 3.0, "Hello there."), (4.0, 6.0, "A second one."), (8.0, 9.0, "Last."))
    assert [unit.text for unit in end.left_out] == ["A second one."]
    assert [round(begin) for begin, _ in stretches(decode_file(end.files[0].path)[0])] == [1, 8]


async def test_cues_of_two_sentences_and_cues_at_once(shop: Workshop) -> None:
    end = await dub(shop, (0.0, 4.0, "Yes. No!"), (5.0, 7.0, "I say."), (5.0, 7.0, "You say."))
    samples, _ = decode_file(end.files[0].path)
    assert len(shop.backend.calls) == 4
    assert len(samples) == 7 * RATE
