"""ElevenLabs' API on the wire: the request, the lines of its answer, lists of voices, the account."""

from __future__ import annotations

import base64
from collections.abc import AsyncGenerator, Mapping
from contextlib import aclosing
from datetime import UTC, datetime
from typing import Any

import msgspec

from tts_tui.backends.capabilities import Account
from tts_tui.backends.elevenlabs.alignment import Alignment
from tts_tui.backends.elevenlabs.catalog import FORMATS, stitches, takes_language
from tts_tui.backends.http.client import Answer
from tts_tui.backends.http.errors import refused
from tts_tui.backends.http.line_stream import JsonLineReader
from tts_tui.backends.http.refusal import clean, read_refusal
from tts_tui.backends.http.sound_stream import RawDecoder
from tts_tui.speech.catalog import Voice
from tts_tui.speech.errors import NotAudioError, UsageError
from tts_tui.speech.request import ChunkRequest

_AROUND = 500
"""Characters of the neighbouring text that are sent along."""
_MOST_DICTIONARIES = 3
_YEAR_3000 = 32_503_680_000
"""Seconds since 1970; what is later is no date that anyone waits for."""
_VOICE_SETTINGS = ("stability", "similarity_boost", "style", "use_speaker_boost")


def output_format(request: ChunkRequest) -> str:
    """What the audio is to be sent as."""
    return str(request.settings.get("output_format", FORMATS[0]))


def raw_decoder(name: str) -> RawDecoder | None:
    """For the formats without a header."""
    kind, rate = name.split("_")[:2]
    return RawDecoder(int(rate), kind) if kind in ("pcm", "ulaw", "alaw") else None


def speech_request(request: ChunkRequest, previous_id: str = "") -> dict[str, Any]:
    """The body of `POST /v1/text-to-speech/{voice}/stream/with-timestamps`.

    Only what was chosen is sent: the rest is as the voice itself is set.

    Args:
        previous_id: the request that spoke the text before; better than that text, which is ignored beside it.
    """
    settings = request.settings
    voice: dict[str, Any] = {name: settings[name] for name in _VOICE_SETTINGS if name in settings}
    if request.speed != 1.0:
        voice["speed"] = request.speed
    body: dict[str, Any] = {"text": request.text, "model_id": request.model}
    if voice:
        body["voice_settings"] = voice
    if (seed := int(settings.get("seed", -1))) >= 0:
        body["seed"] = seed
    spoken = request.language.partition("-")[0].lower() if takes_language(request.model) else ""
    if language := settings.get("language_code") or spoken:
        body["language_code"] = language
    if (normalization := settings.get("apply_text_normalization", "auto")) != "auto":
        body["apply_text_normalization"] = normalization
    if locators := dictionaries(str(settings.get("pronunciation_dictionaries", ""))):
        body["pronunciation_dictionary_locators"] = locators
    if stitches(request.model):
        if previous_id:
            body["previous_request_ids"] = [previous_id]
        elif request.previous_text:
            body["previous_text"] = request.previous_text[-_AROUND:]
        if request.next_text:
            body["next_text"] = request.next_text[:_AROUND]
    return body


def dictionaries(setting: str) -> list[dict[str, str]]:
    """The pronunciation dictionaries that a setting names; of one without a version the latest is taken.

    Raises:
        UsageError: they are too many, or one has no name.
    """
    locators = []
    for part in filter(None, (part.strip() for part in setting.split(","))):
        name, colon, version = (piece.strip() for piece in part.partition(":"))
        if not name or (colon and not version):
            raise UsageError(f"pronunciation_dictionaries takes ID or ID:VERSION, not {part!r}.")
        locators.append({"pronunciation_dictionary_id": name} | ({"version_id": version} if version else {}))
    if len(locators) > _MOST_DICTIONARIES:
        raise UsageError(
            f"ElevenLabs takes {_MOST_DICTIONARIES} pronunciation dictionaries at once, not {len(locators)}."
        )
    return locators


class _Line(msgspec.Struct, frozen=True):
    audio_base64: str | None = None
    alignment: Alignment | None = None
    normalized_alignment: Alignment | None = None
    detail: Any = None
    error: Any = None


class SpokenLine(msgspec.Struct, frozen=True):
    """A stretch of audio and of the times in it."""

    audio: bytes
    alignment: Alignment | None
    normalized: Alignment | None


async def speech_lines(provider: str, answer: Answer) -> AsyncGenerator[SpokenLine, None]:
    """The lines of a stream with timestamps.

    Raises:
        NotAudioError: a line can't be read.
        TruncatedError: the last one is cut off.
        SpeechError: what the server reports in the middle of the stream.
    """
    reader = JsonLineReader()
    async with aclosing(answer.pieces()) as pieces:
        async for piece in pieces:
            for line in reader.feed(piece):
                yield _read(provider, answer, line)
    for line in reader.finish():
        yield _read(provider, answer, line)


def _read(provider: str, answer: Answer, data: bytes) -> SpokenLine:
    try:
        line = msgspec.json.decode(data, type=_Line)
        audio = base64.b64decode(line.audio_base64 or "", validate=True)
    except (msgspec.DecodeError, ValueError, RecursionError):
        raise NotAudioError(
            f"{provider} sent a line that can't be read: {clean(data[:120].decode(errors='replace'))}",
            provider=provider,
            request_id=answer.request_id,
        ) from None
    if line.detail or line.error:
        raise refused(provider, 500, answer.headers, read_refusal(data))
    return SpokenLine(audio, line.alignment, line.normalized_alignment)


class ListedVoice(msgspec.Struct, frozen=True):
    """An entry of `GET /v2/voices`."""

    voice_id: str
    name: str = ""
    category: str | None = None
    labels: Mapping[str, str | None] | None = None
    description: str | None = None
    safety_control: str | None = None


class VoicePage(msgspec.Struct, frozen=True):
    voices: tuple[ListedVoice, ...]
    has_more: bool = False
    next_page_token: str | None = None


def voice(listed: ListedVoice) -> Voice:
    """A voice as the selectors show it; it speaks whatever language its model does."""
    labels = {name: text for name, text in (listed.labels or {}).items() if text}
    facts = [labels.get(name, "") for name in ("accent", "age", "descriptive", "use_case")]
    text = ", ".join(fact.replace("_", " ") for fact in [*facts, listed.category or ""] if fact)
    gender = labels.get("gender", "")
    banned = (listed.safety_control or "NONE").endswith("BAN")
    return Voice(
        listed.voice_id,
        clean(listed.name) or listed.voice_id,
        gender="female" if gender == "female" else "male" if gender == "male" else "",
        description=clean(text or listed.description or ""),
        unavailable="ElevenLabs has withdrawn it." if banned else "",
    )


class Subscription(msgspec.Struct, frozen=True):
    """`GET /v1/user/subscription`."""

    tier: str = ""
    character_count: int = 0
    character_limit: int = 0
    next_character_count_reset_unix: int | None = None

    def account(self) -> Account:
        """As a line for people, and the numbers in it."""
        summary = f"{clean(self.tier) or 'account'}: {self.character_count:,} of {self.character_limit:,} credits used"
        resets = self.next_character_count_reset_unix
        if resets is not None and 0 <= resets < _YEAR_3000:
            summary += f", new ones on {datetime.fromtimestamp(resets, UTC):%Y-%m-%d}"
        return Account(summary, self.character_count, self.character_limit)
