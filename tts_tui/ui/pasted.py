"""Pastes among what a terminal sends: marked by the terminal, or told from typing by what is read at once."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_BEGIN, _END = "\x1b[200~", "\x1b[201~"
"""The marks of a bracketed paste."""

_BEGUN = re.compile(r"\x1b\[(?:2(?:0(?:0)?)?)?\Z")
"""A mark of which only the first part was read."""

_REPORT = re.compile(
    r"\x1b(?:\[\?[\d;]*(?:\$y|[cnuS])|\[[\d;]*[Rnt]|\[[IO]|\[<[\d;]*[Mm]"
    r"|(?:\](?:4|1\d|99);|P[>01])[^\x07\x1b]*(?:\x07|\x1b\\))"
)
"""What a terminal says by itself, whatever is typed or pasted meanwhile: answers, its focus, the mouse."""

_ESCAPE = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|O[ -~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[^\x00-\x1f\x7f])")
"""A key that begins with an escape, or what another program would have shown in colour."""

_LINE_END = re.compile("\r\n?|[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
"""What `str.splitlines` takes for one, and with it Textual's document."""

_SEQUENCE = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\))")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f]")

_CONTROLS = "".join(map(chr, range(0x20))) + "\x7f"
_COMMAND = re.compile(r"[\x00-\x07\x0b\x0c\x0e-\x1a\x1c-\x1f]")
_CONTROL_INSIDE = re.compile(r"[\x00-\x07\t-\x1f]")

_LEAST = 16
"""Characters from which text with a tab, a line end or an escape in it was pasted: fewer may be typed at once."""

_QUIT, _FEW = "\x11", 4
"""What ends the window, and from how many characters on it isn't obeyed behind text: who means it presses it again."""

_MANY = 32
"""Characters from which any text was pasted: where no field takes it, they are no 32 commands."""

_CERTAIN = 1024
"""Characters from which also the control keys at its ends are text."""

_CONTINUES = 0.1
"""Seconds within which the next text belongs to the same paste."""


@dataclass(frozen=True, slots=True)
class InputPart:
    """Of what was read: a paste, or keys and the rest, as the terminal sends them."""

    text: str
    pasted: bool


class Pastes:
    """Takes the pastes out of what is read.

    Without marks a paste is text read at once that holds keys of commands, or is longer than any hands have typed. A
    key that only begins or ends it was typed: a command and then text, or text and then a command.
    """

    def __init__(self) -> None:
        self._paste: str | None = None
        self._held = ""
        self._last = float("-inf")

    def parts(self, text: str, now: float) -> Iterator[InputPart]:
        """What is known of it now; a marked paste comes when its end does.

        Args:
            now: seconds on any clock.
        """
        text, self._held = self._held + text, ""
        while text:
            if self._paste is not None:
                searched = max(0, len(self._paste) - len(_END))
                self._paste += text
                end = self._paste.find(_END, searched)
                if end < 0:
                    return
                text = self._paste[end + len(_END) :]
                yield InputPart(self._paste[:end], pasted=True)
                self._paste = None
                continue
            keys, mark, text = text.partition(_BEGIN)
            if mark:
                self._paste = ""
            elif begun := _BEGUN.search(keys):
                keys, self._held = keys[: begun.start()], begun[0]
            if keys:
                yield from self._unmarked(keys, now)

    def rest(self) -> str:
        """What looked like the first part of a mark, and nothing followed."""
        held, self._held = self._held, ""
        return held

    def _unmarked(self, keys: str, now: float) -> Iterator[InputPart]:
        text = _REPORT.sub("", keys)
        plain = _ESCAPE.sub("\x1b", text)
        printed = len(plain) - sum(map(plain.count, _CONTROLS))
        inside = plain.strip(_CONTROLS)
        pasted = (
            printed >= _CERTAIN
            or ("\x1b" not in plain and bool(_COMMAND.search(inside)))
            or (printed >= _LEAST and bool(_CONTROL_INSIDE.search(inside)))
            or (printed >= _FEW and len(set(inside)) > 1 and plain.endswith(_QUIT))
            or (now - self._last < _CONTINUES and len(text) > 1 and (printed > 1 or "\x1b" not in text))
        )
        if pasted:
            self._last = now
        elif printed < _MANY or "\x1b" in plain or len(set(inside)) == 1:
            yield InputPart(keys, pasted=False)
            return
        for report in _REPORT.finditer(keys) if len(text) < len(keys) else ():
            yield InputPart(report[0], pasted=False)
        begin, end = (0, len(text)) if pasted else (text.index(inside), text.index(inside) + len(inside))
        for part, is_text in ((text[:begin], False), (text[begin:end], True), (text[end:], False)):
            if part:
                yield InputPart(part, is_text)


def printable(text: str) -> str:
    """Without what a terminal would obey rather than show: colours, and control codes but tabs and line ends, which
    become plain."""
    return _CONTROL.sub("", _SEQUENCE.sub("", _LINE_END.sub("\n", text)))
