"""The worker's script: an engine of ours, as it runs in the app, in a process of its own."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np

from tts_tui.backends.kokoro.engine import Utterance
from tts_tui.backends.kokoro.engines import ChosenEngine, KokoroOptions, choose_waiting
from tts_tui.backends.worker.serve import Channel, Job, Refused, serve
from tts_tui.speech.errors import MissingDependencyError, SpeechError

_KEPT = 4
"""Sentences that are prepared and not asked for; those of cancelled requests never are."""


class KokoroProcess:
    """Answers `load`, `prepare` and `windows`."""

    def __init__(self) -> None:
        self._chosen: ChosenEngine | None = None
        self._loaded: Mapping[str, Any] = {}
        self._prepared: OrderedDict[int, Utterance] = OrderedDict()

    def load(self, job: Job) -> dict[str, Any]:
        """Load the engine, made first where that wasn't done yet; once for the same arguments.

        Arguments: `model` (a verified file), `cache` (folder of what is made), `engine` and `runtime` as in the
        settings.
        """
        wanted = job.arguments
        if self._chosen is None or self._loaded != wanted:
            options = KokoroOptions(engine=wanted["engine"], runtime=wanted["runtime"])
            try:
                self._chosen = choose_waiting(Path(wanted["model"]), Path(wanted["cache"]), options)
            except SpeechError as error:
                missing = isinstance(error, MissingDependencyError)
                kind = "missing dependency" if missing else "synthesis"
                raise Refused(error.message, kind=kind, hint=error.hint) from error
            self._loaded = wanted
        engine = self._chosen.engine
        return {"engine": engine.name, "provider": engine.provider, "reason": self._chosen.reason}

    def prepare(self, job: Job) -> dict[str, Any]:
        """Settle the timing of a sentence.

        Arguments: `tokens`, `style` (256 floats), `speed`.
        """
        assert self._chosen is not None
        wanted = job.arguments
        style = np.array([wanted["style"]], np.float32)
        utterance = self._chosen.engine.prepare(wanted["tokens"], style, wanted["speed"])
        self._prepared[job.id] = utterance
        if len(self._prepared) > _KEPT:
            self._prepared.popitem(last=False)
        frames = utterance.durations.tolist()
        return {"number": job.id, "frames": frames, "start": utterance.start, "end": utterance.end}

    def windows(self, job: Job) -> None:
        """Send the audio of a sentence as it is decoded.

        Arguments: `number` as `prepare` told it, `first`: somebody waits for the sound.
        """
        utterance = self._prepared.pop(job.arguments["number"], None)
        if self._chosen is None or utterance is None:
            raise Refused("the process that had prepared this sentence ended.", hint="Speak again.")
        for samples in self._chosen.engine.windows(utterance, first=job.arguments["first"]):
            job.audio(samples)


def main(channel: Channel) -> None:
    engine = KokoroProcess()
    serve(channel, {"load": engine.load, "prepare": engine.prepare, "windows": engine.windows})
