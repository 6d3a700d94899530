"""Formulas: TeX between dollar signs, functions, roots, sets, Greek letters."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tts_tui.text.edits import Kind, Part, Rule
from tts_tui.text.english.numbers import cardinal, pairs

_GREEK = dict(
    zip(
        "αβγδεζηθικλμνξοπρσςτυφχψωϑϕϵ",
        "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron pi rho sigma sigma tau"
        " upsilon phi chi psi omega theta phi epsilon".split(),
        strict=True,
    )
)
_GREEK |= {small.upper(): name.capitalize() for small, name in _GREEK.items() if small not in "ςϑϕϵ"}
_GREEK |= {"µ": "mu", "∆": "Delta", "Ω": "Omega"}

_SIGNS = {
    "∑": "the sum of", "∏": "the product of", "∫": "the integral of", "∂": "partial", "∇": "nabla",
    "√": "the square root of", "∛": "the cube root of", "∜": "the fourth root of", "∞": "infinity", "∈": "in",
    "∉": "not in", "∋": "contains", "∀": "for all", "∃": "there exists", "∄": "there is no",
    "∅": "the empty set", "∪": "union", "∩": "intersection", "⊂": "is a subset of", "⊆": "is a subset of",
    "⊃": "is a superset of", "⊇": "is a superset of", "∧": "and", "∨": "or", "¬": "not", "⊕": "x or",
    "∠": "angle", "⊥": "is perpendicular to", "∥": "is parallel to", "≡": "is equivalent to",
    "≅": "is congruent to", "∼": "is similar to", "∝": "is proportional to", "∴": "therefore", "∵": "because",
    "⇒": "implies", "⇔": "if and only if", "∘": "of", "⊗": "tensor", "≪": "is much less than",
    "≫": "is much greater than", "≰": "is not less than or equal to", "≱": "is not greater than or equal to",
    "↔": "to and from", "⌀": "diameter",
}  # fmt: skip

_COMMANDS = {
    "times": " × ", "cdot": " · ", "div": " ÷ ", "pm": " ± ", "leq": " ≤ ", "le": " ≤ ", "geq": " ≥ ",
    "ge": " ≥ ", "neq": " ≠ ", "ne": " ≠ ", "approx": " ≈ ", "equiv": " ≡ ", "infty": "∞", "sum": "∑ ",
    "prod": "∏ ", "int": "∫ ", "partial": "∂ ", "nabla": "∇ ", "to": " → ", "rightarrow": " → ", "in": " ∈ ",
    "notin": " ∉ ", "subset": " ⊂ ", "cup": " ∪ ", "cap": " ∩ ", "forall": "∀ ", "exists": "∃ ",
    "emptyset": "∅", "ldots": " … ", "dots": " … ", "cdots": " … ", "quad": " ", "left": "", "right": "",
    "mathrm": "", "mathbf": "", "text": "", "mathbb": "", "lim": "the limit of ", "sin": "sine ",
    "cos": "cosine ", "tan": "tangent ", "log": "log ", "ln": "natural log ", "exp": "exponential ",
    "max": "max ", "min": "min ", "varepsilon": "epsilon ", "varphi": "phi ",
}  # fmt: skip

_FUNCTIONS = {
    "sin": "sine", "cos": "cosine", "tan": "tangent", "cot": "cotangent", "sec": "secant", "csc": "cosecant",
    "log": "log", "ln": "natural log", "exp": "exponential", "arcsin": "arc sine", "arccos": "arc cosine",
    "arctan": "arc tangent", "sinh": "hyperbolic sine", "cosh": "hyperbolic cosine",
    "tanh": "hyperbolic tangent", "det": "determinant",
}  # fmt: skip


def _tex(match: re.Match[str]) -> Sequence[Part] | None:
    inside = match["inside"]
    if not re.search(r"[\\^_=+]|\A[A-Za-z]\Z|\A[a-z]\(", inside):
        return None
    wording = re.sub(r"\\[dt]?frac\{([^{}]{1,80})\}\{([^{}]{1,80})\}", r"\1 over \2", inside)
    wording = re.sub(r"\\sqrt\{([^{}]{1,80})\}", r"√\1", wording)
    wording = re.sub(
        r"\\([A-Za-z]{1,20})", lambda command: _COMMANDS.get(command[1], f"{command[1]} "), wording
    )
    wording = re.sub(r"_\{?([A-Za-z0-9])\}?", r" sub \1 ", wording)
    wording = re.sub(r"\^\{?([A-Za-z0-9+-]{1,8})\}?", r"^\1", wording)
    return (re.sub(r"[{}\\]|\s+", " ", wording).strip(),)


def _function(match: re.Match[str]) -> Sequence[Part]:
    name = match["name"]
    prime = " prime" * len(match["prime"])
    return (f"{_FUNCTIONS.get(name, name)}{prime} of {match['inside']}",)


def _sign(match: re.Match[str]) -> Sequence[Part]:
    text = match.string
    before, after = text[max(match.start() - 1, 0) : match.start()], text[match.end() : match.end() + 1]
    left = "" if not before or before.isspace() or before in "([{" else " "
    right = "" if not after or after.isspace() or after in ".,;:!?)]}" else " "
    return (left + _SIGNS[match[0]] + right,)


def _letter(match: re.Match[str]) -> Sequence[Part]:
    before = " " if match.string[max(match.start() - 1, 0) : match.start()].isalnum() else ""
    after = " " if match.string[match.end() : match.end() + 1].isalnum() else ""
    return (before + _GREEK[match[0]] + after,)


TEX = Kind(
    "TeX",
    "$x^2$ → x squared",
    (
        Rule(r"\$\$?(?P<inside>(?=[^\s\d$]|\d+[a-z\\^+=-])[^$\n]{1,200}(?<!\s)|[A-Za-z])\$\$?(?!\d)", _tex),
        Rule(r"\\\((?P<inside>[^\\\n]{1,200})\\\)", _tex),
    ),
    frozenset("$\\"),
)
"""Before money: both are written with a dollar sign."""

MATHS = Kind(
    "maths",
    "f(x), √y, x ∈ A → f of x, the square root of y, x in A",
    (
        Rule(
            r"(?<![\w.])(?P<name>[fghFGP]|"
            + "|".join(_FUNCTIONS)
            + r")(?P<prime>[′'’]{0,2})\((?P<inside>[\w+−α-ω]{1,3}(?:,\s?[\w+−α-ω]{1,3}){0,3})\)",
            _function,
        ),
        Rule(r"(?<!\w)([Pp])\(([A-Z]\w?)\s?\|\s?([A-Z]\w?)\)", (1, " of ", 2, " given ", 3)),
        Rule(r"(?<=\b[A-Za-z])′(?!\w)", (" prime",)),
        Rule(r"(?<![\w'’-])([a-zA-Z])\s[-−]\s(?=[a-zA-Z]\b(?!['’.]))", (1, " minus ")),
        Rule(
            r"(?<![\w/.])(\d{1,3})/([a-z])(?![\w/])", lambda match: (f"{cardinal(match[1])} over {match[2]}",)
        ),
        Rule(r"[∑∏∫](?=\s?of\b)", lambda match: (_SIGNS[match[0]].removesuffix(" of"),)),
        Rule("[" + "".join(_SIGNS) + "]", _sign),
        Rule(r"\|([A-Za-z])\|", ("the absolute value of ", 1)),
    ),
    frozenset("(-−′|/").union(_SIGNS),
)
"""Before arithmetic, which knows numbers."""
GREEK = Kind(
    "greek letters",
    "α-helix, ΔT → alpha-helix, Delta T",
    (
        Rule(
            "(?<![\u0370-\u03ff\u1f00-\u1fff])[" + "".join(_GREEK) + "](?![\u0370-\u03ff\u1f00-\u1fff])",
            _letter,
        ),
    ),
    frozenset(_GREEK),
)
"""After units, which have a μ and an Ω. A word in Greek is left to the kind of other scripts."""

_ELEMENT = "(?:H|C|N|O|S|P|K|F|I|B|Na|Ca|Fe|Mg|Al|Cl|Si|Cu|Zn|Ag|Au|Mn|Ba|Li|Br|Cr|Pb|Hg|Ti|Ni)"


_ION = "Na|Ca|Fe|Mg|Al|Cu|Zn|Ag|Mn|Ba|Li|Cr|Pb|Hg|Ti|Ni"
"""Elements of two letters whose charge stands behind them: Fe3+."""


def _formula(match: re.Match[str]) -> Sequence[Part] | None:
    written = match["formula"].translate(_SUBSCRIPTS)
    charge = (match["charge"] or "").translate(_SUBSCRIPTS)
    if not charge and (
        not re.search(r"\d", written + (match["several"] or "")) or not set(written) & set("OHCl")
    ):
        return None
    if charge and not re.search(r"[\d⁺⁻]", written + charge) and written not in _ION.split("|"):
        return None
    pieces = re.findall(r"[A-Za-z]|\d+", f"{match['several'] or ''}{written} {charge}")
    wording = " ".join(cardinal(piece) if piece.isdigit() else piece.upper() for piece in pieces)
    sign = "" if not charge else " plus" if charge[-1] in "+⁺" else " minus"
    return (wording + sign,)


def _bracketed(match: re.Match[str]) -> Sequence[Part]:
    """Ca(OH)2."""
    pieces = re.findall(r"[A-Za-z]|\d+", match["formula"].translate(_SUBSCRIPTS))
    return (" ".join(cardinal(piece) if piece.isdigit() else piece.upper() for piece in pieces),)


_SUBSCRIPTS = str.maketrans("₀₁₂₃₄₅₆₇₈₉²³⁴", "0123456789234")

_ELEMENTS = {
    "H": "hydrogen", "He": "helium", "Li": "lithium", "Be": "beryllium", "C": "carbon", "N": "nitrogen", "O": "oxygen",
    "F": "fluorine", "Na": "sodium", "P": "phosphorus", "S": "sulfur", "Cl": "chlorine", "K": "potassium",
    "Ca": "calcium", "Fe": "iron", "Co": "cobalt", "Sr": "strontium", "Tc": "technetium", "I": "iodine",
    "Cs": "caesium", "Pb": "lead", "Rn": "radon", "Ra": "radium", "Th": "thorium", "U": "uranium", "Np": "neptunium",
    "Pu": "plutonium", "Am": "americium",
}  # fmt: skip


def _isotope(match: re.Match[str]) -> Sequence[Part]:
    return (f"{_ELEMENTS[match[2]]} {pairs(match[1].translate(_RAISED))}",)


_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")

FORMULAS = Kind(
    "chemical formulas",
    "H₂SO₄, CO2 → H two S O four, C O two",
    (
        Rule(rf"(?<!\w)([¹²³⁴-⁹][⁰¹²³⁴-⁹]{{0,2}})({'|'.join(_ELEMENTS)})(?![\w-])", _isotope),
        Rule(
            rf"(?<![\w.-])(?P<formula>(?:{_ELEMENT}[2-9₂-₉]?){{1,3}}\((?:{_ELEMENT}[2-9₂-₉]?){{1,4}}\)[2-9₂-₉])(?![\w-])",
            _bracketed,
        ),
        Rule(
            rf"(?<![\w.-])(?!COP\d)(?P<several>[2-9])?(?P<formula>(?:{_ELEMENT}[2-9₀-₉]?[0-9₀-₉]?){{2,8}})"
            r"(?:\^?\{?(?P<charge>(?<=[\w^{])[2-4]?[+−]|(?<=[\^{])[2-4]?-|[²³⁴]?[⁺⁻])\}?)?(?![\w-])",
            _formula,
        ),
        Rule(rf"(?<![\w.-])(?P<several>)(?P<formula>{_ION})\^?(?P<charge>[2-4²³⁴]?[+−⁺])(?![\w-])", _formula),
        Rule(
            r"(?<![\w.-])(?P<several>)(?P<formula>H|K|F|I|Cl|Br|O|S)(?P<charge>[²³]?[⁺⁻])(?![\w-])", _formula
        ),
    ),
    frozenset("23456789₀₁₂₃₄₅₆₇₈₉¹²³⁴⁵⁶⁷⁸⁹+⁺⁻"),
)
