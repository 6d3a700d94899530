"""Everything that can go wrong, as one tree.

SpeechError                     exit code   a user sees
├── UsageError                  2           a wrong option, name or value
│   ├── ClusterError
│   ├── DictionaryError
│   ├── DocumentError
│   ├── EmptyTextError
│   ├── JobError
│   ├── MarkupError
│   ├── PlanError
│   ├── SettingsError
│   ├── UnknownModelError
│   ├── UnknownVoiceError
│   └── UnsupportedLanguageError
├── MissingError                4           something that must be installed or fetched
│   ├── MissingModelError
│   ├── CorruptModelError
│   └── MissingDependencyError
├── ProviderError               3           a server refused or cannot be reached
│   ├── AuthenticationError
│   ├── QuotaError
│   ├── RateLimitError
│   ├── BadRequestError
│   ├── UnreachableError
│   ├── DeadlineError
│   ├── TruncatedError
│   ├── NotAudioError
│   └── ServerError
├── BudgetError                 2           a spending limit that was not lifted
├── SynthesisError              1           the engine failed
│   └── WorkerError
├── SaveError                   1           the audio could not be written
│   ├── FileExistsAlreadyError  2
│   ├── NotWritableError        2
│   └── DiskFullError
└── NoAudioDeviceError          5           playing was asked for and there is no output
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from difflib import get_close_matches
from enum import IntEnum
from typing import ClassVar

LONGEST_RETRY_AFTER = 30.0
"""Seconds; a server that asks for a longer wait means: not now."""


class ExitCode(IntEnum):
    """What the command line tells its caller."""

    OK = 0
    FAILED = 1
    USAGE = 2
    PROVIDER = 3
    MISSING = 4
    NO_DEVICE = 5
    INTERRUPTED = 130


class SpeechError(Exception):
    """Says what happened and why; `hint` is the exact command or key that fixes it.

    Attributes:
        hint: one line, may be empty.
        retryable: the same call may succeed later without a change.
        retry_after: seconds that the other side asked us to wait, if it did.
    """

    exit_code: ClassVar[ExitCode] = ExitCode.FAILED
    retryable: bool = False

    def __init__(self, message: str, *, hint: str = "", retry_after: float | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.retry_after = retry_after


class UsageError(SpeechError):
    exit_code = ExitCode.USAGE


class ClusterError(UsageError):
    """A cluster isn't what a job needs: one of its workers has another engine, or a key would have to be sent to it."""


class DictionaryError(UsageError):
    """An entry of a pronunciation dictionary can't be, or a file of them can't be read.

    Attributes:
        line: of the file, from 1; 0 where there is none.
    """

    def __init__(self, message: str, *, hint: str = "", line: int = 0) -> None:
        super().__init__(message, hint=hint)
        self.line = line


class DocumentError(UsageError):
    """A document is damaged, locked, hostile, or has no text in it."""


class EmptyTextError(UsageError):
    """Nothing in the text can be spoken."""


class JobError(UsageError):
    """There is no such job, or it isn't in a state in which that can be done."""


class MarkupError(UsageError):
    """A tag in the text is none, or can't be followed. The message begins with its place.

    Attributes:
        line: of the text, from 1.
        column: from 1.
    """

    def __init__(self, message: str, *, line: int, column: int, hint: str = "") -> None:
        super().__init__(f"Line {line}, column {column}: {message}", hint=hint)
        self.line = line
        self.column = column


class PlanError(UsageError):
    """A plan of a document is no plan, or is of another document. The message begins with its place, if it has one.

    Attributes:
        line: of the plan's file, from 1; 0 where there is none.
        key: what is wrong there, empty where it isn't a key's value.
    """

    def __init__(self, message: str, *, hint: str = "", line: int = 0, key: str = "") -> None:
        place = ", ".join(filter(None, (f"Line {line}" if line else "", key)))
        super().__init__(f"{place}: {message}" if place else message, hint=hint)
        self.line = line
        self.key = key


class SettingsError(UsageError):
    """The settings file or a setting in it is wrong."""


class UnknownModelError(UsageError):
    """No backend serves this model or provider."""


