"""Encoders: speed, what crash safety costs, and memory over an hour.

    python bench/encoders.py [--minutes 60] [--formats mp3 opus ...]

Each format encodes the same sound twice in the same run: saved as the program saves it, a second at a time,
synced and renamed, and by PyAV straight into a file, in one go. Speed is by the processor's time, best of five,
so that a busy machine shows the same. Memory is the peak of a process of its own
that saves one minute, and of one that saves all.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import av
import numpy as np

from tts_tui.audio.files.formats import FORMATS, AudioFormat
from tts_tui.audio.files.saving import AudioFile

RATE = 24_000
MINUTE = 60 * RATE


def sound(frames: int) -> np.ndarray:
    """Voice-like: a gliding pitch with harmonics in syllables, and noise."""
    clock = np.arange(frames) / RATE
    pitch = np.cumsum(2 * np.pi * (140 + 40 * np.sin(2.1 * clock)) / RATE)
    voice = sum(np.sin(n * pitch) / n for n in range(1, 9))
    noise = np.random.default_rng(0).standard_normal(frames)
    return (0.15 * voice * np.clip(np.sin(19 * clock) + 0.4, 0, 1) + 0.005 * noise).astype(np.float32)


def save(path: Path, minutes: int) -> float:
    """Processor seconds that it takes."""
    minute = sound(MINUTE)
    began = time.process_time()
    with AudioFile(path, RATE, if_exists="overwrite") as file:
        for _ in range(minutes):
            for start in range(0, MINUTE, RATE):
                file.write(minute[start : start + RATE])
        file.commit()
    return time.process_time() - began


def encode_bare(path: Path, audio_format: AudioFormat) -> float:
    """Processor seconds that PyAV alone takes for a minute; NaN where we write the format ourselves."""
    if not audio_format.codec:
        return float("nan")
    minute = sound(MINUTE).reshape(1, -1)
    began = time.process_time()
    with av.open(str(path), "w", format=audio_format.muxer) as container:
        stream = container.add_stream(
            audio_format.codec, rate=RATE, layout="mono", options=dict(audio_format.codec_options)
        )
        assert isinstance(stream, av.AudioStream)
        stream.bit_rate = audio_format.default_bit_rate or 0
        frame = av.AudioFrame.from_ndarray(minute, format="flt", layout="mono")
        frame.sample_rate = RATE
        container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    return time.process_time() - began


def own_peak_mib() -> float:
    """Linux: getrusage's figure would begin with the memory of the process that started this one."""
    found = re.search(r"VmHWM:\s*(\d+) kB", Path("/proc/self/status").read_text())
    assert found
    return int(found[1]) / 1024


def peak_mib(path: Path, minutes: int) -> float:
    """Peak memory of a process that saves so many minutes."""
    command = [sys.executable, __file__, "--save", str(path), "--minutes", str(minutes)]
    return float(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--minutes", type=int, default=60)
    parser.add_argument("--formats", nargs="+", default=list(FORMATS), choices=list(FORMATS))
    parser.add_argument("--save", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.save:
        save(options.save, options.minutes)
        print(own_peak_mib())
        return
    print(f"format  x real time  of PyAV's speed  MiB at 1 min  MiB at {options.minutes} min")
    with tempfile.TemporaryDirectory() as folder:
        for name in options.formats:
            path = Path(folder) / f"a{FORMATS[name].extension}"
            bare, ours = [], []
            for _ in range(5):
                bare.append(encode_bare(path, FORMATS[name]))
                ours.append(save(path, 1))
            speed = 60 / min(ours)
            ratio = min(bare) / min(ours)
            short, long = peak_mib(path, 1), peak_mib(path, options.minutes)
            beside = "own writer" if np.isnan(ratio) else f"{ratio:.2f}"
            print(f"{name:6}  {speed:11.0f}  {beside:>15}  {short:12.1f}  {long:12.1f}", flush=True)


if __name__ == "__main__":
    main()
