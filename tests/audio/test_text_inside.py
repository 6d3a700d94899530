"""The text with its times inside a recording: readable by others, and the sound is as it was."""

from __future__ import annotations

import json
import struct
from pathlib import Path

import av
import mp4_boxes
import numpy as np
import pytest

from tts_tui.audio.files.decode import decode_file
from tts_tui.audio.files.encoders.mp4_tag import add_tag
from tts_tui.audio.files.saving import AudioFile

RATE = 24_000
TONE = (0.3 * np.sin(np.arange(4 * RATE) * 0.05)).astype(np.float32)
SPOKEN = json.dumps({"text_segments": [{"text": "Čo 😀"}], "long": "x" * 70_000}, ensure_ascii=False)
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de"
    "0000000c4944415408d763f8cfc0000003010100c9fe92ef0000000049454e44ae426082"
)


def saved(path: Path, spoken: str) -> Path:
    file = AudioFile(path, RATE, cover=PNG)
    file.write(TONE)
    file.mark_chapter("One", 0.0)
    file.mark_chapter("Two", 1.5)
    return file.commit(lambda: spoken)


@pytest.mark.parametrize("name", ["a.m4b", "a.m4a"])
def test_an_mp4_has_it_in_an_atom_of_its_own_and_is_else_the_same(tmp_path: Path, name: str) -> None:
    path = saved(tmp_path / name, SPOKEN)
    plain = saved(tmp_path / f"plain-{name}", "")
    found, other = mp4_boxes.read(path), mp4_boxes.read(plain)
    assert json.loads(found.tags.pop("tts-audiobook-tool:audiobook-data")) == json.loads(SPOKEN)
    assert found.tags == other.tags
    assert found.chapters == [("One", 0.0), ("Two", 1.5)]
    assert found.order == other.order
    assert [track[:3] for track in found.tracks] == [track[:3] for track in other.tracks]
    assert (decode_file(path)[0] == decode_file(plain)[0]).all()
    with av.open(str(path)) as file:
        marks = [
            (each["metadata"]["title"], float(each["start"] * each["time_base"])) for each in file.chapters()
        ]
        assert marks == [("One", 0.0), ("Two", 1.5)]
        pictures = list(file.streams.video)
        assert len(list(file.decode(pictures[0]))) == 1, "the cover is found where it is now"


def test_a_flac_has_it_in_a_comment(tmp_path: Path) -> None:
    path = saved(tmp_path / "a.flac", SPOKEN)
    with av.open(str(path)) as file:
        told = {name.upper(): value for name, value in file.metadata.items()}["TTS_AUDIOBOOK_TOOL"]
    assert json.loads(told) == json.loads(SPOKEN)
    assert (decode_file(path)[0] == decode_file(saved(tmp_path / "b.flac", ""))[0]).all()


def test_what_holds_none_is_written_without_it(tmp_path: Path) -> None:
    for name in ("a.mp3", "a.opus", "a.wav"):
        file = AudioFile(tmp_path / name, RATE)
        file.write(TONE)
        path = file.commit(lambda: pytest.fail("nobody can keep it"))
        assert len(decode_file(path)[0]) >= len(TONE)


@pytest.mark.parametrize(
    "data", [b"", b"short", bytes(64), b"\0\0\0\x08moov", b"\0\0\0\x10moov\0\0\0\x08udta"]
)
def test_what_isnt_such_a_file_stays_as_it_is(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "a.m4b"
    path.write_bytes(data)
    assert not add_tag(path, "mean", "name", "text")
    assert path.read_bytes() == data


def box(kind: bytes, *bodies: bytes) -> bytes:
    body = b"".join(bodies)
    return struct.pack(">I4s", 8 + len(body), kind) + body


def handmade(offsets: bytes, media: bytes) -> bytes:
    stbl = box(b"stbl", offsets)
    trak = box(b"trak", box(b"mdia", box(b"minf", stbl)))
    udta = box(b"udta", box(b"meta", bytes(4), box(b"ilst")))
    return box(b"ftyp", b"M4B ") + box(b"moov", trak, udta) + media


@pytest.mark.parametrize("wide", [False, True])
def test_places_of_samples_move_with_what_is_put_before_them(tmp_path: Path, wide: bool) -> None:
    body = bytes(range(200)) * 20_000  # more than is moved at once
    media = struct.pack(">I4sQ", 1, b"mdat", 16 + len(body)) + body  # a size of 64 bits

    def made(place: int) -> bytes:
        table = struct.pack(">IIQ" if wide else ">III", 0, 1, place)
        return handmade(box(b"co64" if wide else b"stco", table), media)

    path = tmp_path / "a.m4b"
    path.write_bytes(made(made(0).index(body)))
    assert add_tag(path, "mean", "name", "text")
    data = path.read_bytes()
    assert data.endswith(media)
    at = data.index(b"co64" if wide else b"stco") + 12
    (place,) = struct.unpack_from(">Q" if wide else ">I", data, at)
    assert data[place:] == body


def test_a_table_without_room_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "a.m4b"
    data = handmade(box(b"stco", struct.pack(">III", 0, 1, 2**32 - 5)), box(b"mdat", b"x"))
    path.write_bytes(data)
    assert not add_tag(path, "mean", "name", "text")
    assert path.read_bytes() == data
