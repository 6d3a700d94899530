"""Nothing leaves the machine, and nothing is written but what is ours: every call of the command line is watched."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tracing import Traced, strange, traced

from tts_tui.backends.kokoro.engine_choice import streaming
from tts_tui.backends.kokoro.model_file import MODEL_FILES, ensure

if TYPE_CHECKING:
    from conftest import CommandLine

pytestmark = [pytest.mark.slow, pytest.mark.skipif(sys.platform != "linux", reason="strace is Linux's")]

Watch = Callable[..., Traced]


def persons(cli: CommandLine) -> dict[str, str]:
    """The environment without this machine's own: ONNX Runtime tells nothing from a CI it knows by its variables."""
    own = {name: it for name, it in cli.environment.items() if name == "PATH" or os.environ.get(name) != it}
    own.pop("PYTHON_KEYRING_BACKEND", None)  # a person's keyring is looked for
    return own


@pytest.fixture
def watch(cli: CommandLine, tmp_path: Path) -> Watch:
    """Runs a command with a home folder of its own, and refuses what it wrote outside of the program's folders."""

    def run(*command: str, **environment: str) -> Traced:
        seen = traced(command, {**persons(cli), **environment}, tmp_path, tmp_path / "strace.log")
        assert seen.internet == []
        caches = [cli.environment["XDG_CACHE_HOME"], environment.get("XDG_CACHE_HOME")]
        ours = [tmp_path / name for name in ("config", "data", "state", "out.wav", "out.wav.part")]
        ours += [Path(cache) / "tts-tui" for cache in caches if cache]
        above = {Path(cache) for cache in caches if cache}
        assert strange(seen.written, ours) - above == set()
        return seen

    return run


def say(cli: CommandLine) -> Sequence[str]:
    return [*cli.command, "say", "Hello there.", "-o", "out.wav", "--force"]


@pytest.fixture
def float_graphs(engine_cache: Path) -> None:
    """What OpenVINO runs, made beforehand: strace waits for its builder's end, and that waits for other work's."""
    kokoro = engine_cache / "kokoro"
    streaming(ensure(MODEL_FILES["kokoro-v1.0-onnx"], kokoro), kokoro, "openvino").engine.close()


@pytest.mark.usefixtures("float_graphs")
@pytest.mark.parametrize("settings", ["", "process = true", 'engine = "stock"', 'runtime = "openvino"'])
def test_speaking_tells_nobody(cli: CommandLine, watch: Watch, tmp_path: Path, settings: str) -> None:
    file = tmp_path / "config" / "tts-tui" / "config.toml"
    file.parent.mkdir(parents=True)
    file.write_text(f"[backends.kokoro]\n{settings}\n", encoding="utf-8")
    seen = watch(*say(cli))
    assert seen.code == 0, seen.said
    assert (tmp_path / "out.wav").stat().st_size > 10_000


def test_nor_does_the_first_start_and_what_it_prepares(
    cli: CommandLine, watch: Watch, tmp_path: Path
) -> None:
    """A cache of its own: strace follows the builder, too, and waits for its end."""
    seen = watch(*say(cli), XDG_CACHE_HOME=str(tmp_path / "fresh"))
    assert seen.code == 0, seen.said
    assert list((tmp_path / "fresh").glob("tts-tui/kokoro/kokoro-*/window.bin"))


@pytest.mark.parametrize("verb", ["doctor", "models", "voices"])
def test_nor_does_looking_around(cli: CommandLine, watch: Watch, verb: str, tmp_path: Path) -> None:
    assert watch(*cli.command, verb).code in (0, 3, 4)


def test_the_watch_sees_a_telemetry_that_is_on(cli: CommandLine, tmp_path: Path) -> None:
    """Without our switch ONNX Runtime's database is made: what the other tests look for is there to be seen."""
    command = [sys.executable, "-c", "import onnxruntime, os; os._exit(0)"]  # sends nothing at its end
    environment = {**persons(cli), "ORT_DISABLE_TELEMETRY": "0", "XDG_CACHE_HOME": ""}
    seen = traced(command, environment, tmp_path, tmp_path / "strace.log")
    assert "onnxruntime.db" in {path.name for path in seen.written}
