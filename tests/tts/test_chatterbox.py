"""Chatterbox through its real loading code, on small random weights in the layout of the real ones."""

from __future__ import annotations

import asyncio
import shutil
import wave
from collections.abc import AsyncIterator, Awaitable
from contextlib import aclosing
from pathlib import Path

import numpy as np
import pytest
import pytest_asyncio
from hub_stub import serve_hub
from numpy.typing import NDArray

from tts_tui.backends.base import BackendContext
from tts_tui.backends.chatterbox.backend import ChatterboxBackend
from tts_tui.backends.chatterbox.catalog import SAMPLE_RATE, VARIANTS
from tts_tui.backends.chatterbox.fetch import fetch_weights
from tts_tui.backends.chatterbox.process import OFFLINE
from tts_tui.backends.engines.catalog import CHATTERBOX
from tts_tui.backends.engines.engine_options import EngineOptions
from tts_tui.backends.engines.engine_worker import make_worker
from tts_tui.backends.engines.environment import EngineEnvironment
from tts_tui.backends.worker.worker import Pcm, Worker
from tts_tui.speech.errors import (
    MissingModelError,
    SynthesisError,
    UnreachableError,
    UnsupportedLanguageError,
    UsageError,
)
from tts_tui.speech.request import ChunkRequest

pytestmark = [pytest.mark.slow, pytest.mark.asyncio(loop_scope="module")]

MODELS = tuple(variant.id for variant in VARIANTS)
TEXT = "The harbour is quiet today, and the boats are still asleep."
PROBE = Path(__file__).with_name("chatterbox_probe.py")
Samples = NDArray[np.float32]


@pytest.fixture(scope="module")
def context(chatterbox: EngineEnvironment, engines_context: BackendContext) -> BackendContext:
    return engines_context


def probing_worker(python: Path, context: BackendContext, options: EngineOptions) -> Worker:
    return make_worker(CHATTERBOX, python, PROBE, context, options, **OFFLINE)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def probe(chatterbox: EngineEnvironment, context: BackendContext) -> AsyncIterator[Worker]:
    """A worker with more ops; it has written the weights of all three models."""
    worker = make_worker(CHATTERBOX, chatterbox.python, PROBE, context, EngineOptions(threads=1), **OFFLINE)
    for model in MODELS:
        shutil.rmtree(
            folder_of(model, context), ignore_errors=True
        )  # an earlier run's, where engines are kept
        await worker.call("make_weights", model=model, folder=str(folder_of(model, context)), tiny=True)
    with pytest.MonkeyPatch.context() as patch:  # the backend's own script can't load such small ones
        patch.setattr("tts_tui.backends.chatterbox.backend.offline_worker", probing_worker)
        yield worker
    await worker.close()


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def backend(probe: Worker, context: BackendContext) -> AsyncIterator[ChatterboxBackend]:
    backend = ChatterboxBackend(context)
    yield backend
    await backend.close()


@pytest.fixture(scope="module")
def clip() -> Samples:
    """Seven seconds of something with a pitch that moves."""
    seconds = np.arange(7 * SAMPLE_RATE) / SAMPLE_RATE
    phase = 2 * np.pi * np.cumsum(140 + 40 * np.sin(2 * np.pi * 1.3 * seconds)) / SAMPLE_RATE
    voice = sum(np.sin(number * phase) / number for number in range(1, 20))
    return (0.1 * voice * (0.6 + 0.4 * np.sin(2 * np.pi * 3 * seconds))).astype(np.float32)


def folder_of(model: str, context: BackendContext) -> Path:
    return context.data / "models" / model


async def load(probe: Worker, model: str, context: BackendContext) -> dict[str, str]:
    wanted = {"model": model, "folder": str(folder_of(model, context)), "device": "cpu"}
    await probe.call("load", load=wanted)
    return wanted


async def audio_of(worker: Worker, op: str, **arguments: object) -> list[Samples]:
    async with aclosing(worker.stream(op, **arguments)) as answers:
        return [answer.samples async for answer in answers if isinstance(answer, Pcm)]


async def say(
    backend: ChatterboxBackend, model: str = "chatterbox", text: str = TEXT, **changes: object
) -> list[Samples]:
    settings = {"seed": 1, **changes.pop("settings", {})}  # type: ignore[dict-item]
    fields = {"voice": "", "language": "", **changes}
    request = ChunkRequest(0, text, model, settings=settings, **fields)  # type: ignore[arg-type]
    async with aclosing(backend.synthesize(request)) as chunks:
        return [chunk.samples async for chunk in chunks]


async def tokens(probe: Worker, **changes: object) -> tuple[list[int], list[int]]:
    asked = {"text": TEXT, "language": "en", "cfg_weight": 0.5, "count": 60, **changes}
    answer = await probe.call("tokens", **asked)
    return answer["ours"], answer["theirs"]


@pytest.mark.parametrize("model", MODELS)
async def test_tokens_are_upstreams_under_one_seed(
    probe: Worker, context: BackendContext, model: str
) -> None:
    await load(probe, model, context)
    ours, theirs = await tokens(probe)
    assert len(ours) > 10
    assert ours == theirs


