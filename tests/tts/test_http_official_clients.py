"""What goes on the wire is what the vendors' own clients send, and what their schemas allow."""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import aclosing, suppress
from pathlib import Path
from typing import Any

import elevenlabs_stub
import httpx
import pytest
from http_cases import CASES, KEYS, TEXT, Case, bench
from http_stub import HttpStub, Received

from tts_tui.backends.elevenlabs.catalog import FORMATS
from tts_tui.speech.errors import UnknownVoiceError
from tts_tui.speech.request import ChunkRequest

SPECS = Path(__file__).parents[3] / "shared" / "specs"
VOICE = elevenlabs_stub.VOICES[3]
OPENAI, ELEVENLABS = CASES[0], CASES[3]


def request(model: str, voice: str, text: str = TEXT, **fields: Any) -> ChunkRequest:
    return ChunkRequest(0, text, model, voice, fields.pop("language", ""), **fields)


OPENAI_REQUESTS = [
    (request("tts-1", "nova"), {}),
    (request("tts-1-hd", "alloy", speed=1.5), {"speed": 1.5}),
    (request("tts-1", "nova", settings={"format": "opus"}), {"response_format": "opus"}),
    (request("gpt-4o-mini-tts", "marin"), {"stream_format": "sse"}),
    (
        request(
            "gpt-4o-mini-tts",
            "coral",
            'Grüße, 世界! \u2028 🙂 "quoted"',
            settings={"instructions": "Whisper."},
        ),
        {"stream_format": "sse", "instructions": "Whisper."},
    ),
    (
        request("gpt-4o-mini-tts", "voice_123"),
        {"stream_format": "sse", "voice": {"id": "voice_123"}},
    ),
]

ELEVENLABS_REQUESTS: list[tuple[ChunkRequest, dict[str, Any]]] = [
    (request("eleven_flash_v2_5", VOICE), {}),
    (
        request(
            "eleven_multilingual_v2", VOICE, speed=1.1, settings={"stability": 0.3, "use_speaker_boost": True}
        ),
        {"voice_settings": {"stability": 0.3, "use_speaker_boost": True, "speed": 1.1}},
    ),
    (
        request(
            "eleven_flash_v2_5",
            VOICE,
            settings={"seed": 7, "language_code": "de", "output_format": "mp3_44100_128"},
        ),
        {"seed": 7, "language_code": "de", "output_format": "mp3_44100_128"},
    ),
    (
        request("eleven_flash_v2_5", VOICE, previous_text="Before.", next_text="After."),
        {"previous_text": "Before.", "next_text": "After."},
    ),
    (
        request("eleven_flash_v2_5", VOICE, settings={"pronunciation_dictionaries": "rDz1:v2, Abc"}),
        {
            "pronunciation_dictionary_locators": [
                {"pronunciation_dictionary_id": "rDz1", "version_id": "v2"},
                {"pronunciation_dictionary_id": "Abc"},
            ]
        },
    ),
    (
        request("eleven_v3", VOICE, settings={"apply_text_normalization": "on"}),
        {"apply_text_normalization": "on"},
    ),
]


def meaning(received: Received) -> dict[str, Any]:
    """What of a request decides about its answer."""
    kept = ("authorization", "xi-api-key", "content-type", "openai-organization", "openai-project")
    return {
        "call": (received.method, received.raw_path),
        "query": received.query,
        "headers": {name: received.headers[name] for name in kept if name in received.headers},
        "body": received.json(),
    }


async def ours(case: Case, asked: ChunkRequest, folder: Path) -> Received:
    """Our request, whatever the stub answers to it."""
    async with bench(case, folder) as running:
        with suppress(UnknownVoiceError):  # of a voice that only its owner has
            async with aclosing(running.backend.synthesize(asked)) as chunks:
                async for _ in chunks:
                    pass
        return next(received for received in running.stub.requests if received.method == "POST")


@pytest.mark.parametrize(("asked", "extra"), OPENAI_REQUESTS)
async def test_openai(asked: ChunkRequest, extra: Mapping[str, Any], tmp_path: Path) -> None:
    sdk = pytest.importorskip("openai")
    arguments = {
        "model": asked.model,
        "voice": asked.voice,
        "input": asked.text,
        "response_format": "pcm",
        **extra,
    }
    async with HttpStub(OPENAI.server()) as stub:
        async with sdk.AsyncOpenAI(
            api_key=KEYS["openai"], base_url=stub.url + "/v1", max_retries=0
        ) as client:
            with suppress(sdk.BadRequestError):  # likewise
                async with client.audio.speech.with_streaming_response.create(**arguments) as answer:
                    await answer.read()
        theirs = stub.requests[-1]
    assert meaning(await ours(OPENAI, asked, tmp_path)) == meaning(theirs)


@pytest.mark.parametrize(("asked", "extra"), ELEVENLABS_REQUESTS)
async def test_elevenlabs(asked: ChunkRequest, extra: Mapping[str, Any], tmp_path: Path) -> None:
    sdk = pytest.importorskip("elevenlabs.client")
    arguments = {
        "voice_id": VOICE,
        "text": asked.text,
        "model_id": asked.model,
        "output_format": "pcm_24000",
        **extra,
    }
    async with HttpStub(ELEVENLABS.server()) as stub, httpx.AsyncClient() as connections:
        client = sdk.AsyncElevenLabs(api_key=KEYS["elevenlabs"], base_url=stub.url, httpx_client=connections)
        async for _ in client.text_to_speech.stream_with_timestamps(**arguments):
            pass
        theirs = stub.requests[-1]
    assert meaning(await ours(ELEVENLABS, asked, tmp_path)) == meaning(theirs)


def checked(spec: str, schema: str, document: object) -> None:
    jsonschema = pytest.importorskip("jsonschema")
    file = SPECS / spec
    if not file.exists():
        pytest.skip(f"the vendor's schema isn't beside this checkout ({file})")
    whole = json.loads(file.read_text())
    validator = jsonschema.Draft202012Validator({"$ref": f"#/components/schemas/{schema}", **whole})
    assert not list(validator.iter_errors(document))


@pytest.mark.parametrize("asked", [asked for asked, _ in OPENAI_REQUESTS])
async def test_the_schema_of_openai_allows_it(asked: ChunkRequest, tmp_path: Path) -> None:
    checked("openai-speech.json", "CreateSpeechRequest", (await ours(OPENAI, asked, tmp_path)).json())


@pytest.mark.parametrize("asked", [asked for asked, _ in ELEVENLABS_REQUESTS])
async def test_the_schema_of_elevenlabs_allows_it(asked: ChunkRequest, tmp_path: Path) -> None:
    schema = "Body_Text_to_speech_streaming_with_timestamps_v1_text_to_speech__voice_id__stream_with_timestamps_post"
    received = await ours(ELEVENLABS, asked, tmp_path)
    checked("elevenlabs-tts.json", schema, received.json())
    assert received.query["output_format"] in FORMATS


def test_the_stubs_answer_as_the_schemas_say() -> None:
    """Else everything that is proved with them is proved of nothing."""
    listed = elevenlabs_stub.listed_model("eleven_v3", 1.0)
    checked("elevenlabs-tts.json", "ModelResponseModel", listed)
    server = elevenlabs_stub.ElevenLabs()
    for line in server.lines(TEXT, b"\0" * 1000):
        checked("elevenlabs-tts.json", "StreamingAudioChunkWithTimestampsResponseModel", line)
