"""A sound card made of software, for tests that play for real.

    pulse = PulseServer(); pulse.start()      a private PulseAudio with one null sink
    with pulse.record() as recording: ...     what that sink is made to play, sample for sample
    with alsa_file(folder) as (environment, recording): ...   an ALSA device that is a file, at the pace of sound

Both say through `environment` how a program finds them, and through `why_not()` what is missing here.
Fixtures for them: `pulse` in tests/conftest.py and `sound_file` in tests/audio/conftest.py.
"""

from __future__ import annotations

import ctypes.util
import fcntl
import os
import select
import shutil
import signal
import subprocess
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Samples = NDArray[np.float32]

F_SETPIPE_SZ = 1031
PATIENCE = 20.0
"""Seconds after which something that should have happened is taken not to happen any more."""

_PULSE_PLUGIN = "alsa-lib/libasound_module_pcm_pulse.so"


def why_no_portaudio() -> str:
    """What keeps PortAudio from working here, empty if nothing."""
    return "" if ctypes.util.find_library("portaudio") else "needs PortAudio: apt-get install libportaudio2"


def why_no_pulse() -> str:
    """What keeps a private PulseAudio from working here, empty if nothing."""
    if not all(map(shutil.which, ("pulseaudio", "pactl", "parec"))):
        return "needs PulseAudio: apt-get install pulseaudio pulseaudio-utils"
    if not any(Path("/usr/lib").glob(f"*/{_PULSE_PLUGIN}")):
        return "needs ALSA's PulseAudio plug-in: apt-get install libasound2-plugins"
    return ""


def until(happened: Callable[[], bool], what: str) -> None:
    """Wait for something outside this process that tells nobody.

    Raises:
        TimeoutError: it did not happen.
    """
    deadline = time.monotonic() + PATIENCE
    while not happened():
        if time.monotonic() > deadline:
            raise TimeoutError(what)
        time.sleep(0.01)


