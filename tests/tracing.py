"""What a program really asks the system for, seen by strace."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

_CALLS = "trace=%network,open,openat,creat,mkdir,mkdirat,rename,renameat,renameat2,link,symlink"
_WRITES = re.compile(r'^\d+ +(?:open|openat)\([^"]*"([^"]*)", [^)]*O_(?:CREAT|WRONLY|RDWR)[^)]*\) = \d')
_MADE = re.compile(r'^\d+ +(?:creat|mkdir|mkdirat)\([^"]*"([^"]*)".*\) = \d')
_INTERNET = re.compile(r'inet_addr\("(?!127\.|0\.0\.0\.0)|inet_pton\(AF_INET6, "(?!::1?")')


@dataclass(frozen=True, slots=True)
class Traced:
    """A run, its children included.

    Attributes:
        code: its exit code.
        said: what it said on stderr.
        written: files opened for writing and folders made.
        internet: calls that name an address of another machine, a name server's included.
    """

    code: int
    said: str
    written: Sequence[Path]
    internet: Sequence[str]


def strace(log: Path) -> list[str]:
    """What comes before a command to have it watched; skips the test where no process may be watched."""
    if not shutil.which("strace"):
        pytest.skip("strace isn't installed: .ci/system-packages does it")
    if subprocess.run(["strace", "-o", os.devnull, "true"], capture_output=True).returncode:
        pytest.skip("this system lets nobody watch processes (ptrace)")
    # only these calls stop the program: stopped at every lock, an engine's threads take minutes on a busy machine
    return ["strace", "-f", "--seccomp-bpf", "-qq", "-s", "300", "-e", _CALLS, "-o", str(log)]


def traced(command: Sequence[str], environment: Mapping[str, str], folder: Path, log: Path) -> Traced:
    """Run a command in a folder and watch it."""
    done = subprocess.run(
        [*strace(log), *command],
        cwd=folder,
        env=dict(environment),
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )
    return Traced(done.returncode, done.stderr, *calls(log, folder))


def calls(log: Path, folder: Path) -> tuple[list[Path], list[str]]:
    """What was written, and which calls name an address of another machine, by a program of that folder."""
    lines = log.read_text(encoding="utf-8", errors="replace").splitlines()
    written = [folder / found[1] for line in lines if (found := _WRITES.match(line) or _MADE.match(line))]
    return written, [line for line in lines if _INTERNET.search(line)]


def strange(written: Iterable[Path], ours: Sequence[Path]) -> set[Path]:
    """What lies outside of our folders and files, but for devices, shared memory and byte code."""
    allowed = [*ours, Path("/dev"), Path("/proc")]
    return {
        path
        for path in written
        if "__pycache__" not in path.parts and not any(path.is_relative_to(each) for each in allowed)
    }
