"""Tags in the pipeline: what the backend is asked, how long it is silent, what is refused and told."""

from __future__ import annotations

import asyncio
from pathlib import Path

import numpy as np
import pytest
from scripted_backend import RATE, ScriptedBackend, manager_of

from tts_tui.backends.base import BackendContext
from tts_tui.backends.manager import TTSBackendManager
from tts_tui.speech.errors import MarkupError, UnknownVoiceError
from tts_tui.speech.events import ChunkReady, Failed, Finished, Notice, SpeechEvent
from tts_tui.speech.request import SpeechRequest
from tts_tui.store.sentence_cache import SentenceCache
from tts_tui.studio.casting import language_for
from tts_tui.studio.estimate import characters_sent
from tts_tui.studio.explain import Explainer
from tts_tui.studio.labels import chapters_of
from tts_tui.studio.speak import speak
from tts_tui.text.arriving import ArrivingText


@pytest.fixture
def backend() -> ScriptedBackend:
    return ScriptedBackend()


@pytest.fixture
def manager(backend: ScriptedBackend, tmp_path: Path) -> TTSBackendManager:
    return manager_of(backend, BackendContext(tmp_path, tmp_path))


async def run(manager: TTSBackendManager, text: str, **fields: object) -> list[SpeechEvent]:
    asked: dict[str, object] = {"text": text, "model": "tones-1", "voice": "af_heart", **fields}
    return [event async for event in speak(SpeechRequest(**asked), manager)]  # type: ignore[arg-type]


def seconds(events: list[SpeechEvent]) -> float:
    return sum(len(event.chunk.samples) for event in events if isinstance(event, ChunkReady)) / RATE


def told(events: list[SpeechEvent]) -> list[str]:
    return [event.text for event in events if isinstance(event, Notice)]


async def test_each_stretch_is_asked_for_as_its_tags_say(
    manager: TTSBackendManager, backend: ScriptedBackend
) -> None:
    text = "One. [voice:bm_george]Two [rate:1.5]three.[/rate][/voice] [lang:fr]Quatre 4.[/lang] [voice:siwis]Cinq 5."
    events = await run(manager, text)
    assert isinstance(events[-1], Finished)
    assert [(call.text, call.voice, call.language, call.speed) for call in backend.calls] == [
        ("One.", "af_heart", "en-US", 1.0),
        ("Two", "bm_george", "en-GB", 1.0),
        ("three.", "bm_george", "en-GB", 1.5),
        ("Quatre quatre.", "af_heart", "fr", 1.0),
        ("Cinq cinq.", "ff_siwis", "fr-FR", 1.0),
    ]
    words = [word for event in events if isinstance(event, ChunkReady) for word in event.chunk.words]
    assert [
        text[word.char_start : word.char_end] for word in words
    ] == "One. Two three. Quatre 4. Cinq 5.".split()
    assert [word.start for word in words] == sorted(word.start for word in words)


async def test_calls_that_are_joined_hold_one_voice(
    manager: TTSBackendManager, backend: ScriptedBackend
) -> None:
    model = manager.resolve("cloud-1", "")[1]
    assert model.usd_per_million_characters
    sentence = "A sentence. " * 4
    await run(manager, f"{sentence}[voice:bm_george]{sentence}[pause:1s]{sentence}", model="cloud-1")
    assert {call.voice for call in backend.calls} == {"af_heart", "bm_george"}
    assert all("[" not in call.text for call in backend.calls)


@pytest.mark.parametrize(
    ("tagged", "plain", "asked", "natural"),
    [
        ("One. [pause:1.5s] Two.", "One. Two.", 1.5, 0.35),
        ("One. [pause:0s] Two.", "One. Two.", 0.0, 0.35),
        ("One.\n\n[pause:100ms]\n\nTwo.", "One.\n\nTwo.", 0.1, 0.7),
        ("[pause:2s] One.", "One.", 2.0, 0.0),
        ("One. [pause:12s]", "One.", 12.0, 0.0),
        ('<speak>One. <break time="1500ms"/> Two.</speak>', "<speak>One. Two.</speak>", 1.5, 0.35),
    ],
)
@pytest.mark.parametrize("speed", [1.0, 2.0])
async def test_a_pause_is_as_long_as_it_says_at_any_speed(
    manager: TTSBackendManager, tagged: str, plain: str, asked: float, natural: float, speed: float
) -> None:
    long = seconds(await run(manager, tagged, speed=speed))
    short = seconds(await run(manager, plain, speed=speed))
    assert long - short == pytest.approx(asked - natural / speed, abs=0.001)


