"""What is tried again, and what must not be."""

from __future__ import annotations

import pytest
import stamina
from tones import ToneBackend

from tts_tui.speech.errors import LONGEST_RETRY_AFTER, QuotaError, RateLimitError, ServerError, SpeechError
from tts_tui.speech.request import ChunkRequest
from tts_tui.studio.retry import ATTEMPTS, synthesize

REQUEST = ChunkRequest(0, "Hello.", "tone-1", "low", "en-US")


@pytest.fixture(autouse=True)
def _no_waiting() -> object:
    with stamina.set_testing(True, attempts=ATTEMPTS, cap=True):
        yield


class Faults:
    """Raises what it was given, in turn, then lets calls through."""

    def __init__(self, *errors: SpeechError) -> None:
        self.left = list(errors)
        self.calls = 0

    def __call__(self, _request: ChunkRequest) -> None:
        self.calls += 1
        if self.left:
            raise self.left.pop(0)


async def test_a_passing_fault_is_tried_again() -> None:
    backend = ToneBackend()
    backend.before = faults = Faults(ServerError("busy"), RateLimitError("slow down", retry_after=1.0))
    assert len([chunk async for chunk in synthesize(backend, REQUEST)]) == 2
    assert faults.calls == 3


@pytest.mark.parametrize(
    "error", [QuotaError("no credit left"), RateLimitError("tomorrow", retry_after=LONGEST_RETRY_AFTER + 1)]
)
async def test_what_waiting_cannot_mend_is_raised_at_once(error: SpeechError) -> None:
    backend = ToneBackend()
    backend.before = faults = Faults(error)
    with pytest.raises(type(error)):
        _ = [chunk async for chunk in synthesize(backend, REQUEST)]
    assert faults.calls == 1


async def test_it_gives_up_in_the_end() -> None:
    backend = ToneBackend()
    backend.before = faults = Faults(*[ServerError("down")] * 10)
    with pytest.raises(ServerError):
        _ = [chunk async for chunk in synthesize(backend, REQUEST)]
    assert faults.calls == ATTEMPTS


async def test_nothing_is_repeated_once_audio_was_delivered() -> None:
    class Breaks(ToneBackend):
        async def synthesize(self, request):  # type: ignore[no-untyped-def]
            async for chunk in super().synthesize(request):
                yield chunk
                raise ServerError("the line broke")

    backend = Breaks()
    chunks = []
    with pytest.raises(ServerError):
        async for chunk in synthesize(backend, REQUEST):
            chunks.append(chunk)
    assert len(chunks) == 1
    assert len(backend.calls) == 1
