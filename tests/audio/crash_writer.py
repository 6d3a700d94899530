"""Saves a sound again and again, each time in a process of its own that a test kills.

Reads "path frames" lines. For each it forks a writer, which tells its process id, after each portion how many
samples the file has taken, and "committed" at the end; then reads the line "killed" and tells "ended".
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from voicelike import RATE, voicelike

from tts_tui.audio.files.saving import AudioFile

PORTION = RATE // 5


def tell(what: object) -> None:
    os.write(sys.stdout.fileno(), f"{what}\n".encode())


def write(path: Path, frames: int) -> None:
    sound = voicelike(frames / RATE)[:frames]
    with AudioFile(path, RATE) as file:
        for start in range(0, frames, PORTION):
            file.write(sound[start : start + PORTION])
            tell(start + PORTION)
        file.commit()
    tell("committed")


def main() -> None:
    for line in sys.stdin:
        path, frames = line.rsplit(maxsplit=1)
        writer = os.fork()
        if not writer:
            tell(os.getpid())
            write(Path(path), int(frames))
            os._exit(0)
        sys.stdin.readline()  # until then a writer that has ended keeps its process id: no other can be killed
        os.waitpid(writer, 0)
        tell("ended")


if __name__ == "__main__":
    main()
