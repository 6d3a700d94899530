"""From the bytes of an answer to samples, once it is sure that they are sound."""

from __future__ import annotations

import asyncio
import json
import math
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from tts_tui.audio.files.decode import StreamDecoder
from tts_tui.audio.files.wavstream import PcmDecoder
from tts_tui.backends.http.refusal import clean, read_refusal
from tts_tui.speech.errors import NotAudioError, TruncatedError
from tts_tui.speech.lengths import counted
from tts_tui.text.duration import speaking_seconds

if TYPE_CHECKING:
    from tts_tui.speech.chunk import Samples

_HEAD = 16
"""Bytes that tell what an answer is."""
_CONTAINERS = (b"RIFF", b"RF64", b"ID3", b"OggS", b"fLaC", b"\x1aE\xdf\xa3", b"FORM", b"caff", b"#!AMR")
_LEAST_FRAMES = 480
"""Pieces shorter than 20 ms at 24 kHz are joined: a server may send a byte at a time."""

SHORTEST_PER_CHARACTER = 0.02
"""Seconds; no voice speaks faster at normal speed (0.035 to 0.12 is usual)."""
_SHORTEST_PER_SYLLABLE = 0.05
"""Seconds; of the scripts that write one with each character."""
_SYLLABLE = re.compile("[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af]")
_LEAST_TIMED = 3.0
"""Seconds at speed 1 from which a text's length is estimated well enough to see whether the speed was heeded."""
_PLAIN_SPEED = math.log(1.4)
_SAME = 0.95
"""Of the length at speed 1: voices differ by a fifth, a plain speed by more."""
_LEAST_JUDGED = 0.25
"""Seconds that a text takes at least; what takes less may be said in no time ("hm")."""
_SMOOTH = 8192
"""The largest step between samples at the beginning of a sound; bytes that are no samples make larger ones."""


class RawDecoder:
    """Headerless mono samples: 16-bit little-endian, or the telephone's 8-bit companding (ITU-T G.711)."""

    def __init__(self, sample_rate: int, encoding: str = "pcm") -> None:
        self.sample_rate = sample_rate
        self._table = {"ulaw": _ulaw, "alaw": _alaw}[encoding]() if encoding != "pcm" else None
        self._pcm = PcmDecoder(sample_rate)

    def feed(self, data: bytes) -> Samples:
        """The samples that are complete, float32 mono, shape (frames,)."""
        if self._table is not None:
            return self._table[np.frombuffer(data, np.uint8)]
        return self._pcm.feed(data)


