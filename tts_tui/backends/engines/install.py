"""Making an engine's environment: uv creates and fills it, the engine speaks once, then it counts."""

from __future__ import annotations

import asyncio
import shutil
import sys
import time
from collections.abc import AsyncGenerator, Mapping
from contextlib import aclosing
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from tts_tui import children
from tts_tui.backends.base import BackendContext
from tts_tui.backends.engines.catalog import Engine
from tts_tui.backends.engines.environment import EngineEnvironment, EngineState, Manifest
from tts_tui.backends.engines.hardware import describe, has_gpu, torch_arguments
from tts_tui.backends.engines.pip_settings import read_pip_settings, uv_environment
from tts_tui.speech.errors import (
    DiskFullError,
    MissingDependencyError,
    NotWritableError,
    SpeechError,
    UsageError,
    pip_install,
)

PYTHONS = ((3, 11), (3, 12))
"""Versions that both engines' packages support, one after the other."""

GPU_MEGABYTES = 6000
"""What a CUDA or ROCm build of torch adds, unpacked."""

_OFFLINE = (
    "error sending request",
    "dns error",
    "network was disabled",
    "failed to fetch",
    "timed out",
)
_NO_SPACE = ("no space left on device", "disk quota exceeded")

InstallStep = Literal["environment", "packages", "check", "ready"]


@dataclass(frozen=True, slots=True)
class InstallProgress:
    """One line of what is going on.

    Attributes:
        fraction: of the downloads, where that is known.
        seconds: since the start.
    """

    step: InstallStep
    text: str
    seconds: float
    fraction: float | None = None


async def install(
    engine: Engine, context: BackendContext, *, torch: str = ""
) -> AsyncGenerator[InstallProgress]:
    """Make the engine ready; one that is ready stays as it is, anything less is made again. Close early to stop.

    Args:
        torch: see `hardware.torch_arguments`.

    Raises:
        MissingDependencyError: packages can't be installed, or uv isn't there.
        DiskFullError: no room.
        NotWritableError: the folder can't be written.
        UsageError: it is being installed by another process.
        SpeechError: it was installed, and then couldn't speak.
    """
    from filelock import FileLock, Timeout

    environment = EngineEnvironment(engine, context.data)
    began = time.monotonic()

    def progress(step: InstallStep, text: str, fraction: float | None = None) -> InstallProgress:
        return InstallProgress(step, text, time.monotonic() - began, fraction)

    try:
        context.data.joinpath("engines").mkdir(parents=True, exist_ok=True)
        with FileLock(context.data / "engines" / f"{engine.name}.lock", blocking=False):
            if environment.state is EngineState.READY:
                yield progress("ready", f"{engine.title} is already installed.")
                return
            _require_room(engine, context.data)
            await asyncio.to_thread(environment.remove)  # gigabytes, while the window speaks
            pip = await asyncio.to_thread(read_pip_settings)
            build = torch_arguments(pip.get("find-links", "").split(), torch)
            variables = uv_environment(pip)
            commands: tuple[tuple[InstallStep, str, list[str]], ...] = (
                (
                    "environment",
                    "Making the environment.",
                    ["venv", "--python", _python(), str(environment.packages)],
                ),
                (
                    "packages",
                    f"Fetching packages, with {describe(build)}.",
                    _install_command(environment, build),
                ),
            )
            for step, text, command in commands:
                yield progress(step, text)
                downloads = _Downloads()
                async with aclosing(_uv(command, variables, engine)) as lines:
                    async for line in lines:
                        if not line.startswith("Activate with"):  # the environment isn't for activating
                            yield progress(step, line, downloads.after(line))
            yield progress("check", f"Trying {engine.title} for the first time.")
            spoken = await engine.try_out(environment.python, context)
            yield progress("check", spoken)
            seconds = round(time.monotonic() - began, 1)
            environment.write_manifest(Manifest(environment.digest, describe(build), spoken, seconds))
            yield progress("ready", f"{engine.title} is ready.")
    except Timeout:
        raise UsageError(f"{engine.title} is being installed already, by another tts-tui.") from None
    except OSError as error:
        raise NotWritableError(
            f"{error.filename or environment.folder} can't be used: {error.strerror}."
        ) from error


