"""PortAudio, through the sounddevice package: the first choice."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tts_tui.audio.play.renderer import Renderer
from tts_tui.audio.play.sinks.base import Lost, OutputDevice, SinkError, SinkOptions

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tts_tui.audio.play.ring import Ring, Samples

NAME = "sounddevice"


def _portaudio() -> Any:
    """The sounddevice module; importing it starts PortAudio and lists the devices.

    Raises:
        SinkError: the PortAudio library is missing or does not start.
    """
    try:
        import sounddevice
    except OSError as error:  # this is how sounddevice says that the shared library is missing
        raise SinkError("PortAudio not found") from error
    except Exception as error:  # a module that doesn't import can't give its own class
        raise SinkError("PortAudio doesn't start") from error
    return sounddevice


def devices() -> list[OutputDevice]:
    """Every output that PortAudio sees.

    Raises:
        SinkError: PortAudio is missing or does not start.
    """
    module = _portaudio()
    chosen = module.default.device[1]
    return [
        OutputDevice(
            name=info["name"],
            sink=NAME,
            channels=info["max_output_channels"],
            sample_rate=round(info["default_samplerate"]),
            default=info["index"] == chosen,
        )
        for info in module.query_devices()
        if info["max_output_channels"] > 0
    ]


class PortAudioSink:
    """One persistent stream: mono at the clip's rate, else the device's own rate, else two channels."""

    name = NAME

    def __init__(self, ring: Ring, wanted: SinkOptions, lost: Lost) -> None:
        """Open and start.

        Raises:
            SinkError: no PortAudio, no such device, or it refuses every format.
        """
        self._module = _portaudio()
        self._latency = wanted.latency
        self._lost = lost
        self._flushing = False
        index, info = self._find(wanted.device)
        self.device = str(info["name"])
        self._stream = self._open(index, info, wanted.sample_rate)
        self.sample_rate = round(self._stream.samplerate)
        self._renderer = Renderer(ring, self.sample_rate, wanted.lead_in)
        self._start()

    def _find(self, device: str | None) -> tuple[int, dict[str, Any]]:
        outputs = [info for info in self._module.query_devices() if info["max_output_channels"] > 0]
        if not outputs:
            raise SinkError("PortAudio finds no output device")
        if device is None:
            index = self._module.default.device[1]
            info = next((info for info in outputs if info["index"] == index), outputs[0])
        else:
            named = [info for info in outputs if info["name"] == device]
            if not named:
                raise SinkError(f"PortAudio has no device named {device!r}")
            info = named[0]
        return info["index"], info

    def _open(self, index: int, info: dict[str, Any], sample_rate: int) -> Any:
        refusal = ""
        for rate, channels in _formats(sample_rate, info):
            try:
                return self._module.OutputStream(
                    samplerate=rate,
                    channels=channels,
                    dtype="float32",
                    device=index,
                    latency=self._latency,
                    callback=self._callback,
                    finished_callback=self._finished,
                )
            except self._module.PortAudioError as error:
                refusal = _reason(error)
        raise SinkError(f"{info['name']}: {refusal}")

    def _start(self) -> None:
        try:
            self._stream.start()
        except self._module.PortAudioError as error:
            self._stream.close()
            raise SinkError(f"{self.device}: {_reason(error)}") from error

    def _callback(self, out: Samples, frames: int, times: Any, status: Any) -> None:
        delay = times.outputBufferDacTime - times.currentTime
        # while a stream is being primed some drivers tell neither time
        delay = delay if delay > 0.0 else self._stream.latency
        self._renderer.fill(out[:, 0], delay, underflow=bool(status.output_underflow))
        out[:, 1:] = out[:, :1]

    def _finished(self) -> None:
        if not self._flushing:
            self._lost(f"{self.device} went away")

    def flush(self) -> None:
        self._flushing = True
        try:
            self._stream.abort()
            self._renderer.begin_stream()
            self._stream.start()
        except self._module.PortAudioError as error:
            self._lost(f"{self.device}: {_reason(error)}")
        finally:
            self._flushing = False

    def close(self) -> None:
        self._flushing = True
        self._stream.abort(ignore_errors=True)
        self._stream.close(ignore_errors=True)


def _formats(sample_rate: int, info: dict[str, Any]) -> Iterator[tuple[int, int]]:
    own = round(info["default_samplerate"])
    for rate in dict.fromkeys((sample_rate, own)):
        for channels in (1, 2):
            if channels <= info["max_output_channels"]:
                yield rate, channels


def _reason(error: Exception) -> str:
    """PortAudio's own words without its numbers: ('Error opening OutputStream: Device unavailable', -9985)."""
    return str(error.args[0]).removeprefix("Error opening OutputStream: ") if error.args else str(error)
