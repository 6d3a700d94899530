"""A decoder for a stream in any of our formats, bare PCM too, which names itself by nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from voicelike import RATE

from tts_tui.audio.files.decode import StreamDecoder
from tts_tui.audio.files.wavstream import PcmDecoder

if TYPE_CHECKING:
    from tts_tui.speech.chunk import Samples


class BareDecoder(StreamDecoder):
    """PCM at `RATE`, called as `StreamDecoder` is."""

    def __init__(self) -> None:
        super().__init__()
        self._pcm = PcmDecoder(RATE)

    @property
    def sample_rate(self) -> int:
        return self._pcm.sample_rate

    @property
    def truncated(self) -> bool:
        return bool(self._pcm._rest)

    def feed(self, data: bytes) -> list[Samples]:
        samples = self._pcm.feed(data)
        return [samples] if len(samples) else []

    def finish(self) -> list[Samples]:
        return []


def decoder_of(name: str) -> StreamDecoder:
    return BareDecoder() if name == "pcm" else StreamDecoder()