class _Downloads:
    """Counts uv's lines about downloads: `Downloading torch (178 MiB)` and `Downloaded torch`."""

    def __init__(self) -> None:
        self._begun = self._done = 0

    def after(self, line: str) -> float | None:
        self._begun += line.startswith("Downloading ")
        self._done += line.startswith("Downloaded ")
        return self._done / self._begun if self._begun else None


def _python() -> str:
    """This Python if the engines support it, else one that uv finds or fetches.

    It is given the range: asked for one version, it takes what is called so, such as a shim of pyenv's that runs none.
    """
    if sys.version_info[:2] in PYTHONS:
        return sys.executable
    (major, first), (_, last) = PYTHONS[0], PYTHONS[-1]
    return f">={major}.{first},<{major}.{last + 1}"


def _install_command(environment: EngineEnvironment, torch: list[str]) -> list[str]:
    engine = environment.engine
    files = ["--constraint", str(engine.pins), "--override", str(engine.overrides)]
    return ["pip", "install", "--python", str(environment.python), *files, *torch, *engine.requirements]


def _require_room(engine: Engine, folder: Path) -> None:
    needed = (engine.megabytes + (GPU_MEGABYTES if has_gpu() and sys.platform != "darwin" else 0)) * 1_000_000
    free = shutil.disk_usage(folder).free
    if free < needed:
        raise DiskFullError(
            f"{engine.title} needs {needed / 1e9:.1f} GB in {folder}, and {free / 1e9:.1f} GB are free.",
            hint="Free some space there, or move the data folder with XDG_DATA_HOME.",
        )


async def _uv(command: list[str], variables: Mapping[str, str], engine: Engine) -> AsyncGenerator[str]:
    """The lines that uv prints; closing early ends it."""
    try:
        from uv import find_uv_bin
    except ImportError:
        raise MissingDependencyError(
            "uv, which installs engines, isn't there.", hint=pip_install("uv")
        ) from None
    uv = children.tool(find_uv_bin(), *command, NO_COLOR="1", UV_NO_CONFIG="1")
    process = await asyncio.create_subprocess_exec(
        *uv.arguments,
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
        env={**variables, **uv.environment},
    )
    assert process.stdout is not None
    lines: list[str] = []
    try:
        async for raw in process.stdout:
            if line := raw.decode(errors="replace").strip():
                lines.append(line)
                yield line
        if await process.wait():
            raise _failure(engine, command[0], lines)
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()


def _failure(engine: Engine, command: str, lines: list[str]) -> SpeechError:
    """What uv's last lines mean."""
    output = "\n  ".join(lines[-6:])
    lowered = " ".join(lines).lower()  # uv wraps long ones
    if any(sign in lowered for sign in _NO_SPACE):
        return DiskFullError(
            f"No room to install {engine.title}:\n  {output}", hint="Free some space and run it again."
        )
    if command == "venv":
        versions = " or ".join(f"{major}.{minor}" for major, minor in PYTHONS)
        return MissingDependencyError(
            f"{engine.title} needs Python {versions}, and there is none that can be used:\n  {output}",
            hint=f"Install one, or connect to the internet, then: tts-tui engines install {engine.name}",
        )
    if any(sign in lowered for sign in _OFFLINE):
        return MissingDependencyError(
            f"Packages of {engine.title} aren't on this machine, and can't be fetched:\n  {output}",
            hint="Connect to the internet, or give pip a folder of wheels: pip config set global.find-links FOLDER",
        )
    return MissingDependencyError(
        f"Packages of {engine.title} can't be installed:\n  {output}",
        hint=f"tts-tui engines install {engine.name}",
    )