async def test_a_pause_that_waited_for_text_is_no_longer(manager: TTSBackendManager) -> None:
    text = ArrivingText()
    events: list[SpeechEvent] = []

    async def listen() -> None:
        request = SpeechRequest("", "tones-1", "af_heart")
        async for event in speak(request, manager, arriving=text):
            events.append(event)

    listening = asyncio.create_task(listen())
    for piece in ("One. [voice:bm_geo", "rge][pause:", "1.5s] Two. ", "Three.", "[/voice] Four."):
        text.add(piece)
        await asyncio.sleep(0.05)
    text.end()
    await asyncio.wait_for(listening, 30)
    assert isinstance(events[-1], Finished)
    whole = await run(manager, "One. [voice:bm_george][pause:1.5s] Two. Three.[/voice] Four.")
    assert seconds(events) == pytest.approx(seconds(whole), abs=0.001)
    voices = [
        event.segment.delivery.voice
        for event in events
        if isinstance(event, ChunkReady) and event.chunk.words
    ]
    assert list(dict.fromkeys(voices)) == ["", "bm_george"]


async def test_a_text_that_arrives_is_checked_too(
    manager: TTSBackendManager, backend: ScriptedBackend
) -> None:
    text = ArrivingText()
    text.add("One. Two.\nThree [voice:nobody]four.")
    text.end()
    request = SpeechRequest("", "tones-1", "af_heart")
    events = [event async for event in speak(request, manager, arriving=text)]
    assert isinstance(events[-1], Failed)
    assert events[-1].error.message == "Line 2, column 7: Tones has no voice 'nobody'."


@pytest.mark.parametrize(
    ("text", "kind", "message"),
    [
        ("One.\nTwo [vocie:x].", MarkupError, "Line 2, column 5: there is no tag [vocie:x]."),
        (
            "One. [voice:bm_georg]Two.",
            UnknownVoiceError,
            "Line 1, column 6: Cloud one has no voice 'bm_georg'.",
        ),
        (
            "One. [voice:jf_alpha]Two.",
            UnknownVoiceError,
            "jf_alpha can't speak here: needs a Japanese phonemizer",
        ),
        ("<speak>One.</speek>", MarkupError, "Line 1, column 14: this is no SSML: mismatched tag."),
    ],
)
async def test_nothing_is_said_of_what_can_t_be(
    manager: TTSBackendManager, backend: ScriptedBackend, text: str, kind: type[Exception], message: str
) -> None:
    [*_, last] = await run(manager, text, model="cloud-1")
    assert isinstance(last, Failed)
    assert isinstance(last.error, kind)
    assert message in last.error.message
    assert not backend.calls


async def test_a_near_voice_is_suggested(manager: TTSBackendManager) -> None:
    [*_, last] = await run(manager, "[voice:bm_georg]Two.")
    assert isinstance(last, Failed)
    assert "bm_george" in last.error.hint


async def test_a_foreign_voice_warns_once(manager: TTSBackendManager) -> None:
    events = await run(manager, "[lang:fr]Un.[/lang] Two. [lang:fr]Trois.[/lang]")
    assert told(events) == ["af_heart is a voice for en-US: what it says in fr will have an accent."]
    assert told(await run(manager, "Un. Deux.", language="fr")) == told(events)
    assert told(await run(manager, "One. [voice:bf_emma]Two.")) == []


async def test_a_rate_goes_as_far_as_the_model_does_and_that_is_told(
    manager: TTSBackendManager, backend: ScriptedBackend
) -> None:
    events = await run(manager, "[rate:3]Quick. [rate:0.1]Slow.", model="cloud-1")
    assert [call.speed for call in backend.calls] == [1.2, 0.7]
    assert told(events) == ["Cloud one speaks at speeds from 0.7 to 1.2: no tag takes it further."]


