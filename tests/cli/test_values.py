"""Values that are completed, and those that are chosen where none was given."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from conftest import CommandLine, Ran

Here = Callable[..., "Ran"]


@pytest.mark.parametrize(
    ("words", "offered", "never"),
    [
        ("say -v bf_", {"bf_emma", "bf_alice"}, {"af_heart"}),
        ("say --model koko", {"kokoro-v1.0-onnx"}, {"tts-1"}),
        ("say --provider ", {"kokoro", "openai", "alltalk"}, set()),
        ("say --format m", {"mp3", "m4a", "m4b"}, {"wav"}),
        ("say --model eleven_v3 --set s", {"stability=", "style="}, {"speed="}),
        ("config get speech.", {"speech.voice", "speech.speed"}, {"audio.format"}),
        ("config set-key eleven", {"elevenlabs"}, {"openai"}),
        ("engines install ch", {"chatterbox"}, {"kokoro-torch"}),
        ("models get kokoro", {"kokoro-v1.0-fp32"}, set()),
        ("bench --model tts", {"tts-1", "tts-1-hd"}, {"chatterbox"}),
        ("voices --provider kok", {"kokoro"}, set()),
    ],
)
def test_a_shell_completes_values(cli: CommandLine, words: str, offered: set[str], never: set[str]) -> None:
    line = f"tts-tui {words}"
    place = len(line.split(" ")) - 1
    ran = cli(_TTS_TUI_COMPLETE="bash_complete", COMP_WORDS=line, COMP_CWORD=str(place))
    found = {each.partition(",")[2] for each in ran.text.splitlines()}
    assert offered <= found
    assert not never & found
    assert ran.err == ""


def test_a_blend_is_completed_by_its_name(cli: CommandLine) -> None:
    folder = cli.home / "config" / "tts-tui"
    folder.mkdir(parents=True)
    (folder / "blends.toml").write_text(
        'evening = "bm_george(2)+af_heart(1)"\n"late host" = "bm_george(1)+af_heart(1)"\n'
    )
    ran = cli(_TTS_TUI_COMPLETE="bash_complete", COMP_WORDS="tts-tui say -v ", COMP_CWORD="3")
    found = {each.partition(",")[2] for each in ran.text.splitlines()}
    assert "evening" in found
    assert "bm_george(2)+af_heart(1)" not in found


@pytest.mark.skipif(not shutil.which("bash"), reason="there is no bash")
@pytest.mark.parametrize("begun", ["la", r"late\ h", '"late h'])
def test_bash_completes_a_name_with_spaces_as_one_word(cli: CommandLine, tmp_path, begun: str) -> None:
    """By the script that we print: what it offers, put in the place of what was begun, is one word for bash."""
    folder = cli.home / "config" / "tts-tui"
    folder.mkdir(parents=True)
    (folder / "blends.toml").write_text('"late host" = "bm_george(1)+af_heart(1)"\n')
    command = tmp_path / "tts-tui"
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m tts_tui "$@"\n')
    command.chmod(0o755)
    (tmp_path / "completions").write_text(cli("completions", "bash").text)
    script = (
        'source completions; COMP_WORDS=(tts-tui say -v "$1"); COMP_CWORD=3; '
        '_tts_tui_completion ./tts-tui; printf "%s\\n" "${COMPREPLY[@]}"'
    )
    bash = ["bash", "--norc", "-c"]
    offered = subprocess.run(
        [*bash, script, "bash", begun], env=cli.environment, cwd=tmp_path, capture_output=True, text=True
    ).stdout.splitlines()
    assert len(offered) == 1
    line = f'"{offered[0]}"' if begun.startswith('"') else offered[0]
    words = subprocess.run([*bash, f'printf "%s\\n" {line}'], capture_output=True, text=True).stdout
    assert words == "late host\n"


def test_broken_settings_complete_nothing_and_print_nothing(cli: CommandLine) -> None:
    folder = cli.home / "config" / "tts-tui"
    folder.mkdir(parents=True)
    (folder / "config.toml").write_text("[speech")
    line = "tts-tui say --model k"
    ran = cli(_TTS_TUI_COMPLETE="bash_complete", COMP_WORDS=line, COMP_CWORD="3")
    assert (ran.text.strip(), ran.err) == ("", "")


@pytest.mark.slow
@pytest.mark.parametrize(("language", "voice"), [("fr", "ff_siwis"), ("en-GB", "bf_emma"), ("pt", "pf_dora")])
def test_a_language_brings_a_voice_of_its_own(cli: CommandLine, language: str, voice: str) -> None:
    ran = cli("say", "Papa", "--lang", language, "-o", "said.wav", "--json")
    assert ran.code == 0, ran.err
    assert ran.events[-1]["voice"] == voice


@pytest.mark.slow
def test_what_it_would_take_is_told_from_what_it_took(cli: CommandLine, here: Here) -> None:
    text = "The keeper of the lighthouse wrote one letter a week, and the boat took it away on Fridays. " * 2
    before = here("say", text, "--dry-run")
    assert before.text.endswith(", free, about 0:11\n")
    made = cli("say", text, "-o", "said.wav", "--json").events[-1]
    after = here("say", text, "--dry-run", "--json").events[-1]
    assert after["cost_usd"] == 0
    assert after["audio_seconds"] == pytest.approx(made["audio_seconds"], rel=1 / 3)
    assert after["work_seconds"] == pytest.approx(made["rtf"] * made["audio_seconds"], rel=0.1, abs=0.1)
    assert json.loads((cli.home / "state" / "tts-tui" / "speeds.json").read_text())
    assert "s to make" in here("say", text, "--dry-run").text


def test_nothing_to_say_is_refused_before_it_is_tried(here: Here) -> None:
    ran = here("say", "… !", "--dry-run")
    assert ran.code == here("say", "… !", "-o", "said.wav").code != 0
    assert "There is nothing to say" in ran.err


def test_an_hour_has_hours(here: Here) -> None:
    ran = here("say", "--dry-run", stdin=b"Nobody came that evening, and the boat went home. " * 1200)
    assert ", free, about 1:0" in ran.text
