"""Fetching Chatterbox's weights into the folder of models."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from contextlib import aclosing

from tts_tui.backends.base import BackendContext
from tts_tui.backends.capabilities import DownloadProgress
from tts_tui.backends.chatterbox.catalog import find_variant
from tts_tui.backends.chatterbox.process import online_worker
from tts_tui.backends.engines.catalog import CHATTERBOX
from tts_tui.backends.engines.engine_worker import require_interpreter
from tts_tui.backends.worker.worker import EngineEvent


async def fetch_weights(model: str, context: BackendContext) -> AsyncGenerator[DownloadProgress, None]:
    """Fetch the weights of a model from the hub (1 to 3 GB); files that are here stay. Close early to stop.

    Raises:
        UnknownModelError: there is no such model.
        MissingDependencyError: the engine, whose environment has the hub's client, isn't installed.
        UnreachableError: there is no network, or the hub refused.
        DiskFullError: no room.
    """
    variant = find_variant(model)
    failing = f"{variant.name}'s weights are fetched by its engine"
    python = require_interpreter(CHATTERBOX, context, failing=failing)
    folder = context.data / "models" / variant.folders[-1]
    worker = online_worker(python, context)
    try:
        arguments = {"hub": variant.hub, "folder": str(folder), "patterns": [*variant.files, *variant.more]}
        async with aclosing(worker.stream("fetch", **arguments)) as reports:
            async for report in reports:
                if isinstance(report, EngineEvent) and report.name == "progress":
                    fields = report.fields
                    yield DownloadProgress(folder / fields["file"], fields["done"], fields["total"])
    finally:
        await worker.close()
