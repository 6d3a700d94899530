"""Formulas on one line: limits, sums and integrals with bounds, derivatives, quotients of letters, factorials."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from tts_tui.text.edits import Kind, Part, Rule
from tts_tui.text.english.numbers import cardinal

_BOUNDED = {"∫": "the integral", "∑": "the sum", "∏": "the product"}
_FUNCTIONS = {
    "sin": "sine of", "cos": "cosine of", "tan": "tangent of", "ln": "natural log of", "log": "log of",
}  # fmt: skip
_SIDES = {"+": " from above", "⁺": " from above", "-": " from below", "⁻": " from below"}


def _limit(match: re.Match[str]) -> Sequence[Part]:
    """lim x→∞, lim_{x→0+}."""
    of = "" if re.compile(r"\s*(?:\Z|[,.;:]|of\b)").match(match.string, match.end()) else " of"
    gap = " " if of and not match.string.startswith(" ", match.end()) else ""
    side = _SIDES.get(match["side"] or "", "")
    return (f"the limit as {match['variable']} approaches ", match.re.groupindex["to"], side + of + gap)


def _bounds(match: re.Match[str]) -> Sequence[Part]:
    """∫_0^1, ∑_{i=1}^{n}, ∫₀¹."""
    first, last = (unicodedata.normalize("NFKC", match[side]).strip("{}") for side in ("first", "last"))
    return (f"{_BOUNDED[match[1]]} from {first} to {last} of ",)


def _derivative(match: re.Match[str]) -> Sequence[Part]:
    """dy/dx, d²y/dx²."""
    squared = " squared" if match["twice"] else ""
    above = f" {match['above'].upper()}" if match["above"] else ""
    return (f"D{squared}{above} D {match['below'].upper()}{squared}",)


_FORMULA = re.compile(r"[=^√∫∑×÷≤≥≈]|\s[+*]\s")
_WORDED = re.compile(r"(?i:w/o|b/c|n/a|[aci]/[co]|r/o|h/t|m/f|[yqmdw]/[yqmdw]|y/n)\b")
"""What stands for words, not for a quotient."""


def _quotient(match: re.Match[str]) -> Sequence[Part] | None:
    """x/2, where a formula is: beside a sign of one, or alone."""
    text = match.string
    if _WORDED.match(text, match.start()):
        return None
    near = text[max(0, match.start() - 40) : match.end() + 40]
    return (1, " over ") if _FORMULA.search(near) or len(text.strip()) < 4 else None


def _function(match: re.Match[str]) -> Sequence[Part]:
    return (_FUNCTIONS[match[1]],)


def _logarithm(match: re.Match[str]) -> Sequence[Part]:
    return (f"log base {cardinal(unicodedata.normalize('NFKC', match[1]))} of ",)


_LETTER = r"[a-zα-ω]"
_BOUND = r"(?:\{[^{}\s]{1,8}\}|[-−]?[\w∞]{1,3})"

CALCULUS = Kind(
    "calculus",
    "lim x→∞ f(x), dy/dx → the limit as x approaches infinity of f of x, D Y D X",
    (
        Rule(
            r"\blim\s?_?\{?\s?(?P<variable>[a-zA-Z])\s?(?:→|->)\s?(?P<to>[-−]?(?:∞|\d{1,4}|[a-z]\b|π))(?P<side>[+⁺⁻]|-(?=\}))?\}?",
            _limit,
        ),
        Rule(rf"([∫∑∏])\s?_(?P<first>{_BOUND})\^(?P<last>{_BOUND})\s?", _bounds),
        Rule(r"([∫∑∏])(?P<first>[₀-₉]{1,3})(?P<last>[⁰¹²³⁴-⁹ⁿ]{1,3})\s?", _bounds),
        Rule(
            r"(?<![\w/])d(?P<twice>²|\^2)?(?P<above>[f-hp-z])?/d(?P<below>[r-z])(?:(?<=.)²|\^2)?(?![\w/])",
            _derivative,
        ),
        Rule(r"(?<=∂)([a-zA-Z])/(?=∂[a-z])", (1, " over ")),
        Rule(r"∇\s?[·⋅]\s?(?=[A-Za-z])", ("the divergence of ",)),
        Rule(r"∇\s?×\s?(?=[A-Za-z])", ("the curl of ",)),
        Rule(rf"(?<![\w'’.])({_LETTER})\s?[→⟶]\s?(?=[-−]?(?:∞|(?:{_LETTER}|\d)(?![\w'’.])))", (1, " to ")),
        Rule(r"\blog(?:_?\{?(\d{1,2})\}?(?=\s?[(a-z]))", _logarithm),
        Rule(r"\blog([₀-₉]{1,2})\s?(?=[(\da-z])", _logarithm),
        Rule(r"(?<![\w.])(sin|cos|tan)(?=\s\d{1,4}(?:\.\d+)?\s?°)", _function),
        Rule(r"(?<![\w.])(sin|cos|tan|ln|log)(?=\s(?:[b-hj-zα-ω]|\d{0,2}π)(?![\w'’]))", _function),
        Rule(r"(?<![\w/.'’-])([a-fi-kn-z])/(?=(?:\d{1,3}|[a-fi-knp-rt-z])(?![\w/.'’]))", _quotient),
        # sin(x)/x, (a + b)/2
        Rule(r"(\([^()\n]{0,20}\))/(?=\(|(?:\d{1,4}|[a-z])(?![\w/'’]))", (1, " over ")),
        Rule(r"(\([a-z\d]{1,3}\s?[-+*/−]\s?[a-z\d]{1,3}\))!", (1, " factorial")),
        Rule(r"(?<![\w'’])([knmr])!(?=\s*(?:\Z|[=/×*+)])|\s[-−]\s)", (1, " factorial")),
        Rule(r"\b([fgh])⁻¹(?=\()", (1, " inverse of ")),
        Rule(r"(?<=\d)√(?=\s?[\d(])", (" times √",)),
        Rule(r"\|([a-z\d]{1,3}\s?[-+−]\s?[a-z\d]{1,3})\|", ("the absolute value of ", 1)),
        # 2(3+4)
        Rule(r"(?<![\w.,])(\d{1,4})(?=\(\d{1,4}\s?[-+*/×−]\s?\d{1,4}\))", (1, " times ")),
        # F = ma
        Rule(
            r"\b([A-Z]\s?=\s?)(m[agv]|hf|kx)\b",
            lambda match: (1, " ".join(match[2].upper())),
        ),
    ),
    frozenset("→>∫∑∏∂∇/!(=°lsct√|⁻"),
    ("lim", "/d", "∫", "∑", "∏", "∂", "∇", "→", "⟶", "log", "sin ", "cos ", "tan ", "ln ", ")!", "n!", "k!", "m!", "r!",
     "/", "(", "=", "√", "|"),
)  # fmt: skip
"""Before code, to which `_` and `->` are signs of its own."""
