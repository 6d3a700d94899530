"""Writes a job's EPUB: a page, its overlay and its sound for each chapter; all of it is there, or nothing.

It blocks.
"""

from __future__ import annotations

import shutil
import uuid
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import IO, cast

from tts_tui.audio.files.saving.commit import commit_beside
from tts_tui.audio.files.saving.descriptor import Descriptor
from tts_tui.audio.files.saving.target import checked_target, create_part
from tts_tui.audio.files.saving.trouble import save_error
from tts_tui.speech.errors import EmptyTextError
from tts_tui.store.job_rows import JobChapter
from tts_tui.store.job_sounds import COVER
from tts_tui.studio.render.assembling import Assembly
from tts_tui.studio.render.epub.package import CONTAINER, MIMETYPE, STYLE, Book, nav, opf
from tts_tui.studio.render.epub.pages import Page, smil, xhtml
from tts_tui.studio.render.report import FileReport
from tts_tui.studio.render.said import clips_in_file
from tts_tui.studio.render.shown import Shown
from tts_tui.studio.render.sounding import Sounding, title_of
from tts_tui.studio.render.tracks import Track

_FOLDER = "EPUB"
_LARGE = 1 << 31
"""Bytes from which on a ZIP archive needs fields of 64 bits."""


def write_epub(assembly: Assembly, track: Track) -> FileReport:
    """Write the book of a job.

    Raises:
        LostSoundError: a unit must be made again.
        Stopped: it isn't wanted any more.
        SpeechError: it can't be written.
    """
    job = assembly.job
    final = checked_target(track.path, track.if_exists)
    final.parent.mkdir(parents=True, exist_ok=True)
    with _workshop(assembly.sounding.jobs.sounds(job.id).folder / "epub") as folder:
        pages, marks, seconds, done = [], [], 0.0, 0
        for number, chapter in enumerate(track.chapters, 1):
            units = assembly.sounding.jobs.units(job.id, chapter.number)
            if any(unit.state == "made" for unit in units):
                sounding = replace(assembly.sounding, tell=partial(_tell_more, assembly.sounding, done))
                counted = replace(assembly, sounding=sounding)
                page, length = _chapter(counted, chapter, folder / f"c{number:04}.m4a")
                pages.append(page)
                marks.append((page.title, seconds))
                seconds += length
            done += len(units)
        if not pages:
            raise EmptyTextError(
                f"Nothing of “{final.name}” could be said.",
                hint=f"tts-tui jobs show {job.id} tells why.",
            )
        try:
            with create_part(final) as part:
                try:
                    assembly.parts.note(part.path)
                    _pack(part, _book(assembly), pages, folder)
                    part.sync()
                    path = commit_beside(part.path, final, overwrite=track.if_exists == "overwrite")
                except BaseException:
                    part.path.unlink(missing_ok=True)
                    raise
        except OSError as error:
            raise save_error(error, final) from error
    return FileReport(path, seconds, tuple(marks))


def _tell_more(sounding: Sounding, done: int, count: int) -> None:
    sounding.tell(done + count)


@contextmanager
def _workshop(folder: Path) -> Iterator[Path]:
    """An empty folder, and nothing of it afterwards."""
    shutil.rmtree(folder, ignore_errors=True)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _chapter(assembly: Assembly, chapter: JobChapter, path: Path) -> tuple[Page, float]:
    """Its page, and how long its sound is, which is written there."""
    from tts_tui.audio.files.encoders import Tags

    written = assembly.sound_file(Track(path, [chapter], Tags(title=title_of(chapter)), True, "overwrite"))
    seconds = written.file.seconds_saved
    clips = clips_in_file(written.said.clips, written.file.shift, seconds)
    settings = assembly.job.settings
    shown = Shown.of(chapter.text, settings.manner)
    return Page(path.stem, title_of(chapter), shown, chapter.blocks, clips, settings.language), seconds


def _book(assembly: Assembly) -> Book:
    job, settings = assembly.job, assembly.job.settings
    own = f"{job.output}\n{settings.title}\n{settings.author}"
    cover = assembly.sounding.jobs.sounds(job.id).folder / COVER
    return Book(
        uuid.uuid5(uuid.NAMESPACE_URL, own).urn,
        settings.title,
        settings.author,
        settings.language,
        settings.voice,
        datetime.now(UTC),
        cover.read_bytes() if settings.cover else b"",
    )


def _pack(output: Descriptor, book: Book, pages: Sequence[Page], folder: Path) -> None:
    with zipfile.ZipFile(cast(IO[bytes], output), "w", zipfile.ZIP_DEFLATED) as archive:
        first = zipfile.ZipInfo("mimetype")  # first, not packed, and nothing beside it: what tells an EPUB
        archive.writestr(first, MIMETYPE, zipfile.ZIP_STORED)
        parts = {
            "META-INF/container.xml": CONTAINER,
            f"{_FOLDER}/package.opf": opf(book, pages),
            f"{_FOLDER}/nav.xhtml": nav(book, pages),
            f"{_FOLDER}/style.css": STYLE,
        }
        for page in pages:
            parts[f"{_FOLDER}/{page.name}.xhtml"] = xhtml(page)
            parts[f"{_FOLDER}/{page.name}.smil"] = smil(page)
        for name, text in parts.items():
            archive.writestr(name, text.encode())
        if book.cover:
            archive.writestr(f"{_FOLDER}/{book.cover_file[0]}", book.cover, zipfile.ZIP_STORED)
        for page in pages:
            _add_sound(archive, folder / f"{page.name}.m4a")


def _add_sound(archive: zipfile.ZipFile, sound: Path) -> None:
    size = sound.stat().st_size
    entry = zipfile.ZipInfo(f"{_FOLDER}/{sound.name}")
    entry.file_size = size
    with sound.open("rb") as given, archive.open(entry, "w", force_zip64=size > _LARGE) as packed:
        shutil.copyfileobj(given, packed, 1 << 20)
