"""An AllTalk server: what it is, what it has loaded, and how to make it load another model or stop."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import urlsplit

from tts_tui.backends.alltalk import wire
from tts_tui.backends.alltalk.options import AllTalkOptions
from tts_tui.backends.alltalk.state import CurrentSettings, ServerState, recalled_state
from tts_tui.backends.http.address import Address
from tts_tui.backends.http.client import HttpClient
from tts_tui.backends.http.last_answers import keep
from tts_tui.backends.http.limits import Limits
from tts_tui.speech.catalog import Voice
from tts_tui.speech.errors import (
    DeadlineError,
    MissingModelError,
    ProviderError,
    ServerError,
    UnreachableError,
)
from tts_tui.speech.hints import ASK_AGAIN, also_in_window

log = logging.getLogger(__name__)

_PAGE_PORT = 7852
"""Where AllTalk's own page is, unless its settings say otherwise."""
_HEARING = 0.25
"""Seconds that a cancel gives the server to hear of it; one that speaks may not listen until it is done."""


class AllTalkServer:
    """One server, with one engine that all its users share.

    Attributes:
        client: for calls to it.
        state: as it was when it was asked last.
        unreachable: why it couldn't be asked, if it couldn't.
        voices: of the loaded engine, as far as they were asked for.
    """

    def __init__(self, options: AllTalkOptions, limits: Limits, file: Path) -> None:
        """
        Args:
            file: where the state is kept between starts.
        """
        address = Address.parse(options.base_url, allow_http=options.allow_http)
        # its errors end in a reset that spoils a connection for its next user
        self.client = HttpClient("AllTalk", address, limits=limits, keep_alive=False)
        self.state = recalled_state(file, address.url)
        self.unreachable: ProviderError | None = None
        self.voices: Sequence[Voice] = ()
        self._options = options
        self._file = file
        self._has_listed = False
        self._stopping: set[asyncio.Task[wire.StatusAnswer]] = set()

    @property
    def page(self) -> str:
        """Where its own page usually is: the one place to switch engines and to get models."""
        parts = urlsplit(self.client.address.origin)
        host = f"[{parts.hostname}]" if ":" in (parts.hostname or "") else parts.hostname
        return f"{parts.scheme}://{host}:{_PAGE_PORT}"

    async def ask(self, *, again: bool = False) -> None:
        """Learn what it is and has loaded, unless that is known.

        Raises:
            ProviderError: it doesn't say.
        """
        if self._has_listed and not again and self.unreachable is None:
            return
        try:
            current = await self.client.fetch("GET", "/api/currentsettings", CurrentSettings)
        except ProviderError as error:  # what answers so can't speak, or isn't AllTalk at all
            self.unreachable = error
            raise
        rvc: Sequence[str] = ()
        if current.current_engine_loaded:  # version 2
            rvc = await self._rvc_voices()
        self.state = ServerState.described_by(self.client.address.url, current, rvc)
        self._has_listed, self.unreachable, self.voices = True, None, ()
        await asyncio.to_thread(keep, self._file, self.state)

    async def ask_voices(self) -> Sequence[Voice]:
        """The voices of the loaded engine.

        Raises:
            MissingModelError: it has none.
            ProviderError: it doesn't say.
        """
        if not self.voices:
            self.voices = wire.voices_of(await self.client.fetch("GET", "/api/voices", wire.VoicesAnswer))
        if not self.voices:
            raise MissingModelError(
                f"AllTalk has no voices for {self.state.loaded_name}.",
                hint=also_in_window("Put a recording or a voice into AllTalk's voices folder.", ASK_AGAIN),
            )
        return self.voices

    async def load_model(self, model: str) -> None:
        """Make its engine load a model, unless it has.

        Raises:
            ProviderError: it can't.
        """
        if model == self.state.model:
            return
        params = {"tts_method": model}
        seconds = self._options.switch_seconds
        outcome = await self.client.fetch(
            "POST", "/api/reload", wire.StatusAnswer, params=params, within=seconds
        )
        if outcome.status != "model-success":
            raise ServerError(
                f"AllTalk didn't load {model}: {outcome.problem}.",
                hint="Look at AllTalk's own log.",
                provider="AllTalk",
                retryable=False,
            )
        await self.ask(again=True)

    async def stop(self) -> None:
        """Stop a generation whose client is gone, which the server doesn't notice; waits `_HEARING` seconds at most."""
        task = asyncio.ensure_future(self.client.fetch("PUT", "/api/stop-generation", wire.StatusAnswer))
        self._stopping.add(task)
        task.add_done_callback(self._stopped)
        await asyncio.wait({task}, timeout=_HEARING)

    async def close(self) -> None:
        """Close the connections."""
        for task in self._stopping:
            task.cancel()
        await asyncio.gather(*self._stopping, return_exceptions=True)
        await self.client.close()

    def _stopped(self, task: asyncio.Task[wire.StatusAnswer]) -> None:
        self._stopping.discard(task)
        if not task.cancelled() and (error := task.exception()) is not None:
            log.info("AllTalk didn't hear that it may stop: %s", error)

    async def _rvc_voices(self) -> Sequence[str]:
        try:
            return (await self.client.fetch("GET", "/api/rvcvoices", wire.RvcList)).rvcvoices
        except ProviderError as error:
            if isinstance(error, UnreachableError | DeadlineError):
                raise
            log.info("AllTalk can't list its RVC voices: %s", error)
            return ()
