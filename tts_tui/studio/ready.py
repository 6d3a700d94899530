"""What making sound waits for, got ready at once: the engine, dictionaries, and the first of the text."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import asynccontextmanager
from functools import partial

from tts_tui.backends.base import Backend
from tts_tui.backends.manager import TTSBackendManager
from tts_tui.speech.catalog import Model
from tts_tui.studio import retry
from tts_tui.text.tags import says_something

_LOOKED_AT = 2000
"""Characters at a text's beginning that tell whether there is something to load an engine for."""


class Readiness:
    """Loads a model once, when it is first asked to; `await readiness()` waits for it."""

    def __init__(self, load: Callable[[], Awaitable[None]], note: Callable[[], object]) -> None:
        """
        Args:
            note: called once it is loaded.
        """
        self._load = load
        self._note = note
        self._loading: asyncio.Task[None] | None = None

    def begin(self) -> asyncio.Task[None]:
        """Load it, unless that was begun."""
        self._loading = self._loading or asyncio.create_task(self._loaded())
        return self._loading

    @property
    def done(self) -> bool:
        """It is loaded."""
        loading = self._loading
        return loading is not None and loading.done() and not loading.cancelled() and not loading.exception()

    async def __call__(self) -> None:
        """Wait until it is loaded.

        Raises:
            SpeechError: it can't be.
        """
        await asyncio.shield(self.begin())

    def end(self) -> None:
        """Nothing waits for it any more: what becomes of it, nobody wants to know."""
        if self._loading:
            self._loading.cancel()  # nothing, where it is done
            self._loading.add_done_callback(lambda ended: ended.cancelled() or ended.exception())

    async def _loaded(self) -> None:
        await self._load()
        self._note()


@asynccontextmanager
async def getting_ready(
    manager: TTSBackendManager,
    backend: Backend,
    model: Model,
    language: str,
    text: str,
    note: Callable[[], object],
) -> AsyncGenerator[Readiness]:
    """Load a model while something else is done.

    Args:
        language: BCP 47 tag of what is to be said, or empty.
        text: where it seems to say nothing, loading begins when it is waited for.
        note: called once it is loaded.
    """
    ready = Readiness(partial(_load, manager, backend, model, language), note)
    if says_something(text[:_LOOKED_AT]):
        ready.begin()
    try:
        yield ready
    finally:
        ready.end()


async def _load(manager: TTSBackendManager, backend: Backend, model: Model, language: str) -> None:
    await asyncio.gather(
        manager.start(model.id, model.provider),
        asyncio.to_thread(backend.make_ready, language),
        asyncio.to_thread(retry.make_ready),
    )
