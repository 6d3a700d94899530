"""Calls answered from what was made before, and kept for the next time."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncGenerator, Callable, Mapping
from contextlib import aclosing
from dataclasses import replace
from typing import Any, Protocol

from tts_tui.backends.base import Backend
from tts_tui.backends.manager import TTSBackendManager
from tts_tui.speech.catalog import Model
from tts_tui.speech.chunk import AudioChunk
from tts_tui.speech.errors import SpeechError
from tts_tui.speech.request import ChunkRequest
from tts_tui.store.kept_sound import KeptSound
from tts_tui.store.sentence_cache import sound_key
from tts_tui.studio.plan import Call
from tts_tui.studio.ready import Readiness


class Sounds(Protocol):
    """Keeps the sound of calls; its methods block."""

    def get(self, key: str) -> KeptSound | None:
        """The sound of that key; None where it isn't kept."""

    def put(self, key: str, sound: KeptSound) -> None:
        """Keep it; never raises where it can't be."""


def call_key(manager: TTSBackendManager, backend: Backend, model: Model, request: ChunkRequest) -> str:
    """The hash of all that shapes the sound of a call; it may block.

    Raises:
        SpeechError: the request can't be spoken.
    """
    source = model.provider, source_of(manager, backend, model, request)
    return sound_key(source, request, paid=model.usd_per_million_characters != 0)


def source_of(
    manager: TTSBackendManager, backend: Backend, model: Model, request: ChunkRequest
) -> Mapping[str, Any]:
    """What shapes the sound of a call beside the request; it may block.

    Raises:
        SpeechError: the request can't be spoken.
    """
    own = backend.sound_source(request)
    return manager.options.get(model.backend, {}) if own is None else own


class NotMadeError(Exception):
    """A sound isn't stored, and synthesis isn't allowed."""


class Stopwatch:
    """Seconds that each of several calls took for itself: where two are under way, the second's count from the end of
    the first."""

    def __init__(self) -> None:
        self._free = 0.0

    def lap(self, began: float) -> float:
        """Seconds of a call that ends now, and began then (`time.perf_counter`)."""
        now = time.perf_counter()
        began, self._free = max(began, self._free), now
        return now - began


async def chosen(
    sounds: Sounds,
    call: Call,
    chunks: AsyncGenerator[AudioChunk, None],
    on_sound: Callable[[KeptSound], None],
) -> AsyncGenerator[AudioChunk, None]:
    """The sound that was chosen for a call; where it is lost, what `chunks` gives."""
    async with aclosing(chunks):
        stored = await asyncio.to_thread(sounds.get, call.sound)
        if stored is not None:
            on_sound(stored)
            # the words of another text have no place in this one
            yield replace(stored.chunk, words=()) if call.outdated else stored.chunk
            return
        async for chunk in chunks:
            yield chunk


async def nothing() -> AsyncGenerator[AudioChunk, None]:
    """Takes the place of synthesis where only stored sounds may be used.

    Raises:
        NotMadeError: always.
    """
    raise NotMadeError
    yield  # makes it a generator


async def cached(
    sounds: Sounds,
    key_of: Callable[[], str],
    chunks: AsyncGenerator[AudioChunk, None],
    ready: Readiness | None,
    watch: Stopwatch,
    on_sound: Callable[[str, KeptSound, bool], None] = lambda _key, _sound, _reused: None,
    *,
    fresh: bool = False,
) -> AsyncGenerator[AudioChunk, None]:
    """The stored audio of the call, else that of `chunks`, which is stored then.

    Args:
        key_of: returns the key of the sound; it blocks.
        ready: waits for what makes `chunks`, which is loaded meanwhile; None where nothing is made.
        on_sound: called with the key, the sound and whether it was stored, before the last chunk is yielded.
        fresh: a stored sound is made again.
    """

    def now() -> str:
        try:
            return key_of()
        except SpeechError:  # synthesis raises the same and reports it
            return ""

    def look() -> tuple[str, KeptSound | None]:
        key = now()
        return key, sounds.get(key) if key and not fresh else None

    async with aclosing(chunks):
        key, stored = await asyncio.to_thread(look)
        if stored is None and ready and not ready.done:
            await ready()
            # the engine may be another than was expected
            key, stored = await asyncio.to_thread(look)
        if stored is not None:
            on_sound(key, stored, True)
            yield stored.chunk
            return
        began = time.perf_counter()
        parts = []
        async for chunk in chunks:
            parts.append(chunk)
            yield chunk
        lap = watch.lap(began)
        # an engine that was replaced meanwhile made something else than was looked for
        if parts and key and key == await asyncio.to_thread(now):
            sound = await asyncio.to_thread(KeptSound.of, parts, lap)
            await asyncio.to_thread(sounds.put, key, sound)
            on_sound(key, sound, False)
