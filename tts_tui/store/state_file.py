"""State between runs: one value in one small file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Generic, TypeVar

import msgspec

from tts_tui.speech.errors import SettingsError
from tts_tui.store.atomic import replace_bytes
from tts_tui.store.changing import changing
from tts_tui.store.disk_trouble import hint_of

T = TypeVar("T")


class StateFile(Generic[T]):
    """Read with patience, changed by one program at a time, written whole or not at all."""

    def __init__(
        self,
        file: Path,
        name: str,
        decode: Callable[[bytes], T],
        encode: Callable[[T], bytes] = msgspec.json.encode,
        *,
        precious: bool = False,
        hint: str = "",
    ) -> None:
        """
        Args:
            file: made, with its folder, when something is first kept.
            name: a title of its content for messages: "The speed reached".
            decode: raises `ValueError` where the bytes aren't ours, as msgspec does.
            precious: unreadable content is an error; else it counts as empty and is overwritten.
            hint: advice for the message where it can't be written.
        """
        self.file = file
        self._name = name
        self._decode = decode
        self._encode = encode
        self._precious = precious
        self._hint = hint

    def load(self) -> T | None:
        """What is kept; None where there is nothing that can be read, which is no reason not to start."""
        try:
            return self._decode(self.file.read_bytes())
        except (OSError, ValueError, RecursionError):
            return None

    def read(self) -> T | None:
        """What is kept, None where there is nothing.

        Raises:
            SettingsError: it can't be read.
        """
        try:
            return self._decode(self.file.read_bytes())
        except FileNotFoundError:
            return None
        except (OSError, ValueError, RecursionError) as error:
            if not (self._precious or isinstance(error, OSError)):
                return None
            raise SettingsError(
                f"{self._name} in {self.file} can't be read: {error}",
                hint=f"mv '{self.file}' '{self.file}.broken'",
            ) from None

    def write(self, value: T) -> None:
        """Keep this.

        Raises:
            SettingsError: it can't be written.
        """
        try:
            replace_bytes(self.file, self._encode(value))
        except OSError as error:
            raise SettingsError(
                f"{self._name} can't be kept in {self.file}: {error.strerror}.",
                hint=self._hint or hint_of(error, self.file),
            ) from None

    def change(self, change: Callable[[T | None], T]) -> T:
        """Keep what `change` makes of what is kept now, also by other windows.

        Raises:
            SettingsError: it can't be written, or what is there can't be read.
        """
        with changing(self.file):
            value = change(self.read())
            self.write(value)
        return value
