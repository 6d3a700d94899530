"""What the first sound waits for, got ready at once: the engine, dictionaries, and the first of the text."""

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


@asynccontextmanager
async def getting_ready(
    manager: TTSBackendManager, backend: Backend, model: Model, language: str, text: str
) -> AsyncGenerator[Callable[[], Awaitable[None]]]:
    """Load a model while something else is done; what it gives waits for it.

    Args:
        language: BCP 47 tag of what is to be said, or empty.
        text: where it seems to say nothing, loading begins when it is waited for.
    """
    load = partial(_load, manager, backend, model, language)
    if not says_something(text[:_LOOKED_AT]):
        yield load
        return
    loading = asyncio.create_task(load())
    try:
        yield lambda: loading
    finally:
        loading.cancel()  # nothing, where it is done


async def _load(manager: TTSBackendManager, backend: Backend, model: Model, language: str) -> None:
    await asyncio.gather(
        manager.start(model.id, model.provider),
        asyncio.to_thread(backend.make_ready, language),
        asyncio.to_thread(retry.make_ready),
    )
