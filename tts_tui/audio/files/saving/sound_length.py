"""How much sound a part really holds, whatever its writer meant to write."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from tts_tui.audio.files.formats import AudioFormat
from tts_tui.audio.files.wavstream import read_wav
from tts_tui.speech.errors import SpeechError


def seconds_in(part: Path, format: AudioFormat, out_rate: int) -> float:
    """Seconds that can be played, 0.0 if there is no sound in it.

    Args:
        out_rate: Hz, for the format that doesn't tell its own.

    Raises:
        OSError: it can't be read.
    """
    if format.name == "pcm":
        return part.stat().st_size // 2 / out_rate
    return _seconds_of_wav(part) if format.name == "wav" else _seconds_of_packets(part)


def _seconds_of_wav(part: Path) -> float:
    """To the end of the file: the size in the header may be a second older."""
    try:
        return sum(len(samples) / rate for rate, samples in read_wav(part, until_end=True))
    except SpeechError:  # not even a header
        return 0.0


def _seconds_of_packets(part: Path) -> float:
    import av  # which takes long, and a WAV does without

    from tts_tui.audio.files.open_container import open_to_read

    seconds, has_sound = 0.0, False
    # IndexError: not even a stream
    with suppress(av.FFmpegError, IndexError), open_to_read(str(part)) as container:
        for packet in container.demux(audio=0):
            if packet.duration and packet.time_base and not packet.is_corrupt:
                seconds += float(packet.duration * packet.time_base)
                has_sound = has_sound or bool(packet.decode())
    return seconds if has_sound else 0.0
