"""A key is in nothing that a run leaves behind: messages, logs, files, representations, crash reports."""

from __future__ import annotations

import logging
import re
from pathlib import Path
from traceback import StackSummary, TracebackException

import pytest
from http_cases import CASES, KEYS, TEXT, Case, bench
from http_stub import Received, Reply

from tts_tui.backends.base import BackendContext
from tts_tui.backends.capabilities import Accounts
from tts_tui.backends.http.limits import Limits
from tts_tui.speech.errors import SpeechError

KEYED = [case for case in CASES if "alltalk" not in case.name]


async def tattles(request: Received, reply: Reply) -> None:
    """Repeats the key in every place that an error has."""
    carried = request.headers.get("authorization") or request.headers["xi-api-key"]
    await reply.whole(f"<h1>{carried}</h1>", 500, x_request_id="req_1", x_key="no")


async def breaks_off(_: Received, reply: Reply) -> None:
    await reply.head(200, {"content-length": "90000"})
    reply.reset()


@pytest.mark.parametrize("case", KEYED, ids=str)
async def test_nothing_left_behind_holds_the_key(
    case: Case, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    left = []
    async with bench(case, tmp_path) as running:
        assert isinstance(running.backend, Accounts)
        for fault in (None, tattles, breaks_off):
            running.server.fault = fault
            for text in (TEXT, TEXT + "\ud83d"):
                try:
                    left.append(await running.speak(text))
                except SpeechError as error:
                    left += [crash_report(error), error.hint, vars(error)]
        left += [running.backend, vars(running.backend), running.backend.models()]
        left.append(await running.backend.voices(case.model))
        sent = " ".join(str(request.headers) for request in running.stub.requests)
    left += [caplog.text, caplog.records]
    left += [path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()]
    key = KEYS["home" if "profile" in case.name else case.name.partition("-")[0]]
    assert key in sent, "it was never used"
    shown = repr(left)
    leaks = [shown[max(0, at.start() - 200) : at.end()] for at in re.finditer(re.escape(key[-12:]), shown)]
    assert leaks == []


async def test_a_key_that_is_none_is_not_in_a_crash_report(tmp_path: Path) -> None:
    case, key = CASES[0], "sk-not\na-key-0123456789"
    backend = case.make(BackendContext(tmp_path, tmp_path, {}, lambda _: key), Limits())
    with pytest.raises(SpeechError) as caught:
        await anext(backend.synthesize(case.request()))
    await backend.close()
    assert "0123456789" not in crash_report(caught.value)


def crash_report(error: BaseException) -> str:
    """The variables of our own frames; those of the tests hold the server's side of it."""
    crash = TracebackException.from_exception(error, capture_locals=True)
    ours = [frame for frame in crash.stack if "/tts_tui/" in frame.filename]
    assert ours
    crash.stack = StackSummary.from_list(ours)
    return "".join(crash.format())
