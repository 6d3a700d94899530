"""Roman numerals where they are numerals: after a king's name, a chapter, a war; not `I`, `mix`, `CD` or an IV drip."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tts_tui.text.edits import Kind, Part, Rule
from tts_tui.text.english.numbers import cardinal, ordinal, year
from tts_tui.text.english.roman_heads import FIRST_NAMES, HEADS, KEPT_AFTER, MODELS, MONARCHS, TITLES
from tts_tui.text.english.spelling import as_word
from tts_tui.text.english.stops import STARTERS
from tts_tui.text.lazily import lazily

_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}
_NUMERAL = lazily(r"M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})")
_LISTED = lazily(r"(?<!\w)(?:[IVXLCDM]{1,12}|[ivxl]{1,8})\.?(?:,?\s(?:and|or|to|&)\s|,\s|\s?[–-]\s?)\Z")
"""A numeral before this one, in a list of them or a range."""

_LISTED_AFTER = lazily(r"\.?(?:,?\s(?:and|or|to|&)\s|,\s|\s?[–-]\s?)II\b")
"""Behind the first of a list of them."""

_LIST = lazily(r"[IVX]{1,5}\b(?:\.?(?:,?\s(?:and|or|to|&)\s|,\s)[IVX]{1,5}\b){0,9}")
_WHOLE_LIST = lazily(r"\W{0,3}[IVX]{1,5}\.?(?:(?:,?\s(?:and|or|to|&)\s|,\s)[IVX]{1,5}\.?){1,9}")
_NO_LETTER = lazily(r"[IVX]{2}")

_MOST_LISTED = 6

_PLAIN = lazily(r"[IVX]+")
_HEADED = lazily(r"[IVXL]+")
_COUNTED = lazily(
    r"\s(?:[Cc]entur(?:y|ies)|[Dd]ynasty|Corps|Olympi(?:c|ad)|(?:Winter|Summer) Olympic|Legion|Congress)\b"
)
_SPEAKER = lazily(
    r"['’](?:m|d|ll|ve)\b|\s(?:am|think|thought|know|knew|want|will|would|can|could|should|do|did|don't|have|saw|went|mean|guess"
    r"|need|believe|hope|read|wrote|like|liked|love|loved|got|made|said|told|feel|felt|find|found|heard|must|may|might|never"
    r"|always|just|really|also|remember|see|shall|still|once|had|played|used|mentioned|took|came)\b"
)
"""After an `I` that is the speaker's."""

_SPELLED = lazily(r"\s[B-HJ-Z]\b(?!['’])")
"""Behind a letter of several that are said one by one: X Y Z."""

_STARTER = lazily(STARTERS)
_OPENING = "(\"'“‘[_—"
_INITIAL = lazily(rf"\.\s(?!{STARTERS}(?![\w.]))[A-Z][a-z]")
"""Behind an initial: "Eugene V. Klein"."""

_LOUD_LINE = lazily(r"[.):]?\s*[-–—]*\s?[\"“‘']?(?:[AIO]\s)?[A-Z]{2,}(?![a-z])")
"""A heading in capitals behind its number."""

_LETTERS = frozenset({"IV", "VI", "XI", "XX", "XXX", "IX", "XV"})
"""Drips, editors, chromosomes: numerals only beside a word that counts."""

_SMALL_HEADS = frozenset({"p", "pp", "page", "pages", "line", "note"})


def value(numeral: str) -> int:
    """The number; 0 if it is none, as `IC` or `IIII`."""
    if not _NUMERAL.fullmatch(numeral):
        return 0
    values = [_VALUES[letter] for letter in numeral]
    following = [*values[1:], 0]
    return sum(-here if here < after else here for here, after in zip(values, following, strict=True))


