"""Quoted speech in prose, and who says it where a tag beside it names them: `“Come in,” said Anna.`, `—Ven —dijo Ana.`

What isn't told so stays with the narrator: `he said`, nobody at all, two names at once, a word that is only set in
quotes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from tts_tui.text.speech_tags import SOMEBODY, told_before, told_behind

Spans = Sequence[tuple[int, int]]

_QUOTES = re.compile(
    r"“[^“”]*(?:”|\Z)|«[^«»]*(?:»|\Z)|\A\s*»[^«»]*(?:[«»]|\Z)|»[^«»]*(?:«|\Z)|„[^„“”]*(?:[“”]|\Z)"
    r"|(?<!\w)\"[^\"]*(?:\"|\Z)|(?<!\w)‘[^‘]*?(?:(?<=[,.!?…—–])’(?!\w)|’(?=,))"
    r"|(?<!\w)‘(?:[^‘’]|’(?=\w))*[,.!?…—–]\s*\Z"
)
"""A single mark closes behind another mark, or before a comma; elsewhere it is an apostrophe."""
_CLOSES = {"“": "”", "‘": "’", "«": "»", "»": "«»", "„": "“”", '"': '"'}
_DASH = re.compile(r"\s*[—–―]\s*(?=\S)")
"""What begins a line of dialogue in French, Spanish, Italian and Portuguese."""
_ASIDE = re.compile(r"\s[—–―](?=\w)|\s+[—–―]\s+|(?<=[,!?…])\s")
"""What may end its speech: a dash that clings to the next word, as in Spanish; with a tag behind it also another."""
_INVERTED = re.compile(
    r"[\w'’]+(?:\s+[\w'’]+)?-(?:il|elle|on|ils|elles|je)\b|\S+\s+(?:le|la|l['’]|un|une|son|sa)\b"
)
"""A verb with its subject behind it, that names nobody: no part of what is said."""
_BACK = re.compile(r"[—–―]")
_GOES_ON = frozenset(",!?…—–-")
"""What speech ends with that a tag belongs to: what ends with a stop is followed by another sentence."""
_ENDS = _GOES_ON | {"."}


def quotations(text: str) -> list[tuple[int, int]]:
    """From where to where each goes, with its marks; one that isn't closed goes to the end."""
    spans = _dialogue(text) if _DASH.match(text) else (match.span() for match in _QUOTES.finditer(text))
    return [(start, end) for start, end in spans if any(map(str.isalnum, text[start:end]))]


def speakers(paragraphs: Sequence[str]) -> list[tuple[str, ...]]:
    """Who says each quotation of each paragraph, one after the other in a text; empty for the narrator.

    Speech that isn't closed goes on where the next paragraph opens it again.
    """
    spans = [quotations(text) for text in paragraphs]
    pairs = zip(paragraphs, spans, paragraphs[1:], spans[1:], strict=False)
    goes_on = [False, *(_goes_on(*pair) for pair in pairs), False]

    def by_one(number: int, names: Sequence[str]) -> list[str]:
        first, last = goes_on[number : number + 2]
        return _by_one(paragraphs[number], spans[number], names, first=first, last=last)

    told = []
    for number, (text, some) in enumerate(zip(paragraphs, spans, strict=True)):
        before = paragraphs[number - 1] if number and not spans[number - 1] else ""
        told.append(by_one(number, _tagged(text, some, before)))
    for places in _chains(goes_on[:-1], told):
        names = [told[paragraph][place] for paragraph, place in places]
        name = next((each for each in names if each not in ("", SOMEBODY)), max(names))
        for paragraph, place in places:
            told[paragraph][place] = name
    found = [by_one(number, names) for number, names in enumerate(told)]
    return [tuple("" if name == SOMEBODY else name for name in names) for names in found]


def _dialogue(text: str) -> Iterator[tuple[int, int]]:
    """The speech of a paragraph that begins with a dash: up to a tag, and on behind the next dash."""
    start, end = len(text) - len(text.lstrip()), len(text.rstrip())
    while aside := next(filter(_is_aside, _ASIDE.finditer(text, start + 1)), None):
        yield start, aside.start()
        if (back := _BACK.search(text, aside.end())) is None:
            return
        start = back.start()
    yield start, end


