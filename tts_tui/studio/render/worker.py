"""A process that makes units of a job, beside others: `worker JOB CORES`, where CORES is like `0,1`.

It loads the engine once. On stdout stands, as a line of JSON each, what it waits for, and what stops it.
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
        maker = Maker(jobs, job, owner_name(), manager, session.sentence_cache(), _note)
        await maker.run(jobs.get(job).settings)


def _tell(error: SpeechError) -> None:
    _say({"error": type(error).__name__, "message": error.message, "hint": error.hint})


def _note(note: str) -> None:
    _say({"note": note})


def _say(told: dict[str, str]) -> None:
    sys.stdout.write(json.dumps(told) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
