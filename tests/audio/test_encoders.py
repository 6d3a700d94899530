"""Encoders: what comes out, decoded, is what went in, however it was portioned."""

from __future__ import annotations

import io
import subprocess
import sys
from pathlib import Path

import av
import numpy as np
import pytest
from bare import decoder_of
from voicelike import RATE, portions, voicelike

from tts_tui.audio.files.decode import decode_file
from tts_tui.audio.files.encoders import Tags, open_encoder
from tts_tui.audio.files.encoders.finish import finish
from tts_tui.audio.files.formats import FORMATS
from tts_tui.audio.files.saving import Descriptor
from tts_tui.speech.errors import UsageError

# Samples that decoding gives beyond those that went in: a codec's last frame is filled up, ADTS has no way to
# say how long its first frames' delay is. Measured; FFmpeg 8.
EXTRA = {"wav": (0, 0), "pcm": (0, 0), "flac": (0, 0), "opus": (0, 0), "mp3": (0, 47), "aac": (1024, 2047)}
EXTRA |= {"m4a": (0, 0), "m4b": (0, 0)}


def encode(path: Path, name: str, pieces: list[np.ndarray], **options: object) -> Path:
    path.unlink(missing_ok=True)
    with (
        Descriptor.create(path) as output,
        open_encoder(output, FORMATS[name], RATE, **options) as encoder,  # type: ignore[arg-type]
    ):
        for piece in pieces:
            encoder.write(piece)
    if FORMATS[name].is_mp4:  # whose length is told to the sample by its index alone
        finish(path, whole := path.with_suffix(".whole"), FORMATS[name])
        whole.replace(path)
    return path


def decode(path: Path) -> np.ndarray:
    if path.suffix == ".pcm":
        return np.fromfile(path, "<i2").astype(np.float32) / 32768
    return decode_file(path, RATE)[0]


@pytest.mark.parametrize("name", FORMATS)
def test_portions_leave_no_trace(name: str, tmp_path: Path) -> None:
    sound = voicelike(5)
    at_once = encode(tmp_path / f"once{FORMATS[name].extension}", name, [sound])
    in_portions = encode(tmp_path / f"portions{FORMATS[name].extension}", name, portions(sound))
    np.testing.assert_array_equal(decode(at_once), decode(in_portions))


@pytest.mark.parametrize("seconds", [0.01, 1.0, 7.0])
@pytest.mark.parametrize("name", FORMATS)
def test_every_sample_comes_back(name: str, seconds: float, tmp_path: Path) -> None:
    sound = voicelike(seconds)
    decoded = decode(encode(tmp_path / f"a{FORMATS[name].extension}", name, portions(sound)))
    least, most = EXTRA[name]
    assert least <= len(decoded) - len(sound) <= most


@pytest.mark.parametrize("name", FORMATS)
def test_the_sound_is_the_same_and_in_its_place(name: str, tmp_path: Path) -> None:
    sound = voicelike(4)
    decoded = decode(encode(tmp_path / f"a{FORMATS[name].extension}", name, [sound]))
    delay = 1024 if name == "aac" else 0
    decoded = decoded[delay : delay + len(sound)]
    if name in ("wav", "pcm", "flac"):
        assert np.abs(decoded - sound).max() <= 0.5 / 32768
        return
    spectrum = np.fft.rfft(sound, 2 * len(sound)) * np.fft.rfft(decoded, 2 * len(sound)).conj()
    lag = int(np.argmax(np.fft.irfft(spectrum)))  # cross-correlation
    assert lag <= 4  # 0.2 ms: the phase of the high-pass in Opus for speech
    assert np.corrcoef(sound, decoded)[0, 1] > 0.8


def test_wav_and_flac_hold_the_same_samples_also_where_it_is_too_loud(tmp_path: Path) -> None:
    sound = 4 * voicelike(1)
    assert np.abs(sound).max() > 1
    wav = decode(encode(tmp_path / "a.wav", "wav", [sound]))
    np.testing.assert_array_equal(wav, decode(encode(tmp_path / "a.flac", "flac", [sound])))
    np.testing.assert_array_equal(wav, np.clip(np.rint(sound * 32768), -32768, 32767) / np.float32(32768))


@pytest.mark.parametrize("name", ["wav", "mp3", "opus", "flac", "m4a"])
def test_another_sample_rate_keeps_the_length(name: str, tmp_path: Path) -> None:
    sound = voicelike(3)
    at_once = encode(tmp_path / f"a{FORMATS[name].extension}", name, [sound], out_rate=48_000)
    in_portions = encode(tmp_path / f"b{FORMATS[name].extension}", name, portions(sound), out_rate=48_000)
    decoded, rate = decode_file(at_once)
    assert rate == 48_000
    assert 0 <= len(decoded) - 2 * len(sound) <= 2 * EXTRA[name][1]
    np.testing.assert_array_equal(decoded, decode_file(in_portions)[0])


