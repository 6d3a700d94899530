"""Decoding as the bytes arrive, and whole files."""

from __future__ import annotations

import io
import itertools
import tempfile
import threading
import wave
from pathlib import Path

import av
import numpy as np
import pytest
from bare import decoder_of
from voicelike import RATE, voicelike

from tts_tui.audio.files.decode import StreamDecoder, decode_file
from tts_tui.audio.files.encoders import open_encoder
from tts_tui.audio.files.formats import FORMATS
from tts_tui.speech.errors import NotAudioError, UsageError

SOUND = voicelike(4)
STREAMED = ["wav", "mp3", "opus", "flac", "aac", "pcm"]


def encoded(name: str, sound: np.ndarray = SOUND) -> bytes:
    target = io.BytesIO()
    with open_encoder(target, FORMATS[name], RATE) as encoder:
        encoder.write(sound)
    return target.getvalue()


def decoded(data: bytes, name: str, portion: int) -> tuple[np.ndarray, int, int]:
    """Samples, sample rate, and how many of the bytes the first samples took."""
    first = 0
    parts: list[np.ndarray] = []
    with decoder_of(name) as decoder:
        for start in range(0, len(data), portion):
            parts += decoder.feed(data[start : start + portion])
            if parts and not first:
                first = start + portion
        parts += decoder.finish()
        assert decoder.sample_rate
        return np.concatenate(parts), decoder.sample_rate, first


@pytest.mark.parametrize("name", STREAMED)
def test_the_portions_of_the_bytes_leave_no_trace(name: str) -> None:
    data = encoded(name)
    whole, rate, _ = decoded(data, name, len(data))
    for portion in (1013, 4096):
        in_portions, _, _ = decoded(data, name, portion)
        np.testing.assert_array_equal(whole, in_portions)
    assert 0 <= len(whole) / rate - len(SOUND) / RATE < 0.1


@pytest.mark.parametrize(
    ("name", "seconds"), [("wav", 0.1), ("pcm", 0.1), ("mp3", 0.5), ("opus", 0.6), ("aac", 0.5)]
)
def test_the_first_sound_comes_early(name: str, seconds: float) -> None:
    data = encoded(name, voicelike(20))
    assert decoded(data, name, 256)[2] / len(data) * 20 < seconds


@pytest.mark.parametrize("name", ["wav", "mp3", "opus", "flac", "aac"])
def test_one_file_after_another_is_one_sound(name: str) -> None:
    """Servers that encode each sentence by itself send them so."""
    data = encoded(name)
    once, rate, _ = decoded(data, name, 4096)
    thrice, _, _ = decoded(3 * data, name, 4096)
    assert abs(len(thrice) - 3 * len(once)) <= 0.1 * rate
    assert abs(np.abs(thrice).sum() / np.abs(once).sum() - 3) < 0.01


