"""The voices of an ElevenLabs account, remembered until they are asked for again."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Callable, Sequence
from pathlib import Path

import msgspec

from tts_tui.backends.elevenlabs import wire
from tts_tui.backends.http.client import HttpClient
from tts_tui.backends.http.last_answers import keep, recall
from tts_tui.speech.catalog import Voice
from tts_tui.speech.errors import UnknownVoiceError
from tts_tui.speech.hints import ASK_AGAIN, also_in_window

_MOST_PAGES = 100


class _AccountList(msgspec.Struct, frozen=True):
    account: str
    voices: tuple[Voice, ...]


class AccountVoices:
    """The same for all models, so they are asked for once."""

    def __init__(self, client: HttpClient, key: Callable[[], str | None], file: Path) -> None:
        """
        Args:
            key: whose voices they are.
            file: where they are kept between starts.
        """
        self._client = client
        self._key = key
        self._file = file
        self._cached = _AccountList("", ())

    async def cached(self) -> Sequence[Voice]:
        """Those that were told to this key before; empty if none were."""
        account = self._account()
        if self._cached.account != account:
            stored = await asyncio.to_thread(recall, self._file, _AccountList)
            self._cached = stored if stored and stored.account == account else _AccountList(account, ())
        return self._cached.voices

    async def ask(self) -> Sequence[Voice]:
        """Those that the server tells now, of all its pages.

        Raises:
            UnknownVoiceError: there are none.
            ProviderError: it doesn't say.
        """
        found: dict[str, Voice] = {}
        query: dict[str, str | int] = {"page_size": 100}
        for _ in range(_MOST_PAGES):
            page = await self._client.fetch("GET", "/v2/voices", wire.VoicePage, params=query)
            for listed in filter(lambda each: each.voice_id.isprintable(), page.voices):
                found.setdefault(listed.voice_id, wire.voice(listed))
            if not page.has_more or not page.next_page_token:
                break
            query["next_page_token"] = page.next_page_token
        if not found:
            raise UnknownVoiceError(
                f"The {self._client.provider} account has no voices.",
                hint=also_in_window("Add one in the voice library on their site.", ASK_AGAIN),
            )
        self._cached = _AccountList(self._account(), tuple(found.values()))
        await asyncio.to_thread(keep, self._file, self._cached)
        return self._cached.voices

    def _account(self) -> str:
        """Tells accounts apart without telling anything of their keys."""
        return hashlib.sha256(f"{self._client.address.url} {self._key()}".encode()).hexdigest()[:16]
