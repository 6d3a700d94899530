"""Roman numerals, where a word beside them tells that they are some."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from tts_tui.text.edits import Kind, Part, Rule
from tts_tui.text.romance.figures import is_feminine
from tts_tui.text.romance.words import Words

_NUMERAL = r"(M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3}))"
_ROMAN = rf"(?=[IVX]){_NUMERAL}"
_ANY_CASE = rf"(?i:{_NUMERAL})"
_LAST_WORD = re.compile(r"[^\W\d_]{1,30} $")
_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}
_QUEENS = frozenset(
    ("Isabel", "Elizabeth", "Elisabetta", "Catalina", "Catarina", "Caterina", "María", "Maria")
)
_ARTICLES = frozenset("el la del al il della alla dalla nella dal nel".split())  # noqa: SIM905
_FEMININE_EVENTS = ("a", "ción", "dad", "ção", "dade", "zione")


def _value(numeral: str) -> int:
    values = [_VALUES[char] for char in numeral.upper()]
    return sum(
        -value if value < following else value
        for value, following in zip(values, [*values[1:], 0], strict=True)
    )


@dataclass(frozen=True, slots=True)
class _Numerals:
    """What comes in the place of each, in a language."""

    words: Words

    def _numeral(self, number: int, is_ordinal: bool, feminine: bool = False) -> str:
        return (
            self.words.numbers.ordinal(number, feminine)
            if is_ordinal
            else self.words.numbers.cardinal(number)
        )

    def king(self, match: re.Match[str]) -> Sequence[Part]:
        number = _value(match[2])
        return (1, " ", self._numeral(number, self.words.king_ordinal(number), match[1] in _QUEENS))

    def century(self, match: re.Match[str]) -> Sequence[Part]:
        number = _value(match[2])
        return (1, " ", self._numeral(number, self.words.century_ordinal(number)))

    def century_again(self, match: re.Match[str]) -> Sequence[Part] | None:
        """In the 19th century and in the 20th."""
        before = match.string[max(0, match.start() - 60) : match.start()]
        if not re.search(rf"(?i)\b(?:{self.words.centuries})\b", before):
            return None
        number = _value(match[2])
        return (1, self._numeral(number, self.words.century_ordinal(number)))

    def centuries(self, match: re.Match[str]) -> Sequence[Part]:
        first, second = _value(match[2]), _value(match[4])
        between = f" {self.words.names['to']} " if match[3].strip() in {"-", "–"} else match[3]
        ordinal = self.words.century_ordinal(max(first, second))
        return (1, " ", self._numeral(first, ordinal) + between + self._numeral(second, ordinal))

    def before_two(self, match: re.Match[str]) -> Sequence[Part]:
        between = f" {self.words.names['to']} " if match[2].strip() in {"-", "–"} else match[2]
        return (self._numeral(_value(match[1]), True) + between + self._numeral(_value(match[3]), True),)

    def before(self, match: re.Match[str]) -> Sequence[Part] | None:
        if match[0] == "I" and match.string.startswith(" secoli", match.end()):
            return None  # an article
        behind = match.string[match.end() : match.end() + 20].lstrip().lower()
        feminine = match[0].endswith("ª") or behind.startswith(("dynastie", "dinast", "república"))
        return (self._numeral(_value(match[1]), True, feminine),)

    def event(self, match: re.Match[str]) -> Sequence[Part] | None:
        """The second of a thing that has a name, where no name stands before the numeral."""
        if match[2].lower() in self.words.months:  # a street that is named by a day
            return (self._numeral(_value(match[1]), False), " ", 2)
        last = _LAST_WORD.search(match.string[max(0, match.start() - 30) : match.start()])
        if self.words.code == "fr" or (last is not None and last[0][:1].isupper() and len(last[0]) > 3):
            return None
        is_event = re.fullmatch(self.words.names["events"], match[2], re.I) is not None
        if len(match[1]) == 1 and not is_event:
            return None
        if (
            match[2][0].islower()
            and not is_event
            and (last is None or last[0].lower().strip() not in _ARTICLES)
        ):
            return None
        wording = self._numeral(_value(match[1]), True, match[2].endswith(_FEMININE_EVENTS))
        if self.words.code == "es" and wording.endswith(("primero", "tercero")):
            wording = wording[:-1]
        return (wording, " ", 2)

    def day(self, match: re.Match[str]) -> Sequence[Part]:
        """Of a street: XV de Novembro."""
        return (self._numeral(_value(match[1]), match[1] == "I"),)

    def chapter(self, match: re.Match[str]) -> Sequence[Part]:
        number = _value(match[2])
        feminine = is_feminine(match[1].lower(), self.words)
        return (1, " ", self._numeral(number, self.words.chapter_ordinal(number), feminine))

    def numbered(self, match: re.Match[str]) -> Sequence[Part]:
        return (1, " ", self._numeral(_value(match[2]), False))

    def alone(self, match: re.Match[str]) -> Sequence[Part] | None:
        return (self._numeral(_value(match[1]), self.words.code == "es"), 2)


def roman(words: Words) -> Kind:
    """Numerals of kings and popes, of centuries, chapters and volumes, and one that stands alone."""
    said, names = _Numerals(words), words.names
    end = r"(?![\w'’]|-\w)"
    # IIIe and Ier of French, III.º of others, whose Ver and Ve are words
    mark = r"(?:e|ème|ᵉ|(?<=\bI)(?:er|ᵉʳ))" if words.code == "fr" else r"\.?[º°ª](?! B)"
    pair = r"( y | e | a | al | et | à |[-–])"
    return Kind(
        "roman numerals",
        "Luis XIV",
        (
            Rule(rf"\b((?i:{words.centuries})) {_ROMAN}{pair}{_ROMAN}{end}", said.centuries),
            Rule(rf"\b((?i:{words.centuries})) {_ROMAN}{end}", said.century),
            Rule(rf"\b((?:el|del|al|il|nel|dal|o|do|no|ao) ){_ROMAN}(?=[.,;:)]|$| [a-z])", said.century_again),
            Rule(rf"\b{_ROMAN}{pair}{_ROMAN}(?= (?i:{words.centuries})\b)", said.before_two),
            Rule(rf"\b{_ROMAN}(?:{mark})?(?= (?i:{words.centuries})\b)", said.before),
            Rule(rf"\b{_ROMAN}{mark}(?!\w)", said.before),
            Rule(rf"\b((?i:{names['chapter']})) {_ROMAN}{end}", said.chapter),
            Rule(rf"\b((?i:{names.get('numbered', '(?!)')})) (?=[IVXLCDM]){_NUMERAL}{end}", said.numbered),
            Rule(rf"\b(?=[IVX]{{2}}|[IVX] ){_ROMAN} ([A-ZÀ-Ýa-zß-ÿ][a-zß-ÿ]{{3,30}})", said.event),
            Rule(rf"\b{_ROMAN}(?= d[ei] (?i:{'|'.join(words.months)})\b)", said.day),
            Rule(rf"\b({words.kings}) {_ROMAN}(?:er|re|ᵉʳ)?{end}", said.king),
            Rule(rf"\b([A-ZÀ-Ý][a-zß-ÿ]{{2,20}}) (?=[IVX]{{2}}){_ROMAN}{end}", said.king),
            Rule(rf"^\s{{0,9}}(?=[IVX]{{2}}|[MDCLX]{{2}}[XVI]|[MDCLX]{{4}}|(?!vi\b|xi\b)[ivx]{{2}}){_ANY_CASE}"
                 r"([.)]?\s{0,9})$", said.alone),
        ),
        frozenset("IVXLCDMivx"),
    )  # fmt: skip
