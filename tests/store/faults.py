"""A call that the system refuses, or at which the program is killed: the Nth of its kind while something is kept."""

from __future__ import annotations

import mmap
import os
import shutil
import subprocess
import tempfile
import traceback
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from tts_tui.speech.errors import SpeechError

CALLS = {
    "write": "write,pwrite64,writev",
    "fsync": "fsync,fdatasync",
    "rename": "rename,renameat,renameat2",
    "open": "open,openat",
    "remove": "unlink,unlinkat",
}
"""System calls by what they do."""

MOST = 200
"""Far more calls of one kind than anything here makes."""

_FINE, _REFUSED, _CRASHED = 0, 10, 11


@dataclass(frozen=True)
class Outcome:
    """What became of it in a process of its own.

    Attributes:
        hit: whether there was an Nth call at all.
        said: message and hint of our error, empty where none was raised.
        crash: a traceback of anything else.
        killed: it didn't come to its end.
    """

    hit: bool
    said: str = ""
    crash: str = ""
    killed: bool = False


def works() -> bool:
    """Whether strace is there and may look at our children."""
    return shutil.which("strace") is not None and not run(lambda: None, "inject=fsync:error=EIO:when=1").crash


def faults(calls: str, what: str, work: Callable[[], None], before: Callable[[], None]) -> Iterator[Outcome]:
    """Do it again and again, so that the first, second, … last of these calls goes wrong.

    Args:
        calls: a key of `CALLS`.
        what: how, in strace's words: "error=EIO" or "signal=KILL".
        before: what each time begins from.
    """
    for number in range(1, MOST):
        before()
        outcome = run(work, f"inject={CALLS[calls]}:{what}:when={number}")
        if not outcome.hit:
            return
        yield outcome
    raise AssertionError("it never comes to its end")


def run(work: Callable[[], None], injection: str) -> Outcome:
    """Do it in a child of ours that strace looks at."""
    shared = mmap.mmap(-1, 2**16)  # which the child writes to without a system call
    begin, started = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.read(begin, 1)
        os._exit(_done(work, shared))
    handle, name = tempfile.mkstemp()
    os.close(handle)
    log = Path(name)
    strace = subprocess.Popen(
        [
            "strace",
            "-f",
            "-p",
            str(pid),
            "-o",
            str(log),
            "-e",
            f"trace={_traced(injection)}",
            "-e",
            injection,
        ],
        stderr=subprocess.PIPE,
        text=True,
    )
    assert strace.stderr is not None
    attached = "attached" in strace.stderr.readline()
    os.write(started, b"x")
    code = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
    strace.communicate()
    hit = "(INJECTED)" in log.read_text() or code < 0
    log.unlink()
    for descriptor in (begin, started):
        os.close(descriptor)
    said = shared[:].rstrip(b"\0").decode()
    if not attached:
        return Outcome(hit, crash="strace may not look at a child")
    return Outcome(hit, said if code == _REFUSED else "", said if code == _CRASHED else "", code < 0)


def _traced(injection: str) -> str:
    return injection.removeprefix("inject=").partition(":")[0]


def _done(work: Callable[[], None], shared: mmap.mmap) -> int:
    try:
        work()
    except SpeechError as error:
        shared.write(f"{error.message} {error.hint}".encode())
        return _REFUSED
    except BaseException:  # noqa: BLE001  (whatever it is, the test tells)
        shared.write(traceback.format_exc().encode()[:60_000])
        return _CRASHED
    return _FINE