def test_a_lower_bit_rate_makes_a_smaller_file(tmp_path: Path) -> None:
    sound = voicelike(10)
    sizes = [
        encode(tmp_path / f"{rate}.opus", "opus", [sound], bit_rate=rate).stat().st_size
        for rate in (8_000, 24_000, 64_000)
    ]
    assert sizes[0] < 0.6 * sizes[1] < 0.6 * 0.6 * sizes[2] * 1.1


def test_a_rate_that_the_format_lacks_is_refused() -> None:
    with pytest.raises(UsageError, match="11111 Hz"):
        open_encoder(io.BytesIO(), FORMATS["mp3"], RATE, out_rate=11_111)


@pytest.mark.parametrize("name", [name for name, each in FORMATS.items() if each.tags])
def test_tags_are_stored(name: str, tmp_path: Path) -> None:
    tags = Tags(
        "Tïtle 😀", album="Book", track=3, voice="af_heart", model="kokoro", provider="Kokoro", text="a\nb"
    )
    path = encode(tmp_path / f"a{FORMATS[name].extension}", name, [voicelike(1)], tags=tags)
    with av.open(str(path)) as container:
        stored = {
            key.lower(): value
            for key, value in (container.metadata | container.streams.audio[0].metadata).items()
        }
    assert stored["title"] == "Tïtle 😀"
    assert stored["album"] == "Book"
    assert stored["artist"] == "af_heart"
    assert stored["track"] == "3"
    assert "Kokoro, kokoro, af_heart" in stored["comment"]
    if name != "wav":
        assert stored["lyrics"] == "a\nb"


@pytest.mark.parametrize("name", [name for name, each in FORMATS.items() if each.streamable])
def test_a_pipe_gets_a_stream_that_decodes(name: str) -> None:
    sound = voicelike(3)
    pipe = PipeTarget()
    with open_encoder(pipe, FORMATS[name], RATE) as encoder:
        for piece in portions(sound):
            encoder.write(piece)
    with decoder_of(name) as decoder:
        parts = decoder.feed(bytes(pipe.data)) + decoder.finish()
        seconds = sum(map(len, parts)) / (decoder.sample_rate or 1)
    assert len(sound) / RATE <= seconds <= len(sound) / RATE + 0.1


@pytest.mark.parametrize("name", [name for name, each in FORMATS.items() if each.streamable])
def test_sound_reaches_the_pipe_while_it_is_made(name: str) -> None:
    pipe = PipeTarget()
    encoder = open_encoder(pipe, FORMATS[name], RATE)
    encoder.write(voicelike(2))
    before = len(pipe.data)
    encoder.write(voicelike(1))
    assert 1000 < before < len(pipe.data)
    encoder.close()


@pytest.mark.parametrize("name", ["m4a", "m4b"])
def test_mp4_is_refused_on_a_pipe(name: str) -> None:
    with pytest.raises(UsageError, match="pipe"):
        open_encoder(PipeTarget(), FORMATS[name], RATE)


@pytest.mark.parametrize("name", FORMATS)
def test_aborting_writes_nothing_more(name: str) -> None:
    target = io.BytesIO()
    encoder = open_encoder(target, FORMATS[name], RATE)
    encoder.write(voicelike(2))
    written = target.getvalue()
    encoder.abort()
    encoder.close()
    assert target.getvalue() == written
    with pytest.raises(ValueError, match="closed"):
        encoder.write(voicelike(1))


PIPING = """
import sys
from voicelike import RATE, voicelike
from tts_tui.audio.files.encoders import open_encoder
from tts_tui.audio.files.formats import FORMATS
from tts_tui.audio.files.saving import Descriptor
encoder = open_encoder(Descriptor.pipe(), FORMATS[sys.argv[1]], RATE)
sound = voicelike(10)
try:
    for _ in range(100):
        encoder.write(sound)
except BrokenPipeError:
    encoder.abort()
    sys.exit(141)
"""


@pytest.mark.parametrize("name", [name for name, each in FORMATS.items() if each.streamable])
def test_a_reader_that_goes_away_ends_it_quietly(name: str) -> None:
    here = Path(__file__).parent
    process = subprocess.Popen(
        [sys.executable, "-c", PIPING, name],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={"PYTHONPATH": f"{here}:{here.parent.parent}"},
    )
    assert process.stdout is not None
    assert process.stderr is not None
    assert len(process.stdout.read(1000)) == 1000
    process.stdout.close()
    assert process.stderr.read() == b""
    process.stderr.close()
    assert process.wait() == 141


class PipeTarget(io.RawIOBase):
    """Takes bytes front to back only."""

    def __init__(self) -> None:
        super().__init__()
        self.data = bytearray()

    def write(self, data: bytes) -> int:  # type: ignore[override]
        self.data += data
        return len(data)

    def seekable(self) -> bool:
        return False
