"""Roman numerals, where a word beside them tells that they are some."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tts_tui.text.edits import Kind, Part, Rule
from tts_tui.text.hindi.amounts import WORD_END
from tts_tui.text.hindi.numbers import cardinal, ordinal
from tts_tui.text.hindi.tables import (
    SANSKRIT_ORDINALS,
)

_ROMAN = r"(?=[IVX])(X{0,3}(?:IX|IV|V?I{0,3}))"
_VALUES = {"I": 1, "V": 5, "X": 10}


def _value(numeral: str) -> int:
    values = [_VALUES[char] for char in numeral]
    return sum(
        -value if value < following else value
        for value, following in zip(values, [*values[1:], 0], strict=True)
    )


_NAMES_OF_KINGS = (
    "लुई|चार्ल्स|जॉर्ज|हेनरी|एडवर्ड|एलिज़ाबेथ|एलिजाबेथ|विलियम|जेम्स|नेपोलियन|फ़िलिप|फिलिप|पायस|पॉल|बेनेडिक्ट|रिचर्ड|मैरी|"
    "निकोलस|पीटर|लियो|फ़्रांसिस|ग्रेगरी|अलेक्जेंडर|फ्रेडरिक|विक्टर|अकबर|शाह"
)
_NUMBERED = "चंद्रयान|मंगलयान|अग्नि|पृथ्वी|मिशन|फेज|चरण|कांड|लेवल|स्तर|मॉडल|संस्करण|डायबिटीज|क्लास|वर्ग|समूह|ग्रुप"


def _king(match: re.Match[str]) -> Sequence[Part] | None:
    number = _value(match[2])
    if not number:
        return None
    return (1, f" {SANSKRIT_ORDINALS[number - 1] if number <= 10 else ordinal(number, 'वें')}")


ROMAN = Kind(
    "roman numerals",
    "कक्षा XII → कक्षा बारह",
    (
        Rule(
            rf"(?<![\w\u0900-\u0963]){_ROMAN}(ला|ली|ले|रा|री|रे|था|थी|थे|ठा|ठी|ठे|वां|वाँ|वीं|वें){WORD_END}",
            lambda match: (ordinal(_value(match[1]), match[2]),) if match[1] else None,
        ),
        Rule(
            rf"((?:कक्षा|अध्याय|भाग|खंड|खण्ड|अंक|सर्ग|पाठ|चरण|धारा|अनुच्छेद|टाइप|श्रेणी)[ -]){_ROMAN}(?![\w-])",
            lambda match: (match[1].replace("-", " "), cardinal(_value(match[2]))) if match[2] else None,
        ),
        Rule(rf"((?<![\u0900-\u0963])(?:{_NAMES_OF_KINGS})) {_ROMAN}(?![\w-])", _king),
        Rule(
            rf"(?<![\w-])(?=[IVX]){_ROMAN}(?= (?:सदी|शताब्दी){WORD_END})",
            lambda match: (ordinal(_value(match[1]), "वीं"),) if match[1] else None,
        ),
        Rule(
            rf"((?<![\u0900-\u0963])(?:{_NUMBERED}))[ -]{_ROMAN}(?![\w-])",
            lambda match: (1, f" {cardinal(_value(match[2]))}") if match[2] else None,
        ),
        Rule(rf"([\u0900-\u0963])[ -](?=[IVX]{{2}}){_ROMAN}(?![\w-])", _king),
        Rule(
            rf"(?<![\w-])(?=[IVX]{{2}}){_ROMAN}[ -](?=[\u0904-\u0939])",
            lambda match: (f"{cardinal(_value(match[1]))} ",) if match[1] else None,
        ),
    ),
    frozenset("IVX"),
)
