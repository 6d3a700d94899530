"""What a text must have where a regular expression shall match: strings, found by reading the pattern.

Told is a list of requirements, each a set of strings of which the text has one at least. It is safe rather than whole:
what isn't understood asks for nothing. Categories such as `\\w`, and letters whose case is ignored, ask for nothing
either.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

Requirement = frozenset[str]

_WIDEST = 80
"""Characters of a class beyond which nothing is asked."""
_MOST_BRANCHES = 400
"""Strings of an alternation, likewise."""
_QUANTIFIER = re.compile(r"(?:[*?+]|\{(?P<least>\d+)(?:,\d*)?\}|\{,\d+\})[?+]?")
_ESCAPES = {"n": "\n", "t": "\t", "r": "\r", "f": "\f", "v": "\v"}
_CODE = re.compile(r"\\(?:u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|x([0-9a-fA-F]{2}))")
_GROUP = re.compile(r"\((?:\?(?:P<\w+>|P=\w+\)|[:>=]|<=|[!]|<!|(?P<flags>[a-zA-Z]+)(?P<end>[:)])))?")


class NotUnderstoodError(Exception):
    """The pattern has something that isn't read here."""


def required(pattern: str, flags: int, rarity: Callable[[Requirement], float]) -> list[Requirement]:
    """What a text needs for a match, or nothing.

    Args:
        rarity: how often a requirement is met, from 0 to 1: of alternatives' requirements the rarest is taken.
    """
    reader = _Reader(pattern, rarity)
    try:
        found = reader.alternation(bool(flags & re.IGNORECASE))
    except NotUnderstoodError:
        return []
    return found if reader.at == len(pattern) and not flags & re.VERBOSE else []


class _Reader:
    """Goes through a pattern from its beginning."""

    def __init__(self, pattern: str, rarity: Callable[[Requirement], float]) -> None:
        self._pattern = pattern
        self._rarity = rarity
        self.at = 0

    def alternation(self, ignoring: bool) -> list[Requirement]:
        """Up to the end, or the bracket that closes what was opened before."""
        branches = [self._sequence(ignoring)]
        while self._pattern.startswith("|", self.at):
            self.at += 1
            branches.append(self._sequence(ignoring))
        if len(branches) == 1:
            return branches[0]
        if not all(branches):
            return []
        each = frozenset().union(*(min(branch, key=self._rarity) for branch in branches))
        return [each] if len(each) <= _MOST_BRANCHES else []

    def _sequence(self, ignoring: bool) -> list[Requirement]:
        found: list[Requirement] = []
        run = ""
        while self.at < len(self._pattern) and self._pattern[self.at] not in "|)":
            character, asked = self._item(ignoring)
            least = self._least()
            if character and least:
                run += character
            if run and not (character and least == 1):
                found.append(frozenset([run]))
                run = ""
            if least:
                found += asked
        return [*found, frozenset([run])] if run else found

    def _least(self) -> int:
        """How often what was read must be there, 2 for more than once or open."""
        quantifier = _QUANTIFIER.match(self._pattern, self.at)
        if not quantifier:
            return 1
        self.at = quantifier.end()
        if quantifier["least"] is not None:
            return min(int(quantifier["least"]), 1) * 2
        return 2 if quantifier[0][0] == "+" else 0

    def _item(self, ignoring: bool) -> tuple[str, Sequence[Requirement]]:
        """A character that must be there, or what else is asked for."""
        character = self._pattern[self.at]
        if character == "(":
            return "", self._group(ignoring)
        if character == "[":
            members = self._class(ignoring)
            return "", [members] if members else []
        if character == "\\":
            character = self._escaped()
        else:
            self.at += 1
            if character in ".^$":
                return "", []
        if len(character) == 1 and not (ignoring and _cased(character)):
            return character, []
        return "", []

    def _escaped(self) -> str:
        """The character that an escape stands for; empty for a category or a place."""
        if code := _CODE.match(self._pattern, self.at):
            self.at = code.end()
            return chr(int(code[1] or code[2] or code[3], 16))
        character = self._pattern[self.at + 1]
        self.at += 2
        if not character.isalnum():
            return character
        if character.isdigit() or character == "N":
            raise NotUnderstoodError
        return _ESCAPES.get(character, "")

    def _class(self, ignoring: bool) -> Requirement:
        """The members of a class; empty where they are too many, or all but some."""
        self.at += 1
        negated = self._pattern.startswith("^", self.at)
        self.at += negated
        members: set[str] = set()
        open_ended = negated
        first = True
        while first or self._pattern[self.at] != "]":
            first = False
            low = self._member()
            high = low
            if self._pattern.startswith("-", self.at) and self._pattern[self.at + 1] != "]":
                self.at += 1
                high = self._member()
            if not (low and high) or ord(high) - ord(low) > _WIDEST:
                open_ended = True
            elif not open_ended:
                members.update(map(chr, range(ord(low), ord(high) + 1)))
        self.at += 1
        if open_ended or len(members) > _WIDEST or (ignoring and any(map(_cased, members))):
            return frozenset()
        return frozenset(members)

    def _member(self) -> str:
        if self._pattern[self.at] == "\\":
            return self._escaped() if self._pattern[self.at + 1] != "b" else self._backspace()
        self.at += 1
        return self._pattern[self.at - 1]

    def _backspace(self) -> str:
        self.at += 2
        return "\b"

    def _group(self, ignoring: bool) -> list[Requirement]:
        opened = _GROUP.match(self._pattern, self.at)
        assert opened
        self.at = opened.end()
        if opened[0] == "(" and self._pattern.startswith("?", self.at):
            raise NotUnderstoodError
        if opened[0].startswith("(?P="):
            return []
        if opened["flags"]:
            if set(opened["flags"]) - set("ims"):
                raise NotUnderstoodError
            if opened["end"] == ")":  # for all of the pattern
                if "i" in opened["flags"]:
                    raise NotUnderstoodError
                return []
            ignoring = ignoring or "i" in opened["flags"]
        found = self.alternation(ignoring)
        if not self._pattern.startswith(")", self.at):
            raise NotUnderstoodError
        self.at += 1
        return [] if opened[0] in ("(?!", "(?<!") else found


def _cased(character: str) -> bool:
    """Whether another character is the same where case is ignored."""
    return len({character, character.lower(), character.upper(), character.casefold()}) > 1
