"""Which outputs there are, which sinks work, and what to do about those that don't.

Everything here asks a fresh process, so what it says is current and a sound server that hangs costs a time limit;
call it off the event loop.
"""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass
from typing import Any

from tts_tui.audio.play.output import CRASHED, start_process
from tts_tui.audio.play.sinks.base import OutputDevice

LIST_ALLOWED = 10.0
"""Seconds that listing may take; on an overloaded machine the interpreter's start alone takes several."""

_INSTALL_PORTAUDIO = {
    "linux": "Debian/Ubuntu `sudo apt install libportaudio2`, Fedora `sudo dnf install portaudio`",
    "darwin": "`brew install portaudio`",
}
_MEND_ALSA = (
    "ALSA's settings may be damaged: `unset ALSA_CONFIG_PATH`, move ~/.asoundrc away, or "
    "`sudo apt install --reinstall libasound2-data`"
)

SINKS = ("sounddevice", "miniaudio")
"""Those that are heard, in the order in which they are tried."""


@dataclass(frozen=True, slots=True)
class SinkReport:
    """One line of `tts-tui doctor`.

    Attributes:
        name: "sounddevice", "miniaudio" or "null".
        available: whether it can play.
        reason: why not, or what it found.
        fix: the command that fixes it, empty where nothing is needed.
    """

    name: str
    available: bool
    reason: str
    fix: str = ""


def outputs() -> list[OutputDevice]:
    """Every output device, PortAudio's first; miniaudio adds those that PortAudio doesn't name."""
    found: dict[str, OutputDevice] = {}
    for listed in _listing().values():
        if isinstance(listed, list):
            for entry in listed:
                found.setdefault(entry["name"], OutputDevice(**entry))
    return list(found.values())


def probe() -> list[SinkReport]:
    """Every sink, in the order in which they are tried."""
    reports = []
    for name, listed in _listing().items():
        if isinstance(listed, str):
            reports.append(SinkReport(name, False, listed, fix(listed)))
        elif not listed:
            reports.append(SinkReport(name, False, "no output device", fix("no output device")))
        else:
            chosen = next((entry["name"] for entry in listed if entry["default"]), listed[0]["name"])
            reports.append(SinkReport(name, True, f"{len(listed)} outputs, default {chosen}"))
    return [*reports, SinkReport("null", True, "plays nothing, keeps time")]


def _listing() -> dict[str, Any]:
    """Devices by sink, or the reason that there are none."""
    found = _listed(*SINKS)
    if CRASHED in found.values():  # one of them: which?
        for name in SINKS:
            found |= _listed(name)
    return found


def _listed(*names: str) -> dict[str, Any]:
    process = start_process("--list", *names)
    try:
        answer, _ = process.communicate(timeout=LIST_ALLOWED)
        return dict(json.loads(answer))
    except subprocess.TimeoutExpired:
        process.kill()
        process.communicate()
        reason = "the sound server does not answer"
    except json.JSONDecodeError:
        reason = CRASHED
    return dict.fromkeys(names, reason)


def fix(reason: str) -> str:
    """The command that fixes what `reason` says, empty where none is known."""
    if "PortAudio not found" in reason:
        return _INSTALL_PORTAUDIO.get(sys.platform, _INSTALL_PORTAUDIO["linux"])
    if reason in (CRASHED, "PortAudio doesn't start") and sys.platform == "linux":
        return _MEND_ALSA
    if reason.startswith("the sound process"):
        return ""
    if "does not answer" in reason:
        return "`systemctl --user restart pipewire-pulse` or `pulseaudio --kill; pulseaudio --start`"
    if sys.platform == "linux":
        return "Connect an output, or start a sound server: `pulseaudio --start`."
    return ""


def no_sound(refused: dict[str, str]) -> str:
    """One sentence for people: why nothing is heard, what fixes it, and that nothing else is lost.

    Args:
        refused: reason by sink.
    """
    reason = refused.get("sounddevice") or next(iter(refused.values()), "no output device")
    remedy = fix(reason)
    return (
        f"No sound output: {reason}."
        + (f" {remedy.rstrip('.')}." if remedy else "")
        + " Files can still be saved."
    )


def sound_lost(reason: str) -> str:
    """One sentence for people: why nothing is heard for now, and what fixes it."""
    remedy = fix(reason)
    return f"No sound: {reason}." + (f" {remedy.rstrip('.')}." if remedy else "")
