"""The files that a job writes: one, or one a chapter, and what each says of itself."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import msgspec

from tts_tui.audio.files.encoders import Tags
from tts_tui.audio.files.formats import FORMATS
from tts_tui.audio.files.saving import IfExists, is_numbered, safe_name, safe_stem
from tts_tui.store.job_rows import JobChapter, JobSettings, RenderJob, Unit

_LONGEST = 80
"""Characters of a title in the name of a file."""


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
    found = []
    for chapter in chapters:
        path = output / _file_name(chapter, settings, digits)
        title = chapter.title or f"{settings.title} {chapter.number}"
        found.append(track(path, [chapter], tags(title, chapter.number), own=True))
    return found


def _file_name(chapter: JobChapter, settings: JobSettings, digits: int) -> str:
    """Of its title alone, or one that sorts by place: "03 The Pool of Tears.mp3"."""
    title = safe_stem(chapter.title)[:_LONGEST]
    if settings.names == "numbered" or not title:
        title = f"{chapter.number:0{digits}} {title}"
    return safe_name(title, FORMATS[settings.format].extension)


def digest_of(job: RenderJob, track: Track, units: Sequence[Unit]) -> str:
    """The hash of all that shapes a track's file."""
    sound = [(unit.key, unit.state) for unit in units]
    settings = msgspec.structs.replace(job.settings, force=False, verify=False)
    return hashlib.sha256(
        msgspec.json.encode((settings, str(track.path), track.chapters[0].title, sound))
    ).hexdigest()
