"""Money, measures, shares and ordinals."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import partial

from tts_tui.text.edits import Kind, Part, Rule
from tts_tui.text.lazily import lazily
from tts_tui.text.romance.figures import NUMBER, any_of, counted, is_one, split, wording
from tts_tui.text.romance.words import Words

_ALSO_WORDS = frozenset(("mi", "in", "mes"))
"""Units that are words as well, where another word follows."""

_QUOTED = lazily(r"(?:(?<!\w)['‘])[^'’]*\Z")
_DOUBLE_QUOTED = lazily(r'(?<![^\s(¿¡])["“](?:[^"“”]|(?<=\d)["”])*\Z')
"""A quotation that is open, which the mark behind a number closes; and one in double marks."""

_THOUSANDS = re.compile(r"\d{1,3}(?:,\d{3})+")
"""As dollars are written in America; no sum has three decimals."""


def money(words: Words) -> Kind:
    """A sign before or behind its number, with or without a scale."""
    signs = any_of(words.currencies)
    per = rf"(?:/({any_of(words.units)}|[^\W\d_]{{2,10}}))?(?![\w/])"
    scale = rf"(?: ({words.scales})\b)?"
    short = any_of(words.short_scales)
    short_alone = any_of({sign: "" for sign in words.short_scales if len(sign) > 2}) or "(?!)"

    def in_full(match: re.Match[str]) -> Sequence[Part]:
        one, many = words.short_scales[match[3]]
        return (1, f" {one if is_one(match['number'], words) else many}")

    return Kind(
        "money",
        "3,50 €",
        (
            Rule(rf"(?<![\w.,])((?P<number>{NUMBER})) ?({short})(?= ?(?:de |d'|di )?(?:{signs})(?!\w))", in_full),
            Rule(rf"(?<![\w$€£])((?:{signs}) ?(?P<number>{NUMBER})) ?({short})(?!\w)", in_full),
            Rule(rf"(?<![\w.,])((?P<number>{NUMBER})) ?({short_alone})(?!\w)", in_full),
            Rule(
                rf"(?<![\w$€£])({signs}) ?({NUMBER}) ?[-–] ?(?:\1 ?)?({NUMBER}){scale}{per}",
                partial(_price_range, words),
            ),
            Rule(rf"(?<![\w$€£])([-−])?({signs}) ?([-−])?({NUMBER}){scale}{per}", partial(_price, words)),
            Rule(rf"(?<![\w.,/])([-−])?({NUMBER}) ?(?:({words.scales}) ?(?:de |d'|di )?)?({signs}){per}",
                 partial(_price_behind, words)),
        ),
    )  # fmt: skip


def _price(words: Words, match: re.Match[str]) -> Sequence[Part] | None:
    return (_priced(words, match[1] or match[3], match[2], match[4], match[5]) + _each(words, match[6]),)


def _price_range(words: Words, match: re.Match[str]) -> Sequence[Part] | None:
    last = _priced(words, None, match[1], match[3], match[4])
    form = words.currencies[match[1]][0].form
    return (f"{wording(match[2], words, form)} {words.names['to']} {last}" + _each(words, match[5]),)


def _price_behind(words: Words, match: re.Match[str]) -> Sequence[Part] | None:
    return (_priced(words, match[1], match[4], match[2], match[3]) + _each(words, match[5]),)


def _each(words: Words, unit: str | None) -> str:
    if not unit:
        return ""
    noun = words.units[unit].one if unit in words.units else unit
    return f" {words.names.get(f'per {noun}') or f'{words.per} {noun}'}"


def _priced(words: Words, minus: str | None, sign: str, number: str, scale: str | None) -> str:
    unit, hundredth = words.currencies[sign]
    if "$" in sign and _THOUSANDS.fullmatch(number):
        number = number.replace(",", "")
    before = f"{words.names['-']} " if minus else ""
    whole, mark, decimals = split(number)
    if scale:
        between = "" if scale in ("mil", "mila", "mille") else of(unit.many, words)
        amount = "" if (number, scale) == ("1", "mil") else f"{wording(number, words, 'm')} "
        return f"{before}{amount.rstrip() if scale == 'mila' else amount}{scale} {between}{unit.many}"
    if hundredth is None or not mark or len(decimals) > 2 or int(whole) >= words.numbers.limit:
        return before + counted(number, unit, words)
    cents = int(decimals.ljust(2, "0"))
    if not cents:
        return before + counted(whole, unit, words)
    if not whole.strip("0"):
        return before + counted(str(cents), hundredth, words)
    cents_wording = words.numbers.cardinal(cents, hundredth.form)
    return before + words.price(
        counted(whole, unit, words), cents_wording, hundredth.one if cents == 1 else hundredth.many
    )


def measures(words: Words) -> tuple[Kind, ...]:
    """Numbers with a unit."""
    units = any_of(words.units)
    areas = any_of({sign: noun for sign, noun in words.units.items() if sign[-1] in "²³"})
    # in "2019 l'azienda" stands an article
    per = rf"(?:/(\d{{1,4}} ?)?({units}))?(?![\w²³/]|['’]\w)"

    def measured(match: re.Match[str]) -> Sequence[Part] | None:
        if match[4] in _ALSO_WORDS and match.string[match.end() : match.end() + 2].strip().isalpha():
            return None
        minus = f"{words.names['-']} " if match[1] else ""
        unit = words.units[match[4]]
        if match[3]:
            amount = f"{wording(match[2], words, 'm')} {match[3]} {of(unit.many, words)}{unit.many}"
        else:
            amount = counted(match[2], unit, words)
        return (minus + amount + share(match[5], match[6]),)

    def duration(match: re.Match[str]) -> Sequence[Part]:
        *first, last = (
            counted(number, words.units[unit], words)
            for number, unit in zip(match.groups(), ("h", "min", "s"), strict=True)
            if number
        )
        also = f" {words.names['with']}"
        return ((also if words.code == "pt" else " ").join(first) + also + last,)

    def times(match: re.Match[str]) -> Sequence[Part]:
        """So many hours of so many."""
        return (
            f"{counted(match[1], words.units[match[2]], words)} {words.names['/']} {wording(match[3], words)}",
        )

    def share(number: str | None, unit: str | None) -> str:
        if not unit:
            return ""
        if number:
            return f" {words.per} {counted(number.strip(), words.units[unit], words)}"
        return _each(words, unit)

    def minutes(match: re.Match[str]) -> Sequence[Part] | None:
        if _QUOTED.search(match.string, max(0, match.start() - 200), match.start()):
            return None
        if match.string.startswith(" minut", match.end()):
            return (words.numbers.ordinal(int(match[1]), False),) if match[1].strip("0") else None
        # a height has no space between, and no foot has twelve inches
        is_height = match[2] and " " not in match[0] and int(match[2]) < 12 and int(match[1]) < 10
        first, second = ("ft", "in") if is_height else ("min", "s")
        spoken = counted(match[1], words.units[first], words)
        if match[2]:
            spoken += f" {words.names['and']} {counted(match[2], words.units[second], words)}"
        return (spoken,)

    def inches(match: re.Match[str]) -> Sequence[Part] | None:
        if _DOUBLE_QUOTED.search(match.string, max(0, match.start() - 200), match.start()):
            return None
        return (counted(match[1], words.units["in"], words),)

    return (
        Kind(
            "percent",
            "5 %",
            (
                Rule(
                    rf"(?:(?<![\w.,/%)])([-−]))?({NUMBER}) ?([%‰])",
                    lambda match: (
                        (f"{words.names['-']} " if match[1] else "")
                        + f"{wording(match[2], words)} {words.names[match[3]]}",
                    ),
                ),
            ),
            frozenset("%‰"),
        ),
        Kind(
            "units",
            "10 km",
            (
                Rule(
                    r"(?<![\w.,:/])(\d{1,3}) ?h ?(\d{1,2}) ?(?:min|mn|m|['′’])(?: ?(\d{1,2}) ?s)?(?![\w/])",
                    duration,
                ),
                Rule(r"(?<![\w.,:/])()(\d{1,3}) ?(?:min|mn) ?(\d{1,2}) ?s(?![\w/])", duration),
                # 15', 3' 20"
                Rule(
                    r"(?<![\w.,:/'’-])(\d{1,3})['′’](?: ?(?:[ey] )?(\d{1,2})(?:[\"″”]|''))?(?![\w'’\"+]|[.,]\d)",
                    minutes,
                ),
                Rule(rf'(?<![\w.,/"″”])({NUMBER}) ?["″”](?!\w)', inches),
                Rule(rf"(?<![\w.,/])({NUMBER}) ?([hj])/(\d{{1,3}})(?![\w/])", times),
                Rule(
                    rf"(?:(?<=\d)|(?<=[\w²³°])(?= )) ?[x×] ?(?={NUMBER} ?(?:{units})(?!\w))",
                    (f" {words.names['by']} ",),
                ),
                Rule(
                    rf"(?<![\w.,/])([-−])?({NUMBER}) ?(?:({words.scales}) (?:de |d'|di )?)?({units}){per}",
                    measured,
                ),
                Rule(rf"(?<![\w/])({areas})(?!\w)", lambda match: (words.units[match[1]].one,)),
            ),
            frozenset("0123456789²³"),
        ),
    )


def of(noun: str, words: Words) -> str:
    """What stands between a million and its noun."""
    return "d'" if words.code == "fr" and noun[:1] in "aeiouhéè" else f"{words.numbers.of} "


_NAMED = lazily(r" (?!de |en |y |que |del |con |por |izquierd|derech)[a-zñáéíóú]{3}")
"""A noun, before which a Spanish ordinal loses its last letter: el primer piso."""


def ordinals(words: Words) -> Kind:
    """Figures with a raised letter."""
    masculine, feminine = words.ordinal_marks

    def spoken(figures: str, mark: str, is_feminine: bool, named: bool = False) -> str:
        wording = words.numbers.ordinal(int(re.sub(r"\D", "", figures)), is_feminine)
        if words.code == "fr" and figures == "2" and mark.strip("s") in ("nd", "ⁿᵈ", "nde", "ⁿᵈᵉ"):
            wording = "seconde" if is_feminine else "second"
        if words.code == "es" and wording.endswith(("primero", "tercero")) and (mark.endswith("er") or named):
            return wording[:-1]
        return f"{wording}s" if mark.endswith("s") and words.code != "it" else wording

    def rule(marks: str, is_feminine: bool) -> Rule:
        return Rule(
            rf"(?<![\w.,])(\d{{1,3}}(?:[. ]\d{{3}}){{1,2}}|\d{{1,6}})({marks})(?!\w)(?:(?<=\.[ºª])|(?! ?[CF]\b))",
            lambda match: (
                (
                    spoken(
                        match[1], match[2], is_feminine, _NAMED.match(match.string, match.end()) is not None
                    ),
                )
                if match[1].strip("0. ")
                else None
            ),
        )

    def in_a_row(match: re.Match[str]) -> Sequence[Part] | None:
        """The first, the second and the third, whose signs would be those of degrees alone."""
        numbers = [int(number) for number in match.group(1, 3, 5) if number]
        if numbers != [1, 2, 3][: len(numbers)]:
            return None
        first, second, *third = (words.numbers.ordinal(number, False) for number in numbers)
        return (first, 2, second, *((4, third[0]) if third else ()))

    also = r"(, ?| (?:e|y|et) )(\d)°"
    listed = Rule(rf"(?<![\w.,])(\d)°{also}(?:{also})?", in_a_row)
    # a sign of degrees is often typed for a raised o
    masculine += "|°(?= (?!grad|graus?|degr|de |di )[a-zà-ÿ]{2})|(?<=(?<!\\d)1)°"
    alone = Rule(
        r"(?i)\b((?:el|il|al|del|dal|nel|sul|o|ao|do|no) )(\d{1,2})(°)(?= ?(?:$|[.,;:!?)]))",
        lambda match: (1, spoken(match[2], match[3], False)) if match[2].strip("0") else None,
    )
    return Kind("ordinals", "1º", (listed, rule(masculine, False), rule(feminine, True), alone))