class UnknownVoiceError(UsageError):
    """The model has no such voice."""


class UnsupportedLanguageError(UsageError):
    """The model or the phonemizer doesn't speak this language here."""


class MissingError(SpeechError):
    exit_code = ExitCode.MISSING


class MissingModelError(MissingError):
    """The model's files aren't here."""


class CorruptModelError(MissingError):
    """The model's files aren't what they should be."""


class MissingDependencyError(MissingError):
    """A library or program isn't installed."""


class ProviderError(SpeechError):
    """A provider's server refused, failed or can't be reached.

    Attributes:
        provider: whose server.
        status: the HTTP status, if there was an answer.
        request_id: the vendor's name for the request, to quote to its support.
        retryable: as the type says, unless the server itself said whether to try again.
    """

    exit_code = ExitCode.PROVIDER

    def __init__(
        self,
        message: str,
        *,
        hint: str = "",
        retry_after: float | None = None,
        provider: str = "",
        status: int | None = None,
        request_id: str = "",
        retryable: bool | None = None,
    ) -> None:
        super().__init__(message, hint=hint, retry_after=retry_after)
        self.provider = provider
        self.status = status
        self.request_id = request_id
        if retryable is not None:
            self.retryable = retryable

    def name_request(self, request_id: str) -> None:
        """Tell which request it was, if that isn't told yet."""
        self.request_id = name = self.request_id or request_id
        if name and name not in self.message:
            self.message = f"{self.message.removesuffix('.')} (request {name})."


class AuthenticationError(ProviderError):
    """The key is missing, wrong or not allowed to do this."""


class QuotaError(ProviderError):
    """The account's credit is used up; waiting doesn't help."""


class RateLimitError(ProviderError):
    retryable = True


class BadRequestError(ProviderError):
    """The server refused a field of the request: `field` names it where the server did."""

    field: str = ""


class UnreachableError(ProviderError):
    """There was no answer. `sent`: the request may have arrived all the same, and been charged."""

    retryable = True
    sent: bool = False


class DeadlineError(ProviderError):
    """The answer took longer than allowed, or came too slowly."""

    retryable = True


class TruncatedError(ProviderError):
    """The audio ended before it was complete."""

    retryable = True


class NotAudioError(ProviderError):
    """The server said 200 and sent something that isn't audio."""


class ServerError(ProviderError):
    retryable = True


class BudgetError(UsageError):
    """The job would cost more than the limits in the settings allow."""


class SynthesisError(SpeechError):
    """The engine failed or made nothing usable."""


class WorkerError(SynthesisError):
    """An engine's own process died or broke its protocol."""


class SaveError(SpeechError):
    """The audio couldn't be written."""


class FileExistsAlreadyError(SaveError):
    exit_code = ExitCode.USAGE


class NotWritableError(SaveError):
    exit_code = ExitCode.USAGE


class DiskFullError(SaveError):
    """No space left; what was written is kept and named."""


class NoAudioDeviceError(SpeechError):
    exit_code = ExitCode.NO_DEVICE


def did_you_mean(name: str, known: Sequence[str], most: int = 8) -> str:
    """A hint for a name that isn't known: the nearest ones, else `most` of what there is."""
    if near := get_close_matches(name, known, n=3, cutoff=0.5):
        return f"Did you mean {' or '.join(near)}?"
    names = ", ".join(known[:most])
    return f"Known: {names}{', …' if len(known) > most else ''}." if names else ""


def pip_install(what: str) -> str:
    """A hint: the command that installs `what` where this Python finds it; a plain `pip` may be another's."""
    python = f'"{sys.executable}"' if " " in sys.executable else sys.executable
    return f"{python} -m pip install {what}"


def unexpected(error: Exception, who: str = "") -> SpeechError:
    """The error as one of ours; what other people's code or a library raised is wrapped, and named.

    Args:
        who: failed, where that is known.
    """
    if isinstance(error, SpeechError):
        return error
    return SynthesisError(
        f"{f'{who} failed unexpectedly:' if who else 'Unexpectedly,'} {type(error).__name__}: {error}",
        hint="tts-tui doctor checks each part and names the log file.",
    )
