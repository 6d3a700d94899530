"""Emoji by their names, faces of marks, and scripts that an English voice can't read."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

from tts_tui.text.edits import Kind, Part, Rule
from tts_tui.text.english.numbers import cardinal

_PICTURE = "[\u2600-\u27bf\u2b00-\u2bff\u231a\u231b\u23e9-\u23fa\U0001f300-\U0001faff\U0001f000-\U0001f0ff]"
_JOINED = r"(?:[\ufe0e\ufe0f\U0001f3fb-\U0001f3ff]|\u200d(?=" + _PICTURE + r"))"
_FLAG = "[\U0001f1e6-\U0001f1ff]{2}"


def _emoji(match: re.Match[str]) -> Sequence[Part]:
    names = []
    for char in match[0][:12]:
        if char in "\u200d\ufe0e\ufe0f" or "\U0001f3fb" <= char <= "\U0001f3ff":
            continue
        name = unicodedata.name(char, "").lower()
        if name.startswith("regional indicator symbol letter "):
            name = name[-1].upper()
        names.append(re.sub(r"[^a-z A-Z]+", " ", name.replace(" sign", "").replace("-", " ")))
    wording = " ".join(names)
    return (
        f" {'flag ' if len(wording) == 3 and wording[1] == ' ' else ''}{wording} "
        if wording.strip()
        else " ",
    )


_ACCIDENTALS = {"♯": "sharp", "♭": "flat", "♮": "natural"}

MUSIC = Kind(
    "keys of music",
    "C♯ minor, B♭ → C sharp minor, B flat",
    (Rule(r"(?<=[A-Ga-g\d])\s?([♯♭♮])", lambda match: (f" {_ACCIDENTALS[match[1]]}",)),),
    frozenset(_ACCIDENTALS),
)
"""Before the cleaning too."""


def _stars(match: re.Match[str]) -> Sequence[Part]:
    count = match[0].count("★") + match[0].count("⭐")
    return (f" {cardinal(count)} star{'' if count == 1 else 's'} ",)


STARS = Kind(
    "stars",
    "5★, ★★★★☆ → five star, four stars",
    (
        Rule(r"(?<=\d)\s?[★⭐]\ufe0f?", (" star",)),
        Rule(r"(?:[★⭐]\ufe0f?){2,10}☆{0,9}|★☆{1,9}", _stars),
    ),
    frozenset("★⭐"),
)
"""Before the cleaning too."""

EMOJI = Kind(
    "emoji",
    "👍🏽 → thumbs up",
    (Rule(rf"{_FLAG}|{_PICTURE}{_JOINED}*(?:(?<=\u200d){_PICTURE}{_JOINED}*){{0,6}}", _emoji),),
    frozenset(),
)
"""Not said unless it is asked for: before the cleaning, which takes pictures out."""

_LATIN = r"A-Za-z\u00aa\u00ba\u00c0-\u02af\u1d00-\u1dbf\u1e00-\u1eff\u02b0-\u02ff"
_LATIN += r"\u2071\u207f\u2c60-\u2c7f\ua720-\ua7ff\uab30-\uab64"
_FOREIGN = rf"[^\W\d_{_LATIN}]"
_AROUND = r"[\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u064b-\u065f\u0900-\u0dff"
_AROUND += r"\u0e31-\u0e4e\u0f00-\u109f\u1700-\u18af\u3000-\u303f\u3099-\u309c\uff00-\uff0f\uff1a-\uff1f]"

SCRIPTS = Kind(
    "other scripts",
    "Tokyo 東京 is big → Tokyo is big",
    (
        Rule(
            rf"\s?[(\[「『（]\s?(?:{_FOREIGN}|{_AROUND}|[\s、，,・·'’-])++[)\]」』）]",
            lambda m: () if re.search(_FOREIGN, m[0]) else None,
        ),
        Rule(rf"\s?{_FOREIGN}(?:{_FOREIGN}|{_AROUND}|[ '’-](?={_FOREIGN}))*+", ()),
        Rule(r",(?=\s?(?:[,!?;:]|\.(?![\w.])))", ()),
    ),
    frozenset(),
)
"""What stands in them can't be said by this voice, and is left out: never "Chinese letter"."""


def foreign(text: str) -> Iterator[str]:
    """Words in another script, in order, and signs that look like such: "①", "Ω"."""
    for match in re.finditer(rf"{_FOREIGN}(?:{_FOREIGN}|{_AROUND}|[ '’-](?={_FOREIGN}))*+", text):
        yield match[0]


EMOTICONS = Kind(
    "emoticons",
    "Hello :-) → Hello",
    (
        Rule(
            r"(?<![^\s.,!?])(?:[:;][-o^']?[)(\]\[DPpOo/\\|*]|=-?[)(DP]|8-[)D]|[)(]-?[:;=]|</3|\^_\^|-_-|T_T|o_O"
            r"|¯\\_\(ツ\)_/¯|(?:(?<=[.!?] )|(?<=ha )|(?<=lol ))[xX]D)(?=$|[\s.,!?])",
            (),
        ),
        # a heart; "n <3" is a number
        Rule(
            r"(?:\A|(?<=\b[Yy]ou )|(?<=uys )|(?<=\bu )|(?<=[Ll]ove )|(?<=\bit )|(?<=hanks )|(?<=[!?] ))"
            r"<3(?=$|[\s.,!?])",
            (),
        ),
    ),
    frozenset(":;=8<^-Dx¯_"),
)
