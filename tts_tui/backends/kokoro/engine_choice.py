"""Which engine runs the model, and why."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from tts_tui.backends.kokoro.compiled import compiled_folder
from tts_tui.backends.kokoro.engine import KokoroEngine, StreamingUnavailableError
from tts_tui.backends.kokoro.integrity import DamagedGraphsError

EngineChoice = Literal["auto", "streaming", "stock"]
"""`auto` speaks with the stock engine while the streaming one is made, once a machine; `streaming` waits for it."""

Runtime = Literal["onnxruntime", "openvino"]
"""What decodes in the streaming engine."""


class KokoroOptions(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The table `[backends.kokoro]`."""

    engine: Annotated[
        EngineChoice, Meta(description="streaming or stock takes that one alone; auto the best that runs")
    ] = "auto"
    runtime: Annotated[Runtime, Meta(description="what decodes; openvino is installed with [openvino]")] = (
        "onnxruntime"
    )
    process: Annotated[
        bool,
        Meta(description="in a process of its own, whose memory is free ten minutes after the last speech"),
    ] = False


@dataclass(frozen=True, slots=True)
class ChosenEngine:
    """An engine ready to speak.

    Attributes:
        reason: why this one, for people.
        for_now: the streaming engine must be made first; this one speaks meanwhile.
        notice: what users should know though they didn't ask.
    """

    engine: KokoroEngine
    reason: str
    for_now: bool = False
    notice: str = ""


PREPARING = (
    "Kokoro's quick engine is being made for this machine, in the background, and kept: "
    "until it is there the first words take some seconds, and from then on a tenth of one."
)
PREPARING_FIRST = (
    "Kokoro's engine is being made for this machine, and kept: until it is there the first words take half a minute "
    "or more, and from then on a tenth of a second."
)


def choose(model: Path, cache: Path, options: KokoroOptions) -> ChosenEngine:
    """The best engine that can speak now; blocking.

    Raises:
        CorruptModelError: ONNX Runtime can't load the file.
        StreamingUnavailableError: the settings ask for the streaming engine, which can't run.
        MissingDependencyError: the settings ask for OpenVINO, which isn't installed.
    """
    from tts_tui.backends.kokoro.openvino_graph import require_openvino
    from tts_tui.backends.kokoro.sessions import available_accelerator
    from tts_tui.backends.kokoro.stock import StockEngine

    if options.engine == "stock":
        return ChosenEngine(StockEngine(model), "the settings ask for it")
    if options.runtime == "openvino":
        require_openvino()
        kinds = [False, True]
    else:
        kinds = [available_accelerator() is not None]
    is_compiled = all(compiled_folder(model, cache, accelerator=kind).exists() for kind in kinds)
    if options.engine == "auto" and not is_compiled:
        if lacking := lacks_room(cache):
            return ChosenEngine(StockEngine(model), lacking, notice=lacking)
        reason = "the streaming engine is being made, once for this machine"
        return ChosenEngine(StockEngine(model, soon=True), reason, for_now=True, notice=PREPARING)
    try:
        return streaming(model, cache, options.runtime)
    except DamagedGraphsError as error:
        if options.engine == "streaming":
            return streaming(model, cache, options.runtime)
        notice = f"{error.message} They are made again, and a slower engine speaks meanwhile."
        return ChosenEngine(StockEngine(model, soon=True), notice, for_now=True, notice=notice)
    except StreamingUnavailableError as error:
        if options.engine == "streaming":
            raise
        return ChosenEngine(StockEngine(model), error.message)


def lacks_room(cache: Path) -> str:
    """Why the streaming engine can't be made; empty where it can, as far as the disk tells: quotas stop the builder."""
    from tts_tui.backends.kokoro.builder import NEEDED_BYTES

    try:
        there = next(each for each in (cache, *cache.absolute().parents) if each.exists())
        # what a builder at work has written is part of what is needed
        written = sum(file.stat().st_size for file in cache.glob("building-*/made/*"))
        if shutil.disk_usage(there).free + written >= NEEDED_BYTES:
            return ""
    except OSError:  # a builder came to its end meanwhile, or the folder is closed to us, as it will say
        return ""
    return (
        f"Kokoro's quick engine can't be prepared: it takes {NEEDED_BYTES / 1e6:.0f} MB in {cache}, or where "
        "XDG_CACHE_HOME says, and so much isn't free. A slower engine speaks."
    )


def choose_waiting(model: Path, cache: Path, options: KokoroOptions) -> ChosenEngine:
    """As `choose`, but a streaming engine that must be made first is waited for."""
    from tts_tui.backends.kokoro.openvino_graph import require_openvino
    from tts_tui.backends.kokoro.stock import StockEngine

    if options.engine != "auto":
        return choose(model, cache, options)
    if options.runtime == "openvino":
        require_openvino()
    try:
        try:
            return streaming(model, cache, options.runtime)
        except DamagedGraphsError:
            return streaming(model, cache, options.runtime)
    except StreamingUnavailableError as error:
        return ChosenEngine(StockEngine(model), error.message, notice=error.message)


def streaming(
    model: Path, cache: Path, runtime: Runtime = "onnxruntime", *, wait: float = 0.0
) -> ChosenEngine:
    """The streaming engine, made if it isn't yet, which takes half a minute; blocking.

    Args:
        wait: seconds before that work begins, so that what is spoken now comes first.

    Raises:
        DamagedGraphsError: it was made and is damaged; the next call makes it again.
        StreamingUnavailableError: it can't run this model here.
    """
    from tts_tui.backends.kokoro.streaming import StreamingEngine

    engine = StreamingEngine.open(model, cache, openvino=runtime == "openvino", wait=wait)
    windows = f"{engine.threads.windows} windows" if engine.threads.windows > 1 else "a window"
    return ChosenEngine(engine, f"it speaks before the sentence is wholly decoded, {windows} at a time")
