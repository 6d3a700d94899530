"""Fetching Chatterbox's weights into the folder of models."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from contextlib import aclosing

from tts_tui.backends.base import BackendContext
from tts_tui.backends.capabilities import DownloadProgress
from tts_tui.backends.chatterbox.backend import SCRIPT, find_variant
from tts_tui.backends.engines.catalog import CHATTERBOX
from tts_tui.backends.engines.options import EngineOptions
from tts_tui.backends.engines.running import how_to_install, interpreter, make_worker, why_missing
from tts_tui.backends.worker.worker import EngineEvent
from tts_tui.speech.errors import MissingDependencyError


async def fetch_weights(model: str, context: BackendContext) -> AsyncGenerator[DownloadProgress, None]:
    """Fetch the weights of a model from the hub (1 to 3 GB); files that are here stay. Close early to stop.

    Raises:
        UnknownModelError: there is no such model.
        MissingDependencyError: the engine, whose environment has the hub's client, isn't installed.
        UnreachableError: there is no network, or the hub refused.
        DiskFullError: no room.
    """
    variant = find_variant(model)
    python = interpreter(CHATTERBOX, context)
    if python is None:
        raise MissingDependencyError(
            f"{variant.name}'s weights are fetched by its engine: {why_missing(CHATTERBOX, context)}",
            hint=how_to_install(CHATTERBOX),
        )
    folder = context.data / "models" / variant.folders[-1]
    worker = make_worker(CHATTERBOX, python, SCRIPT, context, EngineOptions())
    try:
        asked = {"hub": variant.hub, "folder": str(folder), "patterns": [*variant.files, *variant.more]}
        async with aclosing(worker.stream("fetch", **asked)) as reports:
            async for report in reports:
                if isinstance(report, EngineEvent) and report.name == "progress":
                    told = report.fields
                    yield DownloadProgress(folder / told["file"], told["done"], told["total"])
    finally:
        await worker.close()
