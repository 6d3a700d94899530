"""`say` whose sound output is lost: it holds its place, says so, goes on, or tells where to go on from."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest
from virtual_sound import PulseServer

if TYPE_CHECKING:
    from conftest import CommandLine

pytestmark = [pytest.mark.slow, pytest.mark.no_engine]

FIRST = "One short sentence comes first."  # 1.6 s as tones
REST = " Then there is a longer one about the weather by the sea, the wind and the boats. And a third."
SAY = """
import sys
from tones import ToneBackend
from tts_tui.backends import registry
from tts_tui.backends.manager import BackendSpec
from tts_tui.studio import playing
registry.specs = lambda options: [BackendSpec("tone", ("tone-*",), lambda context: ToneBackend())]
playing.WAIT_SECONDS = float(sys.argv.pop(1))
from tts_tui.__main__ import main
sys.exit(main(["say", *sys.argv[1:]]))
"""
"""`say` with an engine that needs no time, so that only the sound is slow."""


def say(cli: CommandLine, pulse: PulseServer, *options: str, wait: float = 30.0) -> subprocess.Popen[str]:
    tests = Path(__file__).parents[1]
    path = os.pathsep.join((str(tests.parent), str(tests / "studio")))
    return subprocess.Popen(
        [sys.executable, "-c", SAY, str(wait), FIRST + REST, *options],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**cli.environment, **pulse.environment, "PYTHONPATH": path},
        cwd=cli.home,
        text=True,
    )


def hear(pulse: PulseServer, seconds: float) -> None:
    """Wait until so much of it was heard."""
    with pulse.record() as recording:
        recording.wait_for(
            lambda heard: np.count_nonzero(heard) > seconds * pulse.rate, "the speech was not heard"
        )


def sound_process(parent: int) -> int:
    """The process that owns the device."""
    for status in Path("/proc").glob("[0-9]*/stat"):
        try:
            is_child = int(status.read_text().rsplit(")", 1)[1].split()[1]) == parent
            if is_child and b"output_process" in (status.parent / "cmdline").read_bytes():
                return int(status.parent.name)
        except OSError:  # it has ended
            continue
    raise ProcessLookupError


def test_it_waits_for_the_sink_and_goes_on(cli: CommandLine, pulse: PulseServer) -> None:
    speaking = say(cli, pulse)
    hear(pulse, 1.0)
    pulse.remove_sink()
    assert speaking.stderr is not None
    lost = speaking.stderr.readline()
    assert "went away" in lost
    assert "Waiting 30 s" in lost
    pulse.add_sink()
    hear(pulse, 1.0)
    _, said = speaking.communicate(timeout=60)
    assert "There is sound again." in said
    assert speaking.returncode == 0, said


def test_a_killed_sound_process_is_replaced(cli: CommandLine, pulse: PulseServer) -> None:
    speaking = say(cli, pulse, "--json")
    hear(pulse, 1.0)
    os.kill(sound_process(speaking.pid), signal.SIGKILL)
    hear(pulse, 1.0)
    told, said = speaking.communicate(timeout=60)
    assert speaking.returncode == 0, said
    assert '"event": "sound"' in told
    assert said == ""


def test_without_any_it_ends_and_tells_the_sentence_to_go_on_with(
    cli: CommandLine, pulse: PulseServer
) -> None:
    speaking = say(cli, pulse, wait=2.0)
    hear(pulse, 2.5)
    pulse.remove_sink()
    _, said = speaking.communicate(timeout=60)
    assert speaking.returncode == 5
    assert "Waiting 2 s" in said
    told = re.search(r"--from (\d+)", said)
    assert told, said
    assert (FIRST + REST)[int(told[1]) :].strip() == REST.strip()


def test_stopped_it_goes_on_with_the_sentence_that_was_being_heard(
    cli: CommandLine, pulse: PulseServer
) -> None:
    speaking = say(cli, pulse)
    hear(pulse, 2.5)
    speaking.send_signal(signal.SIGINT)
    _, said = speaking.communicate(timeout=60)
    assert speaking.returncode == 130
    told = re.search(r"--from (\d+)", said)
    assert told, said
    assert (FIRST + REST)[int(told[1]) :].strip() == REST.strip()


def test_a_server_that_hangs_from_the_start_is_waited_for(cli: CommandLine, pulse: PulseServer) -> None:
    pulse.freeze()
    speaking = say(cli, pulse)
    assert speaking.stderr is not None
    assert "does not answer" in speaking.stderr.readline()
    pulse.thaw()
    hear(pulse, 1.0)
    _, said = speaking.communicate(timeout=60)
    assert speaking.returncode == 0, said
