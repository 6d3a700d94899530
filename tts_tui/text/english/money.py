"""Money: signs and codes of currencies, scales, ranges, cents."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from tts_tui.text.edits import Kind, Part, Rule
from tts_tui.text.english.context import describes, words
from tts_tui.text.english.fractions import A_FRACTION, fraction
from tts_tui.text.english.numbers import cardinal, decade, joined, number, words_before
from tts_tui.text.lazily import lazily


class _Currency(NamedTuple):
    """One of them, several, and its hundredth part."""

    one: str
    many: str
    cent: str = ""
    cents: str = ""


def _dollar(land: str = "") -> _Currency:
    return _Currency(joined(land, "dollar"), joined(land, "dollars"), "cent", "cents")


_POUND = _Currency("pound", "pounds", "penny", "pence")
_EURO = _Currency("euro", "euros", "cent", "cents")
_YEN = _Currency("yen", "yen")

_SIGNS = {
    "US$": _dollar("U S"), "US $": _dollar("U S"), "U.S. $": _dollar("U S"),
    "U.S.$": _dollar("U S"), "CA$": _dollar("Canadian"), "C$": _dollar("Canadian"),
    "CAD$": _dollar("Canadian"), "Can$": _dollar("Canadian"),
    "A$": _dollar("Australian"), "AU$": _dollar("Australian"), "AUD$": _dollar("Australian"),
    "NZ$": _dollar("New Zealand"), "HK$": _dollar("Hong Kong"), "S$": _dollar("Singapore"),
    "NT$": _dollar("New Taiwan"), "R$": _Currency("real", "reais", "centavo", "centavos"),
    "MX$": _Currency("Mexican peso", "Mexican pesos", "centavo", "centavos"),
    "$": _dollar(), "£": _POUND, "€": _EURO, "¥": _YEN,
    "₹": _Currency("rupee", "rupees", "paisa", "paise"), "Rs": _Currency("rupee", "rupees", "paisa", "paise"),
    "Rs.": _Currency("rupee", "rupees", "paisa", "paise"),
    "₩": _Currency("won", "won"), "₽": _Currency("ruble", "rubles", "kopek", "kopeks"),
    "₿": _Currency("bitcoin", "bitcoins"),
    "₺": _Currency("lira", "lira", "kurus", "kurus"), "₴": _Currency("hryvnia", "hryvnias"),
    "₦": _Currency("naira", "naira", "kobo", "kobo"),
    "₫": _Currency("dong", "dong"), "₪": _Currency("shekel", "shekels"),
    "$NZ": _dollar("New Zealand"), "$US": _dollar("U S"), "$A": _dollar("Australian"), "$CAN": _dollar("Canadian"),
    "RM": _Currency("ringgit", "ringgit", "sen", "sen"), "J$": _dollar("Jamaican"), "TT$": _dollar("Trinidad"),
    "Z$": _dollar("Zimbabwean"), "B$": _dollar("Bahamian"),
    "₱": _Currency("peso", "pesos", "centavo", "centavos"), "฿": _Currency("baht", "baht"),
}  # fmt: skip
_CODES = {
    "USD": _dollar("U S"), "EUR": _EURO, "GBP": _Currency("British pound", "British pounds", "penny", "pence"),
    "CAD": _dollar("Canadian"), "AUD": _dollar("Australian"), "NZD": _dollar("New Zealand"),
    "JPY": _Currency("Japanese yen", "Japanese yen"),
    "CNY": _Currency("yuan", "yuan"), "RMB": _Currency("yuan", "yuan"),
    "INR": _Currency("Indian rupee", "Indian rupees"), "CHF": _Currency("Swiss franc", "Swiss francs"),
    "SEK": _Currency("Swedish krona", "Swedish kronor"), "NOK": _Currency("Norwegian krone", "Norwegian kroner"),
    "DKK": _Currency("Danish krone", "Danish kroner"), "MXN": _Currency("Mexican peso", "Mexican pesos"),
    "BRL": _Currency("Brazilian real", "Brazilian reais"), "KRW": _Currency("Korean won", "Korean won"),
    "RUB": _Currency("Russian ruble", "Russian rubles"), "HKD": _dollar("Hong Kong"), "SGD": _dollar("Singapore"),
    "zł": _Currency("zloty", "zloty"), "kr": _Currency("krona", "kronor"),
    "PLN": _Currency("Polish zloty", "Polish zloty"), "ZAR": _Currency("South African rand", "South African rand"),
    "BTC": _Currency("bitcoin", "bitcoins"),
}  # fmt: skip
_SCALES = {
    "k": "thousand", "m": "million", "mm": "million", "mn": "million", "mln": "million", "mio": "million",
    "bn": "billion", "b": "billion", "bln": "billion", "tn": "trillion", "t": "trillion", "trn": "trillion",
}  # fmt: skip
_PERIODS = {
    "mo": "month", "month": "month", "hr": "hour", "h": "hour", "hour": "hour", "yr": "year", "year": "year",
    "y": "year", "day": "day", "d": "day", "wk": "week", "week": "week", "min": "minute", "kg": "kilogram",
    "lb": "pound", "oz": "ounce", "person": "person", "user": "user", "night": "night", "gal": "gallon",
    "gallon": "gallon", "l": "liter", "barrel": "barrel", "ton": "ton", "share": "share", "kWh": "kilowatt hour",
    "ft": "foot", "g": "gram", "m": "meter", "MWh": "megawatt hour",
    "pp": "person", "GB": "gigabyte", "sq ft": "square foot", "seat": "seat", "unit": "unit", "mile": "mile",
}  # fmt: skip


def _any(words: Sequence[str]) -> str:
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True)))


_SIGN = f"(?:{_any(list(_SIGNS))})"
_CODE = f"(?:{_any(list(_CODES))})"
_LAKHS = r"\d{1,2}(?:,\d\d)+,\d{3}(?!\d)(?:\.\d+)?"
"""As India groups figures: 12,34,567."""

_AMOUNT = (
    rf"(?:{_LAKHS}|\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|\d{{1,3}}(?:\.\d{{3}})+,\d\d"
    r"|\d+,\d\d?(?!\d)|\d+(?:\.\d+)?|\.\d+)"
)
_SCALE = (
    r"(?:[\s-](?:hundred|thousand|lakh|crore|million|billion|trillion|quadrillion)\b|\s?(?:[kK]"
    r"|[mM]{1,2}|[bB]|[tT]|[bB][nN]|[tT][nN]|[mM][nN]|bln|mln|trn|mio)\b(?!\.\w|['’]))"
)
_PER = rf"(?:\s?/\s?(?P<per>{_any(list(_PERIODS))})\b)"
_MORE = r"(?![\w]|[.,]\d)"


def _money(amount: str, scale: str, currency: _Currency) -> str:
    """An amount as written, such as "1,234.50", in words."""
    scale = scale.strip(" -")
    comma = re.fullmatch(r"((?:\d+\.)*\d+),(\d\d?)", amount)
    if comma:
        whole, fraction = comma[1].replace(".", ""), comma[2].ljust(2, "0")
        unit = currency.one if whole == "1" else currency.many
        rest = (
            ""
            if fraction == "00"
            else f"oh {cardinal(fraction)}"
            if fraction[0] == "0"
            else cardinal(fraction)
        )
        if not scale:
            return joined(cardinal(whole), unit, rest)
        amount = f"{whole}.{comma[2]}"
    if scale:
        return joined(number(amount), _SCALES.get(scale.lower(), scale.lower()), currency.many)
    whole, _, fraction = amount.replace(",", "").partition(".")
    if len(fraction) in {1, 2} and currency.cent:
        cents = int(fraction.ljust(2, "0"))
        units = int(whole or 0)
        large = (
            f"{cardinal(whole)} {currency.one if units == 1 else currency.many}" if units or not cents else ""
        )
        small = f"{cardinal(cents)} {currency.cent if cents == 1 else currency.cents}" if cents else ""
        return joined(large, small)
    return joined(number(amount), currency.one if amount == "1" else currency.many)


def _per(match: re.Match[str]) -> str:
    return f"per {_PERIODS[match['per']]}" if match["per"] else ""


_A_WHOLE = re.compile(r"-[a-z]{1,12}\b")
"""Behind an amount that is part of one word: a $5-a-day habit."""


def _wording(match: re.Match[str]) -> Sequence[Part]:
    currency = _SIGNS.get(match["sign"]) or _CODES[match["sign"]]
    currency = _CODES[match["code"]] if match["code"] else currency
    minus = "minus" if match["minus"] or match["less"] else ""
    if (
        match["per"] is None
        and (match["scale"] or "." not in match["amount"])
        and (describes(match) or _A_WHOLE.match(match.string, match.end()))
    ):
        currency = currency._replace(many=currency.one)
    return (joined(minus, _money(match["amount"], match["scale"] or "", currency), _per(match)),)


def _range(match: re.Match[str]) -> Sequence[Part]:
    currency = _SIGNS[match["sign"]]
    if match["per"] is None and match["scale"] and describes(match):
        currency = currency._replace(many=currency.one)
    last = _money(match["until"], match["scale"] or "", currency)
    scale = match["first"]
    first = _money(match["amount"], scale, currency) if scale else number(match["amount"])
    twice = match["again"] and not match["scale"]
    if (twice or "." in match["amount"]) and not match["scale"] and not scale:
        first = _money(match["amount"], "", currency)
    return (joined(f"{first} to {last}", _per(match)),)


def _in_parts(match: re.Match[str]) -> Sequence[Part]:
    """£3¼ million."""
    scale = (match["scale"] or "").strip().lower()
    return (joined(fraction(match["amount"]), _SCALES.get(scale, scale), _SIGNS[match["sign"]].many),)


def _shillings(match: re.Match[str]) -> Sequence[Part]:
    wording = f"{cardinal(match['shillings'])} shilling{'' if match['shillings'] == '1' else 's'}"
    pence = match["pence"]
    return (joined(wording, f"{cardinal(pence)} {'penny' if pence == '1' else 'pence'}" if pence else ""),)


_PAID = words(
    "cost costs costing paid pay pays price priced worth owed owes charged sold bought wages fare rent"
)


def _price(match: re.Match[str]) -> Sequence[Part] | None:
    """It cost 7s."""
    return _shillings(match) if not _PAID.isdisjoint(words_before(match)[-3:]) else None


def _pence(match: re.Match[str]) -> Sequence[Part]:
    wording = number(match[1]) if match[1].isdecimal() else fraction(match[1])
    return (f"{wording} {'penny' if match[1] == '1' else 'pence'}",)


_HELD = words(
    "hold holds held holding capacity contain contains contained tank tanks water fuel petrol diesel oil milk beer "
    "wine liquid volume pour drink drank litres liters boot fridge bottle bottles"
)


def _old_pounds(match: re.Match[str]) -> Sequence[Part] | None:
    """`500l. a year`, as books of the nineteenth century have it; but a tank holds 500l."""
    if not _HELD.isdisjoint(words_before(match)[-6:]):
        return None
    goes_on = re.compile(r"\s+[a-z\d]|[,;:)!?]").match(match.string, match.end())
    amount = cardinal(match[1].replace(",", ""))
    return (f"{amount} pound{'' if match[1] == '1' else 's'}" + ("" if goes_on else "."),)


def _few_cents(match: re.Match[str]) -> Sequence[Part] | None:
    """It costs 5c, a 20c coin."""
    if _PAID.isdisjoint(words_before(match)[-3:]) and not _COINED.match(match.string, match.end()):
        return None
    one = match["amount"] == "1" or describes(match)
    return (joined(number(match["amount"]), "cent" if one else "cents"),)


_COINED = lazily(r"\s(?:coins?|pieces?|stamps?|each|apiece|a\s(?:piece|litre|liter|pound|mile))\b")


def _cents(match: re.Match[str]) -> Sequence[Part]:
    return (joined(number(match["amount"]), "cent" if match["amount"] == "1" else "cents", _per(match)),)


OLD_MONEY = Kind(
    "old money",
    "7s. 6d. → seven shillings six pence",
    (
        Rule(
            r"£(?P<pounds>\d{1,3}(?:,\d{3})*|\d{1,6}),?\s(?P<shillings>\d{1,2})s\b\.?(?:,?\s(?P<pence>\d{1,2})d\b\.?)?(?!\w)",
            lambda match: (_money(match["pounds"], "", _POUND) + " ", *_shillings(match)),
        ),
        # 2/6 a yard, 10/- each
        Rule(
            r"(?<![\w.,/$€])(?!1/[2348]\b|[23]/[34]\b)(?P<shillings>\d{1,2})/(?:(?P<pence>[1-9]|1[01])(?=\s(?:a(?:n|piece)?|each|per|the\s(?:yard|pound|dozen|pair))\b)|[-–](?!\w))",
            _shillings,
        ),
        Rule(
            r"(?<![\w.,$€])(?P<shillings>\d{1,2})s\.?,?\s(?P<pence>\d{1,2})d\b(?:\.(?!\s*\Z|\s+[A-Z]))?",
            _shillings,
        ),
        Rule(r"(?<![\w.,$€])(?P<shillings>\d{1,2})s\.(?P<pence>)(?=\s[a-z]|,)", _shillings),
        Rule(r"(?<![\w.,$€])(?P<shillings>\d{1,2})s(?P<pence>)(?=\.(?:\s|\Z))", _price),
        Rule(rf"(?<![\w.,$€])({A_FRACTION}|\d{{1,2}})d\.(?=\s[a-z]|[,;:)])", _pence),
    ),
    clues=("s.", "d.", "£", "/-", "/–", *(f"/{pence} " for pence in range(1, 12))),
)
"""Before durations, whose seconds have an s too."""
MONEY = Kind(
    "money",
    "$3.50 → three dollars fifty cents",
    (
        Rule(r"(?<!\w)~\s?(?=[$£€¥])", ("about ",)),
        Rule(r"(?<=£)(\d{1,9}\.\d\d)p\b", (1,)),
        Rule(r"(?<![\w$])\$([2-9]0)s\b", lambda match: (decade(match[1]),)),
        Rule(
            rf"(?<![\w$])\$({_AMOUNT})-plus\b", lambda match: (f"{_money(match[1], '', _SIGNS['$'])} plus",)
        ),
        # £3¼ million
        Rule(
            rf"(?<![\w$])(?P<sign>[$£€])(?P<amount>\d{{0,9}}[½¼¾⅓⅔⅛⅜⅝⅞])(?P<scale>{_SCALE})?{_MORE}",
            _in_parts,
        ),
        # £9.99pp
        Rule(rf"(?<=[£€$])({_AMOUNT})\s?pp\b", (1, " per person")),
        Rule(r"(?<![\w\d$£€¥])[–−](?=[$£€¥]\d)", ("minus ",)),
        Rule(r"(?<![\w.,$€£/-])(\d{1,3}(?:,\d{3})*|\d{1,6})l\.(?!\w)", _old_pounds),
        Rule(
            rf"(?<![\w$])(?P<sign>{_SIGN})\s?(?P<amount>{_AMOUNT})(?P<first>{_SCALE}?)\s?[-–—]\s?(?P<again>(?P=sign))?(?P<until>{_AMOUNT})"
            rf"(?P<scale>{_SCALE})?{_PER}?{_MORE}",
            _range,
        ),
        Rule(
            rf"(?:(?<![\w$.])(?P<minus>[-−])|(?<![\w$/]))(?P<sign>{_SIGN}|{_CODE})\s?(?P<less>[-−])?(?P<amount>{_AMOUNT})(?P<scale>{_SCALE})?(?:\s?(?P<code>USD|CAD|AUD|NZD|HKD|SGD|EUR|GBP)\b)?{_PER}?{_MORE}",
            _wording,
        ),
        Rule(
            rf"(?:(?<![\w$.])(?P<minus>[-−])|(?<![\w$.,]))(?P<less>)(?P<code>)(?P<amount>{_AMOUNT})(?P<scale>{_SCALE})?\s?(?P<sign>[$£€¥₹₩₽₺₴₪]|{_CODE}){_PER}?(?!\w)",
            _wording,
        ),
        Rule(rf"(?<![\w.,])(?P<amount>{_AMOUNT})\s?[¢￠]{_PER}?(?!\w)", _cents),
        Rule(r"(?<![\w.,$€£-])(?P<amount>\d{1,2})c(?!\w)", _few_cents),
        # prices in $US
        Rule(
            r"(?<![\w$])(?:\$(?:US|NZ|A|CAN)|(?:US|AU|NZ|HK|CA|NT|[AC])\$)(?![\w$]|\s?\d)",
            lambda match: (_SIGNS[match[0]].many,),
        ),
    ),
    frozenset("0123456789$½¼¾⅓⅔⅛⅜⅝⅞"),
    (
        *(f"{digit}{letter}" for digit in "0123456789" for letter in ("l.", "c")),
        *"$£€¥₹₩₽₿₺₴₦₫₪₱฿¢￠",
        "Rs",
        "RM",
        *_CODES,
    ),
)
