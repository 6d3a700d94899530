"""Runs `render` for one document, or for one after the other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from tts_tui.audio.files.formats import FORMATS
from tts_tui.cli.choice import cast_in_vain
from tts_tui.cli.job_running import run_job
from tts_tui.cli.printing import tell_error
from tts_tui.cli.rendering import Rendering, contents_of, put_job
from tts_tui.cli.sources import LISTS, DocumentOptions, SpokenSource, documents_of, places_of
from tts_tui.speech.errors import ExitCode, FileExistsAlreadyError, NotWritableError, SpeechError, UsageError
from tts_tui.store.jobs import Jobs
from tts_tui.store.user_paths import expanded

if TYPE_CHECKING:
    from tts_tui.backends.manager import TTSBackendManager
    from tts_tui.cli.choice import Wish
    from tts_tui.cli.job_report import JobReport
    from tts_tui.studio.session import Session


_KNOWN = frozenset((".epub", *(each for known in FORMATS.values() for each in known.extensions)))
"""Endings of files that are written."""


async def render_all(
    paths: Sequence[Path],
    usual: Rendering,
    reading: DocumentOptions,
    wish: Wish,
    session: Session,
    report: JobReport,
    workers: int | None,
    cluster: str,
    *,
    later: bool,
) -> int:
    """Plan all of them, so that what can't be made is told before hours of work; then make one after the other.

    Args:
        paths: documents, and folders of some.
        usual: how each is rendered; its place is that of all where they are several.
        later: only plan them.

    Raises:
        SpeechError: the only one can't be made.
    """
    meant = documents_of(paths)
    documents = meant.found
    several = len(documents) > 1 or paths[0].is_dir()
    reading.check(several=several)
    renderings = _each(documents, usual) if several else [usual]
    if meant.news:
        report.notice(meant.news)
    code = ExitCode.OK
    jobs = Jobs(session.paths.jobs_folder)
    try:
        async with session.manager() as manager:
            numbers = []
            for rendering in renderings:
                try:
                    numbers.append(await _put(jobs, rendering, reading, wish, session, manager, report))
                except FileExistsAlreadyError as error:
                    if not several:
                        raise
                    report.notice(f"{error.message} It stays as it is.")
                except SpeechError as error:
                    if not several:
                        raise
                    report.refuse(error)
                    code = code or error.exit_code
            history = session.history(tell_error)
            for number in numbers:
                if later:
                    report.queued(jobs.get(number))
                    continue
                ended = await run_job(jobs, number, session, manager, history, report, workers, cluster)
                if ended == ExitCode.INTERRUPTED and jobs.get(number).state == "paused":
                    return ended
                code = code or ended
    finally:
        jobs.close()
    return code


def _each(documents: Sequence[Path], usual: Rendering) -> list[Rendering]:
    """One for each, in the folder that was named."""
    folder = expanded(usual.out)
    if folder.suffix.lower() in _KNOWN and not folder.is_dir():
        raise UsageError(
            f"“{folder.name}” is one file, and there are {len(documents)} documents.",
            hint="Name a folder with -o, and the kind of file with --format.",
        )
    extension = "" if usual.split == "chapter" else usual.extension
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise NotWritableError(
            f"The folder “{folder}” can't be made: {error.strerror}.", hint="Name another one with -o."
        ) from None
    places = places_of(documents, folder, extension)
    return [
        replace(usual, source=document, out=str(places[document]), format=format)
        for document in documents
        for format in (usual.format or (None if document.suffix.lower() in LISTS else "m4b"),)
    ]


async def _put(
    jobs: Jobs,
    rendering: Rendering,
    reading: DocumentOptions,
    wish: Wish,
    session: Session,
    manager: TTSBackendManager,
    report: JobReport,
) -> int:
    """The job of one; what is wrong with its place is found before it is read."""
    rendering = rendering.of_list if rendering.is_list and not reading.dub else rendering
    rendering.place()
    source: SpokenSource = reading.read(rendering.source)
    if source.listed:
        rendering = replace(rendering, voices={**source.voices, **rendering.voices})
    try:
        contents = await contents_of(source.document, rendering, wish, session, manager, report.planning)
    finally:
        report.planning(1.0)
    text = "\n".join(chapter.text for chapter in contents.chapters)
    quoted = {name for chapter in source.document.chapters for block in chapter.blocks for name in block.says}
    told = list(filter(None, (*source.news, *contents.news, cast_in_vain(text, wish.cast, quoted))))
    for news in told:
        report.notice(news)
    job = put_job(jobs, source.document, rendering, contents)
    jobs.told(job).put_planned(told)
    return job
