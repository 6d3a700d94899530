"""The first words of a new environment."""

from __future__ import annotations

import asyncio
import time
from pathlib import Path

from tts_tui.backends.base import BackendContext
from tts_tui.backends.engines.engine_options import EngineOptions
from tts_tui.backends.kokoro.catalog import VOICES
from tts_tui.backends.kokoro.remote import RemoteEngine
from tts_tui.backends.kokoro.request_audio import speak
from tts_tui.backends.kokoro_torch.backend import MODEL
from tts_tui.backends.kokoro_torch.model import torch_model
from tts_tui.backends.options import read_options
from tts_tui.speech.errors import SynthesisError
from tts_tui.speech.lengths import counted
from tts_tui.speech.request import ChunkRequest

SENTENCE = "Kokoro is ready."


async def speak_once(python: Path, context: BackendContext) -> str:
    """
    Raises:
        SpeechError: it doesn't load, or stays silent.
    """
    model = torch_model(python, context, read_options("kokoro_torch", context.options, EngineOptions))
    request = ChunkRequest(0, SENTENCE, MODEL, VOICES[0].id, VOICES[0].language)
    try:
        await model.load()
        engine = RemoteEngine(model)
        began = time.monotonic()
        chunks = await asyncio.to_thread(lambda: list(speak(engine, request)))
        took = time.monotonic() - began
    finally:
        await model.close()
    loudest = max(float(abs(chunk.samples).max()) for chunk in chunks)
    if not loudest > 0.01:  # also when it isn't a number
        raise SynthesisError(f"Kokoro on PyTorch made only silence (peak {loudest:.3f}).")
    seconds = sum(chunk.seconds for chunk in chunks)
    return f"Spoke {counted(seconds)} of audio in {counted(took)} on {model.facts['device']}."
