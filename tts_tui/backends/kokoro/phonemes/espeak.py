"""Text to IPA by espeak-ng, in a small process of its own.

espeak-ng writes past its buffers at some texts, so it gets them in words that fit, and where it dies all the same its
process is started again and the word left out. The library and its data come from the package espeakng_loader, found
without importing it.
"""

from __future__ import annotations

import atexit
import logging
import os
import re
import select
import subprocess
import sys
import threading
from collections.abc import Sequence
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path

from tts_tui.backends.kokoro.phonemes.espeak_words import fitting
from tts_tui.speech.errors import MissingDependencyError, pip_install

TIE = "^"
"""Stands between the symbols of one sound, as in `t^ʃ`."""

_PATIENCE = 20.0
"""Seconds without an answer after which it hangs: a clause takes it a millisecond."""

_KEPT = re.compile(r"PATH|(?:LD|DYLD)_\w+")
"""What of our environment the process needs to start."""

_REINSTALL = pip_install("--force-reinstall espeakng-loader")
_log = logging.getLogger(__name__)


class _Died(Exception):
    """The process ended, or hung and was ended."""


class _Process:
    """espeak-ng, started when it is first asked, and again when it has died; one question at a time."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._running: subprocess.Popen[bytes] | None = None
        self.deaths = 0
        atexit.register(self.end)

    def ask(self, texts: Sequence[str], voice: str) -> list[str]:
        """The IPA of each text.

        Raises:
            _Died: it didn't survive them.
            MissingDependencyError: espeak-ng or the voice isn't installed.
        """
        lines = [f"{voice}\t{len(texts)}", *(fitting(text) for text in texts)]
        with self._lock:
            process = self._running = self._running or self._start()
            assert process.stdin
            try:
                process.stdin.write("".join(f"{line}\n" for line in lines).encode(errors="replace"))
                process.stdin.flush()
                answers = _read_lines(process, len(texts))
            except (OSError, _Died):
                self._drop()
                self.deaths += 1
                raise _Died from None
        if answers[0] == "no voice":
            raise MissingDependencyError(f"espeak-ng has no voice {voice}.", hint=_REINSTALL)
        return answers

    def end(self) -> None:
        with self._lock:
            self._drop()

    def _drop(self) -> None:
        process, self._running = self._running, None
        if process:
            process.kill()
            process.wait()
            for stream in (process.stdin, process.stdout):
                with suppress(OSError):
                    stream.close()  # type: ignore[union-attr]

    def _start(self) -> subprocess.Popen[bytes]:
        library, data = _installed()
        script = Path(__file__).with_name("espeak_child.py")
        try:
            process = subprocess.Popen(
                [sys.executable, "-I", "-S", script, library, data],
                bufsize=0,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env={name: value for name, value in os.environ.items() if _KEPT.fullmatch(name)},
            )
        except OSError as error:
            raise MissingDependencyError(f"espeak-ng can't be started: {error}.", hint=_REINSTALL) from error
        self._running = process
        try:
            sound = _read_lines(process, 1)[0]
        except _Died:
            sound = "it ends at its start"
        if sound != "ready":
            self._drop()
            raise MissingDependencyError(f"espeak-ng can't be loaded: {sound}.", hint=_REINSTALL)
        return process


def _read_lines(process: subprocess.Popen[bytes], count: int) -> list[str]:
    """The next lines of its answer; `no voice` is the only one of its answer.

    Raises:
        _Died: it ended, or says nothing.
    """
    assert process.stdout
    pipe = process.stdout.fileno()
    poller = select.poll()
    poller.register(pipe, select.POLLIN)
    answer = b""
    while answer.count(b"\n") < count and answer != b"no voice\n":
        if not poller.poll(_PATIENCE * 1000) or not (more := os.read(pipe, 1 << 16)):
            raise _Died
        answer += more
    return answer.decode().split("\n")[:-1]


_process = _Process()
_deadly: set[str] = set()
"""Words that it died of."""


def to_ipa(texts: Sequence[str], voice: str) -> list[str]:
    """The IPA of each text with stress marks and `TIE`s, the words apart by spaces; punctuation is not kept.

    Args:
        texts: clauses or words, one line each.
        voice: an espeak-ng voice, as a path in its data folder: `gmw/en-US`.

    Raises:
        MissingDependencyError: espeak-ng or the voice isn't installed.
    """
    if not texts:
        return []
    try:
        return _process.ask(texts, voice)
    except _Died:
        return [_speakable(text, voice) for text in texts]


def deaths() -> int:
    """How often espeak-ng's process has died or hung while it was asked."""
    return _process.deaths


def unreadable_words(text: str) -> list[str]:
    """The words of a text that can't be said, since espeak-ng has died of them."""
    return [word for word in text.split() if word in _deadly] if _deadly else []


def _speakable(text: str, voice: str) -> str:
    """The IPA of a text without the words at which espeak-ng dies."""
    try:
        return _process.ask([text], voice)[0]
    except _Died:
        words = text.split()
        if len(words) < 2:
            _log.warning("espeak-ng died of %a, which is left out", text)
            _deadly.add(text)
            return ""
        half = len(words) // 2
        sound = (_speakable(" ".join(part), voice) for part in (words[:half], words[half:]))
        return " ".join(filter(None, sound))


def _installed() -> tuple[Path, Path]:
    """The library and the folder of its data."""
    spec = find_spec("espeakng_loader")
    if spec is None or spec.origin is None:
        raise MissingDependencyError("espeak-ng isn't installed.", hint=_REINSTALL)
    folder = Path(spec.origin).parent
    library = next((path for path in sorted(folder.iterdir()) if _is_library(path)), None)
    if library is None:
        raise MissingDependencyError(f"espeak-ng's library isn't in {folder}.", hint=_REINSTALL)
    return library, folder / "espeak-ng-data"


def _is_library(path: Path) -> bool:
    return path.name in {"libespeak-ng.so", "libespeak-ng.dylib"}
