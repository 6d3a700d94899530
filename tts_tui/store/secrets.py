"""Keys of providers: from the environment, the system's keyring, or a file that only the user can read.

They appear in no repr, log or message. A key is kept under the provider's id ("openai", or a profile's name)
and is meant for that provider alone.
"""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType
from typing import Literal

import msgspec

from tts_tui.speech.errors import SettingsError
from tts_tui.store.atomic import replace_text
from tts_tui.store.changing import changing
from tts_tui.store.disk_trouble import hint_of

KeyPlace = Literal["environment", "keyring", "file"]

SERVICE = "tts-tui"
_OWNER_ONLY = 0o600


def variable_of(provider: str) -> str:
    """The environment variable that holds a provider's key: `OPENAI_API_KEY` for "openai"."""
    return re.sub(r"\W", "_", provider).upper() + "_API_KEY"


class Secrets:
    """Finds, keeps and forgets keys. What was found is remembered: the keyring may be slow, or ask."""

    def __init__(self, file: Path, environment: Mapping[str, str] = os.environ) -> None:
        """
        Args:
            file: where keys go when there is no keyring; permissions 0600.
            environment: the variables to look in first.
        """
        self._file = file
        self._environment = environment
        self._found: dict[str, tuple[str, KeyPlace] | None] = {}
        self._tried: dict[str, str] = {}

    def get(self, provider: str) -> str | None:
        """The key of a provider, or None."""
        if tried := self._tried.get(provider):
            return tried
        found = self._find(provider)
        return found[0] if found else None

    def where(self, provider: str) -> KeyPlace | None:
        """Where its key is kept, or None if it has none."""
        found = self._find(provider)
        return found[1] if found else None

    def set(self, provider: str, key: str) -> KeyPlace:
        """Keep a key in the keyring, or in the file where there is no keyring; returns which.

        Raises:
            SettingsError: it isn't a key, or the file can't be written.
        """
        key = _checked(key)
        self._found.pop(provider, None)
        if _set_in_keyring(provider, key):
            return "keyring"
        with changing(self._file):
            self._write({**self._read(), provider: key})
        return "file"

    @contextmanager
    def trying(self, provider: str, key: str) -> Iterator[None]:
        """Give out this key meanwhile, without keeping it.

        Raises:
            SettingsError: it isn't a key.
        """
        self._tried[provider] = _checked(key)
        try:
            yield
        finally:
            del self._tried[provider]

    def forget(self, provider: str) -> None:
        """Remove its key from the keyring and the file; one in the environment stays.

        Raises:
            SettingsError: it is still in one of them.
        """
        self._found.pop(provider, None)
        if self._read().get(provider) is not None:
            with changing(self._file):
                keys = self._read()
                keys.pop(provider, None)
                self._write(keys)
        _forget_in_keyring(provider)

    def check(self) -> None:
        """
        Raises:
            SettingsError: the file of keys is there and can't be read.
        """
        self._read()

    def exposed(self) -> bool:
        """Whether other users can read the file of keys."""
        return self._file.exists() and bool(self._file.stat().st_mode & 0o077)

    def _find(self, provider: str) -> tuple[str, KeyPlace] | None:
        if key := self._environment.get(variable_of(provider), "").strip():
            return key, "environment"
        if provider not in self._found:
            if key := _get_from_keyring(provider):
                self._found[provider] = key, "keyring"
            elif key := self._read().get(provider, ""):
                self._found[provider] = key, "file"
            else:
                self._found[provider] = None
        return self._found[provider]

    def _read(self) -> dict[str, str]:
        try:
            return msgspec.json.decode(self._file.read_bytes(), type=dict[str, str])
        except FileNotFoundError:
            return {}
        except (OSError, ValueError):
            # the parser's own message could quote a key
            raise SettingsError(
                f"The keys in {self._file} can't be read.", hint=f"rm '{self._file}'"
            ) from None

    def _write(self, keys: Mapping[str, str]) -> None:
        try:
            replace_text(self._file, json.dumps(keys, indent=2) + "\n", mode=_OWNER_ONLY)
        except OSError as error:
            raise SettingsError(
                f"{self._file} can't be written: {error.strerror}.", hint=hint_of(error, self._file)
            ) from None


def _checked(key: str) -> str:
    key = key.strip()
    if not key or not key.isascii() or not key.isprintable() or " " in key:
        raise SettingsError(
            "A key is one word of plain ASCII characters.", hint="Copy it again, without quotes."
        )
    return key


# A machine without a desktop has no keyring, or one that can't be reached: the file is what there is.


def _keyring() -> ModuleType:
    """The library, which on any system imports the part for macOS: that looks for its frameworks, elsewhere by running
    a compiler in vain."""
    if sys.platform != "darwin":
        sys.modules.setdefault("keyring.backends.macOS.api", None)  # type: ignore[arg-type]  # no such module
    import keyring

    return keyring


def _get_from_keyring(provider: str) -> str:
    from keyring.errors import KeyringError

    try:
        return _keyring().get_password(SERVICE, provider) or ""
    except KeyringError:
        return ""


def _set_in_keyring(provider: str, key: str) -> bool:
    from keyring.errors import KeyringError

    try:
        _keyring().set_password(SERVICE, provider, key)
    except KeyringError:
        return False
    # keyring's null backend, with which people switch it off, takes everything and keeps nothing
    return _get_from_keyring(provider) == key


def _forget_in_keyring(provider: str) -> None:
    from keyring.errors import KeyringError, NoKeyringError, PasswordDeleteError

    try:
        _keyring().delete_password(SERVICE, provider)
        left = _keyring().get_password(SERVICE, provider)
    except NoKeyringError:
        return
    except PasswordDeleteError as error:  # there was none, or it wasn't given up
        left, reason = _get_from_keyring(provider), str(error)
    except KeyringError as error:
        left, reason = "?", str(error)
    else:
        reason = "it says nothing of why"
    if left:
        raise SettingsError(
            f"The keyring doesn't give up the key of {provider}: {reason or 'it says nothing of why'}.",
            hint=f"Unlock it and run tts-tui config set-key {provider} --forget again.",
        )
