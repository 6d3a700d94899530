"""Decode an MP4 as it arrives where its index comes first, else once all of it is there."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import av

from tts_tui.audio.files.containerstream import ContainerDecoder, MonoFrames, decoded_frames
from tts_tui.audio.files.open_container import open_to_read
from tts_tui.speech.errors import NotAudioError

if TYPE_CHECKING:
    from tts_tui.speech.chunk import Samples

_FIRST_BOXES = (b"ftyp", b"styp", b"moov", b"mdat", b"wide", b"free", b"skip", b"pnot")


def begins_mp4(head: bytes) -> bool:
    """Whether the first eight bytes are those of an MP4, or of QuickTime's older files."""
    return head[4:8] in _FIRST_BOXES


class Mp4StreamDecoder:
    """A file that its writer couldn't go back in has its index, without which no sound can be told, at its end.

    Attributes:
        sample_rate: Hz of what comes out; None until the first sample.
        truncated: as of `ContainerDecoder`.
    """

    truncated = False

    def __init__(self) -> None:
        self.sample_rate: int | None = None
        self._held = bytearray()
        self._sound_first: bool | None = None
        self._streaming: ContainerDecoder | None = None

    def feed(self, data: bytes) -> list[Samples]:
        """What can be decoded now.

        Raises:
            NotAudioError: it isn't audio that FFmpeg knows.
        """
        if self._streaming is None:
            self._held += data
            if self._sound_first is None:
                self._sound_first = _sound_comes_first(self._held)
            if self._sound_first is not False:
                return []
            self._streaming, data, self._held = ContainerDecoder(), bytes(self._held), bytearray()
        return self._noted(self._streaming, self._streaming.feed(data))

    def finish(self) -> list[Samples]:
        """The rest.

        Raises:
            NotAudioError: as `feed`; or it was cut off before its index.
        """
        if self._streaming:
            return self._noted(self._streaming, self._streaming.finish())
        mono = MonoFrames()
        parts: list[Samples] = []
        try:
            with open_to_read(io.BytesIO(self._held)) as container:
                for audio in container.streams.audio[:1]:
                    for frame in decoded_frames(container, audio):
                        parts += mono.convert(frame)
            parts += mono.flush()
        except av.FFmpegError:
            raise NotAudioError(
                "What came is an MP4 that was cut off: its index, which comes last in it, is missing.",
                hint="Ask the server for mp3 or wav, which are heard as they arrive.",
            ) from None
        self._held.clear()
        self.sample_rate = mono.sample_rate or None
        return parts

    def close(self) -> None:
        """Stop decoding; what isn't decoded is dropped."""
        self._held.clear()
        if self._streaming:
            self._streaming.close()

    def _noted(self, decoder: ContainerDecoder, parts: list[Samples]) -> list[Samples]:
        self.sample_rate = decoder.sample_rate
        return parts


def _sound_comes_first(head: bytearray) -> bool | None:
    """Whether the samples lie before the index; None where neither was seen yet (ISO/IEC 14496-12, 4.2)."""
    at = 0
    while len(head) >= at + 16:
        size, kind = int.from_bytes(head[at : at + 4]), bytes(head[at + 4 : at + 8])
        if kind == b"mdat":
            return True
        if size == 1:  # the true size stands behind the name
            size = int.from_bytes(head[at + 8 : at + 16])
        if kind == b"moov" or size < 8:
            return False
        at += size
    return None
