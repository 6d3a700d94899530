"""Reads a pipe in a thread of its own, so that what has arrived can be used before the pipe is closed."""

from __future__ import annotations

import codecs
import os
import threading
from typing import Protocol

from tts_tui.speech.errors import SpeechError, UsageError

_READ = 65536


class Reader(Protocol):
    """Takes the text as it arrives; called in the thread that reads."""

    def add(self, more: str) -> None:
        """More of it; returning late lets the writer wait."""

    def end(self, error: SpeechError | None = None) -> None:
        """There will be no more.

        Args:
            error: why, where that isn't the end of the text.
        """


def read_pipe(descriptor: int, reader: Reader) -> None:
    """Give a reader the text that comes through a descriptor until that is closed; returns at once."""
    threading.Thread(target=_read, args=(descriptor, reader), name="pipe", daemon=True).start()


def _read(descriptor: int, reader: Reader) -> None:
    decoder = codecs.getincrementaldecoder("utf-8-sig")()
    try:
        # not sys.stdin, whose lock a thread that waits in it would hold at the end of the program
        while data := os.read(descriptor, _READ):
            if text := decoder.decode(data):
                reader.add(text)
        if rest := decoder.decode(b"", final=True):
            reader.add(rest)
    except UnicodeDecodeError:
        reader.end(
            UsageError(
                "What comes through the pipe isn't UTF-8 text from here on.",
                hint="… | iconv -f LATIN1 -t UTF-8 | tts-tui say -   converts older encodings.",
            )
        )
    except OSError as error:
        reader.end(UsageError(f"The pipe can't be read: {error.strerror}.", hint="Check what writes to it."))
    else:
        reader.end()
