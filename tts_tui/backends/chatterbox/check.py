"""Whether a new environment has all that speaking takes; the weights may not be here yet."""

from __future__ import annotations

from pathlib import Path

from tts_tui.backends.base import BackendContext
from tts_tui.backends.chatterbox.options import ChatterboxOptions
from tts_tui.backends.chatterbox.process import offline_worker
from tts_tui.backends.options import read_options
from tts_tui.speech.errors import SynthesisError


async def find_mark(python: Path, context: BackendContext) -> str:
    """
    Raises:
        SpeechError: a part is missing, or the mark that it makes isn't found.
    """
    options = read_options("chatterbox", context.options, ChatterboxOptions)
    worker = offline_worker(python, context, options)
    try:
        found = await worker.call("check")
    finally:
        await worker.close()
    if not found["confidence"] > 0.5:  # also when it isn't a number
        raise SynthesisError(f"Chatterbox's watermark isn't found (confidence {found['confidence']:.2f}).")
    return f"Its {found['models']} models can be loaded with torch {found['torch']}; watermark found."