def _numeral(match: re.Match[str]) -> Sequence[Part] | None:
    numeral, text = match["numeral"], match.string
    number = value(numeral.upper())
    if not number or (numeral.isupper() and match["suffix"] and number == 1):
        return None
    if len(numeral) == 1 and _SPELLED.match(text, match.end("numeral")):
        return None
    if len(numeral) == 1 and _INITIAL.match(text, match.end("numeral")):
        before = text[max(0, match.start() - 20) : match.start()].split()
        if not before or before[-1].lower().rstrip(".") not in HEADS:
            return None
    if match["suffix"]:
        return (ordinal(number),) if _PLAIN.fullmatch(numeral) else None
    wording = _wording(numeral, number, text, match.start(), match.end("numeral"))
    if not wording:
        return None
    listed = text[match.end() : match.end() + 1] == ","
    kept = (
        "." if match["stop"] and len(numeral) == 1 and not listed and not wording.startswith("the ") else ""
    )
    return (wording + kept, " to " if match["range"] else "")


def _wording(numeral: str, number: int, text: str, start: int, end: int) -> str:
    """The words for a numeral in its place; empty where it is none."""
    before = text[max(0, start - 80) : start]
    for _ in range(_MOST_LISTED):
        if not (listed := _LISTED.search(before, max(0, len(before) - 20))):
            break
        before = before[: listed.start()]
    if _marks_item(numeral, text, start, end):
        return cardinal(number)
    words = before.replace(":", " ").split()[-3:]
    if (
        number > 1
        and _PLAIN.fullmatch(numeral)
        and _COUNTED.match(text, end)
        and (not words or before[-1].isspace())
    ):
        return ordinal(number)
    if not words:
        if _lists_alone(text, start):
            return cardinal(number)
        return _heading(numeral, number, text, end) if start < 80 else ""
    if not before[-1].isspace() or (len(numeral) == 1 and before.rstrip()[-1] in ":,;"):
        return cardinal(number) if _itemized(numeral, text, start, end) else ""
    if numeral.islower():
        head = words[-1].rstrip(".").lower()
        return cardinal(number) if head in _SMALL_HEADS or (head in HEADS and numeral != "i") else ""
    plain = bool(_PLAIN.fullmatch(numeral))
    speaks = numeral == "I" and bool(_SPEAKER.match(text, end))
    if speaks or words[-1][-1] in ",;)!?”":
        return ""
    if _counts(words, numeral, listed=bool(_LISTED_AFTER.match(text, end))):
        return cardinal(number)
    if not plain or number > 40:
        return ""
    if _reigns([bare for word in words if (bare := word.lstrip(_OPENING))], numeral):
        return ordinal(number) if words[-1] == "the" else f"the {ordinal(number)}"
    if len(numeral) == 1:
        return ""
    named = words[-1][0].isupper() and words[-1].isalpha() and not _STARTER.fullmatch(words[-1])
    return cardinal(number) if named or numeral not in _LETTERS else ""


def _lists_alone(text: str, start: int) -> bool:
    """Whether it is one of several with nothing before them, of which not all could be letters: I, II and III."""
    rest = _LIST.match(text, start)
    if rest is None or start > 80:
        return False
    whole = text[:start] + rest[0]
    return bool(_WHOLE_LIST.fullmatch(whole) and _NO_LETTER.search(whole))


def _itemized(numeral: str, text: str, start: int, end: int) -> bool:
    """`(ii)`; and `(i)` where there is a `(ii)` too."""
    bracketed = (
        text[start - 1] == "(" and text[end : end + 1] == ")" and (start < 2 or not text[start - 2].isalnum())
    )
    return bracketed and numeral.islower() and (len(numeral) > 1 or text.find("(ii)", start, start + 400) > 0)


def _marks_item(numeral: str, text: str, start: int, end: int) -> bool:
    """`i)`, `ii)` and `iii)` where there are several of them."""
    if not numeral.islower() or text[end : end + 1] != ")" or (start and not text[start - 1].isspace()):
        return False
    if len(numeral) > 1 and numeral != "i":
        return text.count("(", max(start - 80, 0), start) <= text.count(")", max(start - 80, 0), start)
    return numeral == "i" and text.find(" ii)", start, start + 400) > 0


def _heading(numeral: str, number: int, text: str, end: int) -> str:
    """`IV.` at the beginning, or alone."""
    if _LOUD_LINE.match(text, end) and (len(numeral) > 1 or numeral in "VX"):
        return cardinal(number) if _HEADED.fullmatch(numeral) else ""
    if re.compile(r"\s*\Z").match(text, end):
        return cardinal(number) if _PLAIN.fullmatch(numeral) and len(numeral) > 1 else ""
    if not re.compile(r"[.):]\s*[-–—]*\s*[_\"“‘']?[A-Z][a-z]|[.):]\s*\Z").match(text, end):
        return ""
    return cardinal(number) if numeral.isupper() and (len(numeral) > 1 or numeral in "IVX") else ""


