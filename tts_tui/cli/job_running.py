"""Runs a job for the command line: from its number to an exit code."""

from __future__ import annotations

import asyncio
import signal
from contextlib import aclosing
from typing import TYPE_CHECKING

from tts_tui.cli.job_report import JobReport
from tts_tui.cli.spending import ask_above_budget
from tts_tui.speech.errors import ExitCode, UsageError
from tts_tui.studio.budget import Budget
from tts_tui.studio.render.cluster_address import check_address
from tts_tui.studio.render.progress import JobEnded
from tts_tui.studio.render.running import Runner
from tts_tui.studio.render.starting import characters_at_most, check_start, runner_of

if TYPE_CHECKING:
    from tts_tui.backends.manager import TTSBackendManager
    from tts_tui.store.history import History
    from tts_tui.store.jobs import Jobs
    from tts_tui.studio.session import Session


async def run_job(
    jobs: Jobs,
    number: int,
    session: Session,
    manager: TTSBackendManager,
    history: History,
    report: JobReport,
    workers: int | None,
    cluster: str = "",
) -> ExitCode:
    """Run it; ctrl+c pauses it, and keeps what was made.

    Raises:
        SpeechError: it can't be begun.
        click.Abort: it would cost more than the limits, and the user wants none of it.
    """
    job = jobs.get(number)
    model = check_start(jobs, job, manager)
    ask_above_budget(Budget(session.settings.limits, history), characters_at_most(jobs, job), model)
    verify = job.settings.verify
    runner = runner_of(jobs, model, session, manager, history, workers, cluster, verify=verify)
    _listen_to_signals(runner)
    end: JobEnded | None = None
    async with aclosing(runner.run(number)) as events:
        async for event in events:
            report.event(event)
            if isinstance(event, JobEnded):
                end = event
    assert end is not None  # the runner's promise
    if end.error:
        return end.error.exit_code
    return ExitCode.OK if end.job.state == "done" else ExitCode.INTERRUPTED


def check_crew(workers: int | None, cluster: str) -> None:
    """Refuse what can't make a job, before anything is planned.

    Raises:
        UsageError: both are given, or that is no address.
        MissingDependencyError: what a cluster needs isn't installed.
    """
    if cluster and workers:
        raise UsageError(
            "--workers and --cluster both say who makes it.",
            hint="Leave one out; --cluster local:N is N here.",
        )
    if cluster:
        check_address(cluster)


def _listen_to_signals(runner: Runner) -> None:
    loop = asyncio.get_running_loop()

    def stop(which: signal.Signals) -> None:
        loop.remove_signal_handler(which)  # the second one ends the program the hard way
        runner.stop.set()

    for which in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(which, stop, which)
