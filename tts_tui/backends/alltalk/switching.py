"""Making an AllTalk server load another engine: it restarts for that, or fails to."""

from __future__ import annotations

import asyncio
import logging

from tts_tui.backends.alltalk import wire
from tts_tui.backends.alltalk.options import AllTalkOptions
from tts_tui.backends.alltalk.server import AllTalkServer
from tts_tui.backends.alltalk.state import name_of
from tts_tui.speech.errors import DeadlineError, ProviderError, ServerError, UnreachableError
from tts_tui.speech.lengths import about

log = logging.getLogger(__name__)


async def switch_engine(server: AllTalkServer, engine: str, options: AllTalkOptions) -> None:
    """Make it load an engine, unless it has: for all who use it, so only where the user chose that engine.

    Raises:
        UnreachableError: it ended instead.
        ProviderError: it can't, or takes too long.
    """
    if engine == server.state.engine:
        return
    await _command(server, engine)
    last: ProviderError | None = None
    try:
        async with asyncio.timeout(options.switch_seconds):
            while (last := await _trouble(server, engine)) is not None:  # noqa: ASYNC110  (it can only be asked)
                await asyncio.sleep(options.poll_seconds)
    except TimeoutError:
        if isinstance(last, UnreachableError):
            raise UnreachableError(
                f"AllTalk ended when it was to load {name_of(engine)}: that engine's packages may be missing.",
                hint="Start AllTalk again. Its window or log says what is missing; another engine is chosen at "
                f"{server.page}.",
                provider="AllTalk",
                retryable=False,
            ) from None
        raise DeadlineError(
            f"AllTalk hasn't loaded {name_of(engine)} in {about(options.switch_seconds)}.",
            hint="Look at AllTalk's own log; [backends.alltalk] switch_seconds allows it more time.",
            provider="AllTalk",
            retryable=False,
        ) from None


async def _command(server: AllTalkServer, engine: str) -> None:
    name, why, status = name_of(engine), "", None
    try:
        outcome = await server.client.fetch(
            "POST", "/api/enginereload", wire.StatusAnswer, params={"engine": engine}
        )
        if outcome.status != "engine-success":
            why = outcome.problem
    except ServerError as error:
        why = "switching by its API fails in AllTalk itself"
        status = error.status
    if why:
        raise ServerError(
            f"AllTalk has {server.state.loaded_name} loaded and didn't switch to {name}: {why}.",
            hint=f"Switch on AllTalk's own page, {server.page}, or speak with what it has loaded: "
            "--model alltalk_loaded.",
            provider="AllTalk",
            status=status,
            retryable=False,
        )


async def _trouble(server: AllTalkServer, engine: str) -> ProviderError | None:
    """Why the engine can't be used yet; None once it can."""
    try:
        async with server.client.request("GET", "/api/ready") as answer:
            ready = (await answer.document()).strip() == b"Ready"
        if ready:
            await server.ask(again=True)
    except ProviderError as error:
        log.debug("AllTalk isn't back yet: %s", error)
        return error
    if ready and server.state.engine == engine:
        return None
    return ServerError(f"AllTalk has not loaded {engine} yet.", provider="AllTalk")
