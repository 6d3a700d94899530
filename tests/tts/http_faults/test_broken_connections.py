"""Servers that break off, stall, trickle or never end: each is told as what it is, and the next call works."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import aclosing
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from http_cases import CASES, Case, bench
from http_stub import Received, Reply

from tts_tui.backends.http.limits import Limits
from tts_tui.speech.errors import (
    DeadlineError,
    NotAudioError,
    ProviderError,
    TruncatedError,
    UnreachableError,
)

SOUND = b"\x00\x10" * 40_000
EACH_CASE = pytest.mark.parametrize("case", CASES, ids=str)


async def no_answer(_: Received, reply: Reply) -> None:
    reply.close()


async def reset_at_once(_: Received, reply: Reply) -> None:
    reply.reset()


async def not_http(_: Received, reply: Reply) -> None:
    await reply.raw(b"SSH-2.0-OpenSSH_9.2p1 Debian-2\r\n\r\n")
    reply.close()


async def chunked_cut(_: Received, reply: Reply) -> None:
    await reply.start()
    await reply.piece(SOUND[:2000])
    await reply.raw(b"fff\r\nonly this")
    reply.close()


async def counted_cut(_: Received, reply: Reply) -> None:
    await reply.head(200, {"content-type": "application/octet-stream", "content-length": "80000"})
    await reply.raw(SOUND[:20_000])
    reply.close()


async def reset_inside(_: Received, reply: Reply) -> None:
    await reply.start()
    await reply.piece(SOUND[:2000])
    reply.reset()


async def never_answers(_: Received, reply: Reply) -> None:
    await asyncio.Event().wait()


async def stalls(_: Received, reply: Reply) -> None:
    await reply.start()
    await reply.piece(SOUND[:2000])
    await asyncio.Event().wait()


async def trickles(_: Received, reply: Reply) -> None:
    await reply.start()
    while True:
        await reply.piece(b"\x01")
        await asyncio.sleep(0.005)


async def drags_on(_: Received, reply: Reply) -> None:
    await reply.start()
    while True:
        await reply.piece(SOUND[:5000])
        await asyncio.sleep(0.02)


async def never_ends(_: Received, reply: Reply) -> None:
    await reply.start()
    while True:
        await reply.piece(SOUND)


async def zipped(_: Received, reply: Reply) -> None:
    await reply.whole(SOUND, content_encoding="gzip")


@dataclass(frozen=True)
class Row:
    """A row of the fault table."""

    fault: Callable[[Received, Reply], Awaitable[None]]
    kind: type[ProviderError]
    says: str
    retryable: bool = True
    limits: Limits = field(default_factory=Limits)

    def __str__(self) -> str:
        return self.fault.__name__


TABLE = (
    Row(no_answer, UnreachableError, "closed the connection without an answer"),
    Row(reset_at_once, UnreachableError, "closed the connection without an answer"),
    Row(not_http, UnreachableError, "doesn't speak HTTP", retryable=False),
    Row(chunked_cut, TruncatedError, "broke off"),
    Row(counted_cut, TruncatedError, "broke off"),
    Row(reset_inside, TruncatedError, "broke off"),
    Row(never_answers, DeadlineError, r"didn't answer within 0\.5 s", limits=Limits(answer=0.5)),
    Row(stalls, DeadlineError, r"sent nothing for 0\.5 s", limits=Limits(silence=0.5)),
    Row(trickles, DeadlineError, "too slow for speech", limits=Limits(rate=5000.0, window=0.3)),
    Row(drags_on, DeadlineError, r"didn't finish within 0\.5 s", limits=Limits(total=0.5)),
    Row(never_ends, NotAudioError, "more than 1 MB", retryable=False, limits=Limits(body=1 << 20)),
    Row(zipped, NotAudioError, "compressed its answer", retryable=False),
)


@pytest.mark.parametrize("row", TABLE, ids=str)
@EACH_CASE
async def test_fault(case: Case, row: Row, tmp_path: Path) -> None:
    if case.wire in ("events", "lines") and row.fault in (
        stalls,
        chunked_cut,
        reset_inside,
        trickles,
        drags_on,
    ):
        row = Row(in_lines(row.fault), row.kind, row.says, row.retryable, row.limits)
    elif case.wire in ("events", "lines") and row.fault is never_ends:
        row = Row(never_ends, NotAudioError, "more than 1 MB|longer than", False, row.limits)
    async with bench(case, tmp_path, row.limits, row.fault) as running:
        async with asyncio.timeout(20):
            with pytest.raises(row.kind, match=row.says) as caught:
                await running.speak()
        busy = case.name.startswith("alltalk") and row.kind is DeadlineError  # with what nobody waits for
        assert caught.value.retryable is (row.retryable and not busy)
        assert type(caught.value) is row.kind
        running.server.fault = None
        if row.fault is not drags_on:  # whose whole time is too short for a whole text
            assert await running.speak(), "the next request works"


def in_lines(
    fault: Callable[[Received, Reply], Awaitable[None]],
) -> Callable[[Received, Reply], Awaitable[None]]:
    """The same fault from a server that sends lines of text: blank ones, which mean nothing."""

    class Blank(Reply):
        async def start(self, kind: str = "text/event-stream", status: int = 200, **headers: str) -> None:
            await super().start("text/event-stream", status, **headers)

        async def piece(self, data: bytes) -> None:
            await super().piece(b"\n" * len(data))

    async def faulty(request: Received, reply: Reply) -> None:
        await fault(request, Blank(reply.writer))

    return faulty


@EACH_CASE
async def test_an_answer_that_breaks_off_is_told_with_its_request(case: Case, tmp_path: Path) -> None:
    """The vendor's support asks for it, whatever went wrong."""

    async def named_and_cut(_: Received, reply: Reply) -> None:
        kind = {"lines": "application/x-ndjson", "events": "text/event-stream"}.get(case.wire, "audio/wav")
        await reply.start(kind, x_request_id="req_77")
        await reply.piece(b"")
        await reply.end()

    async with bench(case, tmp_path, fault=named_and_cut) as running:
        with pytest.raises(ProviderError) as caught:
            await running.speak()
    assert caught.value.request_id == "req_77"
    assert caught.value.message.count("req_77") == 1


