"""Which of the small numbers in a text lead to a footnote."""

from __future__ import annotations

import re

from tts_tui.documents.markup import Tag

_TYPES = frozenset(["noteref", "biblioref"])
_CLASSES = frozenset(
    [
        "fnanchor",
        "noteref",
        "footnote-ref",
        "footnoteref",
        "fnref",
        "footnote-reference",
        "footnotereference",
        "footnote-anchor",
        "footnote-link",
        "note-ref",
        "endnote-ref",
        "endnoteref",
        "footnote_ref",
        "enref",
        "note-anchor",
    ]
)
_MARK = r"(?:\d{1,4}(?:\s?[,–-]\s?\d{1,4}){0,4}|[*†‡§¶‖]{1,4}|[a-z]|[ivxlc]{1,6}|note \d{1,3})"
_BRACKETED = re.compile(rf"\s*(?:\[\s*{_MARK}\s*\]|[*†‡§¶‖]{{1,4}})\s*", re.I)
_BARE = re.compile(rf"\s*[\[(]?\s*{_MARK}\s*[\])]?\s*", re.I)
_RAISED = re.compile(r"\s*[\[(]?(?:\d{1,3}(?:\s?[,–-]\s?\d{1,3}){0,4}|[*†‡§¶‖]{1,4})[\])]?\s*")
_AFTER_WORD = re.compile(r"(?:[^\W\d_]{3}|[.,;:!?…”\"’'»)\]])\s?$")
_BACK = re.compile(r"\s*(?:[↑↩⏎^←⤴▲\ufe0e\ufe0f]+|return|back)(?:\s+to\s+text)?\.?\s*", re.I)

_SMALL = str.maketrans("0123456789+-−()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁽⁾ⁿ")
_POWER = re.compile(r"[+−-]?\d{1,3}|n")

LONGEST = 16
"""Characters that a mark has at most."""


def is_reference(link: Tag, text: str, raised: bool) -> bool:
    """Whether a link with this text leads to a note.

    Args:
        raised: it stands above the line, or a part of it does.
    """
    if len(text) > LONGEST:
        return False
    if link.types & _TYPES or link.classes & _CLASSES:
        return True
    leads = "#" in link.get("href")
    return leads and bool(_BRACKETED.fullmatch(text) or (raised and _BARE.fullmatch(text)))


def leads_back(link: Tag, text: str) -> bool:
    """Whether a link in a note leads back to where the note belongs, with a sign that says nothing else."""
    if "backlink" in link.types or link.classes & {
        "footnote-back",
        "footnote-backref",
        "reversefootnote",
        "backlink",
    }:
        return len(text) <= LONGEST
    return bool(text and _BACK.fullmatch(text)) and "#" in link.get("href")


def is_raised_reference(text: str, before: str) -> bool:
    """Whether raised characters behind this text lead to a note, rather than being a power: word³, but m³ and 10³."""
    return bool(_RAISED.fullmatch(text)) and bool(_AFTER_WORD.search(before[-5:]))


def as_power(text: str) -> str:
    """Raised digits as characters that are raised themselves: `10<sup>2</sup>` is no 102."""
    return text.translate(_SMALL) if _POWER.fullmatch(text.strip()) else text
