"""The engine on the real model: timing first, small pieces first, exact lengths, quality, cancelling, threads."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import numpy as np
import pytest
from likeness import alike
from numpy.typing import NDArray

from tts_tui.backends.kokoro.engine import FRAME, Utterance
from tts_tui.backends.kokoro.mel import level, mel_distance
from tts_tui.backends.kokoro.phonemes.phonemize import phonemize
from tts_tui.backends.kokoro.phonemes.vocabulary import vocabulary
from tts_tui.backends.kokoro.streaming import StreamingEngine
from tts_tui.backends.kokoro.trimming import QUIET
from tts_tui.backends.kokoro.voices import parse_voice, style
from tts_tui.backends.kokoro.windows import FADE, DecodeWindow

pytestmark = pytest.mark.slow

Floats = NDArray[np.float32]


@pytest.fixture(scope="module")
def utterance(engine: StreamingEngine, tokens: list[int], heart: Floats) -> Utterance:
    return engine.prepare(tokens, heart, 1.0)


@pytest.fixture(scope="module")
def streamed(engine: StreamingEngine, utterance: Utterance) -> list[Floats]:
    return list(engine.windows(utterance, first=True))


@pytest.fixture(scope="module")
def whole(engine: StreamingEngine, utterance: Utterance) -> Floats:
    return engine.whole(utterance)


@pytest.fixture
def decoded(engine: StreamingEngine, monkeypatch: pytest.MonkeyPatch) -> list[DecodeWindow]:
    """The windows that the engine decodes from here on."""
    seen: list[DecodeWindow] = []
    decode = engine._decode
    monkeypatch.setattr(
        engine, "_decode", lambda prepared, window: (seen.append(window), decode(prepared, window))[1]
    )
    return seen


def test_timing_is_known_before_any_audio(
    engine: StreamingEngine, tokens: list[int], heart: Floats, decoded: list[DecodeWindow]
) -> None:
    utterance = engine.prepare(tokens, heart, 1.0)
    assert utterance.durations.shape == (len(tokens) + 2,)
    assert utterance.durations.dtype == np.int64
    assert 0 <= utterance.start < utterance.end <= FRAME * utterance.durations.sum()
    assert not decoded


def test_what_is_emitted_is_as_long_as_the_timing_says(
    utterance: Utterance, streamed: list[Floats], whole: Floats
) -> None:
    assert sum(map(len, streamed)) == len(whole) == utterance.end - utterance.start
    assert all(piece.dtype == np.float32 and piece.ndim == 1 for piece in streamed)


def test_the_first_pieces_are_small(streamed: list[Floats]) -> None:
    assert [len(piece) for piece in streamed[:3]] == [2 * FRAME - FADE // 2, 2 * FRAME, 4 * FRAME]


def test_windows_sound_like_the_whole(streamed: list[Floats], whole: Floats) -> None:
    audio = np.concatenate(streamed)
    assert mel_distance(audio, whole) < 2.0
    assert abs(level(audio) - level(whole)) < 0.5


def test_a_short_sentence_is_as_loud_as_it_should_be(
    engine: StreamingEngine, decoded: list[DecodeWindow]
) -> None:
    tokens = [vocabulary()[symbol] for symbol in phonemize("Good morning.", "en-us").symbols]
    utterance = at_speed(
        engine.prepare(tokens, style(parse_voice("af_heart"), len(tokens)), 1.0), seconds=0.025
    )
    whole = engine.whole(utterance)
    for first, windows in ((True, 5), (False, 1)):  # as many as 0.3 s need, and the rest
        decoded.clear()
        audio = np.concatenate(list(engine.windows(utterance, first=first)))
        assert len(decoded) == windows
        assert abs(level(audio) - level(whole)) < (0.5 if first else 0.1)
    np.testing.assert_allclose(audio, whole, atol=1e-4)


def test_a_slow_machine_decodes_a_short_first_sentence_in_windows_alone(
    engine: StreamingEngine, tokens: list[int], heart: Floats, decoded: list[DecodeWindow]
) -> None:
    utterance = at_speed(engine.prepare(tokens[:12], heart, 1.0), seconds=0.4)
    list(engine.windows(utterance, first=True))
    assert not any(window.sees_all_of(utterance.state.frames) for window in decoded)


def at_speed(utterance: Utterance, seconds: float) -> Utterance:
    """As if its preparation had taken that long."""
    return replace(utterance, state=replace(utterance.state, seconds=seconds))


@pytest.mark.parametrize("voice", ["af_nicole", "bm_daniel", "zf_xiaoni"])
def test_decoding_begins_just_before_the_sound(
    engine: StreamingEngine, tokens: list[int], voice: str
) -> None:
    utterance = engine.prepare(tokens, style(parse_voice(voice), len(tokens)), 1.0)
    every_frame = replace(utterance, start=0)
    sounding = np.flatnonzero(np.abs(engine.whole(every_frame)) > QUIET)
    assert 0 < sounding[0] - utterance.start < 3 * FRAME


def test_speech_is_not_trimmed_away(utterance: Utterance, whole: Floats) -> None:
    edges = np.concatenate([whole[: FRAME // 2], whole[-FRAME // 2 :]])
    assert level(edges) < level(whole) - 25


def test_a_closed_generator_decodes_no_more(
    engine: StreamingEngine, utterance: Utterance, decoded: list[DecodeWindow]
) -> None:
    pieces = engine.windows(utterance, first=True)
    next(pieces)
    pieces.close()
    engine._workers.submit(utterance.state.rank + 1, lambda: None).result()
    assert len(decoded) <= 1 + engine._workers.count


def test_only_a_worker_s_worth_is_decoded_ahead(
    engine: StreamingEngine, utterance: Utterance, decoded: list[DecodeWindow]
) -> None:
    pieces = engine.windows(utterance, first=True)
    next(pieces)
    engine._workers.submit(10**9, lambda: None).result()
    assert len(decoded) <= engine._workers.count
    pieces.close()


def test_two_threads_speak_at_once_as_they_would_alone(
    engine: StreamingEngine, tokens: list[int], heart: Floats
) -> None:
    def speak(speed: float) -> Floats:
        return np.concatenate(list(engine.windows(engine.prepare(tokens, heart, speed), first=False)))

    alone = [speak(1.0), speak(1.4)]
    with ThreadPoolExecutor(2) as pool:
        together = list(pool.map(speak, [1.0, 1.4]))
    assert all(map(alike, alone, together))


@pytest.mark.parametrize("speed", [0.5, 2.0])
def test_speed_is_in_the_durations(
    engine: StreamingEngine, tokens: list[int], heart: Floats, speed: float
) -> None:
    changed = engine.prepare(tokens, heart, speed).durations.sum()
    plain = engine.prepare(tokens, heart, 1.0).durations.sum()
    assert changed * speed == pytest.approx(plain, rel=0.2)  # each token has a frame at least


def test_one_token_can_be_spoken(engine: StreamingEngine, heart: Floats) -> None:
    utterance = engine.prepare([50], heart, 2.0)
    assert sum(map(len, engine.windows(utterance, first=True))) == utterance.end - utterance.start > 0


@pytest.mark.parametrize("voice", ["bm_george", "af_bella:0.5+em_alex:0.5"])
def test_statistics_are_predicted_for_voices_and_blends(
    engine: StreamingEngine, tokens: list[int], voice: str
) -> None:
    utterance = engine.prepare(tokens, style(parse_voice(voice), len(tokens)), 1.0)
    streamed, whole = np.concatenate(list(engine.windows(utterance, first=False))), engine.whole(utterance)
    assert mel_distance(streamed, whole) < 2.0
    assert abs(level(streamed) - level(whole)) < 1.0
