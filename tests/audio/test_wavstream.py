"""The WAV reader under every split of the bytes and every lie in the sizes."""

from __future__ import annotations

import itertools
import struct

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tts_tui.audio.files.wavstream import PcmDecoder, WavDecoder, WavStreamDecoder
from tts_tui.speech.errors import NotAudioError

RATE = 24_000


def wav(
    samples: list[int],
    *,
    size: int | None = None,
    before: bytes = b"",
    after: bytes = b"",
    rate: int = RATE,
    fmt: bytes = b"",
) -> bytes:
    data = struct.pack(f"<{len(samples)}h", *samples)
    fmt = fmt or struct.pack("<HHIIHH", 1, 1, rate, 2 * rate, 2, 16)
    body = b"WAVE" + struct.pack("<4sI", b"fmt ", len(fmt)) + fmt + before
    body += struct.pack("<4sI", b"data", len(data) if size is None else size) + data + after
    return struct.pack("<4sI", b"RIFF", min(len(body), 0xFFFFFFFF)) + body


def decoded(stream: bytes, cuts: list[int]) -> list[int]:
    decoder = WavStreamDecoder()
    edges = [0, *sorted(cut % (len(stream) + 1) for cut in cuts), len(stream)]
    parts = []
    for start, end in itertools.pairwise(edges):
        parts += decoder.feed(stream[start:end])
    parts += decoder.finish()
    assert all(part.dtype == np.float32 and part.ndim == 1 and len(part) for part in parts)
    return [round(float(value) * 32768) for part in parts for value in part]


samples_16 = st.lists(st.integers(-32768, 32767), max_size=60)
cuts = st.lists(st.integers(0, 10_000), max_size=12)
chunk = st.sampled_from([b"", b"LIST\x04\0\0\0INFO", b"bext\x03\0\0\0abc\0", b"fact\x04\0\0\0\0\0\0\0"])
lies = st.sampled_from([None, 0, 0xFFFFFFFF, 0x7FFFFFFF, 0xFFFFFFFE])


@given(samples_16, lies, chunk, cuts)
def test_any_size_and_any_split_give_the_samples(
    samples: list[int], size: int | None, before: bytes, cuts: list[int]
) -> None:
    assert decoded(wav(samples, size=size, before=before), cuts) == samples


@given(st.lists(st.tuples(samples_16, lies), min_size=1, max_size=4), cuts)
def test_several_files_in_one_body_are_one_sound(
    files: list[tuple[list[int], int | None]], cuts: list[int]
) -> None:
    stream = b"".join(wav(samples, size=size) for samples, size in files)
    assert decoded(stream, cuts) == [value for samples, _ in files for value in samples]


@given(samples_16.filter(bool), st.binary(max_size=40), cuts)
def test_what_follows_the_samples_is_no_sound(samples: list[int], after: bytes, cuts: list[int]) -> None:
    assert decoded(wav(samples, after=b"LIST" + struct.pack("<I", len(after)) + after), cuts) == samples


@given(samples_16.filter(bool), samples_16, cuts)
def test_an_odd_byte_before_the_next_file_shifts_nothing(
    first: list[int], second: list[int], cuts: list[int]
) -> None:
    stream = wav(first, size=0, after=b"\x01") + wav(second)
    assert decoded(stream, cuts) == first + second


@given(st.binary(max_size=300), cuts)
def test_garbage_after_the_magic_is_refused_or_silent(garbage: bytes, cuts: list[int]) -> None:
    try:
        decoded(b"RIFF" + garbage, cuts)
    except NotAudioError:
        return


@pytest.mark.parametrize(
    ("bits", "as_float", "scale", "dtype"),
    [
        (8, False, 1 / 128, np.uint8),
        (16, False, 1 / 32768, "<i2"),
        (32, False, 2**-31, "<i4"),
        (32, True, 1, "<f4"),
        (64, True, 1, "<f8"),
    ],
)
def test_widths(bits: int, as_float: bool, scale: float, dtype: str) -> None:
    values = np.array([0.5, -0.25, 0.0, -1.0])
    raw = np.round(values / scale + (128 if bits == 8 else 0)) if not as_float else values
    decoder = PcmDecoder(RATE, bits=bits, as_float=as_float)
    np.testing.assert_allclose(decoder.feed(raw.astype(dtype).tobytes()), values)


def test_24_bits() -> None:
    values = [0.5, -0.25, -1.0]
    raw = b"".join(round(value * 2**23).to_bytes(3, "little", signed=True) for value in values)
    np.testing.assert_allclose(PcmDecoder(RATE, bits=24).feed(raw), values)


def test_channels_become_one() -> None:
    fmt = struct.pack("<HHIIHHHHIH14x", 0xFFFE, 2, RATE, 4 * RATE, 4, 16, 22, 16, 3, 1)
    assert decoded(wav([100, 300, -200, 0], fmt=fmt), [50]) == [200, -100]


def test_64_bit_sizes() -> None:
    ds64 = struct.pack("<4sIQQQI", b"ds64", 28, 0, 6, 3, 0)
    body = wav([1, 2, 3], size=0xFFFFFFFF, after=b"LIST\x04\0\0\0INFO")
    decoder = WavDecoder()
    stream = b"RF64\xff\xff\xff\xffWAVE" + ds64 + body[12:]
    assert len(decoder.feed(stream)) == 3
    assert decoder.missing == 0


def test_a_body_that_was_cut_off_says_so() -> None:
    stream = wav(list(range(100)))
    for end, truncated in ((len(stream), False), (len(stream) - 1, True), (20, True)):
        decoder = WavStreamDecoder()
        decoder.feed(stream[:end])
        decoder.finish()
        assert decoder.truncated is truncated


@pytest.mark.parametrize(
    "stream",
    [
        b"RIFF\0\0\0\0AVI LIST",
        wav([1], fmt=struct.pack("<HHIIHH", 7, 1, 8000, 8000, 1, 8)),  # mu-law
        wav([1], fmt=struct.pack("<HHIIHH", 1, 0, RATE, 0, 0, 16)),  # no channels
        wav([1], fmt=struct.pack("<HHIIHH", 1, 1, RATE, 0, 0, 12)),
        b"RIFF\0\0\0\0WAVEdata\x02\0\0\0\0\0",
        wav([1]) + wav([1], rate=16_000),
    ],
)
def test_what_cannot_be_read_is_a_typed_error(stream: bytes) -> None:
    with pytest.raises(NotAudioError):
        decoded(stream, [])
