"""Abbreviations, ranges, sums, bare numbers, and signs that are left."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import partial

from tts_tui.text.edits import Kind, Part, Rewrite, Rule
from tts_tui.text.romance.figures import NO_NOUN, NUMBER, any_of, elided, wording
from tts_tui.text.romance.numbers import Form
from tts_tui.text.romance.words import Words

_WORD = re.compile(r"[^\W\d_]{1,40}")
_SUM = frozenset("+=×÷")
_FALLING = re.compile(r"\s{0,9}(\d{1,15}) [-−–] (\d{1,15})\s{0,9}")
"""A difference, if nothing else is there; in a sentence it would be the points of a match."""

_STANDARD = re.compile(r"(?:19|20)\d\d(?!\d)")
_NO_DIGITS: frozenset[str] = frozenset()


def _in_place(spoken: str, match: re.Match[str]) -> Sequence[Part]:
    """What an abbreviation stands for; its stop stays where it ends the sentence, too."""
    ends = match.start() and match.end() == len(match.string) and match[0].endswith(".")
    return (f"{spoken}." if ends and not spoken.endswith(".") else spoken,)


def abbreviations(words: Words) -> Kind:
    """Titles and other short forms, where a stop or the word behind it shows that they are one."""

    def in_full(match: re.Match[str]) -> Sequence[Part]:
        before_name, alone = words.short_forms[match[1]]
        is_name = match.string[match.end() + 1 : match.end() + 2].isupper()
        return _in_place(before_name if is_name else alone, match)

    short = Rule(rf"(?<![\w.])({any_of(words.short_forms) or '(?!)'})\.(?=[ \xa0,;:)]|$)", in_full)
    return Kind(
        "abbreviations",
        "Dr.",
        (*(Rule(pattern, partial(_in_place, spoken)) for pattern, spoken in words.abbreviations), short),
        _NO_DIGITS,
    )


def ranges(words: Words) -> Kind:
    """From a number to another that has a unit."""
    units = any_of({**words.units, **words.currencies, "%": ""})

    def to(match: re.Match[str]) -> Sequence[Part]:
        return (f" {words.names['to']} ",)

    return Kind(
        "ranges",
        "5-10 km",
        (
            Rule(r"(?<![\w~])[~∼] ?(?=[$€£]?\d)", (f"{words.names['≈']} ",)),
            Rule(rf"(?<=\d)(?: ?[%€])?(?:[-–—]| [-–—] )(?={NUMBER} ?(?:{units})(?!\w))", to),
            # 5 km - 10 km, and of different units
            Rule(rf"(?<=\d) ?(?P<unit>{units}) ?[-–—] ?(?={NUMBER} ?(?P=unit)(?!\w))", to),
            Rule(
                rf"(?<=\d)( ?(?:{units})) ?[-–—] ?(?={NUMBER} ?(?:{units})(?!\w))",
                (1, f" {words.names['to']} "),
            ),
            Rule(rf"(?<=\d)[-–—](?=(?:{any_of(words.currencies)}) ?\d)", to),
            # number ten, twenty of a street is no range
            Rule(rf"(?<={words.names['#']} \d)[-–](?=\d)|(?<={words.names['#']} \d\d)[-–](?=\d)", (" ",)),
            Rule(r"(?<=# \d)[-–](?=\d)|(?<=# \d\d)[-–](?=\d)", (" ",)),
        ),
    )


def versions(words: Words) -> Kind:
    """Numbers of several parts, and models of several numbers."""
    point = f" {words.names['.']} "

    def parts(match: re.Match[str]) -> Sequence[Part] | None:
        groups = match[1].split(".")
        if len(groups[0]) < 4 and all(len(group) == 3 for group in groups[1:]):
            return None  # a number in groups of three
        return (point.join(wording(group, words) for group in groups),)

    def model(match: re.Match[str]) -> Sequence[Part]:
        return (1, f"{' ' if match[1] else ''}{wording(match[2], words)} {wording(match[3], words)}")

    return Kind(
        "versions and models",
        "2.0.1",
        (
            Rule(r"\b[vV](?:\.|er\.)? ?(?=\d{1,4}\.\d)", (f"{words.names['version']} ",)),
            Rule(r"(?<![\w.,])(\d{1,4}(?:\.\d{1,4}){2,6})(?![\w/]|[.,]\d)", parts),
            Rule(r"\b([A-Z]{1,4})(\d{1,4})-(\d{1,4})(?![\w,.-]\d)\b", model),
            Rule(r"(?<![\w.,-])()(7\d7)-([1-9]00)\b", model),
        ),
    )


def sums(words: Words) -> Kind:
    """Ranges and sums: a sign between numbers."""
    names = words.names
    digit = r"(?<=\d)"

    def minus(match: re.Match[str]) -> Sequence[Part] | None:
        around = match.string[max(0, match.start() - 15) : match.end() + 15]
        falls = _FALLING.fullmatch(match.string)
        is_sum = not _SUM.isdisjoint(around) or (falls and int(falls[1]) > int(falls[2]))
        return (f" {names['-']} ",) if is_sum else None

    def divided(match: re.Match[str]) -> Sequence[Part]:
        around = match.string[max(0, match.start() - 15) : match.end() + 15]
        return (f" {names['/'] if _SUM.isdisjoint(around) else names['÷']} ",)

    def colon(match: re.Match[str]) -> Sequence[Part]:
        """Divided, where something is counted; else so much to so much, or a standard and its year."""
        if not _SUM.isdisjoint(match.string[max(0, match.start() - 15) : match.end() + 15]):
            return (f" {names['÷']} ",)
        return (" " if _STANDARD.match(match.string, match.end()) else f" {names['to']} ",)

    def power(match: re.Match[str]) -> Sequence[Part]:
        if spoken := names.get(match[0]):
            return (f" {spoken}",)
        figures = "".join(str(unicodedata.digit(char)) for char in match[0])
        return (f" {names['^']} {words.numbers.cardinal(int(figures[:30]))}",)

    def between(sign: str, spoken: str | Rewrite) -> Rule:
        parts = (f" {spoken} ",) if isinstance(spoken, str) else spoken
        return Rule(rf"(?<=[\d)%]) ?{sign} ?(?=[\d(])", parts)

    def one(match: re.Match[str]) -> Sequence[Part]:
        """A term of a sum, which counts nothing."""
        return (words.numbers.cardinal(int(match[0])),)

    return Kind(
        "sums and ranges",
        "5 + 3 = 8, 10-15",
        (
            Rule(r"(?<![\w.,])\d{0,14}1(?= ?[+×÷*=])", one),
            Rule(rf"{digit} [-−–] (?=\d)", minus),
            Rule(rf"{digit}(?:[-–—~]| [-–—] )(?=\d)", (f" {names['to']} ",)),
            between("−", names["-"]),
            between(r"[+]", names["+"]),
            between(r"[×x*·]", names["×"]),
            between("÷", names["÷"]),
            between(":", colon),
            between("/", divided),
            between(r"=", names["="]),
            Rule(r"(?<![\w-])[-−](?=\d)", (f"{names['-']} ",)),
            Rule(r"(?<![^\W\d_][^\W\d_])(?<=[\w)])(?<![⁰¹²³⁴-⁹])[⁰¹²³⁴-⁹]{1,40}(?!\w)", power),
        ),
        frozenset("0123456789⁰¹²³⁴⁵⁶⁷⁸⁹"),
    )


def numbers(words: Words) -> Kind:
    """Every figure that is left."""

    def number(match: re.Match[str]) -> Sequence[Part]:
        return (wording(match[0], words),)

    def other(match: re.Match[str]) -> Sequence[Part]:
        return (words.numbers.cardinal(unicodedata.digit(match[0], 0)),)

    def agreeing(match: re.Match[str], form: Form) -> Sequence[Part] | None:
        """A number before what it counts; a masculine noun changes one, and twenty-one of them."""
        noun = _WORD.match(match.string, match.end())
        if noun is None or (
            match[1] == "1" and points.search(match.string, max(0, match.start() - 12), match.start())
        ):
            return None
        several = match[1][-1] == "1" and noun[0].endswith(("s", "i"))
        if form == "m" and match[1] != "1" and not several:
            return None
        spoken = wording(match[1], words, form)
        return (elided(spoken, noun[0]),) if match[1] == "1" and words.code == "it" else (spoken, 2)

    # of a match: el 2-1 final
    points = re.compile(rf"(?<=\d) {words.names['to']} \Z")
    feminine = words.names["feminine"].replace("s|", "s?|") if words.code == "fr" else words.names["feminine"]
    return Kind(
        "numbers",
        "1.234,5",
        (
            Rule(r"(?<![\w/])km/h(?!\w)", (words.units["km/h"].many,)),
            # 3 € al kg
            Rule(
                r"(?<=[\w€$] )((?:al|il|el|o|le|au|por|par|per) )([kcm]m|[kmh]?g|m[lq]|kWh)(?<! g)(?![\w/'’]|\.\w)",
                lambda match: (1, words.units[match[2]].one) if match[2] in words.units else None,
            ),
            Rule(
                rf"(?<![\w.,])({NUMBER})( )(?=(?!{NO_NOUN}\b)(?:{feminine})\b)", partial(agreeing, form="f")
            ),
            Rule(rf"(?<![\w.,])({NUMBER})( )(?=(?!{NO_NOUN}\b)[a-zà-ÿ]{{3}})", partial(agreeing, form="m")),
            Rule(NUMBER, lambda match: number(match) if match[0].isascii() else None),
            Rule(r"[0-9]{1,15}", number),
            Rule(r"[\d²³¹⁰⁴-⁹₀-₉]", other),
        ),
        _NO_DIGITS,
    )


def signs(words: Words) -> Kind:
    """Signs that stand for a word."""
    names = words.names
    spoken = {sign: names[sign] for sign in "+=×÷&§%‰°@#€$£<>©®™^∞π√≈≠≤≥±" if sign in names}
    every = "".join(map(re.escape, spoken))
    return Kind(
        "signs",
        "&",
        (
            Rule(rf" ?([{every}]) ?", lambda match: (f" {spoken[match[1]]} ",)),
            Rule(r"(?<=\w)/(?=\w)", (" ",)),
        ),
        frozenset("".join(spoken) + "/"),
    )
