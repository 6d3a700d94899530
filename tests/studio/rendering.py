"""Jobs over a backend that does as a test says."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import msgspec
from scripted_backend import ScriptedBackend, manager_of

from tts_tui.backends.base import BackendContext
from tts_tui.documents.model import Block, Chapter
from tts_tui.speech.request import SpeechRequest
from tts_tui.store.history import History
from tts_tui.store.job_rows import JobSettings
from tts_tui.store.jobs import Jobs
from tts_tui.studio.render.planning import Contents, Planner
from tts_tui.studio.render.progress import JobEnded, JobEvent
from tts_tui.studio.render.running import Runner
from tts_tui.studio.render.said import Said
from tts_tui.studio.render.sounding import Sounding
from tts_tui.studio.render.tracks import tracks_of

CHAPTERS = (
    Chapter(
        "Down the hole",
        (
            Block("heading", "Down the hole", 1),
            Block("paragraph", "Alice was tired. She sat on the bank, and had nothing to do."),
            Block("note", "A footnote.", spoken=False),
            Block("paragraph", "There was no use in books without pictures."),
        ),
    ),
    Chapter(
        "The pool", (Block("heading", "The pool", 1), Block("paragraph", "Curiouser! She cried; it grew."))
    ),
)


PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de"
    "0000000c4944415408d763f8cfc0000003010100c9fe92ef0000000049454e44ae426082"
)
"""A picture of one dot."""


@dataclass
class Workshop:
    """One user's jobs."""

    folder: Path
    backend: ScriptedBackend = field(default_factory=ScriptedBackend)

    def __post_init__(self) -> None:
        self.jobs = Jobs(self.folder / "jobs")
        self.manager = manager_of(self.backend, BackendContext(cache=self.folder, data=self.folder))
        self.history = History(self.folder / "history.db")

    async def plan(
        self,
        chapters: Sequence[Chapter] = CHAPTERS,
        voices: Mapping[int, str] | None = None,
        model: str = "tones-1",
        voice: str = "",
    ) -> Contents:
        request = SpeechRequest("", model, voice, manner="plain")
        return await Planner(self.manager).plan(chapters, request, voices)

    async def add(
        self, chapters: Sequence[Chapter] = CHAPTERS, model: str = "tones-1", **given: object
    ) -> int:
        contents = await self.plan(chapters, model=model)
        settings = settings_of(contents, **given)
        output = self.folder / ("book" if settings.split == "chapter" else f"book.{settings.format}")
        return self.jobs.add(self.folder / "book.txt", output, settings, contents.chapters, contents.units)

    def runner(self, workers: int = 1) -> Runner:
        return Runner(self.jobs, self.manager, None, self.history, workers, self.folder / "log")

    async def run(self, job: int) -> list[JobEvent]:
        return [event async for event in self.runner().run(job)]

    async def end(self, job: int) -> JobEnded:
        end = (await self.run(job))[-1]
        assert isinstance(end, JobEnded)
        return end

    def digest(self, job: int) -> tuple[str, int]:
        """The hash of its first file's samples before any codec, and how many there are."""
        row = self.jobs.get(job)
        _, model = self.manager.resolve(row.settings.model)
        digest, frames = hashlib.sha256(), 0
        for ready in Sounding(self.jobs, row, model).chunks(
            tracks_of(row, self.jobs.chapters(job))[0], Said()
        ):
            digest.update(ready.chunk.samples.astype("<f4").tobytes())
            frames += len(ready.chunk.samples)
        return digest.hexdigest(), frames


def settings_of(contents: Contents, **given: object) -> JobSettings:
    request = contents.request
    settings = JobSettings(
        provider=contents.model.provider,
        model=request.model,
        voice=request.voice,
        language=request.language,
        format="wav",
        title="Alice",
        author="Lewis Carroll",
    )
    return msgspec.structs.replace(settings, **given)


def paragraphs(text: str) -> Chapter:
    return Chapter("", tuple(Block("paragraph", each) for each in text.split("\n\n")))