async def test_what_isn_t_done_is_told(manager: TTSBackendManager) -> None:
    events = await run(manager, '<speak><prosody pitch="high"><emphasis>One.</emphasis></prosody></speak>')
    assert told(events) == ["Not done here: pitch, emphasis. The words are said as usual."]


async def test_a_cast_speaks(manager: TTSBackendManager, backend: ScriptedBackend) -> None:
    cast = {"Anna": "bf_emma", "Ben": "bm_george"}
    await run(manager, "Anna: Hello.\nBen: Hi.\n\nThey left.", cast=cast)
    assert [(call.text, call.voice) for call in backend.calls] == [
        ("Hello.", "bf_emma"),
        ("Hi.", "bm_george"),
        ("They left.", "af_heart"),
    ]


async def test_what_is_paid_for_is_what_is_sent(
    manager: TTSBackendManager, backend: ScriptedBackend, tmp_path: Path
) -> None:
    text = "One [voice:bm_george]two.[/voice] [pause:1s]Three."
    cache = SentenceCache(tmp_path / "cache", 1 << 20)
    request = SpeechRequest(text, "cloud-1", "af_heart")
    model = manager.resolve("cloud-1", "")[1]
    for _ in range(2):
        events = [event async for event in speak(request, manager, cache=cache)]
        assert isinstance(events[-1], Finished)
    assert [call.text for call in backend.calls] == ["One", "two.", "Three."], (
        "the second time all is in the cache"
    )
    assert characters_sent(request, model) == len("One two. Three.")


async def test_going_on_finds_the_same_calls(manager: TTSBackendManager, backend: ScriptedBackend) -> None:
    text = "One. [voice:bm_george]Two. [pause:1s]Three. [/voice]Four."
    await run(manager, text)
    whole, backend.calls = backend.calls, []
    request = SpeechRequest(text, "tones-1", "af_heart")
    start = text.index("Two.") + 4
    events = [event async for event in speak(request, manager, start=start)]
    assert [(call.text, call.voice) for call in backend.calls] == [
        (call.text, call.voice) for call in whole[2:]
    ]
    first = next(event for event in events if isinstance(event, ChunkReady))
    assert not np.any(first.chunk.samples[: round(0.9 * RATE)])


def test_chapters_carry_no_markup() -> None:
    text = "# [voice:x]The storm[/voice]\n\nIt rained."
    words = [type("W", (), {"char_start": at, "start": float(at)})() for at in (11, text.index("It"))]
    assert list(chapters_of(SpeechRequest(text, "m"), words)) == [("The storm", 11.0)]  # type: ignore[arg-type]


def test_explain_shows_tags(manager: TTSBackendManager, backend: ScriptedBackend) -> None:
    model = backend.models()[0]
    text = "One [pause:2s] 2. [voice:ff_siwis]Trois 3.[/voice] [Bob](bawb)."
    [found] = Explainer(model, "en-US", None, language_of=backend.language_of).explain([text])
    assert [(each.text, each.spoken, each.pause_seconds) for each in found.segments] == [
        ("One", "One", 2.0),
        ("2.", "two", 0.35),
        ("Trois 3.", "Trois trois", 0.35),
        ("[Bob](bawb).", "bawb", 0.35),
    ]
    tags = [text[edit.char_start : edit.char_end] for edit in found.edits if edit.rule == "tag"]
    assert tags == ["[pause:2s]", "[voice:ff_siwis]", "[/voice]", "[Bob](bawb)"]
    assert found.segments[-1].words[0].source == "user"


@pytest.mark.parametrize(
    ("wanted", "own", "language", "asked", "expected"),
    [
        ("", "", "en-US", "", "en-US"),
        ("fr", "", "en-US", "", "fr"),
        ("en", "", "en-GB", "", "en-GB"),
        ("en-US", "", "en-GB", "", "en-US"),
        ("", "en-GB", "en-US", "", "en-GB"),
        ("", "en-GB", "en-US", "en-US", "en-US"),
        ("", "fr-FR", "en-US", "en-US", "fr-FR"),
        ("en", "en-GB", "fr-FR", "fr", "en-GB"),
        ("", "", "", "", ""),
    ],
)
def test_the_language_of_a_stretch(wanted: str, own: str, language: str, asked: str, expected: str) -> None:
    assert language_for(wanted, own, language, asked) == expected
