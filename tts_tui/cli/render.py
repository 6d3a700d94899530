"""`tts-tui render`: a document to an audiobook."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from tts_tui.cli import complete
from tts_tui.cli.choice import Wish
from tts_tui.cli.print_plan import print_plan
from tts_tui.cli.sound_options import SoundOptions, sound_options
from tts_tui.cli.wish_options import wish_options
from tts_tui.speech.errors import ExitCode, SpeechError, UsageError

if TYPE_CHECKING:
    from tts_tui.cli.job_report import JobReport
    from tts_tui.cli.rendering import Rendering
    from tts_tui.documents.model import Document
    from tts_tui.documents.reading_plan import Notes
    from tts_tui.studio.session import Session

_CAPTIONS = ("srt", "vtt", "lrc", "timings")


@click.command()
@click.argument("file", type=click.Path(path_type=Path), metavar="DOCUMENT")
@click.option("--plan", is_flag=True, help="Print what would be read of it, and what wouldn't; make nothing.")
@click.option(
    "--by",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="PLAN",
    help="Read what this plan says, which --plan printed and you changed.",
)
@click.option(
    "--chapters", default="", metavar="1,3-5", help="Read these chapters alone, by their numbers in the plan."
)
@click.option(
    "--notes", type=click.Choice(["skip", "read"]), default="skip", show_default=True, help="Footnotes."
)
@click.option("-o", "--output", "out", metavar="OUT", help="The file; with --split chapter, a folder.")
@click.option(
    "--format",
    metavar="F",
    shell_complete=complete.formats,
    help="m4b, m4a, mp3, opus, flac, wav …; else OUT's extension says.",
)
@click.option(
    "--split", type=click.Choice(["one", "chapter"]), default="one", show_default=True, help="Files."
)
@wish_options("provider", "model", "voice", "language", "speed", "settings", "manner", "cast")
@click.option(
    "--chapter-voice",
    "chapter_voices",
    multiple=True,
    metavar="N=VOICE",
    help="The Nth chapter that is read is said by VOICE; repeatable.",
)
@sound_options
@click.option("--acx", is_flag=True, help="The level that audiobook shops ask for; what is reached is told.")
@click.option("--srt", is_flag=True, help="Subtitles beside the sound.")
@click.option("--vtt", is_flag=True, help="Subtitles for the web beside it.")
@click.option("--lrc", is_flag=True, help="Timed lyrics beside it.")
@click.option("--timings", is_flag=True, help="The times of the words beside it, as JSON.")
@click.option(
    "--workers",
    type=click.IntRange(1, 64),
    metavar="N",
    help="Processes that make it. Default: one for two cores, for engines that run here.",
)
@click.option("--later", is_flag=True, help="Only put it in the queue: `tts-tui jobs run` makes it.")
@click.option("--force", is_flag=True, help="Replace files that exist; what is made already is used again.")
@click.option("--json", "as_json", is_flag=True, help="What happens, an object a line, on stdout.")
@click.option("--quiet", is_flag=True, help="Errors only.")
def command(
    file: Path,
    plan: bool,
    by: Path | None,
    chapters: str,
    notes: Notes,
    out: str | None,
    format: str | None,
    split: Literal["one", "chapter"],
    wish: Wish,
    chapter_voices: tuple[str, ...],
    sound: SoundOptions,
    acx: bool,
    workers: int | None,
    later: bool,
    force: bool,
    as_json: bool,
    quiet: bool,
    **captions: bool,
) -> int:
    """Make an audiobook of DOCUMENT: text, Markdown, HTML, EPUB, PDF, Word.

    It is a job: ^C pauses it, and the same command, or `tts-tui jobs resume`, goes on where it was, also after the
    machine went down. A word that was mended, or another voice, makes anew only what it must.
    """
    if plan:
        path = Path(out) if out else None
        print_plan(file, chapters=chapters, notes=notes, output=path, force=force, as_json=as_json)
        return ExitCode.OK
    if not out:
        raise UsageError("Where shall it go?", hint="Add -o BOOK.m4b, or --plan to see what would be read.")
    from tts_tui.cli.job_report import JsonJobReport, PlainJobReport
    from tts_tui.cli.rendering import Rendering
    from tts_tui.studio.session import open_session

    report: JobReport = JsonJobReport() if as_json else PlainJobReport(quiet=quiet)
    try:
        rendering = Rendering(
            source=file,
            out=out,
            format=format,
            split=split,
            voices=dict(map(_chapter_voice, chapter_voices)),
            captions=tuple(kind for kind in _CAPTIONS if captions[kind]),
            acx=acx,
            force=force,
            sound=sound,
        )
        rendering.place()
        document = _document(file, by, chapters, notes)
        return asyncio.run(_render(document, rendering, wish, open_session(), report, workers, later=later))
    except SpeechError as error:
        report.refuse(error)
        return error.exit_code


def _document(file: Path, by: Path | None, chapters: str, notes: Notes) -> Document:
    """What is to be read."""
    from tts_tui.documents.read_file import read_document
    from tts_tui.documents.reading_plan import apply, chapters_named, check_source, digest, plan_of

    document = read_document(file)
    if by is None:
        chosen = chapters_named(chapters, len(document.chapters)) if chapters else None
        plan = plan_of(document, file.name, notes=notes, chapters=chosen)
    else:
        if chapters:
            raise UsageError("A plan and --chapters can't both choose.", hint="Leave one of them out.")
        from tts_tui.documents.plan_file import read_back
        from tts_tui.text.files import read_text

        plan = read_back(read_text(by))
        check_source(plan, digest(file.read_bytes()))
    return apply(plan, document)


async def _render(
    document: Document,
    rendering: Rendering,
    wish: Wish,
    session: Session,
    report: JobReport,
    workers: int | None,
    *,
    later: bool,
) -> int:
    from tts_tui.cli.job_running import run_job
    from tts_tui.cli.printing import tell_error
    from tts_tui.cli.rendering import contents_of, put_job
    from tts_tui.store.jobs import Jobs

    jobs = Jobs(session.paths.jobs_folder)
    try:
        async with session.manager() as manager:
            contents = await contents_of(document, rendering, wish, session, manager)
            for news in contents.news:
                report.notice(news)
            number = put_job(jobs, document, rendering, contents)
            if later:
                report.queued(jobs.get(number))
                return ExitCode.OK
            history = session.history(tell_error)
            return await run_job(jobs, number, session, manager, history, report, workers)
    finally:
        jobs.close()


def _chapter_voice(assignment: str) -> tuple[int, str]:
    number, equals, voice = assignment.partition("=")
    if not (equals and number.strip().isdecimal() and voice.strip()):
        raise UsageError(f"--chapter-voice takes N=VOICE, not {assignment!r}.")
    return int(number), voice.strip()
