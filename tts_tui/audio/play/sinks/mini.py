"""miniaudio: a wheel with no system package, which loads the sound server's library itself. The second choice."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import numpy as np

from tts_tui.audio.play.renderer import Renderer
from tts_tui.audio.play.sinks.base import Lost, OutputDevice, SinkError, SinkOptions

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator

    from tts_tui.audio.play.ring import Ring, Samples

NAME = "miniaudio"
_PERIODS = 3
# asked one by one: left to itself miniaudio falls back to a device that plays nothing, without saying so
_BACKENDS = {"linux": ("PULSEAUDIO", "ALSA"), "darwin": ("COREAUDIO",)}


def _backends() -> Iterator[tuple[Any, Any]]:
    """(module, one of its backends) in order of preference.

    Raises:
        SinkError: the package is missing or its library does not load.
    """
    try:
        import miniaudio
    except (ImportError, OSError) as error:
        raise SinkError("the miniaudio package does not load") from error
    for name in _BACKENDS.get(sys.platform, ("OSS",)):
        yield miniaudio, miniaudio.Backend[name]


def devices() -> list[OutputDevice]:
    """Every output that miniaudio sees, each name once.

    Raises:
        SinkError: miniaudio is missing.
    """
    found: dict[str, OutputDevice] = {}
    for module, backend in _backends():
        try:
            listed = module.Devices([backend]).get_playbacks()
        except module.MiniaudioError:
            continue
        for place, info in enumerate(listed):
            formats = info["formats"] or [{"channels": 0, "samplerate": 0}]
            found.setdefault(
                info["name"],
                OutputDevice(
                    name=info["name"],
                    sink=NAME,
                    channels=max(entry["channels"] for entry in formats),
                    sample_rate=formats[0]["samplerate"],
                    default=place == 0 and not found,
                ),
            )
    return list(found.values())


class MiniaudioSink:
    """One persistent device. miniaudio converts rate and channels itself."""

    name = NAME

    def __init__(self, ring: Ring, wanted: SinkOptions, lost: Lost) -> None:
        """Open and start.

        Raises:
            SinkError: no backend has such a device, or none opens.
        """
        self.sample_rate = wanted.sample_rate
        self._renderer = Renderer(ring, wanted.sample_rate, wanted.lead_in)
        self._latency = wanted.latency
        self._closing = False
        self._lost = lost
        self._device, self.device = self._open(wanted.device)
        self._device.stop_callback = self._stopped
        self._start()

    def _open(self, device: str | None) -> tuple[Any, str]:
        refusal = "no sound server and no sound card"
        for module, backend in _backends():
            try:
                identity = None
                if device is not None:
                    listed = module.Devices([backend]).get_playbacks()
                    identity = next((info["id"] for info in listed if info["name"] == device), None)
                    if identity is None:
                        refusal = f"no device named {device!r}"
                        continue
                opened = module.PlaybackDevice(
                    output_format=module.SampleFormat.FLOAT32,
                    nchannels=1,
                    sample_rate=self.sample_rate,
                    buffersize_msec=round(self._latency * 1000 / _PERIODS),
                    callback_periods=_PERIODS,
                    device_id=identity,
                    backends=[backend],
                    app_name="tts-tui",
                )
            except module.MiniaudioError as error:
                refusal = str(error.args[0]) if error.args else str(error)
                continue
            return opened, device or f"{opened.backend} default"
        raise SinkError(refusal)

    def _start(self) -> None:
        frames = self._frames()
        next(frames)
        self._device.start(frames)

    def _frames(self) -> Generator[Samples, int, None]:
        block = np.zeros((0, 1), np.float32)
        while True:
            count = yield block
            block = np.zeros((count, 1), np.float32)
            self._renderer.fill(block[:, 0], self._latency)

    def _stopped(self) -> None:
        if not self._closing:
            self._lost(f"{self.device} went away")

    def flush(self) -> None:
        self._closing = True
        self._device.stop()
        self._renderer.begin_stream()
        self._start()
        self._closing = False

    def close(self) -> None:
        self._closing = True
        self._device.close()
