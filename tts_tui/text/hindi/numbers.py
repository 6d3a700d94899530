"""Numbers in Hindi words: by lakh and crore, with a name of its own for each number below a hundred."""

from __future__ import annotations

from collections.abc import Mapping

# ruff: noqa: SIM905 (a list that is to be read as words)
BELOW_HUNDRED = (
    "शून्य एक दो तीन चार पाँच छह सात आठ नौ दस ग्यारह बारह तेरह चौदह पंद्रह सोलह सत्रह अठारह उन्नीस "
    "बीस इक्कीस बाईस तेईस चौबीस पच्चीस छब्बीस सत्ताईस अट्ठाईस उनतीस तीस इकतीस बत्तीस तैंतीस चौंतीस पैंतीस "
    "छत्तीस सैंतीस अड़तीस उनतालीस चालीस इकतालीस बयालीस तैंतालीस चौवालीस पैंतालीस छियालीस सैंतालीस अड़तालीस उनचास "
    "पचास इक्यावन बावन तिरेपन चौवन पचपन छप्पन सत्तावन अट्ठावन उनसठ साठ इकसठ बासठ तिरेसठ चौंसठ पैंसठ "
    "छियासठ सड़सठ अड़सठ उनहत्तर सत्तर इकहत्तर बहत्तर तिहत्तर चौहत्तर पचहत्तर छिहत्तर सतहत्तर अठहत्तर उनासी "
    "अस्सी इक्यासी बयासी तिरासी चौरासी पचासी छियासी सत्तासी अट्ठासी नवासी नब्बे इक्यानबे बानबे तिरानबे "
    "चौरानबे पंचानबे छियानबे सत्तानबे अट्ठानबे निन्यानबे"
).split()

_SCALES = (
    (10**17, "शंख"),
    (10**15, "पद्म"),
    (10**13, "नील"),
    (10**11, "खरब"),
    (10**9, "अरब"),
    (10**7, "करोड़"),
    (10**5, "लाख"),
    (1000, "हज़ार"),
    (100, "सौ"),
)

LIMIT = 10**19
"""From here on a number is said figure by figure."""

_FIRST: Mapping[int, str] = {1: "पहल", 2: "दूसर", 3: "तीसर", 4: "चौथ", 6: "छठ"}
"""The stems of the ordinals that aren't made of their numbers."""


def cardinal(number: int) -> str:
    """A number that isn't negative, in words."""
    if number < 100:
        return BELOW_HUNDRED[number]
    if number >= LIMIT:
        return figures(str(number))
    said = []
    for size, name in _SCALES:
        count, number = divmod(number, size)
        if count:
            said.append(f"{cardinal(count)} {name}")
    if number:
        said.append(BELOW_HUNDRED[number])
    return " ".join(said)


def figures(digits: str) -> str:
    """Each figure by its name; what is no figure is passed over."""
    return " ".join(BELOW_HUNDRED[int(digit)] for digit in digits if digit.isdecimal())


def year(number: int) -> str:
    """A year: those of a century are counted by the hundred, उन्नीस सौ सैंतालीस."""
    if not 1100 <= number < 2000:
        return cardinal(number)
    hundreds, rest = divmod(number, 100)
    return f"{BELOW_HUNDRED[hundreds]} सौ" + (f" {BELOW_HUNDRED[rest]}" if rest else "")


def decimal(text: str) -> str:
    """A number as it is written, with commas and a point: the places behind it figure by figure."""
    whole, _, places = text.replace(",", "").partition(".")
    said = cardinal(int(whole or "0")) if len(whole) < 2 or int(whole[0]) else figures(whole)
    return f"{said} दशमलव {figures(places)}" if places else said


def ordinal(number: int, ending: str) -> str:
    """A number as an ordinal.

    Args:
        ending: the vowel sign that agrees with its noun: ा, ी or े.
    """
    if stem := _FIRST.get(number):
        return stem + ending
    return f"{cardinal(number)}व{ending}" + "ं"


def mixed(whole: int, numerator: int, denominator: int) -> str:
    """A number and a fraction; quarters and halves have words of their own."""
    match (numerator, denominator):
        case (1, 2):
            return {0: "आधा", 1: "डेढ़", 2: "ढाई"}.get(whole, f"साढ़े {cardinal(whole)}")
        case (1, 4) if whole:
            return f"सवा {cardinal(whole)}"
        case (3, 4) if whole:
            return f"पौने {cardinal(whole + 1)}"
    fraction = f"{cardinal(numerator)} बटा {cardinal(denominator)}"
    return f"{cardinal(whole)} और {fraction}" if whole else fraction
