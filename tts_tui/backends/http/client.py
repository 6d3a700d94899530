"""One client for one server: it bounds every answer, and tells every failure as one of our errors.

Redirects aren't followed (they would carry the key along), no compression is asked for (a small answer could
unpack into any size), TLS certificates are always checked, proxies are used for everything but this machine.
"""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import AsyncGenerator, Callable, Mapping
from contextlib import aclosing, asynccontextmanager
from functools import cache
from typing import Any, TypeVar

import httpx
import msgspec

from tts_tui.backends.http.address import Address
from tts_tui.backends.http.errors import broken, refused, request_id
from tts_tui.backends.http.limits import Limits, Meter
from tts_tui.backends.http.refusal import Refusal, clean, printable, read_refusal
from tts_tui.speech.errors import (
    AuthenticationError,
    BadRequestError,
    DeadlineError,
    NotAudioError,
    ProviderError,
    ServerError,
)
from tts_tui.speech.hints import changed, enter_key
from tts_tui.speech.lengths import about

T = TypeVar("T")

_NO_CERTIFICATES = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
"""A TLS context without certificates: for plain HTTP, where loading them would cost 50 ms for nothing."""


class Answer:
    """The answer to a request that was not refused; its body is read once, as it arrives."""

    def __init__(self, client: HttpClient, response: httpx.Response, waited: float) -> None:
        self._client = client
        self._response = response
        self._waited = waited

    @property
    def headers(self) -> Mapping[str, str]:
        return self._response.headers

    @property
    def status(self) -> int:
        return self._response.status_code

    @property
    def request_id(self) -> str:
        return request_id(self._response.headers)

    @property
    def content_type(self) -> str:
        """Lower case, without parameters; empty if the server names none."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()

    async def pieces(self, most: int | None = None) -> AsyncGenerator[bytes, None]:
        """The body as it arrives.

        Args:
            most: bytes allowed; by default as many as audio may have.

        Raises:
            DeadlineError: too late or too slow.
            TruncatedError: it broke off.
            NotAudioError: too long, or compressed, which we don't ask for.
        """
        client = self._client
        if (encoding := self.headers.get("content-encoding", "identity")) != "identity":
            raise NotAudioError(
                f"{client.provider} compressed its answer ({clean(encoding)[:20]}) though asked not to.",
                provider=client.provider,
                request_id=self.request_id,
            )
        meter = Meter(client.limits, client.provider, self._waited)
        body = self._response.aiter_raw()
        try:
            while (piece := await meter.next(body, most or client.limits.body)) is not None:
                yield piece
        except httpx.HTTPError as error:
            # an empty length where the last one belongs: whether all came, the sound itself tells
            if "illegal chunk header" in str(error) and "\\r\\n" in str(error):
                return
            raise broken(
                client.provider, client.address, error, answered=True, name=self.request_id
            ) from None

    async def document(self) -> bytes:
        """All of a short body.

        Raises:
            ProviderError: as in `pieces`.
        """
        async with aclosing(self.pieces(self._client.limits.document)) as pieces:
            return b"".join([piece async for piece in pieces])


class HttpClient:
    """Calls one server. The key is asked for at each call, kept nowhere, and sent to this address alone."""

    def __init__(
        self,
        provider: str,
        address: Address,
        *,
        secret: str = "",
        keyed_by: str = "",
        key: Callable[[], str | None] = lambda: None,
        headers: Callable[[str], Mapping[str, str]] = lambda _key: {},
        limits: Limits | None = None,
        keep_alive: bool = True,
    ) -> None:
        """
        Args:
            provider: the name for messages.
            secret: under which name its key is kept; empty if it gets none.
            keyed_by: what in the settings would let it get one, as a sentence.
            key: gives the key, or None.
            headers: what carries it.
            keep_alive: connections may be used again.
        """
        self.provider = provider
        self.address = address
        self.limits = limits or Limits()
        self._secret, self._keyed_by = secret, keyed_by
        self._key = key
        self._headers = headers
        self._keep_alive = keep_alive
        self._http: httpx.AsyncClient | None = None

    @asynccontextmanager
    async def request(
        self,
        method: str,
        path: str,
        *,
        params: Mapping[str, str | int] | None = None,
        json: Mapping[str, Any] | None = None,
        form: Mapping[str, str] | None = None,
        within: float | None = None,
    ) -> AsyncGenerator[Answer, None]:
        """Send a request; the answer's body is read inside the `async with`.

        Args:
            path: after the base URL, percent-encoded where it holds data.
            within: seconds until the first line of the answer; by default as for speech.

        Raises:
            SpeechError: no answer, or an answer other than 2xx.
        """
        http = await self._open()
        request = self._build(http, method, path, params=params, json=json, form=form)
        patience = self.limits.answer if within is None else within
        now = asyncio.get_running_loop().time
        began = now()
        try:
            async with asyncio.timeout(patience):
                response = await http.send(request, stream=True)
        except TimeoutError:
            raise DeadlineError(
                f"{self.provider} didn't answer within {about(patience)}.",
                hint="Try again later; its log or status page may say more.",
                provider=self.provider,
            ) from None
        except httpx.HTTPError as error:
            raise broken(self.provider, self.address, error, answered=False) from None
        try:
            answer = Answer(self, response, now() - began)
            if not response.is_success:
                refusal = self._read_refusal(await self._error_body(answer))
                raise refused(
                    self.provider, answer.status, answer.headers, refusal, self._secret, self._keyed_by
                )
            try:
                yield answer
            except ProviderError as error:
                error.message, error.hint = printable(error.message), changed(error.hint, printable)
                error.name_request(answer.request_id)
                raise
        finally:
            await response.aclose()

    async def fetch(
        self, method: str, path: str, kind: type[T], *, within: float | None = None, **content: Any
    ) -> T:
        """A small JSON answer, checked against its type.

        Args:
            within: seconds until the first line of the answer; by default as for a question.

        Raises:
            SpeechError: no answer, a refusal, or an answer that isn't of that type.
        """
        within = self.limits.question if within is None else within
        async with self.request(method, path, within=within, **content) as answer:
            body = await answer.document()
        try:
            return msgspec.json.decode(body, type=kind)
        except (msgspec.DecodeError, UnicodeError, RecursionError):
            raise ServerError(
                f"{self.provider} answered {path} with something else than the JSON it should be.",
                hint="Check base_url in the settings: it may be another server's.",
                provider=self.provider,
                request_id=answer.request_id,
                retryable=False,
            ) from None

    async def close(self) -> None:
        """Close the connections. The next request opens new ones."""
        http, self._http = self._http, None
        if http is not None:
            await http.aclose()

    async def _open(self) -> httpx.AsyncClient:
        if self._http is None:
            secure = self.address.url.startswith("https:")
            trust = await asyncio.to_thread(_certificates) if secure else _NO_CERTIFICATES
        if self._http is None:  # still: a second call may have come meanwhile, and its client would be lost
            self._http = httpx.AsyncClient(
                verify=trust,
                follow_redirects=False,
                trust_env=not self.address.loopback,
                timeout=httpx.Timeout(None, connect=self.limits.connect, write=self.limits.silence),
                limits=httpx.Limits(max_connections=16, max_keepalive_connections=8, keepalive_expiry=60),
                headers={"accept-encoding": "identity", "user-agent": "tts-tui"},
            )
        return self._http

    def _build(
        self, http: httpx.AsyncClient, method: str, path: str, **content: Mapping[str, Any] | None
    ) -> httpx.Request:
        try:
            request = http.build_request(
                method,
                self.address.url + path,
                params=content["params"],
                json=content["json"],
                data=content["form"],
            )
        except UnicodeEncodeError:
            raise BadRequestError(
                "The text holds half of a character (a lone surrogate), which can't be sent.",
                hint="Delete the broken character.",
                provider=self.provider,
            ) from None
        if not self._keep_alive:
            request.headers["connection"] = "close"
        request.headers.update(self._authorization())
        return request

    def _authorization(self) -> Mapping[str, str]:
        """What carries the key. It is in no frame that an error leaves: crash reports show variables."""
        key = (self._key() or "").strip()
        if not (key.isascii() and key.isprintable()):
            del key
            raise AuthenticationError(
                f"The key for {self.provider} holds a character that no key has.",
                hint=enter_key(self._secret),
                provider=self.provider,
            )
        return self._headers(key) if key else {}

    def _read_refusal(self, body: bytes) -> Refusal:
        return read_refusal(body, tuple(key for key in (self._key(),) if key))

    async def _error_body(self, answer: Answer) -> bytes:
        """The start of an error, as much of it as came."""
        body = b""
        try:
            async with aclosing(answer.pieces()) as pieces:
                async for piece in pieces:
                    body += piece
                    if len(body) >= self.limits.error:
                        break
        except ProviderError:  # it has its status: that says more than how its text broke off
            pass
        return body[: self.limits.error]


@cache
def _certificates() -> ssl.SSLContext:
    """Whom to trust, read once for all clients; off the event loop, for it takes 50 ms."""
    return httpx.create_ssl_context()
