"""Quoted speech in English prose, and who says it where a tag beside it names them: `“Come in,” said Anna.`

What isn't told so stays with the narrator: `he said`, nobody at all, two names at once, a word that is only set in
quotes.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

_QUOTES = re.compile(r"“[^“”]*(?:”|\Z)|«[^«»]*(?:»|\Z)|„[^„“”]*(?:[“”]|\Z)|(?<!\w)\"[^\"]*(?:\"|\Z)")
_VERBS = (
    "said|says|asked|asks|replied|replies|answered|answers|cried|cries|whispered|whispers|shouted|shouts|called|exclaimed|"
    "murmured|muttered|added|continued|began|went on|returned|repeated|remarked|observed|declared|announced|demanded|"
    "inquired|enquired|suggested|agreed|admitted|insisted|explained|interrupted|growled|sighed|laughed|screamed|yelled|"
    "snapped|sobbed|gasped|groaned|roared|pleaded|begged|protested|told|put in|retorted|responded|thought"
)
_WHO = r"(?:I|he|she|they|we|you|it|somebody|someone|(?:the|a|an|his|her|their|my|our)(?:\s+[\w'’-]+){1,3}?)"
_NAME = (
    r"(?:(?:the|The)\s+)?(?P<name>(?:(?:Mrs?|Ms|Miss|Dr|St|Prof)\.?\s+|(?:Sir|Lady|Lord|Aunt|Uncle|Captain|King|Queen)\s+)?"
    r"[A-ZÀ-Þ][\w'’-]+(?:\s+[A-ZÀ-Þ][\w'’-]+){0,2})"
)
_ADVERB = r"(?:(?:\w+ly|then|once|again|at once|only|at last)\s+)?"
_BEHIND = (
    re.compile(rf"\s*{_ADVERB}(?:{_VERBS})\s+{_ADVERB}{_NAME}\b"),
    re.compile(rf"\s*{_NAME}\s+{_ADVERB}(?:{_VERBS})\b"),
)
_BEFORE = re.compile(rf"\b{_NAME}(?:\s+had)?\s+{_ADVERB}(?:{_VERBS})(?:\s+[^.!?:;,“”\"]{{1,40}})?[,:]\s*\Z")
_OTHERS = re.compile(rf"\s*(?:{_WHO}\s+{_ADVERB}(?:{_VERBS})|(?:{_VERBS})\s+{_WHO})\b", re.IGNORECASE)
_AND = re.compile(r"\s+and\s+[A-ZÀ-Þ]")
_REACH = 120
"""Characters before a quotation in which its tag may begin."""
_NO_NAMES = frozenset(
    [
        "I",
        "He",
        "She",
        "They",
        "It",
        "We",
        "You",
        "Who",
        "Then",
        "There",
        "And",
        "But",
        "So",
        "As",
        "When",
        "While",
        "This",
        "That",
        "What",
        "Now",
        "Yes",
        "No",
        "Oh",
        "Well",
        "Here",
    ]
)
_GOES_ON = frozenset(",!?…—–-")
"""What speech ends with that a tag belongs to: what ends with a stop is followed by another sentence."""
_ENDS = _GOES_ON | {"."}
_SOMEBODY = "?"
"""Says it, and isn't named."""


def quotations(text: str) -> list[tuple[int, int]]:
    """From where to where each goes, with its marks; one that isn't closed goes to the end."""
    return [match.span() for match in _QUOTES.finditer(text) if any(map(str.isalnum, match[0]))]


def speakers(text: str) -> tuple[str, ...]:
    """Who says each of a paragraph's quotations; empty for the narrator."""
    spans = quotations(text)
    told: list[str] = []
    for number in range(len(spans)):
        told.append(_tagged(text, spans, number) or _going_on(text, spans, number, told))
    names = set(told) - {"", _SOMEBODY}
    if len(names) == 1 and _SOMEBODY not in told:  # a paragraph is one person's
        (name,) = names
        pairs = zip(told, spans, strict=True)
        told = [each or (name if _is_speech(text[slice(*span)]) else "") for each, span in pairs]
    return tuple("" if name == _SOMEBODY else name for name in told)


def _tagged(text: str, spans: Sequence[tuple[int, int]], number: int) -> str:
    start, end = spans[number]
    after = spans[number + 1][0] if number + 1 < len(spans) else len(text)
    if _last(text[start:end]) in _GOES_ON:
        for pattern in _BEHIND:
            if (match := pattern.match(text, end, after)) and (name := _name(match)):
                return name
        if _OTHERS.match(text, end, after):
            return _SOMEBODY
    before = spans[number - 1][1] if number else 0
    match = _BEFORE.search(text, max(before, start - _REACH), start)
    return _name(match) if match else ""


def _going_on(text: str, spans: Sequence[tuple[int, int]], number: int, told: Sequence[str]) -> str:
    """Who said the one before, where this is the rest of it: `“Yes,” said Anna, “come in.”`"""
    if not number:
        return ""
    between = text[spans[number - 1][1] : spans[number][0]].rstrip()
    return told[-1] if between.endswith((",", ";", "—")) else ""


def _name(match: re.Match[str]) -> str:
    words = match["name"].split()
    while words and words[0] in _NO_NAMES:
        del words[0]
    if not words or words[-1].endswith(("'s", "’s")) or _AND.match(match.string, match.end("name")):
        return ""
    return " ".join(words)


def _last(quotation: str) -> str:
    """The last character that is said."""
    return quotation.rstrip('”"»“ ')[-1:]


def _is_speech(quotation: str) -> bool:
    """Whether it may be a sentence, or a part of one, and not a word that is talked about."""
    return _last(quotation) in _ENDS
