"""Figures as they are written in Romance languages: 1.234,5, 1 234,5, 3.14; and as they are said."""

from __future__ import annotations

import re
from collections.abc import Mapping

from tts_tui.text.romance.numbers import Form
from tts_tui.text.romance.words import Noun, Words

GROUPED = r"\d{1,3}(?:\.\d{3}){1,9}|\d{1,3}(?: \d{3}){1,9}"
NUMBER = (
    rf"(?<![\d])(?:(?:{GROUPED})(?!\d)(?:,\d{{1,40}})?|\d{{1,3}}(?:,\d{{3}}){{1,9}}\.\d{{1,40}}"
    r"|\d{1,3}(?:,\d{3}){2,9}(?![\d,])"
    r"|\d{1,400}(?:[.,]\d{1,40})?)(?!\d)"
)
"""A whole number or one with a decimal comma; a point stands before three figures of a thousand."""


NO_NOUN = (
    r"(?:por|del|que|con|los|las|para|entre|hasta|ante|antes|después|desde|más|menos|como|cuando|pero|según|sin|"
    r"des|les|dans|pour|com|dos|das|per|degli|sobre|plus|moins|fois(?= \d)|avant|après|più|meno|prima|dopo|sono|"
    r"est|sont|ont|sur|par|avec|qui|aux|une|una|uma|mas|não|est[áa]|era|fue|"
    r"(?:all|dall|sull|nell|dell)(?:['’]|[aeo]\b)|(?:d|n|s)(?:al|el|ul)|alle|allo)"
)
"""Words behind a number that it doesn't count."""


def any_of(table: Mapping[str, object]) -> str:
    """A pattern of these signs, the longest first."""
    return "|".join(map(re.escape, sorted(table, key=len, reverse=True)))


def is_feminine(noun: str, words: Words) -> bool:
    """Whether a number before the noun agrees with a feminine one."""
    names = words.names["feminine"]
    return bool(noun) and any(re.fullmatch(names, form) for form in (noun, f"{noun}s"))


def split(written: str) -> tuple[str, str, str]:
    """The whole part without marks, the mark of the decimals, and these; the last two empty where there are none."""
    written = written.replace(" ", "")
    if "," in written and "." in written:
        mark = "," if written.rindex(",") > written.rindex(".") else "."
        whole, _, decimals = written.rpartition(mark)
        return whole.replace(".", "").replace(",", ""), mark, decimals
    if written.count(",") > 1:
        return written.replace(",", ""), "", ""
    if "," in written:
        whole, _, decimals = written.partition(",")
        return whole, ",", decimals
    whole, *groups = written.split(".")
    if groups and all(len(group) == 3 for group in groups) and whole.strip("0"):
        return whole + "".join(groups), "", ""
    return whole, "." if groups else "", "".join(groups)


def wording(written: str, words: Words, form: Form = "") -> str:
    """A number in words."""
    whole, mark, decimals = split(written)
    numbers = words.numbers
    # a long row of figures that nothing groups is no amount
    serial = len(written) > 15 and written.isdecimal() and len(written.rstrip("0")) > 6
    if serial or (whole[:1] == "0" and len(whole) > 1):
        first = numbers.figures(whole)
    else:
        first = numbers.cardinal(int(whole), form)
    if not mark:
        return first
    if whole.strip("0"):
        first = numbers.cardinal(int(whole))
    return f"{first} {words.names[mark]} {decimals_of(decimals, words)}"


def decimals_of(figures: str, words: Words) -> str:
    """Up to three as one number, more by two, each nought at the head by itself."""
    numbers = words.numbers
    if words.code == "pt":  # where each is said by itself
        return numbers.figures(figures)
    bare = figures.lstrip("0")
    noughts = numbers.figures(figures[: len(figures) - len(bare)])
    if len(bare) <= 3:
        rest = numbers.cardinal(int(bare)) if bare else ""
    elif noughts:
        rest = numbers.figures(bare)
    else:
        rest = by_two(bare, words)
    return f"{noughts} {rest}".strip()


def by_two(figures: str, words: Words) -> str:
    """Figures two by two; a nought at the head of two is said."""
    pairs = (figures[at : at + 2] for at in range(0, len(figures), 2))
    return " ".join(
        words.numbers.figures(pair) if pair[0] == "0" else words.numbers.cardinal(int(pair)) for pair in pairs
    )


def is_one(written: str, words: Words) -> bool:
    """Whether a noun behind the number is in the singular."""
    whole, mark, _ = split(written)
    return int(whole) < 2 if words.below_two and len(whole) < 9 else not mark and whole == "1"


def counted(written: str, noun: Noun, words: Words) -> str:
    """A number and its noun."""
    whole, mark, _ = split(written)
    name = noun.one if is_one(written, words) else noun.many
    if mark or int(whole) >= words.numbers.limit:
        return f"{wording(written, words, noun.form)} {name}"
    if words.code == "it" and int(whole) == 1:
        return elided(words.numbers.cardinal(1, noun.form), name) + name
    return words.numbers.counted(int(whole), noun.form, name, words.code == "fr")


_BEFORE_THESE_UNO = re.compile(r"(?i)z|s[^aeiouàèéìòù]|gn|p[sn]|[xy]")


def elided(one: str, noun: str) -> str:
    """Italian un or una before a noun, with what stands between them: uno zaino, un'ora."""
    if one == "una" and noun[0].lower() in "aeiouàèéìòù":
        return "un'"
    return f"{'uno' if one == 'un' and _BEFORE_THESE_UNO.match(noun) else one} "
