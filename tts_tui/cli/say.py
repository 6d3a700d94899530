"""`tts-tui say`: speak a text, or save it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tts_tui.cli import complete
from tts_tui.cli.choice import Wish, cast_in_vain, choose_model, make_request, with_preset
from tts_tui.cli.named_path import OUTPUT, NamedPath
from tts_tui.cli.printing import tell_error
from tts_tui.cli.report import JsonReport, PlainReport, Report
from tts_tui.cli.sound_options import SoundOptions, sound_options
from tts_tui.cli.spending import ask_above_budget
from tts_tui.cli.text import own_file, text_or_arriving, text_to_say
from tts_tui.cli.wish_options import wish_options
from tts_tui.speech.errors import ExitCode, SpeechError
from tts_tui.speech.events import Notice
from tts_tui.studio.budget import Budget
from tts_tui.studio.estimate import Estimate, characters_sent
from tts_tui.studio.session import Session, open_session

if TYPE_CHECKING:
    from tts_tui.backends.base import Backend
    from tts_tui.cli.destinations import Destinations
    from tts_tui.text.arriving import ArrivingText

_FILE = NamedPath(dir_okay=False, path_type=Path)


@click.command()
@click.argument("text", required=False)
@click.option("-f", "--file", type=NamedPath(path_type=Path), metavar="FILE", help="Say this text file.")
@click.option(
    "--from",
    "start",
    type=click.IntRange(0),
    default=0,
    metavar="N",
    help="Begin with the sentence at that character of the text.",
)
@wish_options("provider", "model", "voice", "language", "speed", "settings", "fresh", "manner", "cast")
@click.option(
    "--preset",
    shell_complete=complete.presets,
    default="",
    metavar="NAME",
    help="One of your presets.",
)
@click.option("-o", "--output", "out", type=OUTPUT, metavar="OUT", help="Save it; - is stdout.")
@click.option(
    "--format",
    metavar="F",
    shell_complete=complete.formats,
    help="wav, mp3, opus, flac, aac, m4a, m4b or pcm; else OUT's extension says.",
)
@click.option("--play/--no-play", default=None, help="Play it. Default: yes, unless it is saved.")
@click.option("--force", is_flag=True, help="Replace files that exist.")
@sound_options
@click.option("--srt", type=_FILE, metavar="FILE", help="Save subtitles.")
@click.option("--vtt", type=_FILE, metavar="FILE", help="Save subtitles for the web.")
@click.option("--lrc", type=_FILE, metavar="FILE", help="Save timed lyrics.")
@click.option("--ass", type=_FILE, metavar="FILE", help="Save subtitles that light each word (karaoke).")
@click.option("--timings", type=_FILE, metavar="FILE", help="Save the times of the words as JSON.")
@click.option(
    "--json", "as_json", is_flag=True, help="What happens, an object a line, on stdout (stderr with -o -)."
)
@click.option("--print-path", is_flag=True, help="The saved file's name on stdout, alone.")
@click.option("--quiet", is_flag=True, help="Errors only.")
@click.option("--dry-run", is_flag=True, help="Tell what it would take, and what it would cost; say nothing.")
def command(
    text: str | None,
    file: Path | None,
    start: int,
    wish: Wish,
    preset: str,
    out: str | None,
    format: str | None,
    play: bool | None,
    force: bool,
    sound: SoundOptions,
    srt: Path | None,
    vtt: Path | None,
    lrc: Path | None,
    ass: Path | None,
    timings: Path | None,
    as_json: bool,
    print_path: bool,
    quiet: bool,
    dry_run: bool,
) -> int:
    """Speak TEXT, or the text on stdin if it is - or there is none, as it arrives. With -o, save it instead."""
    report: Report = (
        JsonReport(err=out == "-") if as_json else PlainReport(quiet=quiet, print_path=print_path)
    )
    try:
        whole = bool(start or dry_run)
        words = text_to_say(text, file, start) if whole else text_or_arriving(text, file)
        session = open_session()
        wish, chosen = with_preset(wish, preset, session.settings)

        def open_destinations() -> Destinations:
            from tts_tui.cli.destinations import destinations_of  # numpy and more

            return destinations_of(
                out=out,
                format=format,
                play=play,
                force=force,
                sidecars={"srt": srt, "vtt": vtt, "lrc": lrc, "ass": ass, "timings": timings},
                sound=sound.with_preset(chosen, to_file=out != "-") if out else sound,
                usual=session.settings.audio,
            )

        return asyncio.run(
            _say(words, file, start, wish, open_destinations, session, report, dry_run=dry_run)
        )
    except SpeechError as error:
        report.refuse(error)
        return error.exit_code


async def _say(
    words: str | ArrivingText,
    file: Path | None,
    start: int,
    wish: Wish,
    open_destinations: Callable[[], Destinations],
    session: Session,
    report: Report,
    *,
    dry_run: bool,
) -> int:
    text, arriving = (words, None) if isinstance(words, str) else ("", words)
    async with session.manager() as manager:
        model = choose_model(manager, wish, session.settings.speech)
        request = make_request(text, model, wish, session.settings.speech)
        if not arriving and (vain := cast_in_vain(text, wish.cast)):
            report.event(Notice(vain, "Text"))
        if dry_run:
            open_destinations()  # raises where a file can't be written
            from tts_tui.studio.calls import nothing_to_say  # numpy and more
            from tts_tui.text.markup import marked

            tagged = marked(text, request.manner, request.cast)
            tagged.check(text)
            sent = tagged.untagged(start)
            if not any(map(str.isalnum, sent)):
                raise nothing_to_say()
            work = session.speeds.of(model.id)
            report.estimate(request, Estimate.of(sent, model, request.speed, work, tagged.rest_seconds))
            return ExitCode.OK
        history = session.history(tell_error)
        budget = Budget(session.settings.limits, history)
        ask_above_budget(budget, characters_sent(request, model, start), model)
        if arriving:
            arriving.allow = partial(budget.check, model=model)
        loading = asyncio.create_task(manager.start(model.id, model.provider))
        loading.add_done_callback(_forgive)
        destinations = await asyncio.to_thread(open_destinations)
        destinations.rendition.check()
        from tts_tui.cli.speech_job import Speaking
        from tts_tui.studio.job import Job

        studio = session.studio(manager, history)
        job = Job(request, start=start, arriving=arriving, fresh=wish.fresh, text_file=own_file(file))
        return await Speaking(job, destinations, report).run(studio, session)


def _forgive(loading: asyncio.Task[Backend]) -> None:
    """Ignore the outcome of a task begun early, beside imports: speaking awaits it and reports its error."""
    if not loading.cancelled():
        loading.exception()
