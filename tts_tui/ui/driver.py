"""The terminal's input, whatever bytes come: Textual's own reader ends the window at the first that isn't UTF-8."""

from __future__ import annotations

import logging
import os
import re
import selectors
import time
from codecs import getincrementaldecoder
from collections.abc import Callable, Container, Iterable, Iterator
from functools import partial

from textual import events

# Textual has no public way to read keys from bytes, and its own reader ends the app at those that aren't UTF-8
from textual._ansi_sequences import ANSI_SEQUENCES_KEYS
from textual._parser import ParseError
from textual._xterm_parser import XTermParser
from textual.drivers.linux_driver import LinuxDriver
from textual.message import Message

from tts_tui.ui.pasted import Pastes, printable
from tts_tui.ui.terminal_signs import shows_title

log = logging.getLogger(__name__)

_POLL = 0.1
"""Seconds after which a lone escape is a key, and the end of the app is noticed."""

_GAP = 0.01
"""Seconds between two parts of what comes at once."""

_CHUNK, _MOST = 4096, 1 << 20
"""Bytes of one read, and of what counts as coming at once."""

_LEAST = 16
"""Bytes from which an escape may be one of a paste, of which the rest follows."""

_KEYS_WAIT = 0.05
"""Seconds that what holds an escape is read on at most: keys that follow one another must be seen."""

_OLD_MOUSE = re.compile(rb"\x1b\[M[\x20-\xff]{3}")
"""A place as three bytes, no text, from a terminal that doesn't know the modes that Textual asks for."""


_PARTS = re.compile(
    r"\x1b(?=[\x00-\x1a\x1c-\x1f])|\x1b\[[0-?]*[ -/]*[@-~]|\x1b[a-z0-9]|\x1b[^\x1b]*|[^\x1b]+"
)
"""Of keys: control sequences, and what is between."""

_ALT = re.compile(r"\x1b[a-z0-9]")


class InputParser:
    """Bytes in, Textual's messages out; nothing that comes raises."""

    def __init__(self, debug: bool = False, own_keys: Container[str] = ()) -> None:
        """
        Args:
            own_keys: keys that are given their own name, where Textual takes them for others: alt+b for ctrl+left, as
                some terminals on a Mac mean it.
        """
        self._debug = debug
        self._own_keys = own_keys
        self._decoder = getincrementaldecoder("utf-8")("replace")
        self._pastes = Pastes()
        self._parser = XTermParser(debug)
        self._escaped = False  # the parser waits for what follows an escape

    def feed(self, data: bytes) -> Iterator[Message]:
        """What came at once."""
        text = self._decoder.decode(_OLD_MOUSE.sub(b"", data))
        for part in self._pastes.parts(text, time.monotonic()):
            if part.pasted:
                yield events.Paste(printable(part.text))
            else:
                yield from self._keys(part.text)

    def tick(self) -> Iterator[Message]:
        """What only the time tells: that an escape was the key."""
        yield from self._keys(self._pastes.rest())
        for message in self._guarded(self._parser.tick):
            self._escaped = False
            yield message

    def _keys(self, text: str) -> Iterator[Message]:
        for part in _PARTS.findall(text):  # so that one that can't be read costs no other
            # escape and ^g, pressed at once, are no sequence: Textual would type a ^ for the escape, later
            if (
                self._escaped
                and part < " "
                and part[0] != "\x1b"
                and f"\x1b{part[0]}" not in ANSI_SEQUENCES_KEYS
            ):
                self._renew()
                yield events.Key("escape", "\x1b")
            key = f"alt+{part[1:]}"
            # Textual waits for more after an escape and a letter, and types both when that is another escape
            if _ALT.fullmatch(part) and (key in self._own_keys or part not in ANSI_SEQUENCES_KEYS):
                if self._escaped:
                    self._renew()
                    yield events.Key("escape", "\x1b")
                yield events.Key(key, None)
            else:
                yield from self._guarded(partial(self._parser.feed, part), part)
                self._escaped = part == "\x1b"

    def _guarded(self, read: Callable[[], Iterable[Message]], text: str = "") -> Iterator[Message]:
        try:
            for message in read():
                # which Textual makes of the escape of a sequence that it doesn't know
                stands_in = isinstance(message, events.Key) and message.character == "^" and "^" not in text
                yield events.Key("escape", "\x1b") if stands_in else message
        except (ValueError, ArithmeticError, ParseError) as error:  # of numbers in a sequence that are none
            log.warning("what the terminal sent can't be read: %s", error)
            self._renew()
        if not (self._parser.terminal_size and self._parser.terminal_pixel_size):
            # a terminal that doesn't know its pixels says 0, and tells the mouse's place in cells
            self._parser.terminal_pixel_size = None

    def _renew(self) -> None:
        """Forget what was begun, and keep what is known of the terminal."""
        old, self._parser = self._parser, XTermParser(self._debug)
        self._parser.mouse_pixels = old.mouse_pixels
        self._parser.terminal_size = old.terminal_size
        self._parser.terminal_pixel_size = old.terminal_pixel_size
        self._escaped = False


class TerminalDriver(LinuxDriver):
    """Textual's, with `InputParser` for what is read; it lends the app's signs the terminal."""

    def start_application_mode(self) -> None:
        super().start_application_mode()  # type: ignore[no-untyped-call]
        signs = getattr(self._app, "signs", None)
        if signs and shows_title(os.environ):
            signs.begin(self.write)

    def stop_application_mode(self) -> None:
        if signs := getattr(self._app, "signs", None):
            signs.end()
        super().stop_application_mode()

    def run_input_thread(self) -> None:
        """Read until the app ends; where the terminal is gone, end the app."""
        parser = InputParser(self._debug, getattr(self._app, "keys_in_use", ()))
        with selectors.SelectSelector() as selector:
            selector.register(self.fileno, selectors.EVENT_READ)
            while not self.exit_event.is_set():
                if selector.select(_POLL):
                    data = self._read(selector)
                    if not data:
                        self._app.call_later(self._app.exit)
                        return
                    for message in parser.feed(data):
                        self.process_message(message)
                for message in parser.tick():
                    self.process_message(message)

    def _read(self, selector: selectors.BaseSelector) -> bytes:
        """What comes at once, as a paste does; empty when nothing will ever come."""
        data, until = bytearray(), time.monotonic() + _KEYS_WAIT
        try:
            while part := os.read(self.fileno, _CHUNK):
                data += part
                keys = b"\x1b" in data and (
                    len(data) < _LEAST or data.startswith(b"\x1b") or time.monotonic() > until
                )
                if len(data) == 1 or keys or len(data) >= _MOST or not selector.select(_GAP):
                    break
        except OSError as error:
            log.warning("the terminal can't be read: %s", error)
        return bytes(data)
