"""Kokoro with its real weights: what it says is understood, timed, and stopped."""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections.abc import AsyncIterator
from contextlib import aclosing
from itertools import islice
from pathlib import Path

import numpy as np
import pytest
from likeness import alike
from transcribe import transcribe, wer, words

from tts_tui.backends.base import BackendContext
from tts_tui.backends.kokoro.backend import KokoroBackend
from tts_tui.backends.kokoro.engine import SAMPLE_RATE
from tts_tui.backends.kokoro.model_file import INT8, ensure
from tts_tui.backends.kokoro.phonemes import espeak
from tts_tui.backends.kokoro.request_audio import speak
from tts_tui.backends.kokoro.stock import StockEngine
from tts_tui.speech.chunk import AudioChunk
from tts_tui.speech.errors import (
    EmptyTextError,
    SettingsError,
    SynthesisError,
    UnknownModelError,
    UnknownVoiceError,
    UnsupportedLanguageError,
    UsageError,
)
from tts_tui.speech.request import ChunkRequest

pytestmark = [pytest.mark.slow, pytest.mark.asyncio(loop_scope="module")]

MODEL = "kokoro-v1.0-onnx"
SHORT = "The harbour is quiet today."
LONG = (
    "When the sunlight strikes raindrops in the air, they act as a prism and form a rainbow. "
    "People look for it after every storm."
)


