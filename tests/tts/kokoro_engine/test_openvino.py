"""Kokoro's decoder on OpenVINO: the same timing, the same sound, and words of its own where it is missing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from tts_tui.backends.kokoro import openvino_graph
from tts_tui.backends.kokoro.engine_choice import KokoroOptions, choose
from tts_tui.backends.kokoro.mel import level, mel_distance
from tts_tui.backends.kokoro.streaming import StreamingEngine
from tts_tui.speech.errors import MissingDependencyError

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def on_openvino(model: Path) -> Iterator[StreamingEngine]:
    opened = StreamingEngine.open(model, model.parent, openvino=True)
    yield opened
    opened.close()


def test_it_decodes_and_says_so(
    on_openvino: StreamingEngine, engine: StreamingEngine, tokens: list[int], heart: NDArray[np.float32]
) -> None:
    assert on_openvino.provider.startswith("OpenVINO (")
    usual, ours = (each.prepare(tokens, heart, 1.0) for each in (engine, on_openvino))
    np.testing.assert_array_equal(usual.durations, ours.durations)
    whole = engine.whole(usual)
    for audio in (on_openvino.whole(ours), np.concatenate(list(on_openvino.windows(ours, first=True)))):
        assert len(audio) == ours.end - ours.start
        assert mel_distance(audio, whole) < 2.0
        assert abs(level(audio) - level(whole)) < 0.75


def test_where_it_is_missing_the_mend_is_named(
    engine: StreamingEngine, model: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(openvino_graph, "find_spec", lambda _: None)
    with pytest.raises(MissingDependencyError) as caught:
        choose(model, model.parent, KokoroOptions(runtime="openvino"))
    assert "tts-tui[openvino]" in (caught.value.hint or "")
