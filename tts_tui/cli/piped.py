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
    try:
        _give(descriptor, reader)
    except SpeechError as error:
        reader.end(error)
    except OSError as error:
        reader.end(UsageError(f"The pipe can't be read: {error.strerror}.", hint="Check what writes to it."))
    else:
        reader.end()


def _give(descriptor: int, reader: Reader) -> None:
    from tts_tui.documents.as_text import text_of
    from tts_tui.text.kinds import kind_of

    decoder = codecs.getincrementaldecoder("utf-8-sig")()
    begun = False
    # not sys.stdin, whose lock a thread that waits in it would hold at the end of the program
    while data := os.read(descriptor, _READ):
        if not begun and (b"\0" in data or kind_of(data)):
            reader.add(text_of(data + _rest(descriptor), "stdin"))
            return
        try:
            text = decoder.decode(data)
        except UnicodeDecodeError:
            if begun:
                raise UsageError(
                    "What comes through the pipe isn't UTF-8 text from here on.",
                    hint="… | iconv -f ENCODING -t UTF-8 | tts-tui say -   converts it.",
                ) from None
            reader.add(text_of(data + _rest(descriptor), "stdin"))
            return
        if text:
            begun = True
            reader.add(text)
    if decoder.getstate()[0]:
        raise UsageError(
            "What comes through the pipe ends in the middle of a character.", hint="Check what writes it."
        )


def _rest(descriptor: int) -> bytes:
    """All that is still to come: only the whole shows whether it is UTF-8."""
    return b"".join(iter(lambda: os.read(descriptor, _READ), b""))