class Recording:
    """What is heard on a virtual device, as it is heard."""

    def __init__(self, source: int, rate: int, *, paced: bool = False) -> None:
        """Args:
        source: file descriptor of raw float32 mono.
        rate: frames per second.
        paced: take it no faster than it would be heard, where the other end doesn't see to that.
        """
        self.rate = rate
        self._source = source
        self._paced = paced
        self._ended = False
        self._data = bytearray()
        self._began = float("inf")
        self._grown = threading.Condition()
        self._thread = threading.Thread(target=self._read, daemon=True)
        self._thread.start()

    def _read(self) -> None:
        due = time.monotonic()
        while not self._ended:
            if not select.select([self._source], [], [], 0.1)[0]:
                continue
            chunk = os.read(self._source, self.rate // 100 * 4 if self._paced else 65536)
            with self._grown:
                self._data += chunk
                now = time.monotonic()
                self._began = min(self._began, now - len(self._data) / 4 / self.rate)
                self._grown.notify_all()
            if self._paced:
                due = max(due, time.monotonic() - 0.1) + len(chunk) / 4 / self.rate
                time.sleep(max(0.0, due - time.monotonic()))

    @property
    def samples(self) -> Samples:
        """Everything up to now."""
        with self._grown:
            return np.frombuffer(bytes(self._data[: len(self._data) // 4 * 4]), np.float32)

    def heard_at(self, frame: int) -> float:
        """Monotonic time at which a frame was heard: as of the piece that came with the least delay of all."""
        return self._began + frame / self.rate

    def wait_for(self, met: Callable[[Samples], bool], what: str) -> Samples:
        """Wait until `met(samples)`.

        Raises:
            TimeoutError: it isn't met.
        """
        deadline = time.monotonic() + PATIENCE
        with self._grown:
            while not met(samples := self.samples):
                if not self._grown.wait(deadline - time.monotonic()):
                    raise TimeoutError(what)
        return samples

    def wait_for_sound(self, after: int = 0) -> Samples:
        """Wait until something is heard behind frame `after`; returns everything."""
        return self.wait_for(lambda heard: bool(np.any(heard[after:])), "nothing was heard")

    def wait_for_silence(self, seconds: float = 0.3, after: int = 0) -> Samples:
        """Wait until something has been heard behind frame `after`, then nothing for a while; returns everything."""
        frames = round(seconds * self.rate)
        return self.wait_for(
            lambda heard: bool(np.any(heard[after:])) and not np.any(heard[-frames:]), "it never fell silent"
        )

    def close(self) -> None:
        """Stop recording."""
        self._ended = True
        self._thread.join()
        os.close(self._source)


@contextmanager
def alsa_file(folder: Path, rate: int = 24000) -> Iterator[tuple[dict[str, str], Recording]]:
    """An ALSA default device that plays float32 mono into a file, at the pace of sound. No sound server.

    Yields:
        the environment that makes it the default device, and what is heard.
    """
    fifo, config = folder / "device", folder / "asound.conf"
    os.mkfifo(fifo)
    device = os.open(fifo, os.O_RDWR)  # our own writing end: the device may be closed and opened again
    fcntl.fcntl(device, F_SETPIPE_SZ, 4096)  # a small pipe, so that the player feels the pace
    config.write_text(
        "</usr/share/alsa/alsa.conf>\n"
        f'pcm.!default {{ type file  slave.pcm null  file "{fifo}"  format raw }}\n'
    )
    recording = Recording(device, rate, paced=True)
    try:
        yield {"ALSA_CONFIG_PATH": str(config), "PULSE_SERVER": "unix:/nowhere"}, recording
    finally:
        recording.close()


class PulseServer:
    """A private PulseAudio on a socket of its own, whose one sink is a clock.

    Attributes:
        environment: what a program needs to find it, and nothing else, as its default device.
    """

    def __init__(self, rate: int = 24000) -> None:
        self.rate = rate
        self._folder = Path(tempfile.mkdtemp(prefix="pulse-"))  # short: a socket's path may have 107 bytes
        config = self._folder / "asound.conf"
        config.write_text(
            "</usr/share/alsa/alsa.conf>\npcm.!default { type pulse }\nctl.!default { type pulse }\n"
        )
        self.environment = {
            "PULSE_RUNTIME_PATH": str(self._folder),
            "PULSE_STATE_PATH": str(self._folder / "state"),
            "PULSE_SERVER": f"unix:{self._folder}/native",
            "PULSE_COOKIE": str(self._folder / "cookie"),
            "ALSA_CONFIG_PATH": str(config),
        }
        self._process: subprocess.Popen[bytes] | None = None
        self._modules: dict[str, str] = {}

    def start(self) -> None:
        """Start the server (again)."""
        environment = {**os.environ, **self.environment, "HOME": str(self._folder)}
        del environment["PULSE_SERVER"]
        self._process = subprocess.Popen(
            [
                *("pulseaudio", "-n", "--daemonize=no", "--use-pid-file=no", "--exit-idle-time=-1"),
                *("--disallow-exit=yes", "--high-priority=yes", "--realtime=no", "--disable-shm=yes"),
                *("-L", f"module-native-protocol-unix socket={self._folder}/native auth-anonymous=1"),
            ],
            env=environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        until(lambda: self._control("info").returncode == 0, "PulseAudio doesn't start")
        self.add_sink()

    def add_sink(self, name: str = "tts", *, default: bool = True) -> None:
        """Plug a sink in."""
        settings = f"rate={self.rate} channels=1 format=float32le channel_map=mono norewinds=1"
        settings += f" sink_properties=device.description={name}"  # what it is chosen by
        loaded = self._control("load-module", "module-null-sink", f"sink_name={name}", *settings.split())
        loaded.check_returncode()
        self._modules[name] = loaded.stdout.decode().strip()
        if default:
            self._control("set-default-sink", name).check_returncode()

    def remove_sink(self, name: str = "tts") -> None:
        """Unplug the sink while it plays."""
        self._control("unload-module", self._modules.pop(name)).check_returncode()

    def suspend_sink(self, suspended: bool) -> None:
        """Let the sink sleep, or go on."""
        self._control("suspend-sink", "tts", str(int(suspended))).check_returncode()

    def freeze(self) -> None:
        """Let the server hang."""
        assert self._process is not None
        self._process.send_signal(signal.SIGSTOP)

    def thaw(self) -> None:
        """Let it go on."""
        assert self._process is not None
        self._process.send_signal(signal.SIGCONT)

    def kill(self) -> None:
        """Let the server die."""
        if self._process:
            self._process.kill()
            self._process.wait()
            self._process = None

    def close(self) -> None:
        """End it and remove its folder."""
        self.kill()
        shutil.rmtree(self._folder, ignore_errors=True)

    @contextmanager
    def record(self, sink: str = "tts") -> Iterator[Recording]:
        """Record what the sink plays; returns once the recording runs."""
        process = subprocess.Popen(
            [
                "parec",
                "-d",
                f"{sink}.monitor",
                "--raw",
                "--format=float32le",
                f"--rate={self.rate}",
                "--channels=1",
                "--latency-msec=20",
            ],
            env={**os.environ, **self.environment},
            stdout=subprocess.PIPE,
        )
        assert process.stdout is not None
        recording = Recording(os.dup(process.stdout.fileno()), self.rate)
        try:
            recording.wait_for(lambda heard: len(heard) > 0, "PulseAudio doesn't record")
            yield recording
        finally:
            recording.close()
            process.kill()  # it would take its leave of the server, which may be frozen
            process.wait()
            process.stdout.close()

    def _control(self, *words: str) -> subprocess.CompletedProcess[bytes]:
        return subprocess.run(
            ["pactl", *words], env={**os.environ, **self.environment}, capture_output=True, timeout=PATIENCE
        )


def lags(heard: Samples, played: Samples, block: int = 2400) -> list[int]:
    """Where each block of `played` lies in `heard`, less where it would lie if nothing before it were lost.

    Found by cross-correlation, so `played` should be noise. A constant list means that no sample was dropped,
    repeated or put in between; a step of n means n samples.

    Raises:
        AssertionError: a block is not there at all.
    """
    size = 1 << (len(heard) + block).bit_length()
    spectrum = np.fft.rfft(heard, size)
    found = []
    for start in range(0, len(played) - block + 1, block):
        piece = played[start : start + block]
        likeness = np.fft.irfft(spectrum * np.conj(np.fft.rfft(piece, size)), size)[: len(heard) - block + 1]
        place = int(np.argmax(likeness))
        there = heard[place : place + block]
        correlation = likeness[place] / (np.linalg.norm(piece) * np.linalg.norm(there) + 1e-12)
        assert correlation > 0.5, f"the block at {start} was not heard (best correlation {correlation:.2f})"
        found.append(place - start)
    return found


def coverage(heard: Samples, played: Samples, window: int = 8) -> tuple[int, int]:
    """How many frames of `played`, which should be noise, were missed, and how many were heard once more.

    Frames within a fade count as neither.
    """
    views = np.lib.stride_tricks.sliding_window_view
    places = {piece.tobytes(): place for place, piece in enumerate(views(played, window))}
    times = np.zeros(len(played), int)
    last = -window
    for piece in views(heard, window):
        place = places.get(piece.tobytes())
        if place is not None:
            times[max(place, last + window) if 0 < place - last < window else place : place + window] += 1
            last = place
    return int(np.count_nonzero(times == 0)), int(np.sum(times[times > 1] - 1))
