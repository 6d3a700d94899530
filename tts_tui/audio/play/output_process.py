"""The process that owns the sound device: `python -m tts_tui.audio.play.output_process RING_FILE | --list`.

It is told what to do in lines of JSON on stdin and answers in lines of JSON on stdout; its end of stdin is its end.
Living apart, its callback never waits for the interpreter that runs the window and the engine, what ALSA prints
stays off the screen, and a sound server that hangs is dealt with by ending this process.

    {"do": "open", "sinks": [...], "device": name | null, "sample_rate": 24000, "latency": 0.06,
     "lead_in": 0.06}
        -> {"is": "open", "sink", "device", "sample_rate", "refused": {sink: reason}} | {"is": "failed", "refused"}
    {"do": "flush"}
        -> {"is": "lost", "reason"}, at any time, when the device goes away
"""

from __future__ import annotations

import contextlib
import dataclasses
import json
import os
import signal
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tts_tui import children
from tts_tui.audio.play.ring import Ring
from tts_tui.audio.play.sinks import mini, null, portaudio
from tts_tui.audio.play.sinks.base import SinkError, SinkOptions

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tts_tui.audio.play.sinks.base import DeviceSink

_NICENESS = -11  # what sound servers ask for themselves


def main() -> None:
    """Serve one ring, or list the devices."""
    children.end_with_parent()  # even while a sound server hangs
    # ctrl+c, and what `timeout` and a closed terminal send to all of us, are for our parent; closing stdin is for us
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)
    with contextlib.suppress(OSError):  # only where the user is allowed to
        os.setpriority(os.PRIO_PROCESS, 0, _NICENESS)
    if sys.argv[1] == "--list":
        _say(_list(sys.argv[2:]))
    else:
        _serve(Ring.attach(Path(sys.argv[1])))


def _serve(ring: Ring) -> None:
    ring.forget()
    sink: DeviceSink | None = None
    for line in sys.stdin:
        order = json.loads(line)
        if order["do"] == "open":
            sink, answer = _open(ring, order)
            _say(answer)
        elif sink is not None:
            sink.flush()
    if sink is not None:
        sink.close()


def _open(ring: Ring, order: dict[str, Any]) -> tuple[DeviceSink | None, dict[str, Any]]:
    wanted = SinkOptions(order["sample_rate"], order["device"], order["latency"], order["lead_in"])
    refused: dict[str, str] = {}
    for name in order["sinks"]:
        _say({"is": "trying", "sink": name})  # a library may take this process down
        try:
            sink = _make(name, ring, wanted)
        except SinkError as error:
            refused[name] = str(error)
            continue
        return sink, {
            "is": "open",
            "sink": sink.name,
            "device": sink.device,
            "sample_rate": sink.sample_rate,
            "refused": refused,
        }
    return None, {"is": "failed", "refused": refused}


def _make(name: str, ring: Ring, wanted: SinkOptions) -> DeviceSink:
    if name == portaudio.NAME:
        return portaudio.PortAudioSink(ring, wanted, _lost)
    if name == mini.NAME:
        return mini.MiniaudioSink(ring, wanted, _lost)
    return null.NullSink(ring, wanted)


def _lost(reason: str) -> None:
    _say({"is": "lost", "reason": reason})


def _list(names: Sequence[str]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for module in (portaudio, mini):
        if names and module.NAME not in names:
            continue
        try:
            found[module.NAME] = [dataclasses.asdict(device) for device in module.devices()]
        except SinkError as error:
            found[module.NAME] = str(error)
    return found


def _say(answer: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(answer) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
