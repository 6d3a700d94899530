"""A text that is rewritten while each character remembers where it came from."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

Part = str | int
"""What replaces a match: a group of it, by number, whose characters keep their places, or new text."""

Rewrite = Callable[[re.Match[str]], Sequence[Part]]


@dataclass(frozen=True, slots=True)
class Rule:
    """What is sought, and what comes in its place: parts, or a function that gives them."""

    pattern: re.Pattern[str]
    parts: Sequence[Part] | Rewrite


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

    def apply(self, rule: Rule) -> None:
        """Replace every match. New text is spread over the characters that it stands for."""
        texts: list[str] = []
        offsets: list[int] = []
        done = 0
        for match in rule.pattern.finditer(self.text):
            parts = rule.parts(match) if callable(rule.parts) else rule.parts
            if self._loses(match, parts):
                continue
            texts.append(self.text[done : match.start()])
            offsets += self.offsets[done : match.start()]
            self._replace(match, parts, texts, offsets)
            done = match.end()
        if done or texts:
            texts.append(self.text[done:])
            offsets += self.offsets[done:]
            self.text, self.offsets = "".join(texts), offsets

    def map(self, function: Callable[[str], str]) -> None:
        """Replace every character by what `function` gives for it."""
        new = [function(character) for character in self.text]
        self.offsets = [offset for offset, chars in zip(self.offsets, new, strict=True) for _ in chars]
        self.text = "".join(new)

    def _loses(self, match: re.Match[str], parts: Sequence[Part]) -> bool:
        """Whether less of what must be kept would be there after the replacement."""
        if self._keep is None or not (kept := self._keep.findall(match[0])):
            return False
        after = "".join((match[part] or "") if isinstance(part, int) else part for part in parts)
        return len(self._keep.findall(after)) < len(kept)

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
                offsets += self._spread(len(part), at, until)
                at = until

    def _spread(self, length: int, start: int, end: int) -> list[int]:
        """Offsets for `length` new characters in place of [start, end), the first and last at its ends."""
        if not self.offsets:
            return [0] * length
        last = max(end - start - 1, 0)
        places = (start + (index * last) // max(length - 1, 1) for index in range(length))
        return [self.offsets[min(place, len(self.offsets) - 1)] for place in places]
