"""Writes a take to a file, also while it is still being made."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable

from textual.message import Message

from tts_tui.audio.files.formats import FORMATS
from tts_tui.audio.files.saving import AudioFile, save_text
from tts_tui.audio.files.sidecars import words_in_file
from tts_tui.audio.timeline import Timeline
from tts_tui.events.messages import Saved, SaveFailed, Saving
from tts_tui.events.take import Take
from tts_tui.events.targets import SaveTarget
from tts_tui.speech.errors import SaveError, SpeechError
from tts_tui.speech.hints import Hint
from tts_tui.studio.captions import sidecar
from tts_tui.studio.recording import chapters_of, tags_of

log = logging.getLogger(__name__)

BLOCK_SECONDS = 2.0


async def save_take(take: Take, target: SaveTarget, post: Callable[[Message], object]) -> None:
    """Write what there is, then what comes, until the take ends; encoding happens in a thread.

    What a stopped take made is saved as it is.
    """
    try:
        if (timeline := take.timeline) is None:
            raise SaveError("There is no audio to save yet.", hint=Hint("", "{speak} speaks the text."))
        file = await asyncio.to_thread(_open, take, timeline, target)
        try:
            await _copy(take, timeline, file, lambda share: post(Saving(target, share)))
        except BaseException:
            await asyncio.shield(asyncio.to_thread(file.keep))
            raise
        if file.format.chapters:
            for title, start in chapters_of(take.request.text, take.words):
                file.mark_chapter(title, start)
        path = await asyncio.to_thread(file.commit)
        if target.subtitles:
            await asyncio.to_thread(_save_subtitles, take, target, file)
        post(Saved(path, take, file.limited))
    except SpeechError as error:
        post(SaveFailed(error))
    except Exception as error:  # whatever it is: a window that goes on saying "saving" would be lying
        log.exception("saving %s failed", target.path)
        why = (isinstance(error, OSError) and error.strerror) or f"{type(error).__name__}: {error}"
        post(SaveFailed(SaveError(f"“{target.name}” cannot be saved: {why}.", hint="Save it once more.")))


def _open(take: Take, timeline: Timeline, target: SaveTarget) -> AudioFile:
    return AudioFile(
        target.path,
        timeline.sample_rate,
        format=FORMATS[target.audio_format],
        if_exists="overwrite" if target.overwrite else "error",
        bit_rate=target.bit_rate * 1000 or None,
        out_rate=target.sample_rate or None,
        effects=target.effects,
        tags=tags_of(take.request, voice=take.voice),
    )


def _save_subtitles(take: Take, target: SaveTarget, file: AudioFile) -> None:
    words = words_in_file(take.words, file.shift, file.seconds_saved)
    timing = (take.said and take.said.timing) or "estimated"
    text = sidecar("srt", words, take.request.text, timing)
    save_text(target.subtitles_path, text, "overwrite" if target.overwrite else "error")


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
