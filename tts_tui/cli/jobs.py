"""`tts-tui jobs`: what is being made, what waits, and what was."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tts_tui.cli import verification
from tts_tui.cli.printing import tell, tell_error, write_json, write_table
from tts_tui.speech.errors import ExitCode, JobError, UsageError
from tts_tui.speech.lengths import several
from tts_tui.studio.session import Session, open_session

if TYPE_CHECKING:
    from tts_tui.cli.job_report import JobReport
    from tts_tui.store.jobs import Jobs

_ID = click.argument("number", type=click.IntRange(1), metavar="ID")
_WORKERS = click.option("--workers", type=click.IntRange(1, 64), metavar="N", help="Processes that make it.")
_CLUSTER = click.option(
    "--cluster",
    default="",
    metavar="ADDRESS",
    help="A Dask scheduler whose workers make it; local:N is N here.",
)
_JSON = click.option("--json", "as_json", is_flag=True, help="Objects, a line each, on stdout.")
_QUIET = click.option("--quiet", is_flag=True, help="Errors only.")


@click.group(invoke_without_command=True)
@click.option("--json", "as_json", is_flag=True, help="A list on stdout.")
@click.pass_context
def command(context: click.Context, as_json: bool) -> None:
    """List the jobs that `tts-tui render` made, and go on with them."""
    if context.invoked_subcommand is None:
        _list(as_json=as_json)


@command.command("list")
@click.option("--json", "as_json", is_flag=True, help="A list on stdout.")
def list_(as_json: bool) -> None:
    """List them, in the order in which they are made."""
    _list(as_json=as_json)


@command.command()
@_ID
@_JSON
def show(number: int, as_json: bool) -> None:
    """Tell how far a job is, chapter by chapter, what was left out, who speaks, and what became of its files."""
    from tts_tui.cli.job_report import described_file
    from tts_tui.studio.render.report import unpacked
    from tts_tui.studio.render.telling import told_file

    with _jobs() as (jobs, _):
        job = jobs.get(number)
        chapters = [(each, jobs.progress(number, each.number)) for each in jobs.chapters(number)]
        left_out = jobs.left_out(number)
        verified = jobs.takes(number).verification() if job.settings.verify else None
        told = jobs.told(number)
        planned, files = told.planned(), unpacked(told.files())
        if as_json:
            write_json(
                {
                    **_described(jobs, number),
                    "chapters": [
                        {"number": each.number, "title": each.title, "units": at.units, "made": at.made,
                         "skipped": at.skipped, "audio_seconds": round(at.seconds, 3)}
                        for each, at in chapters
                    ],
                    "left_out": [
                        {"chapter": unit.chapter, "text": unit.text, "error": unit.error} for unit in left_out
                    ],
                    "news": planned,
                    "files": [described_file(each) for each in files],
                    **({"verification": verification.described(verified)} if verified else {}),
                }
            )  # fmt: skip
            return
        click.echo(f"Job {job.id}, {job.state}: {job.settings.title}, {job.settings.voice}, {job.output}")
        if job.error:
            tell(f"  {job.error}")
        for news in planned:
            click.echo(news)
        rows = [(str(each.number), f"{at.made}/{at.units}", each.title or "-") for each, at in chapters]
        write_table([("chapter", "made", "title"), *rows])
        for each in files:
            click.echo(told_file(each))
            for news in each.news:
                click.echo(f"  {news}")
        for unit in left_out:
            click.echo(f"Left out in chapter {unit.chapter}: “{' '.join(unit.text.split())}”: {unit.error}")
        for line in verification.told(verified) if verified else ():
            click.echo(line)


@command.command()
@_ID
@_WORKERS
@_CLUSTER
@_JSON
@_QUIET
def resume(number: int, workers: int | None, cluster: str, as_json: bool, quiet: bool) -> int:
    """Go on with a job, here; one that is done is written anew from what is kept."""
    return _run(number, workers, cluster, as_json=as_json, quiet=quiet)


@command.command()
@_WORKERS
@_CLUSTER
@_JSON
@_QUIET
def run(workers: int | None, cluster: str, as_json: bool, quiet: bool) -> int:
    """Make what waits, one after the other."""
    return _run(None, workers, cluster, as_json=as_json, quiet=quiet)


@command.command()
@_ID
def pause(number: int) -> None:
    """Stop making a job for now; what is made is kept."""
    with _jobs() as (jobs, _):
        if jobs.get(number).state not in ("queued", "running"):
            raise JobError(f"Job {number} isn't being made, and doesn't wait for it.")
        jobs.put_state(number, "paused")
        tell(f"tts-tui jobs resume {number} goes on.")


@command.command()
@_ID
def cancel(number: int) -> None:
    """Take a job out of the queue; what is made is kept until it is removed."""
    with _jobs() as (jobs, _):
        if jobs.get(number).state == "done":
            raise JobError(f"Job {number} is done.", hint=f"tts-tui jobs remove {number} forgets it.")
        jobs.put_state(number, "cancelled")
        tell(f"tts-tui jobs resume {number} goes on after all; tts-tui jobs remove {number} forgets it.")


@command.command()
@click.argument("numbers", nargs=-1, type=click.IntRange(1), metavar="[ID]...")
@click.option("--done", is_flag=True, help="All that are done.")
def remove(numbers: tuple[int, ...], done: bool) -> None:
    """Forget jobs and the sound of their sentences; the files that they wrote stay."""
    if not numbers and not done:
        raise UsageError("Which one?", hint="Name it by its number, or all that are done with --done.")
    with _jobs() as (jobs, _):
        chosen = dict.fromkeys(numbers)
        if done:
            chosen |= dict.fromkeys(job.id for job in jobs.all() if job.state == "done")
        for number in chosen:
            jobs.remove(number)
        if done:
            tell(f"{several(len(chosen), 'job')} removed.")


@command.command()
@_ID
def up(number: int) -> None:
    """Make a job before the one in front of it."""
    _move(number, -1)


@command.command()
@_ID
def down(number: int) -> None:
    """Make a job after the one behind it."""
    _move(number, 1)


def _move(number: int, step: int) -> None:
    with _jobs() as (jobs, _):
        jobs.move(number, step)


def _list(*, as_json: bool) -> None:
    with _jobs() as (jobs, _):
        found = [_described(jobs, job.id) for job in jobs.all()]
        if as_json:
            write_json(found)
        elif not found:
            tell("There are no jobs. `tts-tui render DOCUMENT -o BOOK.m4b` makes one.")
        else:
            rows = [
                (str(each["job"]), str(each["state"]), f"{each['fraction']:.0%}", str(each["title"]),
                 str(each["output"]))
                for each in found
            ]  # fmt: skip
            write_table([("job", "state", "made", "title", "output"), *rows])


def _described(jobs: Jobs, number: int) -> dict[str, object]:
    job, at = jobs.get(number), jobs.progress(number)
    return {
        "job": job.id,
        "state": job.state,
        "title": job.settings.title,
        "document": job.document,
        "output": job.output,
        "provider": job.settings.provider,
        "model": job.settings.model,
        "voice": job.settings.voice,
        "fraction": round(at.fraction, 4),
        "units": at.units,
        "made": at.made,
        "skipped": at.skipped,
        "audio_seconds": round(at.seconds, 3),
        "cost_usd": None if at.unpriced else at.cost_usd,
        "error": job.error,
    }


@contextmanager
def _jobs() -> Iterator[tuple[Jobs, Session]]:
    from tts_tui.store.jobs import Jobs

    session = open_session()
    jobs = Jobs(Path(session.paths.jobs_folder))
    try:
        yield jobs, session
    finally:
        jobs.close()


def _run(number: int | None, workers: int | None, cluster: str, *, as_json: bool, quiet: bool) -> int:
    from tts_tui.cli.job_report import JsonJobReport, PlainJobReport
    from tts_tui.cli.job_running import check_crew

    check_crew(workers, cluster)

    report: JobReport = JsonJobReport() if as_json else PlainJobReport(quiet=quiet)
    with _jobs() as (jobs, session):
        return asyncio.run(_run_all(jobs, session, number, report, workers, cluster))


async def _run_all(
    jobs: Jobs, session: Session, number: int | None, report: JobReport, workers: int | None, cluster: str
) -> int:
    """That one, or all that wait: one that fails doesn't keep the others from being made."""
    from tts_tui.cli.job_running import run_job

    history = session.history(tell_error)
    code = ExitCode.OK
    async with session.manager() as manager:
        if number:
            return await run_job(jobs, number, session, manager, history, report, workers, cluster)
        while job := jobs.next_queued():
            ended = await run_job(jobs, job.id, session, manager, history, report, workers, cluster)
            if ended == ExitCode.INTERRUPTED and jobs.get(job.id).state == "paused":
                return ended
            code = code or ended
    return code
