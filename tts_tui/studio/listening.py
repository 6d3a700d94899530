"""A take as a file of it would sound: the whole of it, with effects."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from typing import TYPE_CHECKING

from tts_tui.audio.effects import EffectChain, Effects
from tts_tui.audio.gain import amplify
from tts_tui.audio.loudness import LoudnessMeter

if TYPE_CHECKING:
    from tts_tui.audio.timeline import Timeline
    from tts_tui.speech.chunk import Samples

BLOCK_SECONDS = 2.0


async def render(source: Timeline, effects: Effects, onto: Timeline, unwanted: threading.Event) -> None:
    """Write a complete clip with effects onto another, which is finished then; in a thread.

    A loudness is measured over the whole first, as it is when a file is saved.

    Args:
        unwanted: set by any thread to end it early.
    """
    try:
        await asyncio.to_thread(_render, source, effects, onto, unwanted)
    finally:  # cancelled or not: the thread ends too
        unwanted.set()


def _render(source: Timeline, effects: Effects, onto: Timeline, unwanted: threading.Event) -> None:
    gain = 0.0
    try:
        if effects.loudness is not None:
            meter = LoudnessMeter(source.sample_rate)
            for samples in _through(source, effects, unwanted):
                meter.write(samples)
            gain = meter.result().gain_to(effects.loudness, effects.true_peak)
        for samples in _through(source, effects, unwanted):
            onto.append(amplify(samples, gain))
    finally:
        onto.finish()


def _through(source: Timeline, effects: Effects, unwanted: threading.Event) -> Iterator[Samples]:
    chain, block = EffectChain(effects, source.sample_rate), round(BLOCK_SECONDS * source.sample_rate)
    for start in range(0, source.frames, block):
        if unwanted.is_set():
            return
        yield chain.process(source.read(start, block))
    yield chain.flush()