async def test_no_guidance_works_where_upstream_crashes(probe: Worker, context: BackendContext) -> None:
    await load(probe, "chatterbox", context)
    ours, _ = await tokens(probe, cfg_weight=0.0)
    assert len(ours) > 10


async def test_the_multilingual_model_keeps_no_hooks(probe: Worker, context: BackendContext) -> None:
    wanted = await load(probe, "chatterbox-multilingual", context)
    for _ in range(2):
        before = (await probe.call("hooks"))["count"]
        await probe.call("speak", load=wanted, order=ORDER)
        assert (await probe.call("hooks"))["count"] == before


@pytest.mark.parametrize("model", ["chatterbox", "chatterbox-turbo"])
async def test_streamed_is_as_long_as_whole_to_the_sample_and_joins_do_not_dip(
    probe: Worker, context: BackendContext, model: str
) -> None:
    await load(probe, model, context)
    streamed, whole = await audio_of(probe, "vocode", count=110, sizes=[15, 30, 50, 15])
    assert len(streamed) == len(whole) == 110 * 960
    step = SAMPLE_RATE // 50
    levels = [
        np.sqrt((audio[: len(audio) // step * step].reshape(-1, step) ** 2).mean(1))
        for audio in (streamed, whole)
    ]
    ratio = levels[0][2:] / np.maximum(levels[1][2:], 1e-6)
    assert 0.5 < np.median(ratio) < 2
    joins = [960 * tokens - 6 * 480 - 8 * 480 for tokens in (15, 45, 95)]  # where each cross-fade begins
    for join in joins:
        around = ratio[join // step - 2 : (join + 8 * 480) // step + 2]
        assert around.min() > 0.4
        assert around.max() < 2.5
    edges = np.abs(np.diff(streamed))
    ordinary = np.abs(np.diff(whole)).max()
    assert max(edges[join - 1 : join + 8 * 480 + 1].max() for join in joins) < 1.5 * ordinary


async def test_marked_in_pieces_is_as_marked_at_once(
    probe: Worker, context: BackendContext, clip: Samples, tmp_path: Path
) -> None:
    wanted = await load(probe, "chatterbox", context)
    path = tmp_path / "clip.wav"
    write(path, clip)
    before = await probe.call("find_mark", load=wanted, clip=str(path))
    pieces, whole = await audio_of(probe, "mark", clip=str(path))
    assert len(pieces) == len(whole) == len(clip)
    difference = np.sqrt(np.mean((pieces - whole) ** 2)) / np.sqrt(np.mean(whole**2))
    assert 20 * np.log10(difference) < -40
    write(path, pieces)
    after = await probe.call("find_mark", load=wanted, clip=str(path))
    assert before["confidence"] < 0.5 < after["confidence"]


@pytest.mark.parametrize("model", MODELS)
async def test_every_model_speaks_and_marks_it(backend: ChatterboxBackend, model: str) -> None:
    # random attention never reaches the end of a long text, and the multilingual model waits for that
    text = "A." if model == "chatterbox-multilingual" else TEXT
    audio = np.concatenate(await say(backend, model, text, settings={"seed": 3, "careful": True}))
    assert np.isfinite(audio).all()
    assert np.abs(audio).max() > 0.01
    assert len(audio) % 960 == 0
    await backend.start(model)
    assert backend.describe()[model].startswith("torch 2.13.0+cpu on cpu, ")


async def test_speech_streams_and_a_seed_repeats_it(backend: ChatterboxBackend) -> None:
    first, again = await say(backend), await say(backend)
    assert len(first) > 2
    assert len(first[0]) < len(first[1])
    np.testing.assert_array_equal(np.concatenate(first), np.concatenate(again))
    whole = await say(backend, settings={"careful": True})
    assert len(whole) == 1
    assert len(whole[0]) == sum(len(piece) for piece in first)


async def test_two_models_at_once_speak_each_with_its_own_weights(backend: ChatterboxBackend) -> None:
    settings = {"seed": 2, "careful": True}
    asked = [(model, settings) for model in ("chatterbox", "chatterbox-turbo")]
    together = await asyncio.gather(*(say(backend, model, settings=chosen) for model, chosen in asked))
    alone = [await say(backend, model, settings=chosen) for model, chosen in asked]
    for one, other in zip(together, alone, strict=True):
        np.testing.assert_array_equal(one[0], other[0])


async def test_a_cancel_ends_the_work_and_the_worker_lives(backend: ChatterboxBackend) -> None:
    request = ChunkRequest(0, TEXT * 4, "chatterbox", "", "", settings={"seed": 1})
    async with aclosing(backend.synthesize(request)) as chunks:
        await anext(chunks)
    assert backend._worker is not None
    pid = backend._worker.pid
    assert await say(backend)
    assert backend._worker.pid == pid


async def test_what_never_ends_is_refused_and_says_what_helps(backend: ChatterboxBackend) -> None:
    with pytest.raises(SynthesisError, match="didn't come to an end") as caught:
        await say(backend, "chatterbox-multilingual", TEXT[:25])
    assert "careful" in caught.value.hint


async def test_a_careful_one_tries_other_seeds(backend: ChatterboxBackend) -> None:
    with pytest.raises(SynthesisError, match="astray 3 times"):
        await say(backend, "chatterbox-multilingual", TEXT[:20], settings={"careful": True})


async def test_a_voice_made_from_a_clip_speaks_and_is_kept(
    backend: ChatterboxBackend, clip: Samples, tmp_path: Path
) -> None:
    profile = backend.profiles.add("Anna Ä.", clip, SAMPLE_RATE, "hums")
    try:
        assert [voice.id for voice in await backend.voices("chatterbox")] == ["default", "anna-ä"]
        for model in ("chatterbox", "chatterbox-turbo"):
            await say(backend, model, voice=profile.id, settings={"careful": True})
            kept = backend.profiles.conditionals(profile, model)
            written = kept.stat().st_mtime_ns
            cloned = np.concatenate(await say(backend, model, voice=profile.id, settings={"careful": True}))
            built_in = np.concatenate(await say(backend, model, settings={"careful": True}))
            assert len(cloned) != len(built_in) or not np.array_equal(cloned, built_in)
            assert kept.stat().st_mtime_ns == written
    finally:
        backend.profiles.remove(profile)


async def test_turbo_refuses_a_clip_that_is_too_short(backend: ChatterboxBackend, clip: Samples) -> None:
    profile = backend.profiles.add("Brief", clip[: 4 * SAMPLE_RATE], SAMPLE_RATE)
    try:
        voices = {voice.id: voice for voice in await backend.voices("chatterbox-turbo")}
        assert "isn't longer than 5 s" in voices["brief"].unavailable
        with pytest.raises(UsageError, match="isn't longer than 5 s"):
            await say(backend, "chatterbox-turbo", voice="brief")
    finally:
        backend.profiles.remove(profile)


async def test_chinese_says_what_it_needs_and_then_speaks_without_network(
    backend: ChatterboxBackend, probe: Worker, context: BackendContext
) -> None:
    def ask() -> Awaitable[list[Samples]]:
        return say(backend, "chatterbox-multilingual", "你好", language="zh-CN")

    with pytest.raises(MissingModelError, match=r"Cangjie5_TC\.json"):
        await ask()
    await probe.call("write_cangjie", folder=str(folder_of("chatterbox-multilingual", context)))
    with pytest.raises(SynthesisError, match="didn't come to an end"):
        await ask()


async def test_a_language_it_does_not_speak_is_refused(backend: ChatterboxBackend) -> None:
    with pytest.raises(UnsupportedLanguageError, match="not de"):
        await say(backend, "chatterbox", language="de")
    with pytest.raises(UnsupportedLanguageError, match="not xx"):
        await say(backend, "chatterbox-multilingual", language="xx")


async def test_damaged_weights_are_named(context: BackendContext, probe: Worker, tmp_path: Path) -> None:
    for name in VARIANTS[0].files:
        (tmp_path / name).write_bytes(b"\0" * 100)
    backend = ChatterboxBackend(
        BackendContext(context.cache, context.data, {**context.options, "weights": str(tmp_path)})
    )
    with pytest.raises((SynthesisError, MissingModelError), match="Chatterbox"):
        await say(backend)
    await backend.close()


async def test_weights_come_from_the_hub_with_progress_and_only_once(
    chatterbox: EngineEnvironment, context: BackendContext, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    variant = VARIANTS[0]
    files = {name: name.encode() * 300_000 for name in (*variant.files, "conds.pt")}
    data = tmp_path / "data"
    data.mkdir()
    (data / "engines").symlink_to(context.data / "engines")
    elsewhere = BackendContext(context.cache, data, context.options)
    folder = data / "models" / "chatterbox"
    with serve_hub(variant.hub, {**files, "README.md": b"not wanted"}) as address:
        monkeypatch.setenv("HF_ENDPOINT", address)
        monkeypatch.setenv("HF_HUB_DISABLE_XET", "1")
        first = [progress async for progress in fetch_weights(variant.id, elsewhere)]
        again = [progress async for progress in fetch_weights(variant.id, elsewhere)]
    assert {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()} == files
    assert {progress.file.name: progress.done for progress in first} == {
        name: len(data) for name, data in files.items()
    }
    assert again == []
    with pytest.raises(UnreachableError, match="can't be fetched"):
        async for _ in fetch_weights("chatterbox-turbo", elsewhere):
            pass


def write(path: Path, samples: Samples) -> None:
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(SAMPLE_RATE)
        file.writeframes((np.clip(samples, -1, 1) * 32767).astype("<i2").tobytes())


ORDER = {
    "text": "A.",
    "language": "en",
    "clip": "",
    "conditionals": "",
    "seed": 3,
    "careful": True,
    "settings": {setting.name: setting.default for setting in VARIANTS[1].settings},
}
