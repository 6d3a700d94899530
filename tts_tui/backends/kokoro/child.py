"""The worker's script: an engine of ours, as it runs in the app, in a process of its own."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from tts_tui.backends.kokoro.engine import KokoroEngine
from tts_tui.backends.kokoro.engine_choice import KokoroOptions, choose_waiting
from tts_tui.backends.kokoro.serving import ServedEngine
from tts_tui.backends.worker.serve import Channel, Task, TaskRefused
from tts_tui.speech.errors import MissingDependencyError, SpeechError


class KokoroProcess(ServedEngine):
    """The engine that the settings ask for, made first where that wasn't done yet."""

    def open(self, task: Task) -> KokoroEngine:
        """Arguments: `model` (a verified file), `cache` (folder of what is made), `engine` and `runtime` as set."""
        arguments = task.arguments
        options = KokoroOptions(engine=arguments["engine"], runtime=arguments["runtime"])
        try:
            chosen = choose_waiting(Path(arguments["model"]), Path(arguments["cache"]), options)
        except SpeechError as error:
            missing = isinstance(error, MissingDependencyError)
            kind = "missing dependency" if missing else "synthesis"
            raise TaskRefused(error.message, kind=kind, hint=error.hint) from error
        self._reason = chosen.reason
        return chosen.engine

    def describe(self, engine: KokoroEngine) -> Mapping[str, str]:
        return {"engine": engine.name, "provider": engine.provider, "reason": self._reason}


def main(channel: Channel) -> None:
    KokoroProcess().serve(channel)
