"""A real child process behaves badly in every way; the parent's events stay right and no process is left."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import aclosing
from pathlib import Path

import numpy as np
import pytest

from tts_tui.backends.worker.child_process import Launch
from tts_tui.backends.worker.worker import EngineEvent, Pcm, Worker
from tts_tui.speech.errors import MissingModelError, SynthesisError, WorkerError

ENGINE = Path(__file__).with_name("odd_engine.py")
Make = Callable[..., Worker]


@pytest.fixture
async def make(tmp_path: Path) -> AsyncIterator[Make]:
    made: list[Worker] = []

    def make_one(**limits: float) -> Worker:
        made.append(Worker("Odd", Launch(Path(sys.executable), ENGINE), tmp_path / "odd.log", **limits))
        return made[-1]

    yield make_one
    for worker in made:
        await worker.close()
        assert worker.pid is None


async def speak(worker: Worker, count: int) -> list[float]:
    """The first sample of each chunk."""
    async with aclosing(worker.stream("speak", count=count)) as reports:
        return [float(report.samples[0]) async for report in reports if isinstance(report, Pcm)]


async def exhaust(stream: AsyncIterator[Pcm | EngineEvent]) -> None:
    async for _ in stream:
        pass


async def is_gone(pid: int) -> bool:
    """Waits until the process has ended."""
    try:
        process = os.pidfd_open(pid)
    except ProcessLookupError:
        return True
    ended = asyncio.Event()
    asyncio.get_running_loop().add_reader(process, ended.set)
    await ended.wait()
    asyncio.get_running_loop().remove_reader(process)
    os.close(process)
    return True


async def test_audio_and_reports_arrive_in_order_as_float32(make: Make) -> None:
    worker = make()
    async with aclosing(worker.stream("speak", count=3)) as stream:
        reports = [report async for report in stream]
    assert reports[0] == EngineEvent("began", {})
    chunks = [report.samples for report in reports if isinstance(report, Pcm)]
    assert [chunk.dtype for chunk in chunks] == [np.float32] * 3
    np.testing.assert_array_equal(np.concatenate(chunks), np.repeat([0, 1, 2], 240))
    assert reports[-1] == EngineEvent("done", {"pid": worker.pid})


async def test_one_process_serves_many_requests(make: Make) -> None:
    worker = make()
    first = await worker.call("speak", count=1)
    second = await worker.call("speak", count=1)
    assert first["pid"] == second["pid"] == worker.pid


async def test_queued_requests_are_answered_in_turn_and_never_mixed(make: Make) -> None:
    worker = make()
    assert tuple(await asyncio.gather(speak(worker, 5), speak(worker, 2))) == ([0, 1, 2, 3, 4], [0, 1])


async def test_two_first_requests_start_one_process(make: Make) -> None:
    worker = make()
    one, other = await asyncio.gather(worker.call("speak", count=1), worker.call("speak", count=1))
    assert one["pid"] == other["pid"]


async def test_what_libraries_print_does_not_reach_the_protocol(make: Make, tmp_path: Path) -> None:
    worker = make()
    await worker.call("loud")
    assert await speak(worker, 1) == [0]
    await worker.close()
    log = (tmp_path / "odd.log").read_bytes()
    assert b"garbage from a library" in log
    assert b"garbage from C" in log


async def test_a_refusal_keeps_its_type_and_hint_and_the_process(make: Make) -> None:
    worker = make()
    with pytest.raises(MissingModelError, match="No weights here") as caught:
        await worker.call("refuse")
    assert caught.value.hint == "tts-tui models get it"
    pid = worker.pid
    assert (await worker.call("speak", count=1))["pid"] == pid


async def test_an_exception_is_named_and_leaves_the_process_alive(make: Make) -> None:
    worker = make()
    with pytest.raises(SynthesisError, match="ZeroDivisionError: the engine's own fault"):
        await worker.call("fail")
    pid = worker.pid
    assert (await worker.call("speak", count=1))["pid"] == pid


async def test_memory_that_ran_out_is_a_worker_error(make: Make) -> None:
    with pytest.raises(WorkerError, match="MemoryError"):
        await make().call("exhaust")


async def test_kill_9_while_speaking_fails_that_request_and_the_next_restarts(make: Make) -> None:
    worker = make()
    async with aclosing(worker.stream("forever")) as stream:
        await anext(stream)
        assert worker.pid
        os.kill(worker.pid, signal.SIGKILL)
        with pytest.raises(WorkerError, match="was killed, most likely because memory ran out"):
            await exhaust(stream)
    assert await speak(worker, 2) == [0, 1]


async def test_a_crash_tells_the_last_lines_of_the_log_and_where_it_is(make: Make, tmp_path: Path) -> None:
    with pytest.raises(WorkerError, match=r"SIGABRT hit it(?s:.*)last words") as caught:
        await make().call("die", signal="SIGABRT")
    assert str(tmp_path / "odd.log") in caught.value.hint


async def test_a_process_that_exits_says_so(make: Make) -> None:
    with pytest.raises(WorkerError, match="exited with code 3"):
        await make().call("leave")


async def test_all_waiting_requests_fail_when_it_dies(make: Make) -> None:
    worker = make()
    results = await asyncio.gather(
        worker.call("leave"), worker.call("speak", count=1), return_exceptions=True
    )
    assert [type(result) for result in results] == [WorkerError, WorkerError]


async def test_a_signal_without_a_name_is_told_by_number(make: Make) -> None:
    with pytest.raises(WorkerError, match=f"signal {signal.SIGRTMIN + 1} hit it"):
        await make().call("die", signal="SIGRTMIN", offset=1)


async def test_a_log_that_somebody_deleted_hides_no_failure(make: Make, tmp_path: Path) -> None:
    worker = make()
    await speak(worker, 1)
    (tmp_path / "odd.log").unlink()
    with pytest.raises(WorkerError, match="exited with code 3"):
        await worker.call("leave")


async def test_keys_of_providers_do_not_reach_an_engine(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-secret")
    monkeypatch.setenv("PLAIN", "yes")
    told = (await make().call("environment"))["variables"]
    assert "OPENAI_API_KEY" not in told
    assert told["PLAIN"] == "yes"


@pytest.mark.parametrize(
    "text",
    [
        "Traceback (most recent call last)",
        "\x05\0\0\0J{bad",
        "\x02\0\0\0Zz",
        "\x03\0\0\0J{}",
        '\x09\0\0\0J{"id":1}',
    ],
)
async def test_bytes_that_are_no_frame_end_the_process(make: Make, text: str) -> None:
    worker = make()
    with pytest.raises(WorkerError, match="broke the protocol"):
        await worker.call("broken", text=text)
    assert await speak(worker, 1) == [0]


async def test_a_frame_of_five_minutes_arrives_whole(make: Make) -> None:
    async with aclosing(make().stream("long", length=5 * 60 * 24_000)) as stream:
        sizes = [len(report.samples) async for report in stream if isinstance(report, Pcm)]
    assert sizes == [5 * 60 * 24_000]


async def test_a_hang_is_ended(make: Make) -> None:
    worker = make(stall_seconds=0.5)
    with pytest.raises(WorkerError, match=r"said nothing for 0\.5 seconds"):
        await worker.call("deaf")
    worker._stall_seconds = 60.0  # a busy machine may take longer to start the next
    assert await speak(worker, 1) == [0]


async def test_a_cancel_keeps_the_process(make: Make) -> None:
    worker = make()
    async with aclosing(worker.stream("forever")) as stream:
        await anext(stream)
    pid = worker.pid
    assert (await worker.call("speak", count=1))["pid"] == pid


async def test_a_request_cancelled_while_it_waits_never_runs(make: Make) -> None:
    worker = make()
    async with aclosing(worker.stream("forever")) as running:
        await anext(running)
        waiting = asyncio.create_task(worker.call("leave"))
        await asyncio.sleep(0)
        waiting.cancel()
        with pytest.raises(asyncio.CancelledError):
            await waiting
        await anext(running)
    assert await speak(worker, 1) == [0]


async def test_thirty_cancels_leave_one_process_and_no_memory_behind(make: Make) -> None:
    worker = make()
    await speak(worker, 1)
    pid = worker.pid
    for _ in range(30):
        async with aclosing(worker.stream("forever")) as stream:
            await anext(stream)
    assert await speak(worker, 1) == [0]
    assert worker.pid == pid
    assert worker._child is not None
    assert not worker._child.busy  # no request is remembered


async def test_a_cancel_that_is_not_heard_ends_the_process(make: Make) -> None:
    worker = make(cancel_seconds=0.1)
    async with aclosing(worker.stream("deaf")) as stream:
        report = await anext(stream)
    assert isinstance(report, EngineEvent)
    assert await is_gone(report.fields["pid"])
    assert await speak(worker, 1) == [0]


async def test_an_idle_process_is_ended_and_started_again(make: Make) -> None:
    worker = make(idle_seconds=0.05)
    first = await worker.call("speak", count=1)
    assert await is_gone(first["pid"])
    assert (await worker.call("speak", count=1))["pid"] != first["pid"]


async def test_close_ends_even_a_deaf_one(make: Make) -> None:
    worker = make()
    async with aclosing(worker.stream("deaf")) as stream:
        report = await anext(stream)
        assert isinstance(report, EngineEvent)
        await worker.close()
        assert await is_gone(report.fields["pid"])


async def test_no_interpreter_is_a_worker_error(tmp_path: Path) -> None:
    worker = Worker("Odd", Launch(tmp_path / "python", ENGINE), tmp_path / "log")
    with pytest.raises(WorkerError, match="can't be started"):
        await worker.call("speak", count=1)


PARENT = """
import asyncio, sys
from pathlib import Path
from tts_tui.backends.worker.child_process import Launch
from tts_tui.backends.worker.worker import Worker

async def main() -> None:
    worker = Worker("Odd", Launch(Path(sys.executable), Path(sys.argv[1])), Path(sys.argv[2]))
    async for report in worker.stream("deaf"):
        sys.stdout.write(f"{report.fields['pid']}\\n")
        sys.stdout.flush()

asyncio.run(main())
"""


async def test_the_child_ends_when_its_parent_is_killed(tmp_path: Path) -> None:
    parent = await asyncio.create_subprocess_exec(
        *(sys.executable, "-c", PARENT, str(ENGINE), str(tmp_path / "log")), stdout=asyncio.subprocess.PIPE
    )
    assert parent.stdout is not None
    child = int(await parent.stdout.readline())
    parent.kill()
    await parent.wait()
    assert await is_gone(child)
