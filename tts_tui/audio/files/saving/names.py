"""File names: safe ones made of any text, further ones where the first is taken, all within 255 bytes."""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

MOST_BYTES = 255
"""NAME_MAX of every common file system."""

PART = ".part"
FINISHING = ".finishing"

_FORBIDDEN = re.compile(r'[\x00-\x1f\x7f-\x9f<>:"/\\|?*\u2028\u2029\u202a-\u202e\u2066-\u2069]')
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)  # on Windows


def safe_name(text: str, extension: str) -> str:
    """A file name made of any text: no separators, control or direction characters; not hidden, not reserved, and
    not taken for an option by a command that it is given to."""
    stem = safe_stem(text)
    if not stem or _RESERVED.fullmatch(stem):
        stem = f"speech {stem}".strip()
    return fitted(stem, extension)


def safe_stem(text: str) -> str:
    """The same without an ending; empty where nothing is left of the text."""
    stem = _FORBIDDEN.sub(" ", unicodedata.normalize("NFC", text))
    return " ".join(stem.split()).lstrip("-. ").rstrip(". ")


def fitted(stem: str, ending: str) -> str:
    """stem + ending, the stem shortened to what fits into a name, without cutting a character."""
    room = MOST_BYTES - len(_bytes(ending))
    while len(_bytes(stem)) > room:
        # a joiner, modifier or selector at the end belongs to the character before it
        stem = stem[:-1].rstrip("\u200d\ufe0f")
    return stem + ending


def numbered(path: Path) -> Iterator[Path]:
    """The path itself, then "name-2.mp3", "name-3.mp3" and so on, for ever."""
    yield path
    number = 2
    while True:
        yield path.with_name(fitted(path.stem, f"-{number}{path.suffix}"))
        number += 1


def is_numbered(name: Path, path: Path) -> bool:
    """Whether `numbered(path)` would come to that name."""
    head, _, number = name.stem.rpartition("-")
    return name == path or (
        bool(head)
        and number.isdecimal()
        and name == path.with_name(fitted(path.stem, f"-{number}{path.suffix}"))
    )


def free_name(path: Path) -> Path:
    """The first of `numbered(path)` that no file has now."""
    return next(each for each in numbered(path) if not os.path.lexists(each))


def part_of(path: Path) -> Path:
    """Where a file is written until it is complete."""
    return path.with_name(fitted(path.stem, path.suffix + PART))


def finishing_of(part: Path) -> Path:
    """Where a part is written again, with its index in front; nothing that exists only there."""
    return part.with_name(fitted(whole_of(part).stem, whole_of(part).suffix + FINISHING))


def whole_of(part: Path) -> Path:
    """What a part becomes."""
    return part.with_name(part.name.removesuffix(PART))


def _bytes(name: str) -> bytes:
    return name.encode("utf-8", "surrogateescape")