def _counts(words: Sequence[str], numeral: str, *, listed: bool) -> bool:
    """Whether the word before is a thing that is numbered.

    Args:
        listed: the numeral is the first of several.
    """
    written = words[-1].rstrip(".")
    low = written.lower()
    one = low if low in HEADS else low.removesuffix("s")
    if low in MODELS and (written[0].isupper() or written[:2] == "iP"):
        return len(numeral) > 1 or numeral in "IVX"
    if one not in HEADS or one in KEPT_AFTER.get(numeral, ()):
        return False
    return len(numeral) > 1 or numeral in "VX" or (numeral == "I" and (listed or written[0].isupper()))


def _reigns(words: Sequence[str], numeral: str) -> bool:
    """Whether a person bears the numeral."""
    if not words:
        return False
    name = words[-2] if words[-1] == "the" and len(words) > 1 else words[-1]
    name = name.capitalize() if name.isupper() else name
    if name.rstrip("'’s") == "Malcolm" and numeral == "X":
        return False
    if name in MONARCHS:
        return True
    if not name[0].isupper() or (name == words[-1] and _STARTER.fullmatch(name)):
        return False
    earlier = words[: -2 if words[-1] == "the" else -1]
    if any(word in TITLES or word.capitalize() in TITLES for word in earlier):
        return True
    if numeral not in {"II", "III", "IV", "V"}:
        return False
    if any(word in MONARCHS for word in earlier):
        return True
    if len(numeral) > 1 and name.isalpha() and any(word in FIRST_NAMES for word in words[-3:-1]):
        return True
    unknown = [
        word for word in words[-2:] if word.istitle() and word.isalpha() and not as_word(word).islower()
    ]
    return len(unknown) == 2 and len(numeral) > 1


def _degree(match: re.Match[str]) -> Sequence[Part]:
    return (f" {cardinal(value(match['numeral']))}",)


def _year(match: re.Match[str]) -> Sequence[Part] | None:
    number = value(match[0])
    return (year(str(number)),) if 1000 < number < 2100 else None


ROMAN = Kind(
    "roman numerals",
    "Henry VIII, Chapter IX → Henry the eighth, Chapter nine",
    (
        Rule(r"\b(?:M(?:CM|D)[DCLXVI]{2,10}|MM[XVI]{1,6})\b", _year),
        # Section III.2
        Rule(
            r"\b([Ss]ection|[Cc]hapter|[Pp]art|[Aa]rticle|[Bb]ook)\s(?P<numeral>[IVX]{1,5})(?=\.\d)",
            lambda match: (1, *_degree(match)) if value(match["numeral"]) else None,
        ),
        # iron(III) oxide, Structure-II, SAM-IV
        Rule(r"(?<=[a-z]{2})\((?P<numeral>I{1,3}|IV|VI{0,3})\)(?=[\s,.;:)-]|\Z)", _degree),
        Rule(
            r"-(?<=\w{3}-)(?<!\b[Nn]on-)(?<!\b[Pp]re-)(?<!\b[Pp]ost-)(?P<numeral>I{2,3}|IV|VI{1,3}|IX|XI{1,3}|XIV|XV|XX)\b(?!-)",
            _degree,
        ),
        Rule(
            r"(?<![\w'’&.])(?P<numeral>[IVXLCDM]{1,12}|[ivxl]{1,8})(?P<suffix>st|nd|rd|th)?(?P<stop>(?<=[IVX])\.(?=\s[a-z]|[,;:)]|['’]s)|(?<=[iv]{2})\.(?=,))?"
            r"(?![\w&]|\.\w|-[A-Za-z]{3}|['’](?!s))(?P<range>\s?[–-]\s?(?=(?:[IVXLC]{1,12}|[ivxl]{1,8})\b))?",
            _numeral,
        ),
    ),
    frozenset("IVXivx"),
)
