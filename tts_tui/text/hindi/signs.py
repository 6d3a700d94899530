"""Abbreviations, sums, and what is left of figures and signs."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from tts_tui.text.edits import Kind, Part, Rule
from tts_tui.text.hindi.numbers import DIGITS, NUMBER, cardinal, figures, minus, wording
from tts_tui.text.hindi.serials import RAISED
from tts_tui.text.hindi.tables import (
    ABBREVIATIONS,
)

_ALWAYS: frozenset[str] = frozenset()

ABBREVIATED = Kind(
    "abbreviations",
    "डॉ. → डॉक्टर",
    (
        Rule(
            rf"(?<![\w\u0900-\u0963.])({'|'.join(map(re.escape, sorted(ABBREVIATIONS, key=len, reverse=True)))})"
            r"(?![\w\u0900-\u0963])",
            lambda match: (ABBREVIATIONS[match[1]],),
        ),
        Rule(r"(?<![\w\u0900-\u0963.])मो\.(?= ?[:\d+])", ("मोबाइल",)),
        Rule(r"(?<![\w\u0900-\u0963.])मो\.(?= [\u0904-\u0939])", ("मोहम्मद",)),
        Rule(r"(?<![\w\u0900-\u0963.])प्र\. ?(?=\d)", ("प्रश्न ",)),
        Rule(r"\bNos?\. ?(?=\d)", ("नंबर ",)),
    ),
    frozenset("."),
)


def _between(sign: str, name: str) -> Rule:
    return Rule(rf"(?<=\d) ?{sign} ?(?=[\d(])", (f" {name} ",))


def _times(match: re.Match[str]) -> Sequence[Part]:
    return (" गुणा " if "=" in match.string[match.end() : match.end() + 20] else " बाई ",)


SUMS = Kind(
    "sums and ranges",
    "5 + 3 = 8 → पाँच प्लस तीन बराबर आठ",
    (
        Rule(r"(?<=\d) [-−] (?=\d)", (" माइनस ",)),
        # of a match: 3-1 से जीता
        Rule(r"(?<=\d)[-–](?=\d{1,2} (?:से (?:जीत|हार|हरा|पराज|आगे|बराबर)|मैच|क्रिकेट))", (" ",)),
        Rule(r"(?<=\d) ?: ?(?=\d{1,4} (?:का |के )?अनुपात)", (" ",)),
        Rule(r"(?<=\d)(?:[-–—]| [–—] |~)(?=\d)", (" से ",)),
        _between("−", "माइनस"),
        _between(r"\+", "प्लस"),
        Rule(r"(?<=\d) ?[×xX*] ?(?=\d)", _times),
        _between("÷", "भाग"),
        _between("=", "बराबर"),
        _between(":", "अनुपात"),
        _between("/", "बटा"),
    ),
    DIGITS,
)

_SHORT_UNITS = {
    "किमी": "किलोमीटर", "किग्रा": "किलोग्राम", "सेमी": "सेंटीमीटर", "मिमी": "मिलीमीटर", "मिग्रा": "मिलीग्राम",
    "कि.मी.": "किलोमीटर", "कि.ग्रा.": "किलोग्राम", "से.मी.": "सेंटीमीटर", "मि.मी.": "मिलीमीटर", "मि.ग्रा.": "मिलीग्राम",
    "मि.ली.": "मिलीलीटर",
}  # fmt: skip
"""Also without a number before them."""

NUMBERS = Kind(
    "numbers",
    "1,00,000 → एक लाख",
    (
        Rule(
            rf"(?<![\w\u0900-\u0963])({'|'.join(map(re.escape, _SHORT_UNITS))})(?![\w\u0900-\u0963])",
            lambda match: (_SHORT_UNITS[match[1]],),
        ),
        Rule(rf"(?<![\w\u0900-\u0963-])[-−]({NUMBER})", lambda match: (minus(match[1]) + wording(match[1]),)),
        Rule(r"(?<![\w.])\.(\d{1,9})(?![\d.])", lambda match: (f"दशमलव {figures(match[1])}",)),
        Rule(NUMBER, lambda match: (wording(match[0]),)),
        Rule(r"\d{1,15}", lambda match: (figures(match[0]),)),
        Rule(f"[{RAISED}]", lambda match: (cardinal(unicodedata.digit(match[0], 0)),)),
    ),
    _ALWAYS,
)

_NAMES = {
    "%": "प्रतिशत", "‰": "प्रति हज़ार", "&": "और", "@": "एट", "#": "हैश", "+": "प्लस", "=": "बराबर", "×": "गुणा", "÷": "भाग",
    "₹": "रुपए", "$": "डॉलर", "€": "यूरो", "£": "पाउंड", "°": "डिग्री", "§": "धारा", "<": "से कम", ">": "से अधिक",
    "©": "कॉपीराइट", "±": "प्लस माइनस", "√": "वर्गमूल", "∞": "अनंत", "≈": "लगभग", "≠": "बराबर नहीं", "≤": "से कम या बराबर",
    "≥": "से अधिक या बराबर", "π": "पाई",
}  # fmt: skip
SIGNS = Kind(
    "signs",
    "& → और",
    (
        Rule(r"(?<!\w)#(?=[\w\u0900-\u0963])", ("हैशटैग ",)),
        Rule(rf" ?([{re.escape(''.join(_NAMES))}]) ?", lambda match: (f" {_NAMES[match[1]]} ",)),
        Rule(r"(?<=[\w\u0900-\u0963])/(?=[\w\u0900-\u0963])", (" ",)),
    ),
    frozenset("".join(_NAMES) + "/"),
)
