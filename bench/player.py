"""What the player costs and how quickly it answers: `python bench/player.py [--virtual]`.

Plays noise on whatever is the default output; with no sound card, start one made of software first
(tests/audio/virtual_sound.py) or pass --virtual, which also measures from the key to the silence really recorded.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import threading
import time
from contextlib import ExitStack
from pathlib import Path

import numpy as np
from loads import Callbacks, hog_lock, load

from tts_tui.audio.play.player import Player
from tts_tui.audio.timeline import Timeline
from tts_tui.store.memory import resident_mb, resident_mb_of

sys.path.insert(0, str(Path(__file__).parent.parent / "tests" / "audio"))
from virtual_sound import PulseServer, Recording, lags

RATE = 24000


def noise(seconds: float) -> np.ndarray:
    """White noise without a zero."""
    samples = np.random.default_rng(0).uniform(0.01, 0.3, round(seconds * RATE)).astype(np.float32)
    return samples * np.random.default_rng(1).choice(np.array([-1, 1], np.float32), len(samples))


def clip(seconds: float) -> Timeline:
    """A complete clip of noise."""
    timeline = Timeline(RATE)
    timeline.append(noise(seconds))
    timeline.finish()
    return timeline


def wait(player: Player, state: str, seconds: float = 30.0) -> None:
    """Until the player is in a state."""
    deadline = time.monotonic() + seconds
    while player.status.state != state:
        if time.monotonic() > deadline:
            raise TimeoutError(f"not {state} after {seconds} s: {player.status}")
        time.sleep(0.001)


def engine(stopped: threading.Event) -> None:
    """Numpy as an engine would run it; the real one plays in bench/window.py."""
    square = np.ones((400, 400), np.float32)
    while not stopped.is_set():
        np.dot(square, square)


def frames(stopped: threading.Event) -> None:
    """A window that draws 30 times a second."""
    while not stopped.wait(1 / 30):
        sum(range(100_000))


BUSY = (hog_lock, engine, frames)


def underruns(player: Player, recording: Recording | None, seconds: float) -> None:
    """Play under several loads; with a recording, look for dropped or repeated samples too."""
    for name, threads, processes, niceness in (
        ("idle", (), 0, 0),
        ("lock hog, numpy and 30 fps in this process", BUSY, 0, 0),
        ("the same and two niced engines", BUSY, 2, 10),
        ("the same and two engines that are not niced", BUSY, 2, 0),
    ):
        before, called = player.status, Callbacks(player)
        so_far = len(recording.samples) if recording else 0
        with load(threads, processes, niceness):
            player.load(clip(seconds))
            player.play()
            wait(player, "playing")
            wait(player, "ended", seconds + 30)
        after = player.status
        broken = ""
        if recording:
            heard = recording.wait_for_silence(after=so_far)[so_far:]
            broken = f", breaks in the recording {len(set(lags(heard, noise(seconds)))) - 1}"
        print(
            f"{name}: underruns {after.underruns - before.underruns}, starved "
            f"{after.starved - before.starved}{broken} in {seconds:.0f} s; {called}"
        )


def silence(player: Player, recording: Recording, times: int = 15) -> None:
    """From the call of pause() to the last sample that the sink played."""
    player.load(clip(60.0))
    found = []
    for number in range(times):
        player.play()
        wait(player, "playing")
        so_far = len(recording.samples)
        recording.wait_for_sound(after=so_far)
        time.sleep(0.2 + 0.013 * number)
        begun = len(recording.samples)
        player.pause()
        wait(player, "paused")
        heard = recording.wait_for_silence(after=so_far)
        found.append((np.flatnonzero(heard)[-1] + 1 - begun) / recording.rate * 1000)
    print(
        f"key to silence (recorded, within the recorder's own 20 ms): median {statistics.median(found):.0f} ms, "
        f"max {max(found):.0f} ms, of {times}"
    )


def starting(times: int = 5) -> None:
    """From play() to the first sample at the listener, with the device closed and open."""
    cold, warm = [], []
    for _ in range(times):
        player = Player()
        for found in (cold, warm):
            player.load(clip(0.2))
            player.play()
            wait(player, "playing")
            wait(player, "ended")
            found.append((player.status.time_to_sound_s or 0.0) * 1000)
        player.close()
    print(f"time to sound: cold {statistics.median(cold):.0f} ms, warm {statistics.median(warm):.0f} ms")


def hour() -> None:
    """Memory while an hour is appended, and read as a player would."""
    before, timeline, minute = resident_mb(), Timeline(RATE), noise(60.0)
    for number in range(60):
        timeline.append(minute)
        if number + 1 in (1, 3, 10, 60):
            print(f"memory with {number + 1} min: {resident_mb() - before:+.0f} MB over {before:.0f} MB")
    began = time.perf_counter()
    frame = 0
    while len(samples := timeline.read(frame, RATE // 20)):
        frame += len(samples)
    print(
        f"an hour read back at {3600 / (time.perf_counter() - began):.0f} x real time: {resident_mb() - before:+.0f} MB"
    )
    began = time.perf_counter()
    timeline.peaks(120, 3600.0)
    print(f"waveform of an hour: {(time.perf_counter() - began) * 1000:.1f} ms")
    timeline.close()


def main() -> None:
    """Print everything."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--virtual", action="store_true", help="on a private PulseAudio")
    options.add_argument("--seconds", type=float, default=20.0, help="played under each load")
    chosen = options.parse_args()
    with ExitStack() as stack:
        recording = None
        if chosen.virtual:
            server = PulseServer(RATE)
            stack.callback(server.close)
            os.environ.update(server.environment)
            server.start()
            recording = stack.enter_context(server.record())
        hour()
        starting()
        player = Player()
        stack.callback(player.close)
        player.load(clip(0.1))
        player.play()
        wait(player, "ended")
        output = player._playback.route.output
        assert output is not None
        memory = resident_mb_of(output._process.pid)
        print(f"output: {player.status.sink}, {player.status.device}; its process has {memory:.0f} MB")
        if recording:
            silence(player, recording)
        underruns(player, recording, chosen.seconds)


if __name__ == "__main__":
    main()
