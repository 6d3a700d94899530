"""The user's pronunciation dictionary, and the one that lies beside a text: CSV files that can be edited by hand."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from tts_tui.speech.entry import Entry
from tts_tui.speech.errors import DictionaryError
from tts_tui.store.state_file import StateFile
from tts_tui.store.words_csv import read_csv, write_csv

BESIDE = ".words.csv"
"""What the name of a text's own dictionary ends in, behind the whole name of the text."""


def beside(text: Path) -> Path:
    """Where the dictionary of a text lies, whether there is one or not."""
    return text.with_name(text.name + BESIDE)


class WordList:
    """The entries of one dictionary, in its order."""

    def __init__(self, file: Path) -> None:
        """
        Args:
            file: made when something is first kept.
        """
        self.file = file
        self._file = StateFile(file, "The dictionary", _decode, _encode, precious=True)

    def read(self) -> tuple[Entry, ...]:
        """All of them.

        Raises:
            SettingsError: the file can't be read; it tells the line.
        """
        return self._file.read() or ()

    def add(self, readings: Iterable[Entry]) -> tuple[int, int]:
        """Keep these, each in the place of the one there was; returns how many are new, and how many changed.

        Raises:
            SettingsError: the file can't be read or written.
        """
        new = {each.key: each for each in readings}
        before: dict[object, Entry] = {}

        def merged(entries: tuple[Entry, ...] | None) -> tuple[Entry, ...]:
            before.update((each.key, each) for each in entries or ())
            return tuple((before | new).values())

        self._file.change(merged)
        return len(new.keys() - before.keys()), sum(
            before.get(key, each) != each for key, each in new.items()
        )

    def remove(self, matches: Callable[[Entry], bool]) -> tuple[Entry, ...]:
        """Forget those that `matches` is true of; returns them.

        Raises:
            SettingsError: the file can't be read or written.
        """
        gone: list[Entry] = []

        def rest(entries: tuple[Entry, ...] | None) -> tuple[Entry, ...]:
            gone.extend(each for each in entries or () if matches(each))
            return tuple(each for each in entries or () if not matches(each))

        if any(map(matches, self.read())):
            self._file.change(rest)
        return tuple(gone)


def _decode(data: bytes) -> tuple[Entry, ...]:
    try:
        return tuple(read_csv(data.decode()))
    except DictionaryError as error:
        raise ValueError(error.message) from None


def _encode(readings: tuple[Entry, ...]) -> bytes:
    return write_csv(readings).encode()
