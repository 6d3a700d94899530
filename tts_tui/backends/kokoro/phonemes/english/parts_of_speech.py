"""What part of speech each word of a sentence is, as far as its symbols depend on it: told by the word before."""

from __future__ import annotations

from collections.abc import Sequence

_USUAL = {"a": "DT", "the": "DT", "in": "IN", "by": "IN", "to": "TO", "used": "VBD", "vs": "IN", "i": "PRP"}

_BEFORE = {
    "VB": "to will would can could shall should may might must do does did don't doesn't didn't can't couldn't won't "
    "wouldn't shouldn't i you we they who not please",
    "NN": "the a an my your his its our their this these those some any no every each another of for with from at on",
    "VBN": "have has had having was were been being be is are he's she's i've we've they've",
}
_AFTER = {word: tag for tag, words in _BEFORE.items() for word in words.split()}


def tags(tokens: Sequence[str]) -> list[str]:
    """A Penn tag for each word and mark, or empty."""
    return ["NN" if is_letter_a(tokens, index) else _tag(tokens, index) for index in range(len(tokens))]


def is_letter(token: str, tag: str = "") -> bool:
    """Whether it is a capital by itself, and neither `I` nor an article."""
    return len(token) == 1 and token.isupper() and tag not in ("DT", "PRP")


def is_letter_a(tokens: Sequence[str], index: int) -> bool:
    """Whether an `A` is the letter and no article: among other letters (`U S A`), or the last word (`plan A`)."""
    if tokens[index] != "A":
        return False
    before = tokens[index - 1] if index else ""
    after = tokens[index + 1] if index + 1 < len(tokens) else ""
    ends = not after[:1].isalpha()
    return ends or (before != "" and any(is_letter(token) and token != "I" for token in (before, after)))


def _tag(tokens: Sequence[str], index: int) -> str:
    token = tokens[index]
    if usual := _USUAL.get(token.lower()):
        return usual
    if index and token[:1].isupper():
        return "NNP"
    return _AFTER.get(tokens[index - 1].lower(), "") if index else ""
