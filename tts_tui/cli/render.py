"""`tts-tui render`: a document to an audiobook."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from tts_tui.cli import complete
from tts_tui.cli.choice import Wish
from tts_tui.cli.named_path import OUTPUT, NamedPath
from tts_tui.cli.print_plan import print_plan
from tts_tui.cli.sound_options import SoundOptions, sound_options
from tts_tui.cli.wish_options import wish_options
from tts_tui.speech.errors import ExitCode, SpeechError, UsageError

if TYPE_CHECKING:
    from tts_tui.cli.job_report import JobReport
    from tts_tui.documents.reading_plan import Notes

_CAPTIONS = ("srt", "vtt", "lrc", "ass", "timings")


@click.command()
@click.argument("files", nargs=-1, required=True, type=NamedPath(path_type=Path), metavar="DOCUMENT...")
@click.option("--plan", is_flag=True, help="Print what would be read of it, and what wouldn't; make nothing.")
@click.option(
    "--by",
    type=NamedPath(path_type=Path, dir_okay=False),
    metavar="PLAN",
    help="Read what this plan says, which --plan printed and you changed.",
)
@click.option(
    "--chapters", default="", metavar="1,3-5", help="Read these chapters alone, by their numbers in the plan."
)
@click.option(
    "--notes", type=click.Choice(["skip", "read"]), default="skip", show_default=True, help="Footnotes."
)
@click.option(
    "-o",
    "--output",
    "out",
    type=OUTPUT,
    metavar="OUT",
    help="The file; a folder, with --split chapter or several.",
)
@click.option(
    "--format",
    metavar="F",
    shell_complete=complete.formats,
    help="m4b, m4a, mp3, opus, flac, wav, epub …; else OUT's extension says.",
)
@click.option(
    "--split", type=click.Choice(["one", "chapter"]), default="one", show_default=True, help="Files."
)
@wish_options("provider", "model", "voice", "language", "speed", "settings", "manner", "cast")
@click.option(
    "--quotes",
    is_flag=True,
    help="Give quoted speech to whom the words beside it name (“…,” said Anna), by the voices of --cast.",
)
@click.option(
    "--chapter-voice",
    "chapter_voices",
    multiple=True,
    metavar="N=VOICE",
    help="The Nth chapter that is read is said by VOICE; repeatable.",
)
@sound_options
@click.option(
    "--dub",
    is_flag=True,
    help="Say each cue of subtitles in its time, on one track; faster where it must be.",
)
@click.option(
    "--acx",
    is_flag=True,
    help="Meet the levels that audiobook shops ask for; the report says what was reached.",
)
@click.option("--srt", is_flag=True, help="Subtitles beside the sound.")
@click.option("--vtt", is_flag=True, help="Subtitles for the web beside it.")
@click.option("--lrc", is_flag=True, help="Timed lyrics beside it.")
@click.option("--ass", is_flag=True, help="Subtitles that light each word when it is said (karaoke).")
@click.option("--timings", is_flag=True, help="The times of the words beside it, as JSON.")
@click.option(
    "--verify",
    is_flag=True,
    help="Listen to each sentence, and say those again whose words differ. Needs tts-tui[verify].",
)
@click.option(
    "--workers",
    type=click.IntRange(1, 64),
    metavar="N",
    help="Processes that make it. Default: one for two cores, for engines that run here.",
)
@click.option(
    "--cluster",
    default="",
    metavar="ADDRESS",
    help="Make it on the workers of that Dask scheduler; local:N is N processes here. Needs tts-tui[cluster].",
)
@click.option("--later", is_flag=True, help="Only put it in the queue: `tts-tui jobs run` makes it.")
@click.option("--force", is_flag=True, help="Replace files that exist; what is made already is used again.")
@click.option("--json", "as_json", is_flag=True, help="What happens, an object a line, on stdout.")
@click.option("--quiet", is_flag=True, help="Errors only.")
def command(
    files: tuple[Path, ...],
    plan: bool,
    by: Path | None,
    chapters: str,
    notes: Notes,
    out: str | None,
    format: str | None,
    split: Literal["one", "chapter"],
    wish: Wish,
    quotes: bool,
    chapter_voices: tuple[str, ...],
    sound: SoundOptions,
    dub: bool,
    acx: bool,
    verify: bool,
    workers: int | None,
    cluster: str,
    later: bool,
    force: bool,
    as_json: bool,
    quiet: bool,
    **captions: bool,
) -> int:
    """Make an audiobook of each DOCUMENT: text, Markdown, HTML, EPUB, PDF, Word; or of those of a folder.

    A .csv of id,text[,voice] becomes a file for each row. OUT.epub is a book that is read aloud while it is shown.

    It is a job: ^C pauses it, and the same command, or `tts-tui jobs resume`, goes on where it was, also after the
    machine went down. A word that was mended, or another voice, makes anew only what it must.
    """
    if plan:
        if len(files) > 1:
            raise UsageError("A plan is of one document.", hint="Name one.")
        path = Path(out) if out else None
        print_plan(
            files[0],
            chapters=chapters,
            notes=notes,
            output=path,
            force=force,
            as_json=as_json,
            quotes=quotes,
        )
        return ExitCode.OK
    if not out:
        raise UsageError("Where shall it go?", hint="Add -o BOOK.m4b, or --plan to see what would be read.")
    from tts_tui.cli.batch import render_all
    from tts_tui.cli.job_report import JsonJobReport, PlainJobReport
    from tts_tui.cli.job_running import check_crew
    from tts_tui.cli.rendering import Rendering
    from tts_tui.cli.sources import DocumentOptions
    from tts_tui.studio.session import open_session
    from tts_tui.studio.verify.recogniser import check_recogniser

    report: JobReport = JsonJobReport() if as_json else PlainJobReport(quiet=quiet)
    try:
        usual = Rendering(
            source=files[0],
            out=out,
            format=format,
            split=split,
            voices=dict(map(_chapter_voice, chapter_voices)),
            captions=tuple(kind for kind in _CAPTIONS if captions[kind]),
            acx=acx,
            dub=dub,
            verify=verify,
            force=force,
            sound=sound,
        )
        check_crew(workers, cluster)
        if verify:
            check_recogniser()
        reading = DocumentOptions(by, chapters, notes, dub, quotes)
        work = render_all(files, usual, reading, wish, open_session(), report, workers, cluster, later=later)
        return asyncio.run(work)
    except SpeechError as error:
        report.refuse(error)
        return error.exit_code


def _chapter_voice(assignment: str) -> tuple[int, str]:
    number, equals, voice = assignment.partition("=")
    if not (equals and number.strip().isdecimal() and voice.strip()):
        raise UsageError(f"--chapter-voice takes N=VOICE, not {assignment!r}.")
    return int(number), voice.strip()
