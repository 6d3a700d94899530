"""The audio formats that we write: names, containers, codecs and what each can carry."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from msgspec import Struct, field

from tts_tui.speech.errors import UsageError

_MPEG_RATES = (8000, 11025, 12000, 16000, 22050, 24000, 32000, 44100, 48000)
_NO_OPTIONS: Mapping[str, str] = MappingProxyType({})

# Fragments of a second each keep a killed file readable; at a clean end the file is written again with its
# index in front (see finish.py), and until then none is held in memory. The movie timescale makes lengths exact to
# the sample instead of to 1 ms.
_MP4_OPTIONS = MappingProxyType({"movflags": "+frag_keyframe+delay_moov", "frag_duration": "1000000"})


class AudioFormat(Struct, frozen=True):
    """One way of writing audio.

    Attributes:
        name: what a user types.
        title: what a user reads.
        extensions: with the dot; the first is the one we write.
        muxer: libavformat's name of the container; empty for the formats that we write ourselves.
        codec: libavcodec's name of the encoder; empty likewise.
        bit_rates: bits per second offered, ascending, where `bit_rate_limits` let them. Empty: none.
        default_bit_rate: bits per second; clear for speech in mono.
        sample_rates: Hz the codec takes, ascending; empty: any.
        tags: title, voice and so on can be stored.
        chapters: chapter marks can be stored.
        cover: a picture can be stored.
        spoken: the text with the times of its words can be stored.
        streamable: can be written to a pipe, front to back.
        container_options: for the muxer.
        codec_options: for the encoder.
    """

    name: str
    title: str
    extensions: tuple[str, ...]
    muxer: str = ""
    codec: str = ""
    bit_rates: tuple[int, ...] = ()
    default_bit_rate: int | None = None
    sample_rates: tuple[int, ...] = ()
    tags: bool = False
    chapters: bool = False
    cover: bool = False
    spoken: bool = False
    streamable: bool = True
    container_options: Mapping[str, str] = field(default_factory=lambda: _NO_OPTIONS)
    codec_options: Mapping[str, str] = field(default_factory=lambda: _NO_OPTIONS)

    @property
    def extension(self) -> str:
        return self.extensions[0]

    @property
    def is_mp4(self) -> bool:
        return self.muxer == "mp4"

    def pick_sample_rate(self, source_rate: int, chosen: int | None = None) -> int:
        """The rate to encode at: the chosen one, else the given, else the codec's next above it or its highest.

        Raises:
            UsageError: the format hasn't the chosen one.
        """
        rate = chosen or source_rate
        if not self.sample_rates or rate in self.sample_rates:
            return rate
        if chosen:
            known = ", ".join(map(str, self.sample_rates))
            raise UsageError(f"{self.name} has no sample rate of {chosen} Hz.", hint=f"It has {known}.")
        return next((each for each in self.sample_rates if each > source_rate), self.sample_rates[-1])

    def bit_rate_limits(self, sample_rate: int) -> tuple[int, int]:
        """The least and the most bits per second that the codec keeps to in mono, at this many Hz."""
        match self.codec:
            case "libmp3lame":  # MPEG-2.5, MPEG-2 and MPEG-1 (ISO 11172-3, 13818-3)
                if sample_rate >= 32_000:
                    return 32_000, 320_000
                return 8_000, 160_000 if sample_rate >= 16_000 else 64_000
            case "aac":  # 6,144 bits for each 1,024 samples (ISO 14496-3)
                return 16_000, min(6 * sample_rate, 192_000)
            case _:
                return 6_000, 256_000

    def pick_bit_rate(self, chosen: int | None, sample_rate: int) -> int | None:
        """The bit rate to encode at.

        Args:
            sample_rate: Hz in the file.

        Raises:
            UsageError: the format has no bit rate, or not this one.
        """
        low, high = self.bit_rate_limits(sample_rate)
        if chosen is None:
            return self.default_bit_rate and min(max(self.default_bit_rate, low), high)
        if not self.bit_rates:
            raise UsageError(f"{self.name} has no bit rate to choose.", hint="Leave the bit rate out.")
        if low <= chosen <= high:
            return chosen
        able = [rate for rate in self.sample_rates if _within(chosen, self.bit_rate_limits(rate))]
        instead = f", or one of these sample rates: {', '.join(map(str, able))} Hz" if able else ""
        raise UsageError(
            f"{self.name} of {sample_rate} Hz cannot be written at {chosen / 1000:g} kbit/s.",
            hint=f"Choose from {low // 1000} to {high // 1000} kbit/s{instead}.",
        )


def _within(value: int, limits: tuple[int, int]) -> bool:
    return limits[0] <= value <= limits[1]


def _mp4(name: str, title: str, extensions: tuple[str, ...], brand: str) -> AudioFormat:
    return AudioFormat(
        name,
        title,
        extensions,
        muxer="mp4",
        codec="aac",
        bit_rates=(16_000, 32_000, 48_000, 64_000, 96_000, 128_000),
        default_bit_rate=64_000,
        sample_rates=_MPEG_RATES,
        tags=True,
        chapters=True,
        cover=True,
        spoken=True,
        streamable=False,
        container_options=MappingProxyType({**_MP4_OPTIONS, "brand": brand}),
    )


FORMATS: Mapping[str, AudioFormat] = MappingProxyType(
    {
        each.name: each
        for each in (
            AudioFormat("wav", "WAV, 16 bit", (".wav", ".wave"), tags=True),
            AudioFormat(
                "mp3",
                "MP3",
                (".mp3",),
                muxer="mp3",
                codec="libmp3lame",
                bit_rates=(
                    *(16_000, 32_000, 48_000, 64_000, 96_000, 128_000, 160_000),
                    *(192_000, 256_000, 320_000),
                ),
                default_bit_rate=64_000,
                sample_rates=_MPEG_RATES,
                tags=True,
                chapters=True,
                cover=True,
                # ID3 v2.3 is what the most players read; the Xing frame holds the exact length
                container_options=MappingProxyType({"id3v2_version": "3", "write_xing": "1"}),
            ),
            AudioFormat(
                "opus",
                "Opus",
                (".opus", ".ogg", ".oga"),
                muxer="ogg",
                codec="libopus",
                bit_rates=(8_000, 16_000, 24_000, 32_000, 48_000, 64_000, 96_000, 128_000),
                default_bit_rate=32_000,
                sample_rates=(8000, 12000, 16000, 24000, 48000),
                tags=True,
                chapters=True,
                # a page each 0.2 s: that much is lost at most when the power goes
                container_options=MappingProxyType({"page_duration": "200000"}),
                codec_options=MappingProxyType({"application": "voip"}),
            ),
            AudioFormat(
                "flac",
                "FLAC, lossless",
                (".flac",),
                muxer="flac",
                codec="flac",
                tags=True,
                chapters=True,
                cover=True,
                spoken=True,
                codec_options=MappingProxyType({"compression_level": "5"}),
            ),
            AudioFormat(
                "aac",
                "AAC, bare (ADTS)",
                (".aac",),
                muxer="adts",
                codec="aac",
                bit_rates=(16_000, 32_000, 48_000, 64_000, 96_000, 128_000),
                default_bit_rate=64_000,
                sample_rates=_MPEG_RATES,
            ),
            _mp4("m4a", "AAC in MP4", (".m4a", ".mp4"), "M4A "),
            _mp4("m4b", "Audiobook (AAC in MP4)", (".m4b",), "M4B "),
            AudioFormat("pcm", "Raw 16-bit PCM", (".pcm", ".raw")),
        )
    }
)
"""By name, in the order to show them in."""
