"""Mixtures of voices under the user's names, in a TOML file that can be edited and carried along."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from pathlib import Path
from types import MappingProxyType

import msgspec

from tts_tui.speech.blend import checked_name
from tts_tui.store.state_file import StateFile

_Names = dict[str, str]
_NONE: Mapping[str, str] = MappingProxyType({})


class NamedBlends:
    """Text of each blend by its name; read again when another program changed the file. For several threads."""

    def __init__(self, file: Path) -> None:
        decode = partial(msgspec.toml.decode, type=_Names)
        self._file = StateFile(file, "The blends of voices", decode, msgspec.toml.encode, precious=True)
        self._read_at: tuple[int, int] | None = None
        self._names: Mapping[str, str] = _NONE

    def by_name(self) -> Mapping[str, str]:
        """Those that are kept now, in the order of the file.

        Raises:
            SettingsError: the file can't be read, or isn't ours.
        """
        if (now := self._changed_at()) != self._read_at or now is None:
            self._names = MappingProxyType(self._file.read() or {})
            self._read_at = now
        return self._names

    def keep(self, name: str, blend: str) -> str:
        """Keep a blend, in the place of one of that name; returns the name as it is kept.

        Raises:
            UsageError: that is no name.
            SettingsError: it can't be written, or what is there can't be read.
        """
        tidy = checked_name(name)
        self._file.change(lambda known: {**(known or {}), tidy: blend})
        return tidy

    def remove(self, name: str) -> None:
        """Forget one.

        Raises:
            SettingsError: as `keep`.
        """
        self._file.change(lambda known: {each: text for each, text in (known or {}).items() if each != name})

    def _changed_at(self) -> tuple[int, int] | None:
        try:
            found = self._file.file.stat()
        except OSError:
            return None
        return found.st_mtime_ns, found.st_size
