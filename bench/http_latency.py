"""What the HTTP backends add to a bare stream, and what an hour of audio costs: `python bench/http_latency.py`.

A server of its own process sends PCM, and both clients call it in turn: httpx alone, until the first bytes of the
body; the backend, until the first chunk of samples; and the whole pipeline, until the event that tells of it.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import multiprocessing
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable
from contextlib import aclosing
from multiprocessing.connection import Connection
from pathlib import Path

import httpx

from tts_tui.backends.base import BackendContext
from tts_tui.backends.manager import TTSBackendManager
from tts_tui.backends.registry import specs
from tts_tui.speech.events import FirstChunk
from tts_tui.speech.request import ChunkRequest, SpeechRequest
from tts_tui.studio.speak import speak

sys.path.insert(0, str(Path(__file__).parent.parent / "tests" / "tts"))
from http_sound import speech_like
from http_stub import HttpStub, Received, Reply

TEXT = "The harbour is quiet today, and the boats are still asleep."
HOUR = "hour"


async def _handler(request: Received, reply: Reply) -> None:
    samples = speech_like(TEXT).tobytes()
    await reply.start("audio/pcm")
    if request.json()["voice"] == HOUR:
        second = samples[:48_000]
        for _ in range(3600):
            await reply.piece(second)
    else:
        for at in range(0, len(samples), 4800):
            await reply.piece(samples[at : at + 4800])
    await reply.end()


def _serve(told: Connection) -> None:
    async def run() -> None:
        async with HttpStub(_handler) as stub:
            told.send(stub.url)
            await asyncio.Event().wait()

    asyncio.run(run())


async def _bare(client: httpx.AsyncClient, url: str) -> float:
    """Milliseconds to the first bytes."""
    body = {"model": "tts-1", "input": TEXT, "voice": "alloy", "response_format": "pcm"}
    began = time.perf_counter()
    first = 0.0
    async with client.stream("POST", url + "/v1/audio/speech", json=body) as answer:
        async for _ in answer.aiter_raw():
            first = first or (time.perf_counter() - began) * 1000
    return first


async def _backend(manager: TTSBackendManager) -> float:
    """Milliseconds to the first samples."""
    request = ChunkRequest(0, TEXT, "home/tts-1", "alloy", "en-US")
    began = time.perf_counter()
    first = 0.0
    async with aclosing(manager.backend("home").synthesize(request)) as chunks:
        async for _ in chunks:
            first = first or (time.perf_counter() - began) * 1000
    return first


async def _pipeline(manager: TTSBackendManager) -> float:
    """Milliseconds to the first chunk, as the pipeline itself tells them."""
    request = SpeechRequest(TEXT, "home/tts-1", "alloy", language="en-US")
    events = [event async for event in speak(request, manager)]
    return next(event.ms for event in events if isinstance(event, FirstChunk))


async def _hour(manager: TTSBackendManager) -> tuple[float, float]:
    """Seconds of audio received, and by how many MB the process grew at its largest."""
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    request = ChunkRequest(0, TEXT, "home/tts-1", HOUR, "en-US")
    seconds = 0.0
    async with aclosing(manager.backend("home").synthesize(request)) as chunks:
        async for chunk in chunks:
            seconds += chunk.seconds
    return seconds, (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024


async def measure(url: str, rounds: int) -> dict[str, float]:
    """The figures."""
    options = {"openai": {"profiles": {"home": {"base_url": url + "/v1"}}}}
    with tempfile.TemporaryDirectory() as folder:
        manager = TTSBackendManager(BackendContext(Path(folder), Path(folder)), specs(options), options)
        async with httpx.AsyncClient(trust_env=False) as client:
            ways: dict[str, Callable[[], Awaitable[float]]] = {
                "bare": lambda: _bare(client, url),
                "backend": lambda: _backend(manager),
                "pipeline": lambda: _pipeline(manager),
            }
            taken: dict[str, list[float]] = {name: [] for name in ways}
            for _ in range(rounds + 5):
                for name, way in ways.items():
                    taken[name].append(await way())
        seconds, grown = await _hour(manager)
        await manager.close()
    median = {name: statistics.median(times[5:]) for name, times in taken.items()}
    added = [ours - bare for ours, bare in zip(taken["backend"][5:], taken["bare"][5:], strict=True)]
    return {
        **{f"{name}_first_ms": round(value, 2) for name, value in median.items()},
        "backend_added_ms": round(median["backend"] - median["bare"], 2),
        "backend_added_p95_ms": round(statistics.quantiles(added, n=20)[-1], 2),
        "pipeline_added_ms": round(median["pipeline"] - median["bare"], 2),
        "hour_audio_seconds": round(seconds, 1),
        "hour_grown_mb": round(grown, 1),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=100)
    arguments = parser.parse_args()
    here, there = multiprocessing.Pipe()
    server = multiprocessing.get_context("spawn").Process(target=_serve, args=(there,), daemon=True)
    server.start()
    try:
        print(json.dumps(asyncio.run(measure(here.recv(), arguments.rounds)), indent=2))
    finally:
        server.terminate()


if __name__ == "__main__":
    main()