@pytest.mark.parametrize("name", STREAMED)
def test_what_was_cut_off_decodes_to_there(name: str) -> None:
    data = encoded(name, voicelike(8))
    half, rate, _ = decoded(data[: len(data) // 2 | 1], name, 4096)
    assert 3 < len(half) / rate < 5


@pytest.mark.parametrize(
    "data", [b"", b"RI", b"<html>", b'{"error": "no"}', b"no sound " * 2000, b"RIFF\0\0\0\0WAVE"]
)
def test_what_is_no_sound_is_said_so(data: bytes) -> None:
    with pytest.raises(NotAudioError), StreamDecoder() as decoder:
        decoder.feed(data)
        decoder.finish()


def test_text_instead_of_sound_is_quoted() -> None:
    with pytest.raises(NotAudioError, match="quota exceeded"):
        StreamDecoder().feed(b'{"error": "quota exceeded"}')


def test_closing_in_the_middle_ends_the_thread() -> None:
    before = threading.active_count()
    decoder = StreamDecoder()
    decoder.feed(encoded("mp3")[:20_000])
    assert threading.active_count() == before + 1
    decoder.close()
    decoder.close()
    assert threading.active_count() == before


def test_stereo_at_any_rate_becomes_mono_where_it_is(tmp_path: Path) -> None:
    path = tmp_path / "a.wav"
    left = np.round(8000 * np.sin(np.arange(44_100) / 20)).astype("<i2")
    with av.open(str(path), "w") as container:
        stream = container.add_stream("pcm_s16le", rate=44_100, layout="stereo")
        assert isinstance(stream, av.AudioStream)
        both = np.stack([left, np.zeros_like(left)], axis=1).reshape(1, -1)
        frame = av.AudioFrame.from_ndarray(both, format="s16", layout="stereo")
        frame.sample_rate = 44_100
        container.mux(list(itertools.chain(stream.encode(frame), stream.encode(None))))
    mono, rate = decode_file(path)
    assert (rate, len(mono)) == (44_100, 44_100)
    np.testing.assert_allclose(mono, left / 65536, atol=1e-4)
    streamed, _, _ = decoded(path.read_bytes(), "wav", 999)
    np.testing.assert_allclose(streamed, mono, atol=1e-4)
    resampled, rate = decode_file(path, RATE)
    assert rate == RATE
    assert abs(len(resampled) - RATE) <= 1


@pytest.mark.parametrize(
    ("content", "why"), [(None, "No such file"), (b"", "Invalid data"), (b"text", "Invalid")]
)
def test_a_file_that_cannot_be_read_is_said_so(content: bytes | None, why: str, tmp_path: Path) -> None:
    path = tmp_path / "a.wav"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(UsageError, match=why) as caught:
        decode_file(path)
    assert caught.value.hint


def test_a_file_without_sound_is_said_so(tmp_path: Path) -> None:
    path = tmp_path / "a.wav"
    path.write_bytes(encoded("wav", np.zeros(0, np.float32)))
    with pytest.raises(UsageError, match="no sound"):
        decode_file(path)


@pytest.mark.parametrize("channels", [2, 7, 8, 9, 16])
def test_a_file_of_any_number_of_channels_is_their_mean(channels: int, tmp_path: Path) -> None:
    """PyAV dies of eight and more where it is asked for each of them."""
    values = np.arange(1, channels + 1, dtype="<i2") * 1000
    with wave.open(str(tmp_path / "a.wav"), "wb") as file:
        file.setparams((channels, 2, 8000, 0, "NONE", ""))
        file.writeframes(np.tile(values, 4000).tobytes())
    sound, rate = decode_file(tmp_path / "a.wav")
    assert (len(sound), rate) == (4000, 8000)
    assert np.allclose(sound, values.mean() / 32768, atol=1e-6)


def mp4(sound: np.ndarray, **options: str) -> bytes:
    """AAC in an MP4 as FFmpeg writes it."""
    with tempfile.NamedTemporaryFile(suffix=".mp4") as target:
        with av.open(target.name, "w", format="mp4", options=options) as container:
            stream = container.add_stream("aac", rate=RATE)
            stream.layout = "mono"
            frame = av.AudioFrame.from_ndarray(sound[None], format="fltp", layout="mono")
            frame.sample_rate = RATE
            container.mux([*stream.encode(frame), *stream.encode(None)])
        return target.read()


INDEX_LAST = mp4(SOUND)
MP4S = {
    "index last": INDEX_LAST,
    "index first": mp4(SOUND, movflags="faststart"),
    "fragments": mp4(SOUND, movflags="frag_keyframe+empty_moov"),
}


@pytest.mark.parametrize("data", MP4S.values(), ids=MP4S)
@pytest.mark.parametrize("portion", [7, 1000, 1 << 20])
def test_an_mp4_is_decoded_wherever_its_index_is(tmp_path: Path, data: bytes, portion: int) -> None:
    with StreamDecoder() as decoder:
        parts = [
            part for at in range(0, len(data), portion) for part in decoder.feed(data[at : at + portion])
        ]
        parts += decoder.finish()
        assert decoder.sample_rate == RATE
    heard = np.concatenate(parts)
    assert 0 <= len(heard) / RATE - len(SOUND) / RATE < 0.1
    file = tmp_path / "clip.m4a"
    file.write_bytes(data)
    assert len(decode_file(file)[0]) == pytest.approx(len(SOUND), abs=2048)


def test_an_mp4_that_lacks_its_index_says_so() -> None:
    with StreamDecoder() as decoder, pytest.raises(NotAudioError, match="cut off") as raised:
        decoder.feed(INDEX_LAST[: len(INDEX_LAST) // 2])
        decoder.finish()
    assert "mp3 or wav" in raised.value.hint


def test_the_first_sound_of_an_mp4_with_its_index_first_comes_early() -> None:
    data = MP4S["fragments"]
    with StreamDecoder() as decoder:
        assert decoder.feed(data[: len(data) * 3 // 4])
