"""Where a server is, and whether a key may travel there."""

from __future__ import annotations

from dataclasses import dataclass
from ipaddress import ip_address
from urllib.parse import urlsplit

from tts_tui.speech.errors import SettingsError


@dataclass(frozen=True, slots=True)
class Address:
    """The base of an API's URLs.

    Attributes:
        url: without a slash at the end.
        origin: scheme, host and port: what a key belongs to.
        loopback: it is this machine; no proxy stands between, and plain HTTP exposes no key.
    """

    url: str
    origin: str
    loopback: bool

    @classmethod
    def parse(cls, url: str, *, allow_http: bool = False) -> Address:
        """Check a base URL from the settings.

        Args:
            url: as the user wrote it.
            allow_http: plain HTTP to other machines was asked for.

        Raises:
            SettingsError: it isn't a URL that may be called.
        """
        try:
            parts = urlsplit(url.strip())
            host, port = parts.hostname, parts.port
        except ValueError as error:
            raise SettingsError(
                f"base_url isn't a URL: {error}.", hint="Correct base_url in the settings."
            ) from None
        if parts.username is not None or parts.password is not None:
            raise SettingsError(
                "base_url holds a user name or password, which would end up in logs.",
                hint="Take it out of the URL; keys are kept with tts-tui config set-key NAME.",
            )
        if parts.scheme not in ("http", "https") or not host:
            raise SettingsError(
                f"base_url must look like https://host/v1, not {url!r}.",
                hint="Correct base_url in the settings.",
            )
        if parts.query or parts.fragment:
            raise SettingsError("base_url may not hold a ? or #.", hint="Correct base_url in the settings.")
        loopback = is_loopback(host)
        if parts.scheme == "http" and not loopback and not allow_http:
            raise SettingsError(
                f"base_url is plain http:// to {host}: anyone on the way could read the text and the key.",
                hint="Use https://, or set allow_http = true beside it.",
            )
        origin = f"{parts.scheme}://{f'[{host}]' if ':' in host else host}{f':{port}' if port else ''}"
        return cls(origin + parts.path.rstrip("/"), origin, loopback)


def is_loopback(host: str) -> bool:
    """Whether a host name or address is this machine, without asking a name server."""
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False
