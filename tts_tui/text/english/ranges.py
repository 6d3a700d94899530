"""Ranges, scores, and arithmetic: what stands between two numbers."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from tts_tui.text.edits import Kind, Part, Rule
from tts_tui.text.english.context import words
from tts_tui.text.english.numbers import NUMBER, cardinal, number, ordinal, pairs

_OPERATORS = {
    "+": "plus", "−": "minus", "-": "minus", "×": "times", "*": "times",
    "⋅": "times", "·": "times", "÷": "divided by", "=": "equals",
    "==": "equals", "≠": "is not equal to", "!=": "is not equal to",
    "≈": "is about", "<": "less than", ">": "greater than",
    "≤": "less than or equal to", "<=": "less than or equal to",
    "≥": "greater than or equal to", ">=": "greater than or equal to",
    "±": "plus or minus", "/": "divided by", "^": "to the power of",
    "x": "times", "X": "times", "–": "minus", "∕": "divided by",
}  # fmt: skip
_BEFORE = {
    "+": "plus", "-": "minus", "−": "minus", "–": "minus",
    "±": "plus or minus", "~": "about", "≈": "about", "∼": "about", "<": "less than",
    ">": "more than", "≤": "at most", "<=": "at most", "≥": "at least",
    ">=": "at least", "√": "the square root of", "=": "equals",
    "×": "times", "¬": "not",
}  # fmt: skip
_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺", "0123456789-+")
_SUBSCRIPTS = str.maketrans("₀₁₂₃₄₅₆₇₈₉", "0123456789")

_TERM = r"(?:[a-zA-Z]\b|[)\]]|\d)"


def _range(match: re.Match[str]) -> Sequence[Part] | None:
    first, last = match["first"], match["last"]
    if match["third"]:
        return (" ".join(number(part) for part in (first, last, match["third"])),)
    if first == last:
        return (f"{number(first)} {number(last)}",)
    return (f"{number(first)} to {number(last)}",)


def _operator(match: re.Match[str]) -> Sequence[Part] | None:
    return (f" {_OPERATORS[match['sign']]} ",)


_SUMS = words("is compute calculate evaluate equals subtract solve what's then plus minus times")
"""Words before a difference."""


def _minus(match: re.Match[str]) -> Sequence[Part] | None:
    """20 - 5 = 15 is a difference; "advances 3 - 2" and "from 10 - 15" aren't."""
    text = match.string
    if "−" in match[0] or re.match(r"[\d.,\s+*/×x-]{1,40}=", text[match.end() : match.end() + 42]):
        return (" minus ",)
    first = re.search(r"(?:^|\s)(\d{1,9}(?:\.\d+)?)$", text[max(0, match.start() - 20) : match.start()])
    last = re.match(r"\d{1,9}(?:\.\d+)?", text[match.end() : match.end() + 12])
    if first is None or last is None or float(first[1]) < float(last[0]):
        return None
    before = re.findall(r"[a-z]+", text[max(0, match.start() - 30) : match.start()].lower())
    after = re.match(r"[\d.]+\s(?:is|equals|makes|gives|leaves)\b", text[match.end() : match.end() + 40])
    return (" minus ",) if after or not before or before[-1] in _SUMS else None


_ASKED = re.compile(r"\b(?:[Ww]hat(?:['’]s| is)|[Cc]ompute|[Cc]alculate|[Ss]olve)\s[\d.,]+\Z")
"""Before a sum whose result is asked for."""


def _times_or_by(match: re.Match[str]) -> Sequence[Part]:
    following = match.string[match.end() : match.end() + 24]
    sum_of_it = re.match(r"[\d.,]+\s?(?:[=+^]|\s[-−×]\s)", following) or re.search(
        r"[=+]\s?[\d.,]+$", match.string[max(match.start() - 12, 0) : match.start()]
    )
    asked = _ASKED.search(match.string, max(match.start() - 30, 0), match.start())
    return (" times " if sum_of_it or asked else " by ",)


def _resolution(match: re.Match[str]) -> Sequence[Part]:
    return (f"{pairs(match[1])} by {pairs(match[2])}",)


def _exponent(match: re.Match[str]) -> Sequence[Part]:
    written = (match["up"] or match["caret"]).translate(_SUPERSCRIPTS).strip("{}()")
    minus, digits = written.startswith(("-", "−")), written.strip("-−+")
    if (not minus and digits in {"2", "3"} and match.string[match.start() - 1] not in "0123456789") or (
        not minus and digits in {"2", "3"} and match["up"]
    ):
        return (f" {'squared' if digits == '2' else 'cubed'}",)
    if not digits.isdecimal():
        return (f" to the {digits}",)
    return (f" to the {'minus ' if minus else ''}{ordinal(digits)}",)


