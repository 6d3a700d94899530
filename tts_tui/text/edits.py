"""A text that is rewritten while each character remembers where it came from, and each replacement its rule."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from operator import add

from tts_tui.text.lazily import compiled
from tts_tui.text.required import may_match
from tts_tui.text.spread import spread

Part = str | int
"""What replaces a match: a group of it, by number, whose characters keep their places, or new text."""

Rewrite = Callable[[re.Match[str]], Sequence[Part] | None]
"""Gives the parts; None leaves the match as it is, where its context says that it is something else."""


@dataclass(frozen=True, slots=True)
class Rule:
    """What is sought, and what comes in its place: parts, or a function that gives them.

    A pattern that is a string is compiled when it is first needed: hundreds of them are too dear for a start.
    """

    pattern: re.Pattern[str] | str
    parts: Sequence[Part] | Rewrite

    def compiled(self) -> re.Pattern[str]:
        return compiled(self.pattern) if isinstance(self.pattern, str) else self.pattern


_BEGINNING = 2
"""Characters of a clue that are looked up at once."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A named kind of writing out: a row of a language's table, and a name that `text.leave` of the settings takes.

    Attributes:
        name: a word or two in small letters, as a person would call it.
        example: what is written, and what is said: "5 km → five kilometers".
        rules: in the order in which they are applied.
        needs: the kind is skipped where the text has none of these characters; empty never skips it.
        clues: nor is it tried where the text has none of these strings; empty never skips it.
        within: it replaces letters inside words, so that what comes in their place touches the letters beside it.
    """

    name: str
    example: str
    rules: Sequence[Rule]
    needs: frozenset[str] = frozenset("0123456789")
    clues: Sequence[str] = ()
    within: bool = False
    _beginnings: dict[str, list[str]] = field(default_factory=dict, init=False, repr=False, compare=False)

    def is_hinted(self, text: str, beginnings: set[str]) -> bool:
        """Whether a text has one of the clues, of which there may be hundreds.

        Args:
            beginnings: its characters, and each two that stand side by side.
        """
        if not self._beginnings:
            # whole before others see it, since texts are written out by several threads
            found: dict[str, list[str]] = {}
            for clue in self.clues:
                found.setdefault(clue[:_BEGINNING], []).append(clue)
            self._beginnings.update(found)
        if self._beginnings.keys().isdisjoint(beginnings):
            return False
        return any(
            clue in text for begin in self._beginnings.keys() & beginnings for clue in self._beginnings[begin]
        )


@dataclass(frozen=True, slots=True)
class Edit:
    """A replacement: source[start:end] is said as `spoken`, because of the kind that `rule` names."""

    rule: str
    start: int
    end: int
    spoken: str


class TrackedText:
    """A text under change.

    Attributes:
        text: its present state.
        offsets: for each character of it, the index in the original where it comes from; never falling.
    """

    def __init__(self, text: str, keep: re.Pattern[str] | None = None) -> None:
        """
        Args:
            keep: what must not be changed; a replacement that would lose some of it isn't made.
        """
        self.text = text
        self.offsets = list(range(len(text)))
        self._keep = keep
        self._changed: list[Edit] = []
        self._protected: list[tuple[int, int]] = []

    def write_out(self, kinds: Iterable[Kind], leave: Collection[str] = ()) -> None:
        """Apply the kinds in their order.

        Args:
            leave: names of kinds that aren't applied.
        """
        there = set(self.text)
        beginnings: set[str] = set()
        for kind in kinds:
            if kind.name in leave or (kind.needs and kind.needs.isdisjoint(there)):
                continue
            if kind.clues:
                beginnings = beginnings or there.union(map(add, self.text, self.text[1:]))
                if not kind.is_hinted(self.text, beginnings):
                    continue
            for rule in kind.rules:
                if not may_match(rule.pattern, self.text, there):
                    continue
                before = self.text
                self.apply(rule, kind.name, within=kind.within)
                if self.text is not before:
                    there, beginnings = set(self.text), set()

    def apply(self, rule: Rule, name: str = "", *, within: bool = False) -> None:
        """Replace every match. New text is spread over the characters that it stands for.

        Args:
            name: of the kind, under which the replacements are told by `edits`; empty tells none.
            within: as a kind's.
        """
        pattern = rule.compiled()
        if pattern.search(self.text) is None:  # nearly always
            return
        self.replace(
            (
                (match, rule.parts(match) if callable(rule.parts) else rule.parts)
                for match in pattern.finditer(self.text)
            ),
            name,
            within=within,
        )

    def protect(self, start: int, end: int) -> None:
        """Change nothing any more of what is now text[start:end]."""
        self._protected.append((self.offsets[start], self.offsets[end - 1] + 1))

    def replace(
        self,
        found: Iterable[tuple[re.Match[str], Sequence[Part] | None]],
        name: str = "",
        *,
        within: bool = False,
    ) -> None:
        """Replace these matches in the present text, which are in order and never overlap.

        Args:
            found: each with what comes in its place; None leaves it.
            name: as in `apply`.
            within: as a kind's.
        """
        texts: list[str] = []
        offsets: list[int] = []
        done = 0
        for match, parts in found:
            if parts is None or self._loses(match, parts) or (self._protected and self._is_protected(match)):
                continue
            if name and not within:
                parts = self._apart(match, parts)
            texts.append(self.text[done : match.start()])
            offsets += self.offsets[done : match.start()]
            self._replace(match, parts, texts, offsets)
            done = match.end()
            if name and done > match.start():
                self._changed.append(Edit(name, self.offsets[match.start()], self.offsets[done - 1] + 1, ""))
        if done or texts:
            texts.append(self.text[done:])
            offsets += self.offsets[done:]
            self.text, self.offsets = "".join(texts), offsets

    def map(self, function: Callable[[str], str]) -> None:
        """Replace every character by what `function` gives for it."""
        new = [function(character) for character in self.text]
        self.offsets = [offset for offset, chars in zip(self.offsets, new, strict=True) for _ in chars]
        self.text = "".join(new)

    def edits(self) -> Iterator[Edit]:
        """What was replaced under a name, in the order of the text and never overlapping, as it is said at last.

        Where kinds changed the same stretch, one after the other, the first of the longest is named.
        """
        joined: list[tuple[Edit, int]] = []
        for edit in sorted(self._changed, key=lambda edit: (edit.start, -edit.end)):
            if joined and edit.start < joined[-1][0].end:
                last, longest = joined[-1]
                length = edit.end - edit.start
                name = edit.rule if length > longest else last.rule
                joined[-1] = replace(last, rule=name, end=max(last.end, edit.end)), max(length, longest)
            else:
                joined.append((edit, edit.end - edit.start))
        for edit, _ in joined:
            first, last_one = bisect_left(self.offsets, edit.start), bisect_left(self.offsets, edit.end)
            yield Edit(edit.rule, edit.start, edit.end, self.text[first:last_one].strip())

    def _apart(self, match: re.Match[str], parts: Sequence[Part]) -> Sequence[Part]:
        """The parts with a space between new words and letters or digits that touch them."""
        before, after = (
            self.text[max(match.start() - 1, 0) : match.start()],
            self.text[match.end() : match.end() + 1],
        )
        if parts and isinstance(first := parts[0], str) and first[:1].isalnum() and before.isalnum():
            parts = (f" {first}", *parts[1:])
        if parts and isinstance(last := parts[-1], str) and last[-1:].isalnum() and after.isalnum():
            parts = (*parts[:-1], f"{last} ")
        return parts

    def _loses(self, match: re.Match[str], parts: Sequence[Part]) -> bool:
        """Whether less of what must be kept would be there after the replacement."""
        if self._keep is None or not (kept := self._keep.findall(match[0])):
            return False
        after = "".join((match[part] or "") if isinstance(part, int) else part for part in parts)
        return len(self._keep.findall(after)) < len(kept)

    def _is_protected(self, match: re.Match[str]) -> bool:
        """Whether some of it must stay as it is."""
        if match.end() > match.start():
            first, last = self.offsets[match.start()], self.offsets[match.end() - 1]
            return any(start <= last and first < end for start, end in self._protected)
        # an insertion between two characters of it
        around = self.offsets[max(match.start() - 1, 0) : match.start() + 1]
        return len(around) == 2 and any(
            start <= around[0] and around[1] < end for start, end in self._protected
        )

    def _replace(
        self, match: re.Match[str], parts: Sequence[Part], texts: list[str], offsets: list[int]
    ) -> None:
        at = match.start()
        for position, part in enumerate(parts):
            if isinstance(part, int):
                texts.append(match[part] or "")
                offsets += self.offsets[match.start(part) : match.end(part)] if match[part] else []
                at = match.end(part) if match[part] else at
            elif part:
                following = (match.start(group) for group in parts[position + 1 :] if isinstance(group, int))
                until = next((start for start in following if start >= at), match.end())
                texts.append(part)
                if at == until and position:  # what is added behind a group belongs to its end
                    offsets += self._spread(part, max(at - 1, match.start()), at)
                else:
                    offsets += self._spread(part, at, until)
                at = until

    def _spread(self, new: str, start: int, end: int) -> list[int]:
        """Offsets for new characters in place of [start, end), the first and last at its ends."""
        if not self.offsets:
            return [0] * len(new)
        if end - start == 1:
            return [self.offsets[start]] * len(new)
        replaced = self.offsets[start:end] or [self.offsets[min(start, len(self.offsets) - 1)]]
        return [replaced[place] for place in spread(new, self.text[start:end])]
