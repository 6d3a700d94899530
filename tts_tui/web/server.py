"""textual-serve with a lock on its door: this machine alone, and who has the token."""

from __future__ import annotations

import hmac
import secrets
import shlex
import sys
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

from aiohttp import web
from aiohttp.typedefs import Handler, Middleware
from textual_serve.server import Server

HOST = "127.0.0.1"
COOKIE = "tts-tui-token"
NAMES = {HOST, "localhost"}
"""As which a browser may ask for this machine: another name that leads here is somebody's page (DNS rebinding)."""

PATIENCE = 5.0
"""Seconds that open windows have to keep their text when the server ends."""


class WindowServer(Server):
    """Opens a window for each page, which ends with it; the address has a token, kept as a cookie from then on.

    Attributes:
        address: what to open, with the token.
    """

    def __init__(self, port: int, ready: Callable[[str], None]) -> None:
        """
        Args:
            port: on the loopback interface.
            ready: is told the address once it can be opened.
        """
        command = shlex.join([sys.executable, "-P", "-m", "tts_tui"])
        super().__init__(command, HOST, port, title="tts-tui", templates_path=Path(__file__).parent)
        self._token = secrets.token_urlsafe(24)
        self._ready = ready
        self.address = f"{self.public_url}/?token={self._token}"

    def run(self) -> None:
        """Serve until SIGINT or SIGTERM.

        Raises:
            OSError: the port can't be used.
        """
        web.run_app(
            self._make_app(),
            host=HOST,
            port=self.port,
            print=lambda _: self._ready(self.address),  # which is called once it listens
            access_log=None,
            shutdown_timeout=PATIENCE,
        )

    async def on_startup(self, app: web.Application) -> None:
        """Without textual-serve's banner."""

    # Textual's server has no public place for a middleware.

    async def _make_app(self) -> web.Application:
        app = await super()._make_app()
        app.middlewares.append(self._guarded())
        return app

    def _guarded(self) -> Middleware:
        @web.middleware
        async def guard(request: web.Request, handler: Handler) -> web.StreamResponse:
            origin = request.headers.get("Origin", self.public_url)
            if request.url.host not in NAMES or urlsplit(origin).hostname not in NAMES:
                raise web.HTTPForbidden(text="tts-tui answers this machine only.")
            if self._has_token(request.query.get("token", "")):
                response = web.HTTPFound(request.url.path)
                response.set_cookie(COOKIE, self._token, httponly=True, samesite="Strict", path="/")
                return response
            if not self._has_token(request.cookies.get(COOKIE, "")):
                raise web.HTTPForbidden(text="Open the address that `tts-tui serve` printed: it has a token.")
            return await handler(request)

        return guard

    def _has_token(self, given: str) -> bool:
        return hmac.compare_digest(given.encode(), self._token.encode())
