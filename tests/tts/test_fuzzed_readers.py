"""Damaged streams: every reader gives items or one of our errors; `bench/fuzz_readers.py` tries a million."""

from __future__ import annotations

import json
import random
import time

import pytest
from reader_cases import READERS, Reader, damaged, pieces_of

from tts_tui.audio.files.wavstream import WavStreamDecoder
from tts_tui.backends.http.line_stream import EventReader, JsonLineReader
from tts_tui.backends.http.refusal import read_refusal
from tts_tui.speech.errors import SpeechError

EACH = pytest.mark.parametrize("reader", READERS, ids=lambda reader: reader.name)


@EACH
def test_a_good_stream_is_read_to_its_end(reader: Reader) -> None:
    whole = reader.read([reader.good])
    assert whole > 0
    assert reader.read(pieces_of(reader.good, random.Random(1))) == whole


@EACH
def test_damage_is_one_of_our_errors(reader: Reader) -> None:
    refused = 0
    for seed in range(1500):
        chance = random.Random(seed)
        try:
            reader.read(pieces_of(damaged(reader.good, chance), chance))
        except SpeechError:
            refused += 1
    assert refused > 50 or reader.name in ("pcm", "refusal"), "nothing was damaged"


@pytest.mark.parametrize("name", ["sse", "ndjson"])
@pytest.mark.parametrize("wrong", ["\u0601", "é", "=A", "\ud83d", "\0"])
def test_audio_that_is_no_base64_is_one_of_our_errors(name: str, wrong: str) -> None:
    field = "audio" if name == "sse" else "audio_base64"
    line = b"data: " * (name == "sse") + json.dumps({field: f"AAAA{wrong}"}).encode() + b"\n\n"
    reader = next(each for each in READERS if each.name == name)
    with pytest.raises(SpeechError, match="can't be read"):
        reader.read([line])


def seconds(work: object, data: bytes, piece: int) -> float:
    began = time.process_time()
    for at in range(0, len(data), piece):
        list(work(data[at : at + piece]))  # type: ignore[operator]
    return time.process_time() - began


@pytest.mark.parametrize(
    ("make", "data", "piece"),
    [
        (lambda: WavStreamDecoder().feed, b"RIFF\0\0\0\0WAVE" * 40_000, 1 << 20),
        (lambda: WavStreamDecoder().feed, b"RIFF\0\0\0\0WAVELIST\xff\xff\x0f\0" + bytes(900_000), 16),
        (lambda: EventReader().feed, b"data: x\n" * 200_000, 1 << 20),
        (lambda: EventReader().feed, b"data: " + b"x" * 4_000_000, 64),
        (lambda: JsonLineReader().feed, b"[" * 4_000_000, 64),
        (lambda: lambda data: [read_refusal(data)], b"<" * 65_536, 1 << 20),
        (lambda: lambda data: [read_refusal(data)], b"<script" * 9_000, 1 << 20),
        (lambda: lambda data: [read_refusal(data)], b"<html>" + b"<script>" * 8_000, 1 << 20),
        (lambda: lambda data: [read_refusal(data)], b"<html></script>" + b"<script>" * 8_000, 1 << 20),
        (lambda: lambda data: [read_refusal(data)], b"\x1b]" * 32_000, 1 << 20),
    ],
    ids=["riffs", "header", "events", "event", "line", "tags", "scripts", "page", "closed", "escapes"],
)
def test_what_is_made_to_take_long_does_not(make: object, data: bytes, piece: int) -> None:
    """A hang takes minutes; what is linear takes well under a second, also on a slow machine."""
    assert seconds(make(), data, piece) < 20  # type: ignore[operator]
