"""Voices, blends, and what is made of phonemes and durations, without running the model."""

from __future__ import annotations

import subprocess
import sys

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tts_tui.backends.base import BackendContext
from tts_tui.backends.kokoro.backend import KokoroBackend
from tts_tui.backends.kokoro.catalog import VOICE_IDS, VOICES
from tts_tui.backends.kokoro.engine import FRAME, SAMPLE_RATE, Utterance
from tts_tui.backends.kokoro.phonemes.spans import PhonemeSpan
from tts_tui.backends.kokoro.split import LIMIT, split
from tts_tui.backends.kokoro.trimming import KEPT_AFTER, KEPT_BEFORE, trimmer
from tts_tui.backends.kokoro.voices import PACK, language_of, parse_voice, style
from tts_tui.backends.kokoro.word_timing import EARLY, word_times
from tts_tui.speech.errors import UnknownVoiceError


def test_every_voice_of_the_pack_is_listed() -> None:
    with np.load(str(PACK)) as packs:
        assert sorted(VOICE_IDS) == sorted(packs.files)
    assert len(VOICE_IDS) == 54
    assert VOICE_IDS[0] == "af_heart"


def test_what_is_known_of_a_voice() -> None:
    voices = {voice.id: voice for voice in VOICES}
    emma = voices["bf_emma"]
    assert (emma.name, emma.language, emma.gender, emma.grade) == ("Emma", "en-GB", "female", "B-")
    assert voices["pm_alex"].language == "pt-BR"
    assert (voices["jf_alpha"].language, voices["zm_yunxi"].language) == ("ja", "zh")


def test_a_style_is_the_row_of_its_length() -> None:
    with np.load(str(PACK)) as packs:
        rows = packs["af_heart"].astype(np.float32)
    heart = parse_voice("af_heart")
    for tokens, row in ((1, 0), (150, 149), (510, 509), (600, 509)):
        found = style(heart, tokens)
        assert found.shape == (1, 256)
        assert found.dtype == np.float32
        assert np.array_equal(found[0], rows[row])


@pytest.mark.parametrize(
    "name", ["af_heart:60,bm_george:40", "af_heart(6)+bm_george(4)", " af_heart: 3 , bm_george:2"]
)
def test_blends_are_weighted_means(name: str) -> None:
    blend = parse_voice(name)
    assert blend.parts == (("af_heart", pytest.approx(0.6)), ("bm_george", pytest.approx(0.4)))
    assert language_of(blend) == "en-US"
    mean = 0.6 * style(parse_voice("af_heart"), 80) + 0.4 * style(parse_voice("bm_george"), 80)
    assert np.allclose(style(blend, 80), mean, atol=1e-6)


def test_weights_may_be_left_out_and_repeated() -> None:
    assert parse_voice("af_heart+bf_emma").parts == (("af_heart", 0.5), ("bf_emma", 0.5))
    assert parse_voice("af_heart:1,bf_emma:0").parts == (("af_heart", 1.0),)
    assert parse_voice("af_heart:1,bf_emma:2,af_heart:1").parts == (("af_heart", 0.5), ("bf_emma", 0.5))


@pytest.mark.parametrize(
    ("name", "message", "hint"),
    [
        ("af_hart", "no voice 'af_hart'", "af_heart"),
        ("af_heart:60,bm_gorge:40", "no voice 'bm_gorge'", "bm_george"),
        ("af_heart:lots", "a number as the weight of af_heart", "af_heart:60,bm_george:40"),
        ("af_heart:-1,bf_emma:2", "a number", "af_heart:60"),
        ("af_heart:0", "above zero", "af_heart:60"),
        ("af_heart,,bf_emma", "can't be read", "af_heart:60"),
        ("", "can't be read", "af_heart:60"),
        ("AF_HEART", "no voice 'AF_HEART'", ""),
    ],
)
def test_what_is_no_voice(name: str, message: str, hint: str) -> None:
    with pytest.raises(UnknownVoiceError, match=message) as caught:
        parse_voice(name)
    assert hint in caught.value.hint


@given(st.text("abˈ.,; ", max_size=600))
def test_runs_of_the_model_lose_no_symbol_and_stay_short(symbols: str) -> None:
    parts = [symbols[start:end] for start, end in split(symbols)]
    assert "".join(parts).replace(" ", "") == symbols.replace(" ", "")
    assert all(len(part) <= LIMIT for part in parts)


