"""What the window asks of backends besides speech: models, voices, the account, loading and unloading.

A backend may be a third party's, and raise anything: every answer is a message, and what went wrong a typed error.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, TypeAlias

from tts_tui.backends.capabilities import Accounts
from tts_tui.events import messages
from tts_tui.speech.catalog import Model, Voice
from tts_tui.speech.errors import SpeechError, unexpected
from tts_tui.store.memory import resident_mb

if TYPE_CHECKING:
    from tts_tui.backends.base import Backend
    from tts_tui.backends.capabilities import Account
    from tts_tui.backends.manager import TTSBackendManager


Beside: TypeAlias = "tuple[Backend, list[Model]] | None"


class Inquiries:
    """Asks in the service's thread, and posts what is answered."""

    def __init__(self, manager: TTSBackendManager, post: messages.Post) -> None:
        self._manager = manager
        self._post = post
        self._described: tuple[str, str] | None = None
        self._noticed = ""

    def list_models(self) -> None:
        """`ModelsListed`, and a `Trouble` for each backend that can't be asked."""
        try:
            self._manager.check_options()
        except SpeechError as error:
            self._post(messages.TroubleArose("Settings", error))
        models, refused = self._manager.usable_models()
        for name, why in refused.items():
            self._post(messages.TroubleArose(f"{name} is left out", why))
        self._post(messages.ModelsListed(models))

    async def list_voices(self, model: str, provider: str, refresh: bool) -> None:
        """`VoicesListed`, after `ModelsListed` where they are asked for again."""
        try:
            backend, _ = self._manager.resolve(model, provider)
            voices = await backend.voices(model, refresh=refresh)
        except Exception as error:  # noqa: BLE001  (a third party's)
            self._post(messages.VoicesListed(model, (), unexpected(error), provider=provider))
            return
        if refresh:
            self.list_models()
        self._post(messages.VoicesListed(model, voices, provider=provider))

    async def voices(self, model: str, provider: str, refresh: bool) -> Sequence[Voice]:
        """The voices of a model.

        Raises:
            SpeechError: they can't be told.
        """
        try:
            backend, _ = self._manager.resolve(model, provider)
            return await backend.voices(model, refresh=refresh)
        except Exception as error:  # a third party's
            raise unexpected(error) from error

    async def tell_account(self, model: str, provider: str) -> None:
        """`AccountReceived`."""
        try:
            message = messages.AccountReceived(provider, await self.account(model, provider))
        except Exception as error:  # noqa: BLE001  (a third party's, or the keyring's)
            message = messages.AccountReceived(provider, None, unexpected(error))
        self._post(message)

    async def account(self, model: str, provider: str) -> Account | None:
        """What the provider says of the account, None if it has none.

        Raises:
            SpeechError: it can't be reached or refuses the key.
        """
        before = self.models_beside(model, provider)
        try:
            backend, _ = self._manager.resolve(model, provider)
            if not isinstance(backend, Accounts):
                return None
            account = await backend.account()
        except Exception as error:
            raise unexpected(error) from error
        self.list_changed(before)
        return account

    def models_beside(self, model: str, provider: str) -> Beside:
        """A model's backend and all that it offers now; None where it can't be asked."""
        try:
            backend, _ = self._manager.resolve(model, provider)
            return backend, list(backend.models())
        except Exception:  # noqa: BLE001  (a third party's; speaking with it reports it)
            return None

    def list_changed(self, before: Beside) -> None:
        """List the models again if the backend's server told news of them: another engine, a notice, settings."""
        if before is None:
            return
        with suppress(Exception):  # as above
            if list(before[0].models()) != before[1]:
                self.list_models()

    async def load(self, model: str, provider: str) -> None:
        """`EngineLoading`, then `EngineReady` or `EngineFailed`."""
        self._post(messages.EngineLoading(model))
        before = self.models_beside(model, provider)
        try:
            self.notice(self._manager.resolve(model, provider)[0].notice(model))
            from tts_tui.text.normalize import make_ready
            from tts_tui.text.scripts import USUAL_LANGUAGE

            ready = asyncio.to_thread(make_ready, USUAL_LANGUAGE)
            await asyncio.gather(self._manager.start(model, provider), ready)
        except Exception as error:  # noqa: BLE001  (a third party's)
            self._post(messages.EngineFailed(model, unexpected(error)))
        else:
            self._post(messages.EngineReady(model))
            self.describe(model, provider)
        self.list_changed(before)

    def notice(self, text: str) -> None:
        """`Noticed`, once, and again when it is no longer so."""
        if text != self._noticed:
            self._noticed = text
            self._post(messages.EngineNotice(text))

    def describe(self, model: str, provider: str) -> None:
        """`EngineDescribed`."""
        backend, _ = self._manager.resolve(model, provider)
        self.notice(backend.notice(model))
        runs = backend.describe().get(model, "")
        self._described = (model, provider) if runs else None
        self._post(messages.EngineDescribed(model, f"app {resident_mb()} MB · {runs}" if runs else ""))

    def describe_again(self) -> None:
        """Post the engine's memory again; an idle one may have been ended."""
        if self._described:
            try:
                self.describe(*self._described)
            except SpeechError:  # the model is no longer there
                self._described = None
