"""What can be said of a text whose end isn't there yet."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tts_tui.speech.errors import BudgetError, UsageError
from tts_tui.speech.request import Segment
from tts_tui.text import arriving as module
from tts_tui.text.arriving import ArrivingText
from tts_tui.text.segments import segments

LANGUAGES = {"zh": "你好。今天天气很好。", "en": "Dr. Smith paid $3.50. He left"}


@pytest.fixture
def never_quiet(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only the text itself tells that a sentence is whole."""
    monkeypatch.setattr(module, "QUIET_SECONDS", 3600.0)
    monkeypatch.setattr(module, "STALLED_SECONDS", 3600.0)


async def said_after(pieces: Sequence[str], language: str = "en") -> list[str]:
    """What could be said once those pieces had arrived, without the end."""
    text = ArrivingText()
    for piece in pieces:
        text.add(piece)
    found = text.segments(language, 400)
    try:
        parts = await asyncio.wait_for(anext(found), 0.5)
    except TimeoutError:
        return []
    finally:
        await found.aclose()
    return [part.text for part in parts or ()]


async def rest_of(found: AsyncGenerator[Sequence[Segment] | None, None]) -> list[str]:
    return [part.text async for parts in found for part in parts or ()]


@pytest.mark.usefixtures("never_quiet")
@pytest.mark.parametrize(
    ("pieces", "whole"),
    [
        (["One. Tw"], ["One."]),
        (["One. ", "Two. ", "Three"], ["One.", "Two."]),
        (["He met Dr. Sm"], []),
        (["It costs 3."], []),
        (["A line\n"], []),
        (["A line\nAnother"], ["A line"]),
        (["A paragraph\n\n"], ["A paragraph"]),
        (["“Why?” she"], []),
        (["“Why?” Sh"], ["“Why?”"]),
        (["```py\nx = 1\n\ny = 2\n"], []),
        ([" \n\n"], []),
    ],
)
async def test_a_sentence_is_whole_once_another_begins(pieces: list[str], whole: list[str]) -> None:
    assert await said_after(pieces) == whole


@pytest.mark.parametrize("text", ["one\n", "A model stops to thi"])
async def test_what_is_left_is_said_after_a_quiet(text: str) -> None:
    arriving = ArrivingText()
    arriving.add(text)
    found = arriving.segments("en", 400)
    parts = await anext(found)
    assert parts is not None
    assert parts[-1].text == text.strip().rpartition("\n")[2]
    assert await anext(found) is None
    arriving.add(" Two.")
    arriving.end()
    assert await rest_of(found) == ["Two."]


@given(st.data(), st.sampled_from([*LANGUAGES.values(), "# Head\n\nOne two.\n- a\n- b\n\nA “b.” C! d? E"]))
def test_places_are_those_in_the_whole_text(data: st.DataObject, text: str) -> None:
    cuts = sorted(data.draw(st.sets(st.integers(0, len(text)))))
    arriving = ArrivingText()

    async def say() -> list[Segment]:
        found = arriving.segments("en", 400)
        said: list[Segment] = []

        async def read() -> None:
            async for parts in found:
                said.extend(parts or ())

        reading = asyncio.create_task(read())
        for start, end in zip([0, *cuts], [*cuts, len(text)], strict=True):
            arriving.add(text[start:end])
            for _ in range(3):
                await asyncio.sleep(0)
        arriving.end()
        await reading
        return said

    said = asyncio.run(say())
    assert [part.text for part in said] == [text[part.start : part.end] for part in said]
    assert [part.index for part in said] == list(range(len(said)))
    assert [part.text for part in said] == [part.text for part in segments(text, "en", 400)]


async def test_a_pipe_that_breaks_loses_nothing_before_it() -> None:
    arriving = ArrivingText()
    arriving.add("One. Two")
    arriving.end(UsageError("The pipe is broken."))
    found = arriving.segments("en", 400)
    said = []
    with pytest.raises(UsageError, match="broken"):
        async for parts in found:
            said.extend(parts or ())
    assert [part.text for part in said] == ["One.", "Two"]


async def test_no_more_is_given_than_is_allowed() -> None:
    def allow(characters: int) -> None:
        if characters > 10:
            raise BudgetError(f"{characters} are too many.")

    arriving = ArrivingText()
    arriving.allow = allow
    arriving.add("One.\n\n")
    found = arriving.segments("en", 400)
    assert [part.text for part in await anext(found) or ()] == ["One."]
    arriving.add("Two three.\n\n")
    with pytest.raises(BudgetError, match="18"):
        await anext(found)


async def test_a_writer_that_never_stops_has_to_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "BACKLOG", 100)
    arriving = ArrivingText()
    writing = asyncio.create_task(asyncio.to_thread(arriving.add, "No end. " * 50))
    done, _ = await asyncio.wait({writing}, timeout=0.2)
    assert not done
    found = arriving.segments("en", 400)
    await anext(found)
    await asyncio.wait_for(writing, 10)
    await found.aclose()
