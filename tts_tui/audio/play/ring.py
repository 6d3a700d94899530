"""The ring between the player and the process that owns the sound device.

One writer (the player's thread), one reader (the device callback, in a process of its own so that neither the
engine nor the window can keep it from the interpreter lock). Both map the same small file; nobody ever waits.
Indices only grow; a frame's place in the ring is its index modulo the capacity.
"""

from __future__ import annotations

import ctypes
import mmap
import tempfile
import time
from contextlib import suppress
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Samples = NDArray[np.float32]

CALLBACK_TIMES = 4096
_UNKNOWN = -1


_PREFIX = "tts-tui-ring-"
_OLD_SECONDS = 3600.0
"""A ring has its name for as long as the other process needs to map it, which is less than a second."""


class CallbackReport(ctypes.Structure):
    """What one callback read, and when that is heard."""

    _fields_ = [
        ("floor", ctypes.c_int64),
        ("first", ctypes.c_int64),
        ("last", ctypes.c_int64),
        ("clock", ctypes.c_double),
        ("delay", ctypes.c_double),
    ]

    floor: int  # index at which the present run of sound began
    first: int  # index of the first frame of the last callback that read any
    last: int  # index after its last frame
    clock: float  # monotonic time of that callback
    delay: float  # seconds from it to the listener


class Control(ctypes.Structure):
    """The words that both sides share. Each is written by one side only and is a single aligned 8-byte store."""

    _fields_ = [
        # the player writes
        ("written", ctypes.c_int64),
        ("start", ctypes.c_int64),
        ("end", ctypes.c_int64),
        ("playing", ctypes.c_int64),
        ("threshold", ctypes.c_int64),
        ("volume", ctypes.c_double),
        ("wake", ctypes.c_int64),
        # the callback writes
        ("read", ctypes.c_int64),
        ("silent", ctypes.c_int64),
        ("dry", ctypes.c_int64),
        ("starved", ctypes.c_int64),
        ("underruns", ctypes.c_int64),
        ("largest", ctypes.c_int64),
        ("callbacks", ctypes.c_int64),
        ("called_at", ctypes.c_double),
        ("sounding_at", ctypes.c_double),
        # report number n is `reports[n % 2]`; the next is written into the other, so that one is always whole,
        # also when the callback's process is killed in the middle of it
        ("reported", ctypes.c_int64),
        ("reports", CallbackReport * 2),
    ]

    written: int  # index after the last frame that may be read
    start: int  # index of the clip's own first frame (no fade-in is wanted there), or -1
    end: int  # index after the clip's last frame, or -1 while it is still growing
    playing: int  # 0 asks for a fade to silence
    threshold: int  # frames wanted before a dry ring sounds again
    volume: float
    wake: int  # raised when there will be sound soon: a device that sleeps is to wake
    read: int
    silent: int  # 1 once a fade to silence is done: the ring is not being read
    dry: int  # 1 while there is too little to sound
    starved: int  # times that the ring ran dry in mid-clip
    underruns: int  # times that the device said it had nothing to play
    largest: int  # most frames one callback asked for
    callbacks: int
    called_at: float  # monotonic time of the last callback, 0 before the first
    sounding_at: float  # monotonic time at which the present run of sound reaches the listener
    reported: int  # number of the latest report
    reports: ctypes.Array[CallbackReport]


_HEADER = 4096
_TIMES_BYTES = CALLBACK_TIMES * 4


