"""The times told of words against where a speech recogniser finds them."""

from __future__ import annotations

import numpy as np
import pytest

from tts_tui.backends.kokoro.streaming import StreamingEngine

pytest.importorskip("pocketsphinx", reason="it has no wheel for this Python")

from bench.word_times import aligned, edges, nearest, plain, spoken

pytestmark = pytest.mark.slow

TEXT = (
    "The bus leaves in four minutes. She speaks three languages and understands a fourth. "
    "When the lamp went out, we told stories in the dark until somebody found the candles. "
    "A cold wind blew across the empty square, but nobody in the long line complained about it."
)


@pytest.mark.parametrize(("voice", "speed"), [("af_heart", 1.0), ("bm_george", 1.2)])
def test_words_start_where_they_are_heard(engine: StreamingEngine, voice: str, speed: float) -> None:
    audio, told = spoken(engine, TEXT, voice, speed)
    heard = aligned(audio, TEXT)
    assert [plain(word.text) for word in told] == [word for word, _, _ in heard]
    pairs = list(zip(told, heard, strict=True))
    late = np.array([word.start - start for word, (_, start, _) in pairs])
    assert abs(np.median(late)) < 0.025
    assert np.percentile(np.abs(late), 95) < 0.090
    third = len(late) // 3
    assert abs(late[-third:].mean() - late[:third].mean()) < 0.05  # no drift
    assert abs(np.median([word.end - end for word, (_, _, end) in pairs])) < 0.025


def test_words_after_a_pause_start_with_its_sound(engine: StreamingEngine) -> None:
    audio, words = spoken(engine, TEXT, "af_heart", 1.0)
    begins, ends = edges(audio)
    first = [word for word in words if TEXT[: word.char_start].rstrip()[-1:] in ("", ".", ",")]
    last = [word for word in words if TEXT[word.char_end] in ".,"]
    assert len(first) == len(last) == 6
    # of as few words, and the first begins where the sound does
    assert abs(np.median([nearest(word.start, begins) or 0 for word in first])) < 0.035
    assert abs(np.median([nearest(word.end, ends) or 0 for word in last])) < 0.040
