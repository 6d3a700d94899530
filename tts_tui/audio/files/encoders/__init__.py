"""Streaming encoders: `open_encoder` makes the right one."""

from __future__ import annotations

from importlib import import_module

from tts_tui.audio.files.encoders.base import ByteSink, Encoder
from tts_tui.audio.files.encoders.tags import ChapterMark, Tags
from tts_tui.audio.files.encoders.wav import PcmEncoder, WavEncoder
from tts_tui.audio.files.formats import AudioFormat
from tts_tui.speech.errors import UsageError

__all__ = ["ByteSink", "ChapterMark", "Encoder", "Tags", "make_ready", "open_encoder"]


def make_ready(format: AudioFormat) -> None:
    """Import what encodes a format: for most, a twentieth of a second that the first sound needn't wait for."""
    if format.muxer:
        import_module("tts_tui.audio.files.encoders.container")


def open_encoder(
    target: ByteSink,
    format: AudioFormat,
    sample_rate: int,
    *,
    bit_rate: int | None = None,
    out_rate: int | None = None,
    tags: Tags | None = None,
) -> Encoder:
    """An encoder that writes to `target`, which stays open.

    Args:
        sample_rate: Hz of the samples that will be given.
        bit_rate: bits per second; the format's own default if left out.
        out_rate: Hz to write; the given rate, or the nearest that the format has, if left out.
        tags: for the formats that hold them.

    Raises:
        UsageError: the format hasn't this bit rate or sample rate, or can't be written to a pipe.
        OSError: the target can't be written.
    """
    if not (format.streamable or target.seekable()):
        raise UsageError(
            f"{format.name} cannot be written to a pipe: its index comes last and goes first.",
            hint="Give a file name, or choose wav, mp3, opus, flac, aac or pcm.",
        )
    out_rate = format.pick_sample_rate(sample_rate, out_rate)
    bit_rate = format.pick_bit_rate(bit_rate, out_rate)
    if format.name == "pcm":
        return PcmEncoder(target, format, sample_rate, out_rate)
    if format.name == "wav":
        return WavEncoder(target, format, sample_rate, out_rate, tags)
    from tts_tui.audio.files.encoders.container import ContainerEncoder  # PyAV, which takes long

    return ContainerEncoder(target, format, sample_rate, out_rate, bit_rate, tags)
