"""A player under observation, and things to play."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import numpy as np
from numpy.typing import NDArray
from virtual_sound import PATIENCE, until

from tts_tui.audio.play.player import Player
from tts_tui.audio.play.status import PlayerStatus
from tts_tui.audio.timeline import Timeline

RATE = 24000
Samples = NDArray[np.float32]


def noise(seconds: float, seed: int = 0) -> Samples:
    """White noise without a single zero: every recorded zero is a silence."""
    samples = np.random.default_rng(seed).uniform(0.01, 0.3, round(seconds * RATE))
    samples *= np.random.default_rng(seed + 1).choice([-1.0, 1.0], len(samples))
    return samples.astype(np.float32)


def clip(samples: Samples) -> Timeline:
    """A complete clip."""
    timeline = Timeline(RATE)
    timeline.append(samples)
    timeline.finish()
    return timeline


def sound(heard: Samples) -> Samples:
    """What was heard, without the silence before and after."""
    places = np.flatnonzero(heard)
    return heard[places[0] : places[-1] + 1]


class Watch:
    """Everything a player says about itself, and ways to wait for it."""

    def __init__(self) -> None:
        self.player: Player
        self.seen: list[PlayerStatus] = []
        self._said = threading.Condition()

    def __call__(self, status: PlayerStatus) -> None:
        with self._said:
            self.seen.append(status)
            self._said.notify_all()

    def expect(self, met: Callable[[PlayerStatus], bool], what: str) -> PlayerStatus:
        """Wait until the player says something of which `met` is true from now on."""
        with self._said:
            if met(status := self.player.status):
                return status
            first = len(self.seen)
            assert self._said.wait_for(lambda: any(map(met, self.seen[first:])), PATIENCE), (
                f"{what}; last {self.player.status}"
            )
            return next(filter(met, self.seen[first:]))

    def state(self, state: str) -> PlayerStatus:
        """Wait for a state."""
        return self.expect(lambda status: status.state == state, f"never {state}")

    def position(self, seconds: float) -> None:
        """Wait until that much has been heard."""
        until(lambda: self.player.status.position_s >= seconds, f"never at {seconds} s")


@contextmanager
def watched(**options: object) -> Iterator[tuple[Player, Watch]]:
    """A player, closed at the end."""
    watch = Watch()
    player = watch.player = Player(on_state=watch, **options)  # type: ignore[arg-type]
    try:
        yield player, watch
    finally:
        player.close()
