"""What a file says of its own length: on stdout where that is a file, and beyond the 4 GiB of a RIFF."""

from __future__ import annotations

import os
import subprocess
import sys
import wave
from pathlib import Path

import av
import numpy as np
import pytest
from voicelike import RATE, voicelike

from tts_tui.audio.files.decode import StreamDecoder, decode_file
from tts_tui.audio.files.encoders import Tags, open_encoder, wav
from tts_tui.audio.files.formats import FORMATS
from tts_tui.audio.files.saving import AudioFile, Descriptor, recover

WRITING = """
import sys
from voicelike import RATE, voicelike
from tts_tui.audio.files.encoders import open_encoder
from tts_tui.audio.files.formats import FORMATS
from tts_tui.audio.files.saving import Descriptor
with open_encoder(Descriptor.pipe(), FORMATS[sys.argv[1]], RATE) as encoder:
    encoder.write(voicelike(3))
"""


def told_seconds(path: Path) -> float:
    """As the header says, without a look at the samples."""
    with av.open(str(path)) as container:
        audio = container.streams.audio[0]
        return float((audio.duration or 0) * (audio.time_base or 0))


def redirected(name: str, path: Path, mode: str) -> None:
    here = Path(__file__).parent
    with path.open(mode) as file:
        subprocess.run(
            [sys.executable, "-c", WRITING, name],
            stdout=file,
            check=True,
            env={"PYTHONPATH": f"{here}:{here.parent.parent}"},
        )
        if "a" not in mode:  # as the next command of a shell would go on
            os.write(file.fileno(), b"end")


@pytest.mark.parametrize("name", ["wav", "flac"])
def test_a_file_that_stdout_goes_to_tells_its_length(name: str, tmp_path: Path) -> None:
    path = tmp_path / f"a.{name}"
    redirected(name, path, "wb")
    content = path.read_bytes()
    assert content.endswith(b"end"), "what is written after it comes after it"
    path.write_bytes(content.removesuffix(b"end"))
    assert told_seconds(path) == pytest.approx(len(voicelike(3)) / RATE, abs=0.001)
    assert len(decode_file(path)[0]) == len(voicelike(3))
    if name == "wav":
        with wave.open(str(path)) as file:
            assert file.getnframes() == len(voicelike(3))


@pytest.mark.parametrize("name", ["wav", "flac"])
def test_what_stands_before_it_in_that_file_stays(name: str, tmp_path: Path) -> None:
    path = tmp_path / "both"
    path.write_bytes(b"before")
    redirected(name, path, "ab")
    assert path.read_bytes().startswith(b"before" + {"wav": b"RIFF", "flac": b"fLaC"}[name])
    with path.open("r+b") as file:  # not only appended to: it seeks, and begins in the middle
        file.seek(3)
        output = Descriptor.pipe(file.fileno())
        with open_encoder(output, FORMATS[name], RATE) as encoder:
            encoder.write(voicelike(1))
        length = output.tell()
        output.close()
    content = path.read_bytes()
    assert content[:3] == b"bef"
    own = tmp_path / f"own.{name}"
    own.write_bytes(content[3 : 3 + length])
    assert told_seconds(own) == pytest.approx(len(voicelike(1)) / RATE, abs=0.001)


@pytest.fixture
def small_riff(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if a RIFF counted to 100,000 bytes only."""
    monkeypatch.setattr(wav, "LARGEST", 100_000)


@pytest.mark.parametrize("seconds", [1, 3])
def test_a_wav_that_outgrows_riff_becomes_an_rf64(small_riff: None, seconds: int, tmp_path: Path) -> None:
    path, sound = tmp_path / "a.wav", voicelike(seconds)
    with AudioFile(path, RATE, tags=Tags(title="T")) as file:
        for start in range(0, len(sound), 5000):
            file.write(sound[start : start + 5000])
        file.commit()
    assert path.read_bytes()[:4] == (b"RF64" if seconds == 3 else b"RIFF")
    assert told_seconds(path) == pytest.approx(len(sound) / RATE, abs=0.001)
    read, _ = decode_file(path)  # by FFmpeg
    with StreamDecoder() as decoder:  # by us
        ours = np.concatenate([*decoder.feed(path.read_bytes()), *decoder.finish()])
        assert not decoder.truncated
    assert len(read) == len(sound)
    np.testing.assert_array_equal(ours, read)


def test_a_killed_rf64_is_recovered_whole(small_riff: None, tmp_path: Path) -> None:
    with AudioFile(tmp_path / "a.wav", RATE) as file:
        file.write(voicelike(3))
        whole = file.part.read_bytes()
    part = tmp_path / "b.wav.part"
    part.write_bytes(whole)
    assert whole[:4] == b"RF64"
    assert len(decode_file(recover(part))[0]) == len(voicelike(3))


def test_five_gigabytes_of_sound_are_read_to_their_end(tmp_path: Path) -> None:
    """Sparse: of the silence in the middle only the length is written."""
    path, hole = tmp_path / "a.wav", 5 << 30
    sound = voicelike(2)
    with Descriptor.create(path) as output:
        encoder = wav.WavEncoder(output, FORMATS["wav"], RATE, RATE)
        encoder.write(sound)
        output.seek(hole, os.SEEK_CUR)
        encoder._data_bytes += hole
        encoder.write(sound)
        encoder.close()
    assert told_seconds(path) == pytest.approx(hole / 2 / RATE + 2 * len(sound) / RATE, abs=0.001)
    with av.open(str(path)) as container:
        audio = container.streams.audio[0]
        container.seek(int(hole / 2 / RATE / audio.time_base), stream=audio)
        tail = np.concatenate([frame.to_ndarray()[0] for frame in container.decode(audio)])
    np.testing.assert_array_equal(tail[-len(sound) :], np.rint(sound * 32768).astype(np.int16))
