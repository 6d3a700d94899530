"""Whether voices can be cloned here."""

from __future__ import annotations

from pathlib import Path

from tts_tui.backends.engines.catalog import CHATTERBOX
from tts_tui.backends.engines.engine_worker import how_to_install
from tts_tui.backends.engines.environment import EngineEnvironment, EngineState
from tts_tui.speech.errors import MissingDependencyError


def why_no_cloning(data: Path) -> MissingDependencyError | None:
    """Why no voice can be cloned here, None if one can.

    Args:
        data: the app's folder for what can't be made again.
    """
    state = EngineEnvironment(CHATTERBOX, data).state
    if state is EngineState.READY:
        return None
    return MissingDependencyError(
        f"Voices are cloned with Chatterbox, whose engine is {state}.",
        hint=how_to_install(CHATTERBOX),
    )
