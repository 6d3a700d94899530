"""Numbers in words of the Romance languages: what each says below a thousand, and how it joins the groups of three."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

Form = Literal["", "m", "f"]
"""Alone (`uno`), before a masculine noun (`un`), before a feminine one (`una`)."""


@dataclass(frozen=True, slots=True)
class Numbers:
    """How a language counts.

    Attributes:
        below_thousand: 0 to 999 in words.
        thousand: what is said of so many thousands.
        scales: powers of a thousand from the second, as one and as several; None where it is said with the one below.
        join: puts the groups together; it gets the words of the last, and its value.
        ordinals: a number as an ordinal, masculine or feminine.
        of: between a bare million and its noun: "un millón de".
    """

    below_thousand: Callable[[int, Form], str]
    thousand: Callable[[int, Form], str]
    scales: Sequence[tuple[str, str] | None]
    join: Callable[[Sequence[str], int], str]
    ordinal: Callable[[int, bool], str]
    of: str

    @property
    def limit(self) -> int:
        """From here on a number is said figure by figure."""
        return int(1000 ** (len(self.scales) + 2))

    def cardinal(self, number: int, form: Form = "") -> str:
        """A number that isn't negative, in words."""
        if number >= self.limit:
            return self.figures(str(number))
        if number < 1000:
            return self.below_thousand(number, form)
        wording: list[str] = []
        rest = number % 10**6
        upper = number // 10**6
        for place in reversed(range(len(self.scales))):
            scale = self.scales[place]
            if scale is None:
                continue
            count, upper = divmod(upper, 1000**place)
            if count:
                wording.append(f"{self.cardinal(count, 'm')} {scale[count > 1]}")
        thousands, last = divmod(rest, 1000)
        if thousands:
            wording.append(self.thousand(thousands, form))
        if last:
            wording.append(self.below_thousand(last, form))
        return self.join(wording, last if last else thousands)

    def figures(self, digits: str) -> str:
        """Each figure by its name."""
        return " ".join(self.below_thousand(int(digit), "") for digit in digits)

    def counted(self, number: int, form: Form, noun: str, elided: bool = False) -> str:
        """A number and its noun: "un millón de euros"."""
        between = " "
        if number >= 10**6 and not number % 10**6 and number < self.limit:
            between = " d'" if elided and noun[:1] in "aeiouhéAEIOUHÉ" else f" {self.of} "
        return f"{self.cardinal(number, form)}{between}{noun}"
