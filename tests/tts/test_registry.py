"""Backends are found as entry points, ours as any other package's, and stand in an order of their own."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from importlib.metadata import entry_points
from pathlib import Path

import pytest

from tts_tui.backends.base import BackendContext
from tts_tui.backends.builtin import BUILT_IN
from tts_tui.backends.manager import TTSBackendManager
from tts_tui.backends.registry import ENTRY_POINT_GROUP, specs
from tts_tui.speech.errors import MissingDependencyError
from tts_tui.studio.session import with_environment

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
