"""Streams of lines, fed in any portions: server-sent events and newline-delimited JSON."""

from __future__ import annotations

from collections.abc import Iterator

from tts_tui.speech.errors import NotAudioError, TruncatedError

LONGEST_LINE = 16 << 20
"""Bytes; ten minutes of base64 PCM would be longer, and no server sends them as one line."""


class LineReader:
    """Cuts bytes into lines, whatever ends them: `\\n`, `\\r\\n` or `\\r`."""

    def __init__(self) -> None:
        self._rest = bytearray()
        self._after_return = False

    def feed(self, data: bytes) -> Iterator[bytes]:
        """The lines that are complete, without their ends.

        Raises:
            NotAudioError: a line has no end in sight.
        """
        if not data:
            return
        cut, self._after_return = self._after_return, data.endswith(b"\r")
        if cut:  # the return and the newline of one end came apart
            data = data.removeprefix(b"\n")
        for line in data.splitlines(keepends=True):
            text = line.rstrip(b"\r\n")
            self._rest += text
            if len(text) < len(line):
                yield bytes(self._rest)
                self._rest.clear()
        if len(self._rest) > LONGEST_LINE:
            raise NotAudioError(f"The answer has a line longer than {LONGEST_LINE >> 20} MB.")

    def finish(self) -> bytes:
        """What came after the last end of line."""
        rest = bytes(self._rest)
        self._rest.clear()
        return rest


class EventReader:
    """Server-sent events (HTML standard, 9.2.6): gives the data of each."""

    def __init__(self) -> None:
        self._lines = LineReader()
        self._data: list[bytes] = []
        self._first = True

    def feed(self, piece: bytes) -> Iterator[bytes]:
        """The data of the events that are complete; comments and other fields are passed over."""
        for line in self._lines.feed(piece):
            if self._first:
                line, self._first = line.removeprefix(b"\xef\xbb\xbf"), False
            if line:
                self._take(line)
            elif self._data:
                yield b"\n".join(self._data)
                self._data.clear()

    def finish(self) -> Iterator[bytes]:
        """An event that lacks only the empty line after it: some servers leave it out."""
        if rest := self._lines.finish():
            self._take(rest)
        if self._data:
            yield b"\n".join(self._data)
            self._data.clear()

    def _take(self, line: bytes) -> None:
        name, _, value = line.partition(b":")
        if name == b"data":
            self._data.append(value.removeprefix(b" "))


class JsonLineReader:
    """Newline-delimited JSON: gives each line that isn't empty."""

    def __init__(self) -> None:
        self._lines = LineReader()

    def feed(self, piece: bytes) -> Iterator[bytes]:
        for line in self._lines.feed(piece):
            if line.strip():
                yield line

    def finish(self) -> Iterator[bytes]:
        """The last line, if its end was left out.

        Raises:
            TruncatedError: it is cut off.
        """
        rest = self._lines.finish().strip()
        if rest and not rest.endswith(b"}"):
            raise TruncatedError("The answer broke off in the middle of a line.")
        if rest:
            yield rest
