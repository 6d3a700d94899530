"""Telephone numbers, and the numbers of houses and towns."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tts_tui.text.edits import Kind, Part, Rule
from tts_tui.text.hindi.numbers import DIGITS, figures
from tts_tui.text.hindi.tables import (
    PLACE,
)


def _phone(match: re.Match[str]) -> Sequence[Part] | None:
    written = match[0]
    count = sum(char.isdecimal() for char in written)
    if not 7 <= count <= 15:
        return None
    return (("प्लस " if written.startswith("+") else "") + figures(written),)


_END = r"(?![\w/]|[.,]\d)"
_CALLED = r"(?:मोबाइल|फ़ोन|फोन|दूरभाष|टेलीफोन|संपर्क|हेल्पलाइन|व्हाट्सएप|कॉल|कार्ड|खाता|आधार|पिन ?कोड|पिन|PIN)"
TELEPHONE = Kind(
    "telephone numbers",
    "+91 98765 43210 → प्लस नौ एक नौ आठ सात छह पाँच चार तीन दो एक शून्य",
    (
        Rule(rf"(?<![\w+])\+\d{{1,3}}(?:[ .-]?\(?\d{{2,11}}\)?){{1,4}}{_END}", _phone),
        Rule(rf"(?<![\w.,+/-])\(?0?\d{{2,4}}\)?[ -]\d{{3,4}}[ -]?\d{{4}}{_END}", _phone),
        Rule(rf"(?<![\w.,+/-])\d{{3,5}}-\d{{6,8}}{_END}", _phone),
        Rule(rf"(?<![\w.,+/-])\d\d-\d{{2,4}}-\d{{6,8}}{_END}", _phone),
        Rule(rf"(?<![\w.,+/-])(?:1[38]00|१[३८]००)[ -]\d{{2,4}}[ -]\d{{3,4}}{_END}", _phone),
        Rule(rf"(?<![\w.,+/-])(?:0|०)?[6-9६-९]\d{{4}}[ -]?\d{{5}}{_END}", _phone),
        Rule(
            rf"({_CALLED}(?: [^\s\d.।]{{1,20}}){{0,4}} )(\d{{3,19}}(?:[ -]\d{{2,6}}){{0,4}}){_END}",
            lambda match: (1, figures(match[2])),
        ),
    ),
    DIGITS,
)

_TOWN = re.compile(
    r"(?:दिल्ली|मुंबई|कोलकाता|चेन्नई|बेंगलुरु|बैंगलोर|हैदराबाद|पुणे|जयपुर|लखनऊ|पटना|भोपाल|अहमदाबाद|नोएडा|गुड़गांव|प्रदेश|"
    r"बिहार|राजस्थान|महाराष्ट्र|गुजरात|झारखंड|उत्तराखंड|केरल|कर्नाटक|पंजाब|हरियाणा|नगर|पुर)[ ,-]{1,2}$"
)


def _house(match: re.Match[str]) -> Sequence[Part] | None:
    around = match.string[max(0, match.start() - 25) : match.end() + 25]
    if not PLACE.search(around) or match.string.startswith((" वर्ग", " लोग"), match.end()):
        return None
    marked = match[0].replace("/", " बटा ").replace("-", " हाइफ़न ")
    if match[1]:
        marked = f"{marked} "
    return (re.sub(r"\d+", lambda number: figures(number[0]), marked),)


def _pin(match: re.Match[str]) -> Sequence[Part] | None:
    return (
        (figures(match[0]),)
        if _TOWN.search(match.string, max(0, match.start() - 20), match.start())
        else None
    )


HOUSES = Kind(
    "postal addresses",
    "दिल्ली 110001 → दिल्ली एक एक शून्य शून्य शून्य एक",
    (
        Rule(r"(?:(?<![\w.,+/-])|(?<=[\u0900-\u0963]-))[1-9१-९]\d{5}(?![\w/]|[.,-]\d)", _pin),
        Rule(
            r"(?:(?<![\w.,+/-])|(?<=[\u0900-\u0963])-)\d{1,4}(?:[/-]\d{1,4})?(?=([\u0905-\u0939])?)(?![A-Za-z\d/]|[.,-]\d)",
            _house,
        ),
    ),
    DIGITS,
)
