"""The readers of streamed lines give the same whatever way the bytes are split."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tts_tui.backends.http import line_stream
from tts_tui.backends.http.line_stream import EventReader, JsonLineReader
from tts_tui.speech.errors import NotAudioError, TruncatedError

ENDS = st.sampled_from([b"\n", b"\r\n", b"\r"])
DATA = st.binary(max_size=40).filter(lambda data: not set(data) & set(b"\r\n"))
JSON = st.recursive(
    st.none() | st.integers() | st.text(max_size=8),
    lambda inner: st.dictionaries(st.text(max_size=4), inner, max_size=3),
)


def pieces_of(data: bytes, cuts: list[int]) -> list[bytes]:
    at = sorted({cut % (len(data) + 1) for cut in cuts})
    return [data[begin:end] for begin, end in zip([0, *at], [*at, len(data)], strict=True)]


def read(reader: EventReader | JsonLineReader, pieces: list[bytes]) -> list[bytes]:
    found = [item for piece in pieces for item in reader.feed(piece)]
    return found + list(reader.finish())


CUTS = st.lists(st.integers(min_value=0, max_value=10_000), max_size=30)


@given(st.lists(st.lists(DATA, min_size=1, max_size=3), max_size=6), ENDS, CUTS, st.booleans(), st.booleans())
def test_events(events: list[list[bytes]], end: bytes, cuts: list[int], mark: bool, complete: bool) -> None:
    stream = b"\xef\xbb\xbf" if mark else b""
    for event in events:
        stream += b": a comment" + end + b"event: x" + end
        stream += b"".join(b"data: " + data + end for data in event) + end
    if not complete and events:
        stream = stream.removesuffix(end)
    assert read(EventReader(), pieces_of(stream, cuts)) == [b"\n".join(event) for event in events]


@given(
    st.lists(st.dictionaries(st.text(max_size=5), JSON, max_size=4), max_size=6), ENDS, CUTS, st.booleans()
)
def test_json_lines(objects: list[dict[str, object]], end: bytes, cuts: list[int], complete: bool) -> None:
    stream = end.join(json.dumps(item).encode() for item in objects) + (end if complete else b"")
    found = read(JsonLineReader(), pieces_of(stream, cuts))
    assert [json.loads(line) for line in found] == objects


@given(st.binary(max_size=300), CUTS)
def test_any_bytes_give_the_same_however_they_are_split(data: bytes, cuts: list[int]) -> None:
    def outcome(pieces: list[bytes], reader: EventReader | JsonLineReader) -> object:
        try:
            return read(reader, pieces)
        except TruncatedError:
            return "truncated"

    for kind in (EventReader, JsonLineReader):
        assert outcome(pieces_of(data, cuts), kind()) == outcome([data], kind())


def test_a_line_cut_off_in_the_middle_is_truncated() -> None:
    reader = JsonLineReader()
    assert list(reader.feed(b'{"a": 1}\n{"b": ')) == [b'{"a": 1}']
    with pytest.raises(TruncatedError):
        list(reader.finish())


def test_a_line_without_an_end_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(line_stream, "LONGEST_LINE", 1000)
    reader = JsonLineReader()
    with pytest.raises(NotAudioError, match="longer than"):
        for _ in range(100):
            list(reader.feed(b"x" * 100))
