"""The files that a job writes: one, or one a chapter, and what each says of itself."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import msgspec

from tts_tui.audio.files.encoders import Tags
from tts_tui.audio.files.formats import FORMATS
from tts_tui.audio.files.saving import IfExists, is_numbered
from tts_tui.store.job_rows import JobChapter, RenderJob, Unit

_UNSAFE = re.compile(r'[\x00-\x1f\x7f/\\:*?"<>|]+')
"""Characters that a file's name hasn't on every system."""
_LONGEST = 80


@dataclass(frozen=True, slots=True)
class Track:
    """A file.

    Attributes:
        chapters: whose sentences are in it.
        own: it is one of several: of its own chapter.
        if_exists: what becomes of a file that is there: one that the job didn't write stays.
    """

    path: Path
    chapters: Sequence[JobChapter]
    tags: Tags
    own: bool
    if_exists: IfExists = "rename"


def tracks_of(job: RenderJob, chapters: Sequence[JobChapter]) -> list[Track]:
    """The files of a job, in order."""
    settings = job.settings
    output = Path(job.output)

    def tags(title: str, track: int = 0) -> Tags:
        return Tags(
            title=title,
            album=settings.title,
            track=track,
            author=settings.author,
            voice=settings.voice,
            model=settings.model,
            provider=settings.provider,
        )

    def track(path: Path, chapters: Sequence[JobChapter], tags: Tags, *, own: bool) -> Track:
        mine = Path(chapters[0].output)
        if settings.force:
            return Track(path, chapters, tags, own, "overwrite")
        if chapters[0].output and is_numbered(mine, path):
            return Track(mine, chapters, tags, own, "overwrite")
        return Track(path, chapters, tags, own)

    if settings.split == "one":
        return [track(output, chapters, tags(settings.title), own=False)]
    digits = max(2, len(str(len(chapters))))
    extension = FORMATS[settings.format].extension
    found = []
    for chapter in chapters:
        named = safe(chapter.title) if settings.names == "titles" else ""
        stem = named or file_stem(chapter, digits)
        path = output / f"{stem}{extension}"
        title = chapter.title or f"{settings.title} {chapter.number}"
        found.append(track(path, [chapter], tags(title, chapter.number), own=True))
    return found


def file_stem(chapter: JobChapter, digits: int = 2) -> str:
    """A name that sorts by place and every system takes: "03 The Pool of Tears"."""
    return f"{chapter.number:0{digits}} {safe(chapter.title)}".rstrip()


def safe(title: str) -> str:
    """A title as every system takes it for the name of a file."""
    return " ".join(_UNSAFE.sub(" ", title).split())[:_LONGEST].strip(" .")


def digest_of(job: RenderJob, track: Track, units: Sequence[Unit]) -> str:
    """The hash of all that shapes a track's file."""
    sound = [(unit.key, unit.state) for unit in units]
    settings = msgspec.structs.replace(job.settings, force=False, verify=False)
    return hashlib.sha256(
        msgspec.json.encode((settings, str(track.path), track.chapters[0].title, sound))
    ).hexdigest()
