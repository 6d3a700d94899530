"""Code in prose: names of languages, identifiers, calls, flags, operators; and moves of chess."""

from __future__ import annotations

import re
from collections.abc import Sequence
from string import ascii_letters

from tts_tui.text.edits import Kind, Part, Rule
from tts_tui.text.english.context import words

_PIECES = {"K": "king", "Q": "queen", "R": "rook", "B": "bishop", "N": "knight"}
_OPERATORS = {
    "&&": "and", "||": "or", "!=": "not equal to", "!==": "not equal to", "==": "equals", "===": "equals",
    "<=": "less than or equal to", ">=": "greater than or equal to", "+=": "plus equals",
    "-=": "minus equals", ":=": "is set to", "++": "plus plus",
}  # fmt: skip


def _operator(match: re.Match[str]) -> Sequence[Part]:
    return (f" {_OPERATORS[match['sign']]} ",)


def _snake(match: re.Match[str]) -> Sequence[Part]:
    return (re.sub("_+", " ", match[0].strip("_")),)


_PROSE = words(
    "a an and as at because but by for from he her his if in into is it its just like my never no nor not of oh on one "
    "only or perhaps she so that the their then there these they this those though to too two was we were what when "
    "where which while who whom whose why with yes yet you your"
)
"""Words that follow a dash of prose far more often than they name a flag."""


def _flag(match: re.Match[str]) -> Sequence[Part] | None:
    """`--verbose`; but a dash of two strokes in "he sat down --and rose again"."""
    if match["name"] in _PROSE and len(match["dashes"]) > 1:
        return None
    name = match["name"].replace("-", " ")
    return ("dash " * len(match["dashes"]) + (name.upper() if len(name) == 1 else name),)


def _move(match: re.Match[str]) -> Sequence[Part]:
    takes = "takes " if match["takes"] else ""
    check = {"+": " check", "#": " checkmate"}.get(match["check"] or "", "")
    origin = f"{match['origin'].upper()} " if match["origin"] else ""
    return (
        f"{_PIECES[match['piece']]} {origin}{takes}{match['square'][0].upper()} {match['square'][1]}{check}",
    )


def _pawn(match: re.Match[str]) -> Sequence[Part]:
    """exd5, e8=Q."""
    takes = f"{match['pawn'].upper()} takes " if match["pawn"] else ""
    queen = f" equals {_PIECES[match['queen']]}" if match["queen"] else ""
    check = {"+": " check", "#": " checkmate"}.get(match["check"] or "", "")
    return (f"{takes}{match['square'][0].upper()} {match['square'][1]}{queen}{check}",)


def _castles(match: re.Match[str]) -> Sequence[Part]:
    return ("castles queenside" if len(match[0]) > 3 else "castles kingside",)


