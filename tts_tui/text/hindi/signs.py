"""Abbreviations, Roman numerals, telephone numbers, addresses, sums, serials and what is left of figures."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from tts_tui.text.edits import Kind, Part, Rule
from tts_tui.text.hindi.amounts import WORD_END
from tts_tui.text.hindi.numbers import DIGITS, NUMBER, cardinal, figures, minus, ordinal, said
from tts_tui.text.hindi.tables import ABBREVIATIONS, LETTERS, MARKS, WEB

_ALWAYS: frozenset[str] = frozenset()
_RAISED = "²³¹⁰⁴-⁹₀-₉"
_TOKEN = re.compile(rf"[A-Za-z]+|[{_RAISED}]|[^\W\d_]+|\d+|\S")
_ROMAN = r"(?=[IVX])(X{0,3}(?:IX|IV|V?I{0,3}))"
_VALUES = {"I": 1, "V": 5, "X": 10}
_WORD_BEFORE = r"(?<=[\u0900-\u0963])"

ABBREVIATED = Kind(
    "abbreviations",
    "डॉ. → डॉक्टर",
    (
        Rule(
            rf"(?<![\w\u0900-\u0963.])({'|'.join(map(re.escape, sorted(ABBREVIATIONS, key=len, reverse=True)))})"
            r"(?![\w\u0900-\u0963])",
            lambda match: (ABBREVIATIONS[match[1]],),
        ),
    ),
    frozenset("."),
)


def _value(numeral: str) -> int:
    values = [_VALUES[char] for char in numeral]
    return sum(
        -value if value < following else value
        for value, following in zip(values, [*values[1:], 0], strict=True)
    )


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
        Rule(
            rf"{_WORD_BEFORE}[ -](?=[IVX]{{2}}){_ROMAN}(?![\w-])",
            lambda match: (f" {cardinal(_value(match[1]))}",) if match[1] else None,
        ),
        Rule(
            rf"(?<![\w-])(?=[IVX]{{2}}){_ROMAN}[ -](?=[\u0904-\u0939])",
            lambda match: (f"{cardinal(_value(match[1]))} ",) if match[1] else None,
        ),
    ),
    frozenset("IVX"),
)


def spelt(token: str) -> str:
    """An address, a path or a serial: names that are words as such, other letters, figures and marks one by one."""
    parts = []
    for part in _TOKEN.findall(token):
        if part.isdecimal():
            parts.append(figures(part))
        elif part.isdigit():
            parts.append(figures(str(unicodedata.digit(part))))
        elif part.isascii() and part.isalpha():
            parts.append(WEB.get(part.lower()) or " ".join(LETTERS[char] for char in part.lower()))
        else:
            parts.append(part if part.isalnum() else MARKS.get(part, ""))
    return " ".join(filter(None, parts))


def _spelt(match: re.Match[str]) -> Sequence[Part]:
    return (spelt(match[0]),)


ADDRESSES = Kind(
    "web addresses",
    "ram@gmail.com → आर ए एम एट जीमेल डॉट कॉम",
    (
        Rule(r"(?i)\b(?:https?|ftp)://[^\s<>()\"]{0,2000}[\w/]", _spelt),
        Rule(r"(?i)(?<![\w@.])www\.[^\s<>()\"]{0,2000}[\w/]", _spelt),
        Rule(r"(?<![\w.%+-])[\w.%+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}(?!\w)", _spelt),
        Rule(
            r"(?i)(?<![\w@.-])[a-z][\w-]{0,62}(?:\.[\w-]{1,62}){0,4}\.(?:com|org|net|edu|gov|info|io|in|co|pdf|txt|"
            r"docx?|xlsx?|jpe?g|png|mp[34]|zip|csv|html?|py|exe)(?:/[\w/.-]{0,200})?(?![\w@])",
            _spelt,
        ),
        Rule(r"(?<!\w)[A-Za-z]:\\[\w\\.-]{1,200}", _spelt),
        Rule(r"(?<![\w/.])/[A-Za-z][\w/.-]{1,200}", _spelt),
        Rule(r"(?<![\w.])\d{1,3}(?:\.\d{1,3}){3}(?![\w]|\.\d)", _spelt),
    ),
    frozenset("@./\\"),
)


def _phone(match: re.Match[str]) -> Sequence[Part] | None:
    written = match[0]
    count = sum(char.isdecimal() for char in written)
    if not 7 <= count <= 15:
        return None
    return (("प्लस " if written.startswith("+") else "") + figures(written),)


_END = r"(?![\w/]|[.,]\d)"
_CALLED = r"(?:मोबाइल|फ़ोन|फोन|दूरभाष|टेलीफोन|संपर्क|हेल्पलाइन|व्हाट्सएप|कॉल|कार्ड|खाता|आधार|पिन ?कोड|पिन)"
TELEPHONE = Kind(
    "telephone numbers",
    "+91 98765 43210 → प्लस नौ एक नौ आठ सात छह पाँच चार तीन दो एक शून्य",
    (
        Rule(rf"(?<![\w+])\+\d{{1,3}}(?:[ .-]?\(?\d{{2,11}}\)?){{1,4}}{_END}", _phone),
        Rule(rf"(?<![\w.,+/-])\(?0?\d{{2,4}}\)?[ -]\d{{3,4}}[ -]?\d{{4}}{_END}", _phone),
        Rule(rf"(?<![\w.,+/-])\d{{3,5}}-\d{{6,8}}{_END}", _phone),
        Rule(rf"(?<![\w.,+/-])(?:0|०)?[6-9६-९]\d{{4}}[ -]?\d{{5}}{_END}", _phone),
        Rule(
            rf"({_CALLED}(?: [^\s\d.।]{{1,20}}){{0,4}} )(\d{{3,19}}(?:[ -]\d{{2,6}}){{0,4}}){_END}",
            lambda match: (1, figures(match[2])),
        ),
    ),
    DIGITS,
)

_PLACE = re.compile(
    r"(?<![\u0900-\u0963])(?:रोड|मार्ग|गली|कॉलोनी|नगर|सेक्टर|प्लॉट|फ्लोर|अपार्टमेंट|स्ट्रीट|एवेन्यू|ब्लॉक|फ्लैट|पार्क|विहार|"
    r"चौक|एन्क्लेव)(?![\u0900-\u0963])"
)
_TOWN = re.compile(
    r"(?:दिल्ली|मुंबई|कोलकाता|चेन्नई|बेंगलुरु|बैंगलोर|हैदराबाद|पुणे|जयपुर|लखनऊ|पटना|भोपाल|अहमदाबाद|नोएडा|गुड़गांव|प्रदेश|"
    r"बिहार|राजस्थान|महाराष्ट्र|गुजरात|झारखंड|उत्तराखंड|केरल|कर्नाटक|पंजाब|हरियाणा|नगर|पुर)[ ,-]{1,2}$"
)


def _house(match: re.Match[str]) -> Sequence[Part] | None:
    around = match.string[max(0, match.start() - 25) : match.end() + 25]
    if not _PLACE.search(around):
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
        Rule(r"(?<![\w.,+/-])[1-9१-९]\d{5}(?![\w/]|[.,-]\d)", _pin),
        Rule(
            r"(?:(?<![\w.,+/-])|(?<=[\u0900-\u0963])-)\d{1,4}(?:[/-]\d{1,4})?(?=([\u0905-\u0939])?)(?![A-Za-z\d/]|[.,-]\d)",
            _house,
        ),
    ),
    DIGITS,
)

SERIALS = Kind(
    "serials",
    "A-12 → ए हाइफ़न एक दो",
    (
        Rule(
            rf"\b(?=[A-Za-z-]{{0,40}}[\d{_RAISED}])(?=[\d-]{{0,40}}[A-Za-z])[A-Za-z\d{_RAISED}]{{1,40}}"
            r"(?:-[A-Za-z\d]{1,40}){0,4}(?!\w)",
            _spelt,
        ),
        Rule(r"\b[A-Z]+(?:\.[A-Z]\b){1,6}\.?", lambda match: (spelt(match[0].replace(".", "")),)),
        Rule(r"(?<![\w-])[A-Z]{2,6}(?![\w-])", _spelt),
    ),
    frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"),
)  # fmt: skip


def _between(sign: str, name: str) -> Rule:
    return Rule(rf"(?<=\d) ?{sign} ?(?=[\d(])", (f" {name} ",))


def _times(match: re.Match[str]) -> Sequence[Part]:
    return (" गुणा " if "=" in match.string[match.end() : match.end() + 20] else " बाई ",)


SUMS = Kind(
    "sums and ranges",
    "5 + 3 = 8 → पाँच प्लस तीन बराबर आठ",
    (
        Rule(r"(?<=\d) [-−] (?=\d)", (" माइनस ",)),
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

NUMBERS = Kind(
    "numbers",
    "1,00,000 → एक लाख",
    (
        Rule(rf"(?<![\w\u0900-\u0963-])[-−]({NUMBER})", lambda match: (minus(match[1]) + said(match[1]),)),
        Rule(NUMBER, lambda match: (said(match[0]),)),
        Rule(r"\d{1,15}", lambda match: (figures(match[0]),)),
        Rule(f"[{_RAISED}]", lambda match: (cardinal(unicodedata.digit(match[0], 0)),)),
    ),
    _ALWAYS,
)

_NAMES = {
    "%": "प्रतिशत", "&": "और", "@": "एट", "#": "हैश", "+": "प्लस", "=": "बराबर", "×": "गुणा", "÷": "भाग",
    "₹": "रुपए", "$": "डॉलर", "€": "यूरो", "£": "पाउंड", "°": "डिग्री", "§": "धारा", "<": "से कम", ">": "से अधिक",
    "©": "कॉपीराइट", "±": "प्लस माइनस", "√": "वर्गमूल", "∞": "अनंत", "π": "पाई",
}  # fmt: skip
SIGNS = Kind(
    "signs",
    "& → और",
    (
        Rule(rf" ?([{re.escape(''.join(_NAMES))}]) ?", lambda match: (f" {_NAMES[match[1]]} ",)),
        Rule(r"(?<=[\w\u0900-\u0963])/(?=[\w\u0900-\u0963])", (" ",)),
    ),
    frozenset("".join(_NAMES) + "/"),
)
