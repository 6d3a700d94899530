"""Speech-like sound for the stubs: as long as the text asks for, never silent."""

from __future__ import annotations

import io
import struct

import av
import numpy as np

SECONDS_PER_CHARACTER = 0.05


def speech_like(text: str, rate: int = 24_000) -> np.ndarray:
    """A wavering tone, int16, shape (frames,)."""
    frames = max(rate // 10, round(len(text) * SECONDS_PER_CHARACTER * rate))
    time = np.arange(frames) / rate
    wave = np.sin(2 * np.pi * 220 * time) * (0.6 + 0.3 * np.sin(2 * np.pi * 3 * time))
    return (wave * 16_000).astype("<i2")


def wav(samples: np.ndarray, rate: int = 24_000, size: int | None = None) -> bytes:
    """A WAV; `size` overrides what its data chunk claims to hold."""
    data = samples.astype("<i2").tobytes()
    claimed = len(data) if size is None else size
    riff = min(0xFFFFFFFF, 36 + claimed) if claimed else 36
    head = struct.pack("<4sI4s4sIHHIIHH", b"RIFF", riff, b"WAVE", b"fmt ", 16, 1, 1, rate, rate * 2, 2, 16)
    return head + struct.pack("<4sI", b"data", claimed) + data


def encoded(samples: np.ndarray, kind: str, rate: int = 24_000) -> bytes:
    """The samples as mp3, opus, flac or aac, in the container that OpenAI and ElevenLabs send."""
    if kind == "wav":
        return wav(samples, rate)
    if kind == "pcm":
        return samples.tobytes()
    container, codec = {
        "mp3": ("mp3", "mp3"),
        "opus": ("ogg", "libopus"),
        "flac": ("flac", "flac"),
        "aac": ("adts", "aac"),
    }[kind]
    out = io.BytesIO()
    with av.open(out, "w", format=container) as muxer:
        stream = muxer.add_stream(codec, rate=rate, layout="mono")
        frame = av.AudioFrame.from_ndarray(samples.reshape(1, -1), format="s16", layout="mono")
        frame.sample_rate = rate
        resampler = av.AudioResampler(
            format=stream.format.name, layout="mono", rate=rate, frame_size=stream.frame_size or 1024
        )
        for ready in [*resampler.resample(frame), *resampler.resample(None)]:
            muxer.mux(stream.encode(ready))
        muxer.mux(stream.encode(None))
    return out.getvalue()