def test_runs_end_with_sentences_first() -> None:
    sentence = "a" * 60 + "."
    assert [end - start for start, end in split(" ".join([sentence] * 4))] == [123, 123]


def utterance(durations: list[int], start: int) -> Utterance:
    frames = np.array(durations, np.int64)
    return Utterance(frames, start * FRAME, int(frames.sum()) * FRAME, None)


FRAME_SECONDS = FRAME / SAMPLE_RATE


@pytest.mark.parametrize(
    ("symbols", "words", "durations", "frames"),
    [
        pytest.param(
            "ab cd.",
            [(0, 2), (3, 5)],
            [10, 4, 4, 2, 4, 20, 8, 3],
            [(10, 19), (19, 24 + 3)],
            id="half the space each, and no silence in the last",
        ),
        pytest.param(
            "aɪ, ˈO.",
            [(0, 2), (4, 6)],
            [10, 4, 9, 6, 4, 3, 20, 8, 3],
            [(10, 14 + 4), (33, 36 + 4)],
            id="the space after a mark is silent",
        ),
        pytest.param(
            "a ˈsi",
            [(0, 1), (2, 5)],
            [10, 4, 2, 3, 4, 4, 3],
            [(10, 14), (14, 27)],
            id="what hisses begins a frame before",
        ),
        pytest.param("ðəsi", [(0, 2), (2, 4)], [10, 4, 4, 4, 4, 3], [(10, 17), (17, 26)], id="joined words"),
        pytest.param("a b", [(0, 1), (1, 1), (2, 3)], [10, 4, 2, 4, 3], None, id="a word without a sound"),
    ],
)
def test_words_are_timed_by_the_durations(
    symbols: str,
    words: list[tuple[int, int]],
    durations: list[int],
    frames: list[tuple[float, float]] | None,
) -> None:
    spoken = utterance(durations, start=6)
    spans = [PhonemeSpan(*word, *word) for word in words]
    told = word_times(symbols, symbols, spans, spoken)
    assert all(word.start <= word.end for word in told)
    if frames:
        expected = [(max(a - EARLY - 6, 0), b - EARLY - 6) for a, b in frames]
        assert [(word.start / FRAME_SECONDS, word.end / FRAME_SECONDS) for word in told] == [
            pytest.approx(pair) for pair in expected
        ]


@given(
    st.lists(st.tuples(st.integers(0, 4000), st.booleans()), max_size=12),
    st.integers(0, 20_000),
)
def test_silence_is_cut_at_the_ends_only(stretches: list[tuple[int, bool]], least: int) -> None:
    pieces = [np.full(length, 0.1 if loud else 0.0, np.float32) for length, loud in stretches]
    whole = np.concatenate([*pieces, np.zeros(0, np.float32)])
    trim = trimmer(least)
    before, after = round(KEPT_BEFORE * SAMPLE_RATE), round(KEPT_AFTER * SAMPLE_RATE)
    kept = np.concatenate([*map(trim.process, pieces), trim.flush()])
    loud = np.flatnonzero(whole)
    if len(loud):
        start = max(int(loud[0]) - before, 0)
        end = min(max(int(loud[-1]) + 1, min(least, len(whole))) + after, len(whole))
        assert trim.removed == start
        assert np.array_equal(kept, whole[start:end])
    else:
        assert len(kept) <= after


def test_importing_the_backend_costs_nothing() -> None:
    code = (
        "import sys, tts_tui.backends.kokoro.backend; "
        "print([name for name in ('numpy', 'onnxruntime', 'onnx', 'httpx', 'phonemizer') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


async def test_a_blend_under_a_name_is_a_voice_like_others(tmp_path) -> None:
    names = {"Evening host": "af_heart:60,bm_george:40", "broken": "af_nobody:1,af_heart:1"}
    backend = KokoroBackend(BackendContext(tmp_path, tmp_path, blends=lambda: names))
    listed = {voice.name: voice for voice in await backend.voices("kokoro-v1.0-onnx")}
    host = listed["Evening host"]
    assert (host.id, host.language, host.gender) == ("af_heart:60,bm_george:40", "en-US", "")
    assert host.label == "Evening host"
    assert not host.unavailable
    assert "no voice 'af_nobody'" in listed["broken"].unavailable
    assert backend.voice_id("evening HOST") == host.id
    assert backend.blend("Evening host") == parse_voice(host.id)
    assert backend.language_of("Evening host") == "en-US"
    assert backend.voice_id("af_heart") == "af_heart"
    with pytest.raises(UnknownVoiceError):
        backend.blend("nobody")
