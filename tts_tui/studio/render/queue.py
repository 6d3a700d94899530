"""A process that makes what waits, one job after the other, while the window is used; it ends with who started it."""

from __future__ import annotations

import asyncio
import sys
from contextlib import aclosing

from tts_tui.children import end_with_parent
from tts_tui.speech.errors import SpeechError, unexpected


def main() -> int:
    end_with_parent()
    asyncio.run(_make_all())
    return 0


async def _make_all() -> None:
    from tts_tui.store.jobs import Jobs
    from tts_tui.studio.budget import Budget
    from tts_tui.studio.render.starting import characters_at_most, check_start, runner_of
    from tts_tui.studio.session import open_session

    session = open_session()
    jobs = Jobs(session.paths.jobs_folder)
    history = session.history(lambda _error: None)
    budget = Budget(session.settings.limits, history)
    async with session.manager() as manager:
        while job := jobs.next_queued():
            try:
                model = check_start(jobs, job, manager)
                budget.check(characters_at_most(jobs, job), model)
                runner = runner_of(jobs, model, session, manager, history, verify=job.settings.verify)
                async with aclosing(runner.run(job.id)) as events:
                    async for _ in events:
                        pass
            except Exception as error:  # noqa: BLE001  (told where the job is shown; the next one is made)
                told = unexpected(error)
                if not jobs.runs(job.id):
                    jobs.put_state(job.id, "failed", f"{told.message} {told.hint}".strip())
                if not isinstance(error, SpeechError):
                    return


if __name__ == "__main__":
    sys.exit(main())
