"""Titles that stand on several lines."""

from __future__ import annotations

import re

_NUMBERED = re.compile(
    r"\W*(?:(?:chapter|book|part|letter|volume|canto|act|scene|stave|kapitel|teil|buch|chapitre|partie|livre|cap[íi]tulo|"
    r"parte|libro|livro|capitolo)\.?\s+\S{1,20}|[IVXLC]{1,8}|\d{1,3})[.:]?",
    re.I,
)


def joined_title(lines: list[str]) -> str:
    """A title of several lines as one: with a stop after `CHAPTER I`, without in the middle of a sentence."""
    title = ""
    for line in filter(None, lines):
        if not title:
            title = line
        elif _NUMBERED.fullmatch(title) and title[-1].isalnum():
            title = f"{title}. {line}"
        else:
            title = f"{title} {line}"
    return title
