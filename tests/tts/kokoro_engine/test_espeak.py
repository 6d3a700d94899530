"""espeak-ng, which writes past its buffers, kept from ending more than itself."""

from __future__ import annotations

import logging
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tts_tui.backends.kokoro.phonemes import espeak
from tts_tui.backends.kokoro.phonemes.espeak import to_ipa, unreadable_words
from tts_tui.backends.kokoro.phonemes.espeak_words import SPELLED, fitting
from tts_tui.backends.kokoro.phonemes.languages import ESPEAK_VOICES
from tts_tui.backends.kokoro.phonemes.phonemize import phonemize

AMERICAN = ESPEAK_VOICES["en-US"]
DEADLY = ["U.S." * 100, "x." * 200, "a.b.c." * 100, "é." * 200, ".東 " * 130, ".\u0301" * 120]


def running() -> int:
    """The process id of espeak-ng, started if it isn't there."""
    to_ipa(["One."], AMERICAN)
    assert espeak._process._running
    return espeak._process._running.pid


@pytest.mark.parametrize("text", DEADLY)
@pytest.mark.parametrize("language", ESPEAK_VOICES)
def test_what_it_dies_of_ends_nothing_else(text: str, language: str) -> None:
    phonemize(text, language)
    assert phonemize("Amigo.", "es").symbols == "amˈiɣo."


@pytest.mark.parametrize("count", [3, 16, 40, 150])
def test_letters_with_stops_are_all_said(count: int) -> None:
    assert phonemize("x." * count, "en-US").symbols.count("ɛks") == count


def test_its_death_costs_a_word(monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    monkeypatch.setattr(espeak, "fitting", str)
    deadly = "x." * 300
    before = running()
    with caplog.at_level(logging.WARNING):
        said = to_ipa([f"Hello {deadly} there", "green"], AMERICAN)
    assert said == ["həlˈo^ʊ ðˈɛ^ɹ", "ɡɹˈiːn"]
    assert deadly in caplog.text
    assert running() != before
    assert unreadable_words(f"Hello {deadly} there") == [deadly]
    assert unreadable_words("Hello there") == []


@pytest.mark.parametrize("signal_", [signal.SIGKILL, signal.SIGSEGV])
def test_killed_from_outside_it_is_started_anew(signal_: signal.Signals) -> None:
    os.kill(running(), signal_)
    assert to_ipa(["green"], AMERICAN) == ["ɡɹˈiːn"]


def test_where_it_hangs_it_is_started_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    hanging = running()
    monkeypatch.setattr(espeak, "_PATIENCE", 0.5)
    os.kill(hanging, signal.SIGSTOP)
    assert to_ipa(["green"], AMERICAN) == ["ɡɹˈiːn"]
    assert running() != hanging


def test_interrupting_the_program_leaves_it_alone() -> None:
    before = running()
    os.kill(before, signal.SIGINT)
    assert running() == before


def test_more_than_a_pipe_holds_goes_through() -> None:
    words = [f"word{'s' * (number % 7)}" for number in range(30_000)]
    assert len(to_ipa(words, AMERICAN)) == 30_000


SPEAKING = (
    "import os, time; from tts_tui.backends.kokoro.phonemes import espeak; "
    "espeak.to_ipa(['One.'], 'gmw/en-US'); print(espeak._process._running.pid, flush=True); "
)


def test_it_ends_with_a_program_that_is_killed() -> None:
    program = subprocess.Popen(
        [sys.executable, "-c", SPEAKING + "time.sleep(60)"], stdout=subprocess.PIPE, text=True
    )
    assert program.stdout
    with program, program.stdout:
        child = int(program.stdout.readline())
        program.kill()
    deadline = time.monotonic() + 20
    while _alive(child):
        assert time.monotonic() < deadline
        time.sleep(0.02)


def test_it_runs_nothing_of_the_current_folder_and_knows_no_key(tmp_path: Path) -> None:
    for name in ("ctypes", "signal", "sitecustomize", "encodings"):
        (tmp_path / f"{name}.py").write_text("open('was-run', 'w')")
    code = SPEAKING + "print(open(f'/proc/{espeak._process._running.pid}/environ').read())"
    done = subprocess.run(
        [sys.executable, "-P", "-c", code],
        cwd=tmp_path,
        env={**os.environ, "OPENAI_API_KEY": "secret", "PYTHONPATH": ""},
        capture_output=True,
        text=True,
        check=True,
    )
    assert "secret" not in done.stdout
    assert not (tmp_path / "was-run").exists()


def test_parts_keep_everything_and_ordinary_words_stay_whole() -> None:
    for word in (
        "Donaudampfschifffahrtsgesellschaft,",
        "18,446,744,073,709,551,616",
        "(antidisestablishmentarianism)",
    ):
        assert fitting(word) == word
    for word in (
        "5f4dcc3b5aa765d61d8327deb882cf99",
        "U.S." * 9,
        "123e4567-e89b-12d3-a456-426614174000",
        "-" * 50,
    ):
        assert fitting(word).replace(" , ", "") == word
        assert all(len(part) <= SPELLED for part in fitting(word).split(" , "))


def test_control_codes_do_not_reach_it() -> None:
    assert fitting("one\x01two\ue000\nthree\0") == "one two  three "


def _alive(process: int) -> bool:
    try:
        state = Path(f"/proc/{process}/stat").read_text(encoding="ascii").rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"