def _is_aside(match: re.Match[str]) -> bool:
    text, dash = match.string, match[0].strip()
    if dash and match[0].endswith(dash):
        return True
    tag = told_behind(text, match.start(), len(text))
    return bool(tag) and bool(dash or tag != SOMEBODY or _INVERTED.match(text, match.end()))


def _goes_on(text: str, spans: Spans, following: str, following_spans: Spans) -> bool:
    """Whether the last speech of a paragraph isn't closed, and the next paragraph opens it again."""
    if not spans or not following_spans:
        return False
    start, end = spans[-1]
    opening = text[start:].lstrip()[:1]
    if text[end:].strip() or opening not in _CLOSES or _last_sign(text, start, end) in _CLOSES[opening]:
        return False
    again = following[: following_spans[0][0] + 1].strip()
    return again in (opening, "»") if opening == "«" else again == opening


def _last_sign(text: str, start: int, end: int) -> str:
    return text[start + 1 : end].rstrip()[-1:]


def _chains(goes_on: Sequence[bool], told: Sequence[Sequence[str]]) -> Iterator[list[tuple[int, int]]]:
    """Places (paragraph, quotation) of each speech that goes over several paragraphs."""
    chain: list[tuple[int, int]] = []
    for number, goes in enumerate(goes_on):
        if goes:
            chain = chain or [(number - 1, len(told[number - 1]) - 1)]
            chain.append((number, 0))
        if chain and (not goes or len(told[number]) > 1):
            yield chain
            chain = []
    if chain:
        yield chain


def _tagged(text: str, spans: Spans, before: str) -> list[str]:
    """Who says each by the words beside it.

    Args:
        before: the paragraph before it, where nothing is quoted in it.
    """
    told: list[str] = []
    for number in range(len(spans)):
        told.append(_by_tag(text, spans, number) or _going_on(text, spans, number, told))
    if told and not told[0] and before.rstrip().endswith(":") and not text[: spans[0][0]].strip():
        told[0] = told_before(before, 0, len(before))
    return told


def _by_one(text: str, spans: Spans, told: Sequence[str], *, first: bool, last: bool) -> list[str]:
    """A paragraph is one person's.

    Args:
        first: its first speech goes on from the paragraph before it.
        last: its last speech goes on in the next one.
    """
    names = set(told) - {"", SOMEBODY}
    if len(names) != 1 or SOMEBODY in told:
        return list(told)
    (name,) = names
    speech = [_is_speech(text, *span) for span in spans]
    speech[-1] |= last
    speech[0] &= not first
    return [each or (name if mine else "") for each, mine in zip(told, speech, strict=True)]


def _by_tag(text: str, spans: Spans, number: int) -> str:
    start, end = spans[number]
    after = spans[number + 1][0] if number + 1 < len(spans) else len(text)
    follows = text[end:after].lstrip()[:1]
    if (_last(text[start:end]) in _GOES_ON or follows in {",", "—", "–", "―"}) and (
        name := told_behind(text, end, after)
    ):
        return name
    return told_before(text, spans[number - 1][1] if number else 0, start)


def _going_on(text: str, spans: Spans, number: int, told: Sequence[str]) -> str:
    """Who said the one before, where this is the rest of it: `“Yes,” said Anna, “come in.”`"""
    if not number:
        return ""
    between = text[spans[number - 1][1] : spans[number][0]].rstrip()
    return told[-1] if between.endswith((",", ";", "—")) else ""


def _last(quotation: str) -> str:
    """The last character that is said."""
    return quotation.rstrip('”"»«“’ \u00a0\u202f')[-1:]


def _is_speech(text: str, start: int, end: int) -> bool:
    """Whether it may be a sentence, or a part of one, and not a word that is talked about."""
    if _last(text[start:end]) in _ENDS or _DASH.match(text):
        return True
    first = next(filter(str.isalpha, text[start:end]), "")
    return text[end : end + 1] == "." and first.isupper()
