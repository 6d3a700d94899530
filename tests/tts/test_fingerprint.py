"""What is in large files, and that weights and clips are known by it on every machine."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tts_tui.backends.base import BackendContext
from tts_tui.backends.chatterbox.backend import ChatterboxBackend
from tts_tui.backends.chatterbox.catalog import VARIANTS
from tts_tui.backends.fingerprint import fingerprint
from tts_tui.speech.request import ChunkRequest

LARGE = bytes(range(256)) * (1 << 14)


@pytest.mark.parametrize("content", [b"", b"short", LARGE])
def test_it_is_of_the_content_alone(tmp_path: Path, content: bytes) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    one.write_bytes(content)
    other.write_bytes(content)
    os.utime(other, (0, 0))
    assert fingerprint(one) == fingerprint(other)


def test_another_length_beginning_or_end_is_another(tmp_path: Path) -> None:
    file = tmp_path / "file"
    contents = (LARGE, LARGE[:-1], b"x" + LARGE[1:], LARGE[:-1] + b"x")
    found = set()
    for at, content in enumerate(contents):
        file.write_bytes(content)
        os.utime(file, (at, at))
        found.add(fingerprint(file))
    assert len(found) == len(contents)


def test_chatterbox_is_the_same_engine_on_two_machines_with_the_same_weights(tmp_path: Path) -> None:
    variant = VARIANTS[0]

    def source(machine: str, weights: bytes) -> object:
        folder = tmp_path / machine / "models" / variant.folders[-1]
        folder.mkdir(parents=True)
        for name in variant.files:
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes(weights)
        backend = ChatterboxBackend(BackendContext(cache=tmp_path / machine, data=tmp_path / machine))
        return backend.sound_source(ChunkRequest(0, "Hello.", variant.id, "", "en"))

    here = source("here", b"weights")
    assert here == source("there", b"weights")
    assert here != source("elsewhere", b"others!")
