"""The ledger: each sentence's takes, what counts of them, and what an edit touches."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from contextlib import aclosing
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from test_cached import audio_of, long_text, manager_of
from tones import RATE, ToneBackend

from tts_tui.speech.chunk import AudioChunk
from tts_tui.speech.errors import SynthesisError
from tts_tui.speech.events import Cancelled, Failed, Finished, SpeechEvent
from tts_tui.speech.request import ChunkRequest, SpeechRequest
from tts_tui.store.sentence_cache import SentenceCache
from tts_tui.store.take_folder import TakeFolder, make_room
from tts_tui.studio.ledger import Ledger, LedgerPart
from tts_tui.studio.ledger_file import Cutting, LastTake, LedgerFile, LedgerRecord, snapshot
from tts_tui.studio.rows import EDITED, Manner, Row, SentenceTake, matched
from tts_tui.studio.speak import speak

TEXT = "One two three. Four five six! Seven eight nine?"
MEGABYTE = 1 << 20


class TwoVoices(ToneBackend):
    """The high one is half as loud."""

    async def synthesize(self, request: ChunkRequest) -> AsyncGenerator[AudioChunk, None]:
        async for chunk in super().synthesize(request):
            yield replace(chunk, samples=chunk.samples * (0.5 if request.voice == "high" else 1.0))


class Desk:
    """A backend, the sounds of a draft and its ledger."""

    def __init__(self, folder: Path, *, cache: bool = True) -> None:
        self.backend = TwoVoices()
        self.sounds = TakeFolder(
            folder / "takes" / "draft", SentenceCache(folder / "cache", 64 * MEGABYTE) if cache else None
        )
        self.ledger = Ledger()

    async def speak(self, text: str = TEXT, voice: str = "low", **part: object) -> list[SpeechEvent]:
        request = SpeechRequest(text, "tone-1", voice)
        if text != self.ledger.text:
            self.ledger.follow(text, Cutting("en-US", 400).of(request))
        asked = LedgerPart(self.ledger, 0, **part)  # type: ignore[arg-type]
        manager = manager_of(self.backend)
        spoken = speak(request, manager, cache=self.sounds, part=asked, start=asked.start)
        return [event async for event in spoken]

    async def again(self, index: int, **manner: object) -> list[SpeechEvent]:
        row = self.ledger.rows[index]
        self.ledger.note()
        only = frozenset({row.start})
        return await self.speak(self.ledger.text, only=only, manner=Manner(**{"voice": "low", **manner}))

    @property
    def states(self) -> list[str]:
        return [row.state for row in self.ledger.rows]

    @property
    def said(self) -> list[tuple[str, str]]:
        return [(call.text, call.voice) for call in self.backend.calls]


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


async def test_each_sentence_has_a_row_with_what_it_took(desk: Desk) -> None:
    await desk.speak()
    assert desk.states == ["made"] * 3
    assert [TEXT[row.start : row.end] for row in desk.ledger.rows] == [row.text for row in desk.ledger.rows]
    for row in desk.ledger.rows:
        assert row.take
        assert row.take.seconds == pytest.approx(0.05 * len(row.text), abs=0.01)
        assert row.take.rtf
        assert row.take.manner == Manner("low", model="tone-1")


async def test_what_was_made_is_not_made_again(desk: Desk) -> None:
    first = audio_of(await desk.speak())
    again = audio_of(await desk.speak())
    assert len(desk.backend.calls) == 3
    np.testing.assert_array_equal(first, again)


async def test_one_sentence_made_again_in_another_voice_counts_in_the_whole(
    desk: Desk, tmp_path: Path
) -> None:
    await desk.speak()
    await desk.again(1, voice="high")
    assert desk.said[3:] == [("Four five six!", "high")]
    assert desk.states == ["made", "kept", "made"]
    whole = audio_of(await desk.speak())
    assert len(desk.backend.calls) == 4
    low = audio_of(await Desk(tmp_path / "low").speak())
    assert len(whole) == len(low)
    at = round((0.05 * len("One two three.") + 0.35) * RATE), round(0.05 * len("Four five six!") * RATE)
    there = slice(at[0], at[0] + at[1])
    np.testing.assert_allclose(np.abs(whole[there]).max(), 0.5 * np.abs(low[there]).max(), rtol=1e-3)
    np.testing.assert_array_equal(np.delete(whole, there), np.delete(low, there))


async def test_going_back_to_an_earlier_take_needs_no_engine(desk: Desk) -> None:
    before = audio_of(await desk.speak())
    await desk.again(1, voice="high")
    assert desk.ledger.choose_take(1, -1)
    assert not desk.ledger.choose_take(1, -1)
    np.testing.assert_array_equal(audio_of(await desk.speak(existing_only=True)), before)
    assert desk.ledger.choose_take(1, 1)
    assert not np.array_equal(audio_of(await desk.speak(existing_only=True)), before)
    assert len(desk.backend.calls) == 4


async def test_a_sentence_that_is_left_out_is_not_said(desk: Desk) -> None:
    await desk.speak()
    desk.ledger.leave_out(1)
    assert desk.states == ["made", "left out", "made"]
    without = audio_of(await desk.speak())
    other = Desk(desk.sounds.folder)
    expected = audio_of(await other.speak("One two three. Seven eight nine?"))
    np.testing.assert_array_equal(without, expected)
    desk.ledger.leave_out(1)
    assert desk.states == ["made"] * 3


async def test_undo_and_redo_take_back_what_was_chosen(desk: Desk) -> None:
    await desk.speak()
    await desk.again(1, voice="high")
    desk.ledger.leave_out(0)
    assert desk.ledger.undo(TEXT) == TEXT
    assert desk.states == ["made", "kept", "made"]
    assert desk.ledger.undo(TEXT) == TEXT
    assert desk.states == ["made"] * 3
    assert len(desk.ledger.rows[1].takes) == 1
    assert desk.ledger.undo(TEXT) is None
    assert desk.ledger.redo(TEXT) == TEXT
    assert desk.ledger.redo(TEXT) == TEXT
    assert desk.states == ["left out", "kept", "made"]
    assert desk.ledger.redo(TEXT) is None


async def test_what_was_typed_since_is_not_taken_back(desk: Desk) -> None:
    await desk.speak()
    await desk.again(1, voice="high")
    typed = f"{TEXT} Ten."
    desk.ledger.follow(typed, Cutting("en-US", 400).of(SpeechRequest(typed, "tone-1")))
    assert desk.ledger.undo(typed) == typed
    assert desk.states == ["made", "made", "made", "next"]
    edited = typed.replace("six", "ten")
    desk.ledger.note(edited)
    desk.ledger.follow(edited, Cutting("en-US", 400).of(SpeechRequest(edited, "tone-1")))
    assert desk.ledger.undo(f"{edited} More.") is None
    assert desk.ledger.undo(edited) == typed
    assert desk.ledger.redo(typed) == edited


async def test_the_take_that_is_heard_is_the_one_that_counts(desk: Desk) -> None:
    await desk.speak(voice="low")
    await desk.speak(voice="high")
    assert {row.take.manner.voice for row in desk.ledger.rows if row.take} == {"high"}
    await desk.speak(voice="low")
    assert {row.take.manner.voice for row in desk.ledger.rows if row.take} == {"low"}
    assert len(desk.backend.calls) == 6


async def test_one_sentence_alone_begins_without_the_pause_before_it(desk: Desk) -> None:
    await desk.speak()
    assert np.abs(audio_of(await desk.again(1))[:8]).max() > 0.05


async def test_an_edit_touches_its_sentence_alone(desk: Desk) -> None:
    text = long_text(200)
    await desk.speak(text)
    edited = text.replace("number 117 of", "number 1117 of")
    desk.ledger.follow(edited, Cutting("en-US", 400).of(SpeechRequest(edited, "tone-1")))
    assert [index for index, state in enumerate(desk.states) if state == "old"] == [117]
    (start,) = desk.ledger.old
    await desk.speak(edited, only=desk.ledger.old)
    assert len(desk.backend.calls) == 201
    assert "one hundred seventeen" in desk.backend.calls[-1].text
    assert start == edited.index("This is the sentence that has number 1117 of")
    assert not desk.ledger.old
    joined = audio_of(await desk.speak(edited, existing_only=True))
    fresh = audio_of(await Desk(desk.sounds.folder).speak(edited))
    np.testing.assert_array_equal(joined, fresh)
    assert len(desk.backend.calls) == 201


async def test_made_again_in_its_own_voice_where_it_had_one(desk: Desk) -> None:
    await desk.speak()
    await desk.again(1, voice="high", speed=1.5)
    edited = TEXT.replace("five", "ten")
    desk.ledger.follow(edited, Cutting("en-US", 400).of(SpeechRequest(edited, "tone-1")))
    assert desk.states == ["made", "old", "made"]
    await desk.speak(edited, only=desk.ledger.old)
    assert (desk.backend.calls[-1].voice, desk.backend.calls[-1].speed) == ("high", 1.5)
    assert desk.states == ["made", "kept", "made"]


async def test_only_what_is_there_is_joined_where_nothing_is_to_be_made(desk: Desk) -> None:
    desk.backend.before = lambda request: _break(request.index == 1)
    events = await desk.speak()
    assert isinstance(events[-1], Failed)
    assert desk.states[:2] == ["made", "failed"]
    assert "broke" in desk.ledger.rows[1].error
    desk.backend.before = lambda _request: None
    calls = len(desk.backend.calls)
    events = await desk.speak(existing_only=True)
    assert isinstance(events[-1], Cancelled)
    assert TEXT[: events[-1].resume_at] == "One two three."
    assert len(audio_of(events))
    assert len(desk.backend.calls) == calls
    await desk.speak()
    assert desk.states == ["made"] * 3


async def test_a_take_outlives_the_cache(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    before = audio_of(await desk.speak())
    for file in (tmp_path / "cache").iterdir():
        file.unlink()
    np.testing.assert_array_equal(audio_of(await desk.speak(existing_only=True)), before)


async def test_without_a_cache_takes_are_kept_all_the_same(tmp_path: Path) -> None:
    desk = Desk(tmp_path, cache=False)
    before = audio_of(await desk.speak())
    np.testing.assert_array_equal(audio_of(await desk.speak(existing_only=True)), before)


async def test_a_take_that_is_damaged_is_made_again(tmp_path: Path) -> None:
    desk = Desk(tmp_path, cache=False)
    before = audio_of(await desk.speak())
    for file in desk.sounds.folder.glob("*.sound"):
        file.write_bytes(file.read_bytes()[:-5])
    np.testing.assert_array_equal(audio_of(await desk.speak()), before)
    assert len(desk.backend.calls) == 6


async def test_what_nothing_needs_is_let_go(desk: Desk) -> None:
    await desk.speak()
    await desk.again(0, voice="high")
    await desk.speak("Other words.")
    desk.sounds.keep_only(desk.ledger.sounds)
    kept = {file.stem for file in desk.sounds.folder.glob("*.sound")}
    assert kept == desk.ledger.sounds


async def test_all_of_it_is_the_same_after_a_restart(desk: Desk, tmp_path: Path) -> None:
    before = await desk.speak()
    await desk.again(2, voice="high")
    desk.ledger.leave_out(0)
    whole = audio_of(await desk.speak())
    file = LedgerFile(desk.sounds.ledger_file)
    request = SpeechRequest(TEXT, "tone-1", "low", "en-US")
    file.keep(snapshot(desk.ledger, Cutting("en-US", 400), LastTake(request, 0, 1.25)))

    kept = LedgerFile(desk.sounds.ledger_file).load()
    assert kept.last == LastTake(replace(request, settings={}, cast={}), 0, 1.25)
    later = Desk(tmp_path)
    later.ledger = kept.ledger(request)
    assert later.states == ["left out", "made", "kept"]
    np.testing.assert_array_equal(audio_of(await later.speak(existing_only=True)), whole)
    assert not later.backend.calls
    assert isinstance(before[-1], Finished)


@pytest.mark.parametrize("harm", [b"", b"{", b"[]", b'{"rows": 3}', b"\xff"])
def test_a_ledger_that_is_none_counts_as_empty(tmp_path: Path, harm: bytes) -> None:
    (tmp_path / "ledger.json").write_bytes(harm)
    assert LedgerFile(tmp_path / "ledger.json").load() == LedgerRecord()


def rows(*texts: str) -> list[Row]:
    take = SentenceTake("said", "sound", Manner("low"), 1.0, 0.1, 0.0)
    return [
        Row(index * 10, index * 10 + 9, text, (replace(take, sound=text),), 0, request_hash="said")
        for index, text in enumerate(texts)
    ]


@pytest.mark.parametrize(
    ("before", "after", "kept", "old"),
    [
        ("a b c", "a b c", "a b c", ""),
        ("a b c", "a x c", "a b c", "x"),
        ("a b c", "a b b2 c", "a b - c", ""),
        ("a b c", "a c", "a c", ""),
        ("a b c", "c a b", "c a b", ""),
        ("a b c d", "a x y d", "a b c d", "x y"),
        ("a b c", "x a b c", "- a b c", ""),
        ("a a a", "a a", "a a", ""),
        ("a b c", "", "", ""),
        ("", "a b", "- -", ""),
        ("a b c", "x y z", "a b c", "x y z"),
        ("a b", "a b1 b2", "a b -", "b1"),
    ],
)
def test_sentences_are_known_again(before: str, after: str, kept: str, old: str) -> None:
    found = matched(rows(*before.split()), [Row(i, i + 1, text) for i, text in enumerate(after.split())])
    assert [row.text for row in found] == after.split()
    assert [row.take.sound if row.take else "-" for row in found] == kept.split()
    assert [row.text for row in found if row.state == "old"] == old.split()
    assert [row.start for row in found] == list(range(len(found)))
    assert all(row.request_hash == EDITED for row in found if row.state == "old")


def test_a_book_is_matched_quickly() -> None:
    before = rows(*(f"sentence {number}" for number in range(20_000)))
    after = [Row(i, i + 1, f"sentence {20_000 - i}") for i in range(20_000)]
    assert len(matched(before, after)) == 20_000


def test_drafts_spoken_longest_ago_lose_their_takes_first(tmp_path: Path) -> None:
    import os

    for number in range(4):
        folder = tmp_path / f"draft-{number}"
        folder.mkdir()
        (folder / "a.sound").write_bytes(bytes(1000))
        os.utime(folder, (number, number))
    make_room(tmp_path, but=tmp_path / "draft-0", most=2500)
    assert sorted(each.name for each in tmp_path.iterdir()) == ["draft-0", "draft-3"]


def _break(now: bool) -> None:
    if now:
        raise SynthesisError("It broke.")


async def test_what_is_made_while_the_text_is_edited_stays_with_its_sentence(desk: Desk) -> None:
    """A sentence before it grew: the one that is being made isn't where it was, and no second row comes."""
    text = "One is here. Two is here. Three is here."
    edited = text.replace("One", "Number one")
    request = SpeechRequest(text, "tone-1", "low")
    desk.ledger.follow(text, Cutting("en-US", 400).of(request))
    part = LedgerPart(desk.ledger, 0)
    desk.ledger.follow(edited, Cutting("en-US", 400).of(replace(request, text=edited)))
    async with aclosing(speak(request, manager_of(desk.backend), cache=desk.sounds, part=part)) as events:
        assert [event async for event in events]
    assert [row.text for row in desk.ledger.rows] == ["Number one is here.", "Two is here.", "Three is here."]
    assert desk.states == ["next", "made", "made"]
    assert [call.text for call in desk.backend.calls] == ["One is here.", "Two is here.", "Three is here."]
