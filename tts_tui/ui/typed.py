"""A guard for Textual's keys: what was typed is text unless it is a control.

Textual takes Python's word for what can be printed, and swallows the wide space of Japanese, the space that French sets
before its marks, the joiners of Persian, Hindi and families of emoji, and emoji that are newer than Python.
"""

from __future__ import annotations

from unicodedata import category

from textual.events import Key

_NO_TEXT = frozenset({"Cc", "Cs", "Zl", "Zp"})
"""Controls, halves of characters, and the ends of lines that Textual's document would take for its own."""


def _is_text(key: Key) -> bool:
    return bool(key.character) and not any(category(each) in _NO_TEXT for each in key.character or "")


def guard() -> None:
    """For every key of this process."""
    Key.is_printable = property(_is_text)  # type: ignore[method-assign, assignment]
