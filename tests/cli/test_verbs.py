"""The verbs that don't speak."""

from __future__ import annotations

import json
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tts_tui.cli.verbs import VERBS

if TYPE_CHECKING:
    from collections.abc import Callable

    from conftest import CommandLine, Ran

    Here = Callable[..., Ran]

HEAVY = ("textual", "rich", "numpy", "httpx", "onnxruntime", "av", "msgspec", "keyring", "asyncio")


def test_help_answers_before_anything_heavy_is_imported(cli: CommandLine) -> None:
    script = (
        "import sys; from tts_tui.__main__ import main; assert main(['--help']) == 0; "
        f"print([name for name in {HEAVY} if name in sys.modules], file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, env=cli.environment, check=True
    )
    assert done.stderr.strip() == "[]"
    assert all(verb in done.stdout for verb in VERBS)


def test_a_wav_needs_no_pyav(cli: CommandLine, tmp_path: Path) -> None:
    script = (
        "import sys; from tts_tui.__main__ import main; "
        f"main(['say', 'Hello.', '-o', {str(tmp_path / 'said.wav')!r}, '--dry-run']); "
        "import tts_tui.cli.speech_job; print('av' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, env=cli.environment, check=True
    )
    assert done.stdout.split()[-1] == "False"


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_explains_itself(here: Here, verb: str) -> None:
    ran = here(verb, "--help")
    assert ran.code == 0
    assert f"tts-tui {verb}" in ran.text


def test_voices_and_models_as_json(here: Here) -> None:
    voices = json.loads(here("voices", "--provider", "kokoro", "--json").text)
    heart = next(voice for voice in voices if voice["id"] == "af_heart")
    assert (heart["language"], heart["gender"], heart["provider"]) == ("en-US", "female", "kokoro")
    assert len({voice["id"] for voice in voices if voice["model"] == "kokoro-v1.0-onnx"}) == 54

    models = {model["id"]: model for model in json.loads(here("models", "--json").text)}
    assert models["kokoro-v1.0-onnx"]["available"]
    assert "mp3" in models["kokoro-v1.0-onnx"]["formats"]
    assert not models["tts-1"]["available"]
    assert "set-key" in models["tts-1"]["hint"]


def test_voices_that_are_known_need_no_key(here: Here) -> None:
    assert "coral" in here("voices", "--provider", "openai").text
    assert "coral" not in here("voices").text


def test_a_provider_without_a_server_fails_only_when_it_is_asked_for(here: Here) -> None:
    ran = here("voices", "--provider", "alltalk")
    assert ran.code == 3
    assert "AllTalk can't be reached" in ran.err


def test_weights_are_fetched_where_a_model_has_any(here: Here) -> None:
    ran = here("models", "get", "tts-1")
    assert ran.code == 2
    assert "TTS-1 has no files to fetch" in ran.err
    ran = here("models", "get", "kokoro-v1.0-fp61")
    assert ran.code == 2
    assert "Did you mean kokoro-v1.0-fp16" in ran.err
    ran = here("models", "get", "chatterbox-turbo")
    assert ran.code == 4
    assert "engines install chatterbox" in ran.err


@pytest.mark.slow
def test_weights_that_came_with_the_program_are_named_and_verified(here: Here) -> None:
    ran = here("models", "get", "kokoro-v1.0-onnx")
    assert ran.code == 0
    path = Path(ran.text.strip())
    assert path.stat().st_size == 92_361_271
    assert here("models", "verify").text == f"{path} is right.\n"


