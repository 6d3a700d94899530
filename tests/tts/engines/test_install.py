"""Installing for real, with uv: a second time, interrupted, without room, without network, without uv's help."""

from __future__ import annotations

import asyncio
import errno
import sys
import threading
from contextlib import aclosing
from dataclasses import replace
from pathlib import Path

import pytest

from tts_tui.backends.base import BackendContext
from tts_tui.backends.engines.catalog import KOKORO_TORCH, Engine
from tts_tui.backends.engines.environment import EngineEnvironment, EngineState
from tts_tui.backends.engines.install import PYTHONS, InstallProgress, install
from tts_tui.speech.errors import (
    DiskFullError,
    MissingDependencyError,
    NotWritableError,
    SynthesisError,
    UsageError,
)

SPOKEN = "Spoke for the test."


async def speaks(python: Path, context: BackendContext) -> str:
    """A check that runs the new interpreter."""
    process = await asyncio.create_subprocess_exec(str(python), "-c", "import attr")
    assert await process.wait() == 0
    return SPOKEN


async def stays_silent(python: Path, context: BackendContext) -> str:
    raise SynthesisError("Only silence came.")


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Engine:
    """An engine of one small package; its check lies in this file."""
    (tmp_path / "small_check.py").write_text(
        "from pathlib import Path\n"
        "import importlib.util\n"
        f"spec = importlib.util.spec_from_file_location('installing', {__file__!r})\n"
        "tests = importlib.util.module_from_spec(spec)\n"
        "spec.loader.exec_module(tests)\n"
        "speaks, stays_silent = tests.speaks, tests.stays_silent\n",
        encoding="utf-8",
    )
    monkeypatch.syspath_prepend(tmp_path)
    if sys.version_info[:2] not in PYTHONS:  # none of those need be here, and this one does for the small one
        monkeypatch.setattr("tts_tui.backends.engines.install.PYTHONS", (sys.version_info[:2],))
    return replace(KOKORO_TORCH, requirements=("attrs",), check="small_check:speaks", megabytes=1)


@pytest.fixture
def context(tmp_path: Path) -> BackendContext:
    return BackendContext(tmp_path / "cache", tmp_path / "data")


async def run(engine: Engine, context: BackendContext) -> list[InstallProgress]:
    return [line async for line in install(engine, context, torch="index")]


async def test_removing_what_was_half_made_goes_on_beside_the_loop_and_tells_why_it_cannot(
    small: Engine, context: BackendContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    threads = []

    def fails(self: EngineEnvironment) -> None:
        threads.append(threading.current_thread())
        raise OSError(errno.ENOTEMPTY, "Directory not empty", str(self.folder))

    monkeypatch.setattr(EngineEnvironment, "remove", fails)
    with pytest.raises(NotWritableError, match="can't be used: Directory not empty"):
        await run(small, context)
    assert threads != [threading.main_thread()]


def state_of(engine: Engine, context: BackendContext) -> EngineState:
    return EngineEnvironment(engine, context.data).state


async def test_an_engine_is_made_checked_and_then_left_alone(small: Engine, context: BackendContext) -> None:
    lines = await run(small, context)
    assert [line.step for line in lines][-3:] == ["check", "check", "ready"]
    assert any("attrs==" in line.text for line in lines)
    assert [line.seconds for line in lines] == sorted(line.seconds for line in lines)
    environment = EngineEnvironment(small, context.data)
    assert environment.state is EngineState.READY
    assert environment.manifest is not None
    assert environment.manifest.spoken == SPOKEN
    again = await run(small, context)
    assert [line.step for line in again] == ["ready"]


async def test_an_interrupted_one_is_seen_and_made_anew(small: Engine, context: BackendContext) -> None:
    environment = EngineEnvironment(small, context.data)
    async with aclosing(install(small, context, torch="index")) as lines:
        async for line in lines:
            if line.step == "packages":
                break
    assert state_of(small, context) is EngineState.HALF_INSTALLED
    (environment.packages / "left-over").touch()
    await run(small, context)
    assert state_of(small, context) is EngineState.READY
    assert not (environment.packages / "left-over").exists()


async def test_one_that_does_not_speak_never_counts(small: Engine, context: BackendContext) -> None:
    with pytest.raises(SynthesisError, match="Only silence"):
        await run(replace(small, check="small_check:stays_silent"), context)
    assert EngineEnvironment(small, context.data).state is EngineState.HALF_INSTALLED


async def test_two_at_once_do_not_tread_on_each_other(small: Engine, context: BackendContext) -> None:
    async with aclosing(install(small, context, torch="index")) as first:
        await anext(first)
        with pytest.raises(UsageError, match="being installed already"):
            await run(small, context)


async def test_too_little_room_is_told_before_anything_is_fetched(
    small: Engine, context: BackendContext
) -> None:
    with pytest.raises(DiskFullError, match=r"needs 1000000000\.0 GB"):
        await run(replace(small, megabytes=10**12), context)
    assert EngineEnvironment(small, context.data).state is EngineState.MISSING


async def test_without_network_it_says_what_is_missing(
    small: Engine, context: BackendContext, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    nowhere = {
        "UV_OFFLINE": "1",
        "UV_CACHE_DIR": str(tmp_path / "empty"),
        "UV_INDEX": "",
        "UV_FIND_LINKS": "",
    }
    for name, value in nowhere.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(MissingDependencyError, match="attrs") as caught:
        await run(small, context)
    assert "internet" in caught.value.hint


async def test_where_no_python_fits_it_says_which_would(
    small: Engine, context: BackendContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tts_tui.backends.engines.install.PYTHONS", ((9, 8), (9, 9)))
    monkeypatch.setenv("UV_OFFLINE", "1")
    with pytest.raises(MissingDependencyError, match=r"needs Python 9\.8 or 9\.9") as caught:
        await run(small, context)
    assert f"tts-tui engines install {small.name}" in caught.value.hint


async def test_an_index_that_does_not_answer_says_so(
    small: Engine, context: BackendContext, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("UV_CACHE_DIR", str(tmp_path / "empty"))
    monkeypatch.setenv("UV_DEFAULT_INDEX", "http://127.0.0.1:9/simple")
    monkeypatch.setenv("UV_INDEX", "")
    monkeypatch.setenv("UV_HTTP_RETRIES", "0")
    with pytest.raises(MissingDependencyError, match="can't be fetched"):
        await run(small, context)


async def test_a_package_that_is_nowhere_is_named(small: Engine, context: BackendContext) -> None:
    with pytest.raises(MissingDependencyError, match=r"attrs==0\.0\.0"):
        await run(replace(small, requirements=("attrs==0.0.0",)), context)


@pytest.mark.slow
def test_kokoro_on_pytorch_was_installed_by_speaking(kokoro_torch: EngineEnvironment) -> None:
    assert kokoro_torch.manifest is not None
    assert "s of audio in" in kokoro_torch.manifest.spoken
    assert kokoro_torch.bytes_on_disk() < 2 * kokoro_torch.engine.megabytes * 1_000_000
