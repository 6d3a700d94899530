"""What is broken beside us: the rest goes on, and what is wrong is told with what mends it."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tts_tui.store.settings_file import default_text

if TYPE_CHECKING:
    from collections.abc import Callable

    from conftest import CommandLine, Ran

    Here = Callable[..., Ran]

ODD_BACKEND = """
from tts_tui.backends.base import Backend
from tts_tui.backends.manager import BackendSpec
from tts_tui.speech.catalog import Model, Voice

class Odd(Backend):
    def models(self):
        return [Model("odd-1", "Odd", "odd", "Odd", "odd")]

    async def voices(self, model, *, refresh=False):
        return [Voice("it", "It", "en")]

    async def synthesize(self, request):
        raise ZeroDivisionError("by an odd number")
        yield

spec = BackendSpec("odd", ("odd-*",), lambda context: Odd())
no_spec = "odd"
"""


@pytest.fixture
def plug_ins(tmp_path: Path) -> Path:
    """Where a package with three backends is installed: one can't be imported, one is none, one fails."""
    folder = tmp_path / "plug ins"
    about = folder / "oddities-1.0.dist-info"
    about.mkdir(parents=True)
    (about / "METADATA").write_text("Metadata-Version: 2.1\nName: oddities\nVersion: 1.0\n")
    (about / "entry_points.txt").write_text(
        "[tts_tui.backends]\nbroken = broken_backend:spec\nnone = odd_backend:no_spec\nodd = odd_backend:spec\n"
    )
    (folder / "broken_backend.py").write_text("1 / 0")
    (folder / "odd_backend.py").write_text(ODD_BACKEND)
    return folder


def test_every_example_in_the_settings_file_is_taken(here: Here, cli: CommandLine) -> None:
    before, _, examples = default_text().partition("# Options of the backends")
    uncommented = re.sub(r"^# (?=\[|\w+ = )", "", examples.partition("\n")[2], flags=re.MULTILINE)
    assert (
        uncommented.count("\n[backends.") == examples.count("# [backends.") - 1
    )  # one is named in a comment
    file = cli.home / "all.toml"
    file.write_text(before + uncommented)
    ran = here("models", "--json", TTS_TUI_CONFIG=str(file))
    assert (ran.code, ran.err) == (0, "")
    assert {"home/tts-1", "kokoro-v1.0-onnx"} <= {model["id"] for model in json.loads(ran.text)}


def test_a_table_that_no_backend_reads_is_refused(here: Here, cli: CommandLine) -> None:
    file = cli.home / "typo.toml"
    file.write_text("[backends.kokro]\nengine = 'stock'\n")
    ran = here("models", TTS_TUI_CONFIG=str(file))
    assert ran.code == 2
    assert "[backends.kokro]" in ran.err
    assert "Did you mean kokoro" in ran.err
    ran = here("doctor", TTS_TUI_CONFIG=str(file))
    assert ran.code == 4
    assert "Did you mean kokoro" in ran.text
    assert "formats" in ran.text


@pytest.mark.parametrize(
    ("table", "provider", "said", "hint"),
    [
        (
            "kokoro]\nengine = 'x'",
            "kokoro",
            "kokoro.engine: 'x' is none of auto, streaming, stock.",
            "config set",
        ),
        (
            "kokoro]\nprocess = 3",
            "kokoro",
            "kokoro.process: must be true or false, is a whole number.",
            "config set",
        ),
        (
            "alltalk]\nbase_url = 5",
            "alltalk",
            "alltalk.base_url: must be text, is a whole number.",
            "config set",
        ),
        ("alltalk]\nspeech_seconds = -1", "alltalk", "must be more than 0.", "config set"),
        (
            "openai.profiles.x]\nmodels = []",
            "x",
            "profiles.x.models: must be at least 1 entry long.",
            "config set",
        ),
        (
            "openai.profiles.x]\nmodels = [3]",
            "x",
            "models[0]: must be text, is a whole number.",
            "config path",
        ),
        ("openai.profiles.x]\nname = 'X'", "x", "profiles.x: base_url is missing.", "config path"),
    ],
)
def test_a_wrong_option_of_a_backend_is_told_in_plain_words(
    here: Here, cli: CommandLine, table: str, provider: str, said: str, hint: str
) -> None:
    file = cli.home / "wrong.toml"
    file.write_text(f"[backends.{table}\n")
    ran = here("say", "One.", "--provider", provider, "--no-play", TTS_TUI_CONFIG=str(file))
    assert ran.code == 2
    assert said in ran.err
    assert hint in ran.err
    assert "$" not in ran.err


