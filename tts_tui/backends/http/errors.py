"""From what went wrong on the wire to the one tree of errors."""

from __future__ import annotations

import email.utils
import time
from collections.abc import Mapping

import httpx

from tts_tui.backends.http.address import Address
from tts_tui.backends.http.refusal import Refusal, clean
from tts_tui.speech.errors import (
    LONGEST_RETRY_AFTER,
    AuthenticationError,
    BadRequestError,
    DeadlineError,
    ProviderError,
    QuotaError,
    RateLimitError,
    ServerError,
    SpeechError,
    TruncatedError,
    UnknownModelError,
    UnknownVoiceError,
    UnreachableError,
)
from tts_tui.speech.hints import Hint, enter_key
from tts_tui.speech.lengths import about

START_IT = Hint(
    "Start the server there, or correct base_url: `tts-tui config path` names the settings file.",
    "Start the server there, or correct base_url in the settings file, which {user-settings} names.",
)
"""For a server of the user's own."""

_LONGEST_ID = 80

_QUOTA = {"insufficient_quota", "quota_exceeded", "insufficient_credits", "billing_hard_limit_reached"}
_BLOCKED = {"detected_unusual_activity", "account_blocked", "user_blocked"}
_FORMAT = {"output_format_not_allowed"}
_PLAN = {"subscription_required", "only_for_creator+"}
_VOICE = {"voice_not_found", "invalid_voice", "voice_not_fine_tuned"}
_MODEL = {"model_not_found", "invalid_model", "invalid_model_id"}


def request_id(headers: Mapping[str, str]) -> str:
    """The vendor's name for the request, to quote to its support."""
    return clean(headers.get("x-request-id") or headers.get("request-id") or "")[:_LONGEST_ID]


def retry_after(headers: Mapping[str, str]) -> float | None:
    """Seconds that the server asks us to wait (RFC 9110, 10.2.3, and OpenAI's `retry-after-ms`), if it does."""
    if milliseconds := headers.get("retry-after-ms"):
        try:
            return max(0.0, float(milliseconds) / 1000)
        except ValueError:
            pass
    text = headers.get("retry-after", "")
    try:
        return max(0.0, float(text))
    except ValueError:
        parsed = email.utils.parsedate_tz(text)
    return max(0.0, email.utils.mktime_tz(parsed) - time.time()) if parsed else None


def refused(
    provider: str,
    status: int,
    headers: Mapping[str, str],
    refusal: Refusal,
    secret: str = "",
    keyed_by: str = "",
) -> SpeechError:
    """The error that fits an answer other than 2xx.

    Args:
        secret: under which name the key is kept that was sent, if one was.
        keyed_by: what lets one be sent where none was, as a sentence.
    """
    message = refusal.message or f"HTTP {status}"
    if refusal.field and refusal.field not in message:
        message = f"{refusal.field}: {message}"
    name = refusal.request_id or request_id(headers)
    quoted = f"{message} (request {name})" if name else message
    codes = refusal.codes
    if codes & _VOICE or (status in (400, 404, 422) and refusal.field in ("voice", "voice_id")):
        return UnknownVoiceError(f"{provider} refused the voice: {quoted}")
    if codes & _MODEL or (status in (400, 404) and refusal.field in ("model", "model_id")):
        return UnknownModelError(
            f"{provider} refused the model: {quoted}", hint="tts-tui models lists what there is."
        )
    wait = retry_after(headers)
    kind, lead, hint = _kind(status, codes, secret, keyed_by)
    if wait is not None and wait > LONGEST_RETRY_AFTER:
        hint = f"Try again in {about(wait)}."
    error = kind(
        f"{provider} {lead}: {quoted}",
        hint=hint,
        retry_after=wait,
        provider=provider,
        status=status,
        request_id=name,
        retryable=_should_retry(status, headers, kind, wait),
    )
    if isinstance(error, BadRequestError):
        error.field = refusal.field
    return error


def _kind(
    status: int, codes: frozenset[str], secret: str, keyed_by: str
) -> tuple[type[ProviderError], str, str]:
    """The type of an error, what it says, and what fixes it."""
    if codes & _QUOTA or status == 402:
        return (
            QuotaError,
            "has no credit left for this",
            "Add credit to the account, or choose a local model.",
        )
    if codes & _BLOCKED:
        return (
            AuthenticationError,
            "blocks this account or this network; the key is right",
            "Ask its support, try without a VPN or proxy, or with a paid plan.",
        )
    if codes & _FORMAT:
        return (
            BadRequestError,
            "has this format in larger plans only",
            Hint(
                "--set output_format=pcm_24000 is in every plan.",
                "In the model's settings ({settings}), Sent as: pcm_24000 is in every plan.",
            ),
        )
    if codes & _PLAN:
        return (
            BadRequestError,
            "has this in larger plans only",
            "Choose another voice, model or setting, or a larger plan.",
        )
    if status in (401, 403):
        if not secret:
            return AuthenticationError, "wants a key", keyed_by or "The settings send it no key."
        return AuthenticationError, "refused the key", enter_key(secret, "Check the key.")
    if status == 429:
        return RateLimitError, "asks to go slower", "Wait a little, then try again."
    if status == 408:
        return DeadlineError, "gave up waiting", ""
    if status == 409 or status >= 500:
        return ServerError, "failed", "Try again; if it stays so, look at the server's log or status page."
    if 300 <= status < 400:
        return (
            BadRequestError,
            "sends us to another address, which isn't followed",
            "Correct base_url in the settings.",
        )
    return BadRequestError, "refused the request", ""


def _should_retry(
    status: int, headers: Mapping[str, str], kind: type[ProviderError], wait: float | None
) -> bool | None:
    if kind is QuotaError or (wait is not None and wait > LONGEST_RETRY_AFTER):
        return False
    return {"true": True, "false": False}.get(headers.get("x-should-retry", ""))


def broken(
    provider: str, address: Address, error: httpx.HTTPError, *, answered: bool, name: str = ""
) -> ProviderError:
    """The error that fits a connection that failed.

    Args:
        answered: the answer had begun: what breaks off now is its body.
        name: the vendor's name for the request, once known.
    """
    start = START_IT if address.loopback else ""
    if "CERTIFICATE_VERIFY_FAILED" in str(error):
        return UnreachableError(
            f"{provider} shows a certificate that can't be trusted.",
            hint="Check the address and this machine's clock; certificates are always checked.",
            provider=provider,
            retryable=False,
        )
    if isinstance(error, httpx.TimeoutException) and not isinstance(error, httpx.ConnectTimeout):
        return DeadlineError(f"{provider} didn't answer in time.", provider=provider, request_id=name)
    if answered:
        return TruncatedError(
            f"{provider} broke off in the middle of its answer ({type(error).__name__}).",
            provider=provider,
            request_id=name,
        )
    if isinstance(error, httpx.ConnectError | httpx.ConnectTimeout):
        return UnreachableError(
            f"{provider} can't be reached at {address.origin}.",
            hint=start or "Check the network connection.",
            provider=provider,
        )
    if isinstance(error, httpx.RemoteProtocolError) and "disconnected" not in str(error):
        return UnreachableError(
            f"What answers at {address.origin} doesn't speak HTTP.",
            hint="Correct base_url in the settings.",
            provider=provider,
            retryable=False,
        )
    closed = UnreachableError(
        f"{provider} closed the connection without an answer.", hint=start, provider=provider
    )
    closed.sent = True
    return closed
