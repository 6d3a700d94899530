"""`tts-tui compare`, with the real engine."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tts_tui.audio.files.decode import decode_file
from tts_tui.audio.loudness import LoudnessMeter
from tts_tui.cli.choice import Wish
from tts_tui.cli.takes import takes_of
from tts_tui.speech.errors import UsageError
from tts_tui.store.settings_file import defaults

if TYPE_CHECKING:
    from conftest import CommandLine, Ran

TEXT = "The cat sat on the warm stone, and nobody minded."


def loudness_of(path: Path) -> float:
    samples, rate = decode_file(path)
    meter = LoudnessMeter(rate)
    meter.write(samples)
    return meter.result().integrated


@pytest.mark.slow
def test_takes_lie_side_by_side_equally_loud(cli: CommandLine) -> None:
    faster = "voice=af_bella:60,am_adam:40,speed=1.6"
    ran = cli("compare", TEXT, "--voices", "af_heart, bm_george", "--take", faster, "-o", "takes", "--json")
    assert ran.code == 0, ran.err
    first, second, third = ran.events
    assert [each["voice"] for each in ran.events] == ["af_heart", "bm_george", "af_bella:60,am_adam:40"]
    assert (first["event"], first["take"], third["speed"], first["cost_usd"]) == ("take", 1, 1.6, 0.0)
    assert third["audio_seconds"] < first["audio_seconds"] < second["audio_seconds"]
    for each in ran.events:
        assert 0 < each["first_chunk_ms"] <= each["wall_seconds"] * 1000
        assert loudness_of(cli.home / each["path"]) == pytest.approx(-20, abs=0.5)
    names = sorted(path.name for path in (cli.home / "takes").iterdir())
    assert names == ["1-af_heart.wav", "2-bm_george.wav", "3-af_bella-60-am_adam-40.wav", "takes.json"]
    kept = json.loads((cli.home / "takes" / "takes.json").read_text())
    assert [{"event": "take", **each} for each in kept] == ran.events

    again = cli("compare", TEXT, "--voices", "af_heart,bf_emma", "-o", "takes")
    assert again.code != 0
    assert "exists already" in again.err
    assert not (cli.home / "takes" / "2-bf_emma.wav").exists(), (
        "nothing is made where something is in the way"
    )


@pytest.mark.slow
def test_a_blind_comparison_names_no_take(cli: CommandLine) -> None:
    ran = cli("compare", TEXT, "--voices", "af_heart,bm_george", "--blind", "--format", "mp3", "-o", "blind")
    assert ran.code == 0, ran.err
    for voice in ("af_heart", "bm_george"):
        assert voice not in ran.text + ran.err
    assert {path.name for path in (cli.home / "blind").iterdir()} == {"1.mp3", "2.mp3", "takes.json"}
    kept = json.loads((cli.home / "blind" / "takes.json").read_text())
    assert {each["voice"] for each in kept} == {"af_heart", "bm_george"}


@pytest.mark.slow
def test_a_take_that_fails_leaves_the_others(cli: CommandLine) -> None:
    folder = cli.home / "config" / "tts-tui"
    folder.mkdir(parents=True)
    (folder / "config.toml").write_text('[backends.openai]\nbase_url = "http://127.0.0.1:9/v1"\n')
    takes = ("--take", "provider=openai,model=tts-1,voice=nova", "--take", "voice=af_heart")
    ran = cli("compare", "The cat sat.", *takes, "-o", "takes", OPENAI_API_KEY="sk-none")
    assert ran.code == 3, ran.err
    assert "can't be reached" in ran.err
    assert (cli.home / "takes" / "2-af_heart.wav").exists()
    assert [line.split()[1] for line in ran.text.splitlines()] == ["file", "-", "2-af_heart.wav"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--voices", "af_heart"], "two takes at least"),
        (["--voices", "af_heart,bm_george", "--take", "af_bella"], "NAME=VALUE"),
        (["--voices", "af_heart,bm_george", "--take", "speed=fast"], "no speed"),
        (["--voices", "af_heart,bm_george", "--take", "colour=red"], "has no setting 'colour'"),
        (["--voices", "af_heart,bm_george", "--format", "ogre"], "ogre"),
        (["--voices", "af_heart,af_hart"], "no voice 'af_hart'"),
        (["--voices", "af_heart,af_heart:1,bm_gorge:2"], "no voice 'bm_gorge'"),
    ],
)
def test_what_can_not_be_compared_is_refused(
    here: Callable[..., Ran], arguments: list[str], said: str
) -> None:
    ran = here("compare", TEXT, *arguments, "-o", "takes")
    assert ran.code == 2
    assert said in ran.err
    assert not Path("takes").exists(), "nothing was made"


def test_a_text_without_words_is_refused_once_and_leaves_no_folder(here: Callable[..., Ran]) -> None:
    ran = here("compare", " … ", "--voices", "af_heart,bm_george", "-o", "takes")
    assert ran.code == 2
    assert ran.err.count("nothing to say") == 1
    assert ran.text == ""
    assert not Path("takes").exists()


def test_a_folder_that_cannot_be_made_is_told_with_a_way_out(here: Callable[..., Ran]) -> None:
    ran = here("compare", TEXT, "--voices", "af_heart,bm_george", "-o", "/proc/takes")
    assert ran.code == 2
    assert "/proc/takes” can't be made" in ran.err
    assert "Name another folder" in ran.err


def test_a_file_is_no_folder(here: Callable[..., Ran], tmp_path: Path) -> None:
    (tmp_path / "takes").touch()
    ran = here("compare", TEXT, "--voices", "af_heart,bm_george", "-o", "takes")
    assert ran.code == 2
    assert "is no folder" in ran.err


@pytest.mark.parametrize(
    ("voices", "takes"),
    [
        ("af_heart,bm_george", ["af_heart", "bm_george"]),
        ("bf_emma, af_heart:60, bm_george:40", ["bf_emma", "af_heart:60,bm_george:40"]),
        (
            "af_heart(3)+bm_george(2),bf_emma(1)+am_adam(1)",
            ["af_heart(3)+bm_george(2)", "bf_emma(1)+am_adam(1)"],
        ),
        ("af_heart:60,bm_george:40,bf_emma", ["af_heart:60,bm_george:40", "bf_emma"]),
        ("clone:anna,alloy", ["clone:anna", "alloy"]),
    ],
)
def test_voices_with_weights_are_one_blend(voices: str, takes: list[str]) -> None:
    assert [each.voice for each in takes_of(voices, [], Wish(), defaults())] == takes


def test_a_blend_alone_is_nothing_to_compare() -> None:
    with pytest.raises(UsageError) as refused:
        takes_of("af_heart:60,bm_george:40", [], Wish(), defaults())
    assert "af_heart:60,bm_george:40 is one blend" in refused.value.hint


def test_a_take_says_what_is_its_own() -> None:
    common = Wish(provider="kokoro", speed=0.9, settings=["a=1"])
    takes = [
        "voice=a:60,b:40,lang=en-GB",
        "provider=openai,model=tts-1,voice=nova,speed=1.5,instructions=Hi, you",
    ]
    found = takes_of("one", takes, common, defaults())
    assert found == [
        Wish(provider="kokoro", voice="one", speed=0.9, settings=["a=1"]),
        Wish(provider="kokoro", voice="a:60,b:40", language="en-GB", speed=0.9, settings=["a=1"]),
        Wish("openai", "tts-1", "nova", speed=1.5, settings=["a=1", "instructions=Hi, you"]),
    ]


@pytest.mark.slow
def test_what_is_the_same_of_every_take_is_told_once(cli: CommandLine) -> None:
    ran = cli("compare", "Hello.\n\n```\nx = 1\n```\n", "--voices", "af_heart,bm_george", "-o", "takes")
    assert ran.code == 0, ran.err
    assert ran.err.count("Not read: a piece of code.") == 1
