"""A process that makes units of a job, beside others: `worker JOB CORES`, where CORES is like `0,1`.

It loads the engine once. What stops it stands on stdout, as JSON, when it ends.
"""

from __future__ import annotations

import asyncio
import json
import os
import sys
from contextlib import suppress

from tts_tui.children import end_with_parent
from tts_tui.speech.errors import SpeechError, unexpected

EXPLAINED = 3
"""Exit code of a worker that told what stops it."""


def main(arguments: list[str]) -> int:
    end_with_parent()
    job, cores = int(arguments[0]), [int(each) for each in arguments[1].split(",") if each]
    if cores and hasattr(os, "sched_setaffinity"):
        with suppress(OSError):  # engines take as many threads as they find cores
            os.sched_setaffinity(0, cores)
    try:
        asyncio.run(_make(job))
    except SpeechError as error:
        _tell(error)
        return EXPLAINED
    except Exception as error:  # noqa: BLE001  (a third party's backend may raise anything)
        _tell(unexpected(error))
        return EXPLAINED
    return 0


async def _make(job: int) -> None:
    from tts_tui.store.jobs import Jobs
    from tts_tui.store.leases import owner_name
    from tts_tui.studio.render.making import Maker
    from tts_tui.studio.session import open_session

    session = open_session()
    jobs = Jobs(session.paths.jobs_folder)
    async with session.manager() as manager:
        maker = Maker(jobs, job, owner_name(), manager, session.sentence_cache())
        await maker.run(jobs.get(job).settings)


def _tell(error: SpeechError) -> None:
    told = {"error": type(error).__name__, "message": error.message, "hint": error.hint}
    sys.stdout.write(json.dumps(told) + "\n")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