@pytest.mark.parametrize(
    ("text", "said", "hint"),
    [
        ("[text]\nleave = ['emoji', 'datse']", "text.leave: 'datse'", "Did you mean dates"),
        (
            "[speech]\npreset = 'evning'\n[presets.evening]\nspeed = 0.9",
            "speech.preset",
            "Did you mean evening",
        ),
        ("[speech]\npreset = 'evening'", "speech.preset: there is no preset 'evening'", "makes one"),
        ("[ui]\ntheme = 'papr'", "ui.theme: 'papr'", "Did you mean paper"),
    ],
)
def test_a_name_of_nothing_in_the_settings_is_told_with_its_line(
    here: Here, cli: CommandLine, text: str, said: str, hint: str
) -> None:
    file = cli.home / "typo.toml"
    file.write_text(text)
    for verb in (("models",), ("say", "One.", "--voice", "af_sky", "--no-play")):
        ran = here(*verb, TTS_TUI_CONFIG=str(file))
        assert ran.code == 2
        assert str(file) in ran.err
        assert said in ran.err
        assert hint in ran.err


def test_a_name_of_nothing_is_not_set(here: Here, cli: CommandLine) -> None:
    file = cli.home / "mine.toml"
    for key, value in (("text.leave", '["datse"]'), ("speech.preset", "evening"), ("ui.theme", "papr")):
        ran = here("config", "set", key, value, TTS_TUI_CONFIG=str(file))
        assert ran.code == 2, key
        assert key in ran.err
        assert not file.exists()
    ran = here("config", "set", "text.leave", '["dates"]', TTS_TUI_CONFIG=str(file))
    assert (ran.code, file.read_text()) == (0, '[text]\nleave = ["dates"]\n')


def test_every_kind_of_writing_out_may_be_left_out(here: Here, cli: CommandLine) -> None:
    file = cli.home / "all.toml"
    names = ["dates", "emoji", "money", "fractions"]
    file.write_text(f"[text]\nleave = {names}")
    told = here("explain", "$5", "--voice", "af_sky", "--json", TTS_TUI_CONFIG=str(file))
    assert (told.code, told.err) == (0, "")
    assert json.loads(told.text)["segments"][0]["spoken"] != "five dollars"


def test_doctor_and_the_lists_tell_of_every_broken_part(
    here: Here, cli: CommandLine, plug_ins: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(plug_ins)
    config = cli.home / "config" / "tts-tui"
    config.mkdir(parents=True)
    (config / "config.toml").write_text("[backends.alltalk]\nbase_url = 'nonsense'\n")
    keys = config / "keys.json"
    keys.write_text('{"openai": 1}')
    keys.chmod(0o600)

    ran = here("doctor", "--json")
    assert ran.code == 4
    found = {each["part"]: each for each in json.loads(ran.text)}
    failed = {name for name, each in found.items() if each["state"] == "fail"}
    assert failed == {"keys", "openai", "elevenlabs", "alltalk", "broken", "none"}
    assert all(found[name]["reason"] and found[name]["fix"] for name in failed)
    assert "ZeroDivisionError" in found["broken"]["reason"]
    assert "oddities" in found["broken"]["fix"]
    assert found["kokoro"]["state"] == found["engine"]["state"] == "ok"
    assert found["log"]["reason"].endswith("tts-tui.log")

    for verb, listed in (("models", "kokoro-v1.0-onnx"), ("voices", "af_heart")):
        ran = here(verb)
        assert ran.code == 0
        assert listed in ran.text
        assert "nonsense" in ran.err
    for arguments in (["voices", "--provider", "alltalk"], ["config", "test-key", "alltalk"]):
        ran = here(*arguments)
        assert ran.code == 2
        assert "nonsense" in ran.err
    assert "Did you mean kokoro-v1.0-onnx" in here("say", "Hi", "--model", "kokoro-v1.0-onx").err


def test_what_nobody_expected_goes_into_the_log(cli: CommandLine, plug_ins: Path) -> None:
    path = f"{cli.environment['PYTHONPATH']}:{plug_ins}"
    ran = cli("say", "Hi.", "--model", "odd-1", "-o", "x.wav", PYTHONPATH=path)
    assert ran.code == 1
    assert "ZeroDivisionError: by an odd number" in ran.err
    assert "Traceback" not in ran.err
    log = cli.home / "state" / "tts-tui" / "tts-tui.log"
    assert "Traceback" in log.read_text()

    log.unlink()
    log.mkdir()  # no place for a log is no reason for more than the message
    again = cli("bench", "--model", "odd-1", "--runs", "1", PYTHONPATH=path)
    assert again.code == 1
    assert again.out == b""
    assert "ZeroDivisionError: by an odd number" in again.err
    assert "Traceback" not in again.err


def test_measuring_nothing_is_refused_before_it_begins(here: Here) -> None:
    ran = here("bench", "--model", "kokoro-v1.0-onx")
    assert (ran.code, ran.out) == (2, b"")
    assert "Did you mean kokoro-v1.0-onnx" in ran.err


def test_a_file_that_can_not_be_used_is_named(here: Here, cli: CommandLine) -> None:
    (cli.home / "file").write_text("")
    ran = here("models", "verify", XDG_CACHE_HOME=str(cli.home / "file"))
    assert ran.code == 1
    assert str(cli.home / "file") in ran.err
