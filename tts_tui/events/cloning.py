"""Recordings that a voice is made of, and what makes it."""

from __future__ import annotations

import asyncio
from concurrent.futures import Future
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tts_tui.backends.capabilities import Clones
from tts_tui.speech.errors import SpeechError, unexpected

if TYPE_CHECKING:
    from tts_tui.backends.voice_profiles import VoiceProfiles
    from tts_tui.events.service import SpeechService
    from tts_tui.speech.chunk import Samples


@dataclass(frozen=True, slots=True, eq=False)
class PreparedClip:
    """A clip, ready to make a voice of.

    Attributes:
        samples: float32 mono, shape (frames,).
        lufs: loudness of the file as it was given.
        problem: why no voice can be made of it; empty if one can.
        advice: what would make a better voice; empty if nothing.
    """

    samples: Samples
    sample_rate: int
    lufs: float
    problem: str
    advice: str

    @property
    def seconds(self) -> float:
        return len(self.samples) / self.sample_rate


def read_recording(path: Path) -> PreparedClip:
    """Read an audio file of any format, tidy it and judge it; takes a second or so.

    Raises:
        UsageError: it can't be read, or there is nothing but silence in it.
    """
    from tts_tui.audio.files.clips import reference_clip
    from tts_tui.backends.voice_profiles import check_clip

    clip = reference_clip(path)
    checked = check_clip(clip.samples, clip.sample_rate)
    advice = "; ".join(clip.warnings) or checked.advice
    return PreparedClip(clip.samples, clip.sample_rate, clip.loudness.integrated, checked.problem, advice)


@dataclass(frozen=True, slots=True)
class Cloning:
    """What makes voices of clips.

    Attributes:
        backend: its name, as its models have it.
        profiles: the voices made with it.
        missing: why none can be made now; None if one can.
    """

    backend: str
    profiles: VoiceProfiles
    missing: SpeechError | None


async def find_cloning(service: SpeechService, preferred: str = "") -> Cloning | None:
    """What makes voices of clips here; None where nothing does. For the window's own loop to await.

    Args:
        preferred: the backend that is taken if it can, else the first that can.

    Raises:
        SpeechError: it can't say whether it can.
    """
    found: Future[Cloning | None] = Future()

    async def look() -> None:
        able = service.manager.capable(Clones)
        name = preferred if preferred in able else next(iter(able), "")
        try:
            if backend := able.get(name):
                found.set_result(Cloning(name, backend.profiles, backend.why_no_cloning()))
            else:
                found.set_result(None)
        except Exception as error:  # noqa: BLE001  (a third party's)
            found.set_exception(unexpected(error))

    service.run(look)
    return await asyncio.wrap_future(found)
