"""How child processes are started: on our own modules, without keys, and not to outlive us.

The current folder may hold anybody's `numpy.py`, and engines are other people's code. So no child looks for modules
in the current folder, and none gets the keys of providers or the variables of the user's own Python.
"""

from __future__ import annotations

import os
import sys
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

_BOOTSTRAP = Path(__file__).with_name("bootstrap.py")
_PARENT = "TTS_TUI_PARENT"
_WATCHED = 0.5
"""Seconds between two looks at whether the parent still lives."""

_END_WITH_PARENT = (
    "import ctypes, os, sys; ctypes.CDLL(None).prctl(1, 9); os.execv(sys.argv[1], sys.argv[1:])"
)
"""prctl(PR_SET_PDEATHSIG, SIGKILL), which outlasts execv."""


@dataclass(frozen=True, slots=True)
class ChildCommand:
    """What to run, for `subprocess` and `asyncio`.

    Attributes:
        arguments: the program and what it is given.
        environment: its variables, all of them.
    """

    arguments: Sequence[str]
    environment: dict[str, str]


def ours(module: str, *arguments: str | Path, **variables: str) -> ChildCommand:
    """A module of ours on this Python, which finds the packages that we found.

    Args:
        variables: set in its environment.
    """
    return _this_python("-m", module, *arguments, **variables)


def script(python: Path, path: Path, **variables: str) -> ChildCommand:
    """A script with `main(channel)` on the Python of an engine, which finds its own packages only."""
    if str(python) == sys.executable:
        return _this_python(path, **variables)
    return ChildCommand([str(python), "-I", str(_BOOTSTRAP), str(path)], environment(**variables))


def tool(program: str | Path, *arguments: str | Path, **variables: str) -> ChildCommand:
    """A program that knows nothing of us. On Linux it ends with the thread that starts it."""
    start = [sys.executable, "-I", "-c", _END_WITH_PARENT] if sys.platform == "linux" else []
    return ChildCommand([*start, str(program), *map(str, arguments)], environment(**variables))


def _this_python(*arguments: str | Path, **variables: str) -> ChildCommand:
    """`-P`, not `-I`: that would hide the packages that lie in the user's own folder."""
    path = os.pathsep.join(folder for folder in sys.path if folder not in ("", os.curdir))
    return ChildCommand(
        [sys.executable, "-P", str(_BOOTSTRAP), *map(str, arguments)],
        environment(PYTHONPATH=path, **{_PARENT: str(os.getpid())}, **variables),
    )


def environment(**variables: str) -> dict[str, str]:
    """Our variables with `variables` set, without the keys of providers and without those that steer Python."""
    inherited = {name: value for name, value in os.environ.items() if not _is_ours_alone(name.upper())}
    return {**inherited, **variables}


def _is_ours_alone(name: str) -> bool:
    """PYTHONPATH, PYTHONSTARTUP and their like, but not what others named PYTHON_SOMETHING."""
    return name.endswith("_API_KEY") or (name.startswith("PYTHON") and not name.startswith("PYTHON_"))


def end_with_parent() -> None:
    """Called in a child that `ours` started: it ends as soon as its parent is gone, whatever it is doing."""
    parent = int(os.environ.get(_PARENT, "0"))
    if parent:
        threading.Thread(target=_watch, args=(parent,), name="parent-watch", daemon=True).start()


def _watch(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(_WATCHED)
    os._exit(1)
