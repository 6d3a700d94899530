"""What a server says when it refuses: many shapes, one meaning."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from typing import Any

import msgspec

_ANSI = re.compile(r"\x1b\[[0-?]*[ -/]*[@-~]|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)?|\x1b.?")
_TAGS = re.compile(r"<[^<>]{0,500}>")
_UNSEEN = ("script", "style", "head")
"""Parts of a page without visible text."""
_KEYS = re.compile(r"\b(?:sk|xi)[-_][\w*.\-]{6,}")
_LONGEST = 300


@dataclass(frozen=True, slots=True)
class Refusal:
    """The meaning of an error body.

    Attributes:
        message: for people, cleaned; may be empty.
        codes: the machine's words for it: code, type, status.
        field: the field of the request that it is about, if it says so.
        request_id: as the body names it.
    """

    message: str = ""
    codes: frozenset[str] = frozenset()
    field: str = ""
    request_id: str = ""


def printable(text: str) -> str:
    """One line that steers no terminal: without escapes, controls, and marks that turn or hide what is around."""
    text = _ANSI.sub("", text)
    return text if text.isprintable() else "".join(each if each.isprintable() else " " for each in text)


def clean(text: str, secrets: tuple[str, ...] = ()) -> str:
    """A server's words, safe to show: one line, no markup of pages, no keys, at most 300 characters."""
    text = _ANSI.sub("", text)
    if re.match(r"\s*<(!doctype|html|head|body)\b", text, re.IGNORECASE):
        text = html.unescape(_TAGS.sub(" ", _seen(text)))
    text = printable(text)
    for secret in secrets:
        text = text.replace(secret, "[key]")
    text = " ".join(_KEYS.sub("[key]", text).split())
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


def _seen(page: str) -> str:
    """A page without the parts that show no text; those without an end are left, so that it takes linear time."""
    for name in _UNSEEN:
        ends = [found.end() for found in re.finditer(rf"</{name}\s*>", page, re.IGNORECASE)]
        if ends:
            parts = re.compile(rf"<{name}\b.*?</{name}\s*>", re.DOTALL | re.IGNORECASE)
            page = parts.sub(" ", page[: ends[-1]]) + page[ends[-1] :]
    return page


def read_refusal(body: bytes, secrets: tuple[str, ...] = ()) -> Refusal:
    """Understand an error body: OpenAI's `error`, the four shapes of ElevenLabs' `detail`, FastAPI's, plain text."""
    text = body.decode("utf-8", errors="replace")
    try:
        answer = msgspec.json.decode(text)
    except (msgspec.DecodeError, UnicodeError, RecursionError):
        return Refusal(clean(text, secrets))
    if isinstance(answer, dict):
        for name in ("error", "detail", "message"):
            if answer.get(name):
                return _of(answer[name], secrets)
    return _of(answer, secrets) if isinstance(answer, str) else Refusal(clean(text, secrets))


def _of(body: Any, secrets: tuple[str, ...]) -> Refusal:
    match body:
        case dict():
            words = [body.get(name) for name in ("code", "type", "status")]
            return Refusal(
                clean(str(body.get("message") or body.get("msg") or ""), secrets),
                frozenset(word for word in words if isinstance(word, str)),
                clean(str(body.get("param") or ""), secrets),
                clean(str(body.get("request_id") or ""), secrets),
            )
        case [dict() as first, *_]:  # FastAPI's list of what is invalid
            place = [str(step) for step in first.get("loc") or () if step not in ("body", "query", "path")]
            code = first.get("type")
            return Refusal(
                clean(str(first.get("msg") or ""), secrets),
                frozenset({code} if isinstance(code, str) else ()),
                clean(".".join(place), secrets),
            )
    return Refusal(clean(str(body), secrets))
