"""What Portuguese writes in forms of its own: times with min, short dates, extensions, halves and ones by gender."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tts_tui.text.edits import Kind, Part, Rule
from tts_tui.text.romance.words import Words

_MASCULINE = (
    r"dia|problema|programa|sistema|tema|idioma|mapa|planeta|grama|quilograma|miligrama|cinema|poema|atleta|artista|"
    r"diploma|drama|esquema|clima|dilema|telegrama|fantasma|cometa|poeta|pijama|sofá|chá|homem|"
    r"(?:de|a|pra|para|da|na|uma|cada|toda|era|fica|seria|ainda|nunca|contra|acima|agora|está)"
)
FEMININE = (
    rf"(?!(?:{_MASCULINE})\b)[a-zà-ÿ]{{1,20}}(?:a|ã|ção|são|dade|gem)|colher|vez|noite|tarde|mulher|mão|parte"
)
"""One feminine noun, by its ending; not those that end like one, nor the small words."""

_HALF = "(?:(?<![½\\d] )½|(?<!\\d )1[/⁄]2)"


def forms_of(words: Words) -> tuple[Kind, ...]:
    """In the order in which they are applied, before the kinds that all Romance languages share."""
    numbers = words.numbers

    def day(match: re.Match[str]) -> Sequence[Part] | None:
        number, month = int(match[1]), int(match[2])
        if not (1 <= number <= 31 and 1 <= month <= 12):
            return None
        first = numbers.ordinal(1, False) if number == 1 else numbers.cardinal(number)
        return (words.date(first, words.months[month - 1], ""),)

    def month(match: re.Match[str]) -> Sequence[Part]:
        number = next(at for at, name in enumerate(words.months) if name.startswith(match[1].lower()))
        return (f"{words.months[number]} de {numbers.cardinal(int(match[2]))}",)

    def half(match: re.Match[str]) -> Sequence[Part]:
        whole = f"{numbers.cardinal(int(match[1]), 'f')} e " if match[1] else ""
        return (f"{whole}meia",)

    months = "|".join(name[:3] for name in words.months)
    noun = rf"(?= (?:{FEMININE}|{words.names['feminine']})\b)"
    return (
        Kind(
            "short dates",
            "jan/2021 → janeiro de dois mil e vinte e um",
            (
                Rule(r"(?<![\d/.,-])(\d{1,2})/(0[1-9])(?![\d/]|[.,-]\d)", day),
                Rule(rf"(?i)\b({months})\.?/(\d{{4}})(?![\d/])", month),
            ),
        ),
        Kind(
            "extensions",
            "ramal 305 → ramal três zero cinco",
            (
                Rule(r"(?i)\b(ramal )(\d{1,6})(?![\w.,]\d)", lambda match: (1, numbers.figures(match[2]))),
                Rule(
                    r"(?<![\w.,+/-])(0[358]00)[ -](\d{3})[ -](\d{4}|\d{3})(?![\w/]|[.,]\d)",
                    lambda match: (", ".join(map(numbers.figures, match.groups())),),
                ),
                Rule(
                    r"(?<![\w.,+/(-])(?<!\d )([1-9]\d) (9?\d{4})-(\d{4})(?![\w/]|[.,]\d)",
                    lambda match: (", ".join(map(numbers.figures, match.groups())),),
                ),
            ),
        ),
        Kind(
            "halves and ones by gender",
            "2½ xícaras → duas e meia xícaras",
            (
                Rule(rf"(?:(?<![\w.,])(\d{{1,9}}) ?)?½{noun}", half),
                Rule(rf"(?<![\w/.,-])(?:(\d{{1,4}}) )?1[/⁄]2{noun}", half),
                Rule(rf"(?<![\w.,/+-])1(?= (?:{FEMININE})\b)", ("uma",)),
                Rule(rf"(?<![\d.,/]){_HALF}(?= (?!como|quando|mesmo)[a-zà-ÿ]{{2,20}}o\b)", ("meio",)),
                Rule(r"(?<![\w)-])[-−](?=\d{1,3}[/⁄]\d)", (f"{words.names['-']} ",)),
            ),
            frozenset("0123456789½"),
        ),
    )
