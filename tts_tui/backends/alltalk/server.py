"""An AllTalk server: what it is, what it has loaded, and how to make it load something else or stop."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Sequence
from pathlib import Path

from tts_tui.backends.alltalk import wire
from tts_tui.backends.alltalk.options import Options
from tts_tui.backends.alltalk.state import CurrentSettings, ServerState, remembered
from tts_tui.backends.http.address import Address
from tts_tui.backends.http.client import HttpClient
from tts_tui.backends.http.limits import Limits
from tts_tui.backends.http.memory import keep
from tts_tui.speech.catalog import Voice
from tts_tui.speech.errors import (
    DeadlineError,
    MissingModelError,
    ProviderError,
    ServerError,
    UnreachableError,
)

log = logging.getLogger(__name__)

_STOPPING = 3.0
"""Seconds that a cancel waits for the server to hear of it."""


class AllTalkServer:
    """One server, with one engine that all its users share.

    Attributes:
        client: for calls to it.
        state: as it was when it was asked last.
        unreachable: why it couldn't be asked, if it couldn't.
        voices: of the loaded engine, as far as they were asked for.
    """

    def __init__(self, options: Options, limits: Limits, file: Path) -> None:
        """
        Args:
            file: where the state is kept between starts.
        """
        address = Address.parse(options.base_url, allow_http=options.allow_http)
        # its errors end in a reset that spoils a connection for whoever uses it next
        self.client = HttpClient("AllTalk", address, limits=limits, keep_alive=False)
        self.state = remembered(file, address.url)
        self.unreachable: UnreachableError | None = None
        self.voices: Sequence[Voice] = ()
        self._options = options
        self._file = file
        self._asked = False

    async def ask(self, *, again: bool = False) -> None:
        """Learn what it is and has loaded, unless that is known.

        Raises:
            ProviderError: it doesn't say.
        """
        if self._asked and not again and self.unreachable is None:
            return
        try:
            current = await self.client.fetch("GET", "/api/currentsettings", CurrentSettings)
        except UnreachableError as error:
            self.unreachable = error
            raise
        rvc: Sequence[str] = ()
        if current.current_engine_loaded:  # version 2
            rvc = (await self.client.fetch("GET", "/api/rvcvoices", wire.RvcList)).rvcvoices
        self.state = ServerState.told(self.client.address.url, current, rvc)
        self._asked, self.unreachable, self.voices = True, None, ()
        await asyncio.to_thread(keep, self._file, self.state)

    async def ask_voices(self) -> Sequence[Voice]:
        """The voices of the loaded engine.

        Raises:
            MissingModelError: it has none.
            ProviderError: it doesn't say.
        """
        if not self.voices:
            self.voices = wire.voices_of(await self.client.fetch("GET", "/api/voices", wire.VoiceList))
        if not self.voices:
            raise MissingModelError(
                f"AllTalk has no voices for {self.state.engine}.",
                hint="Put a recording or a voice into AllTalk's voices folder; then press r in the voice list.",
            )
        return self.voices

    async def load_engine(self, engine: str) -> None:
        """Make it load an engine, unless it has; it starts anew for that.

        Raises:
            ProviderError: it can't, or takes too long.
        """
        if engine == self.state.engine:
            return
        await self._command("/api/enginereload", "engine-success", engine=engine)
        try:
            async with asyncio.timeout(self._options.switch_seconds):
                while not await self._has_loaded(engine):  # noqa: ASYNC110  (it can only be asked)
                    await asyncio.sleep(self._options.poll_seconds)
        except TimeoutError:
            raise DeadlineError(
                f"AllTalk hasn't loaded {engine} in {self._options.switch_seconds:g} s.",
                hint="Look at AllTalk's own log; [backends.alltalk] switch_seconds allows it more time.",
                provider="AllTalk",
            ) from None

    async def load_model(self, model: str) -> None:
        """Make its engine load a model, unless it has.

        Raises:
            ProviderError: it can't.
        """
        if model != self.state.model:
            await self._command("/api/reload", "model-success", tts_method=model)
            await self.ask(again=True)

    async def stop(self) -> None:
        """Tell it that nobody listens any more: it doesn't notice by itself."""
        task = asyncio.ensure_future(self.client.fetch("PUT", "/api/stop-generation", wire.Outcome))
        await asyncio.wait({task}, timeout=_STOPPING)
        if not task.done():
            task.cancel()
        elif (error := task.exception()) is not None:
            log.info("AllTalk didn't hear that it may stop: %s", error)

    async def _has_loaded(self, engine: str) -> bool:
        try:
            async with self.client.request("GET", "/api/ready") as answer:
                ready = (await answer.document()).strip() == b"Ready"
            if ready:
                await self.ask(again=True)
        except ProviderError as error:
            log.debug("AllTalk isn't back yet: %s", error)
            return False
        return ready and self.state.engine == engine

    async def _command(self, path: str, success: str, **params: str) -> None:
        outcome = await self.client.fetch("POST", path, wire.Outcome, params=params)
        if outcome.status != success:
            raise ServerError(
                f"AllTalk didn't load {' '.join(params.values())}: {outcome.message or outcome.status}.",
                hint="Look at AllTalk's own log.",
                provider="AllTalk",
                retryable=False,
            )
