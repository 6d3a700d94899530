"""Backends are found as entry points, ours as any other package's, and stand in an order of their own."""

from __future__ import annotations

import tomllib
from collections.abc import AsyncGenerator, Callable, Sequence
from importlib.metadata import entry_points
from pathlib import Path

import numpy as np
import pytest

from tts_tui.backends.base import Backend, BackendContext
from tts_tui.backends.builtin import BUILT_IN
from tts_tui.backends.capabilities import Accounts, Blends, Clones, Downloads, Examines, Pronounces, Verifies
from tts_tui.backends.manager import BackendSpec, TTSBackendManager
from tts_tui.backends.registry import ENTRY_POINT_GROUP, specs
from tts_tui.speech.catalog import Model
from tts_tui.speech.chunk import AudioChunk
from tts_tui.speech.errors import MissingDependencyError, UnknownModelError
from tts_tui.speech.events import Finished, Started
from tts_tui.speech.request import ChunkRequest, SpeechRequest
from tts_tui.studio.session import with_environment
from tts_tui.studio.speak import speak

ROOT = Path(__file__).parents[2]
PROFILES = {"openai": {"profiles": {"home": {"base_url": "http://127.0.0.1:1/v1"}}}}
OURS = ["kokoro", "kokoro_torch", "chatterbox", "openai", "elevenlabs", "alltalk"]

Install = Callable[[str, str, str], None]