@EACH_CASE
async def test_it_is_known_whether_the_request_may_have_arrived(case: Case, tmp_path: Path) -> None:
    """It may have been charged then."""
    async with bench(case, tmp_path, fault=no_answer) as running:
        with pytest.raises(UnreachableError) as closed:
            await running.speak()
        assert closed.value.sent
        running.stub.stop()
        await running.backend.close()
        with pytest.raises(UnreachableError) as away:
            await running.speak()
        assert not away.value.sent


@EACH_CASE
async def test_nobody_there(case: Case, tmp_path: Path) -> None:
    async with bench(case, tmp_path) as running:
        await running.speak()
        running.stub.stop()
        with pytest.raises(UnreachableError, match=r"can't be reached|without an answer") as caught:
            await running.speak()
    assert "Start the server" in caught.value.hint


@EACH_CASE
async def test_cancel_in_the_middle_then_speak_again(case: Case, tmp_path: Path) -> None:
    async with bench(case, tmp_path) as running:
        for _ in range(5):
            async with aclosing(running.backend.synthesize(case.request())) as chunks:
                assert (await anext(chunks)).seconds > 0
        assert sum(chunk.seconds for chunk in await running.speak()) > 4


@EACH_CASE
async def test_cancel_while_waiting_then_speak_again(case: Case, tmp_path: Path) -> None:
    asked = asyncio.Event()

    async def silent(_: Received, reply: Reply) -> None:
        asked.set()
        await asyncio.Event().wait()

    async with bench(case, tmp_path, fault=silent) as running:
        speaking = asyncio.ensure_future(running.speak())
        await asked.wait()
        speaking.cancel()
        with pytest.raises(asyncio.CancelledError):
            await speaking
        running.server.fault = None
        assert await running.speak()
        assert running.stub.cut == 1, "the connection of what was cancelled is closed"