class Ring:
    """Mono float32 frames in a mapped file.

    Attributes:
        path: the file; remove it (`forget`) as soon as both sides have mapped it.
        control: the shared words.
        callback_times: seconds spent in the last callbacks, newest at `callbacks % CALLBACK_TIMES`.
    """

    def __init__(self, path: Path, capacity: int) -> None:
        self.path = path
        self.capacity = capacity
        with path.open("r+b") as file:
            self._map = mmap.mmap(file.fileno(), _size(capacity))
        self.control = Control.from_buffer(self._map)
        self.callback_times: Samples = np.frombuffer(self._map, np.float32, CALLBACK_TIMES, _HEADER)
        self._frames: Samples = np.frombuffer(self._map, np.float32, capacity, _HEADER + _TIMES_BYTES)

    @classmethod
    def create(cls, capacity: int) -> Ring:
        """A new, empty ring in shared memory where the system has it, else in the temporary folder.

        Raises:
            OSError: no room for it.
        """
        folder = _folder()
        _sweep(folder)
        with tempfile.NamedTemporaryFile(prefix=_PREFIX, dir=folder, delete=False) as file:
            # written, not truncated: a full disk must fail here, not in the map
            file.write(bytes(_size(capacity)))
        ring = cls(Path(file.name), capacity)
        ring.control.start = ring.control.end = _UNKNOWN
        ring.control.silent = ring.control.dry = 1
        ring.control.volume = 1.0
        return ring

    @classmethod
    def attach(cls, path: Path) -> Ring:
        """The ring that another process created."""
        return cls(path, (path.stat().st_size - _size(0)) // 4)

    def forget(self) -> None:
        """Remove the file; the memory lives until the last side lets go."""
        self.path.unlink(missing_ok=True)

    # ---- the writer's side

    @property
    def free(self) -> int:
        """Frames that can be written now."""
        return self.capacity - (self.control.written - self.control.read)

    def write(self, samples: Samples) -> int:
        """Write what fits.

        Returns:
            how many frames were taken.
        """
        count = min(self.free, len(samples))
        index = self.control.written
        self._store(index, samples[:count])
        self.control.written = index + count
        return count

    def reset(self) -> None:
        """Drop what has not been read. Only while the reader says `silent`."""
        self.control.start = self.control.end = _UNKNOWN
        self.control.written = self.control.read

    def rewind(self, margin: int, callbacks: int = 4) -> Samples:
        """Take back what lies more than `margin` frames ahead of the reader, to write something else there.

        The margin is widened to so many of the largest callback: those under way keep what they saw.

        Returns:
            a copy of the frames taken back, in order.
        """
        control = self.control
        keep = min(control.written, control.read + max(margin, callbacks * control.largest))
        taken = self.peek(keep, control.written - keep)
        control.end = _UNKNOWN
        control.written = keep
        return taken

    def _store(self, index: int, samples: Samples) -> None:
        offset = index % self.capacity
        head = min(len(samples), self.capacity - offset)
        self._frames[offset : offset + head] = samples[:head]
        self._frames[: len(samples) - head] = samples[head:]

    # ---- the reader's side

    def take(self, out: Samples) -> None:
        """Read exactly len(out) frames, which must be there."""
        index = self.control.read
        offset = index % self.capacity
        head = min(len(out), self.capacity - offset)
        out[:head] = self._frames[offset : offset + head]
        out[head:] = self._frames[: len(out) - head]
        self.control.read = index + len(out)

    def report(self, floor: int, first: int, clock: float, delay: float) -> None:
        """Tell what a callback has read.

        Args:
            floor: index at which the present run of sound began.
            first: index of the first frame that it read.
            clock: monotonic time of the callback.
            delay: seconds from then until that frame is heard.
        """
        number = self.control.reported + 1
        self.control.reports[number % 2] = CallbackReport(floor, first, self.control.read, clock, delay)
        self.control.reported = number

    # ---- either side

    def peek(self, index: int, count: int) -> Samples:
        """A copy of `count` frames from `index`."""
        return self._frames[np.arange(index, index + count) % self.capacity]

    def index_at(self, now: float, sample_rate: int) -> float:
        """The index that reaches the listener at monotonic time `now`: never beyond what was read."""
        report = self._latest()
        index = report.first + (now - report.clock - report.delay) * sample_rate
        return float(min(max(index, report.floor), report.last))

    @property
    def read_heard_at(self) -> float:
        """Monotonic time at which the last frames that were read began to reach the listener."""
        report = self._latest()
        return report.clock + report.delay

    def _latest(self) -> CallbackReport:
        control = self.control
        while True:
            number = control.reported
            report = CallbackReport.from_buffer_copy(control.reports[number % 2])
            if control.reported == number:  # else that place may have been taken for the next but one
                return report


def _size(capacity: int) -> int:
    return _HEADER + _TIMES_BYTES + capacity * 4


def _folder() -> Path:
    """Shared memory where the system has it, else the folder of temporary files."""
    shared = Path("/dev/shm")
    return shared if shared.is_dir() else Path(tempfile.gettempdir())


def _sweep(folder: Path) -> None:
    """Remove the rings of programs that were killed before they had done with the name."""
    for file in folder.glob(f"{_PREFIX}*"):
        with suppress(OSError):  # another one swept it, or it is another user's
            if time.time() - file.stat().st_mtime > _OLD_SECONDS:
                file.unlink()
