"""Text that is still arriving is spoken before its pipe is closed: the real command, the real model."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import wave
from contextlib import suppress
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from transcribe import transcribe
from virtual_sound import alsa_file, why_no_portaudio

if TYPE_CHECKING:
    from conftest import CommandLine

PATIENCE = 60

pytestmark = pytest.mark.slow


class Speaker:
    """`tts-tui say - --json`, written to while it speaks."""

    def __init__(self, cli: CommandLine, *options: str) -> None:
        self.process: subprocess.Popen[str] = cli.start("say", "-", "--json", *options)
        self.events: list[dict[str, Any]] = []

    def write(self, text: str) -> None:
        assert self.process.stdin
        self.process.stdin.write(text)
        self.process.stdin.flush()

    def wait_for(self, **values: object) -> dict[str, Any]:
        """Read its events up to one with these values."""
        assert self.process.stdout
        for line in self.process.stdout:
            self.events.append(event := json.loads(line))
            if values.items() <= event.items():
                return event
        raise AssertionError(f"no {values} in {self.events[-3:]}")

    def end(self) -> int:
        assert self.process.stdin
        self.process.stdin.close()
        assert self.process.stdout
        self.events += map(json.loads, self.process.stdout)
        return self.process.wait(PATIENCE)


def test_what_has_arrived_is_spoken_and_then_the_rest(cli: CommandLine) -> None:
    speaker = Speaker(cli, "-o", "said.wav", "--timings", "said.json", "--srt", "said.srt")
    speaker.write("The harbor is quiet today.\n")
    first = speaker.wait_for(status="waiting for text")
    assert first["audio_seconds"] > 1
    # as a language model gives it: in pieces that end anywhere
    for piece in ("Nob", "ody ", "came. ", "We sat", " outs", "ide"):
        speaker.write(piece)
    second = speaker.wait_for(status="waiting for text")
    assert second["audio_seconds"] > first["audio_seconds"]
    speaker.write(", and that was all.")
    assert speaker.end() == 0
    end = speaker.events[-1]
    text = "The harbor is quiet today.\nNobody came. We sat outside, and that was all."
    assert (end["event"], end["characters"]) == ("finished", len(text))
    fractions = [event["fraction"] for event in speaker.events if event["event"] == "progress"]
    assert fractions[-1] == 1.0

    words = json.loads((cli.home / "said.json").read_text())["words"]
    assert [text[word["char_start"] : word["char_end"]] for word in words] == [word["text"] for word in words]
    assert [word["start"] for word in words] == sorted(word["start"] for word in words)
    assert "Nobody came." in (cli.home / "said.srt").read_text()
    with wave.open(str(cli.home / end["path"])) as file:
        samples = np.frombuffer(file.readframes(file.getnframes()), np.int16).astype(np.float32) / 32768
        heard = transcribe(samples, file.getframerate()).lower()
    assert "harbor is quiet today" in heard
    assert "nobody came" in heard


@pytest.mark.skipif(bool(why_no_portaudio()), reason=why_no_portaudio() or "-")
def test_a_short_line_is_heard_while_the_next_is_waited_for(cli: CommandLine) -> None:
    with alsa_file(cli.home) as (environment, recording):
        cli.environment.update(environment)
        speaker = Speaker(cli)
        speaker.write("one\n")
        heard = recording.wait_for_sound()
        for count in ("two", "three", "four"):
            speaker.wait_for(status="waiting for text")
            heard = recording.wait_for_silence(after=len(heard))
            speaker.write(f"{count}\n")
            heard = recording.wait_for_sound(after=len(heard))
        assert speaker.end() == 0


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_it_while_it_waits(cli: CommandLine, how: signal.Signals) -> None:
    speaker = Speaker(cli, "-o", "said.wav")
    speaker.write("The harbor is quiet today.\n")
    speaker.wait_for(status="waiting for text")
    speaker.process.send_signal(how)
    assert speaker.process.wait(PATIENCE) == 130
    assert "Traceback" not in (speaker.process.stderr.read() if speaker.process.stderr else "")
    assert list(cli.home.glob("*.part*"))


def test_a_reader_that_goes_away_ends_it_while_it_waits(cli: CommandLine) -> None:
    process = cli.start("say", "-", "-o", "-", "--format", "pcm", "--quiet")
    assert process.stdin
    assert process.stdout
    assert process.stderr
    process.stdin.write("The harbor is quiet today.\n")
    process.stdin.flush()
    assert os.read(process.stdout.fileno(), 1)
    process.stdout.close()
    with suppress(BrokenPipeError):  # it goes as soon as it has more to write
        process.stdin.write("Nobody came. We sat outside.\n" * 20)
        process.stdin.flush()
    assert process.wait(PATIENCE) == 141
    assert process.stderr.read() == ""
    with suppress(BrokenPipeError):
        process.stdin.close()


def test_a_pipe_without_a_word_is_refused(cli: CommandLine) -> None:
    speaker = Speaker(cli, "-o", "said.wav")
    speaker.wait_for(event="started")
    speaker.write(" \n--\n")
    assert speaker.end() == 2
    assert speaker.events[-1]["error"] == "EmptyTextError"
    assert not list(cli.home.glob("said*"))
