"""Ways of speaking under a name."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tts_tui.cli.choice import Wish, with_preset
from tts_tui.speech.errors import SettingsError
from tts_tui.store import settings_file
from tts_tui.store.settings import Settings

if TYPE_CHECKING:
    from conftest import CommandLine, Ran

PRESETS = """
[presets.evening]
voice = "bm_george"
speed = 0.8
loudness = -23.0
[presets.teacher]
provider = "openai"
model = "gpt-4o-mini-tts"
voice = "nova"
settings = {instructions = "Slowly.", loud = true}
"""


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    (tmp_path / "config.toml").write_text(PRESETS)
    return settings_file.load(tmp_path / "config.toml")


@pytest.mark.parametrize(
    ("wish", "name", "expected"),
    [
        (Wish(), "", Wish()),
        (Wish(), "evening", Wish(voice="bm_george", speed=0.8)),
        (Wish(voice="af_heart", speed=1.5), "evening", Wish(voice="af_heart", speed=1.5)),
        (Wish(model="tts-1"), "evening", Wish(model="tts-1", speed=0.8)),
        (
            Wish(settings=["loud=false"]),
            "teacher",
            Wish(
                "openai",
                "gpt-4o-mini-tts",
                "nova",
                settings=("instructions=Slowly.", "loud=true", "loud=false"),
            ),
        ),
    ],
)
def test_the_command_line_wins_over_the_preset(
    settings: Settings, wish: Wish, name: str, expected: Wish
) -> None:
    found, _ = with_preset(wish, name, settings)
    assert found == expected


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ('[presets.a]\nvoise = "b"', "'presets.a.voise'"),
        ("[presets.a]\nspeed = 9.0", "presets.a.speed"),
        ("[presets]\na = 3", "presets.a"),
    ],
)
def test_a_preset_that_can_not_be_is_refused_by_its_name(tmp_path: Path, table: str, said: str) -> None:
    (tmp_path / "config.toml").write_text(table)
    with pytest.raises(SettingsError) as refused:
        settings_file.load(tmp_path / "config.toml")
    assert said in refused.value.message


def test_a_preset_is_put_beside_what_is_there_and_taken_out(tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    file.write_text("# mine\n[speech]\nspeed = 1.2  # fast\n")
    settings_file.put(file, "presets", "a talk", {"voice": "af_heart", "settings": {"x": 1}})
    assert "# mine" in file.read_text()
    assert "speed = 1.2  # fast" in file.read_text()
    assert tomllib.loads(file.read_text())["presets"] == {
        "a talk": {"voice": "af_heart", "settings": {"x": 1}}
    }
    before = file.read_text()
    with pytest.raises(SettingsError):
        settings_file.put(file, "presets", "b", {"speed": 9.0})
    assert file.read_text() == before
    settings_file.put(file, "presets", "a talk", None)
    assert settings_file.load(file).presets == {}


def dry(here: Callable[..., Ran], *arguments: str) -> dict[str, Any]:
    ran = here("say", "Hello.", "--dry-run", "--json", *arguments)
    told: dict[str, Any] = json.loads(ran.out)
    return told


def test_say_takes_a_preset_and_the_usual_one(here: Callable[..., Ran], cli: CommandLine) -> None:
    config = cli.home / "config" / "tts-tui" / "config.toml"
    config.parent.mkdir(parents=True)
    config.write_text(PRESETS + '[speech]\npreset = "evening"\n')
    told = dry(here)
    assert (told["voice"], told["speed"]) == ("bm_george", 0.8)
    assert dry(here, "-v", "af_heart")["speed"] == 1.0, "who names a voice names what speaks"
    wrong = here("say", "Hello.", "--preset", "evning")
    assert wrong.code == 2
    assert "no preset 'evning'" in wrong.err
    assert "evening" in wrong.err


@pytest.mark.slow
def test_what_is_saved_is_as_the_preset_says(cli: CommandLine) -> None:
    config = cli.home / "config" / "tts-tui" / "config.toml"
    config.parent.mkdir(parents=True)
    config.write_text(PRESETS)
    ran = cli("say", "The cat sat.", "--preset", "evening", "-o", "a.wav", "--json")
    assert ran.code == 0, ran.err
    assert (ran.events[-1]["voice"], ran.events[-1]["loudness"]) == ("bm_george", pytest.approx(-23, abs=0.1))
    piped = cli("say", "The cat sat.", "--preset", "evening", "-o", "-", "--format", "wav")
    assert piped.code == 0, piped.err
