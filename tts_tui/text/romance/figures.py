"""Figures as they are written in Romance languages: 1.234,5, 1 234,5, 3.14; and as they are said."""

from __future__ import annotations

from tts_tui.text.romance.numbers import Form
from tts_tui.text.romance.words import Noun, Words

GROUPED = r"\d{1,3}(?:\.\d{3}){1,9}|\d{1,3}(?: \d{3}){1,9}"
NUMBER = (
    rf"(?<![\d])(?:(?:{GROUPED})(?!\d)(?:,\d{{1,40}})?|\d{{1,3}}(?:,\d{{3}}){{1,9}}\.\d{{1,40}}"
    r"|\d{1,400}(?:[.,]\d{1,40})?)(?!\d)"
)
"""A whole number or one with a decimal comma; a point stands before three figures of a thousand."""


def split(written: str) -> tuple[str, str, str]:
    """The whole part without marks, the mark of the decimals, and these; the last two empty where there are none."""
    written = written.replace(" ", "")
    if "," in written and "." in written:
        mark = "," if written.rindex(",") > written.rindex(".") else "."
        whole, _, decimals = written.rpartition(mark)
        return whole.replace(".", "").replace(",", ""), mark, decimals
    if "," in written:
        whole, _, decimals = written.partition(",")
        return whole, ",", decimals
    whole, *groups = written.split(".")
    if groups and all(len(group) == 3 for group in groups) and whole.strip("0"):
        return whole + "".join(groups), "", ""
    return whole, "." if groups else "", "".join(groups)


def said(written: str, words: Words, form: Form = "") -> str:
    """A number in words."""
    whole, mark, decimals = split(written)
    numbers = words.numbers
    first = (
        numbers.figures(whole) if whole[:1] == "0" and len(whole) > 1 else numbers.cardinal(int(whole), form)
    )
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
    if mark or len(whole) > 15:
        return f"{said(written, words, noun.form)} {name}"
    return words.numbers.counted(int(whole), noun.form, name, words.code == "fr")
