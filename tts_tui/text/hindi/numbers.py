"""Numbers in Hindi words: lakh and crore, and an own word for each number below a hundred."""

# ruff: noqa: SIM905 (lists that are to be read as words)

from __future__ import annotations

DIGITS = frozenset("0123456789०१२३४५६७८९")
GROUPED = r"\d{1,3}(?:,\d{2}){0,8},\d{3}|\d{1,3}(?:,\d{3}){2,6}"
NUMBER = rf"(?<!\d)(?:(?:{GROUPED})(?![\d,]\d|\d)|\d{{1,400}})(?:\.\d{{1,40}})?(?!\d)"
"""A whole number or a decimal, its figures of either script, its groups Indian (1,00,000) or of three."""

_BELOW_HUNDRED = (
    "शून्य एक दो तीन चार पाँच छह सात आठ नौ दस ग्यारह बारह तेरह चौदह पंद्रह सोलह सत्रह अठारह उन्नीस "
    "बीस इक्कीस बाईस तेईस चौबीस पच्चीस छब्बीस सत्ताईस अट्ठाईस उनतीस "
    "तीस इकतीस बत्तीस तैंतीस चौंतीस पैंतीस छत्तीस सैंतीस अड़तीस उनतालीस "
    "चालीस इकतालीस बयालीस तैंतालीस चौवालीस पैंतालीस छियालीस सैंतालीस अड़तालीस उनचास "
    "पचास इक्यावन बावन तिरेपन चौवन पचपन छप्पन सत्तावन अट्ठावन उनसठ "
    "साठ इकसठ बासठ तिरेसठ चौंसठ पैंसठ छियासठ सड़सठ अड़सठ उनहत्तर "
    "सत्तर इकहत्तर बहत्तर तिहत्तर चौहत्तर पचहत्तर छिहत्तर सतहत्तर अठहत्तर उनासी "
    "अस्सी इक्यासी बयासी तिरासी चौरासी पचासी छियासी सत्तासी अट्ठासी नवासी "
    "नब्बे इक्यानबे बानबे तिरानबे चौरानबे पंचानबे छियानबे सत्तानबे अट्ठानबे निन्यानबे"
).split()
_SCALES = (
    (10**17, "शंख"), (10**15, "पद्म"), (10**13, "नील"), (10**11, "खरब"), (10**9, "अरब"), (10**7, "करोड़"),
    (10**5, "लाख"), (1000, "हज़ार"), (100, "सौ"),
)  # fmt: skip
_LIMIT = 10**19
"""From here on a number is said figure by figure."""

_STEMS = {1: "पहल", 2: "दूसर", 3: "तीसर", 4: "चौथ", 6: "छठ"}


def cardinal(number: int) -> str:
    """A number that isn't negative, in words."""
    if number >= _LIMIT:
        return figures(str(number))
    wording = []
    for value, name in _SCALES:
        count, number = divmod(number, value)
        if count:
            wording.append(f"{cardinal(count)} {name}")
    if number or not wording:
        wording.append(_BELOW_HUNDRED[number])
    return " ".join(wording)


def figures(digits: str) -> str:
    """Each figure by its name; other characters are left out."""
    return " ".join(_BELOW_HUNDRED[int(digit)] for digit in digits if digit.isdecimal())


def year(number: int) -> str:
    """A year: those of 1100 to 1999 by their hundreds."""
    if not 1100 <= number < 2000:
        return cardinal(number)
    hundreds, rest = divmod(number, 100)
    return f"{cardinal(hundreds)} सौ" + (f" {cardinal(rest)}" if rest else "")


def ordinal(number: int, ending: str) -> str:
    """A number as an ordinal.

    Args:
        ending: what is written behind the figures, such as "वीं" or "ला"; its vowel tells gender and case.
    """
    vowel = next((char for char in ending if char in "ाीे"), "ा")
    if number in _STEMS and (number != 6 or "व" not in ending):
        return _STEMS[number] + vowel
    return f"{'छठ' if number == 6 else cardinal(number)}व{vowel}ं"


def wording(written: str) -> str:
    """A number as `NUMBER` finds it, in words; one with a nought at its head figure by figure."""
    whole, _, decimals = written.replace(",", "").partition(".")
    first = (
        figures(whole) if (len(whole) > 1 and int(whole[0]) == 0) or len(whole) > 19 else cardinal(int(whole))
    )
    return f"{first} दशमलव {figures(decimals)}" if decimals else first


def minus(written: str) -> str:
    """What a minus before that number is said as."""
    return "ऋणात्मक " if "." in written else "माइनस "


def with_quarter(whole: int, quarters: int) -> str:
    """A number and one to three quarters: सवा दो, ढाई, पौने चार."""
    match quarters, whole:
        case 1, 0:
            return "एक चौथाई"
        case 1, _:
            return f"सवा {cardinal(whole)}"
        case 2, 0:
            return "आधा"
        case 2, 1:
            return "डेढ़"
        case 2, 2:
            return "ढाई"
        case 2, _:
            return f"साढ़े {cardinal(whole)}"
        case _, 0:
            return "पौन"
    return f"पौने {cardinal(whole + 1)}"
