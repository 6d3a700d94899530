"""Broken recordings: thousands of them, and no error but ours."""

from __future__ import annotations

import contextlib
import io
import os
import random
import struct
import wave
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from tts_tui.audio.files.decode import StreamDecoder, decode_file
from tts_tui.audio.files.encoders import Tags, open_encoder, wav
from tts_tui.audio.files.formats import FORMATS
from tts_tui.audio.files.saving import recover
from tts_tui.audio.files.wavstream import WavDecoder
from tts_tui.speech.errors import NotAudioError, SaveError, UsageError

MOST = int(os.environ.get("TTS_TUI_FUZZ", "4000"))
"""Inputs; as many as wanted by that variable."""

_EDGES = (
    0,
    1,
    2,
    3,
    7,
    8,
    15,
    16,
    24,
    0x7F,
    0x80,
    0xFF,
    0x7FFF,
    0x8000,
    0xFFFE,
    0xFFFF,
    0x7FFFFFFF,
    0xFFFFFFFF,
)


def seeds() -> list[bytes]:
    """WAVs as they are written: plain, float, tagged, of two channels, 24 bits, 8 bits, RF64, endless."""
    found = []
    for channels, width in ((1, 2), (2, 3), (1, 1), (2, 4)):
        target = io.BytesIO()
        with wave.open(target, "wb") as file:
            file.setparams((channels, width, 8000, 0, "NONE", ""))
            file.writeframes(bytes(range(256)) * 3)
        found.append(target.getvalue())
    target = io.BytesIO()
    with open_encoder(target, FORMATS["wav"], 8000, tags=Tags(title="A title")) as encoder:
        encoder.write(np.zeros(100, np.float32))
    found.append(target.getvalue())
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(wav, "LARGEST", 10)
        target = io.BytesIO()
        with open_encoder(target, FORMATS["wav"], 8000) as encoder:
            encoder.write(np.zeros(100, np.float32))
    found.append(target.getvalue())
    found.append(found[0].replace(struct.pack("<I", 768), b"\xff" * 4))
    return found


def broken(dice: random.Random, whole: list[bytes]) -> bytes:
    """One of them with a few things wrong, mostly in its header."""
    data = bytearray(dice.choice(whole))
    for _ in range(dice.randint(1, 4)):
        at = dice.randrange(min(len(data), 80) if dice.random() < 0.8 else len(data)) if data else 0
        match dice.randrange(6):
            case 0:
                data[at : at + 1] = bytes([dice.randrange(256)])
            case 1:
                data[at : at + 4] = struct.pack("<I", dice.choice(_EDGES))
            case 2:
                data[at : at + 2] = struct.pack("<H", dice.choice(_EDGES) & 0xFFFF)
            case 3:
                del data[at : at + dice.randrange(20)]
            case 4:
                data[at:at] = dice.randbytes(dice.randrange(20))
            case _:
                data[at:at] = dice.choice(whole)[: dice.randrange(60)]
    return bytes(data[: dice.randrange(len(data) + 1)] if dice.random() < 0.2 else data)


def pieces(dice: random.Random, data: bytes) -> Iterator[bytes]:
    at = 0
    while at < len(data):
        size = dice.choice([1, 3, 8, 50, 1000])
        yield data[at : at + size]
        at += size


def test_no_wav_is_so_broken_that_another_error_comes_of_it() -> None:
    dice, whole, read = random.Random(13), seeds(), 0
    for _ in range(MOST):
        data = broken(dice, whole)
        until_end = dice.random() < 0.5
        decoder, stream = WavDecoder(until_end=until_end), StreamDecoder()
        try:
            for piece in pieces(dice, data):
                read += len(decoder.feed(piece))
        except NotAudioError:
            pass
        if data[:4] in (b"RIFF", b"RF64"):  # other beginnings are FFmpeg's
            try:
                for piece in pieces(dice, data):
                    stream.feed(piece)
                stream.finish()
            except NotAudioError:
                pass
            finally:
                stream.close()
    assert read > 0


def test_no_file_is_so_broken_either(tmp_path: Path) -> None:
    """Read by FFmpeg, which clones and tests do, and recovered by us."""
    dice, whole, path = random.Random(7), seeds(), tmp_path / "a.wav"
    for _ in range(MOST // 20):
        path.write_bytes(broken(dice, whole))
        with contextlib.suppress(UsageError):
            decode_file(path)
        part = path.rename(tmp_path / "b.wav.part")
        try:
            recover(part).unlink()
        except (SaveError, NotAudioError, UsageError):
            part.unlink()
        assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("name", [name for name, each in FORMATS.items() if each.codec])
def test_nor_is_a_part_of_another_format(name: str, tmp_path: Path) -> None:

    dice = random.Random(name)
    target = io.BytesIO()
    with open_encoder(target, FORMATS[name], 24_000) as encoder:
        encoder.write(np.random.default_rng(0).uniform(-0.5, 0.5, 30_000).astype(np.float32))
    for _ in range(MOST // 100):
        part = tmp_path / f"a{FORMATS[name].extension}.part"
        part.write_bytes(broken(dice, [target.getvalue()]))
        try:
            recover(part).unlink()
        except SaveError:
            part.unlink()
        assert not list(tmp_path.iterdir())
