"""An engine that is installed, as a worker."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tts_tui.backends.base import BackendContext
from tts_tui.backends.engines.catalog import Engine
from tts_tui.backends.engines.engine_options import EngineOptions
from tts_tui.backends.engines.environment import EngineEnvironment, EngineState
from tts_tui.speech.errors import MissingDependencyError
from tts_tui.speech.hints import Hint
from tts_tui.store.memory import resident_mb_of

if TYPE_CHECKING:
    from tts_tui.backends.worker.worker import Worker

_VARIABLES = {
    # Threads that wait for each other sleep, not spin: with another busy program on two cores, torch's spinning made
    # Kokoro three times slower.
    "OMP_WAIT_POLICY": "PASSIVE",
    "TQDM_DISABLE": "1",
    "PYTHONWARNINGS": "ignore",
}


def interpreter(engine: Engine, context: BackendContext, modules: Sequence[str] = ()) -> Path | None:
    """The Python to run the engine with, or None when it isn't installed.

    Args:
        modules: with all of these importable here, this very environment serves when the engine has none of its own.
    """
    environment = EngineEnvironment(engine, context.data)
    if environment.state is EngineState.READY:
        return environment.python
    if modules and all(find_spec(module) for module in modules):
        return Path(sys.executable)
    return None


def require_interpreter(
    engine: Engine, context: BackendContext, modules: Sequence[str] = (), *, failing: str
) -> Path:
    """The Python to run the engine with, see `interpreter`.

    Args:
        failing: what can't be done without it, for people.

    Raises:
        MissingDependencyError: it isn't installed.
    """
    if python := interpreter(engine, context, modules):
        return python
    raise MissingDependencyError(f"{failing}: {why_missing(engine, context)}", hint=how_to_install(engine))


def why_missing(engine: Engine, context: BackendContext) -> str:
    """Why `interpreter` found none, for people."""
    return f"its engine is {EngineEnvironment(engine, context.data).state}."


def how_to_install(engine: Engine) -> str:
    """What fixes it."""
    return Hint(f"tts-tui engines install {engine.name}", f"{{engines}} installs {engine.title}.")


def description(worker: Worker, facts: Mapping[str, Any]) -> str:
    """What runs a model, for people: torch, its device, and the memory that it has there now.

    Args:
        facts: what the worker said of itself when it loaded or last spoke: `torch`, `device`, `memory_mb`.
    """
    now = resident_mb_of(worker.pid) if facts["device"] == "cpu" else 0
    return f"torch {facts['torch']} on {facts['device']}, {now or facts['memory_mb']} MB"


def make_worker(
    engine: Engine,
    python: Path,
    script: Path,
    context: BackendContext,
    options: EngineOptions,
    **variables: str,
) -> Worker:
    """A worker that isn't started yet; `variables` are set in its environment."""
    from tts_tui.backends.worker.child_process import Launch
    from tts_tui.backends.worker.worker import Worker

    if options.threads:
        variables["OMP_NUM_THREADS"] = str(options.threads)
    return Worker(
        engine.title,
        Launch(python, script, {**_VARIABLES, **variables}),
        context.cache / "logs" / f"{engine.name}.log",
        idle_seconds=options.idle_seconds,
    )