@pytest.fixture
def install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Install:
    """Puts a package of one module into the path: its name, its entry points, its code."""
    monkeypatch.syspath_prepend(tmp_path)

    def install(name: str, entries: str, code: str = "") -> None:
        about = tmp_path / f"{name.replace('-', '_')}-1.0.dist-info"
        about.mkdir()
        (about / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n")
        (about / "entry_points.txt").write_text(entries)
        if code:
            (tmp_path / f"{name}.py").write_text(code)

    return install


def test_ours_are_entry_points_that_name_each_spec() -> None:
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["entry-points"]
    assert list(declared[ENTRY_POINT_GROUP]) == OURS == [spec.name for spec in BUILT_IN]
    installed = {entry.name: entry.load() for entry in entry_points(group=ENTRY_POINT_GROUP)}
    assert [installed[name] for name in OURS] == list(BUILT_IN)


def test_they_stand_before_servers_of_the_settings_and_other_packages(install: Install) -> None:
    install(
        "strangers",
        "[tts_tui.backends]\naaa = strangers:last\nzzz = strangers:first\n",
        "from tts_tui.backends.manager import BackendSpec\n"
        "last = BackendSpec('aaa', ('a-*',), 'nothing:here')\n"
        "first = BackendSpec('zzz', ('kokoro-*',), 'nothing:here', place=0)\n",
    )
    assert [spec.name for spec in specs(PROFILES)] == ["zzz", *OURS, "home", "aaa"]


def test_a_package_whose_further_backends_fail_is_refused_alone(install: Install, tmp_path: Path) -> None:
    install(
        "oddities",
        "[tts_tui.backends]\nodd = oddities:odd\n",
        "from tts_tui.backends.manager import BackendSpec\n"
        "odd = BackendSpec('odd', ('odd-*',), 'nothing:here', further=lambda options: 1 / 0)\n",
    )
    manager = TTSBackendManager(BackendContext(tmp_path, tmp_path), specs({}))
    models, refused = manager.usable_models()
    assert {model.provider for model in models} >= {"kokoro", "openai"}
    assert "ZeroDivisionError" in refused["odd"].message
    assert "oddities" in refused["odd"].hint


def test_an_installation_older_than_the_code_is_told_with_what_mends_it(install: Install) -> None:
    install("tts-tui", "[console_scripts]\n")
    with pytest.raises(MissingDependencyError, match="not registered: kokoro, kokoro_torch") as caught:
        specs({})
    assert caught.value.hint.endswith("-m pip install --no-deps -e .")


def test_the_environment_wins_over_the_options_that_a_spec_names() -> None:
    options = {
        "openai": {"base_url": "http://127.0.0.1:1/v1", "concurrency": 2},
        "kokoro": {"engine": "stock"},
    }
    told = {"OPENAI_BASE_URL": "http://127.0.0.1:2/v1", "OPENAI_ORG_ID": "", "ELSE": "x"}
    merged = with_environment(BUILT_IN, options, told)
    assert merged["openai"] == {"base_url": "http://127.0.0.1:2/v1", "concurrency": 2}
    assert merged["kokoro"] == {"engine": "stock"}
    assert options["openai"]["base_url"].endswith(":1/v1")


def test_a_backend_that_nobody_registered_is_a_typed_error(tmp_path: Path) -> None:
    manager = TTSBackendManager(BackendContext(tmp_path, tmp_path), BUILT_IN)
    with pytest.raises(UnknownModelError, match="no backend 'kokro'") as caught:
        manager.backend("kokro")
    assert "kokoro" in caught.value.hint


def test_the_manager_is_asked_for_what_a_backend_can(tmp_path: Path) -> None:
    options = {"elevenlabs": {"base_url": "nonsense"}}
    manager = TTSBackendManager(BackendContext(tmp_path, tmp_path), specs(PROFILES), options)
    # one that can't be made is passed over; `usable_models` tells why
    assert list(manager.capable(Accounts)) == ["openai", "alltalk", "home"]
    assert list(manager.capable(Downloads)) == ["kokoro", "chatterbox"]
    assert list(manager.capable(Verifies)) == ["kokoro"]
    assert list(manager.capable(Examines)) == ["kokoro"]
    [cloning] = manager.capable(Clones).values()
    assert "engines install chatterbox" in str(getattr(cloning.why_no_cloning(), "hint", ""))


def test_engines_are_named_without_making_a_backend(tmp_path: Path) -> None:
    def make(_context: BackendContext) -> Backend:
        raise AssertionError

    catalog = "tts_tui.backends.engines.catalog"
    given = [
        BackendSpec("one", (), make, engines=(f"{catalog}:CHATTERBOX",)),
        BackendSpec("broken", (), make, engines=("there.is.none:ENGINE",)),
    ]
    [engine] = TTSBackendManager(BackendContext(tmp_path, tmp_path), given).engines()
    assert engine.name == "chatterbox"
    ours = TTSBackendManager(BackendContext(tmp_path, tmp_path), specs({})).engines()
    assert [each.name for each in ours] == ["kokoro-torch", "chatterbox"]


def test_what_ours_say_that_they_can_is_what_they_can(tmp_path: Path) -> None:
    found = specs(PROFILES)
    manager = TTSBackendManager(BackendContext(tmp_path, tmp_path), found, PROFILES)
    everything = {Accounts, Downloads, Verifies, Examines, Clones, Pronounces, Blends}
    for spec in found:
        backend = manager.backend(spec.name)
        assert spec.can is not None
        assert set(spec.can) == {each for each in everything if isinstance(backend, each)}, spec.name


def test_asking_for_what_a_backend_says_it_can_not_does_not_load_it(tmp_path: Path) -> None:
    loaded: list[str] = []

    def spec(name: str, can: tuple[type, ...] | None) -> BackendSpec:
        def make(_context: BackendContext) -> Backend:
            loaded.append(name)
            return Alone()

        return BackendSpec(name, (f"{name}-*",), make, can=can)

    given = [spec("silent", None), spec("able", (Accounts,)), spec("other", (Clones,))]
    assert not TTSBackendManager(BackendContext(tmp_path, tmp_path), given).capable(Accounts)
    assert loaded == ["silent", "able"]


class Alone(Backend):
    """Has only what a backend must have."""

    def models(self) -> Sequence[Model]:
        return [Model("alone-1", "Alone", "alone", "Alone", "alone")]

    async def synthesize(self, request: ChunkRequest) -> AsyncGenerator[AudioChunk, None]:
        yield AudioChunk(np.full(24_000, 0.1, np.float32), 24_000)


async def test_a_backend_without_a_list_of_voices_speaks_with_its_own(tmp_path: Path) -> None:
    spec = BackendSpec("alone", ("alone-*",), lambda _context: Alone())
    manager = TTSBackendManager(BackendContext(tmp_path, tmp_path), [spec])
    for capability in (Accounts, Downloads, Verifies, Examines, Clones, Pronounces, Blends):
        assert not manager.capable(capability)
    events = [event async for event in speak(SpeechRequest("Hello.", "alone-1"), manager)]
    [started] = [event for event in events if isinstance(event, Started)]
    assert started.voice == "default"
    assert isinstance(events[-1], Finished)
