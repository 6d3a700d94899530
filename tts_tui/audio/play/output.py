"""The player's handle on the process that owns the sound device. Nothing here waits for that process."""

from __future__ import annotations

import contextlib
import dataclasses
import json
import logging
import signal
import subprocess
import threading
import time
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

from tts_tui import children
from tts_tui.audio.play.crowding import crowding
from tts_tui.audio.play.ring import Ring
from tts_tui.audio.play.sinks.base import SinkOptions

RING_SECONDS = 1.0
SILENCE_ALLOWED = 1.5
"""Seconds without a callback after which a stream counts as stalled, on a machine that isn't crowded."""
OPEN_ALLOWED = 4.0
"""Likewise, seconds that the interpreter's start may take, and then each attempt to open a sink."""

CRASHED = "the system's sound library crashed"
_CRASHES = {signal.SIGABRT, signal.SIGSEGV, signal.SIGFPE, signal.SIGILL}

_log = logging.getLogger(__name__)


class Phase(Enum):
    """How far an output is."""

    OPENING = "opening"
    OPEN = "open"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Opened:
    """What an output turned out to be.

    Attributes:
        sink: "sounddevice", "miniaudio" or "null".
        device: its name.
        sample_rate: the rate at which the ring is read.
        refused: why the sinks before it were not used.
    """

    sink: str
    device: str
    sample_rate: int
    refused: dict[str, str] = field(default_factory=dict)


class Output:
    """One process, one stream, one ring; thrown away as a whole when anything goes wrong with it.

    Being slow isn't going wrong: an output that is `stalled` may go on any moment, with all that it was given.

    Attributes:
        ring: what is played.
        latency: seconds of sound that the device was asked to hold.
        opened: what was opened, once `phase` is OPEN.
        reason: what went wrong, once `phase` is FAILED.
        crashed: the sink that took the process down with it before it was open; empty where none did.
    """

    def __init__(self, sinks: Sequence[str], wanted: SinkOptions, changed: Callable[[], None]) -> None:
        """Start the process and ask it to open the first of `sinks` that works.

        Args:
            sinks: in order of preference.
            wanted: how. The device may insist on another sample rate; the null sink is none, and always opens.
            changed: called from another thread whenever `phase` changes.

        Raises:
            OSError: no room for the ring, or the process cannot be started.
        """
        self.ring = Ring.create(round(RING_SECONDS * wanted.sample_rate))
        self.opened: Opened | None = None
        self.latency = wanted.latency
        self.reason = self.crashed = ""
        self._trying = ""
        self.refused: dict[str, str] = {}
        self._changed = changed
        self._asked_at = self._opened_at = time.monotonic()
        self._said: deque[str] = deque(maxlen=5)
        self._process = start_process(str(self.ring.path))
        self._order(do="open", sinks=list(sinks), **dataclasses.asdict(wanted))
        self._overhearing = threading.Thread(target=self._overhear, name="sound-output-log", daemon=True)
        self._overhearing.start()
        threading.Thread(target=self._listen, name="sound-output", daemon=True).start()

    @property
    def phase(self) -> Phase:
        """Where things stand now."""
        if self.reason:
            return Phase.FAILED
        return Phase.OPEN if self.opened else Phase.OPENING

    @property
    def stalled(self) -> bool:
        """Whether it has said nothing for so long that it, or the sound server, is slow or hangs."""
        if self.opened is None:
            waited, allowed = time.monotonic() - self._asked_at, OPEN_ALLOWED
        else:
            heard_of = max(self._opened_at, self.ring.control.called_at)
            waited, allowed = time.monotonic() - heard_of, SILENCE_ALLOWED
        return waited > allowed and waited > allowed * crowding()

    @property
    def flows(self) -> bool:
        """Whether the device has taken more than it can hold, and goes on: what it is given is heard."""
        return self.phase is Phase.OPEN and not self.stalled and self.lived > 2 * self.latency

    @property
    def lived(self) -> float:
        """Seconds for which its device has taken sound."""
        return self.ring.control.called_at - self._opened_at if self.opened else 0.0

    @property
    def ran_until(self) -> float:
        """Monotonic time up to which what it was given was surely heard."""
        ran_on = self.phase is Phase.OPEN and not self.stalled
        return time.monotonic() if ran_on else self.ring.control.called_at

    def flush(self) -> None:
        """Drop what the device holds. Only while the ring says `silent`."""
        self._order(do="flush")

    def close(self) -> None:
        """End the process, whatever it is doing; the listening thread buries it."""
        self._changed = lambda: None
        self._process.kill()
        self.ring.forget()

    def _order(self, **order: Any) -> None:
        assert self._process.stdin is not None
        try:
            self._process.stdin.write(json.dumps(order) + "\n")
            self._process.stdin.flush()
        except OSError as error:  # it has ended; _listen says so
            _log.debug("sound output: %s", error)

    def _listen(self) -> None:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            try:
                answer = json.loads(line)
            except json.JSONDecodeError:  # it was ended in mid-line
                break
            if answer["is"] == "trying":
                self._trying, self._asked_at = answer["sink"], time.monotonic()
                continue
            self._take(answer)
            self._changed()
        self._overhearing.join(1.0)  # for what it said last
        if not self.reason:
            self.crashed = "" if self.opened else self._trying
            self.reason = self._last_words()
        self._changed()
        _log.debug("sound output ended with status %s", self._process.wait())
        self._process.stdout.close()
        assert self._process.stdin is not None
        with contextlib.suppress(BrokenPipeError):
            self._process.stdin.close()

    def _take(self, answer: dict[str, Any]) -> None:
        self.refused = answer.get("refused", self.refused)
        if answer["is"] == "open":
            self._opened_at = time.monotonic()
            self.opened = Opened(answer["sink"], answer["device"], answer["sample_rate"], answer["refused"])
        elif answer["is"] == "lost":
            self.reason = answer["reason"]
        else:
            self.reason = "; ".join(self.refused.values())

    def _last_words(self) -> str:
        with contextlib.suppress(subprocess.TimeoutExpired):
            status = self._process.wait(1.0)
            if -status in _CRASHES:
                return CRASHED
            if status < 0:
                return f"the sound process was ended by {signal.Signals(-status).name}"
        return ": ".join(["the sound process ended", *list(self._said)[-1:]])

    def _overhear(self) -> None:
        """What sound libraries print belongs in the log, not on the screen."""
        assert self._process.stderr is not None
        for line in self._process.stderr:
            self._said.append(line.strip())
            _log.debug("sound output: %s", line.rstrip())
        self._process.stderr.close()


def start_process(*arguments: str) -> subprocess.Popen[str]:
    """`output_process` with these arguments.

    Raises:
        OSError: it cannot be started.
    """
    command = children.ours("tts_tui.audio.play.output_process", *arguments, OPENBLAS_NUM_THREADS="1")
    return subprocess.Popen(
        command.arguments,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=command.environment,
        encoding="utf-8",
        errors="replace",
    )