@pytest.fixture(scope="module")
async def backend(
    engine_cache: Path, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[KokoroBackend]:
    context = BackendContext(engine_cache, tmp_path_factory.mktemp("data"), {"engine": "streaming"})
    backend = KokoroBackend(context)
    await backend.start(MODEL)
    yield backend
    await backend.close()


@pytest.fixture(scope="module")
def stock(engine_cache: Path) -> StockEngine:
    return StockEngine(ensure(INT8, engine_cache / "kokoro"))


def request(
    text: str, voice: str = "af_heart", *, language: str = "", speed: float = 1.0, index: int = 0
) -> ChunkRequest:
    return ChunkRequest(0, text, MODEL, voice, language, speed)


async def said(backend: KokoroBackend, asked: ChunkRequest) -> list[AudioChunk]:
    async with aclosing(backend.synthesize(asked)) as chunks:
        return [chunk async for chunk in chunks]


def joined(chunks: list[AudioChunk]) -> np.ndarray:
    return np.concatenate([chunk.samples for chunk in chunks])


@pytest.mark.parametrize(
    ("text", "voice"),
    [(SHORT, "af_heart"), (LONG, "bm_george"), (LONG, "am_michael:50,bf_emma:50")],
    ids=["short", "long", "long, a blend"],
)
async def test_what_is_said_is_understood(backend: KokoroBackend, text: str, voice: str) -> None:
    chunks = await said(backend, request(text, voice))
    audio = joined(chunks)
    heard = transcribe(audio, SAMPLE_RATE)
    assert wer(text.replace("harbour", "harbor"), heard.replace("harbour", "harbor")) <= 0.1, heard
    assert words(heard)[-1] == words(text)[-1]
    assert 0.035 <= len(audio) / SAMPLE_RATE / len(text) <= 0.12
    assert 0.05 < np.abs(audio).max() <= 1.2, "the published graph goes a little beyond 1, too"
    assert len(chunks) > 1, "it streams inside the sentence"


async def test_words_have_times_of_the_model(backend: KokoroBackend) -> None:
    chunks = await said(backend, request(LONG))
    seconds = sum(chunk.seconds for chunk in chunks)
    timed = [word for chunk in chunks for word in chunk.words]
    assert [word.text for word in timed] == [word.strip(".,") for word in LONG.split()]
    assert [LONG[word.char_start : word.char_end] for word in timed] == [word.text for word in timed]
    edges = [edge for word in timed for edge in (word.start, word.end)]
    assert edges == sorted(edges)
    assert edges[0] < 0.2
    assert seconds - 0.4 < edges[-1] <= seconds
    # the times are where the sounds are: cut there, the first sentence is heard and nothing of the second
    end = next(word.end for word in timed if word.text == "rainbow")
    heard = transcribe(joined(chunks)[: round((end + 0.1) * SAMPLE_RATE)], SAMPLE_RATE)
    assert wer(LONG.partition(". ")[0], heard) <= 0.1, heard


async def test_the_first_audio_tells_how_long_the_steps_took(backend: KokoroBackend) -> None:
    began = time.perf_counter()
    chunks = await said(backend, request(LONG.replace("rainbow", "colourful bow")))
    whole = (time.perf_counter() - began) * 1000
    first, *others = [chunk.times for chunk in chunks]
    assert first
    assert 0 < first.phonemes_ms < first.phonemes_ms + first.inference_ms <= whole
    assert not any(others)


async def test_silence_around_it_is_cut(backend: KokoroBackend) -> None:
    audio = joined(await said(backend, request(SHORT)))
    loud = np.flatnonzero(np.abs(audio) > 0.002)
    assert loud[0] <= 0.05 * SAMPLE_RATE
    assert len(audio) - loud[-1] <= 0.2 * SAMPLE_RATE


async def test_speed_changes_the_length_and_not_the_words(backend: KokoroBackend) -> None:
    slow, fast = [joined(await said(backend, request(SHORT, speed=speed))) for speed in (0.7, 1.5)]
    assert 1.6 < len(slow) / len(fast) < 2.6
    assert wer("The harbor is quiet today", transcribe(fast, SAMPLE_RATE).replace("harbour", "harbor")) <= 0.2


async def test_the_first_audio_comes_before_the_rest_is_decoded(
    backend: KokoroBackend, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine = (await backend._engine(MODEL)).engine
    decoded = 0
    windows = engine.windows

    def counted(utterance, *, first):  # type: ignore[no-untyped-def]
        nonlocal decoded
        for samples in windows(utterance, first=first):
            decoded += len(samples)
            yield samples

    monkeypatch.setattr(engine, "windows", counted)
    async with aclosing(backend.synthesize(request(LONG))) as chunks:
        await anext(chunks)
        after_one = decoded
        await anext(chunks)
    stopped_at = decoded
    assert after_one <= SAMPLE_RATE, "a second at most is decoded for the first sound"
    assert stopped_at <= 2 * SAMPLE_RATE
    rest = len(joined(await said(backend, request(SHORT))))
    assert decoded - stopped_at <= rest + 2 * SAMPLE_RATE, "a cancelled request goes on decoding"


async def test_cancelling_the_task_ends_the_work(backend: KokoroBackend) -> None:
    reached: list[int] = []
    more = asyncio.Event()

    async def listen() -> None:
        async with aclosing(backend.synthesize(request(LONG))) as chunks:
            async for chunk in chunks:
                reached.append(len(chunk.samples))
                more.set()

    task = asyncio.create_task(listen())
    await more.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert sum(reached) < 3 * SAMPLE_RATE
    assert wer("Ready", transcribe(joined(await said(backend, request("Ready."))), SAMPLE_RATE)) == 0


@pytest.mark.usefixtures("steady_windows")
async def test_two_at_once_do_not_mix(backend: KokoroBackend) -> None:
    alone = joined(await said(backend, request(SHORT)))
    one, other = await asyncio.gather(
        said(backend, request(SHORT)),
        said(backend, request("Nobody knows what tomorrow will bring.", "am_michael")),
    )
    assert alike(joined(one), alone)
    assert wer("Nobody knows what tomorrow will bring", transcribe(joined(other), SAMPLE_RATE)) <= 0.2


async def test_a_text_longer_than_the_model_takes_is_said_whole(backend: KokoroBackend) -> None:
    text = "and the river went on past the hills " * 6
    chunks = await said(backend, request(text.strip() + "."))
    timed = [word.text for chunk in chunks for word in chunk.words]
    assert timed == text.split()
    heard = transcribe(joined(chunks), SAMPLE_RATE)
    assert abs(len(words(heard)) - len(text.split())) <= 5, heard


@pytest.mark.parametrize("voice", ["ef_dora", "ff_siwis", "if_sara", "pf_dora", "hf_alpha"])
async def test_other_languages_are_spoken(backend: KokoroBackend, voice: str) -> None:
    text = {"h": "नमस्ते दुनिया।", "f": "Bonjour tout le monde."}.get(voice[0], "Buenos amigos, vamos a cantar.")
    audio = joined(await said(backend, request(text, voice)))
    assert 0.035 <= len(audio) / SAMPLE_RATE / len(text) <= 0.15
    assert np.abs(audio).max() > 0.05


@pytest.mark.parametrize(
    ("asked", "error"),
    [
        (request(SHORT, "af_hart"), UnknownVoiceError),
        (request(SHORT, language="de"), UnsupportedLanguageError),
        (request("🙂 …"), EmptyTextError),
        (request(""), EmptyTextError),
        (request(SHORT, speed=9.0), UsageError),
        (ChunkRequest(0, SHORT, "kokoro-v2", "af_heart", ""), UnknownModelError),
    ],
)
async def test_bad_input_is_a_typed_error(
    backend: KokoroBackend, asked: ChunkRequest, error: type[Exception]
) -> None:
    with pytest.raises(error):
        await said(backend, asked)


async def test_an_unknown_engine_in_the_settings(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="strem"):
        KokoroBackend(BackendContext(tmp_path, tmp_path, {"engine": "strem"}))


async def test_a_misspelt_setting_is_an_error_with_a_suggestion(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="engin'") as caught:
        KokoroBackend(BackendContext(tmp_path, tmp_path, {"engin": "stock"}))
    assert "engine" in caught.value.hint


async def test_a_failure_to_load_is_not_remembered(
    engine_cache: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    context = BackendContext(engine_cache, tmp_path, {"engine": "stock"})
    async with contextlib.AsyncExitStack() as stack:
        backend = KokoroBackend(context)
        stack.push_async_callback(backend.close)
        with monkeypatch.context() as broken:
            broken.setattr("tts_tui.backends.kokoro.backend.choose", lambda *_: 1 / 0)
            with pytest.raises(ZeroDivisionError):
                await backend.start(MODEL)
        await backend.start(MODEL)


async def test_closing_ends_what_is_being_spoken(engine_cache: Path, tmp_path: Path) -> None:
    backend = KokoroBackend(BackendContext(engine_cache, tmp_path, {"engine": "streaming"}))
    async with aclosing(backend.synthesize(request(LONG))) as chunks:
        await anext(chunks)
        await backend.close()
        with pytest.raises(SynthesisError, match="closed while it spoke"):
            await anext(chunks)
    assert await said(backend, request(SHORT))
    await backend.close()


async def test_what_runs_is_told(backend: KokoroBackend) -> None:
    assert backend.describe()[MODEL].startswith("streaming on CPUExecutionProvider: ")


async def test_models_say_what_is_missing(backend: KokoroBackend) -> None:
    bundled, fp16, fp32 = backend.models()
    assert bundled.available
    assert not fp16.available
    assert "177 MB" in fp16.reason
    assert fp32.hint == "tts-tui models get kokoro-v1.0-fp32"


async def test_the_published_graph_speaks_too(stock: StockEngine) -> None:
    chunks = list(speak(stock, request(SHORT)))
    assert (
        wer("The harbor is quiet today", transcribe(joined(chunks), SAMPLE_RATE).replace("harbour", "harbor"))
        <= 0.2
    )
    assert chunks[0].words[-1].text == "today"


async def test_stock_durations_are_the_audio_to_the_sample(stock: StockEngine) -> None:
    from tts_tui.backends.kokoro.engine import FRAME

    utterance = stock.prepare([50, 83, 54, 156, 57, 135], np.zeros((1, 256), np.float32), 1.0)
    assert len(utterance.durations) == 8
    assert int(utterance.durations.sum()) * FRAME == len(utterance.state)  # type: ignore[arg-type]
    windows = list(islice(stock.windows(utterance, first=True), 1000))
    assert sum(map(len, windows)) == utterance.end - utterance.start


async def test_a_word_that_ended_espeak_is_told_as_left_out(
    backend: KokoroBackend, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        espeak, "_deadly", {"xx.xx\x1b"}
    )  # what a death adds: tests/tts/kokoro_engine/test_espeak.py
    for text, told in [
        ("Hola xx.xx\x1b amigo.", {"Left out: “xx.xx”, at which espeak-ng fails."}),
        ("Hola.", set()),
    ]:
        chunks = await said(backend, request(text, voice="ef_dora"))
        assert {chunk.note for chunk in chunks} - {""} == told
