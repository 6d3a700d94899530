"""Jobs made on a Dask cluster: the samples of one process, whoever dies, and no other engine among the workers."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections import Counter
from collections.abc import AsyncIterator
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from clusters import Machines, crew, kokoro, machines, made, tones, without_model
from likeness import alike
from rendering import Workshop, paragraphs, settings_of
from scripted_backend import MODELS

from tts_tui.backends.manager import TTSBackendManager
from tts_tui.speech.errors import (
    ClusterError,
    MissingDependencyError,
    MissingModelError,
    UnreachableError,
    UsageError,
)
from tts_tui.speech.request import SpeechRequest
from tts_tui.store.jobs import Jobs
from tts_tui.studio.render import remote, remote_worker
from tts_tui.studio.render.cluster import EACH, Cluster
from tts_tui.studio.render.cluster_address import check_cluster
from tts_tui.studio.render.making import Maker
from tts_tui.studio.render.planning import Planner

BOOK = [
    paragraphs("\n\n".join(f"Sentence {chapter}, {number}." for number in range(15))) for chapter in range(3)
]
LIMIT = 120.0
"""Seconds after which a wait has failed."""


@pytest.fixture
async def shop(tmp_path: Path) -> AsyncIterator[Workshop]:
    shop = Workshop(tmp_path)
    yield shop
    await shop.manager.close()
    shop.jobs.close()


@pytest.fixture
async def digest(tmp_path: Path) -> tuple[str, int]:
    """Of the samples that one process makes."""
    folder = tmp_path / "alone"
    folder.mkdir()
    alone = Workshop(folder)
    job = await alone.add(BOOK)
    await alone.end(job)
    alone.jobs.close()
    return alone.digest(job)


async def some_made(shop: Workshop, job: int, count: int, task: asyncio.Task[None]) -> None:
    async with asyncio.timeout(LIMIT):
        while shop.jobs.progress(job).made < count:
            assert not task.done(), "it ended before it was disturbed"
            await asyncio.sleep(0.01)


@pytest.mark.slow
async def test_a_worker_that_is_killed_loses_nothing(
    shop: Workshop, tmp_path: Path, digest: tuple[str, int]
) -> None:
    job = await shop.add(BOOK)
    running = asyncio.create_task(crew(shop, job, "local:2", partial(tones, tmp_path)).run())
    await some_made(shop, job, 3, running)
    os.kill(made(tmp_path)[-1][0], signal.SIGKILL)
    await asyncio.wait_for(running, LIMIT)
    assert shop.digest(job) == digest
    assert len({pid for pid, _ in made(tmp_path)}) > 1, "several processes made it"
    assert os.getpid() not in {pid for pid, _ in made(tmp_path)}
    twice = sum(count - 1 for count in Counter(text for _, text in made(tmp_path)).values())
    assert twice <= 2 * EACH, "only what was in hand is made again"


@pytest.mark.slow
async def test_a_scheduler_that_begins_anew_loses_nothing(
    shop: Workshop, tmp_path: Path, digest: tuple[str, int]
) -> None:
    job = await shop.add(BOOK)
    there = await Machines.begin()
    try:
        running = asyncio.create_task(crew(shop, job, there.address, partial(tones, tmp_path)).run())
        await some_made(shop, job, 3, running)
        port = there.scheduler.port
        await there.end()
        assert not shop.jobs.progress(job).complete
        there = await Machines.begin(port)
        await asyncio.wait_for(running, LIMIT)
    finally:
        await there.end()
    assert shop.digest(job) == digest
    assert not shop.jobs.left_out(job)
    twice = sum(count - 1 for count in Counter(text for _, text in made(tmp_path)).values())
    assert twice <= 2 * EACH


@pytest.mark.slow
async def test_a_client_that_is_stopped_goes_on_elsewhere(
    shop: Workshop, tmp_path: Path, digest: tuple[str, int]
) -> None:
    job = await shop.add(BOOK)
    async with machines() as there:
        running = asyncio.create_task(crew(shop, job, there.address, partial(tones, tmp_path)).run())
        await some_made(shop, job, 3, running)
        running.cancel()
        await asyncio.wait([running], timeout=LIMIT)
        assert running.cancelled()
    shop.jobs.end_claim(job, shop.jobs.get(job).runner, "paused")
    await shop.end(job)
    assert shop.digest(job) == digest
    twice = {call.text for call in shop.backend.calls} & {text for _, text in made(tmp_path)}
    assert len(twice) <= 2 * EACH


async def test_another_version_is_refused(
    shop: Workshop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(remote, "__version__", "99.0")
    job = await shop.add(BOOK)
    async with machines() as there:
        with pytest.raises(ClusterError) as refused:
            await asyncio.wait_for(crew(shop, job, there.address, partial(tones, tmp_path)).run(), LIMIT)
        assert there.worker.address in refused.value.message
    assert "99.0" in refused.value.message
    assert "tts-tui[cluster]==99.0" in refused.value.hint
    assert (shop.jobs.progress(job).made, made(tmp_path)) == (0, [])


@pytest.mark.parametrize(
    ("source", "told", "hint"),
    [
        ({"weights": "f" * 64, "engine": "a"}, "weights", "tts-tui models get tones-1"),
        ({"weights": "e" * 64, "engine": "b"}, "engine is b there, a in the job", "same packages"),
    ],
)
async def test_another_engine_is_refused(
    shop: Workshop, tmp_path: Path, source: dict[str, str], told: str, hint: str
) -> None:
    shop.manager = tones(tmp_path, {"weights": "e" * 64, "engine": "a"})
    job = await shop.add(BOOK)
    async with machines() as there:
        with pytest.raises(ClusterError) as refused:
            await asyncio.wait_for(
                crew(shop, job, there.address, partial(tones, tmp_path, source)).run(), LIMIT
            )
    assert told in refused.value.message
    assert hint in refused.value.hint
    assert made(tmp_path) == []


async def test_a_worker_without_the_model_says_so(shop: Workshop, tmp_path: Path) -> None:
    job = await shop.add(BOOK)
    async with machines() as there:
        with pytest.raises(MissingModelError, match="On the worker tcp://") as refused:
            await asyncio.wait_for(
                crew(shop, job, there.address, partial(without_model, tmp_path)).run(), LIMIT
            )
    assert refused.value.hint == "tts-tui models get tones-1"


async def test_only_workers_with_a_gpu_are_given_what_wants_one(
    shop: Workshop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    faster_there = [replace(model, prefers_gpu=True) for model in MODELS]
    monkeypatch.setattr(type(shop.backend), "models", lambda _: faster_there)
    job = await shop.add(BOOK)
    async with machines(resources={"GPU": 1}) as there:
        other = await remote_worker.Worker(there.address, nthreads=4, host="127.0.0.1", dashboard=False)
        await asyncio.wait_for(crew(shop, job, there.address, partial(tones, tmp_path)).run(), LIMIT)
        assert other.state.transition_counter == 0, "it was given nothing"
        await other.close()
    assert shop.jobs.progress(job).complete


async def test_nobody_at_the_address_is_told(
    shop: Workshop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(remote, "CONNECT_SECONDS", 0.3)
    job = await shop.add(BOOK)
    with pytest.raises(UnreachableError, match=r"127\.0\.0\.1:9"):
        await crew(shop, job, "tcp://127.0.0.1:9", partial(tones, tmp_path)).run()


@pytest.mark.parametrize(
    "address", ["local:2", "local:99", "tcp://10.0.0.7:8786", "tls://head:8786", "head:1"]
)
def test_addresses(address: str) -> None:
    assert check_cluster(address, MODELS[0]) == {"local:2": 2, "local:99": 99}.get(address, 1)


@pytest.mark.parametrize(
    "address", ["local", "local:0", "local:-1", "local:x", "head", "http://head:1", "a b:1"]
)
def test_what_is_no_address(address: str) -> None:
    with pytest.raises(UsageError, match="no cluster's address"):
        check_cluster(address, MODELS[0])


def test_keys_stay_here() -> None:
    with pytest.raises(ClusterError, match="never sent"):
        check_cluster("local:2", replace(MODELS[0], takes_key=True))


def test_what_installs_it_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(MissingDependencyError) as refused:
        check_cluster("local:2", MODELS[0])
    assert refused.value.hint == "pip install 'tts-tui[cluster]'"


@pytest.mark.slow
async def test_kokoro_sounds_as_it_does_here(
    kokoro_manager: TTSBackendManager, engine_cache: Path, tmp_path: Path
) -> None:
    text = paragraphs("The cat sat by the door. It was a warm day!")
    request = SpeechRequest("", "kokoro-v1.0-onnx", "af_heart", manner="plain")
    contents = await Planner(kokoro_manager).plan([text], request)
    jobs, sounds = Jobs(tmp_path / "jobs"), []
    for who in ("alone", "cluster"):
        settings = settings_of(contents)
        job = jobs.add(tmp_path / "a.txt", tmp_path / who, settings, contents.chapters, contents.units)
        jobs.claim(job, who)
        maker = Maker(jobs, job, who, kokoro_manager)
        if who == "alone":
            await maker.run(settings)
        else:
            async with machines() as there:
                opener = partial(kokoro, engine_cache, tmp_path)
                made_by = Cluster(maker, kokoro_manager, settings, there.address, opener)
                await asyncio.wait_for(made_by.run(), LIMIT)
        kept = [jobs.sounds(job).get(unit.key) for unit in jobs.units(job, 1)]
        sounds.append([sound for sound in kept if sound])
    assert len(sounds[0]) == len(sounds[1]) == 2
    for here, there in zip(*sounds, strict=True):
        assert alike(here.samples, there.samples)
        assert [word.text for word in here.words] == [word.text for word in there.words]
    jobs.close()