CHESS = Kind(
    "chess",
    "Nf3, Qxe5+, O-O → knight F three, queen takes E five check, castles kingside",
    (
        Rule(
            r"(?<![\w-])(?P<piece>[KQRBN])(?P<origin>[a-h]?)(?P<takes>x?)(?P<square>[a-h][1-8])(?P<check>[+#])?(?![\w-])",
            _move,
        ),
        Rule(
            r"(?<![\w-])(?P<pawn>[a-h])x(?P<square>[a-h][1-8])(?:=(?P<queen>[QRBN]))?(?P<check>[+#])?(?![\w-])",
            _pawn,
        ),
        Rule(r"(?<![\w-])(?P<pawn>)(?P<square>[a-h][18])=(?P<queen>[QRBN])(?P<check>[+#])?(?![\w-])", _pawn),
        Rule(r"(?<![\w-])(?:O-O(?:-O)?|0-0-0|(?<=\.)0-0|(?<=\d\.\s)0-0)(?![\w-])", _castles),
    ),
    frozenset("12345678O0"),
)
DASHES = Kind(
    "dashes",
    "yes--no → yes no",
    (
        Rule(r"(?<=[\w\"”’'.,!?;:)\]])\s?-{2,3}\s?(?=[\w\"“‘'(])", (" — ",)),
        # who wrote a motto
        Rule(r"(?<!\S)-{2,3}\s?(?=[\w\"“‘'(])", ()),
    ),
    frozenset("-"),
    ("--",),
)
CODE = Kind(
    "code",
    "C#, C++, .NET, foo(), snake_case, --flag → C sharp, C plus plus, dot NET, foo, snake case, dash dash flag",
    (
        Rule(r"(?<![\w])([CFJ])#(?!\w)", (1, " sharp")),
        Rule(r"(?<!\w)([Cc]|Notepad|[Gg])\+\+(?!\w)", (1, " plus plus")),
        Rule(r"(?<!\w)([a-z])\+\+", (1, " plus plus")),
        Rule(r"(?<![\w.])\.NET\b", ("dot net",)),
        Rule(r"\b(ASP|VB|ADO)\.NET\b", (1, " dot net")),
        Rule(r"\b([A-Za-z]{1,20})\.(?:js|JS)\b", (1, " dot J S")),
        Rule(
            r"(?<![^\s(`\[])(?P<dashes>--)(?P<name>[a-z](?:[A-Za-z0-9]|-(?=[A-Za-z0-9])){0,60})(?=[\s=,.;:)`\]]|$)",
            _flag,
        ),
        Rule(r"(?<![^\s(`])(?P<dashes>-)(?P<name>[a-zA-Z])(?=[\s,.;:)]|$)", _flag),
        Rule(r"(?<=[\"“'‘])(?P<dashes>-)(?P<name>[a-zA-Z])(?=[\"”'’])", _flag),
        Rule(r"(?<=\w)\*\*(?=(?:\d|[a-z])(?!\w))", ("^",)),
        # how much was added and removed: 12 ++++--
        Rule(r"(?<![\w+-])[+-]{4,}(?![\w+-])", ()),
        # what a shell asks with, before a command
        Rule(r"^\$\s(?=[a-z./])", ()),
        Rule(r"(?<=\w\s)\*\*(?=\s\w)", ("to the power of",)),
        Rule(r"(?<=[A-Za-z]{2}\s)\*(?=\s(?:FROM|from|INTO|into)\b)", ("star",)),
        # letters that are written as signs: Ke$ha, A$AP, P!nk
        Rule(
            r"\b([A-Z][A-Za-z]{0,9})\$([A-Za-z]{2,9})\b",
            lambda match: (f"{match[1]}s{match[2]}".capitalize(),),
        ),
        Rule(r"\b([A-Z])!([a-z]{2,9})\b", (1, "i", 2)),
        # a call, and a name with a path: foo(), std::vector, a->b
        Rule(r"(?<=\w)\(\)", ()),
        Rule(r"(?<=\w)::(?=\w)", (" ",)),
        Rule(r"(?<=\w)->(?=\w)", (" arrow ",)),
        Rule(
            r"\s?(?P<sign>&&|\|\||!==?|(?<!=)===?(?!=)|<=|>=|\+=|-=|:=)\s?(?=[\w(!\"'-])(?<!\w->)", _operator
        ),
        Rule(r"(?<=\w)<([A-Za-z][\w, ?]{0,60})>+", (" ", 1)),
        Rule(r"<([A-Za-z][A-Za-z0-9_ -]{0,30})>", (1,)),
        Rule(r"(?<![\w])_{0,3}[A-Za-z][A-Za-z0-9]{0,40}(?:_[A-Za-z0-9]{1,40}){1,20}_{0,3}(?!\w)", _snake),
        Rule(r"(?<!\w)__?([A-Za-z]{1,40})__?(?!\w)", (1,)),
        Rule(
            r"(?<!\w)\$\{?(?!(?:US|NZ|CAN)\b)([A-Z][A-Z_]{1,40}+)(?!\s?\d)\}?",
            lambda match: ("dollar " + match[1].replace("_", " ").lower(),),
        ),
    ),
    frozenset("#+.-(:>&|!=_<$*"),
    (
        "#",
        "+",
        "*",
        "!",
        ".N",
        ".j",
        ".J",
        "--",
        " -",
        "(-",
        *(f"-{letter}{behind}" for letter in ascii_letters for behind in " \"'”’"),
        "()",
        "::",
        "->",
        "_",
        "&&",
        "||",
        "=",
        "<",
        "$",
    ),
)