def _scientific(match: re.Match[str]) -> Sequence[Part]:
    sign = "minus " if match["minus"] in {"-", "−"} else ""
    return (f"{number(match['number'])} times ten to the {sign}{ordinal(match['power'])}",)


def _before(match: re.Match[str]) -> Sequence[Part]:
    return (f"{_BEFORE[match['sign']]} ",)


def _subscript(match: re.Match[str]) -> Sequence[Part]:
    return (f" {cardinal(match[0].translate(_SUBSCRIPTS))}",)


_EXPONENT = (
    r"(?:(?P<up>[⁻⁺]?[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,4})|\^(?P<caret>[-−+]?\d{1,4}|[a-zA-Z]\b|\{-?\w{1,4}\}|\(-?\w{1,4}\)))"
)
POWERS = Kind(
    "powers",
    "10^6, 6e23 → ten to the sixth, six times ten to the twenty-third",
    (
        Rule(
            r"(?<![\w.,])(?P<number>\d+(?:\.\d+)?)[eE](?P<minus>[-−+]?)(?P<power>\d{1,3})(?![\w.])",
            _scientific,
        ),
        Rule(r"(?<=\d)\s?[xX×·⋅*]\s?(?=10(?:\^|[⁻⁺⁰¹²³⁴⁵⁶⁷⁸⁹]))", (" times ",)),
        Rule(rf"(?<=\d){_EXPONENT}", _exponent),
    ),
    clues=("^", "e", "E", *"⁰¹²³⁴⁵⁶⁷⁸⁹"),
)
POWERS_OF_LETTERS = Kind(
    "powers of letters",
    "x², H₂O → x squared, H two O",
    (
        Rule(rf"(?<=[\w)\]]){_EXPONENT}", _exponent),
        Rule(r"[₀₁₂₃₄₅₆₇₈₉]{1,6}", _subscript),
        Rule(r"(?<=\w)[ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ](?!\w)", lambda match: (f" sub {unicodedata.normalize('NFKC', match[0])}",)),
    ),
    frozenset("⁰¹²³⁴⁵⁶⁷⁸⁹^₀₁₂₃₄₅₆₇₈₉ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ"),
)  # fmt: skip
ARITHMETIC = Kind(
    "arithmetic",
    "20 - 5 = 15 → twenty minus five equals fifteen",
    (
        Rule(r"(?<![\w.,])(\d{3,4})\s?[x×X]\s?(\d{3,4})(?:px)?(?![\w.,]\d|\w)", _resolution),
        Rule(r"(?<=\d)!(?=\s?[=+×*/÷-]|\s?[-−]\s)", (" factorial",)),
        Rule(r"!(?<=[b-hj-np-z]!)(?<![\w'’.]\w!)(?=\s(?:[a-z=+]|[-−×÷/]\s))", (" factorial",)),
        Rule(r"(?<=\d)\s?[x×X]\s?(?=\d)", _times_or_by),
        Rule(
            r"(?<![\w.,-])(\d{1,3}(?:\.\d+)?)\s?[-–]\s?(\d{1,3}(?:\.\d+)?)[x×](?!\w|\s?[-−+=*/^²³\d])",
            lambda match: (f"{number(match[1])} to {number(match[2])} times",),
        ),
        Rule(r"(?<![\w.,])(\d{1,3}(?:\.\d+)?)[x×](?!\w|\s?[-−+=*/^²³])", lambda match: (f"{number(match[1])} times",)),
        Rule(
            rf"(?<={_TERM})(?!\s?\+/)(?P<gap>\s?)"
            rf"(?P<sign>==?|≠|!=|≈|≤|<=|≥|>=|±|÷|⋅|·|\*(?=[\d\s])|\+(?=\s?[\w(√])|[<>](?=\s?-?\d))(?P=gap)(?=[-−]?[\w(√.])",
            _operator,
        ),
        Rule(r"(?<=[\w)\]])\s(?P<sign>==?|≠|!=|≈|≤|<=|≥|>=|±|÷|⋅|·|×|\*|\+|<|>)\s(?=[-−√(.]?\w)", _operator),
        Rule(r"(?<=[\d)])\s(?P<sign>[-−])\s(?P<last>(?=\d))|(?<=[\d)])−(?=\d)", _minus),
        Rule(r"(?<=\s[a-zA-Z])\s(?P<sign>[-−])\s(?=\d)", lambda match: (" minus ",)),
        Rule(r"(?<=\d)\s/\s(?=\d)", lambda match: (" divided by ",)),
    ),
    frozenset("+-−×*⋅·÷=≠≈<>≤≥±xX/!"),
)  # fmt: skip
_AIRPORTS = (
    "AMS|ATL|BCN|BKK|BOM|BOS|BRU|BWI|CDG|CGK|CLT|CPH|DCA|DEL|DEN|DFW|DOH|DTW|DUB|DXB|EDI|EWR|EZE|FCO|FRA|GIG|GRU|GVA|"
    "HEL|HKG|HND|HNL|IAD|IAH|ICN|IST|JFK|JNB|KIX|KUL|LAS|LAX|LGA|LGW|LHR|LIS|MAD|MAN|MCO|MDW|MEL|MEX|MIA|MSP|MUC|MXP|"
    "NRT|ORD|ORY|OSL|PDX|PEK|PHL|PHX|PVG|SAN|SEA|SFO|SIN|SJC|STL|SVO|SYD|TLV|TPE|VIE|WAW|YUL|YVR|YYZ|ZRH"
)