def test_config_is_set_shown_and_used(cli: CommandLine, here: Here) -> None:
    path = Path(here("config", "path").text.strip())
    assert path == cli.home / "config" / "tts-tui" / "config.toml"
    assert not path.exists()
    assert here("config", "set", "speech.voice", "bf_emma").code == 0
    assert here("config", "get", "speech.voice").text == "bf_emma\n"
    shown = here("config", "show").text
    assert tomllib.loads(shown)["speech"]["voice"] == "bf_emma"
    assert "# a voice id" in shown
    plan = here("say", "Hi", "--dry-run", "--json").events[-1]
    assert (plan["event"], plan["voice"], plan["cost_usd"]) == ("estimate", "bf_emma", 0.0)
    ran = here("config", "set", "speech.voise", "x")
    assert ran.code == 2
    assert "speech.voice" in ran.err


def test_another_file_is_named_by_the_environment(here: Here, cli: CommandLine) -> None:
    other = cli.home / "other.toml"
    other.write_text("[speech]\nspeed = 1.5\n")
    assert here("config", "get", "speech.speed", TTS_TUI_CONFIG=str(other)).text == "1.5\n"


def test_a_key_is_kept_unseen(here: Here, cli: CommandLine) -> None:
    key = "sk-verysecret0123456789"
    ran = here("config", "set-key", "openai", stdin=f"{key}\n".encode())
    assert ran.code == 0
    file = cli.home / "config" / "tts-tui" / "keys.json"
    assert file.stat().st_mode & 0o777 == 0o600
    said = ran.text + ran.err
    for arguments in (
        ["models"],
        ["doctor", "--json"],
        ["config", "show"],
        ["say", "", "--model", "tts-1", "--json"],
    ):
        ran = here(*arguments)
        said += ran.text + ran.err
    assert key not in said
    assert [path for path in cli.home.rglob("*") if path.is_file() and key in path.read_text()] == [file]
    assert here("config", "set-key", "openai", "--forget").code == 0
    assert key not in file.read_text()


@pytest.mark.parametrize(
    ("provider", "said"), [("openia", "Did you mean openai?"), ("kokoro", "kokoro takes no key.")]
)
def test_no_secret_is_taken_for_what_takes_none(
    here: Here, cli: CommandLine, provider: str, said: str
) -> None:
    ran = here("config", "set-key", provider, stdin=b"sk-verysecret0123456789\n")
    assert ran.code == 2
    assert said in ran.err
    assert not (cli.home / "config" / "tts-tui" / "keys.json").exists()


def test_testing_a_key_needs_one(here: Here) -> None:
    ran = here("config", "test-key", "openai")
    assert ran.code == 3
    assert "set-key openai" in ran.err
    ran = here("config", "test-key", "kokoro")
    assert ran.code == 2


@pytest.mark.slow
def test_doctor_names_what_is_missing_and_what_mends_it(here: Here, cli: CommandLine) -> None:
    (cli.home / "talk.wav.part").write_bytes(b"RIFF")
    ran = here("doctor", "--json")
    assert ran.code == 0, ran.text
    found = {each["part"]: each for each in json.loads(ran.text)}
    assert {"python", "packages", "settings", "cache", "kokoro", "engine", "formats"} <= found.keys()
    assert found["engine"]["state"] == "ok"
    assert found["openai"]["state"] == "warn"
    assert "set-key openai" in found["openai"]["fix"]
    assert found["sounddevice"]["state"] == "warn"
    assert found["sounddevice"]["fix"]
    assert "talk.wav.part" in found["unfinished"]["reason"]


def test_doctor_goes_on_after_a_broken_config(here: Here, cli: CommandLine) -> None:
    file = cli.home / "broken.toml"
    file.write_text("[speech")
    ran = here("doctor", TTS_TUI_CONFIG=str(file))
    assert ran.code == 4
    assert str(file) in ran.text
    assert "mv " in ran.text
    assert "formats" in ran.text


def test_completions_complete(cli: CommandLine, here: Here) -> None:
    assert "_TTS_TUI_COMPLETE=bash_complete" in here("completions", "bash").text
    ran = cli(_TTS_TUI_COMPLETE="bash_complete", COMP_WORDS="tts-tui vo", COMP_CWORD="1")
    assert ran.text == "plain,voices\n"
