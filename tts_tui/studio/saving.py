"""Writes a take to a file, also while it is still being made."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from tts_tui.audio.files.saving import AudioFile
from tts_tui.audio.timeline import Timeline
from tts_tui.speech.errors import SaveError, SpeechError
from tts_tui.speech.hints import Hint
from tts_tui.studio.rendition import Rendition
from tts_tui.studio.sinks import WordsSink
from tts_tui.studio.take import Take

log = logging.getLogger(__name__)

BLOCK_SECONDS = 2.0


@dataclass(frozen=True, slots=True)
class SavedFile:
    """A file that was written: all of a take, or as much as was made of it before it was stopped or failed.

    Attributes:
        limited: dB that a gain was held back by at most, so that it doesn't clip.
    """

    path: Path
    limited: float


async def save_take(take: Take, rendition: Rendition, tell: Callable[[float], object]) -> SavedFile:
    """Write what there is, then what comes, until the take ends; encoding happens in a thread.

    Args:
        tell: hears what share of it is written.

    Raises:
        SpeechError: it can't be written.
    """
    try:
        return await _save(take, rendition, tell)
    except SpeechError:
        raise
    except Exception as error:  # whatever it is: who goes on saying "saving" would be lying
        log.exception("saving %s failed", rendition.path)
        why = (isinstance(error, OSError) and error.strerror) or f"{type(error).__name__}: {error}"
        name = rendition.path.name if rendition.path else "The take"
        raise SaveError(f"“{name}” cannot be saved: {why}.", hint="Save it once more.") from error


async def _save(take: Take, rendition: Rendition, tell: Callable[[float], object]) -> SavedFile:
    if (timeline := take.timeline) is None:
        raise SaveError("There is no audio to save yet.", hint=Hint("", "{speak} speaks the text."))
    file = await asyncio.to_thread(rendition.open_file, timeline.sample_rate, take.request, take.voice)
    try:
        await _copy(take, timeline, file, tell)
    except BaseException:
        await asyncio.shield(asyncio.to_thread(file.keep))
        raise
    for title, start in rendition.chapters(take.request, take.words):
        file.mark_chapter(title, start)
    path = await asyncio.to_thread(file.commit)
    words = take.words_sink or WordsSink()
    request = replace(take.request, language=take.language)
    await asyncio.to_thread(rendition.save_captions, words, request, file.shift, file.seconds_saved)
    return SavedFile(path, file.limited)


async def _copy(take: Take, timeline: Timeline, file: AudioFile, tell: Callable[[float], object]) -> None:
    loop = asyncio.get_running_loop()
    grown = asyncio.Event()

    def tell_grown() -> None:
        loop.call_soon_threadsafe(grown.set)

    unwatch = timeline.watch(tell_grown)
    block, frame = round(BLOCK_SECONDS * timeline.sample_rate), 0
    try:
        while True:
            grown.clear()
            complete = timeline.complete  # asked before reading: what comes in between is read next time
            samples = await asyncio.to_thread(timeline.read, frame, block)
            if len(samples):
                await asyncio.to_thread(file.write, samples)
                frame += len(samples)
                tell(min(frame / timeline.sample_rate / take.expected_seconds, 1.0))
            elif complete:
                return
            else:
                await grown.wait()
    finally:
        unwatch()
