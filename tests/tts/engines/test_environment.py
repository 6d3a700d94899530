"""What is known of an engine without running it, and what uv is told."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

import pytest

from tts_tui.backends.base import BackendContext
from tts_tui.backends.engines import hardware
from tts_tui.backends.engines.catalog import CHATTERBOX, KOKORO_TORCH, Engine, find_engine
from tts_tui.backends.engines.engine_worker import interpreter
from tts_tui.backends.engines.environment import EngineEnvironment, EngineState, Manifest
from tts_tui.backends.engines.pip_settings import uv_environment
from tts_tui.speech.errors import UsageError


@pytest.fixture
def environment(tmp_path: Path) -> EngineEnvironment:
    return EngineEnvironment(KOKORO_TORCH, tmp_path)


def make(environment: EngineEnvironment, *, pins: str = "") -> None:
    environment.python.parent.mkdir(parents=True)
    environment.python.touch()
    environment.write_manifest(Manifest(pins or environment.digest, "torch for the CPU", "Spoke.", 1.0))


def test_nothing_there_is_missing(environment: EngineEnvironment) -> None:
    assert environment.state is EngineState.MISSING


def test_a_manifest_of_these_pins_is_ready(environment: EngineEnvironment) -> None:
    make(environment)
    assert environment.state is EngineState.READY


def test_packages_without_a_manifest_are_half_made(environment: EngineEnvironment) -> None:
    environment.packages.mkdir(parents=True)
    assert environment.state is EngineState.HALF_INSTALLED


def test_a_torn_manifest_is_none(environment: EngineEnvironment) -> None:
    make(environment)
    (environment.folder / "engine.json").write_text('{"pins": ', encoding="utf-8")
    assert environment.state is EngineState.HALF_INSTALLED


def test_a_dangling_interpreter_is_broken(environment: EngineEnvironment, tmp_path: Path) -> None:
    make(environment)
    environment.python.unlink()
    environment.python.symlink_to(tmp_path / "a-python-that-was-removed")
    assert environment.state is EngineState.BROKEN


def test_other_pins_are_outdated(environment: EngineEnvironment) -> None:
    make(environment, pins="of an older tts-tui")
    assert environment.state is EngineState.OUTDATED


def test_the_digest_depends_on_what_is_asked_for(environment: EngineEnvironment, tmp_path: Path) -> None:
    asked_more = replace(KOKORO_TORCH, requirements=(*KOKORO_TORCH.requirements, "more"))
    assert EngineEnvironment(asked_more, tmp_path).digest != environment.digest


def test_this_environment_serves_where_it_has_the_packages(tmp_path: Path) -> None:
    context = BackendContext(tmp_path, tmp_path)
    assert interpreter(KOKORO_TORCH, context, ("json", "attr_that_is_nowhere")) is None
    assert interpreter(KOKORO_TORCH, context, ("json", "wave")) == Path(sys.executable)
    assert interpreter(KOKORO_TORCH, context) is None


def test_the_engines_own_environment_comes_first(environment: EngineEnvironment, tmp_path: Path) -> None:
    make(environment)
    assert interpreter(KOKORO_TORCH, BackendContext(tmp_path, tmp_path), ("json",)) == environment.python


def test_removal_leaves_nothing(environment: EngineEnvironment) -> None:
    make(environment)
    assert environment.bytes_on_disk() > 0
    environment.remove()
    assert environment.state is EngineState.MISSING
    assert not environment.folder.exists()


@pytest.mark.parametrize("engine", [KOKORO_TORCH, CHATTERBOX], ids=lambda engine: engine.name)
def test_every_engine_pins_its_packages_exactly(engine: Engine) -> None:
    pins = engine.pins.read_text(encoding="utf-8").splitlines()
    assert len(pins) > 40
    assert all("==" in pin.partition(";")[0] for pin in pins)
    assert pins == sorted(pins)


def test_an_unknown_engine_is_named_with_the_nearest() -> None:
    with pytest.raises(UsageError, match="'chaterbox'") as caught:
        find_engine("chaterbox", [KOKORO_TORCH, CHATTERBOX])
    assert "chatterbox" in caught.value.hint


def test_pip_settings_become_variables_of_uv() -> None:
    pip = {
        "index-url": "https://user:password@mirror.example/simple",
        "extra-index-url": "file:///one\nfile:///two",
        "find-links": "/wheels /more",
        "cert": "/etc/bundle.pem",
        "no-index": "0",
        "timeout": "60",
    }
    assert uv_environment(pip) == {
        "UV_DEFAULT_INDEX": "https://user:password@mirror.example/simple",
        "UV_INDEX": "file:///one file:///two",
        "UV_FIND_LINKS": "/wheels,/more",
        "SSL_CERT_FILE": "/etc/bundle.pem",
        "UV_INDEX_STRATEGY": "unsafe-best-match",
    }
    assert uv_environment({"no-index": "true"}) == {"UV_NO_INDEX": "1"}


@pytest.fixture
def no_gpu(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(hardware, "NVIDIA", tmp_path / "no-driver")
    monkeypatch.setattr(hardware, "AMD", tmp_path / "no-device")


def test_without_a_gpu_the_cpu_build_is_asked_for(no_gpu: None) -> None:
    assert hardware.torch_arguments([]) == ["--torch-backend", "cpu"]


def test_a_cpu_build_in_a_folder_of_wheels_is_enough(no_gpu: None, tmp_path: Path) -> None:
    version = "cp{}{}".format(*sys.version_info[:2])
    (tmp_path / f"torch-2.13.0+cpu-{version}-{version}-manylinux_2_28_x86_64.whl").touch()
    assert hardware.torch_arguments([str(tmp_path)]) == []


def test_with_a_driver_uv_picks_the_gpu_build(no_gpu: None, tmp_path: Path) -> None:
    (tmp_path / "no-driver").touch()
    assert hardware.torch_arguments([]) == ["--torch-backend", "auto"]


def test_macos_has_one_build(no_gpu: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "darwin")
    assert hardware.torch_arguments([]) == []


def test_a_wanted_build_wins(no_gpu: None) -> None:
    assert hardware.torch_arguments([], "rocm7.2") == ["--torch-backend", "rocm7.2"]
    assert hardware.torch_arguments(["/wheels"], "index") == []
