"""What is kept of a job: a document on its way to an audiobook, its chapters, and a unit for each sentence."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import msgspec

from tts_tui.speech.request import SettingValue, TextFormatChoice

JobState = Literal["queued", "running", "paused", "failed", "cancelled", "done"]
"""`cancelled` has left the queue, and loses nothing that was made; so has `failed`, whose error tells what it needs."""

IN_QUEUE: frozenset[JobState] = frozenset(("queued", "running", "paused"))
"""States of jobs that are made one after the other."""

UnitState = Literal["queued", "leased", "made", "skipped"]


class JobSettings(msgspec.Struct, frozen=True, kw_only=True):
    """How a job speaks and what becomes of it, as it was when the job was made.

    Attributes:
        voice: the voice's id.
        speed: 1.0 is the model's own pace.
        format: name of an audio format.
        split: one file, or one a chapter.
        book: "epub" packs the sound with the text, in the place of files of sound alone.
        names: what the files of chapters are called: by number and title, or by their titles alone.
        dub: each block is heard in its slot.
        manner: how its text is taken; readers of documents leave no marks in it.
        cast: the voice of each name that begins a line.
        bit_rate: bits per second; None is the format's own.
        sample_rate: Hz in the file; None is the speech's.
        effects: by name, as `audio.effects.Effects` has them.
        acx: the loudness that audiobook shops ask for (ACX).
        title: of the document.
        author: of the document; empty where nobody says.
        cover: a file of that name lies in the job's folder.
        captions: kinds of text with times that are written beside the sound.
        verify: each sentence is listened to, and said again where its words differ.
        force: files that are there, and that it didn't write, are replaced.
    """

    provider: str
    model: str
    voice: str
    language: str = ""
    speed: float = 1.0
    settings: dict[str, SettingValue] = {}
    format: str = "m4b"
    split: Literal["one", "chapter"] = "one"
    book: Literal["", "epub"] = ""
    names: Literal["numbered", "titles"] = "numbered"
    dub: bool = False
    manner: TextFormatChoice = "plain"
    cast: dict[str, str] = {}
    bit_rate: int | None = None
    sample_rate: int | None = None
    effects: dict[str, bool | float | None] = {}
    acx: bool = False
    title: str = ""
    author: str = ""
    cover: bool = False
    captions: tuple[str, ...] = ()
    verify: bool = False
    force: bool = False


@dataclass(frozen=True, slots=True)
class RenderJob:
    """A job.

    Attributes:
        id: from 1.
        document: path of what is read.
        output: path of the file, or of the folder of files.
        error: why it failed, and what fixes that; what it waits for while it runs; else empty.
        runner: who runs it, or ran it last; empty for nobody.
    """

    id: int
    document: str
    output: str
    settings: JobSettings
    state: JobState = "queued"
    error: str = ""
    runner: str = ""


class JobBlock(msgspec.Struct, frozen=True, array_like=True):
    """A paragraph, a heading, a cue of subtitles.

    Attributes:
        kind: as `documents.model.Block` has it.
        level: of a heading, from 1.
        start: its first character in the chapter's text; it goes up to `end`.
        slot: seconds from and to which it is to be heard, where it was a cue.
    """

    kind: str
    level: int
    start: int
    end: int
    slot: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class JobChapter:
    """A chapter of a job.

    Attributes:
        number: from 1.
        text: in which its units' segments count.
        blocks: of the text, in order.
        output: the file that was made of it alone; empty for none.
        digest: of all that shaped that file.
    """

    number: int
    title: str
    text: str
    blocks: tuple[JobBlock, ...] = ()
    output: str = ""
    digest: str = ""


@dataclass(frozen=True, slots=True)
class NewUnit:
    """A sentence to be made.

    Attributes:
        chapter: number of its chapter.
        key: the hash of all that makes its sound.
        call: the studio's call, packed.
        expected_seconds: of sound, about.
    """

    chapter: int
    text: str
    key: str
    call: bytes
    expected_seconds: float


@dataclass(frozen=True, slots=True)
class Unit:
    """A sentence of a job.

    Attributes:
        number: its place in the whole job, from 0.
        attempts: times that it was begun.
        error: what went wrong last.
        seconds: of its sound and of the pause after it; 0 until it is made.
    """

    number: int
    chapter: int
    text: str
    key: str
    call: bytes
    expected_seconds: float
    state: UnitState = "queued"
    attempts: int = 0
    error: str = ""
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class JobProgress:
    """How far a job is.

    Attributes:
        expected_seconds: of sound in all, about; `expected_made` is the part of it that is there, or left out.
        seconds: of sound that were made, with the pauses between.
        cost_usd: of all that was made.
        unpriced: units whose cost nobody told.
    """

    units: int
    made: int
    skipped: int
    expected_seconds: float
    expected_made: float
    seconds: float
    cost_usd: float
    unpriced: int = 0

    @property
    def fraction(self) -> float:
        return self.expected_made / self.expected_seconds if self.expected_seconds else 1.0

    @property
    def complete(self) -> bool:
        """Whether nothing is left to be made."""
        return self.made + self.skipped == self.units
