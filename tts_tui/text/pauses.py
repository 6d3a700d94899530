"""How long the silence is after each kind of end."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Literal

Ending = Literal["text", "line", "paragraph", "heading", "scene"]
"""What ends with a sentence: the text, a line or list item, a paragraph, a heading, a part of a chapter (`***`)."""


@dataclass(frozen=True, slots=True)
class Pauses:
    """Seconds of silence after what is said in one breath, by the mark that ends it or what ends with it.

    A mark inside a sentence is the voice's own business, unless the sentence is cut there because it is too long.
    Where a mark and a line, paragraph or heading end together the longer pause counts.
    """

    stop: float = 0.35
    question: float = 0.35
    exclamation: float = 0.35
    ellipsis: float = 0.5
    comma: float = 0.15
    semicolon: float = 0.15
    colon: float = 0.15
    dash: float = 0.15
    line: float = 0.45
    paragraph: float = 0.7
    heading: float = 0.7
    scene: float = 1.2

    def after(self, wording: str) -> float:
        """After a sentence.

        Args:
            wording: it, with the marks behind it.
        """
        mark = _mark(wording)
        return (
            self.stop if mark in {"", "comma", "semicolon", "colon", "dash"} else float(getattr(self, mark))
        )

    def within(self, wording: str) -> float:
        """After a part of a sentence that was cut; nothing where it was cut between words."""
        mark = _mark(wording)
        if not mark:
            return 0.0 if wording[-1:].isalnum() else self.comma
        return float(getattr(self, mark))

    def at(self, ending: Ending) -> float:
        """After that; the end of the text has no pause of its own."""
        return 0.0 if ending == "text" else float(getattr(self, ending))


_MARKS = {
    "stop": ".。।॥．｡",
    "question": "?？؟",
    "exclamation": "!！",
    "ellipsis": "…",
    "comma": ",，、،",
    "semicolon": ";；؛",
    "colon": ":：",
    "dash": "—–-",
}
_NAMES = {character: name for name, characters in _MARKS.items() for character in characters}
_CLOSING = " \t\r\n\"'”’»)]}*_~`」』）"


def _mark(wording: str) -> str:
    """The name of the mark that it ends with, empty if none."""
    wording = wording[-40:].rstrip(_CLOSING)
    return "ellipsis" if wording.endswith("...") else _NAMES.get(wording[-1:], "")


USUAL = Pauses()
"""Of someone who never changed one."""

NAMES = tuple(field.name for field in fields(Pauses))
"""What the settings may name."""
