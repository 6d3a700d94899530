"""How soon another take is heard, and how exactly at the same place: `python bench/switching.py [--tries 20]`.

Plays into a sound card made of software, and judges by what that was made to play: milliseconds from the key until the
other clip alone is heard, the 5 of crossing over among them, and how far from the same place it goes on. Tries in
which the device ran dry are told and not counted: they measure the machine.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).parent.parent / "tests" / "audio"))
from playing import RATE, clip, noise, sound, watched
from virtual_sound import PulseServer, why_no_pulse

SAME = 50
"""Samples in a row that tell one noise from another."""


def tried(pulse: PulseServer) -> tuple[float, float] | None:
    """Milliseconds from the key until the other is heard, and those off the place; None where the device ran dry."""
    first, second = noise(2.0), noise(2.0, seed=7)
    with pulse.record() as recording, watched() as (player, watch):
        player.set_prompt(True)
        player.load(clip(first))
        player.play()
        watch.position(0.6)
        asked = player.status.position_s
        player.switch(clip(second))
        end = watch.state("ended")
        heard = sound(recording.wait_for_silence())  # no sample of either is silent
    if end.underruns or end.starved:
        return None
    off = len(heard) - len(second)
    other = np.isclose(heard[max(off, 0) :], second[max(-off, 0) :], atol=1e-6)
    begins = int(np.flatnonzero(np.convolve(other, np.ones(SAME), "valid") == SAME)[0]) + max(off, 0)
    return (begins / RATE - asked) * 1000, abs(off) / RATE * 1000


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition(":")[0])
    parser.add_argument("--tries", type=int, default=20)
    tries = parser.parse_args().tries
    if why := why_no_pulse():
        sys.exit(why)
    pulse = PulseServer(RATE)
    pulse.start()
    os.environ.update(pulse.environment)
    try:
        found = [each for each in (tried(pulse) for _ in range(tries)) if each]
    finally:
        pulse.close()
    print(f"{len(found)} of {tries} tries; the device ran dry in the others")
    for name, values in zip(("heard after", "off the place"), zip(*found, strict=True), strict=False):
        print(f"{name:>14}  median {statistics.median(values):6.1f} ms   most {max(values):6.1f} ms")


if __name__ == "__main__":
    main()
