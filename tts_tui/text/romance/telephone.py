"""Telephone numbers, and addresses of computers."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tts_tui.text.edits import Kind, Part, Rule
from tts_tui.text.lazily import lazily
from tts_tui.text.romance.figures import by_two
from tts_tui.text.romance.words import Words

_LETTERS = r"[A-Za-z]{1,10}(?:-[A-Za-z]{1,10}){0,3}"


_LAW = lazily(r"num[eé]ro\s+\Z|n[º°] ?\Z")
"""Before the year and number of a law: loi n° 2004-575."""


def telephone(words: Words) -> Kind:
    """Numbers with a country's code, and those that are written in groups as telephones are."""
    names = words.names

    def group(digits: str) -> str:
        if words.phone_pairs and len(digits) in (2, 10):
            return by_two(digits, words)
        return words.numbers.figures(digits)

    def country(code: str) -> str:
        whole = len(code) < 3 and words.code != "pt"
        return f"{names['+']} {by_two(code, words) if whole else words.numbers.figures(code)}"

    def figures(match: re.Match[str]) -> Sequence[Part] | None:
        extension = match.groupdict().get("extension")
        written = match.string[match.start() : match.start("extension") if extension else match.end()]
        groups = re.findall(r"\d+", written)
        if not 7 <= sum(map(len, groups)) <= 15:
            return None
        if len(groups) == 2 and _LAW.search(match.string, max(match.start() - 9, 0), match.start()):
            return None
        if len(groups) == 2 and 1000 <= int(groups[0]) < int(groups[1]) < 2100:
            return None  # from a year to another
        spoken = [country(groups[0]) if "+" in written else group(groups[0]), *map(group, groups[1:])]
        if extension:
            spoken.append(f"{names['extension']} {words.numbers.figures(extension)}")
        return (", ".join(spoken),)

    def lettered(match: re.Match[str]) -> Sequence[Part]:
        first = f"{group(match[1])} " if match[1] else ""
        middle = f" {group(match[3])}" if match[3] else ""
        return (f"{first}{words.numbers.cardinal(int(match[2]))}{middle} ", 4)

    def computer(match: re.Match[str]) -> Sequence[Part] | None:
        parts = match[0].split(".")
        if any(int(part) > 255 or (part[0] == "0" and part != "0") for part in parts):
            return None  # a number in groups of three, or a version
        each = words.numbers.figures if words.code != "fr" else lambda part: words.numbers.cardinal(int(part))
        return (f" {names['.']} ".join(map(each, parts)),)

    end = r"(?![\w/]|[.,]\d)"
    start = r"(?<![\w.,+/-])"
    extension = rf"(?:,? (?:{names['extension']}|[Ee]xt\.?|x) ?(?P<extension>\d{{1,5}}))?"
    return Kind(
        "telephone numbers",
        "+34 600 123 456",
        (
            Rule(r"(?<![\w.,])\d{1,3}(?:\.\d{1,3}){3}(?![\w/]|[.,]\d)", computer),
            Rule(
                rf"(?<![\w+])\+\d{{1,3}}(?:[ .-]?(?:\(\d{{1,4}}\)|\d{{1,5}})){{2,6}}{extension}{end}", figures
            ),
            Rule(
                rf"{start}(?:1[ .-])?(?:\(\d{{3}}\) ?|\d{{3}}[ .-])\d{{3}}[ .-]\d{{4}}(?:-\d{{4}})?{extension}{end}",
                figures,
            ),
            Rule(
                r"\b((?:ISBN(?:-1[03])?|ISSN|DNI|NIF|NIE|CPF|RG|PIN|CEP)(?: ?n[.º°]*)?:? )"
                r"(\d[\d. -]{2,18}\d)(?!\d|[.,/]\d)",
                lambda match: (1, ", ".join(map(words.numbers.figures, re.findall(r"\d+", match[2])))),
            ),
            Rule(rf"{start}0\d{{1,3}}/\d{{5,8}}{end}", figures),
            Rule(rf"{start}\(\d{{2,4}}\) ?\d{{2,8}}(?:[ .-]\d{{2,5}}){{0,3}}{end}", figures),
            Rule(rf"{start}\d{{3}}\.\d{{3}}\.\d{{3}}-\d\d{end}", figures),
            # of a town, behind the number of a house
            Rule(
                r"(?<=\d) ?[-–] ?(\d{5})(?= [A-Z][a-zà-ú])",
                lambda match: (", ", words.numbers.figures(match[1])),
            ),
            # of persons and firms: 12.345.678-9, 12.345.678/0001-90
            Rule(rf"{start}\d{{1,2}}\.\d{{3}}\.\d{{3}}(?:/\d{{4}}-\d\d|-\d){end}", figures),
            Rule(rf"{start}0\d(?:[ .-]\d\d){{4}}{end}", figures),
            Rule(rf"{start}(?:0[1-9]\d{{8}}|(?:0\d{{1,3}}|3\d\d)[ -]\d{{6,8}}){end}", figures),
            Rule(rf"{start}9\d \d{{3}} \d\d \d\d{end}", figures),
            Rule(rf"{start}0\d{{3}} \d{{3}} \d{{3,4}}{end}", figures),
            Rule(rf"{start}\d{{3,5}}-\d{{3,4}}(?:-\d{{3,4}})?{end}", figures),
            Rule(rf"{start}\d{{4}} \d{{4}}{end}", figures),
            Rule(
                rf"(?i)\b(t[eé]l(?:[eé](?:fono|fone|phone))?)\.?:? ?\d{{2,11}}(?:[ .-]\d{{2,8}}){{0,5}}{end}",
                lambda match: (spoken := figures(match)) and (1, " ", *spoken),
            ),
            Rule(rf"{start}[689]\d\d(?: \d\d){{3}}{end}", figures),
            Rule(rf"{start}[6789]\d\d \d{{3}} \d{{3}}{end}(?! ?[€$%])", figures),
            Rule(rf"{start}(?:(1)[ -])?([89]00)-(?:(\d{{3}})-)?({_LETTERS})(?!\w)", lettered),
        ),
    )
