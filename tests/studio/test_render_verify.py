"""Sentences that are listened to: those whose words differ are said again, and the best take is in the book."""

from __future__ import annotations

from collections.abc import AsyncGenerator, AsyncIterator, Sequence
from contextlib import aclosing
from dataclasses import replace
from pathlib import Path

import pytest
from rendering import Workshop, paragraphs, settings_of
from scripted_backend import manager_of

from tts_tui.backends.base import Backend, BackendContext
from tts_tui.backends.manager import TTSBackendManager
from tts_tui.speech.catalog import Model
from tts_tui.speech.chunk import AudioChunk
from tts_tui.speech.request import ChunkRequest
from tts_tui.store.jobs import Jobs
from tts_tui.studio.render.progress import JobEnded
from tts_tui.studio.render.running import Runner
from tts_tui.studio.verify.comparing import wrong_words
from tts_tui.studio.verify.verifying import TAKES

KOKORO = "kokoro-v1.0-onnx"
RIGHT = "In 1987 Dr. Henderson paid $5 for it."
ONCE = "The children built a castle out of wet sand."
ALWAYS = "Somebody left the lights on all night."


class Garbler(Backend):
    """Kokoro, that says other words in chosen takes of chosen sentences.

    Attributes:
        instead: words by the beginning of the sentence, in the order of its takes; then it says what it should.
        said: what it was asked for.
    """

    def __init__(self, inner: Backend, instead: dict[str, Sequence[str]]) -> None:
        self.inner = inner
        self.instead = {begin: list(words) for begin, words in instead.items()}
        self.said: list[ChunkRequest] = []

    def models(self) -> Sequence[Model]:
        return [replace(model, backend="scripted") for model in self.inner.models() if model.id == KOKORO]

    def language_of(self, voice: str) -> str:
        return self.inner.language_of(voice)

    async def synthesize(self, request: ChunkRequest) -> AsyncGenerator[AudioChunk, None]:
        self.said.append(request)
        for begin, words in self.instead.items():
            if request.text.startswith(begin) and words:
                request = replace(request, text=words.pop(0))
        async with aclosing(self.inner.synthesize(request)) as chunks:
            async for chunk in chunks:
                yield replace(chunk, words=())


@pytest.fixture
async def garbler(kokoro_manager: TTSBackendManager) -> Garbler:
    return Garbler(
        await kokoro_manager.start(KOKORO),
        {
            "The children": ["The chicken in a basket."],
            "Somebody": [
                "Nothing of the kind.",
                "Somebody left the lights on all week.",
                "A cold wind blew.",
            ],
        },
    )


class Desk:
    """A job of those sentences."""

    def __init__(self, garbler: Garbler, folder: Path) -> None:
        self.folder = folder
        self.garbler = garbler
        self.jobs = Jobs(folder / "jobs")
        self.manager = manager_of(garbler, BackendContext(cache=folder, data=folder))

    async def plan(self, text: str, job: int = 0, *, verify: bool = True) -> int:
        workshop = Workshop.__new__(Workshop)
        workshop.manager = self.manager
        contents = await workshop.plan([paragraphs(text)], model=KOKORO, voice="af_heart")
        settings = settings_of(contents, verify=verify)
        if job:
            self.jobs.replan(job, settings, contents.chapters, contents.units)
            return job
        return self.jobs.add(
            self.folder / "a.txt", self.folder / "a.wav", settings, contents.chapters, contents.units
        )

    async def run(self, job: int) -> JobEnded:
        self.garbler.said.clear()
        runner = Runner(self.jobs, self.manager, None, None, 1, self.folder / "log")
        *_, end = [event async for event in runner.run(job)]
        assert isinstance(end, JobEnded)
        assert end.job.state == "done", end.error
        return end


@pytest.fixture
async def desk(garbler: Garbler, tmp_path: Path) -> AsyncIterator[Desk]:
    desk = Desk(garbler, tmp_path)
    yield desk
    desk.jobs.close()


@pytest.mark.slow
async def test_what_is_heard_otherwise_is_said_again_and_the_best_take_is_kept(desk: Desk) -> None:
    job = await desk.plan(f"{RIGHT} {ONCE} {ALWAYS}")
    verification = (await desk.run(job)).verification
    assert verification
    assert (verification.checked, verification.unchecked, verification.mended) == (3, 0, 1)
    once, always = verification.verdicts
    assert (once.text, once.takes, once.wrong) == (ONCE, 2, 0)
    assert (always.text, always.takes, always.wrong) == (ALWAYS, TAKES, 1)
    assert "week" in always.heard, "of three takes the one with the fewest other words is in the book"
    said = [request.text for request in desk.garbler.said]
    assert [sum(text[:8] == begin for text in said) for begin in ("In ninet", "The chil", "Somebody")] == [
        1,
        2,
        TAKES,
    ]


@pytest.mark.slow
async def test_nothing_is_made_or_heard_twice_when_a_job_is_planned_again(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    job = await desk.plan(f"{RIGHT} {ONCE}")
    await desk.run(job)
    heard: list[int] = []
    monkeypatch.setattr(
        "tts_tui.studio.verify.verifying.hear", lambda samples, _rate: heard.append(len(samples)) or ""
    )
    await desk.plan(f"{RIGHT} {ONCE}", job)
    verification = (await desk.run(job)).verification
    assert verification
    assert (verification.checked, verification.mended, desk.garbler.said, heard) == (2, 1, [], [])


@pytest.mark.slow
async def test_what_was_made_before_it_was_to_be_verified_is_listened_to_and_not_made_again(
    desk: Desk,
) -> None:
    job = await desk.plan(f"{RIGHT} {ONCE}", verify=False)
    end = await desk.run(job)
    assert end.verification is None
    await desk.plan(f"{RIGHT} {ONCE}", job)
    verification = (await desk.run(job)).verification
    assert verification
    assert (verification.checked, verification.mended) == (2, 1)
    assert [request.text[:8] for request in desk.garbler.said] == ["The chil"], (
        "the second take alone is made"
    )


@pytest.mark.parametrize(
    ("wanted", "heard"),
    [
        ("In nineteen eighty-seven Doctor Henderson paid five dollars.", "In 1987, Dr. Henderson paid $5."),
        ("It costs three point five percent.", "It costs 3.5%."),
        ("Catherine met Jon at the theatre.", "Katherine met John at the theater."),
        ("The fire fighters' colour is grey.", "The firefighters color is gray."),
        ("[laugh] Come in, said [Aoife](/ˈiːfə/).", "Come in, said Aoife."),
    ],
)
def test_another_spelling_is_no_other_word(wanted: str, heard: str) -> None:
    assert wrong_words(wanted, heard, "en-US") == 0


@pytest.mark.parametrize(
    ("wanted", "heard", "count"),
    [
        ("The cat sat by the door.", "The cat sat by the.", 1),
        ("The cat sat by the door.", "The cat sat by by the door.", 1),
        ("The cat sat by the door.", "The dog sat by the door.", 1),
        ("Nineteen of them came.", "Ninety of them came home.", 2),
        ("Yes.", "", 1),
    ],
)
def test_a_word_that_differs_counts(wanted: str, heard: str, count: int) -> None:
    assert wrong_words(wanted, heard, "en-US") == count