class SoundReader:
    """Reads the audio of one answer, in whatever format it turns out to be.

    Raw samples look like anything, so they are believed only where they were asked for and the answer doesn't
    look like something else.

    Attributes:
        frames: samples given so far.
    """

    def __init__(self, provider: str, content_type: str = "", raw: RawDecoder | None = None) -> None:
        """
        Args:
            provider: for messages.
            content_type: what the server calls it.
            raw: for the headerless samples that were asked for.
        """
        self._provider = provider
        self._content_type = content_type
        self._raw = raw
        self._head = b""
        self._decoder: RawDecoder | StreamDecoder | None = None
        self._waiting: list[Samples] = []
        self._waiting_frames = 0
        self.frames = 0

    @property
    def sample_rate(self) -> int:
        """Hz; 0 until it is known, which it is with the first samples."""
        return (self._decoder and self._decoder.sample_rate) or 0

    @property
    def seconds(self) -> float:
        """Of audio, given so far."""
        return self.frames / self.sample_rate if self.sample_rate else 0.0

    async def feed(self, data: bytes) -> Samples | None:
        """What can be heard now, float32 mono of 20 ms at least; None if that is nothing yet.

        Raises:
            NotAudioError: it isn't sound.
        """
        if self._decoder is None:
            self._head += data
            if len(self._head) < _HEAD:
                return None
            data, self._decoder = self._head, self._choose()
        await self._decode(self._decoder, data)
        return self._take_samples() if self._waiting_frames >= _LEAST_FRAMES else None

    async def finish(self) -> Samples | None:
        """The rest.

        Raises:
            NotAudioError: there was no sound at all.
            TruncatedError: it isn't complete.
        """
        if self._decoder is None:
            if not self._head:
                raise NotAudioError(f"{self._provider} sent an empty answer.", provider=self._provider)
            self._decoder = self._choose()
            await self._decode(self._decoder, self._head)
        truncated = False
        if isinstance(self._decoder, StreamDecoder):
            self._take(await asyncio.to_thread(self._decoder.finish))
            truncated = self._decoder.truncated
        rest = self._take_samples() if self._waiting_frames else None
        if truncated:
            raise TruncatedError(
                f"{self._provider} sent {counted(self.seconds)} of audio, less than it announced.",
                provider=self._provider,
            )
        if not self.frames:
            raise NotAudioError(
                f"{self._provider} sent audio without a single sample.", provider=self._provider
            )
        return rest

    def close(self) -> None:
        """Stop; safe at any time."""
        if isinstance(self._decoder, StreamDecoder):
            self._decoder.close()

    def check_length(self, text: str, speed: float) -> None:
        """Find out a body that ended early but properly, as a server's that swallowed its own failure.

        A server that doesn't heed a slow speed has sent all of it all the same.

        Raises:
            TruncatedError: the audio is too short for the text.
        """
        syllables = len(_SYLLABLE.findall(text))
        letters = sum(character.isalnum() for character in text) - syllables
        least = letters * SHORTEST_PER_CHARACTER + syllables * _SHORTEST_PER_SYLLABLE
        if least >= _LEAST_JUDGED and self.seconds * max(speed, 1.0) < least:
            raise TruncatedError(
                f"{self._provider} sent only {counted(self.seconds)} of audio for {len(text)} characters: "
                "far too short.",
                provider=self._provider,
            )

    def speed_note(self, text: str, speed: float) -> str:
        """What to tell of an answer that is as long as at speed 1, or farther off the speed; empty where it isn't."""
        usual = speaking_seconds(text)
        if usual < _LEAST_TIMED or abs(math.log(speed)) < _PLAIN_SPEED:
            return ""
        unheeded = self.seconds > usual * _SAME if speed > 1 else self.seconds < usual / _SAME
        if not unheeded:
            return ""
        return f"{self._provider} seems not to heed the speed: the audio is as long as at speed 1."

    def _choose(self) -> RawDecoder | StreamDecoder:
        head, kind = self._head, self._content_type
        start = head.lstrip()[:_HEAD].lower()
        encoded = _is_encoded(head)
        text = not encoded and (kind.startswith("text/") or kind.endswith(("json", "xml")) or _is_words(head))
        if text or start.startswith((b"<!doctype", b"<html", b"<?xml", b'{"', b"[{")) or _is_json(head):
            message = read_refusal(head).message if len(head) > _HEAD or _is_words(head) else ""
            what = {"text/html": "a web page", "application/json": "JSON"}.get(kind, clean(kind) or "text")
            raise NotAudioError(
                f"{self._provider} sent {what} instead of audio{f': {message}' if message else '.'}",
                hint="Check base_url and the model in the settings.",
                provider=self._provider,
            )
        if self._raw is not None and not encoded and (kind not in _COMPRESSED or _is_smooth(head)):
            return self._raw
        return StreamDecoder()

    async def _decode(self, decoder: RawDecoder | StreamDecoder, data: bytes) -> None:
        if isinstance(decoder, RawDecoder):
            self._take([decoder.feed(data)])
        else:
            self._take(await asyncio.to_thread(decoder.feed, data))

    def _take(self, parts: Sequence[Samples]) -> None:
        for part in parts:
            self._waiting.append(part)
            self._waiting_frames += len(part)

    def _take_samples(self) -> Samples:
        samples = np.concatenate(self._waiting)
        self._waiting.clear()
        self.frames += self._waiting_frames
        self._waiting_frames = 0
        return samples


_COMPRESSED = {"audio/mpeg", "audio/mp3", "audio/aac", "audio/flac", "audio/ogg", "audio/opus"}


def _is_encoded(head: bytes) -> bool:
    """Whether a file starts here: a container, or a frame of MP3 or ADTS (ISO 11172-3, 13818-7)."""
    if head.startswith(_CONTAINERS) or head[4:8] == b"ftyp":
        return True
    mp3 = head[:2] in (b"\xff\xfb", b"\xff\xfa", b"\xff\xf3", b"\xff\xf2")
    adts = head[:2] in (b"\xff\xf1", b"\xff\xf9", b"\xff\xf0", b"\xff\xf8")
    if mp3:  # neither bit rate nor sample rate may be the forbidden one
        return head[2] >> 4 not in (0, 15) and head[2] >> 2 & 3 != 3
    return adts and head[2] >> 2 & 15 < 13


def _is_words(head: bytes) -> bool:
    """Whether it is plain text, of which samples of sound have no 15 bytes in a row."""
    return (
        len(head) >= _HEAD - 1
        and head[: 4 * _HEAD].isascii()
        and head[: 4 * _HEAD].decode().strip().isprintable()
    )


def _is_smooth(head: bytes) -> bool:
    """Whether these can be samples of 16 bits, whatever the server calls them."""
    samples = np.frombuffer(head[:_HEAD], "<i2").astype(np.int32)
    return len(samples) > 1 and int(np.abs(np.diff(samples)).max()) < _SMOOTH


def _is_json(head: bytes) -> bool:
    try:
        return isinstance(json.loads(head), dict | list)
    except ValueError:
        return False


def _ulaw() -> Samples:
    code = ~np.arange(256, dtype=np.uint8)
    magnitude = ((((code & 0x0F).astype(np.int32) << 3) + 0x84) << ((code >> 4) & 7)) - 0x84
    return (np.where(code & 0x80, -magnitude, magnitude) / 32768).astype(np.float32)


def _alaw() -> Samples:
    code = np.arange(256, dtype=np.uint8) ^ 0x55
    segment, low = (code >> 4) & 7, (code & 0x0F).astype(np.int32)
    magnitude = np.where(segment == 0, (low << 4) + 8, ((low << 4) + 0x108) << np.maximum(segment, 1) - 1)
    return (np.where(code & 0x80, magnitude, -magnitude) / 32768).astype(np.float32)