_SPANS = (
    "January|February|March|April|May|June|July|August|September|October|November|December|Spring|Summer|Autumn|Winter"
    "|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday"
)

RANGES = Kind(
    "ranges",
    "pages 10–15 → pages ten to fifteen",
    (
        # from month to month, from day to day
        Rule(rf"\b({_SPANS})\s?[-–—]\s?(?=(?:{_SPANS})\b)", (1, " to ")),
        # a flight
        Rule(r"(?<!\w)(Q[1-4])\s?[-–—]\s?(?=Q[1-4]\b)", (1, " to ")),
        Rule(r"(?<=\d[a-z])\s?[-–]\s?(?=[a-z](?!\w))", (" to ",)),
        Rule(rf"(?<![\w–-])({_AIRPORTS})\s?[-–—]\s?(?=(?:{_AIRPORTS})(?![\w–-]))", (1, " to ")),
        Rule(
            rf"(?<![\w.,/-])(?P<first>{NUMBER})(?:\s?[–—]\s?|-|\s-\s)(?P<last>{NUMBER})(?:[-–](?P<third>{NUMBER}))?(?![\w]|-\d|[.,]\d)",
            _range,
        ),
    ),
    frozenset("-–—"),
)
SIGNED = Kind(
    "signs before numbers",
    "-5, ±3, ~20 → minus five, plus or minus three, about twenty",
    (
        Rule(r"\+/[-−–]\s?", ("plus or minus ",)),
        Rule(r"#(?<!\w#)\s(?=of\s)", ("number ",)),
        Rule(
            r"(?<=\b(?:UTC|GMT))\s?[-−–]\s?"
            r"(?=1?\d(?:[^\w-]|\Z)|(?:one|two|three|four|five|six|seven|eight|nine|ten)\b)",
            (" minus ",),
        ),
        Rule(r"(?<![\w.,)\]])(?P<sign>[-−–+±~≈∼<>≤≥√=×]|<=|>=)\s?(?=[.]?\d)", _before),
        Rule(r"[#№](?<!\w.)\s?(?=\d)", ("number ",)),
        # each begins with what it seeks, not with what stands before it: most texts have no such letter
        Rule(
            r"[nN](?<!\w[nN])(?:\.?[°º]|o\.)\s?(?=\d)",
            lambda match: ("Number " if match[0][0] == "N" else "number ",),
        ),
        Rule(r"[Nn](?<!\w[Nn])os\.\s?(?=\d)", ("numbers ",)),
        Rule(r"§§\s?(?=\w)", lambda match: ("sections ",)),
        Rule(r"§\s?(?=\w)", lambda match: ("section ",)),
        Rule(r"(?<=\d)\s?\+(?!\w)", lambda match: (" plus",)),
        # of a school: a C- student
        Rule(r"(?<!\w)([A-DF])[-−](?=\s(?:student|grade|average|rating|range)s?\b)", (1, " minus")),
        Rule(r"(?<=\b[Aa]\s)([B-D])[-−](?=[.,;]|\s(?:in|on|for)\b)", (1, " minus")),
    ),
    frozenset("-−–+±~≈∼<>≤≥√=×#№Nn§"),
)  # fmt: skip
