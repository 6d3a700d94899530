"""The first sound of a new environment, made with tiny random weights: the real ones may not be here yet."""

from __future__ import annotations

import tempfile
import wave
from contextlib import aclosing
from pathlib import Path

from tts_tui.backends.base import BackendContext
from tts_tui.backends.chatterbox.backend import OFFLINE, SCRIPT
from tts_tui.backends.chatterbox.catalog import SAMPLE_RATE, VARIANTS
from tts_tui.backends.chatterbox.options import ChatterboxOptions
from tts_tui.backends.engines.catalog import CHATTERBOX
from tts_tui.backends.engines.running import make_worker
from tts_tui.backends.options import read_options
from tts_tui.backends.worker.worker import Pcm
from tts_tui.speech.errors import SynthesisError

SENTENCE = "Chatterbox is ready to speak, and this is how it begins."
SEED = 1


async def speak_once(python: Path, context: BackendContext) -> str:
    """
    Raises:
        SpeechError: it doesn't load, stays silent, or doesn't mark what it says.
    """
    import numpy as np

    variant = VARIANTS[0]
    settings = {setting.name: setting.default for setting in variant.settings}
    options = read_options("chatterbox", context.options, ChatterboxOptions)
    worker = make_worker(CHATTERBOX, python, SCRIPT, context, options, **OFFLINE)
    try:
        with tempfile.TemporaryDirectory(prefix="tts-tui-") as name:
            folder = Path(name)
            await worker.call("make_weights", model=variant.id, folder=name, tiny=True)
            wanted = {"model": variant.id, "folder": name, "device": options.device}
            loaded = await worker.call("load", load=wanted)
            order = {"text": SENTENCE, "language": "en", "clip": "", "conditionals": "", "settings": settings}
            asked = {"load": wanted, "order": {**order, "seed": SEED, "careful": True}}
            async with aclosing(worker.stream("speak", **asked)) as answers:
                pieces = [answer.samples async for answer in answers if isinstance(answer, Pcm)]
            audio = np.concatenate(pieces)
            with wave.open(str(folder / "said.wav"), "wb") as file:
                file.setnchannels(1)
                file.setsampwidth(2)
                file.setframerate(SAMPLE_RATE)
                file.writeframes((np.clip(audio, -1, 1) * 32767).astype("<i2").tobytes())
            mark = (await worker.call("find_mark", load=wanted, clip=str(folder / "said.wav")))["confidence"]
    finally:
        await worker.close()
    if mark < 0.5:
        raise SynthesisError(f"Chatterbox didn't mark what it said (confidence {mark:.2f}).")
    return f"Made {len(audio) / SAMPLE_RATE:.1f} s of sound with random weights on {loaded['device']}; watermark found."
