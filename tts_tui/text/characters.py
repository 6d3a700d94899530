"""Characters that are another one in disguise: full-width and mathematical letters, ligatures, marks that stand apart.

For every language, before anything else is read: after it, `oﬃce` has six letters, `𝐇𝐢` is two, and each apostrophe in
a word is the same.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from tts_tui.text.edits import Kind, Part, Rule

_MARKS = r"[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\u3099\u309a]"
_STRUCK = re.compile(r"[\u0332-\u0338\u20d0-\u20ff]")
_MOST_MARKS = 4
"""Marks of one letter that are composed: more are ornament, and ordering thousands takes the square of them."""

_SUPERSCRIPT = str.maketrans("23", "²³")

_OWN_NAMES = {
    "№": "No. ",
    "℃": "°C",
    "℉": "°F",
    "℅": "c/o",
    "⁄": "/",
    "‐": "-",
    "‑": "-",
    "ſ": "s",
    "﹣": "-",
    "ŉ": "'n",
}
"""Where Unicode's own plain form is not what is said."""

# full-width letters, digits and the signs that are no marks of a sentence; letter-like signs without ™ and its kin;
# Roman numerals; letters and figures in circles, brackets and squares; units in one square; ligatures; mathematical
_DISGUISED = (
    r"[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a＄％＆＋－／＝＠＇＂"
    r"\u2102\u2107\u210a-\u2115\u2118-\u211d\u2124\u2126\u2128\u212a-\u2134\u2139\u213c-\u213f\u2145-\u2149"
    r"\u2160-\u217f\u2460-\u24ff\u2776-\u2793\u3371-\u33df\ufb00-\ufb06\u01c4-\u01cc\u01f1-\u01f3ĳĲŉ"
    r"\U0001d400-\U0001d7ff\U0001f110-\U0001f129\U0001f130-\U0001f149\U0001f150-\U0001f169\U0001f170-\U0001f189"
    + "".join(_OWN_NAMES)
    + "]"
)

_SMALL_CAPITALS = dict(zip("ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘʀꜱᴛᴜᴠᴡʏᴢ", "abcdefghijklmnoprstuvwyz", strict=True))

_TWINS = dict(
    zip("АВЕКМНОРСТХаеорсухіѕјΑΒΕΖΗΙΚΜΝΟΡΤΥΧο", "ABEKMHOPCTXaeopcyxisjABEZHIKMNOPTYXo", strict=True)
)
"""Cyrillic and Greek letters that look Latin; inside a Latin word they stand for that."""

_LETTER = r"[^\W\d_]"


_MARKED = re.compile(rf"\w?{_MARKS}+")


def _composed(match: re.Match[str]) -> Sequence[Part]:
    return (_MARKED.sub(_letter, match[0]),)


def _letter(match: re.Match[str]) -> str:
    """A letter and its marks as one character; the letter alone where no such character is."""
    composed = unicodedata.normalize("NFC", match[0][: _MOST_MARKS + 1])
    return _STRUCK.sub("", composed) if len(composed) < 3 else composed[0]


def _plain(match: re.Match[str]) -> Sequence[Part]:
    return ("".join(map(_undisguised, match[0])),)


def _undisguised(char: str) -> str:
    if char in _OWN_NAMES:
        return _OWN_NAMES[char]
    plain = unicodedata.normalize("NFKC", char)
    if plain != char:
        return plain.translate(_SUPERSCRIPT) if "\u3371" <= char <= "\u33df" else plain
    if "\U0001f150" <= char <= "\U0001f189":
        return chr((ord(char) - 0x1F150) % 32 + ord("A"))
    value = unicodedata.numeric(char, None)
    return char if value is None else f"{value:.0f}"


def _latin(match: re.Match[str]) -> Sequence[Part]:
    return ("".join(_TWINS.get(char, char) for char in match[0]),)


def _capitals(match: re.Match[str]) -> Sequence[Part]:
    return ("".join(_SMALL_CAPITALS.get(char, char) for char in match[0]),)


_SMALL = "".join(_SMALL_CAPITALS)
_TWIN = "".join(_TWINS)


def _needed() -> frozenset[str]:
    ranges = (
        (0x2B0, 0x370),
        (0x391, 0x460),
        (0x1AB0, 0x1B00),
        (0x1D00, 0x1E00),
        (0x2000, 0x2200),
        (0x2460, 0x2500),
        (0x2776, 0x2794),
        (0x3099, 0x309B),
        (0x3371, 0x33E0),
        (0xA730, 0xA732),
        (0xFB00, 0xFB07),
        (0xFF00, 0xFF5F),
        (0x1D400, 0x1D800),
        (0x1F110, 0x1F18A),
        (0x1C4, 0x1F4),
    )
    quotes = "‘’“”–—…"
    return frozenset(chr(code) for first, end in ranges for code in range(first, end)).union(
        "".join(_OWN_NAMES), _SMALL_CAPITALS, "ĳĲ"
    ) - set(quotes)


CHARACTERS: tuple[Kind, ...] = (
    Kind(
        "unicode",
        "oﬃce, 𝐇𝐢, Ｈｅｌｌｏ, ① → office, Hi, Hello, 1",
        (
            Rule(rf"(?:\w?{_MARKS}++)++", _composed),
            Rule(rf"{_DISGUISED}+", _plain),
            # a suffix in small raised letters: 5ᵗʰ
            Rule(
                r"[\u1d2c-\u1d6a\u02b0-\u02b8\u02e1-\u02e3]{2,}",
                lambda match: (unicodedata.normalize("NFKC", match[0]),),
            ),
            Rule(rf"(?<![{_SMALL}\w/])[{_SMALL}ѕx]{{3,}}(?!\w)", _capitals),
            Rule(rf"(?<=[A-Za-z])[{_TWIN}]{{1,20}}|(?<![^\W\d_])[{_TWIN}]{{1,20}}(?=[A-Za-z])", _latin),
        ),
        _needed(),
        within=True,
    ),
    Kind(
        "apostrophes",
        "wasnʼt, Hawaiʻi → wasn't, Hawaii",
        (
            Rule(rf"ʻ(?={_LETTER})", ()),
            Rule(r"\b(Hawai|Kaua|Moloka|L[aā]na|O|Kaho|Ni)['’ʼ‘`](i|ahu|ihau|olawe)\b", (1, 2)),
            Rule(rf"(?<={_LETTER})[’‘ʼ＇ʹ′´‛ʽꞌ՚](?={_LETTER})", ("'",)),
            Rule(r"(?<![\w`])([A-Za-z]{1,30})`(t|s|re|ll|ve|d|m)\b(?!`)", (1, "'", 2)),
        ),
        frozenset("’‘ʼ＇ʹ′´‛ʽꞌ՚`ʻ'"),
        within=True,
    ),
)
"""In the order in which they are applied."""
