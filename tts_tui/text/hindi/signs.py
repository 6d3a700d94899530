"""Telephone numbers, addresses, abbreviations, Roman numerals, letters and signs."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tts_tui.text.edits import Kind, Part, Rule
from tts_tui.text.hindi.amounts import ALONE, DIGITS, NO_LETTER, NO_LETTER_BEFORE
from tts_tui.text.hindi.numbers import cardinal, figures
from tts_tui.text.hindi.tables import ABBREVIATIONS, LETTERS, WEB_NAMES

_TOKEN = re.compile(r"[^\W\d_]+|\d+|\S")
_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
_END = r"(?![\w/]|[.,-]?\d)"


def _letters(word: str) -> str:
    return " ".join(LETTERS.get(letter, letter) for letter in word.upper())


def _address(address: str) -> Sequence[Part]:
    said = []
    for token in _TOKEN.findall(address.rstrip("/")):
        if token.isdecimal():
            said.append(figures(token))
        else:
            name = WEB_NAMES.get(token.lower())
            said.append(name or (_letters(token) if token.isascii() and token.isalpha() else token))
    return (" ".join(said),)


WEB = Kind(
    "web addresses",
    "abc@gmail.com",
    (
        Rule(
            r"(?i)\b(?:https?|ftp)://([^\s<>()\"]{0,2000}[\w/])",
            lambda match: (
                f"{_letters(match[0].partition(':')[0])} कोलन फॉरवर्ड स्लैश फॉरवर्ड स्लैश ",
                *_address(match[1]),
            ),
        ),
        Rule(r"(?i)(?<![\w@.])www\.[^\s<>()\"]{0,2000}[\w/]", lambda match: _address(match[0])),
        Rule(
            r"(?<![\w.%+-])[\w.%+-]{1,64}@[A-Za-z][\w-]{0,63}(?:\.[A-Za-z][\w-]{0,63}){1,8}(?!\w)",
            lambda match: _address(match[0]),
        ),
        Rule(
            r"(?i)(?<![\w@.-])[a-z][\w-]{1,62}(?:\.[\w-]{1,62}){0,4}\.(?:com|org|net|edu|gov|in|co\.in)(?:/[\w/.-]{0,200}[\w/])?(?![\w@])",
            lambda match: _address(match[0]),
        ),
    ),
    frozenset("@."),
)


def _call(match: re.Match[str]) -> Sequence[Part]:
    return (("प्लस " if match[0].startswith("+") else "") + figures(match[0]),)


TELEPHONE = Kind(
    "telephone numbers",
    "+91 98765 43210",
    (
        Rule(r"(?<![\w.,])\+\d{1,3}[ -]?\d{2,5}(?:[ -]?\d{3,5}){1,3}(?![\w]|[.,-]\d)", _call),
        Rule(rf"{ALONE}(?:[6-9]|[६-९])\d{{4}}[ -]?\d{{5}}{_END}", _call),
        Rule(rf"{ALONE}(?:0|०)\d{{2,4}}[ -]\d{{3,4}}[ -]?\d{{3,4}}{_END}", _call),
        Rule(rf"{ALONE}(?:1800|१८००)[ -]\d{{3}}[ -]\d{{3,4}}{_END}", _call),
        Rule(rf"{ALONE}\d{{4}} \d{{4}} \d{{4}}(?: \d{{4}})?{_END}", _call),
    ),
    DIGITS,
)

_PLACES = "फ्लैट|फ़्लैट|मकान|प्लॉट|सेक्टर|ब्लॉक|कमरा|कमरा नं\\.|मकान नं\\.|प्लॉट नं\\.|फ्लैट नं\\."
_ROADS = "मार्ग|रोड|स्ट्रीट|लेन|एवेन्यू|पथ"
_BY_FIGURES = "पिन|पिन कोड|पिनकोड|PIN|ओटीपी|OTP|कार्ड|कार्ड नंबर|खाता|खाता संख्या|खाता नंबर|कोड"


def _place(match: re.Match[str]) -> Sequence[Part]:
    digits, letter = match[2], match[3] or ""
    number = figures(digits) if len(digits) > 2 or digits[0] in "0०" else cardinal(int(digits))
    return (1, number, f" {LETTERS.get(letter.upper(), letter)}" if letter else "")


def _house(match: re.Match[str]) -> Sequence[Part] | None:
    number, between, flat = match[1], match[2], match[3]
    if not between:
        return (figures(number),) if len(number) > 2 else None
    return (f"{figures(number)} {'हाइफ़न' if between == '-' else 'बटा'} {figures(flat)}",)


ADDRESSES = Kind(
    "addresses",
    "पिन 110001",
    (
        Rule(
            rf"{NO_LETTER_BEFORE}((?:{_BY_FIGURES})[ :-]{{1,3}})(\d+)(?!\d|[.,/-]\d)",
            lambda match: (1, figures(match[2])),
        ),
        Rule(
            rf"{NO_LETTER_BEFORE}((?:{_PLACES})[ -])(\d+)([A-Za-z]|[ए-औक-ह](?![\u0900-\u0963]))?(?![\w/]|[.,-]\d)",
            _place,
        ),
        Rule(
            rf"{ALONE}(\d{{1,4}})(?:([-/])(\d{{1,4}}))?(?=,? (?:[^\s\d,.]{{1,30}} ){{1,2}}(?:{_ROADS}){NO_LETTER})",
            _house,
        ),
        Rule(r"([\u0900-\u0963] ?[-–] ?)(\d{6})(?![\w]|[.,-]?\d)", lambda match: (1, figures(match[2]))),
    ),
    DIGITS,
)

_SHORT = "|".join(map(re.escape, sorted(ABBREVIATIONS, key=len, reverse=True)))
SHORTENED = Kind(
    "abbreviations",
    "डॉ. शर्मा",
    (
        Rule(rf"{NO_LETTER_BEFORE}({_SHORT})(?:\.(?!\w)|॰)", lambda match: (ABBREVIATIONS[match[1]],)),
        # initials: their stops aren't said
        Rule(
            rf"{NO_LETTER_BEFORE}((?:[\u0904-\u0939][\u093a-\u094f]{{0,3}}[.॰]){{2,6}})",
            lambda match: (re.sub("[.॰]", " ", match[1]).strip(),),
        ),
        Rule(r"(?<=[\u0900-\u0963])॰", ()),
    ),
    frozenset(".॰"),
)


def _roman(match: re.Match[str]) -> Sequence[Part] | None:
    total = 0
    values = [_ROMAN[letter] for letter in match[2]]
    for value, following in zip(values, [*values[1:], 0], strict=True):
        total += -value if value < following else value
    return (1, cardinal(total)) if 0 < total < 200 else None


ROMAN = Kind(
    "Roman numerals",
    "अध्याय IV",
    (Rule(rf"{NO_LETTER_BEFORE}((?:अध्याय|भाग|खंड|खण्ड|कक्षा|अनुच्छेद|अंक|पर्व) )([IVXLC]{{1,7}})(?![\w-])", _roman),),
    frozenset("IVXLC"),
)


def _serial(match: re.Match[str]) -> Sequence[Part]:
    said = []
    for token in _TOKEN.findall(match[0]):
        if token.isdecimal():
            whole = len(token) < 3 and token[0] not in "0०"
            said.append(cardinal(int(token)) if whole else figures(token))
        elif token.isalpha():
            said.append(_letters(token))
    return (" ".join(said),)


SERIALS = Kind(
    "serials",
    "B2B",
    (
        Rule(r"(?<![\w.])(\d{1,3}(?:\.\d{1,3}){2,3})(?![\w.]\d|\w)", lambda match: (_dotted(match[1]),)),
        Rule(rf"(?<![\w-])(?=[A-Z\d-]*\d)(?=[\d-]*[A-Z])[A-Z\d]+(?:-[A-Z\d]+)*{NO_LETTER}", _serial),
    ),
    DIGITS,
)


def _dotted(text: str) -> str:
    said = [cardinal(int(each)) if len(each) < 3 else figures(each) for each in text.split(".")]
    return " डॉट ".join(said)


ACRONYMS = Kind(
    "acronyms",
    "IPL",
    (
        Rule(r"(?<![A-Za-z])(?:[A-Z]\.){2,6}", lambda match: (_letters(match[0].replace(".", "")),)),
        Rule(r"(?<![A-Za-z])[A-Z]{2,6}(?![A-Za-z])", lambda match: (_letters(match[0]),)),
        Rule(r"(?i)(?<=[\u0900-\u0963] )(am|pm)(?![a-z])", lambda match: (_letters(match[0]),)),
    ),
    frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZamp"),
)

_L, _R = r"(?<=[\w\u0900-\u0963)])", r"(?=[\w\u0900-\u0963(])"
SIGNS = Kind(
    "signs",
    "2 + 2",
    (
        Rule(rf"{_L} ?\+ ?{_R}|(?<!\S)\+ ?(?=\w)", (" प्लस ",)),
        Rule(rf"{_L} [-−] (?=[\w\u0900-\u0963 ]{{1,40}}=)|{_L} − {_R}", (" माइनस ",)),
        Rule(rf"{_L} ?[×*] ?{_R}", (" गुणा ",)),
        Rule(rf"{_L} ?÷ ?{_R}", (" भाग ",)),
        Rule(rf"{_L} ?= ?{_R}", (" बराबर ",)),
        Rule(rf"{_L} ?≠ ?{_R}", (" बराबर नहीं ",)),
        Rule(rf"{_L} ?≈ ?{_R}", (" लगभग ",)),
        Rule(rf"{_L} > {_R}", (" से बड़ा ",)),
        Rule(rf"{_L} < {_R}", (" से छोटा ",)),
        Rule(r"±", (" प्लस माइनस ",)),
        Rule(r"√", ("वर्गमूल ",)),
        Rule(r"(?<=[\w\u0900-\u0963])²", (" का वर्ग",)),
        Rule(r"(?<=[\w\u0900-\u0963])³", (" का घन",)),
        Rule(rf"{_L} ?& ?{_R}", (" और ",)),
        Rule(r"(?<!\w)#(?=\w)", ("हैशटैग ",)),
        Rule(r"(?<!\w)@(?=\w)", ("एट ",)),
        Rule(r"%", (" प्रतिशत",)),
        Rule(r"°", (" डिग्री",)),
        Rule(r"₹", ("रुपए",)),
    ),
    frozenset("+-−×*÷=≠≈<>±√²³&#@%°₹"),
)
