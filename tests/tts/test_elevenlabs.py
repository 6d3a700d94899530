"""ElevenLabs' backend against a server that does what ElevenLabs' does."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import aclosing
from itertools import pairwise
from pathlib import Path
from typing import Any

import elevenlabs_stub
import numpy as np
import pytest
from elevenlabs_stub import KEY, VOICES, ElevenLabs
from http_sound import SECONDS_PER_CHARACTER, speech_like
from http_stub import HttpStub

from tts_tui.backends.base import BackendContext
from tts_tui.backends.elevenlabs.alignment import Alignment, WordAligner
from tts_tui.backends.elevenlabs.backend import ElevenLabsBackend
from tts_tui.backends.elevenlabs.catalog import FORMATS
from tts_tui.backends.manager import TTSBackendManager
from tts_tui.backends.registry import specs
from tts_tui.speech.chunk import AudioChunk, WordTime
from tts_tui.speech.errors import (
    AuthenticationError,
    BadRequestError,
    SpeechError,
    UnknownModelError,
    UnknownVoiceError,
    UsageError,
)
from tts_tui.speech.events import Finished
from tts_tui.speech.request import ChunkRequest
from tts_tui.testing import BackendContract, closing

TEXT = "The harbour is quiet today, and the boats are still asleep."
VOICE = VOICES[7]


@pytest.fixture
def server() -> ElevenLabs:
    return ElevenLabs()


@pytest.fixture
async def stub(server: ElevenLabs) -> AsyncIterator[HttpStub]:
    async with HttpStub(server) as stub:
        yield stub


def context(tmp_path: Path, url: str, key: str | None = KEY, **options: Any) -> BackendContext:
    secrets = {"elevenlabs": key}.get
    return BackendContext(tmp_path, tmp_path, {"base_url": url, "send_key": True, **options}, secrets)


@pytest.fixture
async def backend(stub: HttpStub, tmp_path: Path) -> AsyncIterator[ElevenLabsBackend]:
    backend = ElevenLabsBackend(context(tmp_path, stub.url))
    yield backend
    await backend.close()


def chunk(
    text: str = TEXT, model: str = "eleven_flash_v2_5", voice: str = VOICE, **fields: Any
) -> ChunkRequest:
    return ChunkRequest(0, text, model, voice, fields.pop("language", ""), **fields)


async def spoken(backend: ElevenLabsBackend, request: ChunkRequest) -> list[AudioChunk]:
    async with aclosing(backend.synthesize(request)) as chunks:
        return [chunk async for chunk in chunks]


def words_of(chunks: list[AudioChunk]) -> list[WordTime]:
    return [word for part in chunks for word in part.words]


class TestContract(BackendContract):
    model = "eleven_flash_v2_5"
    voice = VOICE

    @pytest.fixture
    async def manager(self, stub: HttpStub, tmp_path: Path) -> AsyncIterator[TTSBackendManager]:
        options = {"elevenlabs": {"base_url": stub.url, "send_key": True}}
        manager = TTSBackendManager(context(tmp_path, stub.url), specs(options), options)
        async for open_manager in closing(manager):
            yield open_manager

    async def test_the_cost_is_what_the_server_took(self, manager: TTSBackendManager) -> None:
        last = (await self.events_of(manager, text=TEXT))[-1]
        assert isinstance(last, Finished)
        assert last.metrics.cost_usd == pytest.approx(int(len(TEXT) * 0.5) * 100 / 1e6)

    async def test_chunks_are_stitched(self, manager: TTSBackendManager, stub: HttpStub) -> None:
        await self.events_of(manager)
        bodies = [request.json() for request in stub.requests if request.method == "POST"]
        assert len(bodies) > 1
        assert "previous_text" not in bodies[0]
        assert bodies[0]["next_text"].startswith("The harbour")
        for body in bodies[1:]:
            assert body.get("previous_request_ids") or body["previous_text"].endswith(".")


async def test_pcm_arrives_unchanged(backend: ElevenLabsBackend) -> None:
    chunks = await spoken(backend, chunk())
    audio = np.concatenate([part.samples for part in chunks])
    np.testing.assert_array_equal(audio, speech_like(TEXT).astype(np.float32) / 32768)
    assert len(chunks) > 4, "it came in one piece"


@pytest.mark.parametrize(
    "name", ["pcm_8000", "pcm_44100", "mp3_44100_64", "opus_48000_64", "ulaw_8000", "alaw_8000"]
)
async def test_every_kind_of_format_is_decoded(backend: ElevenLabsBackend, name: str) -> None:
    assert name in FORMATS
    chunks = await spoken(backend, chunk(settings={"output_format": name}))
    assert {part.sample_rate for part in chunks} == {int(name.split("_")[1])}
    assert sum(part.seconds for part in chunks) == pytest.approx(len(TEXT) * SECONDS_PER_CHARACTER, abs=0.12)
    audio = np.concatenate([part.samples for part in chunks])
    assert np.sqrt(np.mean(audio**2)) == pytest.approx(0.22, abs=0.03)


async def test_words_have_the_times_of_their_characters(backend: ElevenLabsBackend) -> None:
    words = words_of(await spoken(backend, chunk()))
    assert [word.text for word in words] == TEXT.split()
    for word in words:
        assert TEXT[word.char_start : word.char_end] == word.text
        assert word.start == pytest.approx(word.char_start * SECONDS_PER_CHARACTER, abs=0.002)
        assert word.end == pytest.approx(word.char_end * SECONDS_PER_CHARACTER, abs=0.002)


async def test_words_come_with_their_audio(backend: ElevenLabsBackend) -> None:
    heard = 0.0
    for part in await spoken(backend, chunk(TEXT * 3)):
        heard += part.seconds
        assert all(word.start <= heard for word in part.words)
        assert all(word.end >= heard - 3 for word in part.words), "words wait for the end"


async def test_words_spoken_differently_from_how_they_are_written(
    backend: ElevenLabsBackend, server: ElevenLabs
) -> None:
    text = "I paid $20 for 3 boats."
    server.normalized_only = True
    server.spoken[text] = "I paid twenty dollars for three boats."
    words = words_of(await spoken(backend, chunk(text)))
    assert [word.text for word in words] == text.split()
    times = [time for word in words for time in (word.start, word.end)]
    assert times == sorted(times)
    by_word = {word.text: word for word in words}
    scale = SECONDS_PER_CHARACTER * len(text) / (len(server.spoken[text]) + 1)
    assert by_word["boats."].start == pytest.approx(server.spoken[text].index("boats") * scale, abs=0.1)
    assert by_word["$20"].end - by_word["$20"].start > 5 * scale


async def test_only_what_was_chosen_is_sent(backend: ElevenLabsBackend, stub: HttpStub) -> None:
    await spoken(backend, chunk())
    assert stub.requests[-1].json() == {"text": TEXT, "model_id": "eleven_flash_v2_5"}
    settings = {
        "stability": 0.3,
        "use_speaker_boost": False,
        "seed": 7,
        "language_code": "de",
        "apply_text_normalization": "off",
    }
    await spoken(backend, chunk(settings=settings, speed=1.1))
    assert stub.requests[-1].json() == {
        "text": TEXT,
        "model_id": "eleven_flash_v2_5",
        "voice_settings": {"stability": 0.3, "use_speaker_boost": False, "speed": 1.1},
        "seed": 7,
        "language_code": "de",
        "apply_text_normalization": "off",
    }


async def test_stitching_prefers_the_request_that_spoke_the_text_before(
    backend: ElevenLabsBackend, stub: HttpStub
) -> None:
    await spoken(backend, chunk("One."))
    await spoken(backend, chunk("Two.", previous_text="One.", next_text="Three."))
    body = stub.requests[-1].json()
    assert body["previous_request_ids"] == ["req_1"]
    assert "previous_text" not in body
    assert body["next_text"] == "Three."
    await spoken(backend, chunk("Two.", previous_text="Never said."))
    assert stub.requests[-1].json()["previous_text"] == "Never said."
    await spoken(backend, chunk("Two.", model="eleven_v3", previous_text="One.", next_text="Three."))
    assert set(stub.requests[-1].json()) == {"text", "model_id"}


async def test_voices_of_all_pages_are_cached_until_refreshed(
    backend: ElevenLabsBackend, stub: HttpStub
) -> None:
    voices = await backend.voices("eleven_flash_v2_5")
    assert [voice.id for voice in voices] == VOICES
    assert voices[0].name == "Name of Voice0000AbC"
    assert voices[0].gender == "female"
    assert voices[0].description == "american, young, narrative story, premade"
    asked = len(stub.requests)
    assert asked == 4, "three pages of voices, and the models"
    await backend.voices("eleven_v3")
    assert len(stub.requests) == asked
    await backend.voices("eleven_v3", refresh=True)
    assert len(stub.requests) == 2 * asked


async def test_the_next_start_remembers_the_voices_of_this_key_and_no_other(
    backend: ElevenLabsBackend, stub: HttpStub, tmp_path: Path
) -> None:
    voices = await backend.voices("eleven_v3")
    asked = len(stub.requests)
    again = ElevenLabsBackend(context(tmp_path, stub.url))
    assert await again.voices("eleven_v3") == voices
    assert len(stub.requests) == asked
    other = ElevenLabsBackend(context(tmp_path, stub.url, key="another-key-of-another-account"))
    with pytest.raises(AuthenticationError):
        await other.voices("eleven_v3")
    await asyncio.gather(again.close(), other.close())
    kept = "".join(file.read_text() for file in tmp_path.rglob("*.json"))
    assert elevenlabs_stub.KEY not in kept


@pytest.mark.parametrize(
    ("setting", "locators"),
    [
        ("rDz1", [{"pronunciation_dictionary_id": "rDz1"}]),
        (
            " rDz1:v2 , Abc ,",
            [
                {"pronunciation_dictionary_id": "rDz1", "version_id": "v2"},
                {"pronunciation_dictionary_id": "Abc"},
            ],
        ),
    ],
)
async def test_pronunciation_dictionaries_are_named(
    backend: ElevenLabsBackend, stub: HttpStub, setting: str, locators: list[dict[str, str]]
) -> None:
    await spoken(backend, chunk(settings={"pronunciation_dictionaries": setting}))
    assert stub.requests[-1].json()["pronunciation_dictionary_locators"] == locators


@pytest.mark.parametrize("setting", ["a,b,c,d", ":v1", "a:"])
async def test_dictionaries_that_cannot_be_are_told_before_anything_is_sent(
    backend: ElevenLabsBackend, stub: HttpStub, setting: str
) -> None:
    with pytest.raises(UsageError, match="dictionaries"):
        await spoken(backend, chunk(settings={"pronunciation_dictionaries": setting}))
    assert not stub.requests


async def test_models_come_from_the_server_and_are_remembered(
    backend: ElevenLabsBackend, stub: HttpStub, tmp_path: Path
) -> None:
    assert "eleven_new_v9" not in [model.id for model in backend.models()]
    await backend.voices("eleven_flash_v2_5")
    again = ElevenLabsBackend(context(tmp_path, stub.url))
    for models in (backend.models(), again.models()):
        found = {model.id: model for model in models}
        assert set(found) == set(elevenlabs_stub.MODELS)
        assert found["eleven_flash_v2_5"].max_characters == 5000
        assert found["eleven_flash_v2_5"].usd_per_million_characters == 50.0
        assert found["eleven_multilingual_v2"].usd_per_million_characters == 100.0
        assert found["eleven_new_v9"].usd_per_million_characters is None
        assert "style" not in [setting.name for setting in found["eleven_flash_v2_5"].settings]
        assert "language_code" not in [setting.name for setting in found["eleven_multilingual_v2"].settings]


async def test_the_account_says_how_many_requests_may_run_at_once(backend: ElevenLabsBackend) -> None:
    assert {model.concurrency for model in backend.models()} == {2}
    await spoken(backend, chunk())
    assert {model.concurrency for model in backend.models()} == {5}


async def test_the_account_tells_what_is_left(backend: ElevenLabsBackend) -> None:
    account = await backend.account()
    assert account.summary == "creator: 1,234 of 100,000 credits used, new ones on 2026-12-03"
    assert (account.used, account.limit) == (1234, 100_000)


async def test_a_voice_id_is_escaped(backend: ElevenLabsBackend, stub: HttpStub) -> None:
    with pytest.raises(UnknownVoiceError):
        await spoken(backend, chunk(voice="../../v1/user?x=y"))
    post = next(request for request in stub.requests if request.method == "POST")
    assert post.raw_path == "/v1/text-to-speech/..%2F..%2Fv1%2Fuser%3Fx%3Dy/stream/with-timestamps"


@pytest.mark.parametrize(
    ("request_", "kind", "says"),
    [
        (chunk(voice=VOICE.lower()), UnknownVoiceError, VOICE.lower()),
        (chunk(model="eleven_nothing"), UnknownModelError, "eleven_nothing does not exist"),
        (chunk(settings={"stability": 3.0}), BadRequestError, "less than or equal to 1"),
        (
            chunk(model="eleven_multilingual_v2", settings={"language_code": "de"}),
            SpeechError,
            "language",
        ),
    ],
)
async def test_refusals(
    backend: ElevenLabsBackend, request_: ChunkRequest, kind: type[SpeechError], says: str
) -> None:
    with pytest.raises(kind, match=says) as caught:
        await spoken(backend, request_)
    error = caught.value
    assert not error.retryable
    if isinstance(error, UnknownVoiceError):
        assert VOICE in error.hint
    if isinstance(error, BadRequestError) and "equal" in says:
        assert error.field == "voice_settings.stability"
        assert error.request_id == "req_refused"


async def test_without_a_key_the_models_say_what_to_do(tmp_path: Path, stub: HttpStub) -> None:
    model = ElevenLabsBackend(context(tmp_path, stub.url, key=None)).models()[0]
    assert not model.available
    assert "set-key elevenlabs" in model.hint


async def test_a_wrong_key_is_told_and_not_shown(tmp_path: Path, stub: HttpStub) -> None:
    backend = ElevenLabsBackend(context(tmp_path, stub.url, key="xi_wrong_key_12345"))
    with pytest.raises(AuthenticationError, match="Invalid API key") as caught:
        await spoken(backend, chunk())
    await backend.close()
    assert "xi_wrong" not in f"{caught.value!r} {caught.value} {backend!r}"


@pytest.mark.parametrize(
    ("text", "told"), [("Say 你好 now", "Say nǐ hǎo now"), ("It is $100 now", "It is one hundred now")]
)
@pytest.mark.parametrize("normalized", [False, True])
def test_a_word_told_in_other_characters_has_its_share_of_time(
    text: str, told: str, normalized: bool
) -> None:
    each = 0.1
    times = tuple(each * place for place in range(len(told) + 1))
    alignment = Alignment(tuple(told), times[:-1], times[1:])
    aligner = WordAligner(text)
    words = aligner.feed(None if normalized else alignment, alignment) + aligner.finish()
    assert [word.text for word in words] == text.split()
    assert all(word.end - word.start > each for word in words)
    assert all(before.end <= after.start for before, after in pairwise(words))


async def test_a_server_that_stands_in_gets_no_key_unasked_and_what_sends_it_is_told(
    stub: HttpStub, tmp_path: Path
) -> None:
    backend = ElevenLabsBackend(context(tmp_path, stub.url, send_key=False))
    with pytest.raises(AuthenticationError) as caught:
        await spoken(backend, chunk())
    await backend.close()
    assert "xi-api-key" not in stub.requests[0].headers
    assert "config set backends.elevenlabs.send_key true" in caught.value.hint
